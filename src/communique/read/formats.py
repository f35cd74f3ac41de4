"""From bytes to a layout: find the format, decode, and call its reader.

Recognises the format by its first bytes, then by the media type, the name's suffix, and the
content: web pages (html), Markdown and plain text. PDF, Word, spreadsheets, archives, images and
sound are named and refused until their readers join `READERS`. Left out: decompression (a bomb is
never opened) and limits of size, which the caller sets.

    >>> found = extract(b"<!DOCTYPE html><title>x</title><p>Both sides agreed.", name="page")
    >>> found.media_type, found.encoding, found.layout.text
    ('text/html', 'utf-8', 'Both sides agreed.')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.errors import EmptyInput, UnsupportedFormat
from communique.read import encodings, html, text
from communique.read.layout import Layout

Reader = Callable[..., Layout]
READERS: dict[str, Reader] = {
    "text/html": html.extract,
    "text/markdown": text.extract,
    "text/plain": text.extract,
}
"""The reader of each media type; each takes the decoded text and the file's name."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOFF", "a font"),
)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|base)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp", ".do")
MARKUP = re.compile(r"<(?:html|body|div|p|table|br|h[1-6])(?=[\s>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A layout, and by which media type and encoding it was read."""

    layout: Layout
    media_type: str
    encoding: str
    encoding_basis: str


def extract(data: bytes, *, name: str, media_type: str | None = None) -> Extracted:
    """Read bytes of any kind. The layout's gaps hold those of decoding too; time is linear.

    `media_type` is what a server said, with `charset` if it did. Raises EmptyInput (`empty`),
    BinaryInput (`binary`), and UnsupportedFormat (`unsupported-format`) for a format that is known
    but not read.
    """
    kind, charset = _media_type(media_type)
    _refuse(data, name)
    decoded = encodings.decode(data, declared=charset)
    kind = sniff(decoded.text, name=name, media_type=kind)
    layout = READERS[kind](decoded.text, name=name)
    if not layout.text.strip():
        raise EmptyInput(f"{name} holds markup but no text")
    layout.gaps[:0] = decoded.gaps
    return Extracted(layout, kind, decoded.encoding, decoded.basis)


def sniff(source: str, *, name: str, media_type: str | None = None) -> str:
    """The media type of a decoded text. A name or server that says HTML is believed only if there
    is markup.
    """
    head = source[:20_000].lstrip("\ufeff \t\r\n")
    suffix = name.lower()
    if HTML_START.match(head):
        return "text/html"
    if suffix.endswith((".md", ".markdown", ".mdown", ".mkd")) or media_type == "text/markdown":
        return "text/markdown"
    says_html = media_type in ("text/html", "application/xhtml+xml") or suffix.endswith(
        HTML_SUFFIXES
    )
    if says_html and MARKUP.search(source):
        return "text/html"
    return "text/plain"


def _media_type(value: str | None) -> tuple[str | None, str | None]:
    """A media type in lower case without parameters, and its charset."""
    if not value:
        return None, None
    kind, *parameters = value.split(";")
    charset = next(
        (
            p.split("=", 1)[1].strip("\"' ")
            for p in parameters
            if "charset=" in p.lower().replace(" ", "")
        ),
        None,
    )
    return kind.strip().lower(), charset


def _refuse(data: bytes, name: str) -> None:
    """Raise UnsupportedFormat if the first bytes are those of a format that is not read."""
    what = next((label for magic, label in MAGIC if data.startswith(magic)), None)
    if data.startswith(b"PK\x03\x04"):
        what = _zip(data[:4096], name)
    elif data[4:12] in (
        b"ftypisom",
        b"ftypmp42",
        b"ftypM4A ",
        b"ftypqt  ",
        b"ftypavif",
        b"ftypheic",
    ):
        what = "a film, recording or picture"
    elif data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        what = "a recording or picture"
    elif what is None and b"%PDF-" in data[:1024] and b"\0" in data[:65536]:
        what = "PDF"
    if what:
        raise UnsupportedFormat(f"{name} is {what}, which is not read yet")


def _zip(head: bytes, name: str) -> str:
    """What a ZIP file holds, by its first entry's name; it is never opened."""
    for sign, label in (
        (b"word/", "a Word document (DOCX)"),
        (b"xl/", "a spreadsheet (XLSX)"),
        (b"ppt/", "slides (PPTX)"),
    ):
        if sign in head or name.lower().endswith(
            {b"word/": ".docx", b"xl/": ".xlsx", b"ppt/": ".pptx"}[sign]
        ):
            return label
    if b"opendocument" in head:
        return "an OpenDocument file"
    return "an EPUB book" if b"epub" in head else "a ZIP archive"
