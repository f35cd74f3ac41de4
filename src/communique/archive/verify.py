"""Reading everything in an archive again and listing all that is wrong.

Checked: the file's own structure; every source against its hash; every reading against its hash and
length; every range (inside the reading, in order), every id against the ranges it is made of;
versions, counts and headers against what they are derived from; the index against the passages,
word by word in both directions. Left out: whether a document was read well. Damage is never an
error here: it is a problem in the list, with advice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256

from communique.archive import aliases, fetches, places, verify_index, verify_rows
from communique.archive.connect import snapshot
from communique.archive.entries import Problem
from communique.archive.load import blob_of, reading_of
from communique.archive.packing import some_text
from communique.errors import CommuniqueError

RESTORE = "Put back a copy of the archive, or add the sources to a new one."
_MOST = 100
"""Problems listed of one check: a torn file breaks every row, and the first hundred say so."""

Check = Callable[[sqlite3.Connection], Iterator[Problem]]


def verify(
    db: sqlite3.Connection, path: str, progress: Callable[[int, int], None] | None = None
) -> list[Problem]:
    """All problems of an archive, at one moment; see `Archive.verify`."""
    checks: tuple[Check, ...] = (
        _file,
        _links,
        _sources,
        _readings,
        verify_rows.versions,
        verify_rows.documents,
        verify_rows.vectors,
        aliases.wrong,
        fetches.wrong,
        places.wrong,
        verify_index.words,
    )
    # Before the others: it would keep writers out for as long as they take.
    found = _listed(verify_index.structure, db, path)
    try:
        with snapshot(db, path):
            for done, check in enumerate(checks):
                if progress:
                    progress(done, len(checks))
                found += _listed(check, db, path)
    except CommuniqueError as error:
        found.append(Problem(error.code, path, error.message, error.advice))
    if progress:
        progress(len(checks), len(checks))
    return found


def _listed(check: Check, db: sqlite3.Connection, path: str) -> list[Problem]:
    found: list[Problem] = []
    try:
        for problem in check(db):
            if len(found) == _MOST:
                message = f"more than {_MOST} problems of this sort; the rest is not listed"
                found.append(Problem("more", path, message, RESTORE))
                break
            found.append(problem)
    except (sqlite3.Error, CommuniqueError) as error:
        message = f"the check broke off: {error}"
        found.append(Problem("unreadable", path, message, RESTORE))
    return found


def _file(db: sqlite3.Connection) -> Iterator[Problem]:
    for (message,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield Problem("file-damaged", "the file", str(message), RESTORE)


def _links(db: sqlite3.Connection) -> Iterator[Problem]:
    for table, row, target, _ in db.execute("PRAGMA foreign_key_check"):
        message = f"row {row} of {table} points to a row of {target} that is not there"
        yield Problem("orphan", str(table), message, RESTORE)
    for table, query in (
        ("blobs", "SELECT sha256 FROM blobs WHERE sha256 NOT IN (SELECT blob FROM analyses)"),
        ("analyses", "SELECT id FROM analyses WHERE id NOT IN (SELECT analysis FROM versions)"),
        (
            "identities",
            "SELECT identity FROM identities WHERE id NOT IN (SELECT identity FROM versions)",
        ),
    ):
        for (name,) in db.execute(query):
            message = f"{some_text(str(name))} of {table} belongs to nothing"
            yield Problem("orphan", table, message, RESTORE)


def _sources(db: sqlite3.Connection) -> Iterator[Problem]:
    for (digest,) in db.execute("SELECT sha256 FROM blobs ORDER BY sha256").fetchall():
        try:
            whole = sha256(blob_of(db, digest)).hexdigest() == digest
            why = "its bytes do not have the hash they had"
        except CommuniqueError as error:
            whole, why = False, error.message
        if not whole:
            yield Problem("source-damaged", source_name(db, digest), why, RESTORE)


def _readings(db: sqlite3.Connection) -> Iterator[Problem]:
    rows = db.execute("SELECT id, blob, sha256, length FROM readings ORDER BY id").fetchall()
    for number, blob, digest, length in rows:
        where = source_name(db, blob)
        try:
            reading = reading_of(db, number)
        except CommuniqueError as error:
            yield Problem("reading-damaged", where, error.message, RESTORE)
            continue
        if reading.sha256 != digest or len(reading.text) != length:
            why = "the text of its reading does not have the hash it had"
            yield Problem("reading-damaged", where, why, RESTORE)


def source_name(db: sqlite3.Connection, digest: str) -> str:
    """The name of the source with a hash, as problems call it."""
    row = db.execute(
        "SELECT v.name FROM versions v JOIN analyses a ON a.id = v.analysis WHERE a.blob = ? "
        "ORDER BY v.latest DESC, v.id LIMIT 1",
        (digest,),
    ).fetchone()
    return some_text(row[0]) if row else digest
