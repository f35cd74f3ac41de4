"""From blocks to a layout: the text line by line, its marks, places and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.model.places import Place
from communique.read.layout import Layout, Mark
from communique.read.pdf.pieces import Flow
from communique.read.pdf.rows import Row
from communique.read.pdf.setting import Block

READER = "pdf/1"
_FIGURE = re.compile(r"[0-9０-９]")
_YEAR = re.compile(
    r"(?:FY ?|CY ?)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?(?:年度?)?|.{0,4}[0-9０-９元]{1,4}年度?"
)


@dataclass(slots=True)
class Writer:
    """Collects a layout page by page."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    _page: int = 0
    _begun: int = 0

    def page(self, number: int, width: float, height: float) -> None:
        """Begin a page."""
        self._close()
        self._page, self._begun = number, self.length
        self.sizes.append((round(width, 1), round(height, 1)))

    def _close(self) -> None:
        if self._page:
            self.pages.append((self._begun, self.length))

    def put(self, text: str) -> None:
        """Add characters as they are."""
        self.parts.append(text)
        self.length += len(text)

    def row(self, row: Row, flow: Flow, *, end: str = "\n") -> tuple[int, int]:
        """Add a row as a line; gives its range."""
        words = row.text
        text = words.strip()
        shift = self.length - (len(words) - len(words.lstrip()))
        start = self.length
        self.put(text)
        for kind, stretches in (("note_anchor", row.anchors), ("cut", row.cuts)):
            self.marks += [
                Mark(shift + s, min(shift + e, self.length), kind)
                for s, e in stretches
                if start <= shift + s < min(shift + e, self.length)
            ]
        if text:
            box = flow.box(row.u0, row.v0, row.u1, row.v1)
            self.places.append(
                Place(start, self.length, self._page, *(round(float(c), 1) for c in box))
            )
        self.put(end)
        return start, self.length - len(end)

    def block(self, block: Block, flow: Flow) -> None:
        """Add a paragraph, heading, note, table or furniture."""
        if block.spaced and self.length > self._begun and not self._blank():
            self.put("\n")
        if block.kind == "table":
            self._table(block, flow)
            return
        start = self.length
        stop = start
        for row in block.rows:
            stop = self.row(row, flow)[1]
        if stop <= start:
            return
        if block.kind == "note":
            self.marks.append(Mark(start, stop, "paragraph", 0, "printed"))
            self.marks.append(Mark(start, stop, "note", block.goes_on, block.label))
        elif block.kind != "text":
            self.marks.append(Mark(start, stop, "furniture", 0, block.kind))
        elif block.heading:
            self.marks.append(Mark(start, stop, "heading", block.heading))
            self.marks.append(Mark(start, stop, "paragraph", 0, "printed"))
        else:
            self.marks.append(Mark(start, stop, "paragraph", block.goes_on, "printed"))
            if all(r.bold for r in block.rows):
                self.marks.append(Mark(start, stop, "bold"))

    def embed(self, layout: Layout) -> None:
        """Add a page that was read as a picture: its text, marks and places."""
        shift = self.length
        self.put(layout.text if layout.text.endswith("\n") else layout.text + "\n")
        self.marks += [m._replace(start=m.start + shift, end=m.end + shift) for m in layout.marks]
        self.places += [
            p._replace(start=p.start + shift, end=p.end + shift, page=self._page)
            for p in layout.places
        ]

    def _blank(self) -> bool:
        return len(self.parts) > 1 and self.parts[-1] == "\n" and self.parts[-2].endswith("\n")

    def _table(self, block: Block, flow: Flow) -> None:
        begun = self.length
        header = heads(block.cells)
        for number, cells in enumerate(block.cells):
            top = self.length
            for at, cell in enumerate(cells):
                if at:
                    self.put("\t")
                start = self.length
                for line, row in enumerate(cell):
                    self.row(row, flow, end="\n" if line + 1 < len(cell) else "")
                self.marks.append(Mark(start, self.length, "cell", int(number < header)))
            self.marks.append(Mark(top, self.length, "row"))
            self.put("\n")
        self.marks.append(Mark(begun, self.length - 1, "table"))

    def layout(self) -> Layout:
        """All that was collected."""
        self._close()
        order = {"furniture": 0, "table": 1, "row": 2}
        marks = sorted(self.marks, key=lambda m: (m.start, -m.end, order.get(m.kind, 3)))
        return Layout(
            "".join(self.parts),
            marks,
            pages=tuple(self.pages),
            places=self.places,
            page_sizes=tuple(self.sizes),
            reader=READER,
        )


def heads(cells: Sequence[Sequence[Sequence[Row]]]) -> int:
    """How many rows at the top name columns: words or years, over rows of other figures."""
    count = 0
    for row in cells[:3]:
        behind = [" ".join(r.text for r in cell) for cell in row[1:]]
        if any(_FIGURE.search(text) and not _YEAR.fullmatch(text.strip()) for text in behind):
            break
        count += 1
    return count if count < len(cells) else 0
