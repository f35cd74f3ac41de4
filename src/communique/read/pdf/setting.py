"""Paragraphs as they are set: which rows belong together, which are headings.

A paragraph begins with an indent, after more space than between lines, after a row that leaves room
for the next one's first word, with a label, or where the type changes. Hanging indents and rows set
in the middle are known. A paragraph that the end of a column or page interrupts goes on in the next
one, unless something shows that a new one begins there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from communique.read.labels import label
from communique.read.pdf.pieces import CJK
from communique.read.pdf.rows import ANCHOR, Row
from communique.read.pdf.runs import gothic, serifed

CLOSING = frozenset('.!?。！？｡：:;；」』”’"）)]】＞>')
_FIGURE_BULLETS = "〇○・-–—"  # also stand in the middle of a sentence


@dataclass(slots=True, eq=False)
class Block:
    """Rows that make one paragraph or heading (level from 1, else 0); `goes_on` is the number of a
    paragraph that pieces on several columns share."""

    rows: list[Row]
    heading: int = 0
    spaced: bool = False
    kind: str = "text"
    goes_on: int = 0
    full: bool = False
    indented: bool = False
    label: str = ""
    cells: list[list[list[Row]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a document's text: size, font, and whether its face is a book face, or bold."""

    size: float
    font: str
    serifed: bool
    bold: bool = False


def body_type(pages: Sequence[Sequence[Row]]) -> Type:
    """The type that most characters are set in."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    bold = 0
    for found in pages:
        for row in found:
            letters = sum(p.end - p.start for p in row.pieces)
            sizes[round(row.size * 4) / 4] += letters
            fonts[row.font] += letters
            bold += letters if row.bold else -letters
    if not sizes:
        return Type(10.0, "", False)
    font = fonts.most_common(1)[0][0]
    return Type(sizes.most_common(1)[0][0], font, serifed(font), bold > 0)


def strong(row: Row, body: Type) -> bool:
    """Whether a row is bold, or of a gothic face where the text is of a book face."""
    return (row.bold and not body.bold) or (body.serifed and gothic(row.font))


def blocks(column: Sequence[Row], body: Type) -> list[Block]:
    """The paragraphs of one column."""
    texts = [row for row in column if not row.is_table]
    if not texts:
        return [Block([row], kind="table", spaced=True) for row in column]
    measure = Measure.of(texts)
    out: list[Block] = []
    for at, row in enumerate(column):
        if row.is_table:
            out.append(Block([row], kind="table", spaced=True))
            continue
        if out and _lone_mark(row, body) and not out[-1].heading:
            row.anchors = [(0, len(row.text))]
            out[-1].rows.append(row)
            continue
        if at and not column[at - 1].is_table:
            previous = column[at - 1]
            begins, spaced = measure.begins(out[-1], previous, row, column[at + 1 : at + 2], body)
            if not begins:
                out[-1].rows.append(row)
                continue
        else:
            spaced = True
        out.append(Block([row], spaced=spaced, indented=row.u0 - measure.left > 0.6 * row.size))
    for block in out:
        if block.kind == "table":
            continue
        block.full = not measure.room(block.rows[-1], None)
        block.heading = _heading(block, body)
    return out


def _lone_mark(row: Row, body: Type) -> bool:
    """Whether a row is but the mark of a note that did not fit on the one before."""
    return row.size < 0.75 * body.size and bool(ANCHOR.fullmatch(row.text.strip()))


def _heading(block: Block, body: Type) -> int:
    """-1 for what is set as a heading, 0 for text; levels come later, when all are known."""
    rows = block.rows
    letters = sum(len(r.text) for r in rows)
    if letters > 200 or len(rows) > 4 or not any(c.isalnum() for r in rows for c in r.text):
        return 0
    if min(r.size for r in rows) >= 1.12 * body.size:
        return -1
    ends = rows[-1].text.rstrip()[-1:] in frozenset(".。；;,、，")
    small = rows[0].size < 0.93 * body.size
    if all(strong(r, body) for r in rows) and len(rows) <= 3 and not small:
        return -1 if not ends or letters < 40 else 0
    return 0


@dataclass(frozen=True, slots=True)
class Measure:
    """The bounds of a column and the usual distance of its lines, in units of type."""

    left: float
    right: float
    leading: float
    ragged: bool

    @classmethod
    def of(cls, column: Sequence[Row]) -> Measure:
        """The measure of a column's rows."""
        lefts = sorted(r.u0 for r in column)
        rights = sorted(r.u1 for r in column)
        right = rights[-1]
        if len(rights) > 8:
            # some rows stick out: hanging punctuation, a wide heading
            high = rights[int(len(rights) * 0.9)]
            right = high if right - high > 3 * column[0].size else right
        pitches = [
            (b.mid - a.mid) / b.size
            for a, b in pairwise(column)
            if abs(a.size - b.size) < 0.06 * b.size and 0 < b.mid - a.mid < 3 * b.size
        ]
        leading = float(np.percentile(pitches, 30)) if pitches else 1.5
        left = lefts[min(len(lefts) - 1, len(lefts) // 20)]
        return cls(left, right, leading, False)

    def room(self, row: Row, following: Row | None) -> bool:
        """Whether a row ends so early that the next one's first word would have fitted."""
        space = self.right - row.u1
        asian = bool(CJK.match(row.text[-1:]))
        if following is None:
            return space > (2.3 if asian else 5) * row.size
        if asian and CJK.match(following.text[:1]):
            return space > 2.3 * row.size
        return space > following.pieces[0].word + 0.15 * row.size

    def _flush_right(self, row: Row) -> bool:
        """Whether a row is set to the right margin: a date, an office."""
        far = row.u0 > self.left + 0.45 * (self.right - self.left)
        return far and row.u1 > self.right - 2.5 * row.size

    def begins(
        self, block: Block, before: Row, row: Row, after: Sequence[Row], body: Type
    ) -> tuple[bool, bool]:
        """Whether a row begins a paragraph, and whether there is more space before it than between
        lines."""
        em = min(row.size, before.size)
        larger = max(row.size, before.size)
        pitch = row.mid - before.mid
        spaced = pitch > (self.leading + 0.25) * larger or pitch < 0
        other = larger > 1.08 * em or (strong(row, body) != strong(before, body))
        if spaced or other:
            return True, spaced
        if _labelled(before.text, row.text) and row.u0 < before.u0 + 2 * em:
            return True, False
        if em >= 1.12 * body.size and before.text[-1:] not in "。.":
            return False, False  # a heading of several lines
        if self._flush_right(before) and self._flush_right(row):
            return True, False
        if self.room(before, row):
            return not _wraps_early(block, before, row), False
        step = row.u0 - before.u0
        first = len(block.rows) == 1
        if step > 0.6 * em:
            hangs = first and (
                label(before.text) is not None or (after and abs(after[0].u0 - row.u0) < 0.3 * em)
            )
            return not hangs, False
        if step < -0.6 * em:
            return not first or block.rows[0].u0 - row.u0 > 6 * em, False
        return False, False


def _wraps_early(block: Block, before: Row, row: Row) -> bool:
    """Whether a row with room at its end is yet no last one: a quotation set in, which all rows of
    the block end as early as."""
    if len(block.rows) < 2 or before.text[-1:] in CLOSING:
        return False
    return abs(block.rows[-2].u1 - before.u1) < 0.5 * row.size and row.u0 > 0


def _labelled(before: str, text: str) -> bool:
    found = label(text)
    bullet = found is not None and found.style.startswith("•")
    if not found or (found.weak and not bullet):
        return False
    if bullet and before[-1:] not in CLOSING and text[:1] in _FIGURE_BULLETS:
        return False
    continues = (
        before[-1:] not in CLOSING
        and text[:1].isdigit()
        and (before[-1:] in ",、，及び和与與" or before[-1:].islower())
    )
    return not continues


def levels(found: Sequence[Block], body: Type) -> None:
    """Give headings their levels: the larger the type the higher; bold ones of the text's size
    last."""
    heads = [b for b in found if b.heading]
    sizes = sorted({_step(b, body) for b in heads}, reverse=True)
    for block in heads:
        block.heading = min(6, sizes.index(_step(block, body)) + 1)


def _step(block: Block, body: Type) -> float:
    size = min(r.size for r in block.rows)
    return round(size) if size >= 1.12 * body.size else 0.0


def connect(columns: Sequence[Sequence[Block]]) -> None:
    """Join paragraphs over the ends of columns and pages: both pieces get one number."""
    indents = _uses_indents(columns)
    last: Block | None = None
    number = 0
    for column in columns:
        texts = [b for b in column if b.kind == "text"]
        if not texts:
            continue
        first = texts[0]
        if last is not None and _continues(last, first, indents):
            if not last.goes_on:
                number += 1
                last.goes_on = number
            first.goes_on = last.goes_on
        last = texts[-1]


def _uses_indents(columns: Sequence[Sequence[Block]]) -> bool:
    found = [b for column in columns for b in column if b.kind == "text" and len(b.rows) > 1]
    return sum(b.indented for b in found) > 0.5 * len(found)


def _continues(last: Block, first: Block, indents: bool) -> bool:
    if last.heading or first.heading or not last.full or first.indented:
        return False
    a, b = last.rows[-1], first.rows[0]
    if abs(a.size - b.size) > 0.06 * a.size or a.bold != b.bold or _labelled(a.text, b.text):
        return False
    return a.text[-1:] not in CLOSING or indents
