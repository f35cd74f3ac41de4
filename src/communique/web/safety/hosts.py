"""Which server a browser believes it asks, and from which page it does.

A name of an attacker that leads to this machine's address (DNS rebinding) would make their page one
of ours: so the host asked for must be one of the server's own. A write must come from a page of
that host, as browsers say in Origin and Sec-Fetch-Site; programs say neither.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.errors import CommuniqueError, HostUnknown, RequestForged
from communique.web.faults import refusal
from communique.web.safety.access import LOOPBACK_NAMES
from communique.web.safety.audit import SAFE_METHODS


class Hosts:
    """Refuses requests for other hosts, and writes from other sites."""

    def __init__(self, app: ASGIApp, *, host: str, hostnames: tuple[str, ...]) -> None:
        self.app = app
        self.names = {each.lower() for each in (*LOOPBACK_NAMES, host, *hostnames)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse."""
        if scope["type"] == "http" and (error := self._wrong(Request(scope))) is not None:
            await refusal(Request(scope), error)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _wrong(self, request: Request) -> CommuniqueError | None:
        hosts = request.headers.getlist("host")
        host = hosts[0].lower() if len(hosts) == 1 else ""
        here = (request.scope.get("server") or ("",))[0]  # an address as such is no forged name
        if name_of(host) not in {*self.names, here}:
            return HostUnknown("this server has no such name")
        if request.method in SAFE_METHODS:
            return None
        origins = request.headers.getlist("origin")
        if origins and (len(origins) > 1 or not _same(origins[0], host)):
            return RequestForged("the request comes from a page of another site")
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return RequestForged("the request comes from a page of another site")
        return None


def name_of(host: str) -> str | None:
    """The name in a Host header, without the port; None for what is none.

    >>> name_of("localhost:8470"), name_of("[::1]:80"), name_of("a@b"), name_of("a:b")
    ('localhost', '::1', None, None)
    """
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


def _same(origin: str, host: str) -> bool:
    scheme, _, rest = origin.lower().partition("://")
    return scheme in ("http", "https") and rest == host
