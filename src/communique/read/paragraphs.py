"""Paragraphs: lines joined where the printer broke them, and the view of each.

Three ways of setting text are told apart for a whole reading, by measurement of its lines:
- *flowing*: a line is a paragraph (web pages, most downloads);
- *wrapped*: lines broken at a width, paragraphs parted by blank lines or indents;
- *spaced*: wrapped, and every line followed by a blank one (text of a PDF).
In wrapped text a line goes on in the next when the next word would not have fitted, and the next
does not begin something of its own (a label, a heading, an indent). What a reader of pages marks as
`printed` paragraphs is taken as it says. Joining puts no space between CJK characters, and takes
out a hyphen that the line break put in. Left out: text in columns (a reader of pages must order it
first).

    >>> from communique.read.layout import Layout
    >>> from communique.read.lines import split_lines
    >>> layout = Layout("\\n".join([
    ...     "The two Governments will", "meet again in the spring of", "2031 to see.", "",
    ...     "They agreed on co-", "operation at sea, and on", "port calls by their ships."]))
    >>> [p.text for p in paragraphs(split_lines(layout), layout)][1]
    'They agreed on cooperation at sea, and on port calls by their ships.'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from communique.model.quotes import Range, Reading
from communique.model.views import View
from communique.read.labels import Label, label
from communique.read.layout import Layout, Mark
from communique.read.lines import Line

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2015\u2018-\u201d…]")
_CLOSING = frozenset('.!?。！？｡：:;；」』”’"）)]】＞>')
_HEADING_LIKE = re.compile(r"[\[【〔＜<■◆●○◇□▪＊*#\u25b6]")
_SPEAKER = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}:\s|Q(?:UESTION)?[:.]\s|A(?:NSWER)?[:.]\s|[^\s:：。、]{1,12}[：:](?=\S)"
)
_HYPHEN = re.compile(r"([^\W\d_]{1,40})-$")
_NUMBER_END = re.compile(_CJK.pattern + r"[0-9.,]*[0-9.,]$")
_NUMBER_START = re.compile(r"[0-9.,]+" + _CJK.pattern)
_WORD = re.compile(r"\w+(?:-\w+)+")

BROKEN = 60
"""Columns of a line that a printer, and not its writer, may have ended."""

MIN_WRAPPED = 24
"""Columns: narrower lines are headings, table cells or verse, and say nothing about wrapping."""


class Paragraph:
    """Lines that make one paragraph, and what the structure modules find out about it; mutable
    while they do."""

    __slots__ = (
        "_label",
        "_layout",
        "_view",
        "index",
        "kind",
        "language",
        "level",
        "lines",
        "mark",
        "note",
    )

    def __init__(self, lines: list[Line], layout: Layout, index: int) -> None:
        self.lines, self.index = lines, index
        self.mark, self.level = lines[0].mark, lines[0].level
        self.kind = "body"
        self.language: str | None = None
        self.note: str | None = None
        self._layout = layout
        self._view: View | None = None
        self._label: tuple[Label | None] | None = None

    @property
    def label(self) -> Label | None:
        """The label it begins with, if any."""
        if self._label is None:
            self._label = (label(self.text),)
        return self._label[0]

    @property
    def start(self) -> int:
        """Where the paragraph begins in the reading."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.lines[-1].end

    @property
    def blanks(self) -> int:
        """Blank lines before it."""
        return self.lines[0].blanks

    @property
    def text(self) -> str:
        """The repaired words (the view's)."""
        return self._view.text if self._view is not None else self.view.text

    @property
    def view(self) -> View:
        """The repaired form: lines joined, markup and note marks left out."""
        if self._view is None:
            self._view = _view(self.lines, self._layout)
        return self._view

    def forget(self) -> None:
        """Work the view out anew: more of the layout is to be left out, or lines were joined."""
        self._view = self._label = None

    def quote_ranges(self, start: int, end: int, reading: Reading) -> tuple[Range, ...]:
        """Ranges of a stretch of the view."""
        if len(self.view.starts) == 1:
            origin = self.view.origins[0]
            return ((origin + start, origin + end),) if origin is not None else ()
        return self.view.quote(start, end, reading).ranges


def rejoin(paras: list[Paragraph], interruptions: Sequence[int]) -> list[Paragraph]:
    """Paragraphs with those made one again that a running head or a note broke in the middle of a
    sentence.

    `interruptions` are offsets of what is no text: a page's head, its number. Notes and their
    tables interrupt as well.
    """
    out: list[Paragraph] = []
    broken = sorted(interruptions)
    last: Paragraph | None = None
    aside = False
    for paragraph in paras:
        if paragraph.kind in ("note", "table") and last is not None:
            aside = aside or paragraph.kind == "note"
            out.append(paragraph)
            continue
        if last is not None and last.end <= paragraph.start and _unfinished(last, paragraph):
            at = bisect_left(broken, last.end)
            if aside or (at < len(broken) and broken[at] < paragraph.start):
                last.lines += paragraph.lines
                last.forget()
                aside = False
                continue
        out.append(paragraph)
        last, aside = paragraph, False
    for index, paragraph in enumerate(out):
        paragraph.index = index
    return out


def _unfinished(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a paragraph ends in the middle of a sentence that the following one can finish."""
    text, after = paragraph.text, following.text
    if (
        paragraph.mark in ("heading", "table")
        or following.mark == "heading"
        or text[-1:] in _CLOSING
        or following.label
    ):
        return False
    asian = bool(_CJK.match(text[-1:]) and _CJK.match(after))
    return (
        len(text) > 42 and not _HEADING_LIKE.match(after)
        if asian
        else len(text) > 60 and after[:1].islower()
    )


class Setting:
    """How a reading's lines are set: `wrap` columns (0: flowing), and whether blank lines stand
    between all lines."""

    __slots__ = ("spaced", "wrap")

    def __init__(self, wrap: int = 0, spaced: bool = False) -> None:
        self.wrap, self.spaced = wrap, spaced


def setting(lines: Sequence[Line]) -> Setting:
    """Measure how lines are set, on 400 of them at most, taken from the whole text.

    Wrapped text has many lines of nearly the same width that end in the middle of a sentence; in
    flowing text paragraphs end with a closing mark, and their widths have no common limit.
    """
    plain = [line for line in lines if line.furniture is None and line.mark is None]
    step = max(1, len(plain) // 400)
    sample = [(line, line.width) for line in plain[::step]]
    long = [(line, w) for line, w in sample if w >= MIN_WRAPPED]
    if len(long) < 4:
        return Setting()
    widths = sorted(w for _, w in long)
    limit = widths[int(len(widths) * 0.95)]
    limit = widths[-1] if widths[-1] <= 1.15 * limit else limit
    if limit > 160:
        return Setting()
    full = [line for line, w in long if w >= limit * 0.85]
    broken = sum(1 for line in full if line.text[-1:] not in _CLOSING)
    if len(full) < 0.4 * len(long) or broken < 0.5 * len(full):
        return Setting()
    blanks = [line.blanks for line in plain[1:]]
    spaced = sum(1 for b in blanks if b >= 1) >= 0.85 * len(blanks)
    return Setting(limit, spaced)


def paragraphs(lines: Sequence[Line], layout: Layout) -> list[Paragraph]:
    """The paragraphs of lines that are not furniture, in order; every line belongs to exactly
    one."""
    printed = _printed(lines, layout)
    how = setting([line for line in lines if line.start not in printed] if printed else lines)
    begun: dict[int, Paragraph] = {}
    out: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if line.furniture is not None:
            continue
        number = printed.get(line.start)
        if number is not None:
            if number in begun:
                begun[number].lines.append(line)
            else:
                begun[number] = Paragraph([line], layout, len(out))
                out.append(begun[number])
            previous = None
            continue
        if previous is not None and (
            _goes_on(previous, line, how, first=len(out[-1].lines) == 1)
            if how.wrap
            else _broken(previous, line)
        ):
            out[-1].lines.append(line)
        else:
            out.append(Paragraph([line], layout, len(out)))
            if line.mark == "table":
                out[-1].kind = "table"
        previous = line
    return out


def _printed(lines: Sequence[Line], layout: Layout) -> dict[int, int]:
    """The number of the printed paragraph that a line stands in, by where the line begins; what a
    table took is none.
    """
    marks = [m for m in layout.marks if m.kind == "paragraph" and m.extra == "printed"]
    found: dict[int, int] = {}
    starts = [line.start for line in lines] if marks else []
    for number, mark in enumerate(marks):
        own = mark.level or -1 - number
        for line in lines[bisect_left(starts, mark.start) : bisect_left(starts, mark.end)]:
            if line.mark != "table":
                found[line.start] = own
    return found


def _goes_on(line: Line, following: Line, how: Setting, *, first: bool) -> bool:
    """Whether a line of wrapped text goes on in the following one."""
    if line.mark != following.mark or line.mark in ("heading", "table"):
        return False
    if following.blanks > (1 if how.spaced else 0):
        return False
    text, after = line.text, following.text
    if "\t" in text or "\t" in after or _HEADING_LIKE.match(after):
        return False
    found = label(after)
    if (
        found
        and (not found.weak or found.style.startswith("•"))
        and not _continues_number(text, after)
    ):
        return False
    asian = bool(_CJK.match(text[-1:]) and _CJK.match(after))
    word = 2 if asian else len(after.split(None, 1)[0]) + 1
    # Lines of proportional CJK type vary by some characters (in one PDF from 78 to 84 columns).
    edge = line.width + line.indent * (2 if asian else 1)
    fits = edge + word <= how.wrap - (max(4, how.wrap // 10) if asian else 0)
    if fits or (_HEADING_LIKE.match(text) and text[-1:] in _CLOSING and first):
        return False
    indented = following.indent - line.indent
    if indented > 0 and not first and (not asian or text[-1:] in _CLOSING):
        return False
    if not asian and _SPEAKER.match(after) and text[-1:] in _CLOSING:
        return False
    return not (how.spaced and line.tail and text[-1:] in _CLOSING)


def _broken(line: Line, following: Line) -> bool:
    """Whether a line of flowing text was broken all the same, as a short pasted text may be: a long
    one in the middle of a sentence that the next goes on with in small letters.
    """
    return (
        following.blanks == 0
        and line.mark is None
        and following.mark is None
        and line.width >= BROKEN
        and following.text[:1].islower()
        and line.text[-1:] not in _CLOSING
        and "\t" not in line.text
        and label(following.text) is None
        and label(line.text) is None
    )


def _continues_number(text: str, after: str) -> bool:
    """A line that begins with `3.` or `(2)` in the middle of a sentence is no item: `… see
    paragraph` / `3. above`."""
    return (
        text[-1:] not in _CLOSING
        and (text[-1] in ",、，及び和与與" or text.rstrip()[-1:].islower())
        and after[:1].isdigit()
    )


def _view(lines: Sequence[Line], layout: Layout) -> View:
    if len(lines) == 1 and not cuts_of(layout):
        return View(lines[0].text, (0,), (lines[0].start,))
    pieces: list[tuple[str, int | None]] = []
    for number, line in enumerate(lines):
        text, start = line.text, line.start
        if number:
            before = pieces[-1][0] if pieces else ""
            hyphen = (
                _HYPHEN.search(before, max(0, len(before) - 42)) if before[-1:] == "-" else None
            )
            if hyphen and text[:1].islower():
                if not _printed_with_hyphen(hyphen.group(1), text, layout):
                    pieces[-1] = (before[:-1], pieces[-1][1])
            elif before and not _unspaced(before, text, paper=bool(layout.page_sizes)):
                pieces.append((" ", None))
        pieces += _without_cuts(text, start, layout)
    return View.of(pieces)


def _unspaced(before: str, after: str, *, paper: bool) -> bool:
    """Whether two lines join without a space: between East Asian characters; on paper, which breaks
    a line anywhere, also between those and letters, and within a number."""
    left, right = bool(_CJK.match(before[-1:])), bool(_CJK.match(after))
    if (left and right) or not paper:
        return left and right
    if left or right:
        return True
    around = _NUMBER_END.search(before), _NUMBER_START.match(after)
    return all(around)


def _without_cuts(text: str, start: int, layout: Layout) -> list[tuple[str, int | None]]:
    """A line's text without the markup and note marks inside it."""
    cuts = cuts_of(layout)
    if not cuts:
        return [(text, start)]
    at, end, pieces = start, start + len(text), []
    index = bisect_left(cuts, (start, start))
    if index and cuts[index - 1][1] > start:
        index -= 1
    while index < len(cuts) and cuts[index][0] < end:
        s, e = cuts[index]
        if s > at:
            pieces.append((text[at - start : s - start], at))
        at = max(at, min(e, end))
        index += 1
    if at < end:
        pieces.append((text[at - start :], at))
    return [(piece, origin) for piece, origin in pieces]


def cuts_of(layout: Layout) -> list[Range]:
    """The ranges a view leaves out, sorted: markup, ruby, note marks. Worked out once a layout."""
    if layout.cuts is None:
        layout.cuts = sorted(
            (m.start, m.end) for m in layout.marks if m.kind in ("cut", "note_anchor")
        )
    return layout.cuts


def _printed_with_hyphen(word: str, after: str, layout: Layout) -> bool:
    """Whether the text elsewhere prints this word with its hyphen (`co-operation`), so that the
    break did not add it."""
    if layout.hyphenated is None:
        layout.hyphenated = frozenset(w.casefold() for w in _WORD.findall(layout.text))
    rest = re.match(r"\w*", after)
    return f"{word}-{rest.group() if rest else ''}".casefold() in layout.hyphenated


def marks_within(marks: Sequence[Mark], start: int, end: int, kind: str) -> list[Mark]:
    """The marks of a kind that lie in a range; marks are sorted by start."""
    index = bisect_left(marks, start, key=lambda m: m.start)
    found = []
    while index < len(marks) and marks[index].start < end:
        if marks[index].kind == kind and marks[index].end <= end:
            found.append(marks[index])
        index += 1
    return found
