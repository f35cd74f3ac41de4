"""The header columns of documents, derived from what the program found and the edits that stand.

Lists and filters read them; they are written anew whenever either changes, and the passages of a
document whose date changes move to their new day in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from communique.archive import index
from communique.archive.edits import owner, standing
from communique.archive.fields import over
from communique.archive.load import header_of
from communique.archive.packing import pack_text
from communique.archive.schema import UNDATED

_COLUMNS = (
    *("language", "title", "kind", "level", "authenticity", "published"),
    *("event_date", "event_place", "series", "earliest", "latest", "day", "edited"),
)

Columns = tuple[tuple[Any, ...], list[tuple[str, int, Any]]]
"""The header columns of a document, and its participants as (role, ordinal, name)."""


def columns(db: sqlite3.Connection, document: int) -> Columns:
    """What the database holds of a document's header."""
    row = db.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE id = ?", (document,)
    ).fetchone()
    people = db.execute(
        "SELECT role, ordinal, value FROM participants WHERE document = ? ORDER BY role, ordinal",
        (document,),
    ).fetchall()
    return row, people


def derived(db: sqlite3.Connection, document: int) -> Columns:
    """What a document's header is by what the program found and the edits that stand."""
    analysis, language, place, found = db.execute(
        "SELECT analysis, found_language, place, found FROM documents WHERE id = ?", (document,)
    ).fetchone()
    edits = standing(db, owner(db, analysis), language, place)
    header = over(header_of(found, {}), {field: edit.value for field, edit in edits.items()})
    event = header.event
    days = index.days(event.date, header.published)
    row = (
        edits["language"].value if "language" in edits else language,
        pack_text(header.title),
        header.kind.value,
        header.level.value,
        header.authenticity.value,
        pack_text(header.published),
        pack_text(event.date),
        pack_text(event.place),
        pack_text(header.series),
        *(days or (None, None)),
        days[0] if days else UNDATED,
        int(bool(edits)),
    )
    roles = (("issuers", header.issuers), ("parties", event.parties), ("people", event.people))
    return row, [(role, at, pack_text(n)) for role, names in roles for at, n in enumerate(names)]


def refresh(db: sqlite3.Connection, document: int) -> None:
    """Write a document's columns anew, and move its passages to their day."""
    row, people = derived(db, document)
    db.execute(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?",
        (*row, document),
    )
    db.execute("DELETE FROM participants WHERE document = ?", (document,))
    db.executemany(
        "INSERT INTO participants VALUES (?, ?, ?, ?)", ((document, *person) for person in people)
    )
    index.renumber(db, document, row[_COLUMNS.index("day")])


def current_again(db: sqlite3.Connection, analyses: Iterable[int]) -> None:
    """After a change of versions: mark which documents are current, and derive their headers."""
    for analysis in analyses:
        db.execute(
            "UPDATE documents SET current = EXISTS (SELECT 1 FROM versions v "
            "WHERE v.analysis = documents.analysis AND v.latest = 1) WHERE analysis = ?",
            (analysis,),
        )
        rows = db.execute(
            "SELECT id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
        )
        for (row,) in rows.fetchall():
            refresh(db, row)
