"""The findings of a kind as bare rows, without readings and quotes: to filter, count and sort many.

What stands in a row is what its kind declares, as JSON holds it; words come from `Archive.found_of`
for the few that are shown. Left out: decisions of people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from communique.archive.entries import Entry
from communique.archive.listing import FIRST_NAME, chunks, rows
from communique.archive.packing import unpack_json


@dataclass(frozen=True, slots=True)
class Bare:
    """A finding by its id, the row of its document and its fields."""

    document: int
    id: str
    fields: dict[str, Any]


def stamp(db: sqlite3.Connection) -> tuple[int, ...]:
    """Numbers that change whenever documents, their names or their headers do."""
    made: list[int] = []
    for query in (
        "SELECT count(*), max(id), sum(current) FROM documents",
        "SELECT count(*), max(id), sum(latest) FROM versions",
        "SELECT count(*), max(id), sum(superseded) FROM edits",
    ):
        made += [int(each or 0) for each in db.execute(query).fetchone()]
    return tuple(made)


def decided(db: sqlite3.Connection) -> tuple[int, ...]:
    """Numbers that change whenever decisions do."""
    row = db.execute("SELECT count(*), max(id), sum(superseded) FROM decisions").fetchone()
    return tuple(int(each or 0) for each in row)


def documents(db: sqlite3.Connection) -> list[tuple[int, Entry]]:
    """The current documents with their rows, by row."""
    return rows(db, ["d.current = 1", FIRST_NAME])


def findings(db: sqlite3.Connection, kind: str, of: Collection[int]) -> Iterator[Bare]:
    """The findings of a kind in some documents, by document and place."""
    for some in chunks(sorted(of)):
        marks = ", ".join("?" * len(some))
        for document, stable_id, fields in db.execute(
            "SELECT document, stable_id, fields FROM findings "
            f"WHERE document IN ({marks}) AND kind = ? ORDER BY document, ordinal",
            (*some, kind),
        ):
            yield Bare(document, stable_id, unpack_json(fields))
