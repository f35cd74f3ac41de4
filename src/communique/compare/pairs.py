"""The pairs of an alignment, and how sure each is.

>>> nobody = Pair((), (), (), (), 0.0, 0.0, False)
>>> nobody.to_json()["score"]
0.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from communique.compare.beads import Bead
from communique.compare.fits import fits
from communique.compare.scores import Weights
from communique.compare.sides import Side
from communique.compare.texts import Span, Text

PRESENT = 0.08
"""A pair with at least this margin is one for its words alone; below, place and anchors speak for
it, and it is doubtful.
"""

ABSENT = 0.03
"""A passage to which nothing on the other side comes nearer than this is surely missing there."""

_AROUND = 150
"""So many passages to both sides of an omission are looked at for what resembles it."""

_TAKEN = 0.7
"""What has a partner of its own is no answer to an omission unless it is this much as near to it
as to the partner.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages that say the same, or (one side empty) what the other version lacks.

    `first` and `second` are the numbers of the passages in their texts. `score` says how sure it
    is, 0 to 1: for a pair its cosine (without an encoder how far the anchors agree), for an
    omission how little resembles it. `margin` is the cosine less that of the nearest others; for
    an omission that of the passage `resembles` on the other side, the nearest without a better
    partner. `doubtful`: a person should look.
    """

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    score: float
    margin: float
    doubtful: bool
    resembles: int | None = None

    @property
    def one_sided(self) -> bool:
        """Whether it is an omission."""
        return not (self.first and self.second)

    def to_json(self) -> dict[str, Any]:
        """The pair as the contract prints it."""
        return {
            "left": [span.to_json() for span in self.left],
            "right": [span.to_json() for span in self.right],
            "score": self.score,
            "margin": self.margin,
            "doubtful": self.doubtful,
        }


def pairs_of(
    texts: tuple[Text, Text],
    sides: tuple[Side, Side],
    beads: Sequence[Bead],
    weights: Weights,
    *,
    with_vectors: bool,
) -> tuple[Pair, ...]:
    """The pairs of an alignment's beads, in order."""
    spans = [[text.span(passage) for passage in text.passages] for text in texts]
    fit = fits(*sides, beads, weights)
    scores = (fit.cosines if with_vectors else fit.anchors).tolist()
    made = []
    for (i0, i1, j0, j1), score, margin in zip(beads, scores, fit.margins.tolist(), strict=True):
        pair = Pair(
            tuple(spans[0][i0:i1]),
            tuple(spans[1][j0:j1]),
            tuple(range(i0, i1)),
            tuple(range(j0, j1)),
            _round(score),
            round(margin, 3),
            margin < PRESENT if with_vectors else score <= 0,
        )
        made.append(pair)
    weigh = _by_vectors if with_vectors else _by_place
    return tuple(weigh(made, beads, sides))


def _by_vectors(made: list[Pair], beads: Sequence[Bead], sides: tuple[Side, Side]) -> list[Pair]:
    """Omissions weighed by what on the other side comes near them."""
    taken = [np.zeros(side.size, dtype=np.float32) for side in sides]
    for pair in made:
        if not pair.one_sided:
            taken[0][list(pair.first)] = taken[1][list(pair.second)] = pair.margin
    out = []
    for pair, (i, _, j, _) in zip(made, beads, strict=True):
        if pair.one_sided:
            held, place = (0, j) if pair.first else (1, i)
            at = (pair.first or pair.second)[0]
            nearest, margin = _nearest(sides[held], at, sides[1 - held], place, taken[1 - held])
            pair = replace(
                pair,
                score=_round(1 - margin / (2 * PRESENT)),
                margin=round(margin, 3),
                doubtful=margin >= ABSENT,
                resembles=nearest if margin >= ABSENT else None,
            )
        out.append(pair)
    return out


def _nearest(
    side: Side, at: int, other: Side, place: int, taken: np.ndarray[Any, np.dtype[np.float32]]
) -> tuple[int | None, float]:
    """The passage around a place of the other side that resembles one most and has no better
    partner, and its margin.
    """
    around = slice(max(0, place - _AROUND), min(other.size, place + _AROUND))
    cosines = other.vectors[around] @ side.vectors[at]
    margins = cosines - (other.near[around] + side.near[at]) / 2
    margins = np.where((margins > _TAKEN * taken[around]) & (cosines > 0), margins, -1.0)
    if not len(margins):
        return None, 0.0
    best = int(margins.argmax())
    return around.start + best, max(0.0, float(margins[best]))


def _by_place(made: list[Pair], beads: Sequence[Bead], sides: tuple[Side, Side]) -> list[Pair]:
    """Omissions weighed by whether the other side has unpaired passages at the same place; all
    that anchors alone allow.
    """
    out = []
    begin = 0
    for at in range(len(made) + 1):
        if at < len(made) and made[at].one_sided:
            continue
        run = made[begin:at]
        both = any(pair.first for pair in run) and any(pair.second for pair in run)
        out += [replace(pair, score=0.4 if both else 0.7, doubtful=both) for pair in run]
        out += made[at : at + 1]
        begin = at + 1
    return out


def _round(score: float) -> float:
    return round(max(0.0, min(1.0, score)), 3)
