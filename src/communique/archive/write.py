"""Putting a prepared source into the archive. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from communique.archive import aliases, index
from communique.archive.edits import inherit
from communique.archive.entries import Status, Stored
from communique.archive.headers import current_again
from communique.archive.packing import pack_text
from communique.archive.places import put_places
from communique.archive.prepare import Prepared, PreparedDocument


def put(
    db: sqlite3.Connection,
    new: Prepared,
    *,
    at: str,
    program: str,
    fields: str = "",
    reread: bool = False,
) -> Stored:
    """Store a source and what was made of it; see `Archive.put`."""
    identity, latest, held = _place(db, new.source.identity)
    row = db.execute("SELECT id FROM analyses WHERE blob = ?", (new.source.sha256,)).fetchone()
    known = None if row is None else int(row[0])
    aliases.put(db, identity, new.source.aliases)
    capture = _captured(db, identity, known, new.source.retrieved)
    if capture is not None and known is not None and known != held and not reread:
        return Stored("unchanged", _ids(db, known), capture)
    if known is not None and known == held and not reread:
        return Stored("unchanged", _ids(db, known), latest)
    changed = known is not None and reread and _reread(db, known, new, at=at, program=program)
    if known is not None and known == held:
        db.execute(
            "UPDATE versions SET fields = ? WHERE identity = ? AND latest = 1", (fields, identity)
        )
        return Stored("reread" if changed else "unchanged", _ids(db, known), latest)
    number = _put_analysis(db, new, at=at, program=program) if known is None else known
    _put_version(db, identity, latest + 1, number, new, at=at, fields=fields)
    if known is not None and not latest:
        inherit(db, identity, number)
    current_again(db, sorted({number} if held is None else {number, held}))
    status: Status = "new_version" if latest else "added" if known is None else "known_bytes"
    return Stored(status, _ids(db, number), latest + 1)


def _place(db: sqlite3.Connection, name: str) -> tuple[int, int, int | None]:
    """The row of an identity (made if new), its latest version's number (0: none) and analysis."""
    packed = pack_text(name)
    row = db.execute("SELECT id FROM identities WHERE identity = ?", (packed,)).fetchone()
    if row is None:
        return _insert(db, "identities (identity)", (packed,)), 0, None
    held = db.execute(
        "SELECT number, analysis FROM versions WHERE identity = ? AND latest = 1", (row[0],)
    ).fetchone()
    return (row[0], held[0], held[1]) if held else (row[0], 0, None)


def _captured(
    db: sqlite3.Connection, identity: int, analysis: int | None, retrieved: str | None
) -> int | None:
    """The number of the version that is this very capture: the same bytes at the same time. A crawl
    that is added again must not make its first capture the latest.
    """
    row = db.execute(
        "SELECT number FROM versions WHERE identity = ? AND analysis = ? AND retrieved = ?",
        (identity, analysis, retrieved),
    ).fetchone()
    return int(row[0]) if row else None


def _insert(db: sqlite3.Connection, into: str, row: tuple[Any, ...]) -> int:
    """Insert a row and give its number."""
    made = db.execute(f"INSERT INTO {into} VALUES ({_marks(row)})", row).lastrowid
    assert made is not None
    return made


def _marks(row: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(row))


def _ids(db: sqlite3.Connection, analysis: int) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT stable_id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
    )
    return tuple(stable_id for (stable_id,) in rows)


def _put_version(
    db: sqlite3.Connection,
    identity: int,
    number: int,
    analysis: int,
    new: Prepared,
    *,
    at: str,
    fields: str,
) -> None:
    source = new.source
    db.execute("UPDATE versions SET latest = 0 WHERE identity = ?", (identity,))
    _insert(
        db,
        "versions (identity, number, analysis, latest, name, media_type, encoding, "
        "encoding_basis, retrieved, added, fields)",
        (
            *(identity, number, analysis, 1, pack_text(source.name), source.media_type),
            *(source.encoding, source.encoding_basis, source.retrieved, at, fields),
        ),
    )


def _put_reading(db: sqlite3.Connection, new: Prepared) -> int:
    """The row of the reading, kept from before if this reader has read these bytes so already."""
    blob = new.source.sha256
    row = db.execute(
        "SELECT id FROM readings WHERE blob = ? AND sha256 = ? AND reader = ? AND pages = ?",
        (blob, *new.reading[:3]),
    ).fetchone()
    into = "readings (blob, sha256, reader, pages, length, size, text)"
    number = int(row[0]) if row is not None else _insert(db, into, (blob, *new.reading))
    put_places(db, number, new.places)
    return number


def _put_analysis(db: sqlite3.Connection, new: Prepared, *, at: str, program: str) -> int:
    source = new.source
    db.execute("INSERT INTO blobs VALUES (?, ?, ?, ?)", (source.sha256, source.size, *new.blob))
    reading = _put_reading(db, new)
    into = "analyses (blob, reading, digest, program, made)"
    number = _insert(db, into, (source.sha256, reading, new.digest, program, at))
    _put_content(db, number, new)
    return number


def _put_content(db: sqlite3.Connection, number: int, new: Prepared) -> None:
    _put_rows(db, "boilerplate", number, new.boilerplate)
    _put_rows(db, "gaps", number, new.gaps)
    for ordinal, doc in enumerate(new.documents):
        _put_document(db, number, ordinal, doc)


def _put_rows(
    db: sqlite3.Connection, table: str, owner: int, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Rows of a table whose first columns are what they belong to and their ordinal."""
    numbered = [(owner, at, *row) for at, row in enumerate(rows)]
    if numbered:
        db.executemany(f"INSERT INTO {table} VALUES ({_marks(numbered[0])})", numbered)


def _put_document(
    db: sqlite3.Connection, analysis: int, ordinal: int, doc: PreparedDocument
) -> None:
    """The rows of a document; its header columns are derived once it has its version."""
    place, stable_id, ranges, language, found = doc.row
    row = _insert(
        db,
        "documents (analysis, ordinal, place, stable_id, ranges, found_language, found, passages, "
        "day, current, edited, language, kind, level, authenticity)",
        (
            *(analysis, ordinal, place, stable_id, ranges, language, found, len(doc.passages)),
            *(doc.day, 0, 0, language, "", "", ""),
        ),
    )
    start = index.first_id(db, doc.day)
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((start + at, row, at, *passage) for at, passage in enumerate(doc.passages)),
    )
    index.put_words(db, ((start + at, words) for at, words in enumerate(doc.words)))
    for table in ("outline", "notes", "tables", "findings"):
        _put_rows(db, table, row, getattr(doc, table))
    db.executemany(
        "INSERT INTO grounds VALUES (?, ?, ?, ?, ?, ?)", ((row, *ground) for ground in doc.grounds)
    )


def _reread(db: sqlite3.Connection, number: int, new: Prepared, *, at: str, program: str) -> bool:
    """Replace what was made of a blob, if it differs; the old reading stays for who quotes it."""
    row = db.execute("SELECT digest FROM analyses WHERE id = ?", (number,)).fetchone()
    if row[0] == new.digest:
        return False
    drop_content(db, number)
    db.execute(
        "UPDATE analyses SET reading = ?, digest = ?, program = ?, made = ? WHERE id = ?",
        (_put_reading(db, new), new.digest, program, at, number),
    )
    _put_content(db, number, new)
    current_again(db, [number])
    return True


def drop_content(db: sqlite3.Connection, number: int) -> None:
    """Take out what was made of a blob: documents, index, furniture, gaps; not the reading."""
    rows = db.execute("SELECT id FROM documents WHERE analysis = ?", (number,))
    for (row,) in rows.fetchall():
        index.drop_document(db, row)
        for table in ("participants", "outline", "notes", "tables", "grounds", "findings"):
            db.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
        db.execute("DELETE FROM documents WHERE id = ?", (row,))
    for table in ("boilerplate", "gaps"):
        db.execute(f"DELETE FROM {table} WHERE analysis = ?", (number,))
