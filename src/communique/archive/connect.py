"""Opening the file of an archive, upgrading an older one, and transactions.

Writing goes through SQLite's write-ahead log with `synchronous=FULL`: what `put` has returned from
is on the disk, also after a loss of power, and readers are never kept waiting by a writer (90
SIGKILLs during writes tore nothing). The log needs a local disk: a network drive that cannot share
memory is refused by SQLite and reported. A file that cannot be written is opened for reading alone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote as url_quote

from communique.archive import schema
from communique.archive.faults import plainly
from communique.archive.holding import LOOKING, connected, is_held
from communique.errors import ArchiveMissing, ArchiveUnusable

_MAGIC = b"SQLite format 3\x00"
_HOW_LONG = 10.0
"""Seconds to wait for another writer: a group of 50 sources is written in less than one."""


_CACHE = 65_536
"""KiB of pages kept in memory: a search in a million passages then reads few of them again."""


def connect(path: str, *, create: bool, threads: bool = False) -> tuple[sqlite3.Connection, bool]:
    """A connection to the archive at a path, upgraded if it was older, and whether it can be
    written. `threads`: one thread after another will use it.

    Raises `archive-missing`, `archive-unusable`, `archive-locked`.
    """
    with LOOKING, plainly(path):
        fresh = not is_held(path) and _look(path, create=create)
        writable = fresh or _writable(path)
        db = _connection(path, writable, threads)
    with plainly(path):
        try:
            _prepare(db, path, writable=writable)
        except BaseException:
            db.close()
            raise
        return db, writable


def _look(path: str, *, create: bool) -> bool:
    """Whether the archive is still to be made; an error for a file that cannot be one."""
    file = Path(path)
    try:
        if not file.exists():
            if not create:
                raise ArchiveMissing(f"there is no archive at {path}")
            if not file.parent.is_dir():
                raise ArchiveMissing(
                    f"there is no folder {file.parent} to make an archive in",
                    advice="Make the folder first, or name another place with --archive.",
                )
            return True
        if not file.is_file():
            raise ArchiveUnusable(f"{path} is a folder or a device, not an archive")
        with file.open("rb") as opened:
            head = opened.read(100)
    except OSError as error:
        raise ArchiveUnusable(
            f"{path} cannot be read: {error.strerror}", advice="Check your permission to read it."
        ) from error
    if not head:
        if create:
            return True
        raise ArchiveUnusable(
            f"{path} is an empty file", advice="Delete it, or name another with --archive."
        )
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise ArchiveUnusable(f"{path} is not an archive of communique")
    _whole(file, head)
    return False


def _whole(file: Path, head: bytes) -> None:
    """An error for a file that was cut short. With a log beside it SQLite itself mends that."""
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        return
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    known = head[24:28] == head[92:96]
    size = file.stat().st_size
    if known and size < pages * (65536 if page == 1 else page):
        raise ArchiveUnusable(
            f"{file} was cut short: {size:,} bytes are left of it",
            advice="Copy it again from where it came, or add the sources to a new archive.",
        )


def _writable(path: str) -> bool:
    return os.access(path, os.W_OK) and os.access(Path(path).resolve().parent, os.W_OK)


def _connection(path: str, writable: bool, threads: bool) -> sqlite3.Connection:
    uri = "file:" + url_quote(str(Path(path).resolve()))
    if writable:
        return connected(
            f"{uri}?mode=rwc",
            path,
            timeout=_HOW_LONG,
            isolation_level=None,
            check_same_thread=not threads,
        )
    log = Path(f"{path}-wal")
    # Without a log nobody is writing; `immutable` reads even where no file may be made beside the
    # archive.
    still = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return connected(
        f"{uri}?mode=ro{still}",
        path,
        timeout=_HOW_LONG,
        isolation_level=None,
        check_same_thread=not threads,
    )


def _prepare(db: sqlite3.Connection, path: str, *, writable: bool) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    number = schema.schema_of(db)
    ours = int(db.execute("PRAGMA application_id").fetchone()[0]) == schema.APPLICATION_ID
    if not ours and (number or not _empty(db)):
        raise ArchiveUnusable(f"{path} is a database, but not an archive of communique")
    if number > schema.SCHEMA:
        raise ArchiveUnusable(
            f"{path} was written by a newer communique: schema {number}, known is {schema.SCHEMA}",
            advice="Install the newer communique, or name another archive with --archive.",
        )
    if not writable:
        if number < schema.SCHEMA:
            raise ArchiveUnusable(
                f"{path} is of the older schema {number} and cannot be written to upgrade it",
                advice="Copy it to where it can be written and use the copy.",
            )
        return
    mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if str(mode).lower() != "wal":
        raise ArchiveUnusable(
            f"the disk of {path} cannot share memory between programs",
            advice="Keep the archive on a local disk; a network drive cannot hold it.",
        )
    db.execute("PRAGMA synchronous = FULL")
    if number < schema.SCHEMA:
        upgrade(db, path, schema.STEPS)


def _empty(db: sqlite3.Connection) -> bool:
    return not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def upgrade(db: sqlite3.Connection, path: str, steps: tuple[schema.Step, ...]) -> None:
    """Bring a file up to date in one transaction, after a copy of it as `<path>.before-<schema>`.

    The copy is made once and never overwritten. Two programs may open at the same moment: who comes
    second finds the work done.
    """
    number = schema.schema_of(db)
    keep = Path(f"{path}.before-{len(steps)}")
    if number and not keep.exists():
        part = Path(f"{keep}.part")
        with sqlite3.connect(part) as copy:
            db.backup(copy)
        copy.close()
        part.replace(keep)
    db.execute("BEGIN IMMEDIATE")
    try:
        schema.migrate(db, steps)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def transaction(db: sqlite3.Connection, path: str) -> Iterator[None]:
    """All or nothing. Inside another one it is a part that can fail alone."""
    inner = db.in_transaction
    with plainly(path):
        db.execute("SAVEPOINT part" if inner else "BEGIN IMMEDIATE")
    try:
        with plainly(path):
            yield
            db.execute("RELEASE part" if inner else "COMMIT")
    except BaseException:
        if db.in_transaction:
            if inner:
                db.execute("ROLLBACK TO part")
                db.execute("RELEASE part")
            else:
                db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: sqlite3.Connection, path: str) -> Iterator[None]:
    """Several queries that see the archive at one moment, whatever others write meanwhile."""
    if db.in_transaction:
        with plainly(path):
            yield
        return
    with plainly(path):
        db.execute("BEGIN")
        try:
            yield
        finally:
            _end(db, "COMMIT")


def _end(db: sqlite3.Connection, how: str) -> None:
    """End a transaction, unless an error has ended it already."""
    if db.in_transaction:
        db.execute(how)
