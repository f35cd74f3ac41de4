"""Putting a source into the archive, whole or not at all. Every function runs inside the caller's
transaction.
"""

from __future__ import annotations

import sqlite3
import zlib
from hashlib import sha256

from communique.archive import index
from communique.archive.edits import current_again, inherit
from communique.archive.entries import Status, Stored
from communique.archive.load import analysis_of
from communique.archive.packing import (
    pack_bytes,
    pack_json,
    pack_ranges,
    pack_text,
    pack_unless,
)
from communique.archive.schema import UNDATED
from communique.model.documents import Analysis, Document, Header
from communique.model.quotes import Quote


def put(
    db: sqlite3.Connection,
    analysis: Analysis,
    data: bytes,
    *,
    at: str,
    program: str,
    fields: str = "",
    reread: bool = False,
) -> Stored:
    """Store a source and what was made of it; see `Archive.put`. `fields` is a digest of what a
    manifest said.
    """
    _check(analysis, data)
    source, ids = analysis.source, tuple(doc.id for doc in analysis.documents)
    identity, latest, held = _place(db, source.identity)
    known = db.execute("SELECT id FROM analyses WHERE blob = ?", (source.sha256,)).fetchone()
    same = held is not None and known is not None and held == known[0]
    if same and not reread:
        return Stored("unchanged", _ids(db, held), latest)
    if known is None:
        _put_blob(db, source.sha256, data)
        number = _put_analysis(db, analysis, data, at=at, program=program)
    else:
        number = known[0]
    changed = False
    if known is not None and reread:
        changed = _reread(db, number, analysis, data, at=at, program=program)
    if same:
        db.execute(
            "UPDATE versions SET fields = ? WHERE identity = ? AND latest = 1", (fields, identity)
        )
        return Stored("reread" if changed else "unchanged", ids, latest)
    _put_version(db, identity, latest + 1, number, analysis, at=at, fields=fields)
    if latest == 0 and known is not None:
        inherit(db, identity, number)
    current_again(db, {number, held} if held is not None else {number})
    status: Status = "new_version" if latest else "known_bytes" if known is not None else "added"
    return Stored(status, _ids(db, number), latest + 1)


def _check(analysis: Analysis, data: bytes) -> None:
    source = analysis.source
    if len(data) != source.size or sha256(data).hexdigest() != source.sha256:
        raise ValueError(f"the bytes are not those that {source.name!r} was read from")


def _place(db: sqlite3.Connection, name: str) -> tuple[int, int, int | None]:
    """The row of an identity (made if new), its latest version's number (0: none) and analysis."""
    packed = pack_text(name)
    row = db.execute("SELECT id FROM identities WHERE identity = ?", (packed,)).fetchone()
    if row is None:
        made = db.execute("INSERT INTO identities (identity) VALUES (?)", (packed,)).lastrowid
        assert made is not None
        return made, 0, None
    held = db.execute(
        "SELECT number, analysis FROM versions WHERE identity = ? AND latest = 1", (row[0],)
    ).fetchone()
    return (row[0], held[0], held[1]) if held else (row[0], 0, None)


def _ids(db: sqlite3.Connection, analysis: int | None) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT stable_id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
    )
    return tuple(stable_id for (stable_id,) in rows)


def _put_blob(db: sqlite3.Connection, digest: str, data: bytes) -> None:
    db.execute("INSERT INTO blobs VALUES (?, ?, ?, ?)", (digest, len(data), *pack_bytes(data)))


def _put_version(
    db: sqlite3.Connection,
    identity: int,
    number: int,
    analysis_row: int,
    analysis: Analysis,
    *,
    at: str,
    fields: str,
) -> None:
    source = analysis.source
    db.execute("UPDATE versions SET latest = 0 WHERE identity = ?", (identity,))
    db.execute(
        "INSERT INTO versions (identity, number, analysis, latest, name, media_type, encoding, "
        "encoding_basis, retrieved, added, fields) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        (
            identity,
            number,
            analysis_row,
            pack_text(source.name),
            source.media_type,
            source.encoding,
            source.encoding_basis,
            source.retrieved,
            at,
            fields,
        ),
    )


def _put_reading(db: sqlite3.Connection, analysis: Analysis, data: bytes) -> int:
    """The row of the reading, kept from before if this reader has read these bytes so already."""
    reading, blob = analysis.reading, analysis.source.sha256
    row = db.execute(
        "SELECT id FROM readings WHERE blob = ? AND sha256 = ? AND reader = ?",
        (blob, reading.sha256, reading.reader),
    ).fetchone()
    if row is not None:
        return int(row[0])
    text = reading.text.encode("utf-8", "surrogatepass")
    kept = None if text == data else zlib.compress(text, 6)
    made = db.execute(
        "INSERT INTO readings (blob, sha256, reader, length, size, pages, text) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            blob,
            reading.sha256,
            reading.reader,
            len(reading.text),
            len(text),
            pack_ranges(reading.pages),
            kept,
        ),
    ).lastrowid
    assert made is not None
    return made


def _put_analysis(
    db: sqlite3.Connection, analysis: Analysis, data: bytes, *, at: str, program: str
) -> int:
    reading = _put_reading(db, analysis, data)
    number = db.execute(
        "INSERT INTO analyses (blob, reading, program, made) VALUES (?, ?, ?, ?)",
        (analysis.source.sha256, reading, program, at),
    ).lastrowid
    assert number is not None
    _put_content(db, number, analysis)
    return number


def _put_content(db: sqlite3.Connection, number: int, analysis: Analysis) -> None:
    db.executemany(
        "INSERT INTO boilerplate VALUES (?, ?, ?, ?)",
        (
            (number, at, pack_text(item.what), pack_ranges(item.quote.ranges))
            for at, item in enumerate(analysis.boilerplate)
        ),
    )
    db.executemany(
        "INSERT INTO gaps VALUES (?, ?, ?, ?)",
        ((number, at, gap.code, pack_text(gap.message)) for at, gap in enumerate(analysis.gaps)),
    )
    places: dict[str, int] = {}
    for ordinal, doc in enumerate(analysis.documents):
        place = places[doc.language] = places.get(doc.language, -1) + 1
        _put_document(db, number, ordinal, place, doc)


def _put_document(
    db: sqlite3.Connection, analysis: int, ordinal: int, place: int, doc: Document
) -> None:
    header = doc.header
    found = index.days(header.event.date, header.published)
    day = found[0] if found else UNDATED
    row = db.execute(
        "INSERT INTO documents (analysis, ordinal, place, current, stable_id, ranges, found_language, found, "
        "passages, day, edited, language, kind, level, authenticity) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
        (
            analysis,
            ordinal,
            place,
            doc.id,
            pack_ranges(doc.ranges),
            doc.language,
            pack_json(_header(header)),
            len(doc.passages),
            day,
            doc.language,
            header.kind.value,
            header.level.value,
            header.authenticity.value,
        ),
    ).lastrowid
    assert row is not None
    _put_parts(db, row, doc)
    _put_passages(db, row, day, doc)


def _header(header: Header) -> dict[str, object]:
    event = header.event
    return {
        "title": header.title,
        "kind": header.kind.value,
        "issuers": header.issuers,
        "level": header.level.value,
        "authenticity": header.authenticity.value,
        "published": header.published,
        "event": {
            "date": event.date,
            "place": event.place,
            "parties": event.parties,
            "people": event.people,
        },
        "series": header.series,
    }


def _put_passages(db: sqlite3.Connection, row: int, day: int, doc: Document) -> None:
    start = index.first_id(db, day)
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                start + at,
                row,
                at,
                passage.id,
                passage.type.value,
                pack_ranges(passage.quote.ranges),
                pack_unless(passage.text, passage.quote),
                passage.language,
                pack_text(passage.item),
                passage.paragraph,
                passage.page,
                pack_json(passage.notes) if passage.notes else None,
            )
            for at, passage in enumerate(doc.passages)
        ),
    )
    index.put_words(db, ((start + at, passage.text) for at, passage in enumerate(doc.passages)))


def _where(quote: Quote | None) -> str | None:
    return pack_ranges(quote.ranges) if quote else None


def _put_parts(db: sqlite3.Connection, row: int, doc: Document) -> None:
    db.executemany(
        "INSERT INTO outline VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                row,
                at,
                pack_text(item.label),
                item.level,
                pack_unless(item.heading, item.quote),
                _where(item.quote),
            )
            for at, item in enumerate(doc.outline)
        ),
    )
    db.executemany(
        "INSERT INTO notes VALUES (?, ?, ?, ?, ?)",
        (
            (row, at, pack_text(note.label), _where(note.anchor), _where(note.quote))
            for at, note in enumerate(doc.notes)
        ),
    )
    db.executemany(
        "INSERT INTO tables VALUES (?, ?, ?, ?, ?)",
        (
            (
                row,
                at,
                table.header,
                _where(table.quote),
                pack_json([[[c.text, _where(c.quote)] for c in cells] for cells in table.rows]),
            )
            for at, table in enumerate(doc.tables)
        ),
    )
    db.executemany(
        "INSERT INTO grounds VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row, name, g.basis.value, pack_text(g.rule), _where(g.quote), pack_text(g.note))
            for name, g in doc.header.grounds.items()
        ),
    )


def _reread(
    db: sqlite3.Connection, number: int, analysis: Analysis, data: bytes, *, at: str, program: str
) -> bool:
    """Replace what was made of a blob, if it is different now; the old reading stays for who quotes
    it.
    """
    version = db.execute(
        "SELECT id FROM versions WHERE analysis = ? ORDER BY id LIMIT 1", (number,)
    ).fetchone()[0]
    before = analysis_of(db, version)
    if (before.reading, before.documents, before.boilerplate, before.gaps) == (
        analysis.reading,
        analysis.documents,
        analysis.boilerplate,
        analysis.gaps,
    ):
        return False
    drop_content(db, number)
    db.execute(
        "UPDATE analyses SET reading = ?, program = ?, made = ? WHERE id = ?",
        (_put_reading(db, analysis, data), program, at, number),
    )
    _put_content(db, number, analysis)
    current_again(db, {number})
    return True


def drop_content(db: sqlite3.Connection, number: int) -> None:
    """Take out all that was made of a blob: documents, index, furniture and gaps; not the reading."""
    for (row,) in db.execute("SELECT id FROM documents WHERE analysis = ?", (number,)).fetchall():
        index.drop_document(db, row)
        for table in ("participants", "outline", "notes", "tables", "grounds"):
            db.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
        db.execute("DELETE FROM documents WHERE id = ?", (row,))
    for table in ("boilerplate", "gaps"):
        db.execute(f"DELETE FROM {table} WHERE analysis = ?", (number,))
