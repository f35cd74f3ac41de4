"""What a person set in headers: kept with who and when, by the document's place and not its row.

An edit belongs to an identity and a place in it (the first Japanese document of this file), so it
survives a new version and reading again. The program's own header is kept beside it; giving a field
back (None) shows it again. Other names of the same bytes share the edits made while they do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from communique.archive.entries import Edit, FieldValue, Standing
from communique.archive.faults import one
from communique.archive.packing import pack_json, pack_text, some_text, unpack_json


def _unpacked(packed: str | bytes | None) -> FieldValue:
    if packed is None:
        return None
    value = unpack_json(packed)
    return tuple(value) if isinstance(value, list) else str(value)


def owner(db: sqlite3.Connection, analysis: int) -> int:
    """The identity whose edits hold for what was made of a blob: the first that shows it as its
    latest version, else the first that has it at all.
    """
    query = (
        "SELECT identity FROM versions WHERE analysis = ? ORDER BY latest DESC, identity LIMIT 1"
    )
    return int(one(db, query, (analysis,), f"the name of source {analysis}")[0])


def standing(
    db: sqlite3.Connection, identity: int, language: str, place: int
) -> dict[str, Standing]:
    """The edits that hold at a place of an identity, by field."""
    rows = db.execute(
        "SELECT field, value, who, at FROM edits WHERE identity = ? AND language = ? "
        "AND place = ? AND superseded = 0 AND value IS NOT NULL ORDER BY id",
        (identity, language, place),
    )
    return {field: Standing(_unpacked(value), some_text(who), at) for field, value, who, at in rows}


def record(
    db: sqlite3.Connection,
    document: int,
    identity: int,
    values: Mapping[str, FieldValue],
    *,
    who: str,
    at: str,
) -> list[int]:
    """Keep edits of a document under an identity and every other name its bytes have now; gives
    the rows of all documents whose headers they change.
    """
    analysis, language, place = db.execute(
        "SELECT analysis, found_language, place FROM documents WHERE id = ?", (document,)
    ).fetchone()
    same = db.execute(
        "SELECT identity FROM versions WHERE analysis = ? AND latest = 1", (analysis,)
    ).fetchall()
    touched: set[int] = set()
    for name in sorted({identity, *(row[0] for row in same)}):
        for field, value in values.items():
            _add(db, (name, language, place, field), value, who=who, at=at)
        rows = db.execute(
            "SELECT id FROM documents WHERE found_language = ? AND place = ? "
            "AND analysis IN (SELECT analysis FROM versions WHERE identity = ?)",
            (language, place, name),
        )
        touched |= {row[0] for row in rows.fetchall()}
    return sorted(touched)


def _add(
    db: sqlite3.Connection,
    where: tuple[int, str, int, str],
    value: FieldValue,
    *,
    who: str,
    at: str,
) -> None:
    db.execute(
        "UPDATE edits SET superseded = 1 "
        "WHERE identity = ? AND language = ? AND place = ? AND field = ?",
        where,
    )
    db.execute(
        "INSERT INTO edits (identity, language, place, field, value, who, at, superseded) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (*where, None if value is None else pack_json(value), pack_text(who), at),
    )


def history(db: sqlite3.Connection, document: int, identity: int) -> list[Edit]:
    """All edits of a document under an identity, oldest first."""
    language, place = db.execute(
        "SELECT found_language, place FROM documents WHERE id = ?", (document,)
    ).fetchone()
    rows = db.execute(
        "SELECT field, value, who, at, superseded FROM edits "
        "WHERE identity = ? AND language = ? AND place = ? ORDER BY id",
        (identity, language, place),
    )
    return [
        Edit(field, _unpacked(value), some_text(who), at, bool(superseded))
        for field, value, who, at, superseded in rows
    ]


def inherit(db: sqlite3.Connection, identity: int, analysis: int) -> None:
    """Give a new name of known bytes the edits that stand for them."""
    other = owner(db, analysis)
    if other != identity:
        db.execute(
            "INSERT INTO edits (identity, language, place, field, value, who, at, superseded) "
            "SELECT ?, language, place, field, value, who, at, 0 FROM edits "
            "WHERE identity = ? AND superseded = 0 AND value IS NOT NULL ORDER BY id",
            (identity, other),
        )
