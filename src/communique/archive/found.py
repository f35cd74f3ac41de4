"""Findings of one kind over the whole archive, filtered by their fields, earliest document first.

The database holds what a kind declares as JSON, so a filter first asks for rows whose JSON holds
the value at all, then looks at the field; only documents with a hit are read. Left out: filters by
amounts and figures, which compare numbers of one unit; what people decided (reviews.py).
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.archive import findings, tokens
from communique.archive.entries import Entry
from communique.archive.faults import intact, plainly
from communique.archive.listing import FIRST_NAME, chunks, of_header, rows
from communique.archive.load import PASSAGE, Readings, passage
from communique.archive.packing import unpack_json, unpack_ranges
from communique.errors import InvalidField
from communique.model import dates
from communique.model.documents import Passage
from communique.model.findings import KINDS, Column, Finding, columns, filterable
from communique.model.quotes import Range, Reading

Test = Callable[[Mapping[str, Any]], bool]

DUE = "deadline"
"""The field that `due_before` looks at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the document it stands in, and the passage around its quote, if it is in one."""

    entry: Entry
    finding: Finding
    passage: Passage | None

    def to_json(self) -> dict[str, Any]:
        """The finding as the contract prints it, with its document and passage."""
        return {
            **self.finding.to_json(),
            "kind": self.finding.kind,
            "document": self.entry.id,
            "name": self.entry.name,
            "date": self.entry.date or self.entry.published,
            "language": self.entry.language,
            "passage": self.passage.id if self.passage else None,
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows are looked for: patterns that their JSON must hold, and tests of its fields."""

    kind: str
    likes: tuple[str, ...]
    tests: tuple[Test, ...]

    def sql(self, alias: str = "f") -> tuple[str, list[Any]]:
        """The conditions in SQL, and their values."""
        parts = [f"{alias}.kind = ?", *(f"{alias}.fields LIKE ? ESCAPE '!'" for _ in self.likes)]
        return " AND ".join(parts), [self.kind, *self.likes]


def wanted(kind: str, where: Mapping[str, str], due_before: str | None) -> Wanted:
    """What to look for. Raises `invalid-field`: a kind, a field or a value that there is not.

    >>> wanted("claims", {"type": "first"}, None).likes
    ('%"type":"first"%',)
    """
    if kind not in KINDS:
        raise InvalidField(
            f"no kind of finding is called {kind!r}", advice=f"One of {', '.join(KINDS)}."
        )
    known = {column.name: column for column in filterable(KINDS[kind])}
    asked = [*where, *([DUE] if due_before is not None else [])]
    fields = [column.name for column in columns(KINDS[kind])]
    for name in asked:
        if name not in known and not (name == DUE and DUE in fields):
            raise InvalidField(
                f"{kind} have no field {name!r} to look in",
                advice=f"{kind} have {', '.join(fields)}.",
            )
    likes, tests = [], []
    for name, value in where.items():
        like, test = _asked(known[name], value)
        likes.append(like)
        tests.append(test)
    if due_before is not None:
        likes.append(f'%"{DUE}":"%')
        tests.append(_due(due_before))
    return Wanted(kind, tuple(likes), tuple(tests))


def _asked(column: Column, value: str) -> tuple[str, Test]:
    name = column.name
    if column.values:
        if value not in column.values:
            raise InvalidField(
                f"{name} cannot be {value!r}", advice=f"One of {', '.join(column.values)}."
            )
        return f'%"{name}":"{value}"%', lambda held: held.get(name) == value
    if column.sort == "codes":
        code = value.strip().upper()
        return f"%{_like(_dumped(code))}%", lambda held: code in (held.get(name) or ())
    words = _words(value)

    def holds(held: Mapping[str, Any]) -> bool:
        texts = held.get(name) or ()
        return any(
            words(tokens.fold(each)) for each in ([texts] if isinstance(texts, str) else texts)
        )

    return f'%"{name}":%', holds


def _words(value: str) -> Callable[[str], bool]:
    """Whether folded words stand in a folded text, and not within a longer Latin word."""
    folded = " ".join(tokens.fold(value).split())
    if not folded:
        raise InvalidField("an empty text fits no finding")
    edges = [r"(?<![a-z0-9])" if folded[0].isascii() else "", re.escape(folded)]
    edges.append(r"(?![a-z0-9])" if folded[-1].isascii() else "")
    pattern = re.compile("".join(edges))
    return lambda text: bool(pattern.search(" ".join(text.split())))


def _dumped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _like(text: str) -> str:
    return re.sub(r"([!%_])", r"!\1", text)


def _due(bound: str) -> Test:
    try:
        first: date = dates.earliest(bound)
    except ValueError as error:
        raise InvalidField(
            f"due_before is no date: {bound!r}", advice="Write 2028, 2028-04 or 2028-04-01."
        ) from error

    def before(held: Mapping[str, Any]) -> bool:
        due = held.get(DUE)
        return isinstance(due, str) and dates.is_edtf(due) and dates.latest(due) < first

    return before


def found(
    db: sqlite3.Connection,
    path: str,
    kind: str,
    *,
    documents: Iterable[tuple[int, Entry]] | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    series: str | None = None,
    where: Mapping[str, str] | None = None,
    due_before: str | None = None,
    text: str | None = None,
) -> Iterator[Found]:
    """The findings that fit; see `Archive.findings`."""
    look = wanted(kind, where or {}, due_before)
    words = _words(text) if text else None
    with plainly(path):
        entries = _entries(db, look, documents, language, since, until, series)
    return _walk(db, path, look, entries, words)


def _entries(
    db: sqlite3.Connection,
    look: Wanted,
    documents: Iterable[tuple[int, Entry]] | None,
    language: str | None,
    since: str | None,
    until: str | None,
    series: str | None,
) -> list[tuple[int, Entry]]:
    """The documents that have rows of the kind with the words of the filters, earliest first."""
    condition, held = look.sql()
    where = [f"d.id IN (SELECT f.document FROM findings f WHERE {condition})"]
    values: list[Any] = list(held)
    of_header(db, where, values, language=language, since=since, until=until, series=series)
    order = "d.earliest IS NULL, d.earliest, v.name, v.number, d.ordinal"
    if documents is None:
        return rows(db, ["d.current = 1", FIRST_NAME, *where], values, order)
    named = dict(documents)
    fitting: dict[int, None] = {}
    for some in chunks(sorted(named)):
        marks = f"d.id IN ({', '.join('?' * len(some))})"
        fitting.update(dict.fromkeys(n for n, _ in rows(db, [marks, *where], [*some, *values])))
    return [(number, entry) for number, entry in named.items() if number in fitting]


def _walk(
    db: sqlite3.Connection,
    path: str,
    look: Wanted,
    entries: Iterable[tuple[int, Entry]],
    words: Callable[[str], bool] | None,
) -> Iterator[Found]:
    readings = Readings(db)
    condition, values = look.sql()
    query = (
        f"SELECT {', '.join(f'f.{name}' for name in findings.COLUMNS.split(', '))} "
        f"FROM findings f WHERE f.document = ? AND {condition} ORDER BY f.ordinal"
    )
    for number, entry in entries:
        with plainly(path), intact(entry.name):
            hits = [
                row
                for row in db.execute(query, (number, *values))
                if all(test(unpack_json(row[5])) for test in look.tests)
            ]
            made = of_document(db, readings, number, entry, hits, words) if hits else []
        yield from made


def of_document(
    db: sqlite3.Connection,
    readings: Readings,
    number: int,
    entry: Entry,
    hits: Iterable[tuple[Any, ...]],
    words: Callable[[str], bool] | None,
) -> list[Found]:
    """The findings of rows of a document, those whose sentence fits `words`."""
    [reading_row] = db.execute(
        "SELECT a.reading FROM analyses a JOIN documents d ON d.analysis = a.id WHERE d.id = ?",
        (number,),
    ).fetchone()
    reading = readings.get(reading_row)
    held_by = _Passages(db, number, reading)
    made = []
    for row in hits:
        finding = findings.unpack(row, reading)
        held = held_by.of(finding.quote.ranges)
        spoken = held.text if held else " ".join(finding.quote.exact)
        if words is None or words(tokens.fold(spoken)):
            made.append(Found(entry, finding, held))
    return made


def of_ids(db: sqlite3.Connection, path: str, kind: str, ids: Sequence[str]) -> list[Found]:
    """The findings of a kind by their ids, in the order of these; what is gone is left out."""
    held: dict[int, list[tuple[Any, ...]]] = {}
    marks = ", ".join("?" * len(ids))
    columns = ", ".join(f"f.{name}" for name in findings.COLUMNS.split(", "))
    with plainly(path):
        for number, *row in db.execute(
            f"SELECT f.document, {columns} FROM findings f JOIN documents d ON d.id = f.document "
            # The plus keeps SQLite from walking all findings of the kind.
            f"WHERE d.current = 1 AND +f.kind = ? AND f.stable_id IN ({marks})",
            (kind, *ids),
        ):
            held.setdefault(number, []).append(tuple(row))
        marks = ", ".join("?" * len(held))
        entries = rows(db, [f"d.id IN ({marks})", FIRST_NAME], list(held))
        made: dict[str, Found] = {}
        for number, entry in entries:
            with intact(entry.name):
                for each in of_document(db, Readings(db), number, entry, held[number], None):
                    made.setdefault(each.finding.id, each)
    return [made[id] for id in ids if id in made]


def around(
    db: sqlite3.Connection, number: int, reading: Reading, finding: Finding
) -> Passage | None:
    """The passage of a document in which a finding's quote begins, or None."""
    return _Passages(db, number, reading).of(finding.quote.ranges)


class _Passages:
    """The passages of a document by place; only those around a hit are made."""

    def __init__(self, db: sqlite3.Connection, number: int, reading: Reading) -> None:
        self._reading = reading
        self._rows = [
            (unpack_ranges(row[2]), row)
            for row in db.execute(
                f"SELECT {PASSAGE} FROM passages WHERE document = ? ORDER BY ordinal", (number,)
            )
        ]
        self._by_start = sorted((ranges[0][0], at) for at, (ranges, _) in enumerate(self._rows))
        self._starts = [start for start, _ in self._by_start]

    def of(self, ranges: tuple[Range, ...]) -> Passage | None:
        """The passage in which a quote begins, or None."""
        begin = ranges[0][0]
        at = bisect_right(self._starts, begin) - 1
        if at < 0:
            return None
        held, row = self._rows[self._by_start[at][1]]
        if begin >= held[-1][1]:
            return None
        return passage(row, self._reading)
