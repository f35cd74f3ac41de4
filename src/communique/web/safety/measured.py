"""How much a request may send, and how long it may take: bodies that never end, or come a byte a
minute, or are of no type that a route takes, are refused before a route has them whole.
"""

from __future__ import annotations

import asyncio
import time

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.errors import (
    CommuniqueError,
    MediaTypeUnsupported,
    RequestTooLarge,
    RequestTooSlow,
)
from communique.web.faults import refusal
from communique.web.safety.audit import SAFE_METHODS
from communique.web.safety.forms import FORMS, media_type
from communique.web.settings import Limits

JSON = "application/json"


class Measured:
    """Counts and times what a request sends."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse as soon as it is too much."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        error = self._wrong(request)
        body = _Body(request, send, most=self._most(request), seconds=self._seconds(request))
        if error is not None:
            await refusal(request, error)(scope, body.receive, body.send)
            return
        try:
            await self.app(scope, body.receive, body.send)
        except Exception:
            if body.error is None or body.answered:
                raise
        if body.error is not None and not body.answered:
            await refusal(request, body.error)(scope, receive, body.send_closing)

    def _most(self, request: Request) -> int:
        kind = media_type(request)
        if kind == "multipart/form-data":
            return self.limits.request_bytes
        whole_text = kind == JSON and request.url.path == "/analyse"
        return self.limits.file_bytes if whole_text else self.limits.form_bytes

    def _seconds(self, request: Request) -> float:
        large = media_type(request) == "multipart/form-data"
        return self.limits.upload_seconds if large else self.limits.request_seconds

    def _wrong(self, request: Request) -> CommuniqueError | None:
        told = request.headers.get("content-length", "0")
        size = int(told) if told.isascii() and told.isdigit() else 0
        if size > (most := self._most(request)):
            return RequestTooLarge(f"{size:,} bytes; the server takes {most:,}")
        kind = media_type(request)
        if request.method not in SAFE_METHODS and kind and kind not in (*FORMS, JSON):
            return MediaTypeUnsupported(f"a body of {kind[:100]} is not taken")
        return None


class _Refused(Exception):
    """What was sent is refused: unwinds whatever was reading it."""


class _Body:
    """The body of one request, as it comes in."""

    def __init__(self, request: Request, send: Send, *, most: int, seconds: float) -> None:
        self._receive = request.receive
        self._send = send
        self._left = most
        self._most = most
        self._until = time.monotonic() + seconds
        headers = request.headers
        self._whole = (
            headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
        )
        self.error: CommuniqueError | None = None
        self.answered = False

    async def receive(self) -> Message:
        """The next part of the body."""
        if self._whole or self.answered:  # a route that waits for the browser to go away
            return await self._receive()
        try:
            async with asyncio.timeout(self._until - time.monotonic()):
                message = await self._receive()
        except TimeoutError:
            self.error = RequestTooSlow("the request was not sent in time")
            raise _Refused from None
        self._whole = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.error = RequestTooLarge(f"more than {self._most:,} bytes")
            raise _Refused
        return message

    async def send(self, message: Message) -> None:
        """Hand an answer on; one that a route makes of our refusal is ours to give."""
        if self.error is not None and not self.answered:
            return
        if message["type"] == "http.response.start":
            self.answered = True
            if not self._whole:
                self._close(message)
        await self._send(message)

    async def send_closing(self, message: Message) -> None:
        """Hand on the answer to a body that is not read to its end."""
        if message["type"] == "http.response.start":
            self._close(message)
        await self._send(message)

    @staticmethod
    def _close(message: Message) -> None:
        """The rest of the body would be taken for the next request, or come for ever."""
        MutableHeaders(scope=message)["Connection"] = "close"
