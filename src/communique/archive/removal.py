"""Taking a source out of the archive. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.archive import aliases, decisions, fetches
from communique.archive.entries import Removed
from communique.archive.headers import current_again
from communique.archive.packing import some_text
from communique.archive.places import drop_places
from communique.archive.write import drop_content


def remove(db: sqlite3.Connection, identity: int, *, version: int | None = None) -> Removed:
    """Remove all versions of an identity, or one; see `Archive.remove`."""
    only = "" if version is None else f" AND number = {int(version)}"
    gone = db.execute(
        f"SELECT id, analysis FROM versions WHERE identity = ?{only}", (identity,)
    ).fetchall()
    analyses = sorted({analysis for _, analysis in gone})
    ids = tuple(
        stable_id
        for analysis in analyses
        for (stable_id,) in db.execute(
            "SELECT stable_id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
        ).fetchall()
    )
    db.executemany("DELETE FROM versions WHERE id = ?", ((row,) for row, _ in gone))
    fetches.forget(db, identity, version=version)
    left = _after(db, identity, analyses)
    kept: list[str] = []
    for analysis in analyses:
        names = db.execute(
            "SELECT DISTINCT i.identity FROM versions v JOIN identities i ON i.id = v.identity "
            "WHERE v.analysis = ? ORDER BY i.id",
            (analysis,),
        ).fetchall()
        kept += [some_text(name) for (name,) in names]
        if names:
            current_again(db, [analysis])
        else:
            _drop(db, analysis)
    if left is not None:
        current_again(db, [left])
    return Removed(ids, len(gone), tuple(dict.fromkeys(kept)))


def _after(db: sqlite3.Connection, identity: int, analyses: Iterable[int]) -> int | None:
    """Make the last version that is left the latest, and give its analysis; without any, drop name,
    edits and decisions (which another name of the same bytes takes over).
    """
    row = db.execute(
        "SELECT id, analysis FROM versions WHERE identity = ? ORDER BY number DESC LIMIT 1",
        (identity,),
    ).fetchone()
    if row is None:
        fetches.forget(db, identity)
        db.execute("DELETE FROM edits WHERE identity = ?", (identity,))
        decisions.rehome(db, identity, analyses)
        aliases.drop(db, identity)
        db.execute("DELETE FROM identities WHERE id = ?", (identity,))
        return None
    db.execute("UPDATE versions SET latest = 1 WHERE id = ?", (row[0],))
    return int(row[1])


def _drop(db: sqlite3.Connection, analysis: int) -> None:
    """Remove what was made of a blob that no name is left for, and the blob."""
    blob = db.execute("SELECT blob FROM analyses WHERE id = ?", (analysis,)).fetchone()[0]
    drop_content(db, analysis)
    db.execute("DELETE FROM analyses WHERE id = ?", (analysis,))
    drop_places(db, blob)
    db.execute("DELETE FROM readings WHERE blob = ?", (blob,))
    db.execute("DELETE FROM blobs WHERE sha256 = ?", (blob,))
