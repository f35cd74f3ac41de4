"""Packed documents made from pieces of XML, as tests need them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = f"{R}/"
PARTS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml",
}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of parts, in order."""
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in parts.items():
            made.writestr(path, content)
    return file.getvalue()


def part(root: str, content: str) -> str:
    """A part of a Word document."""
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'


def docx(body: str, extra: Mapping[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A Word document; `parts` are the content of styles, numbering, footnotes, …."""
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{TYPES}{kind}" Target="{PARTS[kind][5:]}"/>'
        for kind in parts
    )
    extra = dict(extra or {})
    relations += str(extra.pop("relations", ""))
    return packed({
        "[Content_Types].xml": "<Types/>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{PARTS[kind]: part(kind, content) for kind, content in parts.items()},
        **extra,
    })  # fmt: skip


def p(*runs: str, properties: str = "") -> str:
    """A paragraph: runs are XML, or words."""
    inside = "".join(each if each.startswith("<") else r(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def change(kind: str, inside: str, author: str = "A. Dorn", day: str = "2031-04-02") -> str:
    """A tracked change around runs."""
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="{day}T09:00:00Z">{inside}</w:{kind}>'


def deleted(words: str, **options: str) -> str:
    """A tracked deletion of words."""
    return change("del", f"<w:r><w:delText>{words}</w:delText></w:r>", **options)
