"""Who meets whom in an archive: how many documents each set of parties has.

archive.party_sets().most_common(1)      # [(("JPN", "USA"), 214)]
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from communique.archive.entries import Entry
from communique.archive.listing import FIRST_NAME, chunks, rows
from communique.archive.packing import pack_text, some_text


def party_counts(db: sqlite3.Connection) -> tuple[int, Counter[str]]:
    """How many documents are of meetings of anybody, and of how many each party is one."""
    [total] = db.execute(
        "SELECT COUNT(DISTINCT document) FROM participants WHERE role = 'parties'"
    ).fetchone()
    found = db.execute(
        "SELECT value, COUNT(*) FROM participants WHERE role = 'parties' GROUP BY value"
    )
    return int(total), Counter({str(some_text(value)): count for value, count in found})


def of_parties(
    db: sqlite3.Connection, parties: Collection[str], kinds: Collection[str]
) -> list[Entry]:
    """The current documents of some kinds whose issuers, else parties, are just these; of anybody,
    if none are given."""
    wanted = frozenset(parties)
    where = f"d.current = 1 AND d.kind IN ({', '.join('?' * len(kinds))})"
    values: list[Any] = sorted(kinds)
    if wanted:
        where += " AND d.id IN (SELECT document FROM participants WHERE value = ?)"
        values.append(pack_text(min(wanted)))
    query = f"SELECT d.id FROM documents d WHERE {where}"
    numbers = [row for (row,) in db.execute(query, values)]
    if wanted:
        sets = _sets(
            db,
            numbers,
            "SELECT document, role, value FROM participants "
            f"WHERE role IN ('issuers', 'parties') AND document IN ({query})",
            values,
        )
        numbers = [number for number in numbers if sets[number] == wanted]
    return [
        entry
        for some in chunks(numbers)
        for _, entry in rows(
            db, [f"d.id IN ({', '.join('?' * len(some))})", FIRST_NAME], list(some)
        )
    ]


def _sets(
    db: sqlite3.Connection, numbers: Sequence[int], query: str, values: Sequence[Any]
) -> dict[int, frozenset[str]]:
    held: dict[int, dict[str, list[str]]] = {number: {} for number in numbers}
    for document, role, value in db.execute(query, values):
        if document in held:
            held[document].setdefault(role, []).append(some_text(value))
    return {
        number: frozenset(roles.get("issuers") or roles.get("parties") or ())
        for number, roles in held.items()
    }
