"""`/export`: findings, documents, passages, the ledger and decisions as files for other programs,
of all documents or of those that the filters choose; and what their columns mean.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from typing_extensions import TypedDict

from communique.archive import Archive
from communique.model.findings import KINDS
from communique.report.exports.dictionary import TABLES, to_json
from communique.report.exports.document_sheets import MEANINGS
from communique.report.exports.export import FORMATS, WHAT, Choice, formats_of
from communique.report.exports.fields import Sheet
from communique.report.exports.finding_sheets import fields_of
from communique.web.answers import answer, desk_of, page
from communique.web.downloads import TYPES, naming
from communique.web.exporting import MOST_BYTES, MOST_SECONDS, Exports
from communique.web.queries import Language, Series, Since, Until

router = APIRouter(tags=["export"])

What = Literal[
    "findings", "commitments", "positions", "figures", "people", "mechanisms", "attributions",
    "claims", "events", "documents", "passages", "ledger", "decisions",
]  # fmt: skip
Format = Literal["csv", "xlsx", "parquet", "jsonl", "annotations", "csl", "bibtex", "ris"]
Only = Annotated[
    list[Annotated[str, Query(pattern="^[0-9a-f]{4,16}$")]] | None,
    Query(max_length=200, description="Only of these documents."),
]

_SUFFIXES = {"annotations": "jsonld", "csl": "json", "bibtex": "bib"}


class Exportable(TypedDict):
    """What can be exported, and as what."""

    what: str
    formats: list[str]


class Exportables(TypedDict):
    """All that can be exported of the documents that the filters choose, and where an export ends.

    `/export/download` gives each.
    """

    documents: int
    exports: list[Exportable]
    most_bytes: int
    most_seconds: float


class Column(TypedDict):
    """A column of a table, and what it holds."""

    name: str
    type: str
    unit: str | None
    meaning: str
    values: list[str] | None


class Table(TypedDict):
    """A table of exports."""

    name: str
    meaning: str
    columns: list[Column]


class Dictionary(TypedDict):
    """The columns of every table of exports."""

    communique: str
    tables: list[Table]


def _filters(
    document: Only = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
) -> dict[str, Any]:
    return {
        "document": document,
        "language": language,
        "since": since,
        "until": until,
        "series": series,
    }


Filters = Annotated[dict[str, Any], Depends(_filters)]


@page(router, "/export", Exportables)
def exports(request: Request, filters: Filters) -> Response:
    """Tell what can be exported."""
    with desk_of(request) as desk:
        chosen = _choice(desk.archive, **filters)
        # Of all documents only the count is read.
        few = chosen.entries(desk.archive) if filters["document"] else None
        count = desk.archive.page(0, 1, **chosen.filters)[1] if few is None else len(few)
        named = sorted(desk.archive.named_series())
    offered = [(what, _formats(what)) for what in WHAT]
    return answer(
        request,
        "export.html",
        json={
            "documents": count,
            "exports": [{"what": what, "formats": formats} for what, formats in offered],
            "most_bytes": MOST_BYTES,
            "most_seconds": MOST_SECONDS,
        },
        count=count,
        offered=offered,
        formats=[each for each in FORMATS if any(each in held for _, held in offered)],
        filters=filters,
        named=named,
        megabytes=MOST_BYTES >> 20,
        minutes=int(MOST_SECONDS) // 60,
    )


@router.get(
    "/export/download",
    response_class=Response,
    responses={200: {"description": "The file.", "content": {"*/*": {}}}},
)
def download(
    request: Request,
    what: What,
    format: Annotated[Format, Query(alias="as")],
    filters: Filters,
) -> Response:
    """Export as a file. Gaps stand in the header `X-Communique-Gaps`, by their codes."""
    exports: Exports = request.app.state.exports
    ready = exports.write(what, format, lambda archive: _choice(archive, **filters))
    name = f"communique {what} {date.today().isoformat()}.{_SUFFIXES.get(format, format)}"
    headers = {**naming(name), "Content-Length": str(ready.size)}
    if ready.told.gaps:
        codes = dict.fromkeys(gap.code for gap in ready.told.gaps)
        headers["X-Communique-Gaps"] = ", ".join(codes)
    return StreamingResponse(ready.portions(), media_type=TYPES[format], headers=headers)


@page(router, "/export/dictionary", Dictionary)
def dictionary(request: Request) -> Response:
    """Tell what each column of each table means."""
    made = to_json(
        [
            Sheet("findings", "a finding of any kind", fields_of(*KINDS)),
            *(Sheet(name, MEANINGS[name], fields) for name, fields in TABLES.items()),
        ]
    )
    return answer(request, "dictionary.html", json=made, tables=made["tables"])


def _formats(what: str) -> list[str]:
    """The formats that something can be written in here."""
    held = find_spec("pyarrow") is not None
    return [each for each in formats_of(what) if each != "parquet" or held]


def _choice(archive: Archive, *, document: list[str] | None, **others: str | None) -> Choice:
    named = [archive.find(each) for each in dict.fromkeys(document)] if document else None
    return Choice(named, **others)
