"""Compose a layout from text and tags: line breaks, white space, tables, and marks that nest.

Recognises what HTML elements say of their text: headings, paragraphs, lists, tables, captions,
quotations, preformatted text, bold, superscripts, links, ruby. The module html feeds it a whole
page (`verbatim=False`: white space collapses as in a browser, a block begins a new line, cells are
parted by a tab), the module text what stands between the tags of a text (`verbatim=True`: every
character stays, a break is put in only where a block ends within a line). Left out: styles other
than bold and hidden, and the browser's repair of tags that cross: an end tag closes what stands
open within it, and inline marks are cut at block boundaries, so that marks always nest.

    >>> composer = Composer(verbatim=False)
    >>> composer.start("p", {}); composer.text("The two  sides\\n")
    >>> composer.start("b", {}); composer.text("agreed")
    >>> composer.finish()
    >>> composer.source_text(), [(m.kind, m.start, m.end) for m in composer.marks]
    ('The two sides agreed', [('paragraph', 0, 20), ('bold', 14, 20)])

Work is bounded: a block costs no more than the kinds of inline mark and the depth that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Final

from communique.read.elements import (
    BLOCKS,
    BOLD_STYLE,
    CELLS,
    HEADINGS,
    INLINE,
    LEAVES,
    LISTS,
    MARKED,
    NOTE_ADDRESS,
    VOID,
    Frame,
)
from communique.read.layout import Mark
from communique.read.writing import Writer

DEEPEST: Final = 1000
"""Levels of blocks that are kept; browsers stop at 512."""
NUMBER: Final = re.compile(r"-?[0-9]{1,6}")
NESTED_CELLS: Final = CELLS | {"caption"}
SCOPES: Final = NESTED_CELLS | {"table"}


class Composer(Writer):
    """Builds text and marks from a stream of tags; made for one source, then thrown away."""

    def __init__(self, *, verbatim: bool) -> None:
        super().__init__(verbatim=verbatim)
        self.stack: list[Frame] = []
        self.lists: list[Frame] = []
        self.open_names: list[dict[str, int]] = [{}]  # how often a name stands open, per table cell
        self.scopes: list[Frame] = []  # the tables, cells and captions that stand open
        self.opened: dict[
            str, list[tuple[str, ...]]
        ] = {}  # inline elements, and the marks they make
        self.too_deep: dict[str, int] = {}
        self.deep = False
        self._image_at = -1

    # -- elements ------------------------------------------------------------------------------

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "br":
            self.line_break()
        elif name in VOID:
            self._void(name)
        elif name in BLOCKS:
            self._block_start(name, attributes)
        else:
            self._inline_element(name, attributes)

    def _void(self, name: str) -> None:
        if name == "hr":
            self.want_break()
        elif name == "img":
            self._image_at = self.solid

    def _inline_element(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element within the line begins: what it makes of its text ends when it does."""
        kinds = self.kinds(name, attributes)
        self.opened.setdefault(name, []).append(kinds)
        for kind in kinds:
            self.inline_start(kind)

    def kinds(self, name: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """The inline marks an element makes."""
        kind = INLINE.get(name, "")
        if kind == "link":
            address = attributes.get("href", "")
            if "noteref" in attributes.get("epub:type", "") or NOTE_ADDRESS.search(address[-60:]):
                return ("note_anchor",)
            return ("link",) if address else ()
        if name == "small" and self._image_at == self.solid:
            return ("caption",)
        if kind:
            return (kind,)
        bold = "style" in attributes and BOLD_STYLE.search(attributes["style"][:500])
        return ("bold",) if bold else ()

    def end(self, name: str) -> None:
        """An element ends; one that does not stand open is passed over, but a block's breaks the
        line.
        """
        if name in BLOCKS:
            self._block_end(name)
        elif kinds := self.opened.get(name):
            for kind in kinds.pop():
                self.inline_end(kind)

    def _block_start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.want_break()
        self._close_implied(name)
        if len(self.stack) >= DEEPEST:
            self.deep = True
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            self.want_break()
            return
        frame = Frame(name, mark=MARKED.get(name, ""), attributes=attributes)
        frame.links, frame.link_text = self.links, self.link_text
        if name in HEADINGS:
            frame.mark, frame.level = "heading", HEADINGS[name]
        elif attributes.get("role") == "heading":
            level = attributes.get("aria-level", "2")
            frame.mark, frame.level = "heading", int(level) if level in "123456" and level else 2
        if self.stack:
            self.stack[-1].has_block = True
        if not self._table_start(frame):
            self.want_break()
        if name in LISTS:
            self._list_start(frame)
        elif name == "li":
            self._item_start(frame)
        elif name in ("pre", "listing", "xmp"):
            self.preformatted += 1
        self._push(frame)

    def _push(self, frame: Frame) -> None:
        self.stack.append(frame)
        names = self.open_names[-1]
        names[frame.name] = names.get(frame.name, 0) + 1
        if frame.start is None:
            self.waiting.append(frame)
        if frame.name in SCOPES:
            self.scopes.append(frame)
            self.open_names.append({})
        if frame.name in NESTED_CELLS:
            # bold and links that stand open outside do not reach into a cell
            frame.outer = (self.inline, self.opened)
            self.inline, self.opened = {}, {}

    def _close_implied(self, name: str) -> None:
        """End what a new block ends by itself: a paragraph, the item or the cell before."""
        top = self.stack[-1].name if self.stack else ""
        if top == "p" or top == "option" or (top in HEADINGS and name in HEADINGS):
            self._pop()
        if name == "li":
            if self.lists and self.lists[-1].items and self._within_scope(self.lists[-1]):
                self._pop_to("li", beyond=LISTS)
        elif name in ("dt", "dd"):
            for other in ("dt", "dd"):
                self._pop_to(other, beyond=frozenset({"dl"}))
        elif name in CELLS or name in ("tr", "tbody", "thead", "tfoot", "caption"):
            self._close_cell()
            if name not in CELLS and self.open_names[-1].get("tr"):
                self._pop_to("tr")
            if name in ("tbody", "thead", "tfoot"):
                for part in ("tbody", "thead", "tfoot"):
                    self._pop_to(part)
        elif name == "table" and self._table() is not None:
            self._block_end("table")

    def _within_scope(self, frame: Frame) -> bool:
        """Whether a list was begun in the cell that stands open now."""
        return bool(self.open_names[-1].get(frame.name))

    def _pop_to(self, name: str, *, beyond: frozenset[str] = frozenset()) -> None:
        """End frames through the innermost of a name in this scope, unless one of `beyond` stands
        in between.
        """
        if not self.open_names[-1].get(name):
            return
        if beyond:
            # a walk of at most DEEPEST elements, and most of them end just below
            for frame in reversed(self.stack):
                if frame.name == name:
                    break
                if frame.name in beyond:
                    return
        while self.stack:
            popped = self._pop()
            if popped.name == name:
                return

    def _block_end(self, name: str) -> None:
        self.want_break()
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
            self.want_break()
            return
        if name in CELLS:
            self._close_cell()
        elif name in ("tr", "table", "tbody", "thead", "tfoot", "caption"):
            if name != "caption" or (self.scopes and self.scopes[-1].name == "caption"):
                self._close_cell()
            if name != "table":
                self._pop_to(name)
            elif self._table() is not None:
                self._pop_through({"table"})
        elif self.open_names[-1].get(name):
            self._pop_to(name)
        elif name in HEADINGS and self.stack and self.stack[-1].name in HEADINGS:
            self._pop()
        self.want_break()

    def _pop(self) -> Frame:
        """End the innermost element and mark it."""
        self.want_break()
        frame = self.stack.pop()
        if frame.name in SCOPES:
            self.scopes.pop()
            self.open_names.pop()
        names = self.open_names[-1]
        names[frame.name] -= 1
        if frame.outer is not None:
            self.inline, self.opened = frame.outer
            self.fresh = 0  # what follows an empty cell begins a line after all
        if frame.name in ("pre", "listing", "xmp"):
            self.preformatted -= 1
        elif frame.name in LISTS and self.lists:
            self.lists.pop()
        self.want_break()
        if frame.name in LEAVES and not frame.has_block and not frame.mark:
            frame.mark = "paragraph"
        self._finish_frame(frame)
        return frame

    def _finish_frame(self, frame: Frame) -> None:
        """Mark an element that has ended, if it holds text (a cell also if it holds none)."""
        start, end = frame.start, self.solid
        if frame.mark == "cell":
            # an empty one is marked too, where it would begin: it keeps the columns in line
            here = frame.at if start is None or start >= end else start
            mark = Mark(here, max(here, end), "cell", frame.level, frame.extra)
            self.stack[-1].kept.append(mark)
        elif frame.mark == "row":
            if any(m.end > m.start for m in frame.kept):
                self.marks.extend(frame.kept)
                self.marks.append(Mark(frame.kept[0].start, max(m.end for m in frame.kept), "row"))
        elif start is not None and start < end:
            if frame.mark == "table":
                rows = (m.end for m in self.marks[-50:] if m.kind == "row")
                end = max(end, max(rows, default=0))  # empty cells at the end of the last row
            if frame.mark:
                self.marks.append(Mark(start, end, frame.mark, frame.level, frame.extra))
            self.ended(frame, start, end)

    def ended(self, frame: Frame, start: int, end: int) -> None:
        """A block with text has ended; the page's reader looks for furniture here."""

    # -- lists and tables ----------------------------------------------------------------------

    def _list_start(self, frame: Frame) -> None:
        number = frame.attributes.get("start", "")
        frame.level = int(number) - 1 if NUMBER.fullmatch(number) else 0
        self.lists.append(frame)

    def _item_start(self, frame: Frame) -> None:
        """An item knows its depth and, in an ordered list, the number and style that a browser
        prints: `ol:3:a`.
        """
        frame.mark, frame.level, frame.extra = "list_item", max(1, len(self.lists)), "ul"
        if not self.lists:
            return
        parent = self.lists[-1]
        parent.items += 1
        parent.level += 1
        if parent.name == "ol":
            value = frame.attributes.get("value", "")
            if NUMBER.fullmatch(value):
                parent.level = int(value)
            style = frame.attributes.get("type") or parent.attributes.get("type", "1")
            frame.extra = f"ol:{parent.level}:{style[:1]}"

    def _table(self) -> Frame | None:
        """The table between whose cells we stand; None within a cell and outside of tables."""
        return self.scopes[-1] if self.scopes and self.scopes[-1].name == "table" else None

    def _table_start(self, frame: Frame) -> bool:
        """Set up a row or cell of a table of data; True if it sees to its own breaks."""
        name = frame.name
        if name == "table":
            if "layout" in frame.extra or frame.attributes.get("role") in ("presentation", "none"):
                frame.mark, frame.extra = "", "layout"
            return False
        if name not in CELLS and name != "tr":
            return False
        table = self._table()
        if table is None or table.extra == "layout":
            return False
        if name == "tr":
            frame.mark = "row"
            return False
        if self.stack[-1].name != "tr":
            self.want_break()
            self._push(Frame("tr", mark="row"))
        self._cell_start(frame, self.stack[-1])
        return True

    def _cell_start(self, frame: Frame, row: Frame) -> None:
        """Begin a cell: a tab parts it from the one before; the row's first begins a line."""
        span = [frame.attributes.get(k, "1") for k in ("colspan", "rowspan")]
        frame.extra = ",".join(
            s if s.isascii() and s.isdigit() and len(s) < 4 else "1" for s in span
        )
        frame.mark, frame.level = "cell", int(frame.name == "th")
        if row.cells:
            if not self.verbatim or not self.parts[-1][-1:].isspace():
                self.put("\t")
        elif self.length > self.fresh and not (self.verbatim and self.ends_line()):
            self.put("\n" if self.verbatim else "\n" * max(1, self.breaks))
        row.cells += 1
        self.begin_afresh()
        frame.at = self.length

    def _close_cell(self) -> None:
        """End the cell or caption that stands open, if the innermost scope is one."""
        if self.scopes and self.scopes[-1].name in NESTED_CELLS:
            self._pop_through(NESTED_CELLS)

    def _pop_through(self, names: Set[str]) -> None:
        """End elements through the innermost of these names, which stands open."""
        while self._pop().name not in names:
            pass

    # -- the end -------------------------------------------------------------------------------

    def finish(self) -> None:
        """End what stands open and sort the marks: by start, the wider first."""
        while self.stack:
            self._pop()
        for kind in list(self.inline):
            self.inline_cut(kind)
        latest = sorted(range(len(self.marks)), reverse=True)  # what ends later is the outer one
        latest.sort(key=lambda n: (self.marks[n].start, -self.marks[n].end))
        self.marks = [self.marks[n] for n in latest]

    def source_text(self) -> str:
        """The reading's text so far."""
        return "".join(self.parts)
