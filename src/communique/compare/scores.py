"""How well passages fit as translations of each other, for blocks of the table of all pairs.

The score of a bead (one to three passages on either side) adds up the margin of its vectors, its
anchors, its length and its place in the outline, less what an omission is worth. The weights were
chosen on the statements of samples/ and one real one, with passages dropped, merged and cut
(bench/align.py). Left out: the choice among beads (beads.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.compare.runs import cut, runs_of
from communique.compare.sides import Side, Sparse
from communique.compare.vectors import Floats

BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
"""How many passages of either side may stand together; omissions, (1, 0) and (0, 1), score 0."""

UNLIKE = 0.4
"""Cosine from which passages are alike whatever their margin, as formulae that stand often are."""

HEAVY = 0.3
"""Weight of anchors from which it tells that none are shared."""

_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts. `smooth` says how much anchors must weigh to count in full, `expect`
    what passages with anchors should share, `spread` how far the logarithms of lengths differ by
    chance and `most` how much of that can count; `least` is what a bead must have to be better
    than omissions on both sides, and `floor` what its vectors and anchors must say in any case.
    """

    margin: float
    anchors: float
    smooth: float
    expect: float
    length: float
    spread: float
    most: float
    item: float
    start: float
    kind: float
    more: float
    merge: float
    cross: float
    both: float
    least: float
    floor: float


WITH_VECTORS = Weights(
    margin=1.0,
    anchors=0.25,
    smooth=4.0,
    expect=0.1,
    length=0.03,
    spread=0.25,
    most=6.0,
    item=0.06,
    start=0.03,
    kind=0.08,
    more=0.1,
    merge=0.035,
    cross=0.09,
    both=0.05,
    least=-0.15,
    floor=0.0,
)
ANCHORS_ALONE = Weights(
    margin=0.0,
    anchors=1.0,
    smooth=0.5,
    expect=0.05,
    length=0.06,
    spread=0.35,
    most=9.0,
    item=0.3,
    start=0.06,
    kind=0.08,
    more=0.5,
    merge=0.32,
    cross=0.26,
    both=0.05,
    least=-0.2,
    floor=-1.0,
)


SHARED_WORDS = replace(ANCHORS_ALONE, more=0.1, merge=0.1, both=0.4, least=-0.1, floor=0.1)
"""Without an encoder, for languages that share words: passages without a common one do not pair."""


class Window(NamedTuple):
    """Beads that end before passages i0 to i1-1 of the left and j0 to j1-1 of the right side."""

    i0: int
    i1: int
    j0: int
    j1: int


class Fit(NamedTuple):
    """How beads fit: margin of vectors, agreement of anchors, how much these weigh, and whether
    vectors, or else weighty anchors, leave room for doubt. Repeated passages have no margin.
    """

    margin: Floats
    anchors: Floats
    weight: Floats
    unlike: NDArray[np.bool_]


class Scorer:
    """Scores of two sides, block by block."""

    def __init__(self, left: Side, right: Side, weights: Weights) -> None:
        self.left, self.right, self.weights = left, right, weights
        self._runs = (runs_of(left), runs_of(right))

    def block(self, window: Window) -> list[Floats]:
        """For each of BEADS the gain of the beads of a window; -inf where a text is too short."""
        vectors, anchors = self._products(window)
        gains = []
        for bead in BEADS:
            gain = self._gain(bead, self._fit(bead, vectors[bead], anchors[bead], window), window)
            gain[: max(0, bead[0] - window.i0)] = -np.inf
            gain[:, : max(0, bead[1] - window.j0)] = -np.inf
            gains.append(gain)
        return gains

    def _fit(self, bead: tuple[int, int], vectors: Floats, anchors: Floats, window: Window) -> Fit:
        norms = self._both(bead, "norms", window)
        norm = norms[0] * norms[1]
        cosine = _divided(vectors, norm)
        near = self._both(bead, "near", window)
        margin = np.where(norm > 0, cosine - (near[0] + near[1]) / 2, np.float32(0))
        one, two = self._both(bead, "anchors", window)
        smooth = self.weights.smooth
        weight = one / np.sqrt(one**2 + smooth) * (two / np.sqrt(two**2 + smooth))
        unlike = np.where(norm > 0, cosine < UNLIKE, weight > HEAVY)
        return Fit(margin, weight * _divided(anchors, one * two), weight, unlike)

    def _gain(self, bead: tuple[int, int], fit: Fit, window: Window) -> Floats:
        w = self.weights
        p, q = bead
        said = w.margin * fit.margin + w.anchors * (fit.anchors - w.expect * fit.weight)
        one, two = self._both(bead, "lengths", window)
        # Short passages differ more in length by chance: a few letters are added to both.
        apart = (np.log(one + 12) - np.log(two + 12)) / w.spread
        breaks = np.maximum(*self._both(bead, "breaks", window))
        merged = w.merge * (p + q - 2) + w.both * (min(p, q) - 1) + w.cross * breaks
        less = w.length * np.minimum(apart**2, w.most) + merged
        place = self._place(bead, window)
        heavy = min(p, q) + w.more * abs(p - q)
        gain = heavy * said + place - less - w.least * (p + q) / 2
        gain = np.where((said < w.floor) & fit.unlike, np.minimum(gain, -w.merge), gain)
        return np.asarray(gain, dtype=np.float32)

    def _place(self, bead: tuple[int, int], window: Window) -> Floats:
        """What the first passages of beads have in common by their place in the outline."""
        w = self.weights
        rows = (window.i0 - bead[0], window.i1 - bead[0])
        columns = (window.j0 - bead[1], window.j1 - bead[1])
        items = cut(self.left.items, *rows, fill=-1)[:, None]
        same_item = (items == cut(self.right.items, *columns, fill=-1)) & (items >= 0)
        starts = cut(self.left.starts, *rows)[:, None]
        same_start = starts == cut(self.right.starts, *columns)
        kinds = cut(self.left.kinds, *rows)[:, None] != cut(self.right.kinds, *columns)
        place = w.item * same_item + w.start * (same_start & starts)
        return np.asarray(place - w.start * ~same_start - w.kind * kinds, dtype=np.float32)

    def _both(self, bead: tuple[int, int], what: str, window: Window) -> tuple[Floats, Floats]:
        """Something of the runs of a bead: of the left side as a column, of the right as a row."""
        left: Floats = getattr(self._runs[0], what)[bead[0] - 1]
        right: Floats = getattr(self._runs[1], what)[bead[1] - 1]
        return (
            cut(left, window.i0 - 1, window.i1 - 1)[:, None],
            cut(right, window.j0 - 1, window.j1 - 1)[None, :],
        )

    def _products(self, window: Window) -> tuple[dict[tuple[int, int], Floats], ...]:
        """The products of vectors and of anchors, for each bead."""
        i0, i1, j0, j1 = window
        tables = [np.zeros((i1 - i0 + 2, j1 - j0 + 2), dtype=np.float32) for _ in range(2)]
        a, b = max(0, i0 - 3), max(0, j0 - 3)
        c, d = min(i1 - 1, self.left.size), min(j1 - 1, self.right.size)
        if c > a and d > b:
            place = (slice(a - i0 + 3, c - i0 + 3), slice(b - j0 + 3, d - j0 + 3))
            tables[0][place] = self._runs[0].rows[a:c] @ self._runs[1].rows[b:d].T
            for at in range(b, d, _PIECE):
                end = min(at + _PIECE, d)
                columns = slice(at - j0 + 3, end - j0 + 3)
                found = _sparse_products(self.left.anchors, (a, c), self.right.anchors, (at, end))
                tables[1][place[0], columns] = found
        return tuple(map(_of_beads, tables))


def _of_beads(single: Floats) -> dict[tuple[int, int], Floats]:
    """The products of beads from those of single passages, of which there are two more each way."""
    rows, columns = single.shape[0] - 2, single.shape[1] - 2

    def at(x: int, y: int) -> Floats:
        return single[2 - x : 2 - x + rows, 2 - y : 2 - y + columns]

    one = at(0, 0)
    across, down = one + at(0, 1), one + at(1, 0)
    return {
        (1, 1): one,
        (1, 2): across,
        (2, 1): down,
        (1, 3): across + at(0, 2),
        (3, 1): down + at(2, 0),
        (2, 2): across + at(1, 0) + at(1, 1),
    }


def _sparse_products(
    left: Sparse, rows: tuple[int, int], right: Sparse, columns: tuple[int, int]
) -> Floats:
    """The products of some sparse rows of both sides, over the columns that the left ones use."""
    a, b = left.starts[rows[0]], left.starts[rows[1]]
    c, d = right.starts[columns[0]], right.starts[columns[1]]
    used = np.unique(left.columns[a:b])
    if not len(used) or c == d:
        return np.zeros((rows[1] - rows[0], columns[1] - columns[0]), dtype=np.float32)
    place = np.searchsorted(used, right.columns[c:d])
    known = used[np.minimum(place, len(used) - 1)] == right.columns[c:d]
    one = np.zeros((rows[1] - rows[0], len(used)), dtype=np.float32)
    one[_row_numbers(left, rows), np.searchsorted(used, left.columns[a:b])] = left.values[a:b]
    two = np.zeros((columns[1] - columns[0], len(used)), dtype=np.float32)
    two[_row_numbers(right, columns)[known], place[known]] = right.values[c:d][known]
    return one @ two.T


def _row_numbers(rows: Sparse, between: tuple[int, int]) -> NDArray[np.intp]:
    """For each number in some rows the row that it stands in, from 0."""
    sizes = np.diff(rows.starts[between[0] : between[1] + 1])
    return np.repeat(np.arange(between[1] - between[0]), sizes)


def _divided(a: Floats, b: Floats) -> Floats:
    out: Floats = np.divide(a, b, out=np.zeros_like(a), where=b > 0)
    return out
