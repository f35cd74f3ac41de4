"""An encoder that remembers: the last texts it was asked for are not encoded again.

For a server, whose readers ask for the same passages over and over, also after the archive has
changed. May be called from several threads, which then wait for one another. Left out: keeping
vectors over a restart, which an archive does (indexing.py).

    encoder = Remembering(installed())
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from communique.compare.encoder import Encoder, OnProgress
from communique.compare.vectors import Floats

MOST = 10_000
"""Texts that are remembered: 20 MB of vectors."""

_Key = tuple[str, str]


class Remembering:
    """Another encoder, asked once for each text."""

    def __init__(self, encoder: Encoder, *, most: int = MOST) -> None:
        self._encoder = encoder
        self._most = most
        self._held: OrderedDict[_Key, Floats] = OrderedDict()
        self._lock = Lock()

    @property
    def identity(self) -> str:
        """That of the other encoder: the vectors are the same."""
        return self._encoder.identity

    @property
    def dimension(self) -> int:
        """How many parts a vector has."""
        return self._encoder.dimension

    def knows(self, language: str) -> bool:
        """Whether texts of a language (BCP 47) have vectors of use."""
        return self._encoder.knows(language)

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        """One row a text, in their order; only texts that are not remembered are encoded."""
        with self._lock:
            out = np.zeros((len(texts), self.dimension), dtype=np.float32)
            lacking: list[int] = []
            for at, text in enumerate(texts):
                held = self._held.get((language, text))
                if held is None:
                    lacking.append(at)
                else:
                    self._held.move_to_end((language, text))
                    out[at] = held
            if lacking:
                wanted = [texts[at] for at in lacking]
                made = self._encoder.encode(wanted, language, on_progress=on_progress)
                out[lacking] = made
                for at in lacking:
                    self._held[language, texts[at]] = out[at].copy()
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return out
