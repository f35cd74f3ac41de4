"""Finding the document a person means: by id, beginning of an id, file name, path, alias, or words
of title and name.
"""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import PurePath
from typing import NamedTuple

from communique.archive import aliases, tokens
from communique.archive.entries import Entry
from communique.archive.listing import Row, rows
from communique.archive.packing import pack_text, unpack_text
from communique.errors import DocumentAmbiguous, DocumentNotFound

_ID = re.compile(r"[0-9a-f]{4,16}")
_VERSION = re.compile(r"(?P<name>.+)@(?P<version>[0-9]{1,9})")
_LATEST = "v.latest = 1"
_MOST = 50
"""Candidates that an error lists: who sees more asks more exactly."""


def find(db: sqlite3.Connection, name: str) -> Row:
    """The one document a name means; see `Archive.find`."""
    wanted = name.strip()
    if not wanted:
        raise DocumentNotFound("an empty name fits no document")
    found = _found(db, wanted, _LATEST)
    match = _VERSION.fullmatch(wanted)
    if not found and match:
        found = _found(db, match["name"], f"v.number = {int(match['version'])}")
    if not found:
        found = _exactly(db, wanted, "v.latest = 0 AND d.current = 0")
    if not found:
        raise DocumentNotFound(f"no document is called {name!r}")
    # Two sources with the same words have the same ids: either is the document meant.
    if len({entry.id for _, entry in found}) > 1:
        candidates = tuple(dict.fromkeys(describe(entry) for _, entry in found))
        message = f"{name!r} fits {len(candidates):,} documents"
        raise DocumentAmbiguous(message, candidates=candidates[:_MOST])
    return found[0]


def of_source(db: sqlite3.Connection, name: str) -> list[int]:
    """The rows of the document a name means, or of all that one source holds where it means that
    source: a bilingual declaration is two. Raises as `find`.
    """
    try:
        return [find(db, name)[0]]
    except DocumentAmbiguous:
        found = _found(db, name.strip(), _LATEST)
        if len({entry.identity for _, entry in found}) > 1:
            raise
        return [row for row, _ in found]


def describe(entry: Entry) -> str:
    """An entry in one line, as a list of candidates shows it."""
    parts = (entry.id, entry.name, entry.language, entry.date or entry.published, entry.title)
    return "  ".join(part for part in parts if part)


def _found(db: sqlite3.Connection, wanted: str, versions: str) -> list[Row]:
    found = _exactly(db, wanted, versions)
    if not found and _ID.fullmatch(wanted.lower()):
        found = rows(
            db,
            ("d.stable_id >= ?", "d.stable_id < ?", versions),
            (wanted.lower(), wanted.lower() + "g"),
        )
    return found or _loosely(db, wanted, versions)


def _exactly(db: sqlite3.Connection, wanted: str, versions: str) -> list[Row]:
    for column, value in (
        ("d.stable_id", wanted.lower()),
        ("i.identity", wanted),
        ("v.name", wanted),
        ("i.identity", _absolute(wanted)),
    ):
        found = rows(db, (f"{column} = ?", versions), (pack_text(value),), "v.identity, d.id")
        if found:
            return found
    found = []
    for identity in aliases.named(db, wanted):
        found += rows(db, ("i.id = ?", versions), (identity,), "v.identity, d.id")
    return found


def _absolute(wanted: str) -> str:
    try:
        return os.path.realpath(wanted)
    except ValueError:  # a NUL, or what the file system cannot spell
        return wanted


def _loosely(db: sqlite3.Connection, wanted: str, versions: str) -> list[Row]:
    """By the name without its ending, else by words; a title that is just these words wins over
    longer ones.
    """
    folded = tokens.fold(wanted)
    held = _said(db, versions)
    words = folded.split()
    for fits in (
        lambda said: folded in (said.name, PurePath(said.name).stem),
        lambda said: said.title == folded,
        lambda said: all(word in said.all for word in words),
    ):
        found = [said for said in held if fits(said)]
        if found:
            return [
                row
                for said in found
                for row in rows(db, ("d.id = ?", "v.id = ?"), (said.document, said.version))
            ]
    return []


class _Said(NamedTuple):
    """What a document's entry says, folded, and its rows."""

    document: int
    version: int
    name: str
    title: str
    all: str


def _said(db: sqlite3.Connection, versions: str) -> list[_Said]:
    """What all documents are called: only these few columns, as there may be ten thousand."""
    found = []
    for document, version, *parts in db.execute(
        "SELECT d.id, v.id, v.name, d.title, d.language, d.event_date FROM documents d "
        f"JOIN versions v ON v.analysis = d.analysis WHERE {versions} ORDER BY v.identity, d.id"
    ):
        said = [tokens.fold(unpack_text(part) or "") for part in parts]
        found.append(_Said(document, version, said[0], said[1], " ".join(said)))
    return found
