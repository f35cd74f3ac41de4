"""`/findings`: what was found, a kind at a time, with a filter for each field the kind declares;
and `/findings/{id}`: one of them by itself.

    /findings?kind=commitments&actors=JPN&force=pledge&due_before=2028
"""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from typing_extensions import TypedDict

from communique.archive.found import Found
from communique.model.findings import KINDS, filterable, singular
from communique.report import field_words
from communique.report.brief.phrases import Phrases
from communique.web.answers import answer, desk_of, page, phrases_of, wants_json
from communique.web.contract import Evidence, Json, Listed
from communique.web.opened import opened, told
from communique.web.pages.decisions import FindingId, Kinds
from communique.web.queries import Language, Page, Pages, Series, Since, Until

router = APIRouter(tags=["findings"])

Asked = dict[str, str]


def _where(**given: str | None) -> Asked:
    return {name: value for name, value in given.items() if value}


def _filters() -> list[Parameter]:
    """A parameter for each field that some kind can be asked of, by what the kinds declare."""
    said: dict[str, list[str]] = {}
    for kind in KINDS.values():
        for column in filterable(kind):
            allowed = f": {', '.join(column.values)}" if column.values else ""
            said.setdefault(column.name, []).append(f"{kind.kind}: {column.help}{allowed}")
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, Query(max_length=300, description="; ".join(told))],
        )
        for name, told in said.items()
    ]


_where.__signature__ = Signature(_filters())  # type: ignore[attr-defined]


class Finding(TypedDict):
    """A finding with its document and passage; the fields of its kind (docs/codebook.md) stand
    beside these."""

    id: str
    rule: str
    confidence: float
    evidence: Evidence
    kind: Kinds
    document: str
    name: str
    date: str | None
    language: str
    passage: str | None


class Findings(Listed):
    """Findings of a kind."""

    rows: list[Finding]


class One(Finding):
    """A finding and its fields in words."""

    words: dict[str, Json]


@page(router, "/findings", Findings)
def findings(
    request: Request,
    paging: Pages,
    where: Annotated[Asked, Depends(_where)],
    kind: Annotated[Kinds, Query(description="Findings of this kind.")] = "commitments",
    document: Annotated[
        str | None, Query(max_length=300, description="Only of this document: its id or name.")
    ] = None,
    due_before: Annotated[
        str | None,
        Query(max_length=40, description="Commitments whose deadline ends before this date: 2028."),
    ] = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
) -> Response:
    """List findings of a kind, the earliest document first."""
    with desk_of(request) as desk:
        total, rows = desk.archive.found_page(
            kind,
            first=paging.first,
            size=paging.size,
            document=desk.archive.find(document) if document else None,
            language=language,
            since=since,
            until=until,
            series=series,
            where=where,
            due_before=due_before,
        )
    some = Page(rows, total, paging)
    if wants_json(request):
        return answer(request, "", json=lambda: some.to_json(lambda each: each.to_json()))
    phrases = phrases_of(request)
    columns = filterable(KINDS[kind])
    return answer(
        request,
        "findings.html",
        json=dict,
        found=some,
        kind=kind,
        kinds=[(each, field_words.kind(each, phrases)) for each in KINDS],
        filters=[
            (c.name, field_words.label(c.name, phrases), _choices(kind, c.name, c.values, phrases))
            for c in columns
        ],
        rows=[_row(each, phrases) for each in rows],
    )


def _choices(
    kind: str, name: str, values: tuple[str, ...], phrases: Phrases
) -> list[tuple[str, str]]:
    return [(value, field_words.in_words(kind, name, value, phrases)) for value in values]


def _row(found: Found, phrases: Phrases) -> dict[str, Any]:
    quote = " … ".join(" ".join(part.split()) for part in found.finding.quote.exact)
    return {
        "found": found,
        "quote": quote,
        "fields": field_words.fields(found.finding, phrases),
    }


@page(router, "/findings/{id}", One)
def finding(request: Request, id: FindingId) -> Response:
    """Show one finding: its words, its fields, the rule that found it, what was decided."""
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        held = None if wants_json(request) else opened(desk, found.entry.id)
    phrases = phrases_of(request)
    if held is None:
        said = {each.name: each.value for each in field_words.fields(found.finding, phrases)}
        return answer(request, "", json={**found.to_json(), "words": said})
    return answer(
        request,
        "finding.html",
        json=dict,
        told=told(held, found.finding, phrases),
        doc=found.entry,
        field_words=field_words,
        singular=singular,
    )
