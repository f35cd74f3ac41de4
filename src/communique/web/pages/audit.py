"""`/audit`: the log of who added, deleted, decided, edited and signed in, for editors."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from communique.errors import NotAllowed
from communique.web.answers import answer, page
from communique.web.contract import Json, Listed
from communique.web.queries import Page, Pages
from communique.web.safety.audit import Audit

router = APIRouter(tags=["access"])

ACTIONS = (
    "added", "deleted", "decided", "edited", "asked", "signed-in", "signed-out", "sign-in-failed",
    "unreadable", "cancelled", "decision-undone", "decisions-imported",
)  # fmt: skip
"""What an entry may say was done, as far as the page has words for it."""

Noted = TypedDict(
    "Noted",
    {
        "at": str | None,
        "user": str | None,
        "from": str | None,
        "action": str,
        "what": dict[str, Json],
    },
)
Noted.__doc__ = "An entry of the log: when, who, from which address, what, and to what."


class Log(Listed):
    """Entries of the log, the newest first."""

    rows: list[Noted]


@page(router, "/audit", Log, errors=())
def log(request: Request, paging: Pages) -> Response:
    """List what was added, deleted, decided and edited, and who signed in or tried to."""
    user = request.state.user
    if user is None or user.role != "editor":
        raise NotAllowed("the log is for editors")
    audit: Audit = request.app.state.audit
    rows, total = audit.entries(paging.first, paging.size)
    some = Page([_told(each) for each in rows], total, paging)
    return answer(
        request,
        "audit.html",
        json=lambda: some.to_json(lambda each: each),
        found=some,
        actions=ACTIONS,
    )


def _told(entry: Any) -> dict[str, Any]:
    known = {name: _text(entry.get(name)) for name in ("at", "user", "from")}
    what = {name: each for name, each in entry.items() if name not in (*known, "action")}
    return {**known, "action": str(entry.get("action")), "what": what}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
