"""One page of a list of findings, and how many there are, without reading the texts of the others.

The order is that of dates, then of documents as they came, then of places. Left out: words of the
sentence (`Archive.findings`, which reads the texts). Fields are asked for as people ask, by words
of them; portions.py asks for whole values, and counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from communique.archive.found import Wanted, wanted
from communique.archive.listing import of_header
from communique.archive.packing import unpack_json

_FROM = "FROM findings f JOIN documents d ON d.id = f.document"
_ORDER = "ORDER BY d.earliest IS NULL, d.earliest, d.id, f.ordinal"


def page(
    db: sqlite3.Connection,
    kind: str,
    *,
    first: int,
    size: int,
    document: int | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    series: str | None = None,
    where: Mapping[str, str] | None = None,
    due_before: str | None = None,
) -> tuple[int, list[str]]:
    """How many findings fit, and the ids of `size` of them from `first` on; see
    `Archive.found_page`.
    """
    look = wanted(kind, where or {}, due_before)
    condition, held = look.sql()
    parts, values = ["d.current = 1", condition], list(held)
    if document is not None:
        parts.append("d.id = ?")
        values.append(document)
    of_header(db, parts, values, language=language, since=since, until=until, series=series)
    conditions = f"{_FROM} WHERE {' AND '.join(parts)}"
    if look.tests:
        ids = _tested(db, look, conditions, values)
        return len(ids), ids[first : first + size]
    (total,) = db.execute(f"SELECT count(*) {conditions}", values).fetchone()
    query = f"SELECT f.stable_id {conditions} {_ORDER} LIMIT ? OFFSET ?"
    return int(total), [id for (id,) in db.execute(query, (*values, size, first))]


def _tested(db: sqlite3.Connection, look: Wanted, conditions: str, values: list[Any]) -> list[str]:
    query = f"SELECT f.stable_id, f.fields {conditions} {_ORDER}"
    made = []
    for id, fields in db.execute(query, values):
        held = unpack_json(fields)
        if all(test(held) for test in look.tests):
            made.append(id)
    return made
