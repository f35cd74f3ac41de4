"""Which way the text of a page runs: most of it makes the page, what runs otherwise is set beside.

Characters set one under another are vertical Japanese or Chinese; text turned by a quarter is told by
its angle; text at a slant is a watermark. On a page of vertical text, upright rows are its head, its
number, or a title.
"""

from __future__ import annotations

import numpy as np

from communique.read.pdf.glyphs import Glyphs
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
        flow_of(g.only(mask), direction, vertical=vertical)
        for direction, mask, vertical in masks
        if mask.any()
    ]
    return sorted(found, key=lambda f: (f.direction == "askew", -len(f.glyphs)))


def _stacked(g: Glyphs, upright: Bools) -> Bools:
    """Characters of vertical lines. Fewer than half a page's make none (a narrow cell of a
    table)."""
    none = np.zeros(len(g), bool)
    if len(g) < 8:
        return none
    size = np.maximum(g.y1 - g.y0, 0.5)
    cx, cy = (g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2
    dx, dy = np.abs(np.diff(cx)), np.diff(cy)
    em = size[1:]
    under = (dx < 0.35 * em) & (dy > 0.4 * em) & (dy < 2.6 * em) & upright[1:] & upright[:-1]
    beside = (np.abs(dy) < 0.3 * em) & (np.diff(cx) > 0.15 * em)
    if under.sum() < 6 or under.sum() <= beside.sum():
        return none
    found = none.copy()
    found[1:] |= under
    found[:-1] |= under
    # single characters at a column's head or foot stand on the line of others
    return found & wide(g.chars) | (found & _alone(beside))


def _alone(beside: Bools) -> Bools:
    """Characters without a neighbour on their right or left."""
    found = np.ones(len(beside) + 1, bool)
    found[1:] &= ~beside
    found[:-1] &= ~beside
    return found


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
