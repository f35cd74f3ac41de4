"""The blocks of a brief in a reader's words, which every format draws in its own way.

A run is words with a look: plain, strong, soft, quote (with its language), old and new words, mark;
and, for formats that link, the place that a reader may go on to. Left out: everything a format
decides, such as fonts, folding and addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.compare.texts import Span
from communique.report.wording import Piece

Look: TypeAlias = Literal["plain", "strong", "soft", "quote", "old", "new", "mark", "code"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one may go on from a brief: a document, `words` of it (code points of its reading), or
    an answer that tells more of it; `other` is the document that it is compared with.
    """

    document: str
    what: Literal[
        "document", "words", "full", "changes", "promises", "figures", "claims", "versions"
    ] = "document"
    start: int = 0
    end: int = 0
    other: str | None = None

    @classmethod
    def of(cls, span: Span) -> Place:
        """Where the words of a span stand."""
        return cls(span.document, "words", span.ranges[0][0], span.ranges[-1][1])


@dataclass(frozen=True, slots=True)
class Run:
    """Words with a look; `language` where they are not in the reader's."""

    text: str
    look: Look = "plain"
    language: str | None = None
    place: Place | None = None


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the brief: what it is, and of which document."""

    kind: str
    title: Run
    under: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (1) or of a part of one (2); `count` is told beside it."""

    text: str
    level: int = 1
    count: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Paragraphs. `soft` ones are notes."""

    lines: tuple[Line, ...]
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they say."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: a tag with its tone (more, less, mixed, new, gone, plain), and lines."""

    tag: str
    tone: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things, each under its tag."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: names of columns, their shares of the width, rows of cells of lines, and a tone for
    each row.
    """

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: SVG for formats that show it, and for the others a grid of the same data."""

    title: str
    svg: str
    told: str
    grid: Grid


Block: TypeAlias = Title | Heading | Lines | Facts | Items | Grid | Chart


def redlined(pieces: Sequence[Piece], language: str, place: Place | None = None) -> Line:
    """Pieces from old to new words as runs."""
    looks: dict[str, Look] = {"both": "quote", "old": "old", "new": "new"}
    return tuple(Run(piece.text, looks[piece.side], language, place) for piece in pieces)
