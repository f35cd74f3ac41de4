"""The best chain of beads through two texts, in linear memory: dynamic programming, banded where
the texts are long.

A long text is first aligned at half its length, that one at a quarter, and so on; each time only
the surroundings of the coarser path are looked at. Left out: passages that changed their order
(compare/lineage.py has them within a language).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.compare.runs import LONGEST_RUN
from communique.compare.scores import BEADS, Scorer, Weights, Window
from communique.compare.sides import Side, halved
from communique.compare.vectors import Floats

WHOLE = 600_000
"""Up to so many pairs of passages all are looked at."""

PAD = 3
"""Columns that a bead may reach back."""

RADIUS = 24
ROWS = 48

_SKIP_LEFT, _SKIP_RIGHT = len(BEADS), len(BEADS) + 1
_STEPS = (*BEADS, (1, 0), (0, 1))

Bead = tuple[int, int, int, int]
"""Where a bead starts and ends: left from, left to, right from, right to."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The choices made in some rows (states before passages `row`, `row`+1, …) and columns of the
    table.
    """

    row: int
    column: int
    choices: NDArray[np.uint8]


def best_beads(left: Side, right: Side, weights: Weights) -> list[Bead]:
    """The beads of the best alignment, in order, that together hold every passage of both sides
    once.
    """
    if not left.size or not right.size:
        return [(i, i + 1, 0, 0) for i in range(left.size)] + [
            (0, 0, j, j + 1) for j in range(right.size)
        ]
    if (left.size + 1) * (right.size + 1) <= WHOLE or min(left.size, right.size) < 8:
        return _run(left, right, weights, None)
    coarse = best_beads(*halved(left, right), weights)
    return _run(left, right, weights, coarse)


def _run(left: Side, right: Side, weights: Weights, coarse: list[Bead] | None) -> list[Bead]:
    scorer = Scorer(left, right, weights)
    band = _band(coarse, left.size, right.size) if coarse else None
    blocks: list[_Block] = []
    before = _Before(0, right.size + 1)
    for row in range(0, left.size + 1, ROWS):
        end = min(row + ROWS, left.size + 1)
        first, last = (0, right.size + 1) if band is None else band[row // ROWS]
        before.move(first, last)
        gains = scorer.block(Window(row, end, first, last))
        choices = np.empty((end - row, last - first), dtype=np.uint8)
        for at in range(end - row):
            choices[at] = before.row([gain[at] for gain in gains], top=row + at == 0)
        blocks.append(_Block(row, first, choices))
    return _back(blocks, left.size, right.size)


class _Before:
    """The best totals of the three rows before, over some columns and three more on their left."""

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.rows = [_unreached(last - first + PAD) for _ in range(LONGEST_RUN)]

    def move(self, first: int, last: int) -> None:
        """Go on with other columns; what is known of them is kept."""
        moved = []
        for old in self.rows:
            new = _unreached(last - first + PAD)
            a, b = max(first, self.first), min(last, self.first + len(old) - PAD)
            if b > a:
                known = old[a - self.first + PAD : b - self.first + PAD]
                new[a - first + PAD : b - first + PAD] = known
            moved.append(new)
        self.first, self.rows = first, moved

    def row(self, gains: list[Floats], *, top: bool) -> NDArray[np.uint8]:
        """Add a row; by which bead the best total of each of its states is reached."""
        width = len(self.rows[0]) - PAD
        totals = np.empty((len(BEADS) + 1, width))
        for number, (p, q) in enumerate(BEADS):
            earlier = self.rows[p - 1]
            np.add(earlier[PAD - q : PAD - q + width], gains[number], out=totals[number])
        totals[_SKIP_LEFT] = self.rows[0][PAD:]
        if top:
            totals[:, 0] = 0
        best = totals.max(axis=0)
        choice: NDArray[np.uint8] = totals.argmax(axis=0).astype(np.uint8)
        new = _unreached(width + PAD)
        np.maximum.accumulate(best, out=new[PAD:])
        choice[new[PAD:] > best] = _SKIP_RIGHT
        self.rows = [new, *self.rows[:-1]]
        return choice


def _unreached(size: int) -> NDArray[np.float64]:
    return np.full(size, -np.inf)


def _back(blocks: list[_Block], i: int, j: int) -> list[Bead]:
    """Follow the choices back from the end of both texts."""
    beads: list[Bead] = []
    while i or j:
        block = blocks[i // ROWS]
        p, q = _STEPS[block.choices[i - block.row, j - block.column]]
        if i == 0:
            p, q = 0, 1
        beads.append((i - p, i, j - q, j))
        i, j = i - p, j - q
    return beads[::-1]


def _band(coarse: list[Bead], rows: int, columns: int) -> list[tuple[int, int]]:
    """For each block of rows the columns near the path of an alignment at half the size."""
    low = np.full(rows + 1, columns, dtype=np.int64)
    high = np.zeros(rows + 1, dtype=np.int64)
    for i0, i1, j0, j1 in coarse:
        a, b = min(2 * i0, rows), min(2 * i1, rows)
        low[a : b + 1] = np.minimum(low[a : b + 1], 2 * j0)
        high[a : b + 1] = np.maximum(high[a : b + 1], min(2 * j1, columns))
    band = []
    for row in range(0, rows + 1, ROWS):
        near = slice(max(0, row - RADIUS), min(rows + 1, row + ROWS + RADIUS))
        first = max(0, int(low[near].min()) - RADIUS)
        last = min(columns, int(high[near].max()) + RADIUS)
        band.append((first if row else 0, last + 1))
    band[-1] = (band[-1][0], columns + 1)
    return band
