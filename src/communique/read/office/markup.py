"""XML of documents, parsed without trust: no document type, no entities, no network, bounded depth.

Recognises elements and attributes by their local names, so that the strict and the transitional
dialect of Word's format, and prefixes of whatever kind, are one. Left out: validation.

    >>> root = parse(b'<w:p xmlns:w="x" w:val="1"><w:t>Both met.</w:t></w:p>', name="a.docx")
    >>> local(root), attribute(root, "val"), child(root, "t").text
    ('p', '1', 'Both met.')
    >>> parse(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', name="a.docx")
    Traceback (most recent call last):
    communique.errors.UnsafeMarkup: a.docx declares a document type in its XML
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from communique.errors import InputBomb, InputBroken, UnsafeMarkup

Element = Any
"""An element of lxml, which has no types."""

DEEPEST: Final = 200
"""Levels of elements: a text box in a table in a table has about fifty."""
BOMBS: Final = ("depth", "huge", "amplification", "entity reference loop")


def parse(data: bytes, *, name: str) -> Element:
    """The root of a part. Raises `unsafe-markup`, `bomb` (too deep, too large), `broken`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = str(error)
        if b"<!ENTITY" in data[:65536] or b"<!DOCTYPE" in data[:65536]:
            raise UnsafeMarkup(f"{name} declares a document type in its XML") from error
        if any(word in said.lower() for word in BOMBS):
            raise InputBomb(f"{name} holds XML that is nested or swollen: {said}") from error
        raise InputBroken(f"{name} holds XML that is damaged: {said}") from error
    if root.getroottree().docinfo.doctype:
        raise UnsafeMarkup(f"{name} declares a document type in its XML")
    _bound(root, name)
    return root


def _bound(root: Element, name: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise InputBomb(f"{name} nests its XML more than {DEEPEST} levels deep")


def local(element: Element) -> str:
    """An element's name without its name space."""
    name: str = element.tag
    return name[name.rfind("}") + 1 :]


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its name space."""
    if element is not None:
        for key, value in element.attrib.items():
            if key == name or key.endswith("}" + name):
                return str(value)
    return default


def number(element: Element | None, name: str, default: int = 0) -> int:
    """The value of an attribute as a whole number; the default if it is none."""
    value = attribute(element, name)
    bare = value.removeprefix("-")
    fine = bare.isascii() and bare.isdigit() and len(bare) < 10
    return int(value) if fine else default


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, then its first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name."""
    if element is not None:
        yield from (each for each in element if local(each) == name)


def below(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names at whatever depth, in order."""
    yield from (each for each in element.iter() if local(each) in names)
