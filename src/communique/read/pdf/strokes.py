"""Lines drawn on a page: rules over notes, the grids of tables. And how much of a page pictures
cover.

Paths are taken apart into their straight horizontal and vertical parts; a filled box that is thin
is a line too. What a form (a page's drawing inside a page) holds is looked into. Left out: dashes,
curves, slanted lines, and pages of more drawings than any table has (maps, charts).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from communique.read.pdf.glyphs import Frame
from communique.read.pdf.pieces import Flow

MOST_OBJECTS = 6_000
MOST_SEGMENTS = 20_000
THIN = 3.0
DEEPEST = 4
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, flat or upright, in flow coordinates."""

    u0: float
    v0: float
    u1: float
    v1: float
    flat: bool


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page: segments in the page's own coordinates, pictures' share of it."""

    segments: list[tuple[float, float, float, float]]
    pictures: float = 0.0
    seen: int = 0


def drawings(page: pdfium.FPDF_PAGE, frame: Frame) -> Drawings:
    """The lines and pictures of a page."""
    found = Drawings([])
    count = pdfium.FPDFPage_CountObjects(page)
    area = max(1.0, (frame.right - frame.left) * (frame.top - frame.bottom))
    for at in range(min(count, MOST_OBJECTS)):
        _object(pdfium.FPDFPage_GetObject(page, at), _PLAIN, found, area, 0)
    return found


def _object(
    thing: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, found: Drawings, area: float, depth: int
) -> None:
    found.seen += 1
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        if len(found.segments) < MOST_SEGMENTS:
            _path(thing, matrix, found)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        box = _bounds(thing)
        if box:
            (ax, ay), (bx, by) = _at(matrix, box[0], box[1]), _at(matrix, box[2], box[3])
            found.pictures += abs((bx - ax) * (by - ay)) / area
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _times(_matrix(thing), matrix)
        for at in range(min(pdfium.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)):
            if found.seen > 2 * MOST_OBJECTS:
                return
            _object(pdfium.FPDFFormObj_GetObject(thing, at), inner, found, area, depth + 1)


def _path(thing: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, found: Drawings) -> None:
    box = _bounds(thing)
    if box is None:
        return
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroked))
    (ax, ay), (bx, by) = _at(matrix, box[0], box[1]), _at(matrix, box[2], box[3])
    across, up = abs(bx - ax), abs(by - ay)
    if not (fill.value or stroked.value):
        return
    if min(across, up) <= THIN:
        if max(across, up) > THIN:
            _add(found, ax, ay, bx, by)
        return
    if not stroked.value or (across < 8 and up < 8):
        return
    own = _times(_matrix(thing), matrix)
    count = pdfium.FPDFPath_CountSegments(thing)
    if count > 2000:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _at(own, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _add(found, *last, *point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            _add(found, *last, *begin)
            last = begin


def _add(found: Drawings, ax: float, ay: float, bx: float, by: float) -> None:
    """Keep a segment that is nearly flat or upright."""
    across, up = abs(bx - ax), abs(by - ay)
    if max(across, up) > THIN and min(across, up) <= THIN:
        found.segments.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _bounds(thing: pdfium.FPDF_PAGEOBJECT) -> tuple[float, float, float, float] | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (e.value for e in edges)
    return left, bottom, right, top


def _matrix(thing: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return _PLAIN
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def strokes(found: Drawings, frame: Frame, flow: Flow) -> list[Stroke]:
    """The lines of a page in the coordinates of a flow."""
    import numpy as np

    if not found.segments:
        return []
    table = np.array(found.segments)
    xa, ya = frame.shown(table[:, 0], table[:, 1])
    xb, yb = frame.shown(table[:, 2], table[:, 3])
    x0, y0, x1, y1 = np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)
    w, h = frame.size
    match flow.direction:
        case "down":
            u0, v0, u1, v1 = y0, w - x1, y1, w - x0
        case "up":
            u0, v0, u1, v1 = h - y1, x0, h - y0, x1
        case "left":
            u0, v0, u1, v1 = w - x1, h - y1, w - x0, h - y0
        case _:
            u0, v0, u1, v1 = x0, y0, x1, y1
    return [
        Stroke(a, b, c, d, (c - a) >= (d - b))
        for a, b, c, d in zip(u0.tolist(), v0.tolist(), u1.tolist(), v1.tolist(), strict=True)
    ]
