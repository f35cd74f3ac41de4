"""`/search`: words, phrases and meanings in all passages, with counts that narrow the search.

A query that cannot be carried out is told at the box it was typed in; the page stays usable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from typing_extensions import TypedDict

from communique.archive import Hit
from communique.archive.query import And, Node, Words, words_of
from communique.compare.asking import Answer
from communique.errors import CommuniqueError, ServerError
from communique.model.codes import Kind, Level
from communique.model.findings import KINDS
from communique.web.answers import answer, desk_of, page, wants_json
from communique.web.contract import Gap, Json, Listed, Span
from communique.web.faults import status_of
from communique.web.queries import (
    Language,
    Page,
    Pages,
    Paging,
    Party,
    Series,
    Since,
    Until,
)

router = APIRouter(tags=["search"])

FACETS = ("year", "language", "kind")
"""What hits are counted by beside the list."""
MOST_ALIKE = 100
"""Passages that are given by meaning: beyond these the likeness says little."""
_MOST_PHRASES = 3

Kinds = Literal[
    "commitments", "positions", "figures", "people", "mechanisms", "attributions", "claims",
    "events",
]  # fmt: skip


class Form(TypedDict):
    """Words that were looked for besides those typed."""

    words: str
    language: str | None
    match: str


class Above(TypedDict):
    """A heading or item above a passage."""

    label: str | None
    heading: str


class Found(TypedDict):
    """A passage that was found, and the words in it."""

    span: Span
    match: Literal["exact", "variant", "term", "similar"]
    score: float | None
    language: str
    title: str | None
    kind: str
    passage: str
    text: str
    type: str
    item: str | None
    page: int | None
    path: list[Above]
    words: list[Json]


Rests = TypedDict("Rests", {"documents": int, "from": str | None, "to": str | None})
"""The documents that were searched, and the dates of the first and the last."""


class Search(Listed):
    """What a search found. `counts` are of passages by year, language and kind of document."""

    query: str
    similar: str | None
    forms: list[Form]
    rests_on: Rests
    counts: dict[str, dict[str, int]]
    first: Found | None
    last: Found | None
    gaps: list[Gap]
    rows: list[Found]


@page(router, "/search", Search)
def search(
    request: Request,
    paging: Pages,
    q: Annotated[
        str, Query(max_length=500, description="Words, phrases, operators and fields.")
    ] = "",
    similar: Annotated[
        str | None,
        Query(max_length=2000, description="What means the same as a text, or a passage's id."),
    ] = None,
    translate: Annotated[
        bool, Query(description="Also the same terms in other languages and spellings.")
    ] = False,
    exact: Annotated[bool, Query(description="As typed: case, width and forms count.")] = False,
    sort: Annotated[
        Literal["date", "-date", "rank"] | None,
        Query(description="Earliest first, latest first, or best first."),
    ] = None,
    language: Language = None,
    kind: Kind | None = None,
    level: Level | None = None,
    party: Party = None,
    issuer: Party = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
    document: Annotated[
        str | None, Query(max_length=300, description="In this document: its id or name.")
    ] = None,
    issue: Annotated[
        str | None, Query(max_length=100, description="Where something was found on this issue.")
    ] = None,
    finding: Annotated[Kinds | None, Query(description="Where such a finding stands.")] = None,
    all_versions: Annotated[
        bool, Query(description="Also in versions that others have replaced.")
    ] = False,
) -> Response:
    """Find words, phrases and meanings in all passages."""
    filters = {
        "language": language,
        "kind": kind and kind.value,
        "level": level and level.value,
        "party": party,
        "issuer": issuer,
        "since": since,
        "until": until,
        "series": series,
        "in": document,
        "issue": issue,
        "finding": finding,
    }
    given = {name: value for name, value in filters.items() if value}
    if not (q.strip() or similar or issue or finding):
        return _page(request, Page([], 0, paging))
    try:
        with desk_of(request) as desk:
            answered = desk.library.search(
                q,
                translate=translate,
                similar=similar,
                sort=sort,
                # Of what means the same, all are given at once: else the count grew by the page.
                limit=MOST_ALIKE if similar else paging.size,
                offset=0 if similar else paging.first,
                fold=not exact,
                all_versions=all_versions,
                **given,
            )
            values = _told(answered, paging)
    except ServerError:
        raise
    except CommuniqueError as error:
        if wants_json(request):
            raise
        return _page(request, Page([], 0, paging), error=error, status=status_of(error))
    return _page(request, **values)


def _told(found: Answer, paging: Paging) -> dict[str, Any]:
    """What the page tells of an answer: all that needs the archive is asked for here."""
    tally = found.results.tally(*FACETS)
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for names, count in tally.items():
        for facet, name in zip(FACETS, names, strict=True):
            counts[facet][name] = counts[facet].get(name, 0) + count
    counts = {facet: dict(sorted(held.items())) for facet, held in counts.items()}
    hits = iter(found)
    if found.similar:
        hits = islice(hits, paging.first, paging.first + paging.size)
    rows = Page(list(hits), sum(tally.values()), paging)
    rests, gaps = found.results.rests_on(), found.gaps
    first, last = found.first, found.last

    def json() -> Mapping[str, Any]:
        forms = [
            {"words": each.words, "language": each.language, "match": each.match}
            for each in found.forms
        ]
        return {
            "query": found.query.text,
            "similar": found.similar,
            "forms": forms,
            "rests_on": rests,
            "counts": counts,
            "first": first.to_json() if first else None,
            "last": last.to_json() if last else None,
            "gaps": [gap.to_json() for gap in gaps],
            **rows.to_json(Hit.to_json),
        }

    return {
        "rows": rows,
        "json": json,
        "answered": found,
        "counts": counts,
        "rests": rests,
        "gaps": gaps,
        "ends": (first, last),
        "phrases_asked": _phrases(found.query.node),
        "hits": [(hit, list(parts(hit))) for hit in rows.rows],
    }


def _page(
    request: Request,
    rows: Page[Hit],
    *,
    json: Any = None,
    error: CommuniqueError | None = None,
    status: int = 200,
    **values: Any,
) -> Response:
    """The page, or its JSON; without `json` nothing was asked, or it could not be."""
    nothing = {
        "query": "",
        "similar": None,
        "forms": [],
        "rests_on": {"documents": 0, "from": None, "to": None},
        "counts": {name: {} for name in FACETS},
        "first": None,
        "last": None,
        "gaps": [],
        **rows.to_json(Hit.to_json),
    }
    shown = {"answered": None, "hits": [], "counts": {}, "gaps": (), "phrases_asked": (), **values}
    return answer(
        request,
        "search.html",
        json=json or nothing,
        status=status,
        found=rows,
        wrong=error,
        kinds=[each.value for each in Kind],
        levels=[each.value for each in Level],
        finding_kinds=list(KINDS),
        **shown,
    )


def parts(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The text of a hit in parts, of which the words that were looked for are marked."""
    text, at = hit.passage.text, 0
    for start, end in sorted(hit.places):
        if start < at:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _phrases(node: Node | None) -> Sequence[str]:
    """What of a query has a history to show: the words typed one after the other, else each
    phrase."""
    if isinstance(node, And) and all(isinstance(part, Words) for part in node.parts):
        return (" ".join(part.text for part in node.parts if isinstance(part, Words)),)
    return tuple(dict.fromkeys(each.text for each in words_of(node)))[:_MOST_PHRASES]
