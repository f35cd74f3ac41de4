"""Forms: a browser sends empty fields, which are no filters; and it can be made to send a form of
another site, which is refused.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.errors import RequestForged
from communique.web.safety.audit import SAFE_METHODS
from communique.web.settings import Limits

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class EmptyFields:
    """Takes empty parameters out of the address before a route sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request as if its empty parameters were not there."""
        if scope["type"] == "http" and scope.get("query_string"):
            parts = scope["query_string"].split(b"&")
            kept = [part for part in parts if part and not part.endswith(b"=")]
            if len(kept) < len(parts):
                scope = {**scope, "query_string": b"&".join(kept)}
        await self.app(scope, receive, send)


async def genuine(request: Request) -> AsyncIterator[None]:
    """Raise `request-forged` for a write that a page of another site could have sent.

    Fine are: a bearer token; a JSON body or a method that no form has, since a browser asks before
    it sends those elsewhere and is never allowed; the header X-Requested-By for the same reason;
    and the token that our own pages carry, as a field `csrf` or the header X-CSRF-Token.
    """
    if request.method in SAFE_METHODS:
        yield
        return
    kind = media_type(request)
    limits: Limits = request.app.state.settings.limits
    form = await request.form(**form_limits(limits)) if kind in FORMS else None
    try:
        if not _unforgeable(request, kind):
            field = form.get("csrf") if form is not None else None
            _check(request, field if isinstance(field, str) else None)
        yield
    finally:
        if form is not None:
            await form.close()


def _unforgeable(request: Request, kind: str) -> bool:
    """Whether no browser sends this for another site."""
    if request.scope["state"].get("proved") or request.headers.get("x-requested-by"):
        return True
    return kind == "application/json" or request.method != "POST"


def _check(request: Request, field: str | None) -> None:
    told = request.headers.get("x-csrf-token") or field
    sessions, holder = request.app.state.door.sessions, request.scope["state"]["holder"]
    if not told or not sessions.is_form_token(told, holder):
        raise RequestForged("the request does not carry the token of a page of this server")


def form_limits(limits: Limits) -> Any:
    """What a form may hold, as the parser of forms takes it."""
    return {
        "max_files": limits.files,
        "max_fields": limits.fields,
        "max_part_size": limits.form_bytes,
    }


def media_type(request: Request) -> str:
    """The media type of a body, without parameters; empty for none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
