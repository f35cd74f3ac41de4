"""Fetching: redirects, limits, and servers that mean ill."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.read.fetching.servers import Site, serving

from communique.errors import AddressRefused, FetchFailed, FetchTooSlow, InputTooLarge
from communique.read.fetching.client import Client, Limits

OWN = Client(allow_private=True, limits=Limits(seconds=5))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_a_page_as_it_is(site: Site) -> None:
    found = OWN.get(site.page("/a", "両国は合意した。", ETag='"1"'))
    assert found.data.decode() == "両国は合意した。"
    assert (found.status, found.url, found.final, found.hops) == (
        200,
        site.base + "/a",
        site.base + "/a",
        (),
    )
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert not found.unchanged
    _, headers = site.asked[0]
    assert headers["User-Agent"].startswith("communique/") and "Cookie" not in headers


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.page("/c", "here")
    site.page("/b", status=301, Location="/c")
    found = OWN.get(site.page("/a", status=302, Location=site.base + "/b"))
    assert found.data == b"here"
    assert found.hops == (site.base + "/a", site.base + "/b") and found.final == site.base + "/c"


def test_redirects_in_a_circle_end(site: Site) -> None:
    with pytest.raises(FetchFailed, match="redirects"):
        OWN.get(site.page("/a", status=302, Location="/a"))
    assert len(site.asked) == 11


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "http://localhost/",
    ],
)
def test_a_redirect_to_a_private_host_is_refused(site: Site, to: str) -> None:
    def resolver(host: str, port: int) -> list:
        import socket

        if host == "news.example":  # the test's own server stands for a public one
            return [(2, 1, 6, "", ("8.8.8.8", port))]
        return socket.getaddrinfo(host, port)

    port = site.base.rpartition(":")[2]
    site.page("/a", status=302, Location=to)
    client = Loopback(resolver=resolver)
    with pytest.raises(AddressRefused):
        client.get(f"http://news.example:{port}/a")
    assert [path for path, _ in site.asked] == ["/a"]


class Loopback(Client):
    """A client whose public address 8.8.8.8 is the test's own server."""

    def _ask(self, address, ip, headers, deadline):  # type: ignore[no-untyped-def]
        return super()._ask(address, "127.0.0.1" if ip == "8.8.8.8" else ip, headers, deadline)


def test_a_name_that_changes_its_answer_is_asked_once_a_hop(site: Site) -> None:
    said = iter(["8.8.8.8", "127.0.0.1"])
    asked: list[str] = []

    def resolver(host: str, port: int) -> list:
        asked.append(host)
        return [(2, 1, 6, "", (next(said), port))]

    port = site.base.rpartition(":")[2]
    site.page("/a", "the page")
    client = Loopback(resolver=resolver)
    assert client.get(f"http://rebind.example:{port}/a").data == b"the page"
    assert asked == ["rebind.example"]  # the connection took the address that was checked
    with pytest.raises(AddressRefused):
        client.get(f"http://rebind.example:{port}/a")


def test_a_server_that_never_ends(site: Site) -> None:
    client = replace(OWN, limits=Limits(seconds=20, max_bytes=1_000_000))
    with pytest.raises(InputTooLarge, match="1,000,000"):
        client.get(site.base + "/endless")


def test_a_body_that_unpacks_to_too_much(site: Site) -> None:
    client = replace(OWN, limits=Limits(seconds=20, max_bytes=1_000_000))
    with pytest.raises(InputTooLarge):
        client.get(site.base + "/bomb")


@pytest.mark.parametrize("path", ["/drip", "/drip-head", "/silent"])
def test_a_server_that_takes_its_time(site: Site, path: str) -> None:
    client = replace(OWN, limits=Limits(seconds=0.7))
    began = time.monotonic()
    with pytest.raises(FetchTooSlow):
        client.get(site.base + path)
    assert time.monotonic() - began < 4


def test_a_length_beyond_the_limit_is_not_even_read(site: Site) -> None:
    client = replace(OWN, limits=Limits(seconds=5, max_bytes=10))
    with pytest.raises(InputTooLarge, match="has 11 bytes"):
        client.get(site.page("/long", b"x" * 11))


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_an_error_is_told_with_its_number(site: Site, status: int) -> None:
    with pytest.raises(FetchFailed, match=str(status)) as caught:
        OWN.get(site.page("/a", "no", status=status))
    assert caught.value.status == status


def test_what_did_not_change(site: Site) -> None:
    address = site.page("/a", "text", ETag='"7"')
    assert OWN.get(address, headers={"If-None-Match": '"7"'}).unchanged


def test_nobody_listens() -> None:
    with pytest.raises(FetchFailed):
        OWN.get("http://127.0.0.1:9/")


def test_loopback_is_refused_without_the_flag(site: Site) -> None:
    with pytest.raises(AddressRefused, match="not on the public network"):
        Client().get(site.page("/a", "x"))
    assert site.asked == []
