"""Fetching one page: connections to checked hosts, redirects, limits of time and size.

Every hop is parsed, resolved and checked anew, and the connection goes to the very network address
that was checked, with the host's name in the certificate check. The whole fetch has one deadline:
a server that sends a byte a minute is cut off like one that sends nothing. Bodies are counted as
they unpack. Cookies, passwords and proxies of the environment are never used. Left out: scripts;
a page that only a browser can build comes as its empty shell.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from communique.errors import FetchFailed, FetchTooSlow, InputTooLarge
from communique.read.fetching.addresses import Address, Resolver, parse, resolve
from communique.version import __version__

AGENT = "communique"
"""The name under which robots.txt may speak of this program."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a whole fetch, bytes of a page as unpacked, and redirects."""

    seconds: float = 30.0
    max_bytes: int = 50 * 1024 * 1024
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for an address: `url` is the one asked for, `final` where it led; `data`
    is empty where the server said that nothing changed (status 304)."""

    url: str
    final: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    at: str
    hops: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the server said that the page is still the one we have."""
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Client:
    """How pages are fetched. `resolver` is for tests; `allow_private` for a server of one's own."""

    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    resolver: Resolver = socket.getaddrinfo

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The page at an address, after its redirects.

        Raises AddressRefused (`address-refused`), FetchFailed (`fetch-failed`; also for answers
        that are errors), FetchTooSlow (`fetch-too-slow`) and InputTooLarge (`too-large`).
        """
        asked = here = parse(url)
        until = time.monotonic() + self.limits.seconds
        hops: list[str] = []
        for _ in range(self.limits.redirects + 1):
            status, said, data = self._one(here, headers or {}, until)
            to = said.get("location")
            if status not in _REDIRECTS or not to:
                break
            hops.append(here.url)
            here = parse(urljoin(here.url, to))
        else:
            raise FetchFailed(f"{asked.url} redirects more than {self.limits.redirects} times")
        if not (200 <= status < 300 or status == 304):
            raise FetchFailed(f"{asked.url} answered {status}", status=status, headers=said)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return Fetched(asked.url, here.url, status, said, data, at, tuple(hops))

    def _one(
        self, address: Address, headers: Mapping[str, str], until: float
    ) -> tuple[int, dict[str, str], bytes]:
        """One request and its answer, without following it."""
        ips = resolve(address, allow_private=self.allow_private, resolver=self.resolver)
        left = until - time.monotonic()
        if left <= 0:
            raise self._slow(address)
        with _Deadline(left) as deadline:
            try:
                return self._ask(address, ips[0], headers, deadline)
            except (HTTPError, OSError, ValueError) as error:
                # The connection's own time-out may come a moment before the deadline.
                if deadline.passed or isinstance(error, ReadTimeoutError):
                    raise self._slow(address) from error
                raise FetchFailed(f"{address.url} could not be fetched: {error}") from error

    def _ask(
        self, address: Address, ip: str, headers: Mapping[str, str], deadline: _Deadline
    ) -> tuple[int, dict[str, str], bytes]:
        with _pool(address, ip, deadline) as pool:
            answer = pool.urlopen(
                "GET",
                address.target,
                headers={"Host": address.netloc, **_HEADERS, **headers},
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
                timeout=Timeout(total=deadline.seconds),
            )
            said = {name.lower(): value for name, value in answer.headers.items()}
            data = b"" if answer.status in _REDIRECTS else self._body(address, answer, deadline)
            answer.close()
            return answer.status, said, data

    def _body(self, address: Address, answer: BaseHTTPResponse, deadline: _Deadline) -> bytes:
        """The body, unpacked, never more than the limit."""
        most, parts, size = self.limits.max_bytes, list[bytes](), 0
        said = answer.headers.get("content-length", "")
        if said.isdigit() and int(said) > most:
            raise InputTooLarge(f"{address.url} has {int(said):,} bytes; the limit is {most:,}")
        while chunk := answer.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > most:
                raise InputTooLarge(f"{address.url} has more than {most:,} bytes")
            if deadline.passed:
                raise self._slow(address)
            parts.append(chunk)
        if deadline.passed:
            raise self._slow(address)
        return b"".join(parts)

    def _slow(self, address: Address) -> FetchTooSlow:
        return FetchTooSlow(f"{address.url} took more than {self.limits.seconds:g} seconds")


class _Deadline:
    """Ends the connection of a request when its time is up, whatever it is waiting for."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.passed = seconds, False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, opened: socket.socket) -> socket.socket:
        """Take a socket under the deadline."""
        self._sockets.append(opened)
        return opened

    def _end(self) -> None:
        self.passed = True
        for opened in self._sockets:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)


def _pool(address: Address, ip: str, deadline: _Deadline) -> HTTPConnectionPool:
    """A pool of one connection, to a network address that was checked."""
    if address.scheme == "http":

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return deadline.watch(super()._new_conn())

        pool = HTTPConnectionPool(ip, address.port)
        pool.ConnectionCls = Plain
        return pool

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return deadline.watch(super()._new_conn())

    secure: Any = HTTPSConnectionPool(
        ip,
        address.port,
        server_hostname=address.host,
        assert_hostname=address.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )
    secure.ConnectionCls = Secure
    return secure  # type: ignore[no-any-return]
