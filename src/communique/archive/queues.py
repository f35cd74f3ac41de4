"""What waits for a person's judgement: one finding at a time, with the one before and the next.

The order is that of confidence, the least first, then of dates. It is kept in memory by ids until
documents come or go, and only the finding in question is read. Left out: judging (reviews.py).

    queue = archive.reviews.queue("commitments", who="Mika")
    queue.found, queue.place, queue.waiting, queue.next
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal, NamedTuple, TypeAlias

from communique.archive.found import Found
from communique.archive.listing import of_header
from communique.archive.load import PASSAGE, passage
from communique.model.documents import Passage
from communique.model.quotes import Reading

Order: TypeAlias = Literal["confidence", "date"]

_MOST = 16
"""Lists that are kept in memory: one for each kind and order."""


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


class Places(NamedTuple):
    """A queue by ids, before anything of it is read."""

    at: str | None
    previous: str | None
    next: str | None
    ahead: int
    waiting: int
    total: int


@dataclass(frozen=True, slots=True)
class _Listed:
    """All findings of a kind in order, with their documents, and the place of each."""

    ids: Sequence[str]
    documents: Sequence[int]
    places: Mapping[str, int]


_lists: OrderedDict[tuple[str, str, Order], tuple[Any, _Listed]] = OrderedDict()
_lock = Lock()


def places(
    db: sqlite3.Connection,
    path: str,
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
    among = _among(db, document, language, since, until, series)
    held = _listed(db, path, kind, order)
    if among is None:
        fits: Sequence[int] = range(len(held.ids))
    else:
        fits = [number for number, of in enumerate(held.documents) if of in among]
    gone = {held.places[id] for id in judged if id in held.places}
    waiting = [number for number in fits if number not in gone]
    here = held.places.get(at) if at else (waiting[0] if waiting else None)
    if here is None:
        return Places(None, None, None, 0, len(waiting), len(fits))
    ahead = bisect_left(waiting, here)
    behind = bisect_right(waiting, here)
    return Places(
        held.ids[here],
        held.ids[waiting[ahead - 1]] if ahead else None,
        held.ids[waiting[behind]] if behind < len(waiting) else None,
        ahead,
        len(waiting),
        len(fits),
    )


def _listed(db: sqlite3.Connection, path: str, kind: str, order: Order) -> _Listed:
    """The findings of a kind, from memory if no document came, went or has another date since:
    what people decide changes nothing here.
    """
    state = db.execute(
        "SELECT count(*), max(id), total(id * current), total(current * coalesce(earliest, 1)) "
        "FROM documents"
    ).fetchone()
    key = path, kind, order
    with _lock:
        known = _lists.get(key)
        if known is not None and known[0] == state:
            _lists.move_to_end(key)
            return known[1]
    date = "d.earliest IS NULL, d.earliest, f.document, f.ordinal"
    by = f"f.confidence, {date}" if order == "confidence" else date
    rows = db.execute(
        "SELECT f.stable_id, f.document FROM findings f JOIN documents d ON d.id = f.document "
        f"WHERE f.kind = ? AND d.current = 1 ORDER BY {by}",
        (kind,),
    ).fetchall()
    ids = [id for id, _ in rows]
    made = _Listed(ids, array("q", (of for _, of in rows)), {id: n for n, id in enumerate(ids)})
    with _lock:
        _lists[key] = state, made
        while len(_lists) > _MOST:
            _lists.popitem(last=False)
    return made


def _among(
    db: sqlite3.Connection,
    document: int | None,
    language: str | None,
    since: str | None,
    until: str | None,
    series: str | None,
) -> set[int] | None:
    """The rows of the documents that fit; None if all do."""
    where: list[str] = []
    values: list[Any] = []
    if document is not None:
        where.append("d.id = ?")
        values.append(document)
    of_header(db, where, values, language=language, since=since, until=until, series=series)
    if not where:
        return None
    query = f"SELECT d.id FROM documents d WHERE {' AND '.join(where)}"
    return {number for (number,) in db.execute(query, values)}


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
