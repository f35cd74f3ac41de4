"""All vectors of an encoder in an archive as one matrix, mapped from a file that can be made again.

The archive keeps vectors a document at a time; a search by meaning goes through all of them, so
they are laid end to end in a file beside the archive (or in the user's cache where that folder
cannot be written), which is made anew when its digest of documents and words is not the archive's.
The file may be deleted at any time. Left out: comparing vectors (compare/similar.py).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.archive.store import Archive

_MAGIC = b"communique vectors 1\n"
_HEAD = 64
_GROUP = 500
"""Documents whose vectors are copied at once."""


@dataclass(frozen=True, slots=True)
class AllVectors:
    """A row of signed bytes a passage. `documents` are rows of the archive, `starts` where the
    vectors of each begin (one more than documents: the end).
    """

    documents: NDArray[np.int64]
    starts: NDArray[np.int64]
    values: NDArray[np.int8]

    def place(self, row: int) -> tuple[int, int]:
        """The document and the number within it of a passage by its row here."""
        at = int(np.searchsorted(self.starts, row, side="right")) - 1
        return int(self.documents[at]), row - int(self.starts[at])

    def row(self, document: int, ordinal: int) -> int | None:
        """The row of a passage; None where its document has no vectors."""
        at = int(np.searchsorted(self.documents, document))
        if at == len(self.documents) or self.documents[at] != document:
            return None
        row = int(self.starts[at]) + ordinal
        return row if row < self.starts[at + 1] else None

    def rows_of(self, documents: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which rows are of some documents."""
        return np.repeat(np.isin(self.documents, documents), np.diff(self.starts))


def all_vectors(archive: Archive, encoder: str) -> AllVectors | None:
    """The vectors of an encoder; None where there are none."""
    with archive._snapshot():
        held = archive._db.execute(
            "SELECT x.document, d.passages, x.dimension, x.words FROM vectors x "
            "JOIN documents d ON d.id = x.document WHERE x.encoder = ? ORDER BY x.document",
            (encoder,),
        ).fetchall()
        if not held:
            return None
        dimension = held[0][2]
        counts = np.array([0, *(row[1] for row in held)], dtype=np.int64)
        documents = np.array([row[0] for row in held], dtype=np.int64)
        starts: NDArray[np.int64] = np.cumsum(counts)
        shape = (int(starts[-1]), dimension)
        digest = _digest(encoder, held)
        for path in _places(archive.path, encoder):
            if _is_of(path, digest, shape):
                return AllVectors(documents, starts, _mapped(path, shape))
        for path in _places(archive.path, encoder):
            with suppress(OSError):
                _write(path, digest, _blobs(archive, encoder, documents, counts, dimension))
                return AllVectors(documents, starts, _mapped(path, shape))
        data = b"".join(_blobs(archive, encoder, documents, counts, dimension))
    return AllVectors(documents, starts, np.frombuffer(data, dtype=np.int8).reshape(shape))


def places(archive: Archive, stable_id: str) -> list[tuple[int, int]]:
    """The rows of the documents that hold a passage, and its number within each."""
    with archive._snapshot():
        return archive._db.execute(
            "SELECT document, ordinal FROM passages WHERE stable_id = ?", (stable_id,)
        ).fetchall()


def numbers(archive: Archive, wanted: Iterable[tuple[int, int]]) -> list[int | None]:
    """The `passage_id` of passages by document and number within it; None for one that is gone."""
    query = "SELECT passage_id FROM passages WHERE document = ? AND ordinal = ?"
    with archive._snapshot():
        rows = [archive._db.execute(query, place).fetchone() for place in wanted]
    return [None if row is None else int(row[0]) for row in rows]


def _digest(encoder: str, held: list[tuple[Any, ...]]) -> bytes:
    made = blake2b(encoder.encode(), digest_size=32)
    for document, passages, dimension, words in held:
        made.update(f"\0{document} {passages} {dimension} {words}".encode())
    return made.digest()


def _places(path: str, encoder: str) -> Iterator[Path]:
    """Where the file may lie: beside the archive, else in the user's cache."""
    archive = Path(path).resolve()
    name = blake2b(encoder.encode(), digest_size=4).hexdigest()
    yield archive.with_name(f"{archive.name}.vectors-{name}")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "communique"
    yield cache / f"{blake2b(str(archive).encode(), digest_size=8).hexdigest()}.vectors-{name}"


def _is_of(path: Path, digest: bytes, shape: tuple[int, int]) -> bool:
    try:
        if path.stat().st_size != _HEAD + shape[0] * shape[1]:
            return False
        with path.open("rb") as file:
            return file.read(_HEAD) == _head(digest)
    except OSError:
        return False


def _head(digest: bytes) -> bytes:
    return (_MAGIC + digest).ljust(_HEAD, b"\0")


def _mapped(path: Path, shape: tuple[int, int]) -> NDArray[np.int8]:
    if not shape[0] * shape[1]:
        return np.zeros(shape, dtype=np.int8)
    return np.memmap(path, dtype=np.int8, mode="r", offset=_HEAD, shape=shape)


def _blobs(
    archive: Archive,
    encoder: str,
    documents: NDArray[np.int64],
    counts: NDArray[np.int64],
    dimension: int,
) -> Iterator[bytes]:
    """The vectors of each document. Rows of zeros where they are not as many as its passages."""
    lengths = dict(zip(documents.tolist(), (counts[1:] * dimension).tolist(), strict=True))
    query = "SELECT document, bytes FROM vectors WHERE encoder = ? AND document > ? "
    last = -1
    while rows := archive._db.execute(
        f"{query} ORDER BY document LIMIT ?", (encoder, last, _GROUP)
    ).fetchall():
        for document, values in rows:
            length = lengths.get(document, 0)
            yield values if len(values) == length else bytes(length)
        last = rows[-1][0]


def _write(path: Path, digest: bytes, blobs: Iterator[bytes]) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb", buffering=1 << 20) as file:
            file.write(_head(digest))
            for each in blobs:
                file.write(each)
        os.chmod(part, 0o644)
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise
