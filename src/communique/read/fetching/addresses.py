"""Addresses of the web: what they are called, and which hosts may be asked.

An address is http or https; it is normalised so that one page has one identity (host in lower
case, no default port, no fragment). A host is asked only where every one of its network addresses
is public: a page that leads to 127.0.0.1, to a router, or to the metadata service of a cloud would
otherwise make this program fetch what its sender cannot. Whoever connects must use the numbers
that `resolve` gave, for a name may answer otherwise the next time. Left out: FTP, files, `data:`.

    >>> parse("HTTPS://Example.ORG:443/a%7eb?x=1#top").url
    'https://example.org/a~b?x=1'
"""

from __future__ import annotations

import ipaddress
import re
import socket
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from communique.errors import AddressRefused, FetchFailed

LONGEST = 2_000
"""Characters of an address; browsers and servers take no more."""
PORTS = {"http": 80, "https": 443}
Resolver = Callable[[str, int], Sequence[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts: `target` is path and query, `netloc` host and port as sent."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host, and port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"


def is_address(text: str) -> bool:
    """Whether what a person wrote where a path may stand is an address of the web."""
    return text[:8].lower().startswith(("http://", "https://"))


def parse(text: str) -> Address:
    """The address in its normal form. Raises AddressRefused (`address-refused`) for what is no
    http or https address, holds a password, or is absurdly long."""
    given = text.strip()
    if len(given) > LONGEST:
        raise AddressRefused(f"an address of {len(given):,} characters is refused: {given[:80]}…")
    if any(c.isspace() or not c.isprintable() for c in given) or "\\" in given:
        raise AddressRefused(f"{given!r} is no address: it holds white space or a backslash")
    try:
        url = parse_url(given)
    except (LocationParseError, UnicodeError) as error:
        raise AddressRefused(f"{given} is no address: {error}") from error
    if url.scheme not in PORTS or not url.host:
        raise AddressRefused(f"{given} is no http or https address")
    if url.auth is not None:
        raise AddressRefused(
            "an address with a name and password is refused",
            advice="Fetch the page in a browser, save it, and add the file.",
        )
    host = url.host.strip("[]").rstrip(".").lower()
    port = url.port or PORTS[url.scheme]
    target = _plain((url.path or "/") + (f"?{url.query}" if url.query is not None else ""))
    bare = Address("", url.scheme, host, port, target)
    return Address(bare.origin + target, url.scheme, host, port, target)


_ENCODED = re.compile("%[0-9A-F]{2}")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


def _plain(target: str) -> str:
    """A path and query with what need not be encoded in plain letters (RFC 3986, 6.2.2.2)."""

    def letter(match: re.Match[str]) -> str:
        char = chr(int(match[0][1:], 16))
        return char if char in _UNRESERVED else match[0]

    return _ENCODED.sub(letter, target)


def resolve(
    address: Address, *, allow_private: bool = False, resolver: Resolver = socket.getaddrinfo
) -> tuple[str, ...]:
    """The network addresses of a host, all of them public unless `allow_private`.

    Raises AddressRefused (`address-refused`) if any of them is not, and FetchFailed
    (`fetch-failed`) for a host without any.
    """
    try:
        answers = resolver(address.host, address.port)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"the host {address.host} was not found: {error}") from error
    found = tuple(dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers))
    if not found:
        raise FetchFailed(f"the host {address.host} has no address")
    refused = [ip for ip in found if not is_public(ip)]
    if refused and not allow_private:
        raise AddressRefused(
            f"{address.url} leads to {refused[0]}, which is not on the public network",
            advice="If the server is your own, name it again with --allow-private.",
        )
    return found


_TRANSLATED = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64: the last 32 bits
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4: bits 16-48
    (ipaddress.ip_network("::/96"), 0),  # IPv4-compatible, long withdrawn
)


_ASSIGNED = ipaddress.ip_network("192.0.0.0/24")
"""For protocols of the network itself (RFC 6890); Python calls parts of it global."""


def is_public(ip: str) -> bool:
    """Whether a network address is one of the public network, also within those of IPv6 that carry
    an address of IPv4.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found.teredo is not None:
            return False
        for network, shift in _TRANSLATED:
            if found in network:
                inner = ipaddress.IPv4Address((int(found) >> shift) & 0xFFFF_FFFF)
                return is_public(str(inner))
        if found.is_site_local:
            return False
    if found in _ASSIGNED:
        return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_loopback or found.is_link_local
    )
