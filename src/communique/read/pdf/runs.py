"""Runs: what the characters of one text object share, and how pdfium is asked for it quickly.

A run has a font, its size and weight, an angle, and whether it is painted at all. A font is told
for bold or gothic by its weight and its name, as fonts say nothing else that can be relied on.

    >>> serifed("MS-Mincho"), gothic("HiraginoSans-W3"), serifed("Arial")
    (True, True, False)
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-w[6-9]\b|太", re.I)
_GOTHIC = re.compile(r"gothic|ゴシック|goshic|heiti|hei\b|simhei|jhenghei|sans", re.I)
_SERIFED = re.compile(
    r"mincho|明朝|ming|song|serif|roman|times|century|batang|garamond|georgia|simsun|kaiti", re.I
)
_HIDDEN_MODES = (3, 7)  # neither filled nor stroked; only clips


@dataclass(frozen=True, slots=True)
class Run:
    """What the characters of one text object share. `angle` is in degrees, clockwise as shown."""

    font: str
    size: float
    bold: bool
    angle: float
    hidden: bool


class Calls:
    """pdfium's questions about a character (its box, text object, matrix, size, whether pdfium made
    it up) and a text object (font, mode), asked with plain addresses: half the time of calls that
    build and check pointers."""

    def __init__(self) -> None:
        number, address, real = ctypes.c_int, ctypes.c_void_p, ctypes.c_double
        self.box = _plain(pdfium.FPDFText_GetLooseCharBox, number, address, number, address)
        self.owner = _plain(pdfium.FPDFText_GetTextObject, address, address, number)
        self.generated = _plain(pdfium.FPDFText_IsGenerated, number, address, number)
        self.matrix = _plain(pdfium.FPDFText_GetMatrix, number, address, number, address)
        self.size = _plain(pdfium.FPDFText_GetFontSize, real, address, number)
        self.font = _plain(pdfium.FPDFTextObj_GetFont, address, address)
        self.mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, number, address)


def _plain(call: Any, *kinds: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(*kinds)(ctypes.cast(call, ctypes.c_void_p).value or 0)


@cache
def calls() -> Calls:
    """The calls, prepared once."""
    return Calls()


def run_of(
    text: pdfium.FPDF_TEXTPAGE,
    at: int,
    owner: int | None,
    rotation: int,
    fonts: dict[int | None, tuple[str, bool]],
) -> Run:
    """What the text object of a character says. `fonts` keeps what was asked of each font."""
    asked, page = calls(), ctypes.cast(text, ctypes.c_void_p).value
    mode = asked.mode(owner) if owner else 0
    font = asked.font(owner) if owner else None
    if font not in fonts:
        name = _font_name(text, at)
        heavy = pdfium.FPDFText_GetFontWeight(text, at) >= 600 or bool(_BOLD.search(name))
        fonts[font] = name, heavy
    name, bold = fonts[font]
    size, angle = asked.size(page, at), 0.0
    matrix = pdfium.FS_MATRIX()
    if asked.matrix(page, at, ctypes.addressof(matrix)):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = -math.degrees(math.atan2(matrix.b, matrix.a))
    turned = (angle + 90 * rotation) % 360
    return Run(name, size, bold or mode == 2, turned, mode in _HIDDEN_MODES)


def _font_name(text: pdfium.FPDF_TEXTPAGE, at: int) -> str:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, at, buffer, 128, ctypes.byref(flags))
    return buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")


def serifed(name: str) -> bool:
    """Whether a font's name is that of a book face (Times, Mincho, Song)."""
    return bool(_SERIFED.search(name)) and not gothic(name)


def gothic(name: str) -> bool:
    """Whether a font's name is that of a face without serifs, of the sort that heads Mincho."""
    return bool(_GOTHIC.search(name))
