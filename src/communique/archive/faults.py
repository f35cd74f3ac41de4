"""What goes wrong in an archive, in words a user can act on: SQLite errors, lost and damaged rows.

with plainly("communique.db"):
    db.execute("BEGIN IMMEDIATE")  # raises archive-locked while another process writes
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from communique.errors import ArchiveLocked, ArchiveUnusable, QuoteMismatch

DAMAGED = (
    "`communique verify` lists what is wrong; put back a copy, or add the sources to a new one."
)


@contextmanager
def plainly(path: str) -> Iterator[None]:
    """Turn SQLite's errors into ours: `archive-locked`, `archive-unusable`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error


def _explained(error: sqlite3.Error, path: str) -> Exception:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveLocked(f"another process is writing to {path}")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return ArchiveUnusable(
            f"{path} cannot be written",
            advice="Check that you may write the file and its folder, or use a copy of it.",
        )
    if name.startswith("SQLITE_FULL"):
        return ArchiveUnusable(
            f"no space is left on the disk of {path}",
            advice="Make room and run the command again; what was stored before is whole.",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return ArchiveUnusable(
            f"{path} cannot be opened", advice="Check the folder, your permissions and the disk."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_FORMAT")):
        return ArchiveUnusable(
            f"{path} is damaged ({error})",
            advice="Put back a copy, or add the sources to a new one; `communique verify` says "
            "what is wrong.",
        )
    if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError) and not name.startswith(
        ("SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISUSE")
    ):
        return ArchiveUnusable(f"{path} cannot be used: {error}")
    # A mistake in our own SQL, or a broken invariant: not for the user to mend.
    return error


def one(db: sqlite3.Connection, query: str, values: Sequence[Any], what: str) -> tuple[Any, ...]:
    """The one row that must be there. Raises `archive-unusable`, naming what was lost."""
    row: tuple[Any, ...] | None = db.execute(query, values).fetchone()
    if row is None:
        raise ArchiveUnusable(f"the archive has lost {what}", advice=DAMAGED)
    return row


@contextmanager
def intact(what: str) -> Iterator[None]:
    """Turn what a damaged row causes into `archive-unusable`."""
    try:
        yield
    except (QuoteMismatch, ValueError, KeyError, TypeError) as error:
        raise ArchiveUnusable(f"{what} is damaged: {error}", advice=DAMAGED) from error
