"""Sources, documents and what they are made of: header, outline, passages, notes, tables,
furniture.

Frozen values without input or output. The reading is held by the analysis, everything else points
into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from communique.model.codes import Authenticity, Basis, Kind, Level, PassageType
from communique.model.findings import Finding
from communique.model.gaps import Gap
from communique.model.quotes import Quote, Range, Reading


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as they came: what they are called, what they are, and how they were decoded.

    `aliases` are other ids and addresses that it goes by, each with the scheme it is of (url, frus,
    message-id, warc-record-id).
    """

    name: str
    identity: str
    sha256: str
    media_type: str
    size: int
    encoding: str
    encoding_basis: str
    retrieved: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Furniture, marked and not removed: `what` is navigation, advert, caption, running_head, …"""

    what: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading or numbered item: its label as printed, level from 1, and words (heading or first
    ones)."""

    label: str | None
    level: int
    heading: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading, list item or table row.

    `item` is its place in the outline, labels from the outermost in ("4(a)"); `paragraph` counts
    paragraphs of the document from 0; `text` is the repaired form (the view) that reading and
    matching use; `notes` are the labels of the notes it is marked with; `page` counts from 1.
    """

    id: str
    type: PassageType
    quote: Quote
    text: str
    language: str
    item: str | None
    paragraph: int
    page: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label, where the text refers to it (if found), and its own words."""

    label: str
    anchor: Quote | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its repaired text and, unless empty, its quote."""

    text: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; `header` counts the leading rows that name columns."""

    quote: Quote
    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a header field rests on: where from, by which rule, and the words if it was words."""

    basis: Basis
    rule: str
    quote: Quote | None = None
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The ground as the contract prints it; absent parts are left out."""
        out: dict[str, Any] = {"basis": self.basis.value, "rule": self.rule}
        if self.quote:
            out["evidence"] = self.quote.to_json()
        if self.note:
            out["note"] = self.note
        return out


@dataclass(frozen=True, slots=True)
class Event:
    """The meeting a document belongs to or is about. `date` is EDTF, `parties` codes, `people`
    English names."""

    date: str | None = None
    place: str | None = None
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What a document is. `grounds` says for each field found what it rests on, by the field's
    name."""

    title: str | None = None
    kind: Kind = Kind.OTHER
    issuers: tuple[str, ...] = ()
    level: Level = Level.NONE
    authenticity: Authenticity = Authenticity.ORIGINAL
    published: str | None = None
    event: Event = field(default_factory=Event)
    series: str | None = None
    grounds: dict[str, Ground] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language: an ordered list of ranges of a reading, and what was made of it."""

    id: str
    language: str
    ranges: tuple[Range, ...]
    header: Header
    outline: tuple[OutlineItem, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that reading one source gave: the source, its reading, its documents, furniture and
    gaps."""

    source: Source
    reading: Reading
    documents: tuple[Document, ...]
    boilerplate: tuple[Boilerplate, ...] = ()
    gaps: tuple[Gap, ...] = ()
