"""Opening a PDF: what stops it from being read, and what it says of itself.

Recognises files that need a password, that are cut off or no PDF at all, that have no page or more
than any report has. Encrypted files that open without a password are read. Left out: attachments,
forms, XMP.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from communique.errors import InputBroken, InputEncrypted, InputTooLarge
from communique.read.layout import Metadatum

MOST_PAGES = 5_000
"""Pages of one document; the longest white paper has a tenth of it."""
LARGEST = 20_000.0
"""Points of a page's side: a poster has 4,000."""
_DATE = re.compile(r"D?:?\s*(\d{4})(\d\d)?(\d\d)?")
_KEYS = {"title": b"Title", "author": b"Author", "created": b"CreationDate"}
_EMPTY_TITLE = re.compile(
    r"(?:microsoft word|untitled|無題|document\d*"
    r"|.*\.(?:docx?|indd|pptx?|xlsx?|tex|pdf|jtdc?|ai)\s*$)",
    re.IGNORECASE,
)


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[pdfium.FPDF_DOCUMENT]:
    """The document of bytes, closed at the end. Raises `encrypted`, `broken`, `too-large`."""
    pdfium.FPDF_InitLibraryWithConfig(
        pdfium.FPDF_LIBRARY_CONFIG(2, None, None, 0, pdfium.FPDF_RENDERERTYPE_AGG)
    )
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _failure(data, name)
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages < 1:
            raise InputBroken(f"{name} is a PDF without pages")
        if pages > MOST_PAGES:
            raise InputTooLarge(
                f"{name} says that it has {pages:,} pages; the limit is {MOST_PAGES:,}",
                advice="Split it; if it really is so long, it holds many documents.",
            )
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def check_sizes(document: pdfium.FPDF_DOCUMENT, name: str) -> None:
    """Raise `broken` for a page of a size that no sheet has."""
    size = pdfium.FS_SIZEF()
    for at in range(pdfium.FPDF_GetPageCount(document)):
        if not pdfium.FPDF_GetPageSizeByIndexF(document, at, ctypes.byref(size)):
            continue
        if not (size.width <= LARGEST and size.height <= LARGEST):
            raise InputBroken(
                f"{name} says that its page {at + 1} is {size.width:,.0f} points wide and "
                f"{size.height:,.0f} high",
                advice="Print it to a PDF of ordinary pages, and add that.",
            )


def _failure(data: bytes, name: str) -> InputEncrypted | InputBroken:
    code = pdfium.FPDF_GetLastError()
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return InputEncrypted(f"{name} is a PDF that opens with a password only")
    cut = b"%%EOF" not in data[-2048:]
    what = "is a PDF that is cut off" if cut else "is a PDF whose structure is damaged"
    return InputBroken(
        f"{name} {what}", advice="Get the file again; check that it opens elsewhere."
    )


def metadata(document: pdfium.FPDF_DOCUMENT) -> dict[str, Metadatum]:
    """Title, author and date that the file gives. A title that only names a file is none; the date
    is the file's own, which for a scan of an old text is years after it was published."""
    found: dict[str, Metadatum] = {}
    for key, tag in _KEYS.items():
        value = _entry(document, tag)
        where = f"PDF /{tag.decode()}"
        if key == "created":
            value = _date(value)
        if key == "title" and _EMPTY_TITLE.match(value):
            continue
        if value:
            found[key] = Metadatum(value, where)
    return found


def _entry(document: pdfium.FPDF_DOCUMENT, tag: bytes) -> str:
    size = pdfium.FPDF_GetMetaText(document, tag, None, 0)
    if not 2 < size < 8192:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, tag, buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").strip("\0 \t\r\n")


def _date(value: str) -> str:
    """A PDF date (`D:20310416…`) as EDTF, to the day.

    >>> _date("D:20310416120000+09'00'")
    '2031-04-16'
    """
    match = _DATE.match(value)
    if not match:
        return ""
    year, month, day = match.groups()
    if not (month and day and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return year
    return f"{year}-{month}-{day}"
