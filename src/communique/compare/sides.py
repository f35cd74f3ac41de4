"""One side of an alignment as numbers: what scoring asks of each passage, and of two or three in
a row.

A merged passage is the length-weighted sum of its parts, so that every cosine between merged
passages follows from products between single ones. `halved` merges neighbours for a coarse look
at a long text. Left out: the meaning of the numbers (scores.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from communique.compare.vectors import Floats, nearness

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of few numbers each: row i has `values[starts[i]:starts[i+1]]` at `columns[…]`;
    columns of a row ascend.
    """

    starts: Ints
    columns: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one text: `lengths` in letters; unit `vectors` and their `near`ness to the
    other side (no columns without an encoder); `anchors`; `items`, `kinds` numbered the same on
    both sides (-1: none); paragraph `starts`.
    """

    lengths: Floats
    vectors: Floats
    near: Floats
    anchors: Sparse
    items: Ints
    kinds: Ints
    starts: NDArray[np.bool_]

    @property
    def size(self) -> int:
        """How many passages."""
        return len(self.lengths)

    def halved(self) -> Side:
        """Each two neighbours as one passage; how near they are to others is not known."""
        even = np.arange(0, self.size, 2)
        weighted = self.vectors * self.lengths[:, None]
        vectors = np.add.reduceat(weighted, even, axis=0)
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        safe = np.where(norms > 0, norms, 1)
        return Side(
            lengths=np.add.reduceat(self.lengths, even),
            vectors=(vectors / safe[:, None]).astype(np.float32),
            near=np.zeros(len(even), dtype=np.float32),
            anchors=_paired(self.anchors, self.size),
            items=self.items[even],
            kinds=self.kinds[even],
            starts=self.starts[even],
        )


def _paired(rows: Sparse, size: int) -> Sparse:
    """The sums of each two rows."""
    row = np.repeat(np.arange(size) // 2, np.diff(rows.starts))
    width = int(rows.columns.max(initial=0)) + 1
    keys, place = np.unique(row * width + rows.columns, return_inverse=True)
    values = np.bincount(place, weights=rows.values, minlength=len(keys)).astype(np.float32)
    starts = np.searchsorted(keys, np.arange(-(-size // 2) + 1) * width)
    return Sparse(starts.astype(np.int64), keys % width, values)


def weigh(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> tuple[Sparse, Sparse]:
    """The anchors of both sides as rows, the rarer the heavier; what one side alone has counts
    half.
    """
    counts = Counter(anchor for row in (*left, *right) for anchor in row)
    both = {a for row in left for a in row} & {a for row in right for a in row}
    number = {anchor: at for at, anchor in enumerate(sorted(counts))}
    total = len(left) + len(right) + 1
    # What stands in every passage still counts a little: a text may be one line many times.
    rare = {a: max(0.1, log(total / n)) for a, n in counts.items()}
    heavy = {a: weight * (1.0 if a in both else 0.5) for a, weight in rare.items()}
    return _rows(left, number, heavy), _rows(right, number, heavy)


def _rows(
    rows: Sequence[frozenset[str]], number: dict[str, int], heavy: dict[str, float]
) -> Sparse:
    ordered = [sorted((number[anchor], heavy[anchor]) for anchor in row) for row in rows]
    flat = [pair for row in ordered for pair in row]
    starts = np.cumsum([0, *map(len, ordered)], dtype=np.int64)
    columns = np.array([column for column, _ in flat], dtype=np.int64)
    return Sparse(starts, columns, np.array([value for _, value in flat], dtype=np.float32))


def halved(left: Side, right: Side) -> tuple[Side, Side]:
    """Both sides with each two neighbours as one passage."""
    one, two = left.halved(), right.halved()
    nears = nearness(one.vectors, two.vectors), nearness(two.vectors, one.vectors)
    return replace(one, near=nears[0]), replace(two, near=nears[1])
