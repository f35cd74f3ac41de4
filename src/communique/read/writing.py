"""Write a reading's text piece by piece: white space, line breaks, and marks within the line.

Recognises when white space counts: in a page runs of it collapse as in a browser, a break is
written only before the text that follows it, and white space between two ideographs or kana that
holds a line end is dropped, as CSS Text 3 has it (pages of the nineties break their source lines
within words). In a text every character stays. Inline marks (bold, links, superscripts) are counted
by kind, cut where blocks begin or end and where they cross, so that marks always nest. Left out:
blocks and tables, which compose.py adds.

    >>> writer = Writer(verbatim=False)
    >>> writer.text("The two  sides\\n"); writer.inline_start("bold")
    >>> writer.text("agreed"); writer.inline_end("bold")
    >>> "".join(writer.parts), writer.marks
    ('The two sides agreed', [Mark(start=14, end=20, kind='bold', level=0, extra='')])
"""

from __future__ import annotations

import re
from typing import Final

from communique.read.elements import Frame
from communique.read.layout import Mark

SPACE: Final = re.compile(r"[ \t\n\f\r]+")
WIDE: Final = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
IS_WIDE: Final = re.compile(f"[{WIDE}]")
SOFT_BREAK: Final = re.compile(f"(?<=[{WIDE}])[ \\t]*[\\n\\r][ \\t\\n\\f\\r]*(?=[{WIDE}])")
LINE_END: Final = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
ORDINAL: Final = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|º|ª|o|a|TM|®)$", re.IGNORECASE)
MOST_KINDS: Final = 20  # of inline mark that can stand open at a time


class Writer:
    """The text so far, and the marks within its lines."""

    def __init__(self, *, verbatim: bool) -> None:
        self.verbatim = verbatim
        self.parts: list[str] = []
        self.length = self.solid = 0  # what is written, and where its last visible character ends
        self.marks: list[Mark] = []
        self.inline: dict[str, list[int]] = {}  # kind: depth, start (-1: no text yet)
        self.links = self.link_text = 0  # links ended so far, and characters within links
        self.preformatted = 0
        self.breaks = 0  # line ends due before the next text
        self.fresh = 0  # where a line or cell begins: no break is wanted here
        self.waiting: list[Frame] = []  # elements whose text has not begun
        self._space = ""
        self._ended = True  # whether a line end was the last thing written, white space aside

    def text(self, text: str) -> None:
        """Add text between two tags, references already decoded."""
        if self.verbatim or self.preformatted:
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
        """Write text without blanks at its ends, after the break or space that is due."""
        if self.breaks and self.length > self.fresh:
            self.put("\n" * self.breaks)
        elif self._space and self.length > self.fresh and self.parts[-1][-1] not in "\n\t":
            last = self.parts[-1][-1]
            if not (self._space == "\n" and IS_WIDE.match(last) and IS_WIDE.match(body)):
                self.put(" ")
        self._write_visible(body)

    def _write_verbatim(self, text: str) -> None:
        """Write every character; a break that is due is put in unless the text breaks the line."""
        body = text.lstrip()
        if not body:
            if text:
                self.put(text)
                if self._ended:
                    self.breaks = 0
            return
        lead = text[: len(text) - len(body)]
        wanted = self.breaks and self.length > self.fresh and not self._ended
        if wanted and not LINE_END.search(lead):
            self.put("\n")
        self._write_visible(text)

    def _write_visible(self, text: str) -> None:
        """Write text; what is visible of it begins what waits and counts as solid."""
        self.breaks, self._space = 0, ""
        body = text.lstrip()
        if body:
            if len(body) < len(text):
                self.put(text[: len(text) - len(body)])
            self._begin()
            seen = body.rstrip()
            self.put(body)
            self.solid = self.length - (len(body) - len(seen))
            self._ended = LINE_END.search(body, len(seen)) is not None
        else:
            self.put(text)

    def put(self, text: str) -> None:
        """Append to the reading."""
        self.parts.append(text)
        self.length += len(text)
        self._ended = self._ended or LINE_END.search(text) is not None

    def ends_line(self) -> bool:
        """Whether only white space with a line end was written since the last visible character."""
        return self._ended

    def _begin(self) -> None:
        """Visible text begins here: what waited for its start has it."""
        for frame in self.waiting:
            if frame.start is None:
                frame.start = self.length
        self.waiting.clear()
        for state in self.inline.values():
            if state[0] and state[1] < 0:
                state[1] = self.length

    def want_break(self) -> None:
        """A block begins or ends: what follows begins a line, and no inline mark reaches across."""
        for kind, state in self.inline.items():
            if state[1] >= 0:
                self.inline_cut(kind)
        self.breaks = max(1, self.breaks)

    def line_break(self) -> None:
        """A `<br>`: two of them leave an empty line, more do not."""
        if self.preformatted and not self.verbatim:
            self.put("\n")
        else:
            self.breaks = min(2, self.breaks + 1)

    def begin_afresh(self) -> None:
        """What follows stands where it should, at the start of a line or cell."""
        self.breaks, self._space, self.fresh = 0, "", self.length

    def inline_start(self, kind: str) -> None:
        """A stretch of a kind begins with the next visible text."""
        state = self.inline.get(kind)
        if state is None and len(self.inline) < MOST_KINDS:
            state = self.inline[kind] = [0, -1]
        if state is not None:
            state[0] += 1

    def inline_end(self, kind: str) -> None:
        """The innermost stretch of a kind ends, if one stands open."""
        state = self.inline.get(kind)
        if not state or not state[0]:
            return
        state[0] -= 1
        if state[0]:
            return
        for other, (depth, start) in self.inline.items():
            if depth and start > state[1] >= 0:
                self.inline_cut(other)  # it crosses the one that ends
        self.inline_cut(kind)

    def inline_cut(self, kind: str) -> None:
        """Mark a stretch up to here; if it stands open it goes on with the next text."""
        state = self.inline[kind]
        start, state[1] = state[1], -1
        if not 0 <= start < self.solid:
            return
        name, _, rest = kind.partition(":")
        if name == "link":
            self.links += 1
            self.link_text += self.solid - start
        if name == "note_anchor" and not self._is_note(start):
            return
        extra = "ruby" if name == "cut" else rest.partition(":")[0] if name == "furniture" else ""
        self.marks.append(Mark(start, self.solid, name, 0, extra))

    def _is_note(self, start: int) -> bool:
        """Whether a superscript can mark a note: no end of an ordinal (21st), no power (km²)."""
        length = self.solid - start
        if length > 12:
            return False
        around = self.tail(length + 1)
        before, words = (around[:-length], around[-length:]) if start else ("", around)
        if "\n" in words or (before.isdigit() and ORDINAL.match(words)):
            return False
        return not (before == "m" and words in ("2", "3"))

    def tail(self, count: int) -> str:
        """The last characters up to the last visible one; a few, for they are put together."""
        behind = self.length - self.solid
        wanted, pieces, size, at = count + behind, list[str](), 0, len(self.parts)
        while at and size < wanted:
            at -= 1
            pieces.append(self.parts[at][-(wanted - size) :])
            size += len(pieces[-1])
        found = "".join(reversed(pieces))
        return found[: len(found) - behind] if behind else found
