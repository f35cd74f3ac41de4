"""The analysis as JSON: what `communique analyse FILE --json` prints and the archive can give back.

`to_json` writes the public contract; `basis` beside a document's header fields says what each rests
on. Kinds of findings join here as they are built: each document has a list a kind.
"""

from __future__ import annotations

from typing import Any

from communique.model.documents import Analysis, Document, Event, Note, OutlineItem, Passage, Table
from communique.model.findings import KINDS
from communique.model.links import links
from communique.model.places import boxes, confidence
from communique.model.quotes import Reading

VERSION = "0.1"
"""Version of the contract (not of the program)."""


def to_json(analysis: Analysis) -> dict[str, Any]:
    """The contract's object of one source."""
    source = analysis.source
    return {
        "communique": VERSION,
        "source": {
            "name": source.name,
            "identity": source.identity,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "bytes": source.size,
            "encoding": source.encoding,
            "encoding_basis": source.encoding_basis,
            "retrieved": source.retrieved,
            "aliases": [{"scheme": scheme, "alias": alias} for scheme, alias in source.aliases],
            "reader": analysis.reading.reader,
            "text": analysis.reading.text,
            "pages": [list(r) for r in analysis.reading.pages],
            **(
                {"page_sizes": [list(size) for size in analysis.reading.page_sizes]}
                if analysis.reading.page_sizes
                else {}
            ),
            "boilerplate": [
                {"what": b.what, "evidence": b.quote.to_json()} for b in analysis.boilerplate
            ],
        },
        "gaps": [gap.to_json() for gap in analysis.gaps],
        "documents": [document_to_json(doc, analysis.reading) for doc in analysis.documents],
    }


def document_to_json(doc: Document, reading: Reading | None = None) -> dict[str, Any]:
    """The contract's object of one document; its reading says where passages stand on pages."""
    header = doc.header
    return {
        "id": doc.id,
        "language": doc.language,
        "ranges": [list(r) for r in doc.ranges],
        "title": header.title,
        "kind": header.kind.value,
        "issuers": list(header.issuers),
        "level": header.level.value,
        "authenticity": header.authenticity.value,
        "published": header.published,
        "series": header.series,
        "event": event_to_json(header.event),
        "basis": {field: ground.to_json() for field, ground in header.grounds.items()},
        "outline": [_outline(item) for item in doc.outline],
        "passages": [_passage(p, reading) for p in doc.passages],
        "notes": [_note(n) for n in doc.notes],
        "tables": [_table(t) for t in doc.tables],
        **{kind: [f.to_json() for f in doc.findings if f.kind == kind] for kind in KINDS},
        "links": [link.to_json() for link in links(doc.findings)],
    }


def event_to_json(event: Event) -> dict[str, Any]:
    """The contract's object of an event."""
    return {
        "date": event.date,
        "place": event.place,
        "parties": list(event.parties),
        "people": list(event.people),
    }


def _outline(item: OutlineItem) -> dict[str, Any]:
    return {
        "label": item.label,
        "level": item.level,
        "heading": item.heading,
        "evidence": item.quote.to_json(),
    }


def _passage(p: Passage, reading: Reading | None) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": p.id,
        "item": p.item,
        "page": p.page,
        "type": p.type.value,
        "language": p.language,
        "paragraph": p.paragraph,
        "text": p.text,
        "notes": list(p.notes),
        "evidence": p.quote.to_json(),
    }
    if reading is not None and reading.places:
        out["boxes"] = [list(box) for box in boxes(reading.places, p.quote.ranges)]
        sure = confidence(reading.places, p.quote.ranges)
        if sure is not None:
            out["confidence"] = round(sure, 3)
    return out


def _note(note: Note) -> dict[str, Any]:
    return {
        "label": note.label,
        "anchor": note.anchor.to_json() if note.anchor else None,
        "evidence": note.quote.to_json(),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "evidence": table.quote.to_json(),
        "header": table.header,
        "rows": [[cell.text for cell in row] for row in table.rows],
        "cells": [
            [cell.quote.to_json() if cell.quote else None for cell in row] for row in table.rows
        ],
    }
