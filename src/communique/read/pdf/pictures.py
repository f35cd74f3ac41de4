"""Pages that are but pictures: drawn for a reader of scans, if one is here.

`communique.read.scans` may offer `extract_pages`, a function of `Picture`s that gives a layout a
picture, its places on page 1. Without it, or without tesseract, such pages are a gap.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from communique.read.layout import Layout

DPI = 300
LARGEST = 6_000
"""Pixels of a side: larger pages are drawn more coarsely."""


class Picture(NamedTuple):
    """A page as drawn: grey pixels as a binary PGM file, and how many of them make an inch."""

    number: int
    width: float
    height: float
    dpi: float
    pgm: bytes


def reader() -> Any | None:
    """The function that reads pictures of pages, or None."""
    try:
        module = importlib.import_module("communique.read.scans")
    except ImportError:
        return None
    return getattr(module, "extract_pages", None)


def drawn(document: pdfium.FPDF_DOCUMENT, numbers: Sequence[int]) -> Iterator[Picture]:
    """Pages (from 1) as pictures, one at a time."""
    for number in numbers:
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            continue
        try:
            yield _drawn(page, number)
        finally:
            pdfium.FPDF_ClosePage(page)


def _drawn(page: pdfium.FPDF_PAGE, number: int) -> Picture:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(DPI / 72, LARGEST / max(width, height, 1.0))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = b"".join(pixels[at * stride : at * stride + across] for at in range(down))
    return Picture(number, width, height, scale * 72, b"P5 %d %d 255\n" % (across, down) + rows)


def read_pictures(
    document: pdfium.FPDF_DOCUMENT, numbers: Sequence[int]
) -> tuple[dict[int, Layout], list[Any]]:
    """The layouts of pages that are pictures, by number, and the gaps met; empty where there is no
    reader."""
    extract_pages = reader()
    if extract_pages is None or not numbers:
        return {}, []
    layouts: Iterable[Layout] = extract_pages(drawn(document, numbers))
    found = dict(zip(numbers, layouts, strict=False))
    return found, [gap for layout in found.values() for gap in layout.gaps]
