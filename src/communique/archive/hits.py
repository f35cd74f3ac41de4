"""From the number of a passage to a hit: its text, places of the words, the outline above it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from communique.archive import matching
from communique.archive.entries import Above, FoundAs, Hit, Match
from communique.archive.faults import intact
from communique.archive.load import PASSAGE, passage, reading_of
from communique.archive.matching import Place
from communique.archive.packing import some_text, unpack_or, unpack_ranges, unpack_text
from communique.archive.query import Node
from communique.archive.scope import Scope
from communique.model.cutting import quotes
from communique.model.documents import Passage
from communique.model.quotes import Range

_QUERY = (
    "SELECT p.passage_id, d.id, p.ordinal, a.reading, d.stable_id, (SELECT v.name FROM versions v "
    "WHERE v.analysis = d.analysis ORDER BY v.latest DESC, v.identity LIMIT 1), "
    "coalesce(d.event_date, d.published), d.language, d.title, d.kind, "
    + ", ".join(f"p.{column}" for column in PASSAGE.split(", "))
    + " FROM passages p JOIN documents d ON d.id = p.document JOIN analyses a ON a.id = d.analysis "
    "WHERE p.passage_id IN ({marks}){where}"
)
_BEFORE = 10
"""Columns of the query before those of the passage."""
_DEEPEST = 6


@dataclass(frozen=True)
class Row:
    """A passage as the database has it."""

    values: tuple[Any, ...]

    @property
    def number(self) -> int:
        """Its `passage_id`."""
        return int(self.values[0])

    @property
    def document(self) -> int:
        """The row of its document."""
        return int(self.values[1])

    @property
    def ordinal(self) -> int:
        """Its number within the document."""
        return int(self.values[2])

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """Where it stands in the reading."""
        return unpack_ranges(self.values[_BEFORE + 2])


class Hits:
    """Makes the hits of one search; the last few readings and outlines are kept, as hits of one
    document come together.
    """

    def __init__(self, db: sqlite3.Connection, node: Node | None, *, fold: bool) -> None:
        self._db, self._node, self._fold = db, node, fold
        self._reading = lru_cache(maxsize=8)(lambda number: reading_of(db, number))
        self._outline = lru_cache(maxsize=8)(self._read_outline)

    def rows(self, numbers: Sequence[int], scope: Scope) -> list[Row]:
        """The passages of some numbers whose documents are in the scope, in any order."""
        text = _QUERY.format(marks=", ".join("?" * len(numbers)), where=scope.sql())
        return [Row(row) for row in self._db.execute(text, (*numbers, *scope.values))]

    def places(self, row: Row) -> list[Place] | None:
        """The places of the words in a passage; None where it does not hold what is asked."""
        if self._node is None:
            return []
        text = unpack_text(row.values[_BEFORE + 3])
        if text is None:
            with intact(some_text(row.values[5])):
                quote = self._reading(row.values[3]).quote(*row.ranges)
                text = unpack_or(None, quote)
        return matching.places(self._node, text, fold=self._fold)

    def hit(self, row: Row, score: float | None = None) -> Hit | None:
        """The hit of a passage; None where it does not hold what is asked."""
        found = self.places(row)
        if found is None:
            return None
        document, number = row.document, row.values[3]
        stable_id, name, date, language, title, kind = row.values[4:_BEFORE]
        with intact(some_text(name)):
            reading = self._reading(number)
            held = passage(row.values[_BEFORE:], reading)
            path = self._path(document, number, held)
        places = tuple((place.start, place.end) for place in found)
        return Hit(
            document=stable_id,
            name=some_text(name),
            date=unpack_text(date),
            passage=held,
            words=quotes(held, places, reading),
            match=_match(found, asked=self._node is not None),
            language=language,
            title=unpack_text(title),
            kind=kind,
            path=path,
            forms=tuple(FoundAs(place.form, place.match) for place in found),
            score=score,
            places=places,
        )

    def _read_outline(self, document: int, number: int) -> list[tuple[int, int, str | None, str]]:
        """Where each heading begins, its level, label and words; `number` is of the reading."""
        rows = self._db.execute(
            "SELECT ranges, level, label, heading FROM outline WHERE document = ? ORDER BY ordinal",
            (document,),
        ).fetchall()
        made = []
        for ranges, level, label, heading in rows:
            quote = self._reading(number).quote(*unpack_ranges(ranges))
            made.append((quote.start, level, unpack_text(label), unpack_or(heading, quote)))
        return made

    def _path(self, document: int, number: int, held: Passage) -> tuple[Above, ...]:
        """The headings above a passage, outermost first, without itself."""
        above: list[tuple[int, Above]] = []
        for start, level, label, heading in self._outline(document, number):
            if start > held.quote.start:
                break
            while above and above[-1][0] >= level:
                above.pop()
            if start < held.quote.start:
                above.append((level, Above(label, " ".join(heading.split()))))
        return tuple(each for _, each in above[-_DEEPEST:])


_SORTS: tuple[Match, ...] = ("exact", "variant", "term")


def _match(found: Sequence[Place], *, asked: bool) -> Match:
    """What sort of find a passage is: each word counts by its best place, the passage by its worst
    word.
    """
    if not asked:
        return "similar"
    best: dict[str, int] = {}
    for place in found:
        rank = _SORTS.index(place.match)
        best[place.asked] = min(rank, best.get(place.asked, rank))
    return _SORTS[max(best.values(), default=0)]
