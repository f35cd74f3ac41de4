"""What a document's page gives to keep: the source as it came, plain text, the analysis, citations.

/documents/d33a2298/source            /documents/d33a2298/citation?style=bibtex
/documents/d33a2298/text              /documents/d33a2298/citation?style=text&at=1210-1290
/documents/d33a2298/analysis
"""

from __future__ import annotations

from io import BytesIO
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from typing_extensions import TypedDict

from communique.errors import InvalidField
from communique.model.contract import to_json
from communique.report.exports.citations import items, write
from communique.report.exports.quoting import around, citation, exact, quoted
from communique.report.plain_text import plain_text
from communique.report.reading_view import view, words_at
from communique.web.answers import desk_of, errors_told, json_response, page, phrases_of, wants_json
from communique.web.contract import Gap, Json
from communique.web.downloads import TYPES, attachment, saved
from communique.web.pages.document import AT, ByName, stretch

router = APIRouter(tags=["documents"])

_ENDINGS = {"csl": "json", "bibtex": "bib", "ris": "ris"}
_FILE = {"description": "The file.", "content": {"*/*": {}}}
_TEXT = {"description": "The text.", "content": {"text/plain": {"schema": {"type": "string"}}}}


class Analysed(TypedDict):
    """The analysis of a source (docs/json.md), with a person's corrections."""

    communique: str
    source: dict[str, Json]
    gaps: list[Gap]
    documents: list[dict[str, Json]]


class Cited(TypedDict):
    """A quote with its citation: the exact words (none for the whole document), the document and
    place in words, and the address that opens it."""

    exact: list[str]
    quote: str
    citation: str
    address: str


@router.get(
    "/documents/{id}/source",
    response_class=Response,
    responses={200: _FILE, **errors_told(400, 404)},
)
def source(request: Request, id: ByName) -> Response:
    """Give the bytes of a document's source as they came."""
    with desk_of(request) as desk:
        entry = desk.archive.find(id)
        held, data = desk.archive.source(entry), desk.archive.data(entry)
    return attachment(data, name=held.name, media_type=held.media_type)


@router.get(
    "/documents/{id}/text", response_class=Response, responses={200: _TEXT, **errors_told(400, 404)}
)
def text(request: Request, id: ByName) -> Response:
    """Give the text of a document without marks: labels, tables by tabs, notes at the end."""
    with desk_of(request) as desk:
        entry = desk.archive.find(id)
        analysis = desk.archive.analysis(entry)
    document = next(each for each in analysis.documents if each.id == entry.id)
    said = plain_text(view(analysis, document))
    return Response(said.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8")


@page(router, "/documents/{id}/analysis", Analysed)
def analysis(request: Request, id: ByName) -> Response:
    """Give the analysis of a document's source, all its documents, as `communique analyse`."""
    with desk_of(request) as desk:
        found = desk.archive.analysis(desk.archive.find(id))
    return json_response(to_json(found))


@page(
    router,
    "/documents/{id}/citation",
    Cited,
    also=tuple(TYPES[style] for style in _ENDINGS),
)
def cite(
    request: Request,
    id: ByName,
    style: Annotated[
        Literal["text", "bibtex", "ris", "csl"], Query(description="How it is written.")
    ] = "text",
    at: Annotated[
        str | None, Query(pattern=AT, description="A stretch of the reading to quote: 1210-1290.")
    ] = None,
) -> Response:
    """Cite a document, or quote a stretch of it with its citation."""
    ranges = stretch(at)
    with desk_of(request) as desk:
        entry = desk.archive.find(id)
        if style != "text":
            file = BytesIO()
            write(items(desk.archive, [(entry, None)], desk.names), style, file)
            name = f"{entry.name.rpartition('.')[0] or entry.name}.{_ENDINGS[style]}"
            return saved(file.getvalue(), name=name, format=style)
        held = desk.archive.analysis(entry)
    words = exact(held.reading, ranges)
    if at and not words:
        raise InvalidField(f"nothing stands at {at} of the reading", advice="Give 1210-1290.")
    document = next(each for each in held.documents if each.id == entry.id)
    path = f"/documents/{entry.id}" + (f"?at={at}#at" if at else "")
    address = f"{str(request.base_url).rstrip('/')}{path}"
    passage = around(document, ranges) if ranges else None
    said = citation(entry, phrases_of(request), passage=passage, address=address)
    said_there = words_at(held, document, ranges)
    quote = quoted(said_there, entry.language) if words else ""
    if wants_json(request):
        return json_response(
            {"exact": list(words), "quote": quote, "citation": said, "address": address}
        )
    body = f"{quote}\n{said}\n" if quote else f"{said}\n"
    return Response(body.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8")
