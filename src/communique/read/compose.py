"""Compose a layout from text and tags: line breaks, white space, tables, and marks that nest.

Recognises what HTML elements say of their text: headings, paragraphs, lists, tables, captions, quotations, preformatted
text, bold, superscripts, links, ruby. The module html feeds it a whole page (`verbatim=False`: white space collapses as in
a browser, a block begins a new line, cells are parted by a tab), the module text what stands between the tags of a
text (`verbatim=True`: every character stays, a break is put in only where a block ends within a line).
Left out: styles other than bold and hidden, and the browser's repair of tags that cross: an end tag closes what
stands open within it, and inline marks are cut at block boundaries, so that marks always nest.

    >>> composer = Composer(verbatim=False)
    >>> composer.start("p", {}); composer.text("The two  sides\\n"); composer.start("b", {}); composer.text("agreed")
    >>> composer.finish()
    >>> composer.source_text(), [(m.kind, m.start, m.end) for m in composer.marks]
    ('The two sides agreed', [('paragraph', 0, 20), ('bold', 14, 20)])

White space between two ideographs or kana that holds a line end is dropped, as CSS Text 3 has it: pages of the nineties break
their source lines within words. Work is bounded: no element costs more than the number of kinds of inline mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.read.layout import Mark

HEADINGS = {f"h{n}": n for n in range(1, 7)}
BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", "caption", "noscript"]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"]
)
INLINE = {
    "b": "bold",
    "strong": "bold",
    "sup": "note_anchor",
    "a": "link",
    "rt": "cut",
    "rp": "cut",
    "rtc": "cut",
}
MARKED = {
    "p": "paragraph",
    "address": "paragraph",
    "dd": "paragraph",
    "dt": "paragraph",
    "pre": "preformatted",
    "listing": "preformatted",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "table": "table",
}
LEAVES = frozenset({"div", "section", "article", "center", "main", "body", "figure"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
DEEPEST = (
    1000  # browsers stop at 512; the parsers measured lost text (lxml) or went quadratic (lexbor)
)
SPACE = re.compile(r"[ \t\n\f\r]+")
WIDE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
IS_WIDE = re.compile(f"[{WIDE}]")
SOFT_BREAK = re.compile(f"(?<=[{WIDE}])[ \\t]*[\\n\\r][ \\t\\n\\f\\r]*(?=[{WIDE}])")
ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|º|ª|o|a|TM|®)$", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOTE_ADDRESS = re.compile(
    r"#_?(?:fn|ftn|cite_note|note|edn|_?footnote|endnote)[-_:]?\w{0,40}$", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Frame:
    """An element that stands open: where its text began, and what to mark when it ends."""

    name: str
    start: int | None = None
    mark: str = ""
    level: int = 0
    extra: str = ""
    has_block: bool = False
    verdict: str = ""
    links: int = 0
    link_text: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    cells: int = 0
    kept: list[Mark] = field(default_factory=list)
    items: int = 0
    outer: dict[str, list[int]] | None = None


class Composer:
    """Builds text and marks from a stream of tags; made for one source, then thrown away."""

    def __init__(self, *, verbatim: bool) -> None:
        self.verbatim = verbatim
        self.parts: list[str] = []
        self.length = self.solid = 0  # what is written, and where its last visible character ends
        self.marks: list[Mark] = []
        self.stack: list[Frame] = []
        self.lists: list[Frame] = []
        self.open_names: list[dict[str, int]] = [{}]  # how often a name stands open, per table cell
        self.inline: dict[str, list[int]] = {}  # kind: depth, start (-1: no text yet)
        self.link_note = 0
        self.too_deep: dict[str, int] = {}
        self.deep = False
        self.links = self.link_text = 0  # links ended so far, and characters within links
        self._breaks = 0
        self._space = ""
        self._fresh = 0  # where a line or cell begins: no break is wanted here
        self._last = ""
        self._waiting: list[Frame] = []
        self._pre = 0
        self._image_at = -1

    # -- text ----------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Add text between two tags, references already decoded."""
        if self.verbatim or self._pre:
            self._write_verbatim(text)
            return
        if "\n" in text or "\r" in text:
            text = SOFT_BREAK.sub("", text)
        words = SPACE.sub(" ", text)
        body = words.strip(" ")
        if words[:1] == " ":
            self._want_space(text[: len(text) - len(text.lstrip(" \t\n\f\r"))])
        if body:
            self._write(body)
            if words[-1] == " ":
                self._want_space(text[len(text.rstrip(" \t\n\f\r")) :])

    def _want_space(self, run: str) -> None:
        """Note white space: "\\n" is soft and vanishes between ideographs."""
        if self._space != " ":
            self._space = "\n" if "\n" in run or "\r" in run else " "

    def _write(self, body: str) -> None:
        """Write text that begins and ends with a visible character, after the break or space that is due."""
        if self._breaks and self.length > self._fresh:
            self._put("\n" * self._breaks)
        elif self._space and self.length > self._fresh and self._last not in "\n\t":
            soft = self._space == "\n" and IS_WIDE.match(self._last) and IS_WIDE.match(body)
            if not soft:
                self._put(" ")
        self._breaks, self._space = 0, ""
        self._begin()
        self._put(body)
        self.solid = self.length

    def _write_verbatim(self, text: str) -> None:
        """Write every character; a break that is due is put in unless the text breaks the line itself."""
        body = text.lstrip()
        lead = text[: len(text) - len(body)]
        if not body:
            if text:
                self._put(text)
                if "\n" in text or "\r" in text:
                    self._breaks = 0
            return
        if self._breaks and self.length > self._fresh and not _breaks_line(lead):
            if not self._ends_line():
                self._put("\n")
        self._breaks, self._space = 0, ""
        if lead:
            self._put(lead)
        self._begin()
        self._put(body)
        self.solid = self.length - (len(body) - len(body.rstrip()))

    def _ends_line(self) -> bool:
        """Whether only white space with a line end was written since the last visible character."""
        tail, at = "", len(self.parts)
        while at and self.length - len(tail) > self.solid:
            at -= 1
            tail = self.parts[at][-(self.length - self.solid) :] + tail
        return _breaks_line(tail[-(self.length - self.solid) :] if self.length > self.solid else "")

    def _put(self, text: str) -> None:
        """Append to the reading."""
        self.parts.append(text)
        self.length += len(text)
        self._last = text[-1]

    def _begin(self) -> None:
        """Visible text begins here: what waited for its start has it."""
        for frame in self._waiting:
            if frame.start is None:
                frame.start = self.length
        self._waiting.clear()
        for state in self.inline.values():
            if state[0] and state[1] < 0:
                state[1] = self.length

    def line_break(self, count: int = 1) -> None:
        """A `<br>`: two of them leave an empty line, more do not."""
        if self._pre and not self.verbatim:
            self._put("\n")
        else:
            self._breaks = min(2, self._breaks + count)

    # -- inline marks --------------------------------------------------------------------------

    def _inline_start(self, kind: str) -> None:
        state = self.inline.setdefault(kind, [0, -1])
        state[0] += 1

    def _inline_end(self, kind: str) -> None:
        state = self.inline.get(kind)
        if not state or not state[0]:
            return
        state[0] -= 1
        if state[0]:
            return
        for other, (depth, start) in self.inline.items():
            if depth and start > state[1] >= 0:
                self._inline_cut(other)  # it crosses the one that ends
        self._inline_cut(kind)

    def _inline_cut(self, kind: str) -> None:
        """Mark an inline stretch up to here; if it stands open it goes on with the next text."""
        state = self.inline[kind]
        start, state[1] = state[1], -1
        if 0 <= start < self.solid:
            if kind == "link":
                self.links += 1
                self.link_text += self.solid - start
                if self.link_note:
                    kind = "note_anchor"
            if kind == "note_anchor" and not self._is_note(start):
                return
            self.marks.append(Mark(start, self.solid, kind, 0, "ruby" if kind == "cut" else ""))

    def _is_note(self, start: int) -> bool:
        """Whether a superscript can be the mark of a note: not the end of an ordinal (21st), not a power (km²)."""
        words = self.tail(self.solid - start)
        before = self.tail(self.solid - start + 1)[:1] if start else ""
        if len(words) > 12 or "\n" in words:
            return False
        if before.isdigit() and ORDINAL.match(words):
            return False
        return not (before == "m" and words in ("2", "3"))

    def tail(self, count: int) -> str:
        """The last characters up to the last visible one, at most some dozen: pieces are short or sliced."""
        wanted, out, at = count + self.length - self.solid, "", len(self.parts)
        while at and len(out) < wanted:
            at -= 1
            out = self.parts[at][-(wanted - len(out)) :] + out
        return out[: len(out) - (self.length - self.solid)] if self.length > self.solid else out

    def _cut_all(self) -> None:
        """A block begins or ends: no inline mark reaches across."""
        for kind, state in self.inline.items():
            if state[1] >= 0:
                self._inline_cut(kind)

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
            self._cut_all()
            self._breaks = max(1, self._breaks)
        elif name == "img":
            self._image_at = self.solid

    def _inline_element(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element within the line; one bold by its style counts as `<b>` until its parent ends."""
        kind = INLINE.get(name)
        if kind == "link":
            address = attributes.get("href", "")
            if not address:
                return
            if "noteref" in attributes.get("epub:type", "") or NOTE_ADDRESS.search(address[-60:]):
                self.link_note = 1
        if name == "small" and self._image_at == self.solid:
            kind = "caption"
        if kind:
            self._inline_start(kind)
        elif attributes and BOLD_STYLE.search(attributes.get("style", "")[:500]):
            self._inline_start(f"bold:{name}")

    def end(self, name: str) -> None:
        """An element ends; an end tag of what does not stand open is passed over, but `</p>` breaks the line."""
        if name in BLOCKS:
            self._block_end(name)
        elif name == "small":
            self._inline_end("caption")
        elif name in INLINE:
            self._inline_end(INLINE[name])
            if name == "a":
                self.link_note = 0
        else:
            self._inline_end(f"bold:{name}")

    def _block_start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._cut_all()
        self._close_implied(name)
        if len(self.stack) >= DEEPEST:
            self.deep = True
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            self._breaks = max(1, self._breaks)
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
            self._breaks = max(1, self._breaks)
        if name in LISTS:
            self._list_start(frame)
        elif name == "li":
            self._item_start(frame)
        elif name in ("pre", "listing", "xmp"):
            self._pre += 1
        self._push(frame)

    def _push(self, frame: Frame) -> None:
        self.stack.append(frame)
        names = self.open_names[-1]
        names[frame.name] = names.get(frame.name, 0) + 1
        if frame.start is None:
            self._waiting.append(frame)
        if frame.name in CELLS or frame.name in ("caption", "table"):
            self.open_names.append({})
        if frame.name in CELLS or frame.name == "caption":
            # bold and links that stand open outside do not reach into a cell
            frame.outer, self.inline = self.inline, {}

    def _close_implied(self, name: str) -> None:
        """End what a new block ends by itself: a paragraph, the item or the cell before."""
        top = self.stack[-1].name if self.stack else ""
        if top == "p" or top == "option" or (top in HEADINGS and name in HEADINGS):
            self._pop()
        if name == "li" and self.lists and self.open_names[-1].get("li"):
            if self.lists[-1].items and self._within_scope(self.lists[-1]):
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
        """End frames through the innermost of a name in this scope, unless one of `beyond` stands in between."""
        if not self.open_names[-1].get(name):
            return
        if beyond:
            # each frame passed over is ended just below or stops the search, so the walk is paid for
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
        self._cut_all()
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
            self._breaks = max(1, self._breaks)
            return
        if name in CELLS:
            self._close_cell()
        elif name in ("tr", "table", "tbody", "thead", "tfoot", "caption"):
            if name != "caption" or self.open_names[-1].get("caption"):
                self._close_cell()
            if name == "table":
                if self._table() is not None:
                    self._pop_until_table()
            else:
                self._pop_to(name)
        elif self.open_names[-1].get(name):
            self._pop_to(name)
        elif name in HEADINGS and self.stack and self.stack[-1].name in HEADINGS:
            self._pop()
        self._breaks = max(1, self._breaks)

    def _pop(self) -> Frame:
        """End the innermost element and mark it."""
        self._cut_all()
        frame = self.stack.pop()
        if frame.name in CELLS or frame.name in ("caption", "table"):
            self.open_names.pop()
        names = self.open_names[-1]
        names[frame.name] -= 1
        if frame.outer is not None:
            self.inline = frame.outer
            self._fresh = 0  # what follows an empty cell begins a line after all
        if frame.name in ("pre", "listing", "xmp"):
            self._pre -= 1
        elif frame.name in LISTS and self.lists:
            self.lists.pop()
        self._breaks = max(1, self._breaks)
        if frame.name in LEAVES and not frame.has_block and not frame.mark:
            frame.mark = "paragraph"
        self._finish_frame(frame)
        return frame

    def _finish_frame(self, frame: Frame) -> None:
        """Mark an element that has ended, if it holds text (a cell also if it holds none)."""
        start, end = frame.start, self.solid
        if frame.mark == "cell":
            here = self._cell_at(frame) if start is None or start >= end else start
            mark = Mark(here, max(here, end), "cell", frame.level, frame.extra)
            self._row().kept.append(mark)
        elif frame.mark == "row":
            if any(m.end > m.start for m in frame.kept):
                self.marks.extend(frame.kept)
                self.marks.append(Mark(frame.kept[0].start, max(m.end for m in frame.kept), "row"))
        elif start is not None and start < end:
            if frame.mark == "table":
                end = max(end, max((m.end for m in self.marks[-50:] if m.kind == "row"), default=0))
            if frame.mark:
                self.marks.append(Mark(start, end, frame.mark, frame.level, frame.extra))
            self.ended(frame, start, end)

    def ended(self, frame: Frame, start: int, end: int) -> None:
        """A block with text has ended; the page's reader looks for furniture here."""

    # -- lists and tables ----------------------------------------------------------------------

    def _list_start(self, frame: Frame) -> None:
        number = frame.attributes.get("start", "")
        frame.level = int(number) - 1 if re.fullmatch(r"-?[0-9]{1,6}", number) else 0
        self.lists.append(frame)

    def _item_start(self, frame: Frame) -> None:
        """An item knows its depth and, in an ordered list, the number and style that a browser prints: `ol:3:a`."""
        frame.mark, frame.level, frame.extra = "list_item", max(1, len(self.lists)), "ul"
        if not self.lists:
            return
        parent = self.lists[-1]
        parent.items += 1
        parent.level += 1
        if parent.name == "ol":
            value = frame.attributes.get("value", "")
            if re.fullmatch(r"-?[0-9]{1,6}", value):
                parent.level = int(value)
            style = frame.attributes.get("type") or parent.attributes.get("type", "1")
            frame.extra = f"ol:{parent.level}:{style[:1]}"

    def _table(self) -> Frame | None:
        """The table whose rows are being read, if we stand between its cells."""
        return (
            next((f for f in reversed(self.stack[-4:]) if f.name == "table"), None)
            if self._in_table()
            else None
        )

    def _in_table(self) -> bool:
        """Whether the innermost scope is a table's, not a cell's."""
        for frame in reversed(self.stack[-4:]):
            if frame.name in CELLS or frame.name == "caption":
                return False
            if frame.name == "table":
                return True
        return False

    def _row(self) -> Frame:
        """The row that stands open (a cell is never pushed without one)."""
        return next(f for f in reversed(self.stack) if f.name == "tr")

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
            self._cut_all()
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
            if not self.verbatim or not self._last.isspace():
                self._put("\t")
        elif self.length > self._fresh and not (self.verbatim and self._ends_line()):
            self._put("\n" * max(1, self._breaks if not self.verbatim else 1))
        row.cells += 1
        self._breaks, self._space = 0, ""
        self._fresh = self.length
        frame.items = self.length

    def _cell_at(self, frame: Frame) -> int:
        """Where an empty cell is marked: where it would begin."""
        return frame.items

    def _close_cell(self) -> None:
        """End the cell or caption that stands open, if the innermost scope is one."""
        if len(self.open_names) > 1 and not self._in_table():
            while self.stack:
                if self._pop().name in ("td", "th", "caption"):
                    return

    def _pop_until_table(self) -> None:
        while self.stack:
            if self._pop().name == "table":
                return

    # -- the end -------------------------------------------------------------------------------

    def finish(self) -> None:
        """End what stands open and sort the marks: by start, the wider first."""
        while self.stack:
            self._pop()
        for kind in list(self.inline):
            self._inline_cut(kind)
        order = sorted(
            range(len(self.marks)), key=lambda i: (self.marks[i].start, -self.marks[i].end, -i)
        )
        kinds = {i: self.marks[i] for i in order}
        self.marks = [
            m._replace(kind="bold") if m.kind.startswith("bold:") else m for m in kinds.values()
        ]

    def source_text(self) -> str:
        """The reading's text so far."""
        return "".join(self.parts)


def _breaks_line(text: str) -> bool:
    """Whether white space holds a line end."""
    return any(c in text for c in "\n\r\x0b\x0c\x85\u2028\u2029")
