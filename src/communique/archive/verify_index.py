"""Checking the full-text index: its own structure, and its words against the passages', in both
directions.

The index keeps no text, so every word it holds of a passage (with its place) is hashed into one sum
a passage, and compared with the sum of the words the passage should have: the sums differ if one is
missing, foreign or displaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from communique.archive import index, tokens
from communique.archive.entries import Problem
from communique.errors import CommuniqueError

_MEND = "Put back a copy of the archive, or make the index again (communique index --rebuild)."
_BUSY = ("SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_LOCKED")
_MASK = (1 << 61) - 1


def structure(db: sqlite3.Connection) -> Iterator[Problem]:
    """The index against itself. FTS5 asks for this by a write that changes nothing."""
    try:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        # A file that cannot be written, or is being written, is not damaged by that.
        if not str(getattr(error, "sqlite_errorname", "")).startswith(_BUSY):
            yield Problem("index-damaged", "the index", f"its structure is broken: {error}", _MEND)


def words(db: sqlite3.Connection) -> Iterator[Problem]:
    """The index against the passages, in both directions."""
    held = dict(_indexed(db))
    for number, wanted in _wanted(db):
        if held.pop(number, 0) != wanted:
            message = f"passage {number} is not indexed by the words it has"
            yield Problem("index-wrong", "the index", message, _MEND)
    for number in held:
        message = f"the index holds words of a passage {number} that is not there"
        yield Problem("index-wrong", "the index", message, _MEND)


def _indexed(db: sqlite3.Connection) -> dict[int, int]:
    """The sum of each passage's words by what the index holds."""
    db.execute(
        "CREATE VIRTUAL TABLE temp.words_seen USING fts5vocab('main', 'passage_words', 'instance')"
    )
    try:
        sums: dict[int, int] = {}
        for term, number, place in db.execute('SELECT term, doc, "offset" FROM temp.words_seen'):
            sums[number] = (sums.get(number, 0) + hash((term, place))) & _MASK
        return sums
    finally:
        db.execute("DROP TABLE temp.words_seen")


def _wanted(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The sum of each passage's words by its text."""
    for (document,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        try:
            for number, text in index.texts(db, document):
                found = tokens.index_text(text).split()
                yield number, sum(hash((term, at)) for at, term in enumerate(found)) & _MASK
        except (CommuniqueError, ValueError):
            continue  # the check of documents has named it
