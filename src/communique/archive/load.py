"""From the archive back to values: a reading, a document, the whole analysis of a source.

Nothing is trusted: the words of every quote are cut from the reading again, so a damaged range
cannot become a quote, and a blob or reading that does not unpack is `archive-unusable`.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from communique.archive import aliases, findings
from communique.archive.faults import intact, one
from communique.archive.packing import (
    some_text,
    unpack_bytes,
    unpack_json,
    unpack_or,
    unpack_quote,
    unpack_ranges,
    unpack_text,
)
from communique.archive.places import places_of
from communique.model.codes import Authenticity, Basis, Kind, Level, PassageType
from communique.model.documents import (
    Analysis,
    Boilerplate,
    Cell,
    Document,
    Event,
    Ground,
    Header,
    Note,
    OutlineItem,
    Passage,
    Source,
    Table,
)
from communique.model.findings import Finding
from communique.model.gaps import Gap
from communique.model.quotes import Quote, Reading


def blob_of(db: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes of a source by their hash. Raises `archive-unusable` if they are damaged."""
    query = "SELECT packing, bytes, size FROM blobs WHERE sha256 = ?"
    row = one(db, query, (sha256,), f"the source {sha256}")
    with intact(f"the source {sha256}"):
        return unpack_bytes(row[0], row[1], row[2])


def reading_of(db: sqlite3.Connection, number: int, *, places: bool = False) -> Reading:
    """A reading by its row, with `places` also where its words stand on pages. Raises
    `archive-unusable` if it is damaged."""
    # One query for both: a search reads ten at once. The bytes are read only where they are asked.
    query = (
        "SELECT r.blob, r.text, r.size, r.pages, r.reader, b.packing, b.size, "
        "CASE WHEN r.text IS NULL THEN b.bytes END "
        "FROM readings r LEFT JOIN blobs b ON b.sha256 = r.blob WHERE r.id = ?"
    )
    row = one(db, query, (number,), f"reading {number}")
    blob, text, size, pages, reader, packing, packed, data = row
    where = places_of(db, number) if places else {}
    with intact(f"the reading of {blob}"):
        if text is not None:
            data = unpack_bytes("zlib", text, size)
        else:
            data = blob_of(db, blob) if data is None else unpack_bytes(packing, data, packed)
        return Reading(data.decode("utf-8", "surrogatepass"), unpack_ranges(pages), reader, **where)


def source_of(db: sqlite3.Connection, version: int) -> Source:
    """The source of a version by its row."""
    row = db.execute(
        "SELECT v.name, i.identity, a.blob, v.media_type, b.size, v.encoding, v.encoding_basis, "
        "v.retrieved, i.id FROM versions v JOIN identities i ON i.id = v.identity "
        "JOIN analyses a ON a.id = v.analysis JOIN blobs b ON b.sha256 = a.blob WHERE v.id = ?",
        (version,),
    ).fetchone()
    known = aliases.of_identity(db, row[8])
    name, identity = some_text(row[0]), some_text(row[1])
    return Source(name, identity, row[2], row[3], row[4], row[5], row[6], row[7], known)


def analysis_of(db: sqlite3.Connection, version: int) -> Analysis:
    """The analysis of a version as the program made it, without a person's edits."""
    query = (
        "SELECT id, reading FROM analyses WHERE id = (SELECT analysis FROM versions WHERE id = ?)"
    )
    number, reading_row = one(db, query, (version,), f"what was read in version {version}")
    reading = reading_of(db, reading_row, places=True)
    rows = db.execute(
        "SELECT id FROM documents WHERE analysis = ? ORDER BY ordinal", (number,)
    ).fetchall()
    furniture = db.execute(
        "SELECT what, ranges FROM boilerplate WHERE analysis = ? ORDER BY ordinal", (number,)
    ).fetchall()
    gaps = db.execute(
        "SELECT code, message FROM gaps WHERE analysis = ? ORDER BY ordinal", (number,)
    ).fetchall()
    return Analysis(
        source_of(db, version),
        reading,
        tuple(document_of(db, row, reading) for (row,) in rows),
        tuple(Boilerplate(some_text(what), _quote(at, reading)) for what, at in furniture),
        tuple(Gap(code, some_text(message)) for code, message in gaps),
    )


def document_of(db: sqlite3.Connection, number: int, reading: Reading) -> Document:
    """A document by its row, as the program made it, without a person's edits."""
    stable_id, ranges, language, found = db.execute(
        "SELECT stable_id, ranges, found_language, found FROM documents WHERE id = ?", (number,)
    ).fetchone()
    return Document(
        stable_id,
        language,
        unpack_ranges(ranges),
        header_of(found, _grounds(db, number, reading)),
        _outline(db, number, reading),
        _passages(db, number, reading),
        _notes(db, number, reading),
        _tables(db, number, reading),
        _findings(db, number, reading),
    )


def header_of(found: str | bytes, grounds: dict[str, Ground]) -> Header:
    """The header that was kept as JSON."""
    held = unpack_json(found)
    event = held.get("event", {})
    return Header(
        held["title"],
        Kind(held["kind"]),
        tuple(held["issuers"]),
        Level(held["level"]),
        Authenticity(held["authenticity"]),
        held["published"],
        Event(event["date"], event["place"], tuple(event["parties"]), tuple(event["people"])),
        held["series"],
        grounds,
    )


def _quote(packed: str, reading: Reading) -> Quote:
    return reading.quote(*unpack_ranges(packed))


def _grounds(db: sqlite3.Connection, number: int, reading: Reading) -> dict[str, Ground]:
    rows = db.execute(
        "SELECT field, basis, rule, ranges, note FROM grounds WHERE document = ? ORDER BY field",
        (number,),
    ).fetchall()
    return {
        field: Ground(Basis(basis), some_text(rule), unpack_quote(at, reading), unpack_text(note))
        for field, basis, rule, at, note in rows
    }


def _outline(db: sqlite3.Connection, number: int, reading: Reading) -> tuple[OutlineItem, ...]:
    rows = db.execute(
        "SELECT label, level, heading, ranges FROM outline WHERE document = ? ORDER BY ordinal",
        (number,),
    ).fetchall()
    return tuple(
        OutlineItem(unpack_text(label), level, unpack_or(heading, quote), quote)
        for label, level, heading, at in rows
        for quote in (_quote(at, reading),)
    )


PASSAGE = "stable_id, type, ranges, text, language, item, paragraph, page, notes"
"""The columns of a passage, in the order `passage` takes them."""


def passage(row: tuple[Any, ...], reading: Reading) -> Passage:
    """The passage of a row of PASSAGE columns."""
    stable_id, kind, at, text, language, item, paragraph, page, notes = row
    quote = _quote(at, reading)
    return Passage(
        stable_id,
        PassageType(kind),
        quote,
        unpack_or(text, quote),
        language,
        unpack_text(item),
        paragraph,
        page,
        tuple(unpack_json(notes)) if notes else (),
    )


def _passages(db: sqlite3.Connection, number: int, reading: Reading) -> tuple[Passage, ...]:
    rows = db.execute(
        f"SELECT {PASSAGE} FROM passages WHERE document = ? ORDER BY ordinal", (number,)
    ).fetchall()
    return tuple(passage(row, reading) for row in rows)


def _notes(db: sqlite3.Connection, number: int, reading: Reading) -> tuple[Note, ...]:
    rows = db.execute(
        "SELECT label, anchor, ranges FROM notes WHERE document = ? ORDER BY ordinal", (number,)
    ).fetchall()
    return tuple(
        Note(some_text(label), unpack_quote(anchor, reading), _quote(at, reading))
        for label, anchor, at in rows
    )


def _findings(db: sqlite3.Connection, number: int, reading: Reading) -> tuple[Finding, ...]:
    rows = db.execute(
        f"SELECT {findings.COLUMNS} FROM findings WHERE document = ? ORDER BY ordinal", (number,)
    ).fetchall()
    return tuple(findings.unpack(row, reading) for row in rows)


def _tables(db: sqlite3.Connection, number: int, reading: Reading) -> tuple[Table, ...]:
    rows = db.execute(
        "SELECT header, ranges, cells FROM tables WHERE document = ? ORDER BY ordinal", (number,)
    ).fetchall()
    return tuple(
        Table(
            _quote(at, reading),
            tuple(
                tuple(Cell(text, unpack_quote(where, reading)) for text, where in row)
                for row in unpack_json(cells)
            ),
            header,
        )
        for header, at, cells in rows
    )


class Readings:
    """The readings of one search, the last few kept, as hits of one document come together."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.get = lru_cache(maxsize=4)(lambda number: reading_of(db, number))
