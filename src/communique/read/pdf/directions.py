"""Which way the text of a page runs: most of it makes the page, what runs otherwise is set beside.

Characters set one under another are vertical Japanese or Chinese; text turned by a quarter is told
by its angle; text at a slant is a watermark. On a page of vertical text, upright rows are its head,
its number, or a title.
"""

from __future__ import annotations

import numpy as np

from communique.read.pdf.glyphs import Floats, Glyphs
from communique.read.pdf.pieces import Bools, Flow, flow_of, wide

_BY_ANGLE = {0: "right", 90: "down", 180: "left", 270: "up"}


def flows(g: Glyphs) -> list[Flow]:
    """The flows of a page, the one with most characters first."""
    if not len(g):
        return [flow_of(g, "right")]
    angles = np.array([r.angle for r in g.runs])[g.run]
    quarter = (np.round(angles / 90).astype(int) % 4) * 90
    off = np.abs(angles - np.round(angles / 90) * 90) > 4
    upright = (quarter == 0) & ~off
    down = _stacked(g, upright)
    masks: list[tuple[str, Bools, bool]] = [("right", upright & ~down, False)]
    masks.append(("down", down, True))
    masks += [(_BY_ANGLE[q], (quarter == q) & ~off, False) for q in (90, 180, 270)]
    masks.append(("askew", off, False))
    if down.sum() > 0.5 * len(g):
        # letters and figures in vertical text lie on their side
        side = (quarter == 90) & ~off
        beside = _in_columns(g, down, upright & ~down)
        masks[1] = ("down", down | side | beside, True)
        masks[0] = ("right", upright & ~down & ~beside, False)
        masks[2] = ("down", side & False, False)
    found = [
        flow_of(_in_order(g.only(mask)) if vertical else g.only(mask), direction, vertical=vertical)
        for direction, mask, vertical in masks
        if mask.any()
    ]
    return sorted(found, key=lambda f: (f.direction == "askew", -len(f.glyphs)))


def _in_order(g: Glyphs) -> Glyphs:
    """Characters of vertical text line by line: pdfium takes those at one height for a row."""
    cx = (g.x0 + g.x1) / 2
    size = float(np.median(g.x1 - g.x0)) or 1.0
    by = np.argsort(-cx, kind="stable")
    column = np.zeros(len(g), np.int64)
    column[by[1:]] = np.cumsum(np.abs(np.diff(cx[by])) > 0.3 * size)
    order = np.lexsort((g.y0, column))
    put = g.only(np.ones(len(g), bool))
    put.chars = [g.chars[i] for i in order.tolist()]
    put.x0, put.y0, put.x1, put.y1 = (a[order] for a in (g.x0, g.y0, g.x1, g.y1))
    put.run, put.space = g.run[order], g.space[order]
    put.space[1:][np.diff(order) != 1] = 0
    return put


def _stacked(g: Glyphs, upright: Bools) -> Bools:
    """Characters of vertical lines: closer to what stands under or over them than to what stands
    beside. A few make none (a narrow cell of a table)."""
    none = np.zeros(len(g), bool)
    at = np.flatnonzero(upright & wide(g.chars))
    if len(at) < 8:
        return none
    x0, y0, x1, y1 = (a[at] for a in (g.x0, g.y0, g.x1, g.y1))
    cx, cy, em = (x0 + x1) / 2, (y0 + y1) / 2, np.maximum(y1 - y0, 0.5)
    size = float(np.median(em))
    under, beside = np.zeros(len(at), bool), np.zeros(len(at), bool)
    for shift in (0.0, 0.25):
        _neighbours(under, cx, y0, y1, em, size, shift, 0.3)
        _neighbours(beside, cy, x0, x1, em, size, shift, 0.15)
    found = none.copy()
    found[at] = under & ~beside
    return found if found.sum() > max(6, 0.3 * len(at)) else none


def _neighbours(
    found: Bools,
    across: Floats,
    start: Floats,
    end: Floats,
    em: Floats,
    size: float,
    shift: float,
    near: float,
) -> None:
    """Mark characters with a neighbour along one axis that is nearer than `near` of their size."""
    order = np.lexsort((start, np.floor(across / (0.5 * size) + 2 * shift)))
    first, second = order[:-1], order[1:]
    gap = start[second] - end[first]
    close = (
        (np.abs(across[second] - across[first]) < 0.3 * em[first])
        & (gap < near * em[first])
        & (gap > -0.55 * em[first])
    )
    found[first[close]] = True
    found[second[close]] = True


def _in_columns(g: Glyphs, down: Bools, rest: Bools) -> Bools:
    """Upright characters that stand within a vertical line: figures side by side, small kana, the
    lone character of a column."""
    found = np.zeros(len(g), bool)
    at = np.flatnonzero(down)
    if not len(at):
        return found
    size = float(np.median(g.x1[at] - g.x0[at]))
    top, bottom = float(g.y0[at].min()), float(g.y1[at].max())
    centres = np.unique(np.round((g.x0[at] + g.x1[at]) / 2))
    for i in np.flatnonzero(rest).tolist():
        middle = (g.x0[i] + g.x1[i]) / 2
        near = float(np.abs(centres - middle).min())
        inside = top - size < g.y0[i] and g.y1[i] < bottom + size
        found[i] = inside and near < 0.75 * size and g.x1[i] - g.x0[i] < 1.3 * size
    return found
