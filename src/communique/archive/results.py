"""What a search found: hits as they are asked for, the first and the last use, counts.

Nothing is looked up before it is asked for, and no more than that: the first page of a frequent
word costs as much as that of a rare one, a count walks the index once. Each hit is cut from its
reading again, so that its quotes reproduce.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import Any

from communique.archive import matching
from communique.archive.entries import Hit
from communique.archive.hits import Hits, Row
from communique.archive.nothing import absent, unfit
from communique.archive.packing import some_text, unpack_text
from communique.archive.query import Node, Query
from communique.archive.schema import UNDATED
from communique.archive.scope import Findings, scope_of
from communique.errors import InvalidField
from communique.model.gaps import Gap

SORTS = ("date", "-date", "rank")
"""The orders of hits: earliest first, latest first, best first. Those without a date come last of
the first two.
"""
BY = {
    "year": "coalesce(substr(coalesce(d.event_date, d.published), 1, 4), '')",
    "document": "d.stable_id",
    "language": "d.language",
    "series": "coalesce(d.series, '')",
    "kind": "d.kind",
}
"""What hits can be counted by."""
_JOIN = (
    "FROM passage_words w CROSS JOIN passages p ON p.passage_id = w.rowid "
    "CROSS JOIN documents d ON d.id = p.document"
)
_DATED = UNDATED << 32
_FEW, _PORTION = 2, 32
"""Passages that are looked up at first for one hit, and for no limit."""
_RANKED = 1_000
"""Best passages that are taken from the index at once."""

Candidates = Iterable[tuple[int, float | None]]
"""Numbers of passages in order, each with its score if it has one."""


class Results:
    """The hits of a query, in order; iterate over it, or ask for a `page`, `first`, `last`, `count`
    or counts `by` something. See `Archive.query`.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        query: Query,
        *,
        snapshot: Callable[[], AbstractContextManager[None]],
        sort: str = "date",
        limit: int | None = None,
        offset: int = 0,
        fold: bool = True,
        current: bool = True,
        given: Sequence[tuple[int, float]] | None = None,
    ) -> None:
        if sort not in SORTS:
            raise InvalidField(
                f"search cannot be sorted by {sort!r}", advice=f"One of {', '.join(SORTS)}."
            )
        self.query = query
        self.sort = sort
        self.limit, self.offset = limit, offset
        self._db, self._snapshot, self._fold, self._given = db, snapshot, fold, given
        self._current = current
        with snapshot():
            self._scope = scope_of(db, query.filters, current=current)
        self._match, self._whole = None, True
        if query.node is not None:
            self._match, self._whole = matching.expression(query.node, fold=fold)
        if self._scope.standing or given is not None:
            self._whole = False
        self._hits = Hits(db, query.node, fold=fold)
        self._findings = Findings(db, self._scope.standing)

    def __iter__(self) -> Iterator[Hit]:
        """The hits from `offset` on, at most `limit`."""
        if self.offset and self._whole and self.sort == "date" and self._scope.documents != 0:
            # What the index finds needs no second look: what comes before is not even read.
            rest = islice(self._walk(0, None, "date", 2_000), self.offset, None)
            return islice(self._made(rest, self.limit or _PORTION), self.limit)
        end = None if self.limit is None else self.offset + self.limit
        return islice(self._all(self.sort, end or _PORTION), self.offset, end)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """`search-scope-empty` where no document fits the filters; `search-words-absent` where
        nothing is found and no passage has one of the words; `search-undated` where words stand in
        documents without a date, which are neither first nor last.
        """
        if self._scope.documents == 0:
            with self._snapshot():
                return (unfit(self._db, self.query.filters, current=self._current),)
        if self._given is None and self.first is None:
            return absent(self.query, self._finds)
        undated = sum(1 for _ in islice(self._walk(_DATED, None, "date"), 1000))
        if not undated:
            return ()
        said = f"{undated} passages with the words stand in documents without a date"
        return (Gap("search-undated", f"{said}; they are neither first nor last"),)

    def _finds(self, node: Node) -> bool:
        """Whether a part of the query is found by itself, in the same documents."""
        alone = Results(
            self._db, replace(self.query, node=node), snapshot=self._snapshot, fold=self._fold,
            current=self._current,
        )  # fmt: skip
        return alone.first is not None

    @property
    def first(self) -> Hit | None:
        """The earliest hit; of documents without a date only if no other has the words."""
        return next(self._all("date", _FEW), None)

    @property
    def last(self) -> Hit | None:
        """The latest hit; of documents without a date only if no other has the words."""
        return next(self._all("-date", _FEW), None)

    def count(self) -> int:
        """How many passages there are."""
        if self._match is None or not self._whole:
            return sum(1 for _ in self._fitting())
        where, values = self._where(self._scope.first, self._scope.last)
        source = _JOIN if self._scope.where else "FROM passage_words w"
        with self._snapshot():
            row = self._db.execute(f"SELECT count(*) {source} {where}", values).fetchone()
        return int(row[0])

    def rests_on(self) -> dict[str, Any]:
        """The documents that were searched: how many, from when to when."""
        where = self._scope.sql()
        with self._snapshot():
            count, first, last = self._db.execute(
                "SELECT count(*), min(coalesce(d.event_date, d.published)), "
                f"max(coalesce(d.event_date, d.published)) FROM documents d WHERE 1 = 1{where}",
                self._scope.values,
            ).fetchone()
        return {"documents": count, "from": unpack_text(first), "to": unpack_text(last)}

    def titles(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The date and the title of documents by their ids."""
        text = (
            "SELECT stable_id, coalesce(event_date, published, ''), coalesce(title, '') "
            "FROM documents WHERE stable_id IN (SELECT value FROM json_each(?))"
        )
        with self._snapshot():
            rows = self._db.execute(text, (json.dumps(list(ids)),)).fetchall()
        return {name: (some_text(date), some_text(title)) for name, date, title in rows}

    @property
    def everything(self) -> bool:
        """Whether nothing narrows the search: all passages of all documents are found."""
        return self._match is None and not self._scope.where

    def documents(self) -> set[int] | None:
        """The rows of the documents searched; None where words or findings narrow them further."""
        if self._match is not None or self._scope.standing:
            return None
        where, values = self._scope.sql(), self._scope.values
        with self._snapshot():
            rows = self._db.execute(f"SELECT d.id FROM documents d WHERE 1 = 1{where}", values)
            return {row for (row,) in rows}

    def places(self) -> Iterator[tuple[int, int]]:
        """The document and number within it of each passage that fits."""
        for row in self._fitting():
            yield row.document, row.ordinal

    def by(self, what: str) -> dict[str, int]:
        """How many passages by `year`, `document`, `language`, `series` or `kind`, in the order of
        these (documents by date); without a year or a series under the empty name. Raises
        `invalid-field`.
        """
        if what not in BY:
            raise InvalidField(
                f"hits cannot be counted by {what!r}", advice=f"One of {', '.join(BY)}."
            )
        order = "min(w.rowid)" if what == "document" else "1"
        with self._snapshot():
            if self._match is not None and self._whole:
                where, values = self._where(self._scope.first, self._scope.last)
                rows = self._db.execute(
                    f"SELECT {BY[what]}, count(*) {_JOIN} {where} GROUP BY 1 ORDER BY {order}",
                    values,
                ).fetchall()
                counts = dict(rows)
            else:
                named = dict(self._db.execute(f"SELECT d.id, {BY[what]} FROM documents d"))
                counted = Counter(named[row.document] for row in self._fitting())
                counts = dict(counted if what == "document" else sorted(counted.items()))
        return {str(name): number for name, number in counts.items()}

    def tally(self, *what: str) -> Counter[tuple[str, ...]]:
        """How many passages by several of these at once, in one walk: `tally("year", "language")`
        counts pairs. The numbers add up to `count`. Raises `invalid-field`.
        """
        wrong = next((each for each in what if each not in BY), None)
        if wrong is not None:
            raise InvalidField(
                f"hits cannot be counted by {wrong!r}", advice=f"One of {', '.join(BY)}."
            )
        columns = ", ".join(BY[each] for each in what)
        with self._snapshot():
            if self._match is not None and self._whole:
                where, values = self._where(self._scope.first, self._scope.last)
                rows = self._db.execute(
                    f"SELECT d.id, count(*) {_JOIN} {where} GROUP BY 1", values
                ).fetchall()
            else:
                rows = list(Counter(row.document for row in self._fitting()).items())
            named = {
                number: tuple(map(str, names))
                for number, *names in self._db.execute(f"SELECT d.id, {columns} FROM documents d")
            }
        made: Counter[tuple[str, ...]] = Counter()
        for document, count in rows:
            made[named[document]] += count
        return made

    def _where(self, first: int, last: int) -> tuple[str, list[Any]]:
        where = "WHERE w.passage_words MATCH ? AND w.rowid BETWEEN ? AND ?" + self._scope.sql()
        return where, [self._match, first, last, *self._scope.values]

    def _all(self, sort: str, size: int) -> Iterator[Hit]:
        """The hits in an order, looked up by so many at first."""
        if self._scope.documents == 0:
            return
        if sort == "-date":
            yield from self._made(self._walk(0, _DATED - 1, "-date", size), size)
            yield from self._made(self._walk(_DATED, None, "date", size), size)
        elif sort == "rank" and self._given is not None:
            yield from self._made(self._given, size)
        elif sort == "rank" and self._match is not None:
            yield from self._made(self._ranked(), size)
        else:
            yield from self._made(self._walk(0, None, "date", size), size)

    def _fitting(self) -> Iterator[Row]:
        """The row of each passage that fits, by date, without making hits."""
        if self._scope.documents == 0:
            return
        for some in _portions(self._walk(0, None, "date"), _PORTION):
            with self._snapshot():
                rows = self._rows([number for number, _ in some])
                held = [row for row in rows if self._hits.places(row) is not None]
            yield from held

    def _walk(
        self, low: int, high: int | None, sort: str, portion: int = _PORTION
    ) -> Iterator[tuple[int, float | None]]:
        """The numbers of candidates between two, in the order of dates. The index is asked again
        for each portion, so that nothing stays open between them.
        """
        if self._given is not None:
            held = sorted(n for n, _ in self._given if low <= n <= (high or n))
            yield from ((n, None) for n in (reversed(held) if sort == "-date" else held))
            return
        down = sort == "-date"
        first = max(low, self._scope.first)
        last = self._scope.last if high is None else min(high, self._scope.last)
        while first <= last:
            with self._snapshot():
                some = self._portion(first, last, portion, down=down)
            yield from ((number, None) for number in some)
            if len(some) < portion:
                return
            first, last = (first, some[-1] - 1) if down else (some[-1] + 1, last)
            portion = min(portion * 4, 2_000)

    def _portion(self, first: int, last: int, size: int, *, down: bool) -> list[int]:
        way = "DESC" if down else "ASC"
        if self._match is not None:
            where, values = self._where(first, last)
            source = _JOIN if self._scope.where else "FROM passage_words w"
            text = f"SELECT w.rowid {source} {where} ORDER BY w.rowid {way} LIMIT ?"
        else:
            values = [first, last, *self._scope.values]
            text = (
                "SELECT p.passage_id FROM passages p CROSS JOIN documents d ON d.id = p.document "
                f"WHERE p.passage_id BETWEEN ? AND ?{self._scope.sql()} "
                f"ORDER BY p.passage_id {way} LIMIT ?"
            )
        return [row[0] for row in self._db.execute(text, (*values, size))]

    def _ranked(self) -> Iterator[tuple[int, float | None]]:
        """Candidates by bm25, best first, the earlier of two that are alike."""
        where, values = self._where(self._scope.first, self._scope.last)
        source = _JOIN if self._scope.where else "FROM passage_words w"
        text = (
            f"SELECT w.rowid, bm25(passage_words) AS score {source} {where} "
            "ORDER BY score, w.rowid LIMIT ? OFFSET ?"
        )
        done = 0
        wanted = _RANKED if self.limit is None else self.offset + self.limit
        while True:
            with self._snapshot():
                rows = self._db.execute(text, (*values, wanted, done)).fetchall()
            yield from ((number, round(-score, 4)) for number, score in rows)
            if len(rows) < wanted:
                return
            done, wanted = done + len(rows), _RANKED

    def _rows(self, numbers: Sequence[int]) -> Iterator[Row]:
        """The rows of candidates whose documents fit and in which what should be found was."""
        by_number = {row.number: row for row in self._hits.rows(numbers, self._scope)}
        for number in numbers:
            row = by_number.get(number)
            if row is not None and (
                not self._scope.standing or self._findings.fit(row.document, row.ranges)
            ):
                yield row

    def _made(self, candidates: Candidates, size: int) -> Iterator[Hit]:
        """The hits of candidates; a portion of them is made at one moment of the archive."""
        for some in _portions(candidates, size):
            scores = dict(some)
            with self._snapshot():
                hits = [self._hits.hit(row, scores[row.number]) for row in self._rows(list(scores))]
            yield from (hit for hit in hits if hit is not None)


def _portions(candidates: Candidates, size: int) -> Iterator[list[tuple[int, float | None]]]:
    """Candidates in portions that grow: who wants one hit waits for few."""
    rest, size = iter(candidates), min(size, 200)
    while some := list(islice(rest, size)):
        yield some
        size = min(size * 2, 200)
