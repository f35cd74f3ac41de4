"""XML as a stream of elements and text, made safe: what every reader of XML here is driven by.

Recognised: well-formed XML, also a piece cut from the middle of a document, whose name spaces were
declared before it; names come without their prefix, attributes with it (`xml:id`). Refused:
entities that the document declares (bombs and files from elsewhere are made of them), nesting and
tokens that no document has. A document type is passed over, never fetched. Left out: validation.

The parser is expat, in Python's standard library. It tells where in the file each element begins,
which is how documents are cut from volumes without a change; lxml has no such thing, builds a tree,
and loads DTDs unless told not to.

    >>> parse(b"<p>Both <hi rend='bold'>agreed</hi>.</p>", Recorder, name="a.xml").seen
    ['<p>', 'Both ', '<hi>', 'agreed', '</hi>', '.', '</p>']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar
from xml.parsers import expat

from communique.errors import InputBomb, InputBroken, UnsafeMarkup
from communique.read import encodings

DEPTH, ATTRIBUTES, TOKEN = 200, 200, 4 << 20
"""Levels of elements, attributes of one, bytes of one tag; a document needs a tenth of each."""

_UNDECODED = (
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
)


class Handler(Protocol):
    """Takes what the parser tells."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """Text within it."""


H = TypeVar("H", bound=Handler)


class Recorder:
    """A handler that notes what it is told, for examples and tests."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a start."""
        self.seen.append(f"<{name}>")

    def end(self, name: str) -> None:
        """Note an end."""
        self.seen.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Note text."""
        self.seen.append(text)


def parse(data: bytes, made: Callable[[], H], *, name: str) -> H:
    """A handler that was told what a whole document or piece holds. Raises `unsafe-markup`, `bomb`,
    `broken`. What the parser cannot decode is decoded as other texts are.
    """
    handler = made()
    try:
        guarded(handler, name=name).Parse(data, True)
        return handler
    except expat.ExpatError as error:
        if error.code not in _UNDECODED:
            raise broken(error, name) from error
    except (ValueError, LookupError):  # an encoding of several bytes a character
        pass
    text = encodings.decode(data).text
    handler = made()
    try:
        # Given characters, the parser does not look at what the document says of its encoding.
        guarded(handler, name=name).Parse(text.encode("utf-8", "replace").decode(), True)
    except expat.ExpatError as error:
        raise broken(error, name) from error
    return handler


def guarded(handler: Handler, *, name: str) -> expat.XMLParserType:
    """A parser that tells a handler of elements by local names, and refuses what is unsafe."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0
    starts, ends = handler.start, handler.end
    local: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH or len(attributes) > ATTRIBUTES:
            raise InputBomb(
                f"{name} has elements within elements {DEPTH} deep, or as many attributes"
            )
        found = local.get(tag)
        if found is None:
            found = tag.rpartition(":")[2]
            if len(local) < 1000:
                local[tag] = found
        starts(found, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        ends(local.get(tag) or tag.rpartition(":")[2])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refusing(name)
    return parser


def _refusing(name: str) -> Callable[..., None]:
    def refuse(*declared: object) -> None:
        raise UnsafeMarkup(f"{name} declares the entity {str(declared[0])[:40]!r}")

    return refuse


def broken(error: expat.ExpatError, name: str) -> InputBroken:
    """The error for XML that is not well-formed."""
    said = expat.ErrorString(error.code)
    return InputBroken(f"{name} is no well-formed XML: {said} in line {error.lineno}")
