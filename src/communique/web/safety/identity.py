"""Who asks: told from a token, a sign-in, a proxy, or from being on this machine.

Sets on every request `state.user`, `state.may_write`, `state.csrf` (the token its forms carry),
`state.peer` (where it came from), `state.holder` (what the token is bound to) and `state.proved`
(a program sent it, with its own token). Who is not known gets 401, or in a browser the way to
`/sign-in`; a reader's write gets 403.
"""

from __future__ import annotations

import asyncio
import getpass
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.errors import CommuniqueError, NotAllowed, NotSignedIn, TooManyAttempts
from communique.web.answers import wants_json
from communique.web.faults import refusal
from communique.web.safety.access import Access, User, within
from communique.web.safety.attempts import Attempts
from communique.web.safety.audit import SAFE_METHODS, STORES_NOTHING, note
from communique.web.safety.sessions import Sessions
from communique.web.safety.tokens import Tokens

PUBLIC = ("/sign-in", "/static/")
"""What strangers may see: the page on which they sign in, and its style sheet."""

READERS_MAY = ("/sign-in", "/sign-out", *STORES_NOTHING)
"""Routes that take a body and leave the archive as it is."""

COOKIE, SAFE_COOKIE = "communique-session", "__Host-communique-session"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and how it was told: `holder` is what the token of their forms is bound to."""

    user: User | None
    holder: str
    bearer: bool = False


class Door:
    """What tells users apart; one for the server. Raises `server-settings` for wrong tokens."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.sessions = Sessions()
        self.attempts = Attempts()
        self.tokens = Tokens(access.tokens) if access.tokens else None
        self._local = User(_login_name(), "editor")

    def peer(self, request: Request) -> str:
        """The address a request came from: what the proxy says, if it came from the proxy."""
        direct = request.client.host if request.client else "unknown"
        told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        if self.access.proxy_header and told and within(direct, self.access.proxies):
            return told[:60]
        return direct

    def visitor(self, request: Request) -> Visitor:
        """Who asks. Raises `not-signed-in` for a wrong token, `too-many-attempts`."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if self.tokens and scheme.lower() == "bearer":
            user, key = self.shown(request, token.strip())
            return Visitor(user, key, bearer=True)
        if self.access.proxy_header and (named := self._named(request)):
            return Visitor(named, named.name)
        if self.tokens and (session := session_of(request)):
            key_held = self.sessions.key(session)
            found = self.tokens.holder(key_held) if key_held else None
            if found:
                return Visitor(found[0], session)
        if self.access.open:
            return Visitor(self._local, self._local.name)
        return Visitor(None, "nobody")

    def shown(self, request: Request, token: str) -> tuple[User, str]:
        """Whose token is shown, and its key. Raises `not-signed-in`, `too-many-attempts`."""
        peer = self.peer(request)
        if self.attempts.too_many(peer):
            raise TooManyAttempts("too many wrong tokens came from this address")
        found = self.tokens.find(token) if self.tokens else None
        if found is None:
            self.attempts.failed(peer)
            note(request, "sign-in-failed")
            raise NotSignedIn("this token is not known")
        return found

    def _named(self, request: Request) -> User | None:
        """The user a proxy names; a header from anywhere else says nothing."""
        direct = request.client.host if request.client else ""
        if not within(direct, self.access.proxies):
            return None
        told = request.headers.getlist(self.access.proxy_header or "")
        name = told[0].strip(" \t") if len(told) == 1 else ""
        if not name or len(name) > 200 or not name.isprintable():
            return None
        return User(name, "editor" if name in self.access.editors else "reader")


class Identity:
    """Lets in who may come in."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell who asks, and answer or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        state = scope.setdefault("state", {})
        state["peer"] = self.door.peer(request)
        try:
            visitor = self.door.visitor(request)
        except CommuniqueError as error:
            await asyncio.sleep(self.door.attempts.pause)
            await refusal(request, error)(scope, receive, send)
            return
        role = visitor.user.role if visitor.user else None
        state["user"] = visitor.user
        state["may_write"] = role == "editor" and not self.door.access.read_only
        state["csrf"] = self.door.sessions.form_token(visitor.holder)
        state["holder"], state["proved"] = visitor.holder, visitor.bearer
        if (wrong := self._wrong(request, visitor)) is None:
            await self.app(scope, receive, send)
        elif isinstance(wrong, NotSignedIn) and _is_reading_page(request):
            back = f"{scope['path']}?{scope['query_string'].decode('latin-1')}".rstrip("?")
            there = RedirectResponse(f"/sign-in?{urlencode({'next': back})}", 303)
            await there(scope, receive, send)
        else:
            await refusal(request, wrong)(scope, receive, send)

    def _wrong(self, request: Request, visitor: Visitor) -> CommuniqueError | None:
        path = request.url.path
        if visitor.user is None and not path.startswith(PUBLIC):
            return NotSignedIn("this server wants to know who asks")
        if request.method in SAFE_METHODS or path in READERS_MAY:
            return None
        if self.door.access.read_only:
            return NotAllowed("this server is for reading only")
        if not request.scope["state"]["may_write"]:
            return NotAllowed("a reader may not change anything")
        return None


def session_of(request: Request) -> str | None:
    """The session that a browser sends."""
    return request.cookies.get(SAFE_COOKIE) or request.cookies.get(COOKIE)


def _is_reading_page(request: Request) -> bool:
    return request.method in SAFE_METHODS and not wants_json(request)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user that the system has no name for
        return "local"
