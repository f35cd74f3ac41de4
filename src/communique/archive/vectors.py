"""Vectors of passages in an archive: kept a document at a time, under the encoder that made them.

A document's vectors go with it when it is read again or removed, and stay when its date is edited.
Vectors of two encoders stand beside each other and are never mixed. Left out: making and comparing
them (compare/), so this module knows bytes only.

    for waiting in without(archive, encoder.identity):
        document = pending(archive, waiting.row)
        rows = encode(encoder, document.passages, document.language).values
        put(archive, [(document, rows.tobytes())], encoder=encoder.identity, dimension=512)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.archive import index, inventory
from communique.archive.packing import some_text
from communique.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document without vectors: its row, its language, how many passages it has."""

    row: int
    language: str
    passages: int


@dataclass(frozen=True, slots=True)
class Pending:
    """The same with what is to be encoded: its row, id, file name, language and passages."""

    row: int
    id: str
    name: str
    language: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The vectors of a document: `dimension` signed bytes a passage, in the order of the
    passages."""

    dimension: int
    values: bytes


_CURRENT = (
    "FROM documents d JOIN versions v ON v.analysis = d.analysis AND v.latest = 1 "
    "LEFT JOIN vectors x ON x.document = d.id AND x.encoder = ? "
)


def without(archive: Archive, encoder: str) -> tuple[Waiting, ...]:
    """The current documents with passages and without vectors of this encoder, by date."""
    with archive._snapshot():
        rows = archive._db.execute(
            f"SELECT DISTINCT d.id, d.language, d.passages, d.day {_CURRENT} "
            "WHERE x.document IS NULL AND d.passages > 0 ORDER BY d.day, d.id",
            (encoder,),
        ).fetchall()
    return tuple(Waiting(*row[:3]) for row in rows)


def pending(archive: Archive, row: int) -> Pending | None:
    """The passages of a document to encode; None if it is gone meanwhile."""
    with archive._snapshot():
        found = archive._db.execute(
            "SELECT d.stable_id, v.name, d.language FROM documents d "
            "JOIN versions v ON v.analysis = d.analysis WHERE d.id = ? LIMIT 1",
            (row,),
        ).fetchone()
        if found is None:
            return None
        texts = tuple(text for _, text in index.texts(archive._db, row))
    return Pending(row, found[0], some_text(found[1]), found[2], texts)


def put(
    archive: Archive, documents: Sequence[tuple[Pending, bytes]], *, encoder: str, dimension: int
) -> int:
    """Keep the vectors of some documents, in one transaction; how many were kept.

    A document that was read differently meanwhile, or is gone, is passed over: the next run does
    it.
    Raises `archive-locked`; ValueError for vectors that are not as many as the passages.
    """
    kept = 0
    with archive.transaction():
        for document, values in documents:
            if len(values) != dimension * len(document.passages):
                raise ValueError(f"{document.name}: not one vector a passage")
            now = pending(archive, document.row)
            if now is None or now.passages != document.passages:
                continue
            archive._db.execute(
                "INSERT OR REPLACE INTO vectors (document, encoder, dimension, words, bytes) "
                "VALUES (?, ?, ?, ?, ?)",
                (document.row, encoder, dimension, index.digest(document.passages), values),
            )
            kept += 1
    return kept


def kept(archive: Archive, stable_id: str, passages: Iterable[str], encoder: str) -> Kept | None:
    """The vectors of a document by this encoder, if they were made of these passages; else None."""
    words = index.digest(passages)
    with archive._snapshot():
        row = archive._db.execute(
            "SELECT x.dimension, x.bytes FROM vectors x JOIN documents d ON d.id = x.document "
            "WHERE d.stable_id = ? AND x.encoder = ? AND x.words = ? LIMIT 1",
            (stable_id, encoder, words),
        ).fetchone()
    return Kept(row[0], row[1]) if row else None


def counted(archive: Archive) -> dict[str, int]:
    """How many current documents have vectors, by encoder."""
    with archive._snapshot():
        return inventory.vectors(archive._db)


def lacking(archive: Archive, encoder: str) -> int:
    """How many current documents have passages and no vectors of an encoder."""
    with archive._snapshot():
        row = archive._db.execute(
            "SELECT count(*) FROM documents d WHERE d.current = 1 AND d.passages > 0 "
            "AND NOT EXISTS (SELECT 1 FROM vectors x WHERE x.document = d.id AND x.encoder = ?)",
            (encoder,),
        ).fetchone()
    return int(row[0])
