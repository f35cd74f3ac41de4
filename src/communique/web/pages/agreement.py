"""`/review/agreement`, `/review/export`, `/review/import`: how far reviewers agree, and decisions
carried from archive to archive.
"""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field, TypeAdapter
from starlette.datastructures import UploadFile
from typing_extensions import TypedDict

from communique.check.reviewers import agreements
from communique.errors import DecisionsUnreadable
from communique.model.findings import KINDS
from communique.report import field_words
from communique.web.answers import answer, desk_of, page
from communique.web.bodies import JSON, body
from communique.web.contract import Errors, Gap, Json, Listed
from communique.web.pages.decisions import Kinds
from communique.web.queries import Pages, paged
from communique.web.safety.audit import note
from communique.web.safety.forms import media_type

router = APIRouter(tags=["decisions"])

LINES = "application/x-ndjson"


class Pair(TypedDict):
    """Two reviewers: the findings both judged, on how many they agree, that as a share, Cohen's
    kappa, and the ids of the findings on which they differ."""

    reviewers: list[str]
    both: int
    agreed: int
    share: float | None
    kappa: float | None
    differ: list[str]


class Agreements(Listed):
    """Every two reviewers."""

    rows: list[Pair]


class Import(TypedDict):
    """Decisions as an export holds them, one a line there."""

    decisions: Annotated[list[dict[str, Json]], Field(max_length=100_000)]


class Imported(TypedDict):
    """Decisions kept, those that were here already, and what has no document here."""

    kept: int
    known: int
    gaps: list[Gap]


@page(router, "/review/agreement", Agreements)
def agreement(
    request: Request,
    paging: Pages,
    kind: Annotated[Kinds | None, Query(description="On findings of this kind.")] = None,
) -> Response:
    """Measure how far every two reviewers agree on the findings that both judged."""
    with desk_of(request) as desk:
        decided = desk.archive.reviews.decisions(kind=kind)
    some = paged(agreements(decided), paging)
    said = {(each.finding.id, each.decision.who): each for each in decided if each.finding}
    return answer(
        request,
        "agreement.html",
        json=lambda: some.to_json(lambda each: each.to_json()),
        found=some,
        said=said,
        kinds=list(KINDS),
        words=field_words,
    )


@router.get(
    "/review/export",
    response_class=Response,
    responses={
        200: {"content": {LINES: {"schema": {"type": "string"}}}, "description": "JSON lines."},
        503: {"model": Errors, "description": "An error, with advice."},
    },
)
def export(request: Request) -> Response:
    """Give all decisions as JSON, one a line, for an import into another archive."""
    with desk_of(request) as desk:
        lines = [json.dumps(each, ensure_ascii=False) for each in desk.archive.reviews.exported()]
    body = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    name = 'attachment; filename="decisions.jsonl"'
    return Response(body, media_type=LINES, headers={"Content-Disposition": name})


async def _lines(request: Request) -> list[str]:
    """The lines of an uploaded file, or decisions as JSON."""
    if media_type(request) != JSON:
        form = await request.form()
        file = form.get("file")
        if not isinstance(file, UploadFile):
            told = {"loc": ("body", "file"), "msg": "a file was expected", "type": "missing"}
            raise RequestValidationError([told])
        data = await file.read()
        try:
            return data.decode("utf-8").splitlines()
        except ValueError as error:
            raise DecisionsUnreadable(f"the file is no UTF-8: {error}") from error
    given: Import = await body(Import)(request)
    return [json.dumps(each) for each in given["decisions"]]


_TAKEN = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": TypeAdapter(Import).json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
        },
    }
}


@page(
    router, "/review/import", Imported, method="post", errors=(400, 404, 415), openapi_extra=_TAKEN
)
def import_(request: Request, lines: Annotated[list[str], Depends(_lines)]) -> Response:
    """Keep decisions of an export: on the documents of the same bytes, else of the same name. All
    are kept or, if a line is none, nothing."""
    with desk_of(request) as desk:
        done = desk.archive.reviews.import_(lines)
    note(request, "decisions-imported", kept=done.kept, known=done.known)
    gaps = [gap.to_json() for gap in done.gaps]
    return answer(
        request,
        "imported.html",
        json={"kept": done.kept, "known": done.known, "gaps": gaps},
        done=done,
    )
