"""Passages in which several things stand together, each under any of its names.

A thing is a list of alternative words; a passage must hold one of each. *Context* is what need not
stand in the passage itself: in its paragraph, its item, or the heading above will do. The index
finds the passages and only those that are asked for are read, so that a million cost no more than
what is found. Left out: whether the words stand as they were asked for (their language, alone),
which the caller checks with the passage.

    with Archive.open("communique.db") as archive:
        words = [["force", "武力"], ["coercion", "威圧"]]
        for found in archive.together(words, context=["Taiwan"]):
            print(found.entry.name, found.passage.text, found.in_context)
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.archive import tokens
from communique.archive.entries import Entry
from communique.archive.faults import intact
from communique.archive.listing import FIRST_NAME, rows
from communique.archive.load import PASSAGE, Readings, passage
from communique.archive.packing import some_text
from communique.errors import InvalidField
from communique.model.documents import Passage
from communique.model.quotes import Range, Reading

_BATCH, _MOST = 40, 640
"""Passages that are read at once: ever more, as long as none of them counts."""

_DEARER = 8
"""How much dearer it is to look up where a document's passages are than whose one passage is."""

_AROUND = 80
"""Passages before and behind one among which its context is looked for: a long section."""


@dataclass(frozen=True, slots=True)
class Together:
    """A passage that may hold all things, of a document, and whether it stands in the context."""

    entry: Entry
    passage: Passage
    reading: Reading
    in_context: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Ids of the documents that count (None: all) and that do not, and the passages that hold the
    context, where one was asked for."""

    only: frozenset[str] | None
    never: frozenset[str]
    around: Sequence[int]
    asked: bool

    def counts(self, document: str) -> bool:
        return document not in self.never and (self.only is None or document in self.only)


def together(
    db: sqlite3.Connection,
    groups: Sequence[Sequence[str]],
    *,
    context: Sequence[str] = (),
    documents: Collection[str] | None = None,
    excluding: Collection[str] = (),
    until: int | None = None,
    latest_first: bool = False,
) -> Iterator[Together]:
    """The passages, earliest document first or `latest_first`; see `Archive.together`."""
    rowids = _rowids(db, groups)
    if until is not None:
        rowids = rowids[: bisect_right(rowids, (until << 32) | 0xFFFF_FFFF)]
    only, never = None if documents is None else frozenset(documents), frozenset(excluding)
    if only is not None and len(only) * _DEARER < len(rowids):
        rowids, only = _inside(rowids, _ranges(db, only)), None
    if len(never) * _DEARER < len(rowids):
        held = set(_inside(rowids, _ranges(db, never)))
        rowids, never = [row for row in rowids if row not in held], frozenset()
    if latest_first:
        rowids = rowids[::-1]
    around = _rowids(db, [context]) if context else []
    return _read(db, rowids, _Wanted(only, never, around, bool(context)))


def _rowids(db: sqlite3.Connection, groups: Sequence[Sequence[str]]) -> list[int]:
    """The passages with a word of each group, by the index alone, in its order."""
    parts = []
    for words in groups:
        phrases = sorted({phrase for word in words if (phrase := tokens.query(word))})
        if not phrases:
            raise InvalidField(f"{list(words)!r} holds no letter or digit to search for")
        parts.append("(" + " OR ".join(phrases) + ")")
    query = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid"
    return [row[0] for row in db.execute(query, (" AND ".join(parts),))]


def _ranges(db: sqlite3.Connection, documents: Collection[str]) -> list[Range]:
    """The passages of documents, as first and last number: a document's follow each other."""
    found: list[Range] = []
    wanted = sorted(documents)
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        held = db.execute(
            "SELECT p.passage_id, d.passages FROM documents d JOIN passages p "
            "ON p.document = d.id AND p.ordinal = 0 "
            f"WHERE d.current = 1 AND d.stable_id IN ({', '.join('?' * len(some))})",
            some,
        )
        found += [(first, first + count) for first, count in held]
    return sorted(set(found))


def _inside(rowids: Sequence[int], ranges: Sequence[Range]) -> list[int]:
    found: list[int] = []
    for start, end in ranges:
        found += rowids[bisect_left(rowids, start) : bisect_left(rowids, end)]
    return found


def _read(db: sqlite3.Connection, rowids: Sequence[int], wanted: _Wanted) -> Iterator[Together]:
    readings = Readings(db)
    query = (
        "SELECT p.passage_id, p.document, p.ordinal, a.reading, d.stable_id, "
        + ", ".join(f"p.{column}" for column in PASSAGE.split(", "))
        + " FROM passages p JOIN documents d ON d.id = p.document "
        "JOIN analyses a ON a.id = d.analysis "
        "WHERE d.current = 1 AND p.passage_id IN ({marks})"
    )
    at, size = 0, _BATCH
    while at < len(rowids):
        some = rowids[at : at + size]
        marks = ", ".join("?" * len(some))
        found = {
            row[0]: row
            for row in db.execute(query.format(marks=marks), some)
            if wanted.counts(row[4])
        }
        at, size = at + size, _BATCH if found else min(size * 2, _MOST)
        entries = _entries(db, sorted({row[1] for row in found.values()}))
        for rowid in some:
            row = found.get(rowid)
            if row is None or row[1] not in entries:
                continue
            entry, reading = entries[row[1]], readings.get(row[3])
            with intact(entry.name):
                held = passage(row[5:], reading)
            near = not wanted.asked or _near(db, row, held, wanted.around)
            yield Together(entry, held, reading, near)


def _entries(db: sqlite3.Connection, documents: Sequence[int]) -> dict[int, Entry]:
    marks = ", ".join("?" * len(documents))
    return dict(rows(db, [f"d.id IN ({marks})", FIRST_NAME], documents)) if documents else {}


def _near(
    db: sqlite3.Connection, row: tuple[Any, ...], held: Passage, around: Sequence[int]
) -> bool:
    """Whether a passage with the context is this one, of its paragraph or item, or the heading
    above."""
    rowid, document, ordinal = row[:3]
    few = around[bisect_left(around, rowid - _AROUND) : bisect_right(around, rowid + _AROUND)]
    if rowid in few:
        return True
    if not few:
        return False
    marks = ", ".join("?" * len(few))
    for other, kind, item, paragraph in db.execute(
        "SELECT ordinal, type, item, paragraph FROM passages "
        f"WHERE document = ? AND passage_id IN ({marks})",
        (document, *few),
    ):
        if paragraph == held.paragraph or (item is not None and some_text(item) == held.item):
            return True
        if kind == "heading" and other < ordinal:
            between = db.execute(
                "SELECT 1 FROM passages WHERE document = ? AND type = 'heading' "
                "AND ordinal > ? AND ordinal < ? LIMIT 1",
                (document, other, ordinal),
            ).fetchone()
            if between is None:
                return True
    return False
