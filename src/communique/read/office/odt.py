"""OpenDocument texts (ODT, and the flat form of one XML file): the final text and what was changed.

Recognises what odt_body.py does, heads and feet of pages (furniture), the document's own title and
language. Left out: macros, pictures, embedded objects, and the division into pages.
"""

from __future__ import annotations

from typing import Final

from communique.errors import InputBroken, InputEncrypted
from communique.read.layout import Layout
from communique.read.office import core
from communique.read.office.changes import Changes
from communique.read.office.manuscript import Manuscript
from communique.read.office.markup import Element, below, child, local, parse
from communique.read.office.odt_body import Body, tracked
from communique.read.office.odt_styles import Styles
from communique.read.office.package import Package

READER: Final = "odt/1"
HEADS: Final = ("header", "header-first", "header-left")
FEET: Final = ("footer", "footer-first", "footer-left")


def extract(data: bytes, *, name: str) -> Layout:
    """The layout of an ODT. Errors: `broken`, `encrypted`, `bomb`, `unsafe-markup`."""
    package = Package(data, name=name)
    manifest = package.part("META-INF/manifest.xml")
    if manifest and b"encryption-data" in manifest:
        raise InputEncrypted(f"{name} is an OpenDocument text under a password")
    content = parse(package.needed("content.xml"), name=name)
    styles = package.part("styles.xml")
    layout = _read(content, parse(styles, name=name) if styles else content, name)
    core.add(layout, package.part("meta.xml"), where="meta.xml")
    return layout


def extract_flat(data: bytes, *, name: str) -> Layout:
    """The layout of an OpenDocument text that is one XML file."""
    root = parse(data, name=name)
    return _read(root, root, name)


def _read(content: Element, styles: Element, name: str) -> Layout:
    body = child(content, "body", "text")
    if body is None:
        raise InputBroken(f"{name} is an OpenDocument file without a text")
    sheet, changes = Manuscript(name=name), Changes()
    tracked(body, changes)
    reader = Body(sheet, Styles([styles] if styles is content else [styles, content]), changes)
    pages = list(below(styles, "master-page"))
    _edges(sheet, reader, pages, HEADS, "running_head")
    reader.read(body)
    reader.write_notes()
    _edges(sheet, reader, pages, FEET, "footer")
    layout = sheet.layout(READER)
    layout.gaps = changes.gaps()
    return layout


def _edges(
    sheet: Manuscript, reader: Body, pages: list[Element], names: tuple[str, ...], what: str
) -> None:
    """Heads or feet of pages, those with the same words once."""
    seen: set[str] = set()
    for page in pages:
        for each in page:
            words = "".join(each.itertext()).strip() if local(each) in names else ""
            if words and words not in seen:
                seen.add(words)
                with sheet.block("furniture", extra=what):
                    reader.read(each)
