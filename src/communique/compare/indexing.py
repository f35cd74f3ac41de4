"""Vectors of an archive's passages: made by batches, kept with the archive, found again for a text.

Left out: making vectors of a text that no archive holds, which aligning does as it needs them.

    index(archive, installed())                  # again after each `add`; goes on where it stopped
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np

from communique.archive import Archive
from communique.archive import vectors as storing
from communique.compare import encoder as encoders
from communique.compare.encoder import Encoder, OnProgress
from communique.compare.texts import Text
from communique.compare.vectors import Vectors

BATCH = 6000
"""Passages that are encoded together, and kept in one transaction: some seconds' work."""

OnDocument: TypeAlias = Callable[[int, int, str], None]
"""Called with passages done, all of them, and the file name at hand."""


def index(
    archive: Archive,
    encoder: Encoder,
    *,
    batch: int = BATCH,
    on_progress: OnDocument | None = None,
) -> int:
    """Make vectors of all documents that have none by this encoder; how many documents were done.

    Documents are kept by batches of so many passages, so that a run that was interrupted goes on
    where it stopped. Documents in a language the encoder does not know are passed over. Raises
    `archive-locked`, and the encoder's errors.
    """
    identity, knows = encoder.identity, encoder.knows
    waiting = [w for w in storing.without(archive, identity) if knows(w.language)]
    waiting.sort(key=lambda each: each.language)
    total = sum(each.passages for each in waiting)
    begun = kept = 0
    for group in _batches(waiting, batch):
        found = (storing.pending(archive, each.row) for each in group)
        documents = [document for document in found if document is not None]
        if documents:
            at, name = begun, documents[0].name

            def advance(done: int, _: int, at: int = at, name: str = name) -> None:
                if on_progress:
                    on_progress(at + done, total, name)

            advance(0, 0)
            kept += _encode(archive, encoder, documents, advance)
        begun += sum(each.passages for each in group)
    return kept


def vectors_of(archive: Archive, encoder: Encoder, *texts: Text) -> tuple[Vectors, ...] | None:
    """The vectors that the archive keeps of all these texts by this encoder; None if one lacks."""
    made = []
    for text in texts:
        words = [passage.text for passage in text.passages]
        kept = storing.kept(archive, text.id, words, encoder.identity)
        if kept is None:
            return None
        rows = np.frombuffer(kept.values, dtype=np.int8).reshape(-1, kept.dimension)
        made.append(Vectors(encoder.identity, rows))
    return tuple(made)


def _encode(
    archive: Archive, encoder: Encoder, documents: Sequence[storing.Pending], advance: OnProgress
) -> int:
    """Make and keep the vectors of documents in one language."""
    texts = [text for document in documents for text in document.passages]
    language = documents[0].language
    made = encoders.encode(encoder, texts, language, on_progress=advance)
    rows = np.ascontiguousarray(made.values, dtype=np.int8)
    done, at = [], 0
    for document in documents:
        end = at + len(document.passages)
        done.append((document, rows[at:end].tobytes()))
        at = end
    dimension = encoder.dimension
    return storing.put(archive, done, encoder=made.encoder, dimension=dimension)


def _batches(
    waiting: Sequence[storing.Waiting], most: int
) -> Iterable[tuple[storing.Waiting, ...]]:
    """Documents in a row of one language, about so many passages together."""
    held: list[storing.Waiting] = []
    for each in waiting:
        full = sum(one.passages for one in held) + each.passages > most
        if held and (full or each.language != held[0].language):
            yield tuple(held)
            held = []
        held.append(each)
    if held:
        yield tuple(held)
