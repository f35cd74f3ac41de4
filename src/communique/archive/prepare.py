"""From an analysis to the rows that store it: packed, compressed, tokenised, without a database.

It is the costly half of `put` and a pure function, so that `add` has it done by the processes that
read; what is left for the one writer is inserting.
"""

from __future__ import annotations

import marshal
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from communique.archive import findings, index, tokens
from communique.archive.packing import (
    pack_bytes,
    pack_json,
    pack_ranges,
    pack_text,
    pack_unless,
)
from communique.archive.places import Packed, pack_places
from communique.archive.schema import UNDATED
from communique.model.documents import Analysis, Document, Header, Passage, Source
from communique.model.gaps import Gap
from communique.model.quotes import Quote

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document's rows; those of tables still lack the document they belong to."""

    id: str
    row: tuple[Any, ...]
    day: int
    passages: Rows
    words: tuple[str, ...]
    outline: Rows
    notes: Rows
    tables: Rows
    grounds: Rows
    findings: Rows


@dataclass(frozen=True, slots=True)
class Prepared:
    """All rows of a source. `digest` is of what was made of it: readings that agree share it."""

    source: Source
    blob: tuple[str, bytes]
    reading: tuple[Any, ...]
    documents: tuple[PreparedDocument, ...]
    boilerplate: Rows
    gaps: Rows
    digest: str
    places: Packed | None = None

    def source_gaps(self) -> list[Gap]:
        """The gaps met in reading the source."""
        return [Gap(code, str(message)) for code, message in self.gaps]


def prepare(analysis: Analysis, data: bytes) -> Prepared:
    """The rows of an analysis. ValueError if the bytes are not those it was read from."""
    source = analysis.source
    if len(data) != source.size or sha256(data).hexdigest() != source.sha256:
        raise ValueError(f"the bytes are not those that {source.name!r} was read from")
    places: dict[str, int] = {}
    documents = []
    for doc in analysis.documents:
        places[doc.language] = places.get(doc.language, -1) + 1
        documents.append(_document(doc, places[doc.language]))
    boilerplate = tuple(
        (pack_text(item.what), pack_ranges(item.quote.ranges)) for item in analysis.boilerplate
    )
    gaps = tuple((gap.code, pack_text(gap.message)) for gap in analysis.gaps)
    reading = _reading(analysis, data)
    content = [reading[:3], boilerplate, gaps, *map(_content, documents)]
    # Version 2 of the format has no references, so that equal values have equal bytes.
    digest = sha256(marshal.dumps(content, 2)).hexdigest()
    return Prepared(
        source,
        pack_bytes(data),
        reading,
        tuple(documents),
        boilerplate,
        gaps,
        digest,
        pack_places(analysis.reading),
    )


def _content(doc: PreparedDocument) -> tuple[Any, ...]:
    return doc.row, doc.passages, doc.outline, doc.notes, doc.tables, doc.grounds, doc.findings


def _reading(analysis: Analysis, data: bytes) -> tuple[Any, ...]:
    """Hash, reader, pages, length, size, text; no text where it is the source itself in UTF-8."""
    reading = analysis.reading
    text = reading.text.encode("utf-8", "surrogatepass")
    return (
        reading.sha256,
        reading.reader,
        pack_ranges(reading.pages),
        len(reading.text),
        len(text),
        None if text == data else zlib.compress(text, 6),
    )


def _document(doc: Document, place: int) -> PreparedDocument:
    header = doc.header
    days = index.days(header.event.date, header.published)
    return PreparedDocument(
        doc.id,
        (place, doc.id, pack_ranges(doc.ranges), doc.language, pack_json(_header(header))),
        days[0] if days else UNDATED,
        tuple(_passage(passage) for passage in doc.passages),
        tuple(tokens.index_text(passage.text) for passage in doc.passages),
        tuple(
            (
                pack_text(item.label),
                item.level,
                pack_unless(item.heading, item.quote),
                _where(item.quote),
            )
            for item in doc.outline
        ),
        tuple((pack_text(n.label), _where(n.anchor), _where(n.quote)) for n in doc.notes),
        tuple(
            (
                table.header,
                _where(table.quote),
                pack_json([[[c.text, _where(c.quote)] for c in cells] for cells in table.rows]),
            )
            for table in doc.tables
        ),
        tuple(
            (name, g.basis.value, pack_text(g.rule), _where(g.quote), pack_text(g.note))
            for name, g in sorted(header.grounds.items())
        ),
        tuple(findings.pack(finding) for finding in doc.findings),
    )


def _where(quote: Quote | None) -> str | None:
    return pack_ranges(quote.ranges) if quote else None


def _passage(passage: Passage) -> tuple[Any, ...]:
    return (
        passage.id,
        passage.type.value,
        pack_ranges(passage.quote.ranges),
        pack_unless(passage.text, passage.quote),
        passage.language,
        pack_text(passage.item),
        passage.paragraph,
        passage.page,
        pack_json(passage.notes) if passage.notes else None,
    )


def _header(header: Header) -> dict[str, Any]:
    event = header.event
    return {
        "title": header.title,
        "kind": header.kind.value,
        "issuers": header.issuers,
        "level": header.level.value,
        "authenticity": header.authenticity.value,
        "published": header.published,
        "event": {
            "date": event.date,
            "place": event.place,
            "parties": event.parties,
            "people": event.people,
        },
        "series": header.series,
    }
