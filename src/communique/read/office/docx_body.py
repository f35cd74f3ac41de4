"""The paragraphs and tables of one part of a Word document, in order, as lines with marks.

Recognises headings by style or outline level, numbered paragraphs (their label is written into the
reading, as Word prints it), bullets, captions, quotations, tables with merged cells, text boxes
(after the paragraph they hang on), tables of contents (furniture). A paragraph whose mark was
deleted goes on in the next, a row that was deleted is gone: the text as it is when all changes are
accepted. Left out: sections, columns, frames, and where things stand on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

from communique.model.gaps import Gap
from communique.read.office.docx_numbering import Numbering
from communique.read.office.docx_runs import DELETED, Runs
from communique.read.office.docx_styles import Styles, is_on, outline_level
from communique.read.office.markup import Element, attribute, child, children, local, number

WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
"""Elements between a part and its paragraphs that change nothing of the final text."""
MOST_COLUMNS: Final = 63
"""Cells of a row in Word; a span of more is no span."""
Place = tuple[int, Element | None, int]
"""Column, cell and span of columns; no cell where a row begins later than the table."""
_MOST_BOXES: Final = 8
"""Text boxes within text boxes."""


class Body:
    """Reads the blocks of a part. `runs` reads what stands within paragraphs, and counts."""

    def __init__(self, runs: Runs, styles: Styles, numbering: Numbering, gaps: list[Gap]) -> None:
        self.runs, self.styles, self.numbering, self.gaps = runs, styles, numbering, gaps
        self.sheet = runs.sheet
        self._boxes = 0

    def read(self, container: Element) -> None:
        """All blocks of a part, cell, note or text box."""
        waiting: list[Element] = []
        for block in self._blocks(container):
            name = local(block)
            if name == "p":
                waiting.append(block)
                if not self._goes_on(block):
                    self._paragraph(waiting)
                    waiting = []
                continue
            if waiting:
                self._paragraph(waiting)
                waiting = []
            if name == "tbl":
                self._table(block)
            else:
                self._foreign(name)
        if waiting:
            self._paragraph(waiting)

    def _blocks(self, container: Element) -> Iterator[Element]:
        for each in container:
            name = local(each)
            if name in ("p", "tbl", "altChunk", "subDoc"):
                yield each
            elif name in WRAPPERS:
                yield from self._blocks(each)
            elif name == "AlternateContent":
                way = next((w for w in each if local(w) in ("Choice", "Fallback")), None)
                if way is not None:
                    yield from self._blocks(way)

    def _foreign(self, name: str) -> None:
        gap = Gap("embedded", f"another document is part of this one ({name}) and was not read")
        if gap not in self.gaps:
            self.gaps.append(gap)

    def _goes_on(self, paragraph: Element) -> bool:
        """Whether the paragraph's end was deleted or moved away: then the next one continues it."""
        mark = child(paragraph, "pPr", "rPr")
        return mark is not None and any(local(each) in DELETED for each in mark)

    # -- paragraphs

    def _paragraph(self, pieces: list[Element]) -> None:
        """A paragraph; one made of several has the properties of the last, whose end remained."""
        properties = child(pieces[-1], "pPr")
        self._count(pieces)
        style = self.styles.of(attribute(child(properties, "pStyle"), "val"))
        level = style.level
        if child(properties, "outlineLvl") is not None:
            level = outline_level(properties)
        label, depth = self._label(properties, style.numbering, pieces)
        self.sheet.line()
        with ExitStack() as marks:
            if self.runs.contents or style.kind == "contents":
                marks.enter_context(self.sheet.block("furniture", extra="navigation"))
            elif level:
                marks.enter_context(self.sheet.block("heading", level))
            elif style.kind:
                marks.enter_context(self.sheet.block(style.kind))
            elif depth and not label:
                marks.enter_context(self.sheet.block("list_item", depth, "ul"))
            else:
                marks.enter_context(self.sheet.block("paragraph", extra="printed"))
            if style.bold and not level:
                marks.enter_context(self.sheet.stretch("bold"))
            if label:
                self.sheet.lead(label)
            for piece in pieces:
                self.runs.read(piece)
            self.runs.end_paragraph()
        self._text_boxes()

    def _count(self, pieces: list[Element]) -> None:
        for piece in pieces:
            properties = child(piece, "pPr")
            mark = child(properties, "rPr")
            for what, name in (("insertions", "ins"), ("deletions", "del")):
                if (change := child(mark, name)) is not None:
                    self.runs.count(change, what)
            if (change := child(properties, "pPrChange")) is not None:
                self.runs.count(change, "changes of dress")

    def _label(
        self, properties: Element | None, of_style: tuple[int, int] | None, pieces: list[Element]
    ) -> tuple[str, int]:
        """The label a paragraph bears, and the depth of its list from 1 (0: it is in none)."""
        own = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        if own is None and of_style is None:
            return "", 0
        which = number(child(own, "numId"), "val", of_style[0] if of_style else 0)
        level = number(child(own, "ilvl"), "val", of_style[1] if of_style else 0)
        if which == 0:
            return "", 0
        if level < 0:
            level = self.numbering.level_of_style(which, style)
        if not any(next(self._words(piece), None) for piece in pieces):
            return "", 0  # nothing is printed, and nothing counted, for a paragraph that is empty
        return self.numbering.label(which, level), level + 1

    def _words(self, element: Element) -> Iterator[str]:
        for each in element:
            if local(each) in DELETED or local(each) == "pPr":
                continue
            if local(each) in ("t", "sym", "oMath") and (each.text or "").strip():
                yield each.text
            yield from self._words(each)

    def _text_boxes(self) -> None:
        if not self.runs.boxes or self._boxes >= _MOST_BOXES:
            return
        boxes, self.runs.boxes = self.runs.boxes, []
        self._boxes += 1
        for box in boxes:
            self.read(box)
        self._boxes -= 1

    # -- tables

    def _table(self, table: Element) -> None:
        rows = [row for row in self._rows(table) if not self._deleted(row)]
        cells = [list(self._cells(row)) for row in rows]
        with self.sheet.grid("table"):
            for at, row in enumerate(rows):
                header = is_on(child(row, "trPr"), "tblHeader")
                with self.sheet.grid("row"):
                    for place in cells[at]:
                        down = _height(cells, at, place)
                        first = place is cells[at][0]
                        self._cell(place, down=down, header=header, first=first)

    def _cell(self, place: Place, *, down: int, header: bool, first: bool) -> None:
        _, cell, span = place
        with self.sheet.cell(first=first, header=header, span=f"{span},{down}"):
            # A cell that another covers keeps the columns in line, and is empty.
            if cell is not None and _merge(cell) != "continue":
                self.read(cell)

    def _rows(self, container: Element) -> Iterator[Element]:
        for each in container:
            if local(each) == "tr":
                yield each
            elif local(each) in WRAPPERS:
                yield from self._rows(each)

    def _deleted(self, row: Element) -> bool:
        properties = child(row, "trPr")
        for each in children(properties, "ins"):
            self.runs.count(each, "insertions")
        deleted = child(properties, "del")
        if deleted is not None:
            self.runs.count(deleted, "deletions")
        return deleted is not None

    def _cells(self, row: Element) -> Iterator[Place]:
        column = min(MOST_COLUMNS, max(0, number(child(row, "trPr", "gridBefore"), "val")))
        for before in range(column):
            yield before, None, 1
        for cell in self._cell_elements(row):
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                self.runs.count(child(properties, "cellDel"), "deletions")
                continue
            span = min(MOST_COLUMNS, max(1, number(child(properties, "gridSpan"), "val", 1)))
            yield column, cell, span
            column += span

    def _cell_elements(self, container: Element) -> Iterator[Element]:
        for each in container:
            if local(each) == "tc":
                yield each
            elif local(each) in WRAPPERS:
                yield from self._cell_elements(each)


def _merge(cell: Element | None) -> str:
    """Whether a cell begins a stack of merged ones (restart) or lies within it (continue)."""
    found = child(cell, "tcPr", "vMerge")
    return "" if found is None else attribute(found, "val", "continue")


def _height(cells: list[list[Place]], at: int, place: Place) -> int:
    """How many rows a cell covers."""
    column, cell, _ = place
    height = 1
    while _merge(cell) == "restart" and at + height < len(cells):
        under = next((other for each, other, _ in cells[at + height] if each == column), None)
        if _merge(under) != "continue":
            break
        height += 1
    return height
