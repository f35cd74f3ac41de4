"""Lines of a reading: where each begins and ends without its white space, and what the format said
of it.

Line ends are those of Unicode (CR, LF, CRLF, VT, FF, NEL, LS, PS). A line keeps the count of blank
lines before it, its indent, and its width in columns (an East Asian wide character is two), since
printed width is what tells a wrapped line from a paragraph.

    >>> from communique.read.layout import Layout
    >>> [line.text for line in split_lines(Layout("One.\\r\\n\\r\\n  Two."))]
    ['One.', 'Two.']
"""

from __future__ import annotations

import re
from bisect import bisect_left

from communique.read.layout import Layout, Mark

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_EDGE = " \t\u3000\u00a0\ufeff\u200b\u200e\u200f\x1c\x1d\x1e\x1f\x00"
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)

BLOCKS = frozenset({"heading", "list_item", "caption", "preformatted", "quote"})
"""Block marks that say what a line is; `paragraph` says nothing beyond its bounds."""


class Line:
    """One line that holds something; mutable, since the structure modules mark it step by step."""

    __slots__ = ("blanks", "end", "furniture", "indent", "level", "mark", "start", "tail", "text")

    def __init__(
        self, start: int, end: int, text: str, blanks: int, indent: int, tail: bool
    ) -> None:
        self.start, self.end, self.text = start, end, text
        self.blanks, self.indent, self.tail = blanks, indent, tail
        self.mark: str | None = None
        self.level = 0
        self.furniture: str | None = None

    @property
    def width(self) -> int:
        """Columns on a printed line."""
        return width(self.text)


def width(text: str) -> int:
    """Columns of a text: wide characters count two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def split_lines(layout: Layout) -> list[Line]:
    """The lines of a layout that hold something, in order, with the format's block marks on
    them."""
    text, lines, before = layout.text, [], 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip(_EDGE)
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_EDGE))
        end = start + len(stripped)
        gap = text[before : match.start()]
        blanks = max(0, len(_BREAK.findall(gap)) - 1) if len(gap) > 1 else 0
        lines.append(Line(start, end, stripped, blanks, start - match.start(), raw[-1] in _EDGE))
        before = match.end()
    _place(lines, layout.marks)
    return lines


def _place(lines: list[Line], marks: list[Mark]) -> None:
    """Put block and furniture marks on the lines they cover."""
    starts = [line.start for line in lines]
    for mark in marks:
        if mark.kind not in BLOCKS and mark.kind != "furniture":
            continue
        at = bisect_left(starts, mark.start)
        if at and lines[at - 1].end > mark.start:
            at -= 1
        while at < len(lines) and lines[at].start < mark.end:
            line = lines[at]
            if mark.kind == "furniture":
                line.furniture = line.furniture or mark.extra or "furniture"
            elif line.mark is None or mark.kind == "heading":
                line.mark, line.level = mark.kind, mark.level
            at += 1
