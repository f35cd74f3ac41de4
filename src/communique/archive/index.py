"""The full-text index: the tokens of every passage under its `passage_id`, kept exact.

The table keeps no text of its own, so a row leaves it only by its exact old tokens; whoever deletes
or moves a passage does it here, in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from communique.archive import tokens
from communique.archive.faults import one
from communique.archive.load import reading_of
from communique.archive.packing import unpack_or, unpack_ranges
from communique.model.dates import span

_IN = "INSERT INTO passage_words (rowid, words) VALUES (?, ?)"
_OUT = "INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', ?, ?)"


def days(date: str | None, published: str | None) -> tuple[int, int] | None:
    """The first and last day number of a document: of its event, else of its publication; None
    without either.
    """
    for edtf in (date, published):
        if edtf:
            try:
                found = span(edtf)
            except ValueError:
                continue
            return found.first.toordinal(), found.last.toordinal()
    return None


def first_id(db: sqlite3.Connection, day: int) -> int:
    """The first free `passage_id` of a day."""
    last = db.execute(
        "SELECT max(passage_id) FROM passages WHERE passage_id BETWEEN ? AND ?",
        (day << 32, (day << 32) | 0xFFFF_FFFF),
    ).fetchone()[0]
    return int(last) + 1 if last is not None else day << 32


def put_words(db: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index passages, each by its id and tokens (`tokens.index_text`)."""
    db.executemany(_IN, rows)


def drop_words(db: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take passages out of the index by the text they were indexed with."""
    db.executemany(_OUT, ((number, tokens.index_text(text)) for number, text in rows))


def texts(db: sqlite3.Connection, document: int) -> Iterator[tuple[int, str]]:
    """The id and text of every passage of a document, in order."""
    query = "SELECT reading FROM analyses WHERE id = (SELECT analysis FROM documents WHERE id = ?)"
    reading = reading_of(db, one(db, query, (document,), f"what document {document} is of")[0])
    for number, ranges, text in db.execute(
        "SELECT passage_id, ranges, text FROM passages WHERE document = ? ORDER BY ordinal",
        (document,),
    ).fetchall():
        yield number, unpack_or(text, reading.quote(*unpack_ranges(ranges)))


def digest(passages: Iterable[str]) -> str:
    """A digest of passages, by which vectors know their words.

    >>> digest(["The two sides met."]) == digest(["The two sides ", "met."])
    False
    """
    made = blake2b(digest_size=16)
    for text in passages:
        data = text.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def drop_document(db: sqlite3.Connection, document: int) -> None:
    """Take a document's passages out of the index and the table."""
    drop_words(db, texts(db, document))
    db.execute("DELETE FROM passages WHERE document = ?", (document,))


def renumber(db: sqlite3.Connection, document: int, day: int) -> None:
    """Give a document's passages ids of another day, so that the index's order stays the order of
    dates.
    """
    first = db.execute(
        "SELECT passage_id FROM passages WHERE document = ? LIMIT 1", (document,)
    ).fetchone()
    if first is None or first[0] >> 32 == day:
        return
    held = list(texts(db, document))
    start = first_id(db, day)
    moved = [(start + at, number, text) for at, (number, text) in enumerate(held)]
    drop_words(db, held)
    db.executemany(
        "UPDATE passages SET passage_id = ? WHERE passage_id = ?",
        ((new, old) for new, old, _ in moved),
    )
    put_words(db, ((new, tokens.index_text(text)) for new, _, text in moved))


def rebuild(db: sqlite3.Connection) -> None:
    """Make the whole index again from the passages, as when the tokens of this program differ from
    the file's.
    """
    db.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
    for (document,) in db.execute("SELECT id FROM documents ORDER BY day, id").fetchall():
        held = texts(db, document)
        put_words(db, ((number, tokens.index_text(text)) for number, text in held))
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('tokenizer', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (tokens.VERSION,),
    )
