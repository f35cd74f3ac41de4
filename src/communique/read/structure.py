"""From a layout to drafts: the structure modules in their order.

lines → furniture → tables → paragraphs → notes → languages and versions → outline → passages. Each
takes what the one before found; nothing goes back. What a text holds that cannot be worked with (a
language without data) becomes a gap.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.languages import FOLDERS
from communique.model.documents import Boilerplate, Cell, Note, OutlineItem, Table
from communique.model.gaps import Gap
from communique.model.quotes import Range, Reading
from communique.read import furniture
from communique.read.draft import Draft
from communique.read.layout import Layout
from communique.read.levels import Entry
from communique.read.lines import split_lines
from communique.read.notes import FoundNote, notes
from communique.read.outline import entries
from communique.read.paragraphs import Paragraph, paragraphs, rejoin
from communique.read.passages import Parts, passages
from communique.read.scripts import language
from communique.read.split import versions, weight
from communique.read.tables import FoundTable, Span, tables


@dataclass(frozen=True, slots=True)
class Structure:
    """What a source's text holds: drafts of its documents, its furniture, and what could not be
    done."""

    drafts: tuple[Draft, ...]
    boilerplate: tuple[Boilerplate, ...]
    gaps: tuple[Gap, ...]


def structure(layout: Layout, reading: Reading, *, given: str | None = None) -> Structure:
    """Find the documents of a reading. `given` is a language that a person or manifest set: then
    there is one document."""
    lines = split_lines(layout)
    printed = any(m.kind == "paragraph" and m.extra == "printed" for m in layout.marks)
    furniture.mark(lines, printed=printed)
    found_tables = tables([line for line in lines if line.furniture is None], layout)
    paras = paragraphs(lines, layout)
    heads = [line.start for line in lines if line.furniture in ("running_head", "page_number")]
    found_notes, gaps = notes(paras, layout, heads)
    paras = rejoin(paras, heads)
    groups = [(given, list(range(len(paras))))] if given else _versions(paras)
    boilerplate = tuple(
        Boilerplate(line.furniture, reading.quote((line.start, line.end)))
        for line in lines
        if line.furniture
    )
    drafts = []
    for tag, numbers in groups:
        if tag not in FOLDERS and numbers:
            gaps.append(_unknown(tag, [paras[i] for i in numbers]))
        drafts.append(
            _draft(
                tag,
                [paras[i] for i in numbers],
                found_tables,
                found_notes,
                boilerplate,
                layout,
                reading,
            )
        )
    return Structure(tuple(d for d in drafts if d.passages), boilerplate, tuple(gaps))


def _versions(paras: list[Paragraph]) -> list[tuple[str, list[int]]]:
    tags = [language(p.text) for p in paras]
    weights = [
        weight(p.text, tag) if p.kind != "note" else (0, 0)
        for p, tag in zip(paras, tags, strict=True)
    ]
    return versions(tags, weights, [p.blanks for p in paras], [p.text for p in paras])


def _unknown(tag: str, paras: list[Paragraph]) -> Gap:
    words = paras[0].text[:40]
    return Gap(
        "language-unknown",
        f"no data for the language {tag!r} of the text that begins {words!r}; "
        "it was cut into sentences as English is, and nothing is found in it",
    )


def _draft(
    tag: str,
    paras: list[Paragraph],
    found_tables: list[FoundTable],
    found_notes: list[FoundNote],
    boilerplate: tuple[Boilerplate, ...],
    layout: Layout,
    reading: Reading,
) -> Draft:
    for paragraph in paras:
        paragraph.language = tag
    ranges = _ranges(paras)
    inside = [t for t in found_tables if any(s <= t.start < e for s, e in ranges)]
    own = [n for n in found_notes if any(s <= n.ranges[0][0] < e for s, e in ranges)]
    outline = entries(paras, layout)
    parts = Parts(paras, tag, {e.paragraph: e for e in outline}, inside, own)
    return Draft(
        language=tag,
        ranges=ranges,
        passages=tuple(passages(parts, reading)),
        outline=tuple(
            item for e in outline if (item := _outline_item(e, paras[e.paragraph], reading))
        ),
        furniture=tuple(b for b in boilerplate if any(s <= b.quote.start < e for s, e in ranges)),
        notes=tuple(_note(n, reading) for n in own),
        tables=tuple(_table(t, reading) for t in inside),
    )


def _ranges(paras: list[Paragraph]) -> tuple[Range, ...]:
    """Ranges of paragraphs, those that follow each other in the reading as one."""
    out: list[list[int]] = []
    before: Paragraph | None = None
    for paragraph in paras:
        if before is not None and before.index + 1 == paragraph.index:
            # a paragraph that goes on behind a note ends behind it
            out[-1][1] = max(out[-1][1], paragraph.end)
        else:
            out.append([paragraph.start, paragraph.end])
        before = paragraph
    return tuple((s, e) for s, e in out)


def _outline_item(entry: Entry, paragraph: Paragraph, reading: Reading) -> OutlineItem | None:
    ranges = paragraph.quote_ranges(entry.start, entry.end, reading)
    return (
        OutlineItem(entry.label, entry.level, entry.heading, reading.quote(*ranges))
        if ranges
        else None
    )


def _note(note: FoundNote, reading: Reading) -> Note:
    return Note(
        note.label, reading.quote(note.anchor) if note.anchor else None, reading.quote(*note.ranges)
    )


def _table(table: FoundTable, reading: Reading) -> Table:
    def cell(span: Span) -> Cell:
        return Cell(
            span.text, reading.quote((span.start, span.end)) if span.start < span.end else None
        )

    return Table(
        reading.quote((table.start, table.end)),
        tuple(tuple(map(cell, row)) for row in table.cells),
        table.header,
    )
