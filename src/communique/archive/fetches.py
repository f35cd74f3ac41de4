"""How pages of the web came: each time an address was asked for, and what it answered.

Runs inside the caller's transaction. The answer's headers are kept whole: `last-modified`, `date`
and `etag` are what a historian of a silent edit has to go by.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.archive.entries import Problem
from communique.archive.packing import pack_json, pack_text, some_text, unpack_json


@dataclass(frozen=True, slots=True)
class Fetch:
    """One time that an address was asked for. `url` is where it led; `version` the number of the
    version it made or confirmed, None where nothing usable came, and `error` says why."""

    at: str
    url: str
    status: int | None
    headers: Mapping[str, str]
    version: int | None = None
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The fetch as the program prints it."""
        return {
            "at": self.at,
            "url": self.url,
            "status": self.status,
            "headers": dict(self.headers),
            "version": self.version,
            "error": self.error,
        }


def record(db: sqlite3.Connection, identity: str, fetch: Fetch) -> None:
    """Keep a fetch of an address that the archive holds; of any other nothing is kept."""
    db.execute(
        "INSERT INTO fetches (identity, at, url, status, headers, version, error) "
        "SELECT id, ?, ?, ?, ?, ?, ? FROM identities WHERE identity = ?",
        (
            *(fetch.at, pack_text(fetch.url), fetch.status, pack_json(dict(fetch.headers))),
            *(fetch.version, pack_text(fetch.error), pack_text(identity)),
        ),
    )


def history(db: sqlite3.Connection, identity: str) -> list[Fetch]:
    """All fetches of an address, oldest first."""
    rows = db.execute(
        "SELECT at, url, status, headers, f.version, error FROM fetches f "
        "JOIN identities i ON i.id = f.identity WHERE i.identity = ? ORDER BY f.id",
        (pack_text(identity),),
    ).fetchall()
    return [
        Fetch(at, some_text(url), status, unpack_json(headers), version, error and some_text(error))
        for at, url, status, headers, version, error in rows
    ]


def addresses(db: sqlite3.Connection) -> list[str]:
    """The addresses of the web among what the archive holds, in the order in which they came."""
    rows = db.execute(
        "SELECT i.identity FROM identities i WHERE EXISTS "
        "(SELECT 1 FROM fetches f WHERE f.identity = i.id) ORDER BY i.id"
    ).fetchall()
    return [some_text(name) for (name,) in rows]


def forget(db: sqlite3.Connection, identity: int, *, version: int | None = None) -> None:
    """Drop the fetches of an identity, or those of one version."""
    if version is None:
        db.execute("DELETE FROM fetches WHERE identity = ?", (identity,))
    else:
        db.execute("DELETE FROM fetches WHERE identity = ? AND version = ?", (identity, version))


def count(db: sqlite3.Connection) -> int:
    """How many pages of the web the archive holds."""
    return int(db.execute("SELECT count(DISTINCT identity) FROM fetches").fetchone()[0])


def wrong(db: sqlite3.Connection) -> Iterator[Problem]:
    """Fetches of what is not there, or whose address or headers are damaged."""
    rows = db.execute(
        "SELECT f.id, i.identity, f.url, f.headers, f.version IS NULL OR EXISTS (SELECT 1 "
        "FROM versions v WHERE v.identity = f.identity AND v.number = f.version) "
        "FROM fetches f LEFT JOIN identities i ON i.id = f.identity ORDER BY f.id"
    ).fetchall()
    for number, identity, url, headers, held in rows:
        where = some_text(identity) if identity is not None else "fetches"
        try:
            sound = isinstance(unpack_json(headers), dict) and bool(some_text(url))
        except (ValueError, TypeError):
            sound = False
        if identity is None or not held or not sound:
            why = "its headers or its address are damaged" if not sound else "it is of no version"
            message = f"fetch {number} is not as it was kept: {why}"
            yield Problem("fetch-wrong", where, message, "Remove the source and fetch it again.")
