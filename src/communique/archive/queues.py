"""What waits for a person's judgement: one finding at a time, with the one before and the next.

The order is that of confidence, the least first, then of dates. Only the finding in question is
read; the rest is counted by the database, so that a large archive is as quick as a small one. Left
out: judging (reviews.py).

    queue = archive.reviews.queue("commitments", who="Mika")
    queue.found, queue.place, queue.waiting, queue.next
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from communique.archive.found import Found
from communique.archive.listing import of_language, period
from communique.archive.load import PASSAGE, passage
from communique.archive.packing import pack_text
from communique.model.documents import Passage
from communique.model.quotes import Reading

Order: TypeAlias = Literal["confidence", "date"]

_DATE = "coalesce(d.earliest, 9999999)"
_KEYS: dict[str, str] = {
    "confidence": f"f.confidence, {_DATE}, f.document, f.ordinal",
    "date": f"{_DATE}, f.document, f.ordinal, f.confidence",
}
_FROM = "FROM findings f JOIN documents d ON d.id = f.document"


@dataclass(frozen=True, slots=True)
class Queue:
    """A finding of a queue (None if it is empty), the passages before and after its own, the ids of
    its neighbours that wait; how many wait, how many of these come before, and how many fit the
    filters, judged ones too.
    """

    found: Found | None
    before: Passage | None
    after: Passage | None
    previous: str | None
    next: str | None
    ahead: int
    waiting: int
    total: int

    @property
    def judged(self) -> int:
        """How many of all have been judged."""
        return self.total - self.waiting


@dataclass(frozen=True, slots=True)
class Places:
    """A queue by ids, before anything of it is read."""

    at: str | None
    previous: str | None
    next: str | None
    ahead: int
    waiting: int
    total: int


def places(
    db: sqlite3.Connection,
    kind: str,
    judged: Collection[str],
    *,
    at: str | None = None,
    document: int | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    series: str | None = None,
    order: Order = "confidence",
) -> Places:
    """The place in a queue of the finding `at`, else of the first that waits. `judged`: ids of
    findings that do not wait. Raises `invalid-field`.
    """
    where, values = ["f.kind = ?", "d.current = 1"], [kind]
    more: list[Any] = []
    if document is not None:
        where.append("d.id = ?")
        more.append(document)
    if language is not None:
        of_language(db, language, where, more)
    period(since, until, where, more)
    if series is not None:
        where.append("d.series = ?")
        more.append(pack_text(series))
    fitting = " AND ".join(where)
    fits = [*values, *more]
    waits = f"{fitting} AND f.stable_id NOT IN (SELECT value FROM json_each(?))"
    waiting = [*fits, json.dumps(list(judged))]
    keys = _KEYS[order]

    def count(condition: str, held: list[Any]) -> int:
        return int(db.execute(f"SELECT count(*) {_FROM} WHERE {condition}", held).fetchone()[0])

    def first(condition: str, held: list[Any], *, last: bool = False) -> tuple[Any, ...] | None:
        by = ", ".join(f"{key} DESC" for key in _split(keys)) if last else keys
        row: tuple[Any, ...] | None = db.execute(
            f"SELECT f.stable_id, {keys} {_FROM} WHERE {condition} ORDER BY {by} LIMIT 1", held
        ).fetchone()
        return row

    here = (
        first("f.kind = ? AND d.current = 1 AND f.stable_id = ?", [kind, at])
        if at
        else first(waits, waiting)
    )
    left, total = count(waits, waiting), count(fitting, fits)
    if here is None:
        return Places(None, None, None, 0, left, total)
    id, *key = here
    marks = ", ".join("?" * len(key))
    behind = first(f"{waits} AND ({keys}) > ({marks})", [*waiting, *key])
    front = first(f"{waits} AND ({keys}) < ({marks})", [*waiting, *key], last=True)
    ahead = count(f"{waits} AND ({keys}) < ({marks})", [*waiting, *key]) if at else 0
    ids = (front[0] if front else None, behind[0] if behind else None)
    return Places(id, *ids, ahead, left, total)


def _split(keys: str) -> list[str]:
    """The columns of a key; a comma within brackets parts nothing."""
    return [_DATE if key == "?" else key for key in keys.replace(_DATE, "?").split(", ")]


def neighbours(
    db: sqlite3.Connection, document: int, reading: Reading, of: Passage | None
) -> tuple[Passage | None, Passage | None]:
    """The passages before and after one of a document."""
    if of is None:
        return None, None
    [at] = db.execute(
        "SELECT ordinal FROM passages WHERE document = ? AND stable_id = ?", (document, of.id)
    ).fetchone()
    rows = {
        row[0]: passage(row[1:], reading)
        for row in db.execute(
            f"SELECT ordinal, {PASSAGE} FROM passages WHERE document = ? AND ordinal IN (?, ?)",
            (document, at - 1, at + 1),
        )
    }
    return rows.get(at - 1), rows.get(at + 1)
