"""Reading order: columns and what spans them, as blocks of rows in the order they are read.

A gutter is a strip that most rows leave free, with text that fills its measure on both sides. What
crosses it (a title, a wide table) divides the page into bands; within a band the left column is
read before the right, and each may have columns of its own. Columns of figures, labels in front of
paragraphs and signatures make no gutter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from communique.read.pdf.pieces import Piece
from communique.read.pdf.rows import Row, rows

_NUMERIC = re.compile(r"[\d０-９,.，．%％()（）\-−–△▲+ 　~〜約年月日]+")
MOST_DEPTH = 6


def arrange(found: Sequence[Piece], known: Sequence[float] = (), depth: int = 0) -> list[list[Row]]:
    """The columns of pieces in reading order, each as its rows from top to bottom. `known`: gutters
    of other pages, for which less is enough."""
    if not found:
        return []
    gutter = find_gutter(found, known) if depth < MOST_DEPTH and len(found) > 2 else None
    if gutter is None:
        return [rows(found)]
    out: list[list[Row]] = []
    for band in _bands(found, gutter):
        left, right = _sides(band, gutter)
        if left and right and not any(_crosses(p, gutter) for p in band):
            out += arrange(left, known, depth + 1) + arrange(right, known, depth + 1)
        elif len(band) < len(found):
            out += arrange(band, known, depth + 1)
        else:
            out.append(rows(band))
    return out


def find_gutter(found: Sequence[Piece], known: Sequence[float] = ()) -> float | None:
    """The middle of the best gutter, or None."""
    if not found:
        return None
    left, right = min(p.u0 for p in found), max(p.u1 for p in found)
    em = float(np.median([p.size for p in found]))
    width = int(right - left) + 2
    if width < 24 * em or width > 50_000:
        return None
    cover = np.zeros(width + 1)
    for p in found:
        cover[int(p.u0 - left)] += 1
        cover[min(width, int(p.u1 - left) + 1)] -= 1
    cover = np.cumsum(cover)
    most = float(np.percentile(cover[: int(right - left) + 1], 90))
    best: tuple[float, float] | None = None
    for start, end in _valleys(cover, 0.35 * most, int(8 * em), width - int(8 * em)):
        inner = cover[start:end]
        low = float(inner.min())
        at = np.flatnonzero(inner <= low + 1 + 0.06 * most)  # a page number, a title
        stretch = max(np.split(at, np.flatnonzero(np.diff(at) > 1) + 1), key=len)
        if len(stretch) < max(4, 0.55 * em):
            continue
        middle = left + start + float(stretch[0] + stretch[-1] + 1) / 2
        score = _score(found, middle, em)
        if score > 0 and (best is None or score > best[0]):
            best = (score, middle)
    if best is None:
        for middle in known:
            if _score(found, middle, em, enough=2) > 0:
                return middle
    return best[1] if best else None


def _valleys(
    cover: np.ndarray[tuple[int], np.dtype[np.float64]], limit: float, first: int, last: int
) -> list[tuple[int, int]]:
    """Stretches of low cover within bounds."""
    low = np.flatnonzero(cover[first:last] <= max(limit, 0.0)) + first
    if not len(low):
        return []
    groups = np.split(low, np.flatnonzero(np.diff(low) > 1) + 1)
    return [(int(group[0]), int(group[-1]) + 1) for group in groups]


def _bands(found: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Pieces in bands from top to bottom: what stands in two columns, and what crosses them."""
    em = float(np.median([p.size for p in found]))
    right = _sides(found, gutter)[1]
    ordered = sorted(found, key=lambda p: p.mid)
    crossing = [p for p in ordered if _crosses(p, gutter) or _heads(p, gutter, right, em)]
    edges = sorted((p.v0, p.v1) for p in crossing)
    merged: list[list[float]] = []
    for v0, v1 in edges:
        if merged and v0 <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], v1)
        else:
            merged.append([v0, v1])
    out: list[list[Piece]] = [[] for _ in range(2 * len(merged) + 1)]
    for p in ordered:
        at = 0
        for number, (v0, v1) in enumerate(merged):
            if p.mid > v1:
                at = 2 * number + 2
            elif p.mid >= v0:
                at = 2 * number + 1
        out[at].append(p)
    joined: list[list[Piece]] = []
    plain = False
    for band in out:
        if not band:
            continue
        two = _two(band, gutter, em) > 0
        if joined and not two and plain:
            joined[-1] += band
        else:
            joined.append(band)
        plain = not two
    return joined


def _crosses(piece: Piece, gutter: float) -> bool:
    over = 0.55 * piece.size  # punctuation that hangs out of a column
    return piece.u0 < gutter - over and piece.u1 > gutter + over


def _sides(band: Sequence[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    """The pieces left and right of a gutter, those that cross it in neither."""
    left: list[Piece] = []
    right: list[Piece] = []
    for p in band:
        if not _crosses(p, gutter):
            (left if p.u0 + p.u1 < 2 * gutter else right).append(p)
    return left, right


def _heads(piece: Piece, gutter: float, right: Sequence[Piece], em: float) -> bool:
    """Whether a piece left of the gutter is a heading over both columns: larger, and alone at its
    height."""
    if piece.size < 1.15 * em or piece.u0 + piece.u1 > 2 * gutter:
        return False
    reach = 0.6 * piece.size
    if not any(p.v0 > piece.v1 for p in right) or not any(p.v1 < piece.v0 for p in right):
        return False  # the right column only ends earlier, or begins later
    return all(p.v1 < piece.v0 - reach or p.v0 > piece.v1 + reach for p in right)


def _score(found: Sequence[Piece], gutter: float, em: float, enough: int = 6) -> float:
    """How many rows stand in two columns about a gutter; 0 if it is none."""
    total = sum(_two(band, gutter, em) for band in _split(found, gutter))
    return total if total >= enough else 0


def _split(found: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Bands without the crossing pieces."""
    bands: list[list[Piece]] = [[]]
    for p in sorted(found, key=lambda p: p.mid):
        if _crosses(p, gutter):
            if bands[-1]:
                bands.append([])
        else:
            bands[-1].append(p)
    return [band for band in bands if band]


def _two(band: Sequence[Piece], gutter: float, em: float) -> float:
    """The rows of a band that has two columns of text, 0 if it has not."""
    if any(_crosses(p, gutter) for p in band):
        return 0
    left, right = _sides(band, gutter)
    if not left or not right:
        return 0
    a, b = _side(left, em), _side(right, em)
    return min(a, b) * 2 if a and b else 0


def _side(side: Sequence[Piece], em: float) -> int:
    """The rows of one side if they are text that fills a measure, else 0."""
    u0, u1 = min(p.u0 for p in side), max(p.u1 for p in side)
    width = u1 - u0
    if width < 7 * em:
        return 0
    extents: list[list[float]] = []
    numeric = 0
    for p in sorted(side, key=lambda p: p.mid):
        numeric += bool(_NUMERIC.fullmatch(p.text))
        if extents and abs(p.mid - extents[-1][0]) < 0.5 * em:
            extents[-1][1] = min(extents[-1][1], p.u0)
            extents[-1][2] = max(extents[-1][2], p.u1)
        else:
            extents.append([p.mid, p.u0, p.u1])
    full = sum(1 for _, a, b in extents if b - a >= 0.7 * width)
    if numeric > 0.4 * len(side) or full < 0.4 * len(extents):
        return 0
    return len(extents)
