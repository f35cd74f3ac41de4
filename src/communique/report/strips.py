"""A comparison at a glance: each row as a stretch of a strip, as long as its words.

A strip is a thousand wide. Left out: colours, which whoever draws it knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.report.rows import Row

WIDTH = 1000
"""How wide a strip is."""

LEAST = 2.0
"""No row is narrower than this, as far as there is room."""


class Stretch(NamedTuple):
    """A row of a comparison on a strip: where it begins and how wide it is."""

    row: Row
    at: float
    wide: float


def strip(rows: Sequence[Row]) -> tuple[Stretch, ...]:
    """The rows as stretches in order, which fill the strip."""
    sizes = [float(max(1, _size(row))) for row in rows]
    total = sum(sizes) or 1.0
    least = min(LEAST, WIDTH / (2 * len(rows))) if rows else 0.0
    sizes = [max(least, WIDTH * size / total) for size in sizes]
    total = sum(sizes) or 1.0
    made, at = [], 0.0
    for row, size in zip(rows, sizes, strict=True):
        wide = WIDTH * size / total
        made.append(Stretch(row, round(at, 2), round(wide, 2)))
        at += wide
    return tuple(made)


def _size(row: Row) -> int:
    """Characters of the longer side."""
    cells = [cell for cell in (row.old, row.new) if cell]
    return max((sum(len(piece.text) for piece in cell.pieces) for cell in cells), default=0)
