"""Passages in other languages that say what given passages say, told by the vectors of an encoder.

Only texts of the same date are looked at: versions of one text, and counterparts of one event. A
passage is a translation if it is nearest to the given one by margin (its cosine less the mean of
its nearest four), and the given one is nearest to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from communique.compare import encoder as encoders
from communique.compare.encoder import Encoder
from communique.compare.texts import Text
from communique.compare.vectors import Floats, nearness
from communique.model.gaps import Gap

MARGIN = 0.08
"""The least margin of a translation (design.md: below, a pair is doubtful)."""


def translations(
    hits: Sequence[tuple[int, int]], texts: Sequence[Text], encoder: Encoder
) -> tuple[list[tuple[int, int, float]], list[Gap]]:
    """Text, passage and cosine of the translations of passages, given by text and passage; and what
    was not done.
    """
    held: defaultdict[int, set[int]] = defaultdict(set)
    for text, passage in hits:
        held[text].add(passage)
    found: dict[tuple[int, int], float] = {}
    gaps: list[Gap] = []
    units: dict[int, Floats] = {}

    def unit(number: int) -> Floats:
        if number not in units:
            words = [passage.text for passage in texts[number].passages]
            units[number] = encoders.encode(encoder, words, texts[number].language).unit()
        return units[number]

    for one in sorted(held):
        for other in range(len(texts)):
            if not _versions(texts[one], texts[other]):
                continue
            gap = encoders.gap(encoder, texts[one].language, texts[other].language)
            if gap:
                gaps.append(gap)
                continue
            for passage, nearest, score in _nearest(unit(one), unit(other)):
                fresh = nearest not in held.get(other, ())
                if passage in held[one] and fresh:
                    found[other, nearest] = max(score, found.get((other, nearest), 0.0))
    made = [(text, passage, score) for (text, passage), score in sorted(found.items())]
    return made, list(dict.fromkeys(gaps))


def _versions(one: Text, other: Text) -> bool:
    same = one.date is not None and one.date == other.date
    return same and one.language != other.language


def _nearest(left: Floats, right: Floats) -> list[tuple[int, int, float]]:
    """Pairs of passages each nearest to the other by margin, and their cosine."""
    if not len(left) or not len(right):
        return []
    cosines = left @ right.T
    margins = cosines - (nearness(left, right)[:, None] + nearness(right, left)[None, :]) / 2
    ahead, back = margins.argmax(axis=1), margins.argmax(axis=0)
    return [
        (i, int(j), round(float(cosines[i, j]), 3))
        for i, j in enumerate(ahead)
        if back[j] == i and margins[i, j] >= MARGIN and np.any(left[i])
    ]
