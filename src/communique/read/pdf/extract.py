"""A PDF as a layout: characters, lines, columns, furniture, notes, tables, paragraphs.

The text is put in the order in which it is read (columns one after the other, notes at the foot of
their page, furniture where it stands), one line a printed line. What geometry knows is marked:
paragraphs, headings, tables, notes and their marks, running heads and page numbers, ruby. Pages
that are but pictures, or whose text layer is wrong, are handed to the reader of scans. Left out:
forms, annotations, attachments, text within pictures beside text.
"""

from __future__ import annotations

import pypdfium2.raw as pdfium

from communique.errors import EmptyInput
from communique.model.gaps import Gap
from communique.read.layout import Layout
from communique.read.pdf import layers
from communique.read.pdf.arranging import ordered
from communique.read.pdf.opening import check_sizes, metadata, opened
from communique.read.pdf.pages import Page, read_page
from communique.read.pdf.pictures import read_pictures

ASK = ("no-text-layer", "text-layer-wrong")
"""Faults of a page for which the reader of scans is asked."""


def extract(data: bytes, *, name: str) -> Layout:
    """The layout of a PDF. Raises `encrypted`, `broken`, `too-large`, `empty`; what is less is a
    gap. Time is linear in the pages and, but for sorting, in each page's characters.
    """
    with opened(data, name=name) as document:
        known = metadata(document)
        check_sizes(document, name)
        pages = [read_page(document, at) for at in range(pdfium.FPDF_GetPageCount(document))]
        asked = [page.number for page in pages if any(fault in page.faults for fault in ASK)]
        scans, gaps = read_pictures(document, asked)
    scans = {number: layout for number, layout in scans.items() if layout.text.strip()}
    layout = ordered(pages, scans)
    layout.gaps = [*_gaps(pages, frozenset(scans)), *dict.fromkeys(gaps)]
    if not layout.text.strip():
        raise EmptyInput(_nothing(name, layout.gaps), advice=_advice(layout.gaps))
    layout.metadata.update(known)
    return layout


def _gaps(pages: list[Page], scanned: frozenset[int]) -> list[Gap]:
    """What is wrong with which pages. A page without text that was read as a picture lacks
    nothing."""
    found = []
    for code in layers.MESSAGES:
        own = [page.number for page in pages if code in page.faults]
        if code == "no-text-layer":
            own = [number for number in own if number not in scanned]
        found.append((code, own))
    return layers.layer_gaps(found)


def _nothing(name: str, gaps: list[Gap]) -> str:
    if any(gap.code == "no-text-layer" for gap in gaps):
        return f"{name} is a PDF of pictures without text"
    return f"{name} is a PDF without text"


def _advice(gaps: list[Gap]) -> str | None:
    if any(gap.code == "no-text-layer" for gap in gaps):
        return (
            "Install tesseract with the languages you need (Debian: apt install tesseract-ocr "
            "tesseract-ocr-jpn tesseract-ocr-chi-tra tesseract-ocr-chi-sim), then add it again."
        )
    return None
