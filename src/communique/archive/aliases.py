"""Aliases: the ids and addresses that a collection, or a file itself, has for a source.

An alias belongs to an identity and holds for all its versions. Recognised in naming a document: the
alias alone (`frus1969-76v17/d12`, an address), or with its scheme (`frus:frus1969-76v17/d12`). Left
out: aliases of single documents of a source, which would need a document's own identity.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from communique.archive.entries import Problem
from communique.archive.packing import pack_text, some_text

Alias = tuple[str, str]
"""A scheme (url, frus, message-id, warc-record-id) and the alias."""


def put(db: sqlite3.Connection, identity: int, found: Sequence[Alias]) -> None:
    """Note aliases of an identity; those that are there stay."""
    db.executemany(
        "INSERT OR IGNORE INTO aliases VALUES (?, ?, ?)",
        ((identity, scheme, pack_text(alias)) for scheme, alias in found),
    )


def of_identity(db: sqlite3.Connection, identity: int) -> tuple[Alias, ...]:
    """The aliases of an identity, by scheme and alias."""
    rows = db.execute(
        "SELECT scheme, alias FROM aliases WHERE identity = ? ORDER BY scheme, alias", (identity,)
    )
    return tuple((scheme, some_text(alias)) for scheme, alias in rows.fetchall())


def named(db: sqlite3.Connection, wanted: str) -> list[int]:
    """The identities that a person may mean by an alias, with or without its scheme."""
    scheme, colon, rest = wanted.partition(":")
    rows = db.execute(
        "SELECT DISTINCT identity FROM aliases WHERE alias = ? OR (scheme = ? AND alias = ?)",
        (pack_text(wanted), scheme if colon else None, pack_text(rest)),
    )
    return [int(identity) for (identity,) in rows.fetchall()]


def drop(db: sqlite3.Connection, identity: int) -> None:
    """Take out the aliases of an identity that is taken out."""
    db.execute("DELETE FROM aliases WHERE identity = ?", (identity,))


def count(db: sqlite3.Connection) -> dict[str, int]:
    """How many aliases there are of each scheme, most first."""
    rows = db.execute("SELECT scheme, count(*) FROM aliases GROUP BY 1 ORDER BY 2 DESC, 1")
    return dict(rows.fetchall())


def wrong(db: sqlite3.Connection) -> Iterator[Problem]:
    """Aliases that say nothing: without an identity, a scheme or words."""
    rows = db.execute(
        "SELECT i.identity, a.scheme, a.alias FROM aliases a "
        "LEFT JOIN identities i ON i.id = a.identity "
        "WHERE i.id IS NULL OR a.scheme = '' OR length(a.alias) = 0"
    )
    for identity, scheme, alias in rows.fetchall():
        where = some_text(identity) if identity is not None else "aliases"
        message = f"the alias {scheme}:{some_text(alias)} names nothing"
        yield Problem("alias-wrong", where, message, "Remove the source and add it again.")
