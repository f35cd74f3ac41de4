"""A log of who added, deleted, decided, and signed in: JSON lines beside the archive.

`<archive>.audit.jsonl` is only ever appended to, a line a write, and readable by its owner alone.
A route that changes something says what it did; a write that nothing was said of is noted by its
address (`Noted`), so that none goes unseen.

    note(request, "deleted", document=document.id)

Left out: turning the file over when it grows (logrotate does it), and proof against whoever may
write the file.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("communique.web")

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
STORES_NOTHING = ("/analyse",)
"""Routes that take a body and change nothing."""
_LONGEST = 1000
# Controls, and what turns the direction of text or ends a line for some readers of the file.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class Audit:
    """The log of one archive."""

    def __init__(self, archive: str) -> None:
        self.path = Path(f"{archive}.audit.jsonl")

    def write(self, entry: Mapping[str, Any]) -> None:
        """Append an entry. A log that cannot be written is told, and stops no work."""
        try:
            data = (line(entry) + "\n").encode()
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, data)
            finally:
                os.close(file)
        except OSError as error:
            _log.error("the log %s cannot be written: %s", self.path.name, error)

    def entries(self, first: int, count: int) -> tuple[Sequence[Mapping[str, Any]], int]:
        """Some entries, the newest first, and how many there are."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return [], 0
        total = len(lines)
        chosen = lines[max(0, total - first - count) : max(0, total - first)]
        return [_read(each) for each in reversed(chosen)], total


def line(entry: Mapping[str, Any]) -> str:
    """An entry as one line that a terminal may print.

    >>> print(line({"title": "a\\u202eb\\n首脳"}))
    {"title":"a\\u202eb\\n首脳"}
    """
    text = json.dumps(_short(entry), ensure_ascii=False, separators=(",", ":"), default=str)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    if isinstance(value, Mapping):
        return {str(key): _short(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_short(each) for each in value[:100]]
    return value


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        return {"at": None, "action": "unreadable"}
    return found


def note(request: Request, action: str, **what: Any) -> None:
    """Say in the log that the user of this request did something: added, deleted, decided, edited.

    `what` is what it was done to, small values that JSON can hold: ids, names, a decision.
    """
    state = request.scope.setdefault("state", {})
    state["noted"] = True
    user = state.get("user")
    audit: Audit = request.app.state.audit
    audit.write(
        {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "user": user.name if user else None,
            "from": state.get("peer"),
            "action": action,
            **what,
        }
    )


class Noted:
    """Notes every write that succeeded and that its route said nothing of."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then look whether it was noted."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        status = 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, seen)
        unsaid = scope["path"] not in STORES_NOTHING and not scope["state"].get("noted")
        if status < 400 and unsaid:
            note(Request(scope), "asked", method=scope["method"], path=scope["path"])
