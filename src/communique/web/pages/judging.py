"""What is decided of a finding, sent by the forms of the page or by a program.

Nothing of the program's is overwritten: a decision is kept beside its finding. A correction that
cannot be kept gets the form again, with what was typed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, NotRequired

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.archive.corrections import changed, invalid_fields
from communique.archive.found import Found
from communique.web.answers import desk_of, json_response, page, wants_json
from communique.web.bodies import body, local, taken
from communique.web.desks import Desk
from communique.web.pages.decisions import Decision, FindingId, Name, remember_reviewer, reviewer
from communique.web.pages.review import decisions_of, shown
from communique.web.safety.audit import note
from communique.web.safety.forms import FORMS, media_type

router = APIRouter(tags=["decisions"])


class Decide(TypedDict):
    """What is said of a finding. `correct` takes `fields` as texts, an empty one says that there is
    none; `status` takes the field `status`; a `note` may go with each. `next`: the path to go on to
    (for browsers)."""

    verdict: Literal["accept", "reject", "correct", "status", "note"]
    fields: NotRequired[dict[str, Annotated[str, StringConstraints(max_length=1000)]]]
    note: NotRequired[Annotated[str, StringConstraints(max_length=4000)] | None]
    who: NotRequired[Name | None]
    next: NotRequired[Annotated[str, StringConstraints(max_length=2000)] | None]


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
    program = wants_json(request)
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        fields = _fields(found, said, form=media_type(request) in FORMS)
        if said["verdict"] == "correct" and not program:
            wrong = invalid_fields(found.finding.kind, fields)
            if wrong or not fields:
                return _again(request, desk, found, who, said, wrong)
        made = desk.archive.reviews.decide(
            found, said["verdict"], who=who, fields=fields, note=said.get("note")
        )
    note(request, "decided", finding=found.finding.id, decision=made.id, verdict=said["verdict"])
    if program:
        return json_response(made.to_json(), status=201)
    there = f"/documents/{found.entry.id}?finding={found.finding.id}#f-{found.finding.id}"
    response = RedirectResponse(local(said.get("next"), default=there), 303)
    if said.get("who"):
        remember_reviewer(response, who)
    return response


def _fields(found: Found, said: Decide, *, form: bool) -> dict[str, str]:
    """The fields that are set: a form sends all of a kind, of which those are meant that differ."""
    given = said.get("fields", {})
    if not form:
        return given
    if said["verdict"] == "correct":
        return changed(found.finding, given)
    if said["verdict"] == "status":
        return {name: value for name, value in given.items() if name == "status"}
    return {}


def _again(
    request: Request,
    desk: Desk,
    found: Found,
    who: str,
    said: Decide,
    wrong: Collection[str],
) -> Response:
    """The form again, with what was typed; the fields that are `wrong` are told, or that none
    differs."""
    kind = found.finding.kind
    queue = desk.archive.reviews.queue(kind, at=found.finding.id, who=who)
    held, latest = decisions_of(desk, found), desk.archive.reviews.latest(who)
    typed = said.get("fields", {})
    asked = {"kind": kind if kind != "commitments" else None}
    return shown(
        request, queue, held, latest, who,
        kind=kind, asked=asked, open=True, typed=typed, wrong=wrong, status=400,
    )  # fmt: skip
