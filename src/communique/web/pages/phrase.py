"""`/phrase`: the history of one phrase or several in all languages, on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.archive.tokens import tokens
from communique.compare.asking import code_of
from communique.compare.turns import Turn
from communique.model.codes import Kind, Level
from communique.report.histories import Cell, History, Year, history, terms
from communique.web.answers import answer, desk_of, language_of, page
from communique.web.contract import Gap, Json, Listed, Span
from communique.web.desks import Desk
from communique.web.kept import Kept
from communique.web.queries import Language, Page, Pages, Party, Series, Since, Until

router = APIRouter(tags=["phrase"])

MOST = 5
"""Phrases that are compared."""

FEW = 1_000
"""Documents up to which suggested terms are counted at once: beyond it takes seconds."""

PASSAGES = 4
"""Passages shown of those in which a phrase came or went with one document."""

Phrase = Annotated[str, StringConstraints(max_length=200)]


class Hit(TypedDict):
    """A passage with the words, and as what they were found."""

    span: Span
    match: Literal["exact", "variant", "term", "translation"]
    score: float
    passage: str
    language: str
    text: str


class Stated(TypedDict):
    """A statement of the strip; `count` is null where its language could not be searched."""

    document: str
    name: str
    date: str | None
    count: int | None
    language: str
    title: str | None


class Annual(TypedDict):
    """The statements of a year in a language, of which so many have the words."""

    year: str
    language: str
    statements: int
    having: int | None


class Logged(TypedDict):
    """The history of a phrase: the contract of `log`, with the hits and turns of this page."""

    query: str
    forms: list[str]
    hits: list[Hit]
    total: int
    first: Span | None
    last: Span | None
    absent: list[str]
    strip: list[Stated]
    years: list[Annual]
    statements: int
    having: int
    turns: list[Json]
    changes: int
    gaps: list[Gap]


class Term(TypedDict):
    """A term of the names tables that the archive holds."""

    words: str
    passages: int


class Phrases(Listed):
    """The histories of the phrases asked for, else suggestions; `total` is of the longest list."""

    rows: list[Logged]
    suggestions: list[Term]


@page(router, "/phrase", Phrases)
def phrase(
    request: Request,
    paging: Pages,
    words: Annotated[
        list[Phrase] | None,
        Query(max_length=MOST, description="A phrase; several are compared."),
    ] = None,
    also: Annotated[
        list[Phrase] | None,
        Query(max_length=8, description="Another form of the first phrase."),
    ] = None,
    series: Series = None,
    language: Language = None,
    kind: Kind | None = None,
    level: Level | None = None,
    party: Party = None,
    since: Since = None,
    until: Until = None,
    view: Annotated[
        Literal["places", "turns"],
        Query(description="On the page: the sentences, or how they changed."),
    ] = "places",
) -> Response:
    """Tell when phrases came, changed and went, and where they stand."""
    asked = [" ".join(each.split()) for each in words or () if each.strip()]
    others = [each for each in also or () if tokens(each)]
    suggested: Sequence[tuple[str, int]] = ()
    found: list[History] = []
    with desk_of(request) as desk:
        filters: dict[str, Any] = {
            "language": language,
            "kind": kind and kind.value,
            "level": level and level.value,
            "party": code_of(party, desk.names) if party else None,
            "since": since,
            "until": until,
        }
        for number, each in enumerate(dict.fromkeys(asked)):
            found.append(
                history(
                    desk.library,
                    each,
                    also=() if number else others,
                    series=series,
                    start=paging.first,
                    size=paging.size,
                    **filters,
                )
            )
        if not found:
            suggested = _suggested(request, desk)
        labels = [each.label for each in desk.library.series() if len(each.texts) > 1]
    total = max((_length(each, view) for each in found), default=0)
    some = Page(found, total, paging)
    window = slice(paging.first, paging.first + paging.size)
    return answer(
        request,
        "phrase.html",
        json=lambda: {
            **some.to_json(lambda each: _json(each, window)),
            "suggestions": [{"words": w, "passages": count} for w, count in suggested],
        },
        found=some,
        suggested=suggested,
        labels=labels[:200],
        view=view,
        also=others,
        strips=_strips(found),
        changes=[_changes(each.turns)[window] for each in found],
        most=MOST,
        passages=PASSAGES,
        kinds=[each.value for each in Kind],
    )


def _suggested(request: Request, desk: Desk) -> Sequence[tuple[str, int]]:
    """Terms that stand in the archive; of a large one those that were counted beside the server."""
    language = language_of(request)
    if len(desk.library.outlines()) <= FEW:
        return terms(desk.library, language)
    kept: Kept = request.app.state.kept
    held: dict[str, Sequence[tuple[str, int]]] = kept.get("terms").value or {}
    return held.get(language, ())


def _json(found: History, window: slice) -> dict[str, Any]:
    made = found.to_json()
    return {**made, "turns": made["turns"][window], "changes": len(found.turns)}


def _length(found: History, view: str) -> int:
    return found.total if view == "places" else len(_changes(found.turns))


@dataclass(frozen=True, slots=True)
class Strip:
    """A phrase in the statements of one language: cells, or years where they are too many."""

    words: str
    cells: tuple[Cell, ...]
    years: tuple[Year, ...]
    marks: frozenset[int]

    @property
    def having(self) -> int | None:
        """How many statements have the words; None where they could not be searched."""
        counts = [cell.count for cell in self.cells] + [year.having for year in self.years]
        if all(count is None for count in counts):
            return None
        return sum(map(bool, counts)) if self.cells else sum(filter(None, counts))

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return len(self.cells) or sum(year.statements for year in self.years)


def _strips(found: Sequence[History]) -> list[tuple[str, list[Strip]]]:
    """For each language a strip a phrase."""
    made: dict[str, list[Strip]] = {}
    for each in found:
        cells: dict[str, list[Cell]] = {}
        years: dict[str, list[Year]] = {}
        for cell in each.cells:
            cells.setdefault(cell.text.language, []).append(cell)
        for year in each.years:
            years.setdefault(year.language, []).append(year)
        for language in sorted({*cells, *years}):
            some = tuple(cells.get(language, ()))
            marks = frozenset(_marked([(cell.text.date or "")[:4] for cell in some]))
            strip = Strip(each.query, some, tuple(years.get(language, ())), marks)
            made.setdefault(language, []).append(strip)
    return list(made.items())


def _marked(years: Sequence[str]) -> Iterator[int]:
    """The cells before which a year is written: each year's first where years have many, else the
    first of every fifth.

    >>> list(_marked(["1999", "2000", "2000", "2001"]))
    [0, 1]
    """
    often = len(years) > 2.5 * len(set(years))
    last = None
    for number, year in enumerate(years):
        if year != last and (often or not number or (year.isdigit() and int(year) % 5 == 0)):
            yield number
        last = year


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a phrase in one document."""

    what: str
    turns: tuple[Turn, ...]

    @property
    def last(self) -> Turn:
        """A turn that tells the document before, if one does."""
        return next((turn for turn in self.turns if turn.old), self.turns[0])


def _changes(turns: Iterable[Turn]) -> list[Change]:
    groups = groupby(turns, key=lambda turn: (turn.document.id, turn.what))
    return [Change(what, tuple(some)) for (_, what), some in groups]
