"""The paragraphs, lists and tables of an OpenDocument text, in order, as lines with marks.

Recognises headings, lists with the labels that a reader sees, tables with merged cells, notes at
their marks, text boxes, indexes (furniture), ruby, hidden text, repeated blanks and cells (within
bounds). Tracked changes: the text stands as it will be, deletions are kept elsewhere. Left out:
drawings, formulas, sections' columns.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Final

from communique.read.office.changes import Changes
from communique.read.office.manuscript import Manuscript
from communique.read.office.markup import Element, attribute, child, children, local, number
from communique.read.office.odt_styles import OUTLINE, Styles

INDEXES: Final = frozenset({
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index",
    "user-index", "bibliography",
})  # fmt: skip
PASSED_OVER: Final = frozenset({
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms",
    "annotation-end", "change", "change-start", "change-end", "bookmark", "soft-page-break",
})  # fmt: skip
MOST_REPEATED: Final = 200
"""Blanks and cells that one element stands for at most; spreadsheets repeat a million."""
_BLANKS: Final = str.maketrans("\n\r\t", "   ")


class Body:
    """Reads blocks into a manuscript; notes are kept for `write_notes`."""

    def __init__(self, sheet: Manuscript, styles: Styles, changes: Changes) -> None:
        self.sheet, self.styles, self.changes = sheet, styles, changes
        self._notes: list[tuple[str, Element]] = []
        self._boxes: list[Element] = []
        self._lists: list[tuple[str, list[int]]] = []
        self._counts: dict[str, list[int]] = {}
        self._bullet = 0

    def read(self, container: Element) -> None:
        """All blocks of a body, section, cell, note or text box."""
        for block in container:
            name = local(block)
            if name in ("p", "h"):
                self._paragraph(block, heading=name == "h")
            elif name == "list":
                self._list(block, container=attribute(block, "style-name"))
            elif name == "table":
                self._table(block)
            elif name in INDEXES:
                with self.sheet.block("furniture", extra="navigation"):
                    self.read(block)
            elif name == "section":
                if attribute(block, "display") != "none":
                    self.read(block)
            elif name == "frame":
                self._frame(block)
            elif name not in PASSED_OVER and len(block):
                self.read(block)
        self._text_boxes()

    # -- paragraphs

    def _paragraph(self, element: Element, *, heading: bool) -> None:
        dress = self.styles.dress("paragraph", attribute(element, "style-name"))
        level = min(6, max(1, number(element, "outline-level", 1))) if heading else dress.level
        label = ""
        bullet, self._bullet = self._bullet, 0
        if heading and not self._lists and attribute(element, "is-list-header") != "true":
            label = self._count(OUTLINE, max(1, number(element, "outline-level", 1)), element)
        self.sheet.line()
        with ExitStack() as marks:
            if level:
                marks.enter_context(self.sheet.block("heading", level))
            elif bullet:
                marks.enter_context(self.sheet.block("list_item", bullet, "ul"))
            else:
                marks.enter_context(self.sheet.block("paragraph", extra="printed"))
            if dress.hidden:
                marks.enter_context(self.sheet.stretch("cut", extra="hidden"))
            elif dress.bold and not level:
                marks.enter_context(self.sheet.stretch("bold"))
            if label:
                self.sheet.lead(label)
            self._inline(element)
        self._text_boxes()

    def _inline(self, element: Element) -> None:
        """The content of a paragraph or of what stands within one."""
        self._text(element.text)
        for each in element:
            self._piece(each)
            self._text(each.tail)

    def _text(self, text: str | None) -> None:
        # White space counts as in a page: what is meant to stand twice is an element.
        if text:
            self.sheet.words(text.translate(_BLANKS))

    def _piece(self, element: Element) -> None:
        name = local(element)
        if name == "s":
            self.sheet.put(" " * min(MOST_REPEATED, max(1, number(element, "c", 1))))
        elif name == "tab":
            self.sheet.put("\t")
        elif name == "line-break":
            self.sheet.put("\n")
        elif name == "span":
            self._span(element)
        elif name == "a":
            with self.sheet.stretch("link"):
                self._inline(element)
        elif name == "note":
            self._note(element)
        elif name == "ruby":
            for each in element:
                with ExitStack() as marks:
                    if local(each) == "ruby-text":
                        marks.enter_context(self.sheet.stretch("cut", extra="ruby"))
                    self._inline(each)
        elif name == "annotation":
            creator = child(element, "creator")
            self.changes.count("comments", "" if creator is None else creator.text or "", "")
        elif name in ("frame", "custom-shape", "text-box"):
            self._boxes.append(element)
        elif name not in PASSED_OVER:
            self._inline(element)

    def _span(self, element: Element) -> None:
        dress = self.styles.dress("text", attribute(element, "style-name"))
        with ExitStack() as marks:
            if dress.hidden:
                marks.enter_context(self.sheet.stretch("cut", extra="hidden"))
            elif dress.bold:
                marks.enter_context(self.sheet.stretch("bold"))
            self._inline(element)

    # -- notes and boxes

    def _note(self, note: Element) -> None:
        citation, body = child(note, "note-citation"), child(note, "note-body")
        label = "" if citation is None else "".join(citation.itertext()).strip()[:20]
        with self.sheet.stretch("note_anchor"):
            self.sheet.put(label)
        if body is not None:
            self._notes.append((label, body))

    def write_notes(self) -> None:
        """The notes, behind the text."""
        done = 0
        while done < len(self._notes):
            label, body = self._notes[done]
            done += 1
            with self.sheet.block("note", 0, label):
                self.sheet.lead(label)
                self.read(body)
                self.sheet.lead("")

    def _frame(self, frame: Element) -> None:
        for each in frame:
            if local(each) == "text-box":
                self.read(each)

    def _text_boxes(self) -> None:
        """What hangs on the paragraph before; a shape holds paragraphs itself."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            if local(box) == "frame":
                self._frame(box)
            else:
                self.read(box)

    # -- lists

    def _list(self, element: Element, *, container: str) -> None:
        style = container or (self._lists[-1][0] if self._lists else "")
        if not self._lists:
            going_on = attribute(element, "continue-numbering") == "true"
            going_on = going_on or bool(attribute(element, "continue-list"))
            if not going_on:
                self._counts.pop(style, None)
        self._lists.append((style, []))
        depth = len(self._lists)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            first = next((each for each in item if local(each) in ("p", "h")), None)
            if (
                local(item) == "list-item"
                and first is not None
                and "".join(first.itertext()).strip()
            ):
                if label := self._count(style, depth, item):
                    self.sheet.lead(label)
                else:
                    self._bullet = depth
            self.read(item)
            self._bullet = 0
            self.sheet.lead("")
        self._lists.pop()

    def _count(self, style: str, depth: int, element: Element) -> str:
        """Count one item of a list or heading; the label it bears."""
        depth = min(depth, 10)
        levels = self.styles.lists.get(style, {})
        counts = self._counts.setdefault(style, [])
        while len(counts) < depth:
            level = levels.get(len(counts) + 1)
            start = level.start if level else 1
            counts.append(start - 1 if len(counts) + 1 == depth else start)
        del counts[depth:]
        counts[-1] = number(element, "start-value", counts[-1] + 1)
        return self.styles.label(style, counts)

    # -- tables

    def _table(self, table: Element) -> None:
        with self.sheet.grid("table"):
            self._rows(table, header=False)

    def _rows(self, container: Element, *, header: bool) -> None:
        for each in container:
            name = local(each)
            if name == "table-row":
                self._row(each, header=header)
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                self._rows(each, header=header or name == "table-header-rows")

    def _row(self, row: Element, *, header: bool) -> None:
        with self.sheet.grid("row"):
            first = True
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                times = min(MOST_REPEATED, max(1, number(cell, "number-columns-repeated", 1)))
                across = min(MOST_REPEATED, max(1, number(cell, "number-columns-spanned", 1)))
                down = min(9999, max(1, number(cell, "number-rows-spanned", 1)))
                if local(cell) == "covered-table-cell" and self._beside(cell):
                    continue
                for _ in range(times):
                    with self.sheet.cell(first=first, header=header, span=f"{across},{down}"):
                        if local(cell) == "table-cell":
                            self.read(cell)
                    first = False

    def _beside(self, cell: Element) -> bool:
        """Whether a covered cell is covered by one of its own row: that one says its span."""
        steps = 0
        before = cell.getprevious()
        while before is not None and steps < MOST_REPEATED:
            steps += 1
            if local(before) == "table-cell":
                return number(before, "number-columns-spanned", 1) > steps
            before = before.getprevious()
        return False


def tracked(root: Element, changes: Changes) -> None:
    """Count the tracked changes that a text keeps beside it."""
    what = {
        "insertion": "insertions",
        "deletion": "deletions",
        "format-change": "changes of dress",
    }
    for held in children(root, "tracked-changes"):
        for region in children(held, "changed-region"):
            for each in region:
                information = child(each, "change-info")
                said = [child(information, part) for part in ("creator", "date")]
                author, day = ("" if one is None else one.text or "" for one in said)
                if local(each) in what:
                    changes.count(what[local(each)], author, day)
