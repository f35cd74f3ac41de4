"""Deleting: a document goes with its whole source, after a page that says what goes."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from typing_extensions import TypedDict

from communique.archive import Entry
from communique.web.answers import answer, desk_of, json_response, page, wants_json
from communique.web.contract import Entry as Listed
from communique.web.desks import Desk
from communique.web.queries import DocumentId
from communique.web.safety.audit import note

router = APIRouter(tags=["documents"])


class Removal(TypedDict):
    """What goes with a document: all documents of its source, versions of that in time, header
    fields that people set, decisions on findings."""

    identity: str
    name: str
    documents: list[Listed]
    versions: int
    edits: int
    decisions: int


class Removed(TypedDict):
    """What went. `kept_as`: other names under which the same bytes stay."""

    documents: list[str]
    versions: int
    kept_as: list[str]


@dataclass(frozen=True, slots=True)
class _Goes:
    entry: Entry
    documents: list[Entry]
    versions: int
    edits: int
    decisions: int


@page(router, "/documents/{id}/delete", Removal)
def confirm(request: Request, id: DocumentId) -> Response:
    """Say what goes if a document is deleted. Changes nothing."""
    with desk_of(request) as desk:
        goes = _goes(desk, id)
    return answer(
        request,
        "removal.html",
        json={
            "identity": goes.entry.identity,
            "name": goes.entry.name,
            "documents": [each.to_json() for each in goes.documents],
            "versions": goes.versions,
            "edits": goes.edits,
            "decisions": goes.decisions,
        },
        goes=goes,
    )


@page(router, "/documents/{id}/delete", Removed, method="post")
def remove(request: Request, id: DocumentId) -> Response:
    """Delete a document and its whole source."""
    with desk_of(request) as desk:
        entry = desk.archive.find(id)
        removed = desk.archive.remove(entry)
    note(
        request,
        "deleted",
        document=entry.id,
        name=entry.name,
        identity=entry.identity,
        documents=list(removed.documents),
    )
    if not wants_json(request):
        return RedirectResponse("/documents", 303)
    told = {
        "documents": list(removed.documents),
        "versions": removed.versions,
        "kept_as": list(removed.kept_as),
    }
    return json_response(told)


@page(router, "/documents/{id}", Removed, method="delete")
def delete(request: Request, id: DocumentId) -> Response:
    """Delete a document and its whole source, as POST to its `delete` does."""
    return remove(request, id)


def _goes(desk: Desk, id: str) -> _Goes:
    entry = desk.archive.find(id)
    every = desk.archive.of_source(entry.identity, all_versions=True)
    latest = desk.archive.of_source(entry.identity)
    edits = sum(
        not each.superseded and each.value is not None
        for one in latest
        for each in desk.archive.history(one)
    )
    return _Goes(
        entry,
        latest,
        len({each.version for each in every}),
        edits,
        len(list(desk.archive.reviews.decisions(documents=latest))),
    )
