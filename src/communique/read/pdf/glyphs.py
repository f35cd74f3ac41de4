"""The characters of one page, with their boxes as the page is shown, and the runs they stand in.

Takes what pdfium says of each character: its code point, its box, the text object it came from; and
once for a text object (a *run*): the font, its size, weight and angle, and whether it is painted at
all. Characters without a place of their own (spaces and line ends that pdfium put in) are kept as
`space` before the next character. Left out: characters outside the page (they are counted), and
the colours of text.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from communique.read.pdf.radicals import radical
from communique.read.pdf.runs import Run, calls, run_of

Floats = NDArray[np.float64]

MOST = 100_000
"""Characters of one page: a map with every name in a country has fewer."""
SYMBOLS = str.maketrans({
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf0d8": "►", "\uf076": "◆",
    "\uf0fc": "✓", "\uf0e0": "→", "\uf0e8": "►", "\uf075": "◆", "\uf0a8": "□", "\uf0b2": "○",
    "\uf06f": "□", "\uf071": "□", "\uf0d6": "►", "\uf02d": "-", "\uf0a2": "○", "\uf0de": "→",
})  # fmt: skip
"""Signs of the fonts Symbol and Wingdings, which have no code points of their own in PDF."""


@dataclass(slots=True)
class Glyphs:
    """The characters of a page in the order of the file. Coordinates are points from the upper
    left; `space` says what white space stands before a character: 0 none, 1 pdfium's own, 2 the
    file's.
    """

    number: int
    width: float
    height: float
    chars: list[str]
    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    run: NDArray[np.int64]
    space: NDArray[np.int64]
    runs: list[Run]
    outside: int = 0
    unmapped: int = 0
    radicals: int = 0
    rotation: int = 0

    def __len__(self) -> int:
        return len(self.chars)

    def only(self, keep: NDArray[np.bool_]) -> Glyphs:
        """The characters that a mask keeps."""
        chars = [c for c, k in zip(self.chars, keep.tolist(), strict=True) if k]
        return Glyphs(
            self.number,
            self.width,
            self.height,
            chars,
            self.x0[keep],
            self.y0[keep],
            self.x1[keep],
            self.y1[keep],
            self.run[keep],
            self.space[keep],
            self.runs,
            self.outside,
            self.unmapped,
            self.radicals,
            self.rotation,
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates become those of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.rotation % 2 else (across, up)

    def shown(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points of the page as points from its upper left as shown."""
        across, down = x - self.left, self.top - y
        width, height = self.right - self.left, self.top - self.bottom
        match self.rotation:
            case 1:
                return height - down, across
            case 2:
                return width - across, height - down
            case 3:
                return down, width - across
        return across, down


def frame_of(page: pdfium.FPDF_PAGE) -> Frame:
    """The visible part of a page and how it is turned."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        box = pdfium.FS_RECTF(0, 792, 612, 0)
    turned = max(0, pdfium.FPDFPage_GetRotation(page)) % 4
    return Frame(box.left, box.bottom, box.right, box.top, turned)


def glyphs(page: pdfium.FPDF_PAGE, number: int) -> Glyphs:
    """The characters of a page. Time is linear in their number."""
    frame = frame_of(page)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return _empty(number, frame)
    try:
        count = min(MOST, pdfium.FPDFText_CountChars(text))
        return _read(text, count, number, frame) if count > 0 else _empty(number, frame)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _empty(number: int, frame: Frame) -> Glyphs:
    none, no = np.zeros(0), np.zeros(0, np.int64)
    return Glyphs(number, *frame.size, [], none, none, none, none, no, no, [])


def _read(text: pdfium.FPDF_TEXTPAGE, count: int, number: int, frame: Frame) -> Glyphs:
    asked = calls()
    box, owner, generated = asked.box, asked.owner, asked.generated
    page = ctypes.cast(text, ctypes.c_void_p).value
    corners = np.zeros((count, 4), np.float32)  # left, top, right, bottom
    target = corners.ctypes.data
    chars: list[str] = []
    run: list[int] = []
    space: list[int] = []
    runs: list[Run] = []
    known: dict[int | None, int] = {}
    fonts: dict[int | None, tuple[str, bool]] = {}
    before = unmapped = kept = radicals = 0
    digits: list[tuple[int, int]] = []
    for at, code in enumerate(_codes(text, count)):
        if code in _BLANKS:
            before = max(before, 1 if code in _ENDS or generated(page, at) == 1 else 2)
            continue
        address = owner(page, at)
        if address not in known:
            known[address] = len(runs)
            runs.append(run_of(text, at, address, frame.rotation, fonts))
        if code < 32 or code >= 0xD800:
            code = _mended(text, at, code)
        elif 0x2E80 <= code < 0x2FE0:
            radicals += 1
            code = ord(radical(chr(code)))
            unmapped += code == 0xFFFD
        elif 48 <= code < 58:
            digits.append((at, kept))
        box(page, at, target + 16 * kept)
        chars.append(chr(code))
        run.append(known[address])
        space.append(before)
        before = 0
        kept += 1
    if not chars:
        return _empty(number, frame)
    for at, own in digits:
        _lower(text, at, corners[own])
    table = corners[:kept].astype(np.float64)
    xa, ya = frame.shown(table[:, 0], table[:, 1])
    xb, yb = frame.shown(table[:, 2], table[:, 3])
    width, height = frame.size
    found = Glyphs(
        number,
        width,
        height,
        chars,
        np.minimum(xa, xb),
        np.minimum(ya, yb),
        np.maximum(xa, xb),
        np.maximum(ya, yb),
        np.array(run, np.int64),
        np.array(space, np.int64),
        runs,
        unmapped=unmapped,
        radicals=radicals,
        rotation=frame.rotation,
    )
    _even(found)
    inside = (
        (found.x1 > -1)
        & (found.x0 < width + 1)
        & (found.y1 > -1)
        & (found.y0 < height + 1)
        & np.isfinite(table).all(axis=1)
    )
    if inside.all():
        return found
    found.outside = int((~inside).sum())
    return found.only(inside)


def _even(found: Glyphs) -> None:
    """Give characters whose box is but their ink (hyphens that a font composes) the height of their
    neighbour."""
    y0, y1 = found.y0, found.y1
    sizes = np.array([r.size for r in found.runs])[found.run]
    flat = np.flatnonzero((y1 - y0 < 0.35 * sizes) & (found.x1 - found.x0 < 1.2 * sizes))
    for at in flat.tolist():
        for other in (at - 1, at + 1):
            if 0 <= other < len(y0) and y0[other] - 1 <= y0[at] and y1[at] <= y1[other] + 1:
                y0[at], y1[at] = y0[other], y1[other]
                break


def _mended(text: pdfium.FPDF_TEXTPAGE, at: int, code: int) -> int:
    """The code point of a character that pdfium gives a sign of its own, or that has none."""
    if 0xF000 <= code < 0xF100:
        return ord(chr(code).translate(SYMBOLS))
    if code in (2, 0xFFFE) and pdfium.FPDFText_IsHyphen(text, at) == 1:
        return 0x2D  # a hyphen at the end of a line
    if code < 32 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
        return 0xFFFD
    return code


def _lower(text: pdfium.FPDF_TEXTPAGE, at: int, box: NDArray[np.float32]) -> None:
    """Give a figure the box of its ink where a font draws it small and raised, as its own
    superscripts are."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    refs = map(ctypes.byref, (left, right, bottom, top))
    if not pdfium.FPDFText_GetCharBox(text, at, *refs):
        return
    upper, lower = float(box[1]), float(box[3])
    size = upper - lower
    ink = top.value - bottom.value
    if 0.2 * size < ink < 0.52 * size and bottom.value > lower + 0.42 * size:
        spare = 0.2 * ink  # type is higher than its figures
        box[1], box[3] = top.value + spare, bottom.value - spare


_BLANKS = frozenset({9, 10, 13, 32, 0xA0, 0})
_ENDS = frozenset({0, 10, 13})


def _codes(text: pdfium.FPDF_TEXTPAGE, count: int) -> list[int]:
    """The code points of all characters: in one call where pdfium's text has one unit a character,
    else one by one."""
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    units = list(buffer[: max(0, written - 1)])
    if len(units) == count and not any(0xD800 <= u < 0xE000 for u in units):
        return units
    return [pdfium.FPDFText_GetUnicode(text, at) for at in range(count)]
