"""How well the chosen beads of an alignment fit: cosine, margin, agreement of anchors.

The same measures as in scores.py, which has them for all possible beads of a block; here each bead
is one row. Left out: what they mean for a reader (pairs.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.compare.beads import Bead
from communique.compare.scores import Weights
from communique.compare.sides import Side
from communique.compare.vectors import Floats

Ints = NDArray[np.int64]


class Fits(NamedTuple):
    """One number a bead, 0 for omissions."""

    cosines: Floats
    margins: Floats
    anchors: Floats


class _Rows(NamedTuple):
    """What one side's passages of each bead are together."""

    vectors: Floats
    norms: Floats
    near: Floats
    keys: Ints
    values: Floats
    anchor_norms: Floats


def fits(left: Side, right: Side, beads: Sequence[Bead], weights: Weights) -> Fits:
    """The fits of beads, in their order; linear in the length of the texts."""
    places = np.array(beads, dtype=np.int64).reshape(-1, 4)
    both = (places[:, 1] > places[:, 0]) & (places[:, 3] > places[:, 2])
    chosen = places[both]
    width = 1 + max(int(s.anchors.columns.max(initial=0)) for s in (left, right))
    one, two = _rows(left, chosen[:, :2], width), _rows(right, chosen[:, 2:], width)
    cosines = _divided(np.einsum("ij,ij->i", one.vectors, two.vectors), one.norms * two.norms)
    margins = np.where(cosines != 0, cosines - (one.near + two.near) / 2, 0)
    anchors = _agreement(one, two, len(chosen), width, weights.smooth)
    return Fits(*(_spread(values, both) for values in (cosines, margins, anchors)))


def _rows(side: Side, runs: Ints, width: int) -> _Rows:
    padded = np.vstack([side.vectors * side.lengths[:, None], np.zeros_like(side.vectors[:1])])
    if not len(runs):
        none = np.zeros(0, dtype=np.float32)
        return _Rows(padded[:0], none, none, np.zeros(0, dtype=np.int64), none, none)
    # Of the sums between these places only every other one is that of a run.
    vectors = np.add.reduceat(padded, runs.ravel(), axis=0)[::2]
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    near = np.append(side.near * side.lengths, np.float32(0))
    bead = np.full(side.size, -1, dtype=np.int64)
    for at in range(int((runs[:, 1] - runs[:, 0]).max())):
        within = runs[:, 0] + at < runs[:, 1]
        bead[runs[within, 0] + at] = np.flatnonzero(within)
    number = np.repeat(bead, np.diff(side.anchors.starts))
    held = number >= 0
    keys, place = np.unique(number[held] * width + side.anchors.columns[held], return_inverse=True)
    values = np.bincount(place, weights=side.anchors.values[held], minlength=len(keys))
    squares = np.bincount(keys // width, weights=values**2, minlength=len(runs))
    return _Rows(
        vectors,
        norms,
        _divided(np.add.reduceat(near, runs.ravel())[::2], norms),
        keys,
        values.astype(np.float32),
        np.sqrt(squares).astype(np.float32),
    )


def _agreement(one: _Rows, two: _Rows, size: int, width: int, smooth: float) -> Floats:
    shared, first, second = np.intersect1d(
        one.keys, two.keys, assume_unique=True, return_indices=True
    )
    products = np.bincount(
        shared // width, weights=one.values[first] * two.values[second], minlength=size
    )
    heavy = np.sqrt((one.anchor_norms**2 + smooth) * (two.anchor_norms**2 + smooth))
    return _divided(products.astype(np.float32), heavy)


def _divided(a: Floats, b: Floats) -> Floats:
    out: Floats = np.divide(a, b, out=np.zeros_like(a), where=b > 0)
    return out


def _spread(values: Floats, both: NDArray[np.bool_]) -> Floats:
    out = np.zeros(len(both), dtype=np.float32)
    out[both] = values
    return out
