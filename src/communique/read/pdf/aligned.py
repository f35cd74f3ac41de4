"""Tables without upright rules: rows whose parts stand under each other.

Recognised: three or more rows with the same strips left free, where most of the parts behind the
first are figures; and rows between flat rules of one length (a head's rule and the last), whatever
they hold. A table of contents (dots, a number) and lists of names are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.pdf.grids import Grid, rows_of
from communique.read.pdf.pieces import Piece
from communique.read.pdf.rows import Row
from communique.read.pdf.strokes import Stroke

FIGURE = re.compile(
    r"[\s約＋+\-−–△▲±~〜～$¥￥€£(（]*[0-9０-９][0-9０-９,.，．\s%％/:~〜～()（）]*\S{0,6}|[-−–—…]+|n/?a|…"
)
_DOTS = re.compile(r"(?:\.{4,}|…{2,}|[・･·]{4,}|(?:\. ?){6,}).{0,3}[0-9０-９ivx]{1,4}\s*$")
APART = 1.0


def aligned(column: Sequence[Row], strokes: Sequence[Stroke]) -> list[tuple[int, int, Grid]]:
    """The tables among the rows of a column: from which row to which, and their cells."""
    cells = [parts(row) for row in column]
    out: list[tuple[int, int, Grid]] = []
    spans = _ruled_spans(column, strokes)
    at = 0
    while at < len(column):
        span = next((s for s in spans if s[0] == at), None)
        end = span[1] if span else _run(cells, column, at)
        free = _strips(cells[at:end], column[at].size) if end - at >= 3 else []
        rows = cells[at:end]
        if free and (span or _figures(rows, free)) and not is_contents(column[at:end]):
            out.append((at, end, _grid(column[at:end], free)))
            at = end
        else:
            at += 1 if not span else max(1, 0)
    return out


def parts(row: Row) -> list[list[Piece]]:
    """The pieces of a row in groups that stand apart."""
    groups: list[list[Piece]] = []
    for piece in row.pieces:
        if groups and piece.u0 - groups[-1][-1].u1 <= APART * row.size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _run(cells: Sequence[list[list[Piece]]], column: Sequence[Row], at: int) -> int:
    """Behind the last row of those from `at` on that have several parts."""
    end = at
    while end < len(cells) and len(cells[end]) >= 2:
        if end > at and column[end].mid - column[end - 1].mid > 4 * column[end].size:
            break
        end += 1
    return end


def _strips(cells: Sequence[list[list[Piece]]], em: float) -> list[float]:
    """The middles of the strips that all rows leave free."""
    spans = sorted((g[0].u0, max(p.u1 for p in g)) for row in cells for g in row)
    free: list[float] = []
    reach = spans[0][1]
    for u0, u1 in spans[1:]:
        if u0 - reach > 0.8 * em:
            free.append((reach + u0) / 2)
        reach = max(reach, u1)
    return free


def _figures(cells: Sequence[list[list[Piece]]], free: Sequence[float]) -> bool:
    """Whether the parts behind the first column are figures for the most part."""
    behind = ["".join(p.text for p in g) for row in cells for g in row if g[0].u0 > free[0]]
    figures = sum(1 for text in behind if FIGURE.fullmatch(text))
    filled = sum(1 for row in cells if len(row) >= 2)
    return figures >= 0.6 * len(behind) and figures >= 3 and filled >= 0.8 * len(cells)


def is_contents(rows: Sequence[Row]) -> bool:
    """Whether rows are those of a table of contents: dots that lead to a number."""
    led = [_DOTS.search(row.text) for row in rows]
    return bool(rows) and sum(map(bool, led)) >= 0.5 * len(rows)


def _grid(column: Sequence[Row], free: Sequence[float]) -> Grid:
    bounds = [*free, float("inf")]
    grid = Grid(min(r.u0 for r in column), column[0].v0, max(r.u1 for r in column), column[-1].v1)
    for row in column:
        held: list[list[Piece]] = [[] for _ in bounds]
        for piece in row.pieces:
            middle = (piece.u0 + piece.u1) / 2
            held[next(i for i, b in enumerate(bounds) if middle < b)].append(piece)
        grid.cells.append([rows_of(pieces) for pieces in held])
    return grid


def _ruled_spans(column: Sequence[Row], strokes: Sequence[Stroke]) -> list[tuple[int, int]]:
    """Rows between the first and last of three or more flat rules of one length."""
    flats = sorted((s for s in strokes if s.flat), key=lambda s: s.v0)
    out: list[tuple[int, int]] = []
    used: set[int] = set()
    for i, first in enumerate(flats):
        if i in used or first.u1 - first.u0 < 8 * (column[0].size if column else 10):
            continue
        same = [
            j
            for j, s in enumerate(flats)
            if j >= i and abs(s.u0 - first.u0) < 3 and abs(s.u1 - first.u1) < 3
        ]
        if len(same) < 3:
            continue
        used.update(same)
        top, bottom = flats[same[0]].v0, flats[same[-1]].v0
        inside = [
            k
            for k, r in enumerate(column)
            if top < r.mid < bottom and r.u0 > first.u0 - 6 and r.u1 < first.u1 + 6
        ]
        several = sum(1 for k in inside if len(parts(column[k])) >= 2)
        if len(inside) >= 3 and several >= 0.6 * len(inside):
            out.append((inside[0], inside[-1] + 1))
    return out
