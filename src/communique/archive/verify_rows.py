"""Checking the rows of an archive against each other: versions, documents, passages, headers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from communique.archive import headers, index
from communique.archive.entries import Problem
from communique.archive.load import document_of, reading_of
from communique.archive.packing import some_text, unpack_ranges
from communique.errors import CommuniqueError
from communique.model.documents import Document
from communique.model.quotes import Range, Reading, stable_id

_RESTORE = "Put back a copy of the archive, or add the sources to a new one."
_COUNTERS = 64
"""Documents or passages on the same words that an id is tried for; there has never been a second.
"""


def versions(db: sqlite3.Connection) -> Iterator[Problem]:
    """An identity has one latest version, its highest; a document knows whether it is current."""
    rows = db.execute(
        "SELECT i.identity FROM identities i JOIN versions v ON v.identity = i.id GROUP BY i.id "
        "HAVING sum(v.latest) <> 1 OR max(v.number) "
        "<> max(CASE WHEN v.latest = 1 THEN v.number END)"
    )
    for (name,) in rows.fetchall():
        message = "its highest version is not marked as the latest"
        yield Problem("versions-wrong", some_text(name), message, _RESTORE)
    rows = db.execute(
        "SELECT d.stable_id FROM documents d WHERE d.current <> EXISTS "
        "(SELECT 1 FROM versions v WHERE v.analysis = d.analysis AND v.latest = 1)"
    )
    for (name,) in rows.fetchall():
        message = "the document is not marked rightly as one of a latest version"
        yield Problem("versions-wrong", name, message, _RESTORE)


def documents(db: sqlite3.Connection) -> Iterator[Problem]:
    """Every document, passage by passage, against its reading; its header against what was found
    and edited.
    """
    rows = db.execute("SELECT id, reading FROM analyses ORDER BY id").fetchall()
    for analysis, number in rows:
        try:
            reading = reading_of(db, number)
        except CommuniqueError:
            continue  # the check of readings has named it
        yield from _furniture(db, analysis, reading)
        for row, name in db.execute(
            "SELECT id, stable_id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
        ).fetchall():
            for code, message in _document(db, row, reading):
                yield Problem(code, f"{_name(db, analysis)} ({name})", message, _RESTORE)


def _name(db: sqlite3.Connection, analysis: int) -> str:
    row = db.execute(
        "SELECT name FROM versions WHERE analysis = ? ORDER BY latest DESC, id LIMIT 1", (analysis,)
    ).fetchone()
    return some_text(row[0]) if row else f"analysis {analysis}"


def _furniture(db: sqlite3.Connection, analysis: int, reading: Reading) -> Iterator[Problem]:
    for (packed,) in db.execute("SELECT ranges FROM boilerplate WHERE analysis = ?", (analysis,)):
        try:
            reading.quote(*unpack_ranges(packed))
        except (ValueError, CommuniqueError) as error:
            yield Problem("quote-broken", _name(db, analysis), f"furniture: {error}", _RESTORE)


def _document(db: sqlite3.Connection, row: int, reading: Reading) -> Iterator[tuple[str, str]]:
    try:
        doc = document_of(db, row, reading)
    except (ValueError, KeyError, TypeError, CommuniqueError) as error:
        yield "quote-broken", f"a quote or a value of it is damaged: {error}"
        return
    if not _ordered(doc.ranges, len(reading.text)):
        yield "quote-broken", "its ranges do not lie in order in the reading"
    if not _made_of(doc.id, "document", doc.ranges, reading):
        yield "id-wrong", "its id is not the one its ranges give"
    for passage in doc.passages:
        if not _made_of(passage.id, "passage", passage.quote.ranges, reading):
            yield "id-wrong", f"the id of passage {passage.id} is not the one its ranges give"
    for finding in doc.findings:
        if not _made_of(finding.id, finding.kind, finding.quote.ranges, reading):
            yield "id-wrong", f"the id of finding {finding.id} is not the one its ranges give"
    yield from _numbers(db, row, doc)
    yield from _header(db, row)


def _ordered(ranges: Sequence[Range], length: int) -> bool:
    before = 0
    for start, end in ranges:
        if not before <= start < end <= length:
            return False
        before = end
    return True


def _made_of(name: str, kind: str, ranges: Sequence[Range], reading: Reading) -> bool:
    return any(
        stable_id(kind, reading.sha256, ranges, counter) == name for counter in range(_COUNTERS)
    )


def _numbers(db: sqlite3.Connection, row: int, doc: Document) -> Iterator[tuple[str, str]]:
    """The count of passages, and ids that are of the document's day and in the passages' order."""
    count, day = db.execute("SELECT passages, day FROM documents WHERE id = ?", (row,)).fetchone()
    held = db.execute(
        "SELECT passage_id, ordinal FROM passages WHERE document = ? ORDER BY ordinal", (row,)
    ).fetchall()
    if count != len(held) or [ordinal for _, ordinal in held] != list(range(count)):
        yield "passages-missing", f"it had {count} passages, {len(doc.passages)} are there"
    ids = [number for number, _ in held]
    if ids != sorted(ids) or any(number >> 32 != day for number in ids):
        yield "order-wrong", "its passages are not numbered by its date"


def vectors(db: sqlite3.Connection) -> Iterator[Problem]:
    """Vectors are one a passage, and of the words that their document has."""
    rows = db.execute(
        "SELECT d.id, d.stable_id, x.encoder, x.dimension, x.words, length(x.bytes) "
        "FROM vectors x JOIN documents d ON d.id = x.document ORDER BY d.id, x.encoder"
    ).fetchall()
    for row, name, encoder, dimension, words, size in rows:
        try:
            texts = [text for _, text in index.texts(db, row)]
        except (ValueError, CommuniqueError):
            continue  # the check of documents has named it
        if size != dimension * len(texts) or words != index.digest(texts):
            message = f"its vectors by {encoder} are not of its passages"
            yield Problem("vectors-wrong", name, message, "Run `communique index` again.")


def _header(db: sqlite3.Connection, row: int) -> Iterator[tuple[str, str]]:
    """The columns are what the header found and the edits that stand give."""
    try:
        if headers.columns(db, row) == headers.derived(db, row):
            return
    except CommuniqueError:
        pass  # the check of links has named it
    yield "header-stale", "its header is not what was found and what a person set"
