"""`/positions`: issues by statements with stance and degree, or the positions as a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from typing_extensions import TypedDict

from communique.check.held import Held
from communique.check.judged import judged
from communique.check.stances import Matrix, Taken, as_taken, stances, statements
from communique.compare.asking import code_of, issue_called
from communique.compare.texts import Text
from communique.model.codes import Kind
from communique.model.findings import Degree, Stance
from communique.report.marking import places
from communique.report.snippets import parts_at
from communique.web.answers import answer, desk_of, language_of, page
from communique.web.contract import Evidence, Listed
from communique.web.desks import Desk
from communique.web.queries import MOST, Language, Page, Paging, Series, Since, Until

router = APIRouter(tags=["positions"])

COLUMNS, WIDEST = 12, 24
"""Statements of a page of the matrix, and the most there can be."""

NONE = "none"
"""What asks for positions on no issue of the table."""


class Position(TypedDict):
    """A position as decided; `corrected_by` names who corrected it."""

    id: str
    rule: str
    confidence: float
    actors: list[str]
    stance: str
    degree: str
    issue: str | None
    toward: list[str]
    evidence: Evidence
    passage: str | None
    corrected_by: str | None


class Listing(Position):
    """A position of the list, with its document."""

    document: str
    name: str
    date: str | None
    language: str


class Statement(TypedDict):
    """A column: the version that is shown, all versions, the statement before in its series."""

    document: str
    name: str
    title: str | None
    date: str | None
    language: str
    versions: list[str]
    before: str | None


class Cell(TypedDict):
    """What a statement says on an issue, and the one before said."""

    positions: list[Position]
    before: list[Position]
    change: Literal["strengthened", "weakened", "new", "silent", "other", "kept", "alone"]


class Row(TypedDict):
    """An issue: a cell a column, null where nothing is said."""

    issue: str | None
    cells: list[Cell | None]


class Shown(TypedDict):
    """The matrix of a page."""

    columns: list[Statement]
    rows: list[Row]


class Positions(Listed):
    """The matrix, of which statements are paged from the latest on, or the list of positions."""

    matrix: Shown | None
    rows: list[Listing]


_COMMA = re.compile(r"\s*[,、，;]\s*")


@page(router, "/positions", Positions)
def positions(
    request: Request,
    view: Annotated[
        Literal["matrix", "list"], Query(description="Issues by statements, or a list.")
    ] = "matrix",
    page: Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")] = 1,
    size: Annotated[
        int | None,
        Query(ge=1, le=MOST, description=f"Rows of a page; statements, at most {WIDEST}."),
    ] = None,
    actor: Annotated[
        str | None, Query(max_length=60, description="Who holds it: a code, or a name.")
    ] = None,
    issue: Annotated[
        str | None,
        Query(max_length=100, description="An issue: its id or name; `none` for no issue."),
    ] = None,
    stance: Stance | None = None,
    degree: Degree | None = None,
    series: Series = None,
    party: Annotated[
        str | None,
        Query(max_length=120, description="Parties, all of them: codes or names, with commas."),
    ] = None,
    language: Language = None,
    kind: Kind | None = None,
    since: Since = None,
    until: Until = None,
    document: Annotated[
        str | None, Query(pattern="^[0-9a-f]{16}$", description="In this document alone.")
    ] = None,
) -> Response:
    """Show who takes which position, statement by statement."""
    with desk_of(request) as desk:
        where = _where(desk, actor=actor, issue=issue, stance=stance, degree=degree)
        filters = {
            "language": language,
            "kind": kind and kind.value,
            "party": tuple(code_of(each, desk.names) for each in _COMMA.split(party or "") if each),
            "since": since,
            "until": until,
        }
        texts = _texts(desk, series, document, filters)
        matrix: Matrix | None = None
        rows: list[tuple[Any, Taken]] = []
        if view == "matrix":
            paging = Paging(page, min(size or COLUMNS, WIDEST))
            held = _speaking(desk, texts, where, every=bool(series or document))
            last = len(held) - paging.first
            some = held[max(0, last - paging.size) : max(0, last)]
            matrix = stances(desk.library, some, language=language_of(request), where=where)
            found: Page[Any] = Page([], len(held), paging)
        else:
            paging = Paging(page, size or 50)
            rows, total = _list(desk, texts, where, paging)
            found = Page(rows, total, paging)
        labels = [each.label for each in desk.library.series() if len(each.texts) > 1]
        held_issues, held_actors = _held(desk)
    return answer(
        request,
        "positions.html",
        json=lambda: {
            **found.to_json(lambda row: _json(*row)),
            "matrix": matrix.to_json() if matrix else None,
        },
        found=found,
        matrix=matrix,
        view=view,
        quoted=_quoted,
        labels=labels[:200],
        issues=held_issues,
        actors=held_actors,
        stances=[each.value for each in Stance],
        degrees=[each.value for each in Degree],
        kinds=[each.value for each in Kind],
    )


def _where(
    desk: Desk, *, actor: str | None, issue: str | None, stance: Any, degree: Any
) -> dict[str, str | None]:
    """The values of fields that are asked for."""
    made: dict[str, str | None] = {}
    if actor:
        made["actors"] = code_of(actor, desk.names)
    if issue:
        made["issue"] = None if issue == NONE else issue_called(issue, desk.names) or issue
    if stance:
        made["stance"] = stance.value
    if degree:
        made["degree"] = degree.value
    return made


def _texts(
    desk: Desk, series: str | None, document: str | None, filters: dict[str, Any]
) -> tuple[Text, ...] | None:
    """The documents asked for; None for all."""
    if not any((series, document, *filters.values())):
        return None
    texts = desk.library.outlines(**filters)
    if series:
        ids = set(desk.library.members(series))
        texts = tuple(text for text in texts if text.id in ids)
    return tuple(t for t in texts if t.id == document) if document else texts


def _speaking(
    desk: Desk, texts: Sequence[Text] | None, where: dict[str, str | None], *, every: bool
) -> Sequence[Held]:
    """The statements to show: `every` one, else those that take a position that is asked for."""
    held = statements(desk.library, texts)
    if every:
        return held

    def made() -> set[str]:
        asked = judged(desk.library, "positions").asked(where)
        return {t.values[0] for t in desk.archive.tallies("positions", ["document"], **asked)}

    speaking = desk.library.kept(("speaking", str(sorted(where.items()))), made)
    return [each for each in held if speaking & each.ids]


def _list(
    desk: Desk, texts: Sequence[Text] | None, where: dict[str, str | None], paging: Paging
) -> tuple[list[tuple[Any, Taken]], int]:
    """The positions of a page with their documents, the latest first, and how many there are."""
    held = judged(desk.library, "positions")
    found = desk.archive.portion(
        "positions",
        start=paging.first,
        size=paging.size,
        latest_first=True,
        documents=None if texts is None else [text.id for text in texts],
        **held.asked(where),
    )
    return [(each.entry, as_taken(each, held)) for each in found.rows], found.total


def _held(desk: Desk) -> tuple[list[str], list[str]]:
    """The issues and actors that the archive has positions of, the most frequent first."""

    def made() -> tuple[list[str], list[str]]:
        issues = [
            tally.values[0]
            for tally in desk.archive.tallies("positions", ["issue"])
            if tally.values[0] in desk.names.issues
        ]
        return issues, list(desk.archive.codes("positions", "actors"))

    return desk.library.kept("positions-held", made)


def _json(entry: Any, taken: Taken) -> dict[str, Any]:
    return {
        **taken.to_json(),
        "document": entry.id,
        "name": entry.name,
        "date": entry.date or entry.published,
        "language": entry.language,
    }


def _quoted(taken: Taken) -> Iterable[tuple[str, bool]]:
    """The sentence of a position in parts, its own words marked."""
    passage, quote = taken.passage, taken.position.quote
    if passage is None:
        return [(" ".join(quote.exact), True)]
    [found] = places(passage, [quote.ranges])
    return parts_at(passage.text, found)
