"""From bytes to a layout: find the format, decode, and call its reader.

Recognises the format by its first bytes (magic.py), then by the media type, the name's suffix, and
the content: web pages (html), Markdown and plain text, which are read here; formats of `BINARY`,
which are read in the sandbox. Spreadsheets, archives and sound are named and refused. Left out:
limits of size, which the caller sets; containers of several sources (collections/).

    >>> found = extract(b"<!DOCTYPE html><title>x</title><p>Both sides agreed.", name="page")
    >>> found.media_type, found.encoding, found.layout.text
    ('text/html', 'utf-8', 'Both sides agreed.')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.errors import EmptyInput, UnsupportedFormat
from communique.read import encodings, html, magic, sandbox, text
from communique.read.collections import akoma_ntoso, tei
from communique.read.layout import Layout

Reader = Callable[..., Layout]
READERS: dict[str, Reader] = {
    "text/html": html.extract,
    "text/markdown": text.extract,
    "text/plain": text.extract,
}
"""The reader of each media type; each takes the decoded text and the file's name."""

BINARY: dict[str, str] = {
    "application/pdf": "communique.read.pdf:extract",
    magic.DOCX: "communique.read.office.docx:extract",
    magic.ODT: "communique.read.office.odt:extract",
    magic.FLAT_ODT: "communique.read.office.odt:extract_flat",
    "message/rfc822": "communique.read.collections.messages:extract",
    "image/png": "communique.read.scans:extract",
    "image/jpeg": "communique.read.scans:extract",
    "image/tiff": "communique.read.scans:extract",
}
"""The reader of each media type of packed or binary files, as a task of the sandbox: a function of
bytes and name, run in a process of its own."""

XML: dict[str, Reader] = {magic.TEI: tei.extract, magic.AKOMA_NTOSO: akoma_ntoso.extract}
"""The reader of each media type of XML, of bytes and name. They read a guarded stream without
entities here: the way to another process and back would take longer than reading."""


HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|base)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp", ".do")
MARKUP = re.compile(r"<(?:html|body|div|p|table|br|h[1-6])(?=[\s>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A layout, and by which media type and encoding it was read (a binary format has none)."""

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
    found = magic.kind(data, name=name) or _declared(kind, name)
    if found is not None:
        return _binary(found, data, name)
    decoded = encodings.decode(data, declared=charset)
    kind = sniff(decoded.text, name=name, media_type=kind)
    layout = READERS[kind](decoded.text, name=name)
    if not layout.text.strip():
        raise EmptyInput(f"{name} holds markup but no text")
    layout.gaps[:0] = decoded.gaps
    return Extracted(layout, kind, decoded.encoding, decoded.basis)


def _declared(media_type: str | None, name: str) -> magic.Kind | None:
    """A format that only the collection it lies in can tell (a document of a TEI volume), or the
    suffix (a message).
    """
    if media_type in (magic.TEI, magic.AKOMA_NTOSO):
        return magic.Kind("a TEI text", media_type)
    if media_type == "message/rfc822" or name.lower().endswith(".eml"):
        return magic.Kind("a mail message", "message/rfc822")
    return None


def _binary(found: magic.Kind, data: bytes, name: str) -> Extracted:
    """Read a binary format in the sandbox, or refuse it by name."""
    if found.media_type in XML:
        layout = XML[found.media_type](data, name=name)
        if not layout.text.strip():
            raise EmptyInput(f"{name} is {found.label} without text")
        return Extracted(layout, found.media_type, "", "format")
    if found.media_type not in BINARY:
        raise UnsupportedFormat(f"{name} is {found.label}, which is not read yet")
    layout = sandbox.read(BINARY[found.media_type], data, name=name)
    if not layout.text.strip():
        raise EmptyInput(f"{name} is {found.label} without text")
    return Extracted(layout, found.media_type, "", "format")


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
