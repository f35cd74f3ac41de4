"""Passages in a row, as one: what scoring asks of every run of one, two or three passages.

A run is named by its last passage. Its norm is that of the sum of its rows, which follows from the
squares of the rows and from their products with the two rows before. Left out: runs of more than
three, which no translator makes.

    >>> [run.tolist() for run in run_sums(np.array([1.0, 2.0, 4.0], dtype=np.float32))]
    [[1.0, 2.0, 4.0], [1.0, 3.0, 6.0], [1.0, 3.0, 7.0]]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.compare.sides import Side, Sparse
from communique.compare.vectors import Floats

LONGEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Runs:
    """For runs of 1, 2 and 3 passages: lengths, norms of the length-weighted vectors, nearness of
    the whole to the other side, norms of the anchors, and breaks inside (a new paragraph counts
    one, another kind of passage two).
    """

    rows: Floats
    lengths: list[Floats]
    norms: list[Floats]
    near: list[Floats]
    anchors: list[Floats]
    breaks: list[Floats]


def runs_of(side: Side) -> Runs:
    """The runs of a side; linear in its length."""
    rows = side.vectors * side.lengths[:, None]
    norms = _norms(_squares(rows), _apart(rows, 1), _apart(rows, 2))
    near = [
        np.divide(total, norm, out=np.zeros_like(total), where=norm > 0)
        for total, norm in zip(run_sums(side.near * side.lengths), norms, strict=True)
    ]
    inside = side.starts.astype(np.float32)
    inside[1:] += 2 * (side.kinds[1:] != side.kinds[:-1])
    breaks = [np.zeros_like(inside), *run_sums(inside)[: LONGEST_RUN - 1]]
    anchors = _norms(*(_sparse_products(side.anchors, side.size, step) for step in range(3)))
    return Runs(rows, run_sums(side.lengths), norms, near, anchors, breaks)


def run_sums(values: Floats) -> list[Floats]:
    """The sums of 1, 2 and 3 values that end at each place."""
    out = [values]
    for step in range(1, LONGEST_RUN):
        longer = out[-1].copy()
        longer[step:] += values[:-step]
        out.append(longer)
    return out


def cut(values: NDArray[Any], start: int, end: int, *, fill: int = 0) -> NDArray[Any]:
    """The values from start to end, which may lie before the first one.

    >>> cut(np.array([7, 8, 9]), -1, 2).tolist()
    [0, 7, 8]
    """
    held = values[max(0, start) : max(0, end)]
    missing = np.full(end - start - len(held), fill, dtype=values.dtype)
    return np.concatenate([missing, held])


def _norms(squares: Floats, one_apart: Floats, two_apart: Floats) -> list[Floats]:
    two = squares.copy()
    two[1:] += squares[:-1] + 2 * one_apart[1:]
    three = two.copy()
    three[2:] += squares[:-2] + 2 * one_apart[1:-1] + 2 * two_apart[2:]
    return [np.sqrt(np.maximum(square, 0)) for square in (squares, two, three)]


def _squares(rows: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", rows, rows), dtype=np.float32)


def _apart(rows: Floats, step: int) -> Floats:
    """The product of each row with that so many before."""
    out = np.zeros(len(rows), dtype=np.float32)
    out[step:] = np.einsum("ij,ij->i", rows[step:], rows[:-step])
    return out


def _sparse_products(rows: Sparse, size: int, step: int) -> Floats:
    """The product of each sparse row with that so many before, or with itself."""
    row = np.repeat(np.arange(size), np.diff(rows.starts))
    width = int(rows.columns.max(initial=0)) + 1
    keys = row * width + rows.columns
    earlier = (row - step) * width + rows.columns
    if not len(keys):
        return np.zeros(size, dtype=np.float32)
    place = np.minimum(np.searchsorted(keys, earlier), len(keys) - 1)
    found = keys[place] == earlier
    products = rows.values[found] * rows.values[place[found]]
    summed = np.bincount(row[found], weights=products, minlength=size)
    return np.asarray(summed, dtype=np.float32)
