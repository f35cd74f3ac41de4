"""Markdown as it stands: every character stays in the reading, and marks say what is markup.

Recognises headings (`## `, and underlined), `**bold**` and `__bold__`, emphasis, `code`, links,
images, block quotes, bullets, pipe tables, fenced blocks and rules; the markup itself and addresses
are marked `cut`. In a file not named as Markdown it counts only on evidence: a heading line that
stands alone, a pair of `**`, a link, a table's dashes. Left out: numbered items (the outline finds
numbers the same way in all formats), indented code (indents mean other things in documents),
reference links, and emphasis across lines.

    >>> [(m.kind, "## II. **Trade**"[m.start:m.end]) for m in marks("## II. **Trade**")]
    [('cut', '## '), ('heading', 'II. **Trade**'), ('cut', '**'), ('bold', 'Trade'), ('cut', '**')]

A lone `*`, `_` or `#` is left alone. Each line is read once; openers wait on a stack, so a megabyte
of `*` or `[` is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.read.layout import Mark

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t\u3000]+(?=\S)")
UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*\Z")
RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)[^`]*\Z")
QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
BULLET = re.compile(r"([ \t]*)([-*+][ \t]+)(?=\S)")
DASHES = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
ADDRESS = r"<[^<>\r\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
TITLE = r"""(?:[ \t]{1,9}(?:"[^"\r\n]{0,300}"|'[^'\r\n]{0,300}'))?[ \t]{0,9}"""
LINK = re.compile(r"(!?)\[([^\[\]\r\n]{0,1000})\]\((" + ADDRESS + ")" + TITLE + r"\)")
CODE = re.compile(r"(?<![`\\])`([^`\r\n]+)`(?!`)")
RUN = re.compile(r"\*+|_+")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>~])")
EVIDENCE = re.compile(
    r"(?:\A|[\r\n][ \t]*[\r\n]|\A[\r\n])#{1,6}[ \t]+[^\s#][^\r\n]*(?=[\r\n]+|\Z)"
    r"|(?<![*\w])\*\*(?=[^\s*])[^*\r\n]{1,300}(?<=\S)\*\*(?!\*)"
    r"|\[[^\[\]\r\n]{1,300}\]\((?:https?:|/|\.|#|mailto:)[^()\s]{0,2000}"
    r"|^[ \t]{0,9}\|?[ \t]{0,9}:?-{3,99}:?[ \t]{0,9}\|[ \t]{0,9}:?-{3}",
    re.MULTILINE,
)


def is_markdown(text: str, *, name: str = "") -> bool:
    """Whether a text is Markdown, by its file name or on the evidence of its words."""
    return name.lower().endswith(SUFFIXES) or EVIDENCE.search(text) is not None


def marks(text: str) -> list[Mark]:
    """What the markup says, sorted by start and nested; the text stays as it is."""
    reader = _Reader(text)
    lines = [(m.start(1), m.end(1)) for m in LINE.finditer(text)]
    at = 0
    while at < len(lines):
        at += reader.block(lines, at)
    reader.end_item()
    reader.end_quote()
    return sorted(reader.found, key=lambda m: (m.start, -m.end))


@dataclass(slots=True)
class _Reader:
    """Reads line by line; keeps what stands open across lines: a fence, a quotation, a list."""

    text: str
    found: list[Mark] = field(default_factory=list)
    fence: str = ""
    quote: list[int] = field(default_factory=list)
    item: list[int] = field(default_factory=list)  # start, end, level
    indents: list[int] = field(default_factory=list)

    def mark(self, start: int, end: int, kind: str, level: int = 0, extra: str = "") -> None:
        """Note a mark unless it is empty."""
        if start < end:
            self.found.append(Mark(start, end, kind, level, extra))

    def block(self, lines: list[tuple[int, int]], at: int) -> int:
        """Read the line at an index; the number of lines read."""
        start, end = lines[at]
        line = self.text[start:end]
        if self._fenced(line, start, end):
            return 1
        if not line.strip():
            self.end_item()
            self.end_quote()
            return 1
        quoted = QUOTE.match(line)
        if quoted:
            inner = start + quoted.end()
            self.mark(start, inner, "cut")
            self.quote = [self.quote[0] if self.quote else inner, end]
            start, line = inner, self.text[inner:end]
        else:
            self.end_quote()
        if "|" in line and (rows := self._table(lines, at, start)):
            return rows
        self._line(lines, at, start, line)
        return 1

    def _fenced(self, line: str, start: int, end: int) -> bool:
        """Whether a line is part of a fenced block."""
        found = FENCE.match(line)
        if self.fence:
            if found and found[1].startswith(self.fence) and not line.strip().strip("`~"):
                self.fence = ""
                self.mark(start, end, "cut")
            else:
                self.mark(start, end, "preformatted")
            return True
        if found:
            self.end_item()
            self.fence = found[1]
            self.mark(start, end, "cut")
        return bool(found)

    def _line(self, lines: list[tuple[int, int]], at: int, start: int, line: str) -> None:
        """A heading, a rule, a bullet or words."""
        end = start + len(line)
        heading = HEADING.match(line)
        if heading:
            self.end_item()
            words = line.rstrip()
            bare = words.rstrip("#")
            closed = bare != words and bare[-1:] in " \t" and len(bare) > heading.end()
            stop = start + len(bare.rstrip() if closed else words)
            self.mark(start, start + heading.end(), "cut")
            self.mark(start + heading.end(), stop, "heading", len(heading[1]))
            self.mark(stop, end, "cut") if closed else None
            self.inline(start + heading.end(), stop)
        elif UNDERLINE.match(line) and self._stands_alone(lines, at - 1):
            above = lines[at - 1]
            words = self.text[above[0] : above[1]]
            first = above[0] + len(words) - len(words.lstrip())
            self.item = []
            self.mark(first, above[0] + len(words.rstrip()), "heading", 1 if "=" in line else 2)
            self.mark(start, end, "cut")
        elif RULE.match(line):
            self.end_item()
            self.mark(start, end, "cut")
        elif bullet := BULLET.match(line):
            self._bullet(bullet, start, end)
        else:
            if self.item:
                self.item[1] = start + len(line.rstrip())
            self.inline(start, end)

    def _stands_alone(self, lines: list[tuple[int, int]], at: int) -> bool:
        """Whether a line is a paragraph of its own: words, with nothing or a blank line before."""
        if at < 0:
            return False
        words = self.text[lines[at][0] : lines[at][1]]
        before = self.text[lines[at - 1][0] : lines[at - 1][1]].strip() if at else ""
        plain = not (
            HEADING.match(words) or BULLET.match(words) or QUOTE.match(words) or RULE.match(words)
        )
        return bool(words.strip()) and plain and not before and len(words) <= 500

    def _bullet(self, bullet: re.Match[str], start: int, end: int) -> None:
        """Begin a list item; deeper indents are deeper levels."""
        self.end_item()
        indent = len(bullet[1].expandtabs(4))
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        words = start + bullet.end()
        self.mark(start + bullet.start(2), words, "cut")
        self.item = [words, start + len(self.text[start:end].rstrip()), len(self.indents)]
        self.inline(words, end)

    def end_item(self) -> None:
        """End the list item that stands open, if one does."""
        if self.item:
            self.mark(self.item[0], self.item[1], "list_item", self.item[2], "ul")
            self.item = []

    def end_quote(self) -> None:
        """End the quotation that stands open, if one does."""
        if self.quote:
            self.mark(self.quote[0], self.quote[1], "quote")
            self.quote = []

    # -- tables --------------------------------------------------------------------------------

    def _table(self, lines: list[tuple[int, int]], at: int, start: int) -> int:
        """Read a pipe table: a head, a line of dashes, rows; or rows all between pipes. 0 if there
        is none.
        """
        after = self.text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
        has_head = "|" in after and DASHES.match(after) is not None
        width = len(self._cells(start, lines[at][1]))
        if has_head and len(self._cells(*lines[at + 1])) != width:
            return 0
        if not has_head and not (
            self._between_pipes(lines, at) and self._between_pipes(lines, at + 1)
        ):
            return 0
        self.end_item()
        rows, index = [(start, lines[at][1])], at + 1
        while index < len(lines):
            row = self.text[slice(*lines[index])]
            if "|" not in row or not row.strip():
                break
            if DASHES.match(row):
                self.mark(*lines[index], "cut")
            else:
                rows.append(lines[index])
            index += 1
        spans = [
            span for n, row in enumerate(rows) if (span := self._row(row, has_head and n == 0))
        ]
        if spans:
            self.mark(
                spans[0][0],
                max(spans[-1][1], lines[index - 1][1] if len(rows) == 1 else 0),
                "table",
            )
        return index - at

    def _between_pipes(self, lines: list[tuple[int, int]], at: int) -> bool:
        """Whether a line begins and ends with a pipe and has two cells or more."""
        if at >= len(lines):
            return False
        line = self.text[slice(*lines[at])].strip()
        return line.startswith("|") and line.endswith("|") and line.count("|") > 2

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cells of a row, blanks outside trimmed; outer pipes begin no cell."""
        line = self.text[start:end]
        first = start + len(line) - len(line.lstrip())
        last = start + len(line.rstrip())
        if self.text[first : first + 1] == "|":
            first += 1
        if last > first and self.text[last - 1] == "|" and self.text[last - 2] != "\\":
            last -= 1
        bounds = [m.start() + first for m in re.finditer(r"(?<!\\)\|", self.text[first:last])]
        cells = []
        for left, right in zip([first, *(b + 1 for b in bounds)], [*bounds, last], strict=True):
            words = self.text[left:right]
            begin = left + len(words) - len(words.lstrip())
            cells.append((begin, left + len(words.rstrip())) if words.strip() else (left, left))
        return cells

    def _row(self, line: tuple[int, int], head: bool) -> tuple[int, int]:
        """Mark a row, its cells and its pipes; an empty cell has an empty mark."""
        cells = self._cells(*line)
        at = line[0]
        for start, end in cells:
            self.found.append(Mark(start, end, "cell", int(head), "1,1"))
            self._pipes(at, start)
            self.inline(start, end)
            at = end
        self._pipes(at, line[1])
        self.mark(cells[0][0], cells[-1][1], "row")
        return cells[0][0], cells[-1][1]

    def _pipes(self, start: int, end: int) -> None:
        """Mark the pipes between two cells."""
        for match in re.finditer(r"\|", self.text[start:end]):
            self.mark(start + match.start(), start + match.end(), "cut")

    # -- within a line -------------------------------------------------------------------------

    def inline(self, start: int, end: int) -> None:
        """Mark code, links, bold and emphasis, and the backslashes before markup that is none."""
        line = self.text[start:end]
        if not any(c in line for c in "*_`[\\"):
            return
        closed: list[tuple[int, int]] = []  # where asterisks are no markup: code, addresses
        for match in CODE.finditer(line):
            self.mark(start + match.start(), start + match.start(1), "cut")
            self.mark(start + match.end(1), start + match.end(), "cut")
            closed.append(match.span())
        for match in LINK.finditer(line):
            if not _inside(match.start(), closed):
                self._link(match, start)
                closed.append((match.start() if match[1] else match.end(2), match.end()))
        closed = sorted(closed)
        for match in _outside(ESCAPE.finditer(line), closed):
            self.mark(start + match.start(), start + match.end(), "cut")
        self._emphasis(line, start, closed)

    def _link(self, match: re.Match[str], start: int) -> None:
        """A link's words are marked, its brackets and address cut; an image is cut whole."""
        if match[1]:
            self.mark(start + match.start(), start + match.end(), "cut", 0, "image")
            return
        self.mark(start + match.start(), start + match.start(2), "cut")
        self.mark(start + match.start(2), start + match.end(2), "link", 0, match[3][:200])
        self.mark(start + match.end(2), start + match.end(), "cut", 0, "address")

    def _emphasis(self, line: str, start: int, closed: list[tuple[int, int]]) -> None:
        """Pair runs of `*` and `_`: two make bold, one is only cut; what finds no partner is left
        alone.
        """
        waiting: dict[str, list[list[int]]] = {"*": [], "_": []}
        for match in _outside(RUN.finditer(line), closed):
            char, at, size = line[match.start()], match.start(), match.end() - match.start()
            before = line[at - 1] if at else " "
            after = line[match.end()] if match.end() < len(line) else " "
            if before == "\\":
                continue
            word_before, word_after = _is_word(before, char), _is_word(after, char)
            can_close = not before.isspace() and not word_after
            can_open = not after.isspace() and not word_before
            if can_close and size > 1:
                can_close = True
            openers = waiting[char]
            while can_close and size and openers:
                opener = openers[-1]
                used = 2 if size > 1 and opener[1] > 1 else 1
                inner = opener[0] + opener[1]
                self.mark(start + inner - used, start + inner, "cut")
                self.mark(start + at, start + at + used, "cut")
                if used == 2:
                    self.mark(start + inner, start + at, "bold")
                opener[1] -= used
                at, size = at + used, size - used
                if not opener[1]:
                    openers.pop()
                other = waiting["_" if char == "*" else "*"]
                while other and other[-1][0] > opener[0]:
                    other.pop()
            if size and can_open:
                openers.append([at, size])


def _is_word(char: str, mark: str) -> bool:
    """Whether a character beside a run makes it part of a word: `snake_case`, `5*3`; ideographs do
    not.
    """
    return (char.isascii() and char.isalnum()) or (mark == "_" and char == "_")


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the last spans (they come in order)."""
    return any(s <= at < e for s, e in spans[-2:])


def _outside(
    matches: Iterator[re.Match[str]], spans: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches that begin in none of the spans, both being in order."""
    at = 0
    for match in matches:
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        if at == len(spans) or match.start() < spans[at][0]:
            yield match
