"""What people decide of findings: said, listed and taken back. `/review` is where it is done.

Who says it is who is signed in; on a server without sign-in, the name that was given, here or
before (a cookie keeps it). Nothing of the program's is overwritten.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.archive.decisions import Decided
from communique.model.decisions import Decision as Said
from communique.model.findings import KINDS
from communique.report import field_words
from communique.web.answers import answer, desk_of, json_response, page, wants_json
from communique.web.bodies import body, local, taken
from communique.web.contract import Json, Listed
from communique.web.queries import Page, Pages, paged
from communique.web.safety.audit import note

router = APIRouter(tags=["decisions"])

REVIEWER_COOKIE = "communique-reviewer"
NOBODY = "web"
_YEAR = 365 * 24 * 3600

FindingId = Annotated[
    str,
    Path(pattern="^[0-9a-f]{4,16}$", description="A finding: its id or a unique beginning of it."),
]
DecisionId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A decision.")]
Name = Annotated[str, StringConstraints(max_length=100)]
Kinds = Literal[
    "commitments", "positions", "figures", "people", "mechanisms", "attributions", "claims",
    "events",
]  # fmt: skip


class Words(TypedDict):
    """The words that a decision is about, where they stood, and what stood around them."""

    exact: list[str]
    ranges: list[tuple[int, int]]
    prefix: str
    suffix: str


class Decision(TypedDict):
    """What a person said of a finding. `finding` holds its own fields as they were then; `fields`
    the corrected ones, or the `status` of a promise."""

    id: str
    kind: Kinds
    verdict: Literal["accept", "reject", "correct", "status", "note"]
    fields: dict[str, Json]
    note: str | None
    who: str
    when: str
    superseded: bool
    finding: dict[str, Json]
    words: Words


class Kept(Decision):
    """A decision with its document and what it lies on now: a finding, its words, or nothing."""

    document: str
    name: str
    language: str
    state: Literal["attached", "words", "orphaned"]
    attached_to: str | None


class Decisions(Listed):
    """Decisions on findings."""

    rows: list[Kept]


class Undo(TypedDict):
    """Where to go on to, for browsers."""

    next: NotRequired[Annotated[str, StringConstraints(max_length=2000)] | None]


def reviewer(request: Request, given: str | None = None) -> str:
    """The name under which this reader decides: where anybody may come in, the one they give."""
    user = getattr(request.state, "user", None)
    signed = str(getattr(user, "name", None) or "")
    if signed and not request.app.state.settings.access.open:
        return signed
    kept = unquote(request.cookies.get(REVIEWER_COOKIE, ""))[:100]
    return " ".join((given or kept or signed).split()) or NOBODY


def remember_reviewer(response: Response, who: str) -> None:
    """Keep the name that a reader gave for the next decision."""
    if who != NOBODY:
        response.set_cookie(
            REVIEWER_COOKIE, quote(who), max_age=_YEAR, samesite="lax", httponly=True
        )


@page(router, "/findings/{id}/decisions", Decisions)
def decisions_on(request: Request, id: FindingId, paging: Pages) -> Response:
    """List what was decided of a finding, the oldest first, superseded decisions too."""
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        held = desk.archive.reviews.decisions(
            documents=[found.entry], kind=found.finding.kind, superseded=True
        )
    mine = [each for each in held if each.finding and each.finding.id == found.finding.id]
    return _listed(request, paged(mine, paging))


@page(router, "/decisions", Decisions)
def decisions(
    request: Request,
    paging: Pages,
    kind: Kinds | None = None,
    who: Annotated[str | None, Query(max_length=100, description="By this person.")] = None,
    state: Annotated[
        Literal["attached", "words", "orphaned"] | None,
        Query(description="What it lies on now; `orphaned` has lost its words."),
    ] = None,
    superseded: Annotated[bool, Query(description="Superseded ones, too.")] = False,
) -> Response:
    """List decisions, the latest first."""
    with desk_of(request) as desk:
        held = desk.archive.reviews.decisions(kind=kind, who=who, superseded=superseded)
        reviewers = desk.archive.reviews.reviewers()
    held = [each for each in held if state in (None, each.state)]
    held.sort(key=lambda each: each.decision.when, reverse=True)
    return _listed(request, paged(held, paging), reviewers=reviewers)


def _listed(
    request: Request, some: Page[Decided], *, reviewers: list[str] | None = None
) -> Response:
    return answer(
        request,
        "decisions.html",
        json=lambda: some.to_json(lambda each: each.to_json()),
        found=some,
        listing=reviewers is not None,
        reviewers=reviewers or [],
        kinds=list(KINDS),
        words=field_words,
    )


@page(router, "/decisions/{id}", Decision, method="delete")
def withdraw(request: Request, id: DecisionId) -> Response:
    """Take a decision back; what it had superseded stands again."""
    return json_response(_withdrawn(request, id).to_json())


@page(router, "/decisions/{id}/undo", Decision, method="post", openapi_extra=taken(Undo))
def undo(request: Request, id: DecisionId, said: Annotated[Undo, Depends(body(Undo))]) -> Response:
    """Take a decision back, as a form can ask it."""
    gone = _withdrawn(request, id)
    if wants_json(request):
        return json_response(gone.to_json())
    return RedirectResponse(local(said.get("next"), default="/decisions"), 303)


def _withdrawn(request: Request, id: str) -> Said:
    with desk_of(request) as desk:
        gone = desk.archive.reviews.withdraw(id)
    note(request, "decision-undone", decision=gone.id, verdict=gone.verdict.value, of=gone.who)
    return gone
