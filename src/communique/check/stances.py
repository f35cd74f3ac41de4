"""Positions in time: which stance statements take on each issue, and what changed since the one
before.

A matrix has a column a statement (its language versions are one) and a row an issue; a cell holds
the positions that the statement takes on the issue. What changed is told against the statement just
before in the same series: strengthened or weakened by the scales of stances and by words of
degree, new, silent (the statement before took a position, this one takes none), other where no
scale compares, else kept. What people decided counts. Left out: positions of statements that nobody
gave us.

    found = stances(library, statements(library)[-12:])
    found.cell("taiwan-strait", found.columns[-1].id).change
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from communique.archive.found import Found
from communique.check.held import Held, issued
from communique.check.judged import Judged, judged
from communique.compare.findings import STANCES
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.model.documents import Passage
from communique.model.findings import Degree, Position, Stance

Change: TypeAlias = Literal["strengthened", "weakened", "new", "silent", "other", "kept", "alone"]
"""What became of an issue since the statement before; `alone` where none is held, and where
positions have no issue in common.
"""

ORDER = (
    Stance.CONDEMN, Stance.OPPOSE, Stance.CONCERN, Stance.URGE, Stance.SUPPORT, Stance.REAFFIRM,
    Stance.WELCOME, Stance.RECOGNISE, Stance.HOPE,
)  # fmt: skip
"""The stances of a cell in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A position as decided, with the passage it stands in and who corrected it."""

    position: Position
    passage: Passage | None
    corrected_by: str | None

    def to_json(self) -> dict[str, Any]:
        """The position as the contract prints it, with its passage."""
        return {
            **self.position.to_json(),
            "passage": self.passage.id if self.passage else None,
            "corrected_by": self.corrected_by,
        }


@dataclass(frozen=True, slots=True)
class Column:
    """A statement: the version whose positions are shown, all its versions, the statement before it
    in its series, if one is held.
    """

    text: Text
    held: Held
    before: Text | None

    @property
    def id(self) -> str:
        """The id of the version that is shown."""
        return self.text.id

    def to_json(self) -> dict[str, Any]:
        """The statement as JSON."""
        return {
            "document": self.text.id,
            "name": self.text.name,
            "title": self.text.header.title,
            "date": self.text.date,
            "language": self.text.language,
            "versions": sorted(self.held.ids),
            "before": self.before.id if self.before else None,
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """The positions of a statement on an issue, strongest first; `change` against the statement
    before, of which `past` are the positions.
    """

    taken: tuple[Taken, ...]
    past: tuple[Taken, ...]
    change: Change

    def to_json(self) -> dict[str, Any]:
        """The cell as JSON."""
        return {
            "positions": [each.to_json() for each in self.taken],
            "before": [each.to_json() for each in self.past],
            "change": self.change,
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """Issues by statements. `rows` are ids of issues, those of which most is said first, and None
    (last) for positions on no issue of the table; a cell that is not there says nothing.
    """

    rows: tuple[str | None, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str | None, str], Cell]

    def cell(self, issue: str | None, column: str) -> Cell | None:
        """The cell of an issue and a statement."""
        return self.cells.get((issue, column))

    def to_json(self) -> dict[str, Any]:
        """The matrix as JSON: the cells of a row are in the order of the columns."""
        return {
            "columns": [column.to_json() for column in self.columns],
            "rows": [
                {
                    "issue": issue,
                    "cells": [
                        cell.to_json() if (cell := self.cell(issue, column.id)) else None
                        for column in self.columns
                    ],
                }
                for issue in self.rows
            ],
        }


def statements(library: Library, texts: Sequence[Text] | None = None) -> tuple[Held, ...]:
    """The statements of an archive, or those that texts are versions of, by date."""
    if texts is not None:
        return issued(texts)
    return library.kept("issued", lambda: issued(library.outlines()))


def stances(
    library: Library,
    of: Sequence[Held],
    *,
    language: str = "en",
    where: Mapping[str, str | None] | None = None,
) -> Matrix:
    """The matrix of some statements, in their order, each read in the version of a language if
    there is one; `where` are values of fields of a position (actors, issue, stance).

    Whether a position is new, stronger or gone is told of all positions that fit.
    """
    columns = [_column(library, held, language) for held in of]
    texts = {text.id: text for c in columns for text in (c.text, c.before) if text is not None}
    taken = _taken(library, texts, where or {})
    cells: dict[tuple[str | None, str], Cell] = {}
    counts: defaultdict[str | None, int] = defaultdict(int)
    for column in columns:
        now = taken.get(column.id, {})
        past = taken.get(column.before.id, {}) if column.before else {}
        for issue in {*now, *past}:
            held, old = tuple(now.get(issue, ())), tuple(past.get(issue, ()))
            if issue is None and not held:
                continue
            joined = column.before is not None and issue is not None
            change: Change = against(old, held) if joined else "alone"
            cells[issue, column.id] = Cell(held, old, change)
            counts[issue] += len(held)
    order = sorted(counts, key=lambda issue: (issue is None, -counts[issue], issue or ""))
    return Matrix(tuple(order), tuple(columns), cells)


def against(past: Iterable[Taken], now: Iterable[Taken]) -> Change:
    """What changed between the positions of two statements on one issue."""
    old, new = list(past), list(now)
    if not old or not new:
        return "new" if new else "silent"
    steps = []
    for scale in STANCES:
        ranks = [_highest(each, scale) for each in (old, new)]
        if None not in ranks:
            steps.append(step(*ranks))  # type: ignore[arg-type]
    if not steps or {"strengthened", "weakened"} <= set(steps):
        kinds = [{each.position.stance for each in side} for side in (old, new)]
        return "kept" if kinds[0] == kinds[1] and not steps else "other"
    return next((each for each in steps if each != "kept"), "kept")


def step(old: tuple[int, int], new: tuple[int, int]) -> Change:
    """The change from one rank on a scale (place, degree) to another.

    >>> step((1, 1), (2, 0)), step((1, 0), (1, 0))
    ('strengthened', 'kept')
    """
    return "strengthened" if new > old else "weakened" if new < old else "kept"


def _highest(side: Sequence[Taken], scale: Sequence[Stance]) -> tuple[int, int] | None:
    ranks = [
        (scale.index(each.position.stance), int(each.position.degree is Degree.STRONG))
        for each in side
        if each.position.stance in scale
    ]
    return max(ranks, default=None)


def _column(library: Library, held: Held, language: str) -> Column:
    """A statement in the version of a language: in this, else in the first."""
    text = next((each for each in held.texts if each.language == language), held.texts[0])
    return Column(text, held, _before(library, text))


def _before(library: Library, text: Text) -> Text | None:
    """The statement before one in its series; None where it stands alone."""

    def made() -> dict[str, Text]:
        return {
            new.id: old
            for each in library.series()
            for old, new in zip(each.texts, each.texts[1:], strict=False)
        }

    return library.kept("before", made).get(text.id)


def _taken(
    library: Library, texts: Mapping[str, Text], where: Mapping[str, str | None]
) -> dict[str, dict[str | None, list[Taken]]]:
    """The positions of texts by issue, as decided."""
    archive = library.archive
    if archive is None:
        return {}
    held = judged(library, "positions")
    found = archive.portion("positions", documents=list(texts), size=100_000, **held.asked(where))
    made: defaultdict[str, defaultdict[str | None, list[Taken]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in found.rows:
        taken = as_taken(each, held)
        made[each.entry.id][taken.position.issue].append(taken)
    for issues in made.values():
        for some in issues.values():
            some.sort(key=_weight)
    return {id: dict(issues) for id, issues in made.items()}


def as_taken(found: Found, held: Judged) -> Taken:
    """A position of an archive as decided."""
    assert isinstance(found.finding, Position)
    position = held.applied(found.finding)
    return Taken(position, found.passage, held.by(position.id))


def _weight(taken: Taken) -> tuple[int, bool, int]:
    position = taken.position
    place = ORDER.index(position.stance)
    return place, position.degree is not Degree.STRONG, position.quote.start
