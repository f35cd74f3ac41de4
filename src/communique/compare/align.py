"""Which passages of two language versions say the same: pairs of up to three passages, and what
stands in one version only.

Vectors of an encoder and anchors (numbers, dates, names, item labels, headings, length) score
every possible pair; dynamic programming finds the best chain. Versions keep their order, so
passages that moved are told as omissions on both sides. Also for two accounts in one language,
and for the two Chinese scripts. Without an encoder anchors decide alone, and a gap says so.

    aligned = align(english, japanese, encoder=installed())
    for pair in aligned.pairs:
        pair.left, pair.right    # "The talks were held in Averne.", 会談はアヴェルヌで行われた。
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.compare import encoder as encoders
from communique.compare.anchors import anchors, length, shares_words
from communique.compare.beads import best_beads
from communique.compare.encoder import Encoder, OnProgress
from communique.compare.labels import item_key
from communique.compare.pairs import Pair, pairs_of
from communique.compare.scores import ANCHORS_ALONE, SHARED_WORDS, UNLIKE, WITH_VECTORS
from communique.compare.sides import Side, weigh
from communique.compare.texts import Text
from communique.compare.vectors import Floats, Vectors, nearness, together
from communique.model.documents import Passage
from communique.model.gaps import Gap
from communique.names import Names, load

__all__ = ["Alignment", "Pair", "align"]

Made = tuple[Vectors, Vectors]

LITTLE = 0.2
"""Texts that share less than this part of the shorter one's passages are told to be unlike."""

FEW = 4
"""Of texts with fewer passages nothing is said."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts and the pairs that hold every passage of both once, in order. `encoder` is the
    identity of what made vectors.
    """

    left: Text
    right: Text
    pairs: tuple[Pair, ...]
    encoder: str | None = None
    gaps: tuple[Gap, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The alignment as the contract prints it."""
        return {
            "left": self.left.id,
            "right": self.right.id,
            "encoder": self.encoder,
            "pairs": [pair.to_json() for pair in self.pairs],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def align(
    left: Text,
    right: Text,
    *,
    encoder: Encoder | None,
    names: Names | None = None,
    vectors: Made | None = None,
    on_progress: OnProgress | None = None,
) -> Alignment:
    """The alignment of two texts. Time and memory grow with the length of the texts, not with its
    square.

    `vectors` are those made before, a row a passage; else `encoder` makes them; None for both:
    anchors alone. The same texts and vectors give the same pairs. Errors: `encoder-mismatch` for
    vectors of two encoders or of other texts, and the encoder's own. Gaps: `encoder-missing`,
    `encoder-language`, `versions-unlike`.
    """
    gap = None if vectors else encoders.gap(encoder, left.language, right.language)
    if vectors is None and encoder is not None and gap is None:
        vectors = _encoded(left, right, encoder, on_progress)
    if vectors:
        together(*vectors, rows=(len(left.passages), len(right.passages)))
    sides = sides_of(left, right, vectors, names or load())
    weights = WITH_VECTORS if vectors else ANCHORS_ALONE
    if vectors is None and shares_words(left.language, right.language):
        weights = SHARED_WORDS
    beads = best_beads(*sides, weights)
    pairs = pairs_of((left, right), sides, beads, weights, with_vectors=bool(vectors))
    gaps = tuple(each for each in (gap, _unlike(left, right, pairs)) if each)
    return Alignment(left, right, pairs, vectors[0].encoder if vectors else None, gaps)


def sides_of(left: Text, right: Text, vectors: Made | None, names: Names) -> tuple[Side, Side]:
    """Both texts as the numbers that scoring needs."""
    texts = (left, right)
    units = (_none(left), _none(right))
    if vectors:
        units = (vectors[0].unit(), vectors[1].unit())
    weighed = weigh(_anchors(left, right, names), _anchors(right, left, names))
    nears = (nearness(*units), nearness(*reversed(units)))
    items: dict[str, int] = {}
    kinds: dict[str, int] = {}
    made = []
    for text, unit, near, sparse in zip(texts, units, nears, weighed, strict=True):
        side = Side(
            lengths=np.array([length(p.text) for p in text.passages], dtype=np.float32),
            vectors=unit,
            near=near,
            anchors=sparse,
            items=_numbers([p.item and item_key(p.item) for p in text.passages], items),
            kinds=_numbers([p.type.value for p in text.passages], kinds),
            starts=_starts(text.passages),
        )
        made.append(side)
    return made[0], made[1]


def _unlike(left: Text, right: Text, pairs: tuple[Pair, ...]) -> Gap | None:
    """A gap where hardly anything of two texts that say something is the same."""
    alike = [pair for pair in pairs if not pair.one_sided]
    sure = [pair for pair in alike if not pair.doubtful or pair.score >= UNLIKE]
    least = min(len(left.passages), len(right.passages))
    if least < FEW or sum(min(len(p.first), len(p.second)) for p in sure) >= LITTLE * least:
        return None
    return Gap(
        "versions-unlike",
        f"{left.name} ({left.language}) and {right.name} ({right.language}) hardly have a passage"
        " in common: they may not be versions of one text",
    )


def _encoded(left: Text, right: Text, encoder: Encoder, on_progress: OnProgress | None) -> Made:
    made = [
        encoders.encode(
            encoder, [p.text for p in text.passages], text.language, on_progress=on_progress
        )
        for text in (left, right)
    ]
    return made[0], made[1]


def _none(text: Text) -> Floats:
    return np.zeros((len(text.passages), 0), dtype=np.float32)


def _anchors(text: Text, other: Text, names: Names) -> list[frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for passage in text.passages:
        if passage.text not in known:
            known[passage.text] = anchors(passage.text, text.language, other.language, names=names)
    return [known[passage.text] for passage in text.passages]


def _numbers(values: list[str | None], known: dict[str, int]) -> NDArray[np.int64]:
    """A number for each value, the same for the same one; -1 for none."""
    found = [-1 if value is None else known.setdefault(value, len(known)) for value in values]
    return np.array(found, dtype=np.int64)


def _starts(passages: tuple[Passage, ...]) -> NDArray[np.bool_]:
    """Which passages begin a paragraph."""
    before = -1
    out = []
    for passage in passages:
        out.append(passage.paragraph != before)
        before = passage.paragraph
    return np.array(out, dtype=np.bool_)
