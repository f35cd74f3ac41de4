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

from communique.archive.corrections import changed
from communique.archive.found import Found
from communique.model.decisions import Decision as Said
from communique.web.answers import answer, desk_of, json_response, page, wants_json
from communique.web.bodies import body, local, taken
from communique.web.contract import Json, Listed
from communique.web.queries import Pages, paged

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


class Decide(TypedDict):
    """What is said of a finding. `correct` takes `fields` as texts, an empty one says that there is
    none; `status` takes the field `status`; a `note` may go with each. `next`: the path to go on to
    (for browsers)."""

    verdict: Literal["accept", "reject", "correct", "status", "note"]
    fields: NotRequired[dict[str, Annotated[str, StringConstraints(max_length=1000)]]]
    note: NotRequired[Annotated[str, StringConstraints(max_length=4000)] | None]
    who: NotRequired[Name | None]
    next: NotRequired[Annotated[str, StringConstraints(max_length=2000)] | None]


class Undo(TypedDict):
    """Where to go on to, for browsers."""

    next: NotRequired[Annotated[str, StringConstraints(max_length=2000)] | None]


def reviewer(request: Request, given: str | None = None) -> str:
    """The name under which this reader decides."""
    user = getattr(request.state, "user", None)
    signed = getattr(user, "name", None)
    if signed:
        return str(signed)
    kept = unquote(request.cookies.get(REVIEWER_COOKIE, ""))[:100]
    return " ".join((given or kept).split()) or NOBODY


def remember_reviewer(response: Response, who: str) -> None:
    """Keep the name that a reader gave for the next decision."""
    if who != NOBODY:
        response.set_cookie(
            REVIEWER_COOKIE, quote(who), max_age=_YEAR, samesite="lax", httponly=True
        )


@page(
    router,
    "/findings/{id}/decisions",
    Decision,
    method="post",
    status=201,
    openapi_extra=taken(Decide),
)
def decide(
    request: Request, id: FindingId, said: Annotated[Decide, Depends(body(Decide))]
) -> Response:
    """Accept, reject or correct a finding, say what became of a promise, or leave a note."""
    who = reviewer(request, said.get("who"))
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        made = desk.archive.reviews.decide(
            found,
            said["verdict"],
            who=who,
            fields=_fields(found, said, form=not wants_json(request)),
            note=said.get("note"),
        )
    if wants_json(request):
        return json_response(made.to_json(), status=201)
    there = f"/documents/{found.entry.id}?finding={found.finding.id}#f-{found.finding.id}"
    response = RedirectResponse(local(said.get("next"), default=there), 303)
    if said.get("who"):
        remember_reviewer(response, who)
    return response


def _fields(found: Found, said: Decide, *, form: bool) -> dict[str, str]:
    """The fields that are set: a form sends all of a kind, of which those are meant that differ."""
    given = said.get("fields", {})
    if said["verdict"] == "correct":
        return changed(found.finding, given) if form else given
    if said["verdict"] == "status":
        return {name: value for name, value in given.items() if name == "status" or not form}
    return {} if form else given


@page(router, "/findings/{id}/decisions", Decisions)
def decisions_on(request: Request, id: FindingId, paging: Pages) -> Response:
    """List what was decided of a finding, the oldest first, superseded decisions too."""
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        held = desk.archive.reviews.decisions(
            documents=[found.entry], kind=found.finding.kind, superseded=True
        )
    some = paged([d for d in held if d.finding and d.finding.id == found.finding.id], paging)
    return answer(
        request, "decisions.html", json=lambda: some.to_json(lambda d: d.to_json()), found=some
    )


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
    held = [each for each in held if state in (None, each.state)]
    some = paged(sorted(held, key=lambda each: each.decision.when, reverse=True), paging)
    return answer(
        request, "decisions.html", json=lambda: some.to_json(lambda d: d.to_json()), found=some
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
        return desk.archive.reviews.withdraw(id)
