"""Finding words in all passages, earliest first, with the quote of every place.

A phrase is looked up in the folded index and checked against the passage: width, case, accents and
the forms of a character make a `variant`. Punctuation and line breaks between words do not count.
Left out: words in other languages and other wordings, which later steps add on top of this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from communique.archive import tokens
from communique.archive.entries import Hit
from communique.archive.faults import intact
from communique.archive.listing import chunks, of_language, period
from communique.archive.load import PASSAGE, Readings, passage
from communique.archive.packing import some_text, unpack_text
from communique.errors import InvalidField
from communique.model.documents import Passage
from communique.model.quotes import Quote, Range, Reading


def search(
    db: sqlite3.Connection,
    words: str,
    *,
    language: str | None = None,
    fold: bool = True,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    all_versions: bool = False,
) -> Iterator[Hit]:
    """The passages that hold a phrase; see `Archive.search`."""
    expression = tokens.query(words)
    if expression is None:
        raise InvalidField(f"{words[:80]!r} holds no letter or digit to search for")
    where, values = _scope(db, language, since, until, all_versions)
    numbers = [
        row[0]
        for row in db.execute(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid",
            (expression,),
        )
    ]
    return _hits(db, words, numbers, where, values, fold=fold, limit=limit)


def _scope(
    db: sqlite3.Connection,
    language: str | None,
    since: str | None,
    until: str | None,
    all_versions: bool,
) -> tuple[str, list[Any]]:
    where: list[str] = [] if all_versions else ["d.current = 1"]
    values: list[Any] = []
    if language is not None:
        of_language(db, language, where, values)
    period(since, until, where, values)
    return "".join(f" AND {condition}" for condition in where), values


def _hits(
    db: sqlite3.Connection,
    words: str,
    numbers: list[int],
    where: str,
    values: list[Any],
    *,
    fold: bool,
    limit: int | None,
) -> Iterator[Hit]:
    readings, plain, given = Readings(db), _plain(words), 0
    for some in chunks(numbers, 200):
        marks = ", ".join("?" * len(some))
        for row in db.execute(_QUERY.format(marks=marks, where=where), (*some, *values)).fetchall():
            if limit is not None and given >= limit:
                return
            reading = readings.get(row[0])
            with intact(some_text(row[2])):
                held = passage(row[4:], reading)
            hit = _hit(row, held, reading, words, plain, fold=fold)
            if hit is not None:
                given += 1
                yield hit


_QUERY = (
    "SELECT a.reading, d.stable_id, (SELECT v.name FROM versions v WHERE v.analysis = d.analysis "
    "ORDER BY v.latest DESC, v.identity LIMIT 1), coalesce(d.event_date, d.published), "
    + ", ".join(f"p.{column}" for column in PASSAGE.split(", "))
    + " FROM passages p JOIN documents d ON d.id = p.document JOIN analyses a ON a.id = d.analysis "
    "WHERE p.passage_id IN ({marks}){where} ORDER BY p.passage_id"
)


def _plain(words: str) -> str:
    """The words from their first letter to their last, with single spaces."""
    held = tokens.tokens(words)
    return " ".join(words[held[0].start : held[-1].end].split())


def _hit(
    row: tuple[Any, ...], held: Passage, reading: Reading, words: str, plain: str, *, fold: bool
) -> Hit | None:
    found = tokens.find(words, held.text)
    exact = [place for place in found if " ".join(held.text[place[0] : place[1]].split()) == plain]
    places = found if fold else exact
    if not places:
        return None
    quotes = _quotes(held, places, reading)
    match = "exact" if exact else "variant"
    return Hit(row[1], some_text(row[2]), unpack_text(row[3]), held, quotes, match)  # type: ignore[arg-type]


def _quotes(held: Passage, places: list[Range], reading: Reading) -> tuple[Quote, ...]:
    """The places of a passage's text as quotes; the whole passage where its text is not its words
    any more.
    """
    origins = _origins(held, reading, places[-1][1])
    if origins is None:
        return (held.quote,)
    return tuple(reading.quote(*_joined(origins[start:end], reading)) for start, end in places)


def _origins(held: Passage, reading: Reading, end: int) -> list[int | None] | None:
    """Where in the reading each character of a passage's text stands, up to an end; None for a
    space that was put in.

    The text leaves out line breaks and marks and adds nothing but spaces, so it is found going
    forward.
    """
    places = (at for start, end in held.quote.ranges for at in range(start, end))
    found: list[int | None] = []
    for char in held.text[:end]:
        if char.isspace():
            found.append(None)
            continue
        at = next((at for at in places if reading.text[at] == char), None)
        if at is None:
            return None
        found.append(at)
    return found


def _joined(origins: list[int | None], reading: Reading) -> list[Range]:
    ranges: list[Range] = []
    for at in origins:
        if at is None:
            continue
        before = ranges[-1][1] if ranges else -1
        if before == at or (ranges and reading.text[before:at].isspace()):
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return ranges
