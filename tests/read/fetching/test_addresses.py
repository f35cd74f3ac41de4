"""Addresses: one page has one name, and nothing that is not public is asked."""

from __future__ import annotations

import pytest

from communique.errors import AddressRefused, FetchFailed
from communique.read.fetching.addresses import is_address, is_public, parse, resolve


@pytest.mark.parametrize(
    "given, normal",
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a/../b", "https://example.org/b"),
        (
            "https://example.org.:8443/x?q=a b".replace(" ", "%20") + "#part",
            "https://example.org:8443/x?q=a%20b",
        ),
        ("https://example.org/%7euser", "https://example.org/~user"),
        (
            "https://外務省.jp/会談?日=五",
            "https://xn--lhrz8ls91a.jp/%E4%BC%9A%E8%AB%87?%E6%97%A5=%E4%BA%94",
        ),
        ("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a"),
    ],
)
def test_one_page_has_one_address(given: str, normal: str) -> None:
    assert parse(given).url == normal
    assert parse(normal).url == normal


@pytest.mark.parametrize(
    "given",
    [
        "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a", "https://user:secret@example.org/",
        "http://example.org\\@10.0.0.1/", "http://exa mple.org/", "http://example.org/\x00", "http://example.org:99999/", "http://[::1/", "https://x/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(given: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        parse(given)
    assert caught.value.advice
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "0.0.0.0", "10.2.3.4", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fec0::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_what_is_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"]
)
def test_what_is_public(ip: str) -> None:
    assert is_public(ip)


def answers(*ips: str):
    return lambda host, port: [(2, 1, 6, "", (ip, port)) for ip in ips]


def test_one_private_answer_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        resolve(parse("http://example.org"), resolver=answers("8.8.8.8", "10.0.0.1"))


def test_a_flag_allows_private_hosts() -> None:
    assert resolve(parse("http://intranet"), allow_private=True, resolver=answers("10.0.0.1")) == (
        "10.0.0.1",
    )


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "[::1]", "0"])
def test_other_ways_to_write_this_machine(host: str) -> None:
    with pytest.raises((AddressRefused, FetchFailed)):
        resolve(parse(f"http://{host}/"))


def test_a_host_that_is_not_found() -> None:
    def nobody(host: str, port: int) -> list:
        raise OSError("no such host")

    with pytest.raises(FetchFailed, match="no such host"):
        resolve(parse("http://nowhere.example"), resolver=nobody)


def test_what_is_taken_for_an_address() -> None:
    assert is_address("https://example.org") and is_address("HTTP://x")
    assert not is_address("httpd/log.txt") and not is_address("ftp://example.org")
