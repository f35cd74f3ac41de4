"""`/documents/{id}/header`: correcting the header of a document.

What a person sets is kept with who and when, over what the program found, which is never lost: null
(in a form: "give back") shows it again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.archive import Edit, Entry
from communique.errors import InvalidField
from communique.web.answers import desk_of, json_response, page, wants_json
from communique.web.bodies import body, taken
from communique.web.contract import Entry as EntryShape
from communique.web.header_form import HeaderForm, changes, faults
from communique.web.opened import opened
from communique.web.pages.decisions import remember_reviewer, reviewer
from communique.web.pages.document import ByName, Change, edit_json, shown
from communique.web.safety.audit import note

router = APIRouter(tags=["documents"])

Name = Literal[
    "title", "kind", "date", "published", "place", "issuers", "parties", "people", "level",
    "authenticity", "series", "language",
]  # fmt: skip
Text = Annotated[str, StringConstraints(max_length=1000)]


class Correction(TypedDict):
    """Header fields to set. A list may come as a list, or as one text parted by commas; an empty
    text says that there is none; null gives the field back to the program. `back`: fields that a
    form gives back."""

    fields: NotRequired[dict[Name, Text | list[Text] | None]]
    back: NotRequired[dict[Name, Text]]
    who: NotRequired[Annotated[str, StringConstraints(max_length=100)] | None]


class Corrected(TypedDict):
    """A header before and after, and all that people set in it."""

    before: EntryShape
    after: EntryShape
    history: list[Change]


@page(router, "/documents/{id}/header", Corrected, method="post", openapi_extra=taken(Correction))
def correct(
    request: Request, id: ByName, said: Annotated[Correction, Depends(body(Correction))]
) -> Response:
    """Correct the header of a document; who did it and when is kept."""
    fields: dict[str, Any] = {str(name): each for name, each in said.get("fields", {}).items()}
    who = reviewer(request, said.get("who"))
    form = not wants_json(request)
    with desk_of(request) as desk:
        before = desk.archive.find(id)
        wanted = changes(before, fields) if form else fields
        wanted |= dict.fromkeys(said.get("back", {}))
        wrong = faults(wanted) if form else {}
        found = opened(desk, before.id) if wrong else None
        if not wanted and not form:
            raise InvalidField("no field was given", advice='Give {"fields": {"date": "1996-04"}}.')
        if wanted and not wrong:
            desk.archive.edit(before, wanted, who=who)
        after, history = desk.archive.find(before.id), desk.archive.history(before)
    if found is not None:
        return shown(request, found, form=HeaderForm(fields, wrong))
    note(request, "edited", document=before.id, fields=sorted(wanted))
    if not form:
        return json_response(_json(before, after, history))
    response = RedirectResponse(f"/documents/{before.id}?about=1#about", 303)
    remember_reviewer(response, who)
    return response


def _json(before: Entry, after: Entry, history: list[Edit]) -> dict[str, Any]:
    return {
        "before": before.to_json(),
        "after": after.to_json(),
        "history": [edit_json(each) for each in history],
    }
