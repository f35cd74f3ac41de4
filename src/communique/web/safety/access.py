"""Who may come in, and who may write.

On a loopback address everybody who reaches the server may read and write, under the name of the
user who started it. Any other address is served only to those who show a token (`tokens.py`) or
whom a proxy has signed in. A reader may not write; with `read_only` nobody may.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Literal

from communique.errors import ServerExposed, ServerSettings

Role = Literal["reader", "editor"]
Network = IPv4Network | IPv6Network

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class User:
    """Who asks: a name for the log, and whether they may write."""

    name: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Access:
    """How users are told: `tokens` is a path, `proxy_header` the header in which an authenticating
    proxy names the user, `proxy_from` the addresses such a proxy may have, `editors` which of its
    users may write; `hostnames` are names of the server besides the loopback ones.
    """

    read_only: bool = False
    tokens: str | None = None
    proxy_header: str | None = None
    proxy_from: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    hostnames: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody needs to say who they are."""
        return self.tokens is None and self.proxy_header is None

    @cached_property
    def proxies(self) -> tuple[Network, ...]:
        """Where the proxy asks from; this machine if nothing else is said."""
        try:
            told = tuple(ip_network(each, strict=False) for each in self.proxy_from)
        except ValueError as error:
            raise ServerSettings(f"--proxy-from: {error}") from None
        return told or LOOPBACK

    def check(self, host: str) -> None:
        """Raise `server-exposed` if others than this machine's users could come in unasked."""
        _ = self.proxies
        if self.open and not is_loopback(host):
            raise ServerExposed(
                f"{host} can be reached by others, and nobody is asked who they are"
            )


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    return within(host, LOOPBACK)


def within(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address stands in one of these networks; what is no address does not."""
    try:
        found = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return any((mapped or found) in network for network in networks)
