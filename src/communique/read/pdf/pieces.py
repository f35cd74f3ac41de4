"""Pieces of lines: characters that follow each other in the file and on the page.

All later modules work in *flow* coordinates, in which text of any direction runs to the right and
its lines go down: `u` along the line, `v` across the lines. Vertical Japanese becomes ordinary text
so, its columns lines and its tiers columns. A piece ends where the next character stands on another
line, further off than a word, or is of another size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from communique.read.pdf.glyphs import Floats, Glyphs

Bools = NDArray[np.bool_]
APART = 0.7
"""Of the size of type: a wider gap ends a piece. Word spaces of justified text are rarely wider."""
CJK = re.compile(
    r"[\u2e80-\u303f\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uffef]"
)
_OPENING = frozenset("（「『【〔〈《“‘([")


@dataclass(slots=True, eq=False)
class Piece:
    """Characters `start` to `end` of a page's flow, their box and type."""

    start: int
    end: int
    u0: float
    v0: float
    u1: float
    v1: float
    text: str
    size: float
    bold: bool
    font: str
    hidden: bool = False
    word: float = 0.0  # the width of its first word
    table: int = -1  # a table's place in the order: its number on the page, no text

    @property
    def mid(self) -> float:
        """The middle of its height."""
        return (self.v0 + self.v1) / 2


@dataclass(slots=True)
class Flow:
    """Characters of one direction (`right`, `down`, `up`, `left`, or `askew`) in flow
    coordinates."""

    glyphs: Glyphs
    direction: str
    u0: Floats
    v0: Floats
    u1: Floats
    v1: Floats
    width: float
    height: float
    vertical: bool = False
    hidden: bool = False

    def box(self, u0: float, v0: float, u1: float, v1: float) -> tuple[float, float, float, float]:
        """A box of the flow as one of the page as shown: left, top, right, bottom."""
        match self.direction:
            case "down":
                return self.height - v1, u0, self.height - v0, u1
            case "up":
                return v0, self.width - u1, v1, self.width - u0
            case "left":
                return self.width - u1, self.height - v1, self.width - u0, self.height - v0
        return u0, v0, u1, v1


def flow_of(glyphs: Glyphs, direction: str, *, vertical: bool = False) -> Flow:
    """Characters in flow coordinates of a direction."""
    x0, y0, x1, y1 = glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1
    w, h = glyphs.width, glyphs.height
    match direction:
        case "down":
            return Flow(glyphs, direction, y0, w - x1, y1, w - x0, h, w, vertical)
        case "up":
            return Flow(glyphs, direction, h - y1, x0, h - y0, x1, h, w)
        case "left":
            return Flow(glyphs, direction, w - x1, h - y1, w - x0, h - y0, w, h)
    return Flow(glyphs, direction, x0, y0, x1, y1, w, h)


def wide(chars: list[str]) -> Bools:
    """Which characters are East Asian ones that no space parts."""
    codes = np.frombuffer("".join(chars).encode("utf-32-le", "surrogatepass"), np.uint32)
    found: Bools = (
        ((codes >= 0x2E80) & (codes <= 0x9FFF))
        | ((codes >= 0xAC00) & (codes <= 0xD7A3))
        | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFE30) & (codes <= 0xFE6F))
        | ((codes >= 0xFF01) & (codes <= 0xFFEF))
        | (codes >= 0x20000)
    )
    return found


def pieces(flow: Flow, *, tight: bool = False) -> list[Piece]:
    """The pieces of a flow in the order of the file. `tight`: the file's own spaces are not to be
    believed, only gaps."""
    g = flow.glyphs
    if not len(g):
        return []
    size = np.maximum(flow.v1 - flow.v0, 0.5)
    mid = (flow.v0 + flow.v1) / 2
    larger = np.maximum(size[1:], size[:-1])
    gap = flow.u0[1:] - flow.u1[:-1]
    broken = (
        (np.abs(mid[1:] - mid[:-1]) > 0.2 * larger)
        | (gap > APART * larger)
        | (flow.u0[1:] < flow.u0[:-1] - 0.1 * larger)
        | (np.minimum(size[1:], size[:-1]) < 0.86 * larger)
    )
    if flow.direction == "askew":
        broken[:] = False
    cuts = [0, *(np.flatnonzero(broken) + 1).tolist(), len(g)]
    spaced = _spaces(flow, gap, larger, tight=tight).tolist()
    texts = [" " + c if s else c for c, s in zip(g.chars, spaced, strict=True)]
    sizes = size.tolist()
    out = []
    for start, end in pairwise(cuts):
        first = next((at for at in range(start + 1, end) if spaced[at]), end)
        run = g.runs[int(g.run[(start + end) // 2])]
        out.append(
            Piece(
                start,
                end,
                float(flow.u0[start]),
                float(flow.v0[start:end].min()),
                float(flow.u1[start:end].max()),
                float(flow.v1[start:end].max()),
                "".join(texts[start:end]).lstrip(" "),
                sorted(sizes[start:end])[(end - start) // 2],
                run.bold,
                run.font,
                run.hidden,
                float(flow.u1[first - 1] - flow.u0[start]),
            )
        )
    return out


def _spaces(flow: Flow, gap: Floats, larger: Floats, *, tight: bool) -> Bools:
    """Before which characters a space belongs. pdfium's own spaces are believed between letters;
    between East Asian characters only the file's are."""
    g = flow.glyphs
    asian = wide(g.chars)
    found = np.zeros(len(g), bool)
    if len(g) < 2:
        return found
    either = asian[1:] | asian[:-1]
    space = g.space[1:]
    if tight or flow.vertical:
        usual = gap[(gap > 0) & (gap < larger)] / larger[(gap > 0) & (gap < larger)]
        apart = float(np.median(usual)) if tight and len(usual) else 0.0
        found[1:] = ~either & (gap > max(0.18, apart + 0.15) * larger)
        found[1:] |= either & (gap > 0.6 * larger)
        return found
    found[1:] = ((space == 2) & (gap > -0.6 * larger)) | (~either & (space == 1))
    found[1:] |= either & (gap > 0.6 * larger)
    return found


def divided(flow: Flow, piece: Piece, borders: list[float]) -> list[Piece]:
    """A piece in parts, cut where borders run across it."""
    if not borders:
        return [piece]
    middles = ((flow.u0 + flow.u1)[piece.start : piece.end] / 2).tolist()
    sides = [sum(1 for b in borders if m > b) for m in middles]
    out: list[Piece] = []
    texts: list[str] = []
    at = 0
    for char in piece.text:
        if char == " " and flow.glyphs.chars[piece.start + at] != " ":
            if texts:
                texts[-1] += char
            continue
        where = piece.start + at
        if at and at < len(sides) and sides[at] == sides[at - 1]:
            texts[-1] += char
            out[-1].end = where + 1
            out[-1].u1 = max(out[-1].u1, float(flow.u1[where]))
        else:
            texts.append(char)
            u0, u1 = float(flow.u0[where]), float(flow.u1[where])
            out.append(replace(piece, start=where, end=where + 1, u0=u0, u1=u1, text=""))
        at = min(at + 1, len(sides) - 1)
    for part, text in zip(out, texts, strict=True):
        part.text = text.strip(" ")
    return [part for part in out if part.text]
