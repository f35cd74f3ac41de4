"""Formats that are told by their first bytes, and those that are told by what a ZIP or XML holds.

Recognises packed documents (DOCX, ODT), PDF, images, XML of known roots (TEI, Akoma Ntoso), and by
name many formats that nothing here reads, so that they are refused for what they are. Nothing is
unpacked: a ZIP's names stand in clear at its two ends. Left out: text, Markdown and web pages
(formats.py).

    >>> kind(b"%PDF-1.7\\n", name="a")
    Kind(label='PDF', media_type='application/pdf')
    >>> kind(b"Both sides met.", name="a.pdf") is None
    True
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from communique.errors import InputEncrypted


class Kind(NamedTuple):
    """A format: what a person calls it, and its media type, empty where we need none."""

    label: str
    media_type: str = ""


DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
FLAT_ODT: Final = "application/vnd.oasis.opendocument.text-flat-xml"
PDF: Final = "application/pdf"
TEI: Final = "application/tei+xml"
AKOMA_NTOSO: Final = "application/akn+xml"

MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"%PDF-", Kind("PDF", PDF)),
    (b"{\\rtf", Kind("RTF", "application/rtf")),
    (b"\x1f\x8b", Kind("a gzip archive", "application/gzip")),
    (b"BZh", Kind("a bzip2 archive")),
    (b"\xfd7zXZ\x00", Kind("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive")),
    (b"Rar!\x1a\x07", Kind("a RAR archive")),
    (b"\x28\xb5\x2f\xfd", Kind("a zstandard archive")),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG image", "image/png")),
    (b"\xff\xd8\xff", Kind("a JPEG image", "image/jpeg")),
    (b"GIF87a", Kind("a GIF image", "image/gif")),
    (b"GIF89a", Kind("a GIF image", "image/gif")),
    (b"II*\x00", Kind("a TIFF image", "image/tiff")),
    (b"MM\x00*", Kind("a TIFF image", "image/tiff")),
    (b"\x00\x00\x01\x00", Kind("an icon")),
    (b"SQLite format 3\x00", Kind("an SQLite database")),
    (b"\x7fELF", Kind("a program")),
    (b"MZ\x90\x00", Kind("a program")),
    (b"ID3", Kind("an MP3 recording")),
    (b"OggS", Kind("an Ogg recording")),
    (b"fLaC", Kind("a FLAC recording")),
    (b"wOFF", Kind("a font")),
)
FTYP: Final = (b"isom", b"mp42", b"M4A ", b"qt  ", b"avif", b"heic")
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old Office documents, and of new ones that are encrypted."""

ROOT: Final = re.compile(
    rb"<(?:[A-Za-z][\w.-]{0,40}:)?(?P<name>[A-Za-z][\w.-]{0,60})(?P<rest>[^>]*)"
)
BEFORE_ROOT: Final = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
"""What may stand before the root of XML, and how it ends."""
END_OF_SUBSET: Final = re.compile(rb"\A(?:%[\w.-]{1,80};\s{0,80})?\]\s{0,80}>\s*")
"""The end of declarations within a document type, whose entities the reader refuses."""

ROOTS: Final = {
    b"TEI": (b"http://www.tei-c.org/", Kind("a TEI text", TEI)),
    b"teiCorpus": (b"http://www.tei-c.org/", Kind("a TEI corpus", TEI)),
    b"akomaNtoso": (b"akn", Kind("an Akoma Ntoso text", AKOMA_NTOSO)),
    b"document": (
        b"urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        Kind("a flat OpenDocument text", FLAT_ODT),
    ),
}
"""Roots of XML that are told, and what must stand with them."""

_ENDS: Final = 65_536
"""Bytes at either end of a ZIP in which names are looked for: the directory of a long document."""


def kind(data: bytes, *, name: str) -> Kind | None:
    """The format that the bytes show; None for what may be text. Raises `encrypted`."""
    for magic, found in MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, name)
    if data.startswith(OLE):
        return _ole(data, name)
    if data[4:8] == b"ftyp" and data[8:12] in FTYP:
        return Kind("a film, recording or picture")
    if data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        return Kind("a recording or picture")
    if b"%PDF-" in data[:1024] and b"\0" in data[:65536]:
        return Kind("PDF", PDF)
    return _xml(data)


def _zip(data: bytes, name: str) -> Kind:
    """What a ZIP file holds, by the names at its ends; it is not opened."""
    ends = data[:_ENDS] + data[-_ENDS:]
    suffix = name.lower()[-5:]
    if data[30:90].startswith(b"mimetypeapplication/vnd.oasis.opendocument."):
        is_text = data[73:77] == b"text"
        return Kind("an OpenDocument text", ODT) if is_text else Kind("an OpenDocument file")
    for folder, suffixes, found in (
        (b"word/", (".docx", ".docm"), Kind("a Word document (DOCX)", DOCX)),
        (b"xl/", (".xlsx", ".xlsm"), Kind("a spreadsheet (XLSX)")),
        (b"ppt/", (".pptx", ".pptm"), Kind("slides (PPTX)")),
    ):
        # Every such package names its types; a ZIP of a folder `word` does not.
        typed = b"[Content_Types].xml" in ends and folder in ends
        if typed or suffix in suffixes or folder + b"document.xml" in ends:
            return found
    if suffix.endswith(".odt") or b"opendocument.text" in data[:200]:
        return Kind("an OpenDocument text", ODT)
    if b"mimetypeapplication/epub" in data[:200]:
        return Kind("an EPUB book", "application/epub+zip")
    return Kind("a ZIP archive", "application/zip")


def _ole(data: bytes, name: str) -> Kind:
    """An old Office document; one that is encrypted has the new document in a stream of its own."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputEncrypted(f"{name} is an Office document under a password")
    if "WordDocument".encode("utf-16-le") in data:
        return Kind("an old Word document (DOC)", "application/msword")
    return Kind("an old Office document (DOC, XLS, PPT)", "application/x-ole-storage")


def _xml(data: bytes) -> Kind | None:
    """What kind of XML it is, by its root; None for other XML, and for what is none."""
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    while (end := next((e for b, e in BEFORE_ROOT if head.startswith(b)), None)) is not None:
        head = END_OF_SUBSET.sub(b"", head.partition(end)[2].lstrip(), count=1)
    found = ROOT.match(head)
    if found is None or found["name"] not in ROOTS:
        return None
    space, what = ROOTS[found["name"]]
    return what if space in found["rest"] else None
