"""One page: its characters, the flows they make, its rules and pictures, and what is wrong with its
text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as pdfium

from communique.read.pdf import layers
from communique.read.pdf.directions import flows
from communique.read.pdf.glyphs import MOST, Glyphs, frame_of, glyphs
from communique.read.pdf.pieces import Flow, Piece, pieces
from communique.read.pdf.rows import Row, rows
from communique.read.pdf.setting import Block
from communique.read.pdf.strokes import Stroke, drawings, strokes

FEW = 8
"""Characters: a page with no more has no text, but perhaps a number or a stamp."""
PICTURE = 0.25
"""Of a page's area: pictures that cover more may hold its text."""
_NONE, _NO = np.zeros(0), np.zeros(0, np.int64)


@dataclass(slots=True)
class Page:
    """One page while it is worked out; `faults` are codes of gaps."""

    number: int
    glyphs: Glyphs
    flow: Flow
    pieces: list[Piece]
    rows: list[Row]
    beside: list[tuple[Flow, list[Row]]]
    strokes: list[Stroke]
    faults: set[str] = field(default_factory=set)
    head: list[Block] = field(default_factory=list)
    columns: list[list[Block]] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)


def read_page(document: pdfium.FPDF_DOCUMENT, at: int) -> Page:
    """Read one page (from 0) and let go of pdfium's."""
    page = pdfium.FPDF_LoadPage(document, at)
    if not page:
        empty = Glyphs(at + 1, 0.0, 0.0, [], _NONE, _NONE, _NONE, _NONE, _NO, _NO, [])
        return Page(at + 1, empty, flows(empty)[0], [], [], [], [], {"page-unreadable"})
    try:
        frame = frame_of(page)
        found = glyphs(page, at + 1)
        drawn = drawings(page, frame)
    finally:
        pdfium.FPDF_ClosePage(page)
    faults = _faults(found, drawn.pictures)
    hidden = (
        np.array([r.hidden for r in found.runs])[found.run] if found.runs else np.zeros(0, bool)
    )
    aside: list[Flow] = []
    if 0 < hidden.sum() <= 0.5 * len(found):
        aside = flows(found.only(hidden))
        for flow in aside:
            flow.hidden = True
        found = found.only(~hidden)
    main, *others = flows(found)
    tight = "text-layer-spaced" in faults
    cut = pieces(main, tight=tight)
    return Page(
        at + 1,
        found,
        main,
        cut,
        rows(cut),
        [(flow, rows(pieces(flow, tight=tight))) for flow in (*others, *aside)],
        strokes(drawn, frame, main),
        faults,
    )


def _faults(found: Glyphs, pictures: float) -> set[str]:
    """What is wrong with the text of a page, as codes of gaps."""
    faults: set[str] = set()
    if len(found) <= FEW:
        if pictures > PICTURE:
            faults.add("no-text-layer")
        return faults
    text = "".join(found.chars)
    if layers.meaningless(text) or layers.implausible(text):
        faults.add("text-layer-wrong")
    if layers.spaced_out(found):
        faults.add("text-layer-spaced")
    share = layers.hidden_share(found)
    if share > 0.5 and pictures > PICTURE:
        faults.add("text-layer-hidden")
    elif 0 < share <= 0.5:
        faults.add("text-hidden")
    if found.radicals:
        faults.add("text-layer-radicals")
    if found.outside:
        faults.add("text-off-page")
    if len(found) + found.outside >= MOST:
        faults.add("page-crowded")
    return faults
