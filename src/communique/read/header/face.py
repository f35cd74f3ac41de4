"""The face of a document: what the header rules look at, which is its first and last lines and
the page's own facts.

Furniture and markup are left out of it, and everything in it maps back to the reading. A line
that ends the masthead (title, date, letterhead) is found here; what the lines mean is left to the
rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from communique.languages import data
from communique.languages.dates import DateMention, find_dates
from communique.model.codes import Basis
from communique.model.documents import Ground
from communique.model.quotes import Quote, Range, Reading
from communique.model.views import View
from communique.names.lookup import Names
from communique.names.mentions import Mention
from communique.names.months import without_months
from communique.read.draft import Draft
from communique.read.layout import Layout

HEAD, TAIL = 6000, 1500
"""How many characters of a document's start and end the rules look at."""

_BLOCK = re.compile(r"\n|</?(?:p|div|br|h[1-6]|li|tr|td|table|img|small|figure|figcaption)\b", re.I)
"""What is left out of a view but ends a line."""

_MASTHEAD = 16
"""A masthead has no more lines than this."""

_ENDS = ("。", ".", "！", "？", "!", "?", "」", "”", "：", ":", "．", "；")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the face without the white space around it; `heading` is its level if the format
    says it is one.
    """

    start: int
    end: int
    text: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """The first and last lines of a document, as a view, with the dates and names in them."""

    language: str
    view: View
    reading: Reading
    lines: tuple[Line, ...]
    masthead: int
    tail: int
    dates: tuple[DateMention, ...]
    mentions: tuple[Mention, ...]
    words: Mapping[str, Any]
    names: Names
    layout: Layout
    draft: Draft
    fields: Mapping[str, Any]
    name: str
    grounds: dict[str, Ground] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the view."""
        return self.view.text

    @property
    def body(self) -> int:
        """Where the text proper begins, in the view."""
        return (
            self.lines[self.masthead].start if self.masthead < len(self.lines) else len(self.text)
        )

    @property
    def is_cjk(self) -> bool:
        """Whether the language is written in Chinese characters."""
        return self.language != "en"

    @property
    def lead(self) -> Range:
        """The first paragraphs, where a report says what it is about: 1,200 letters or 450
        characters.
        """
        start = self.body
        return start, min(len(self.text), self.tail_or_end, start + (450 if self.is_cjk else 1200))

    @property
    def tail_or_end(self) -> int:
        """Where the tail begins if the view has a hole before it, else the end."""
        return self.tail if self.tail >= 0 else len(self.text)

    def quote(self, start: int, end: int) -> Quote | None:
        """The quote of a stretch of the view; None for one that is empty in the reading."""
        return self.view.quote(start, end, self.reading) if self.view.ranges(start, end) else None

    def ground(
        self, field_name: str, rule: str, start: int, end: int, note: str | None = None
    ) -> None:
        """Note that a field rests on words of the text."""
        self.grounds[field_name] = Ground(Basis.TEXT, rule, self.quote(start, end), note)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The names in a stretch."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates in a stretch."""
        return [d for d in self.dates if start <= d.start and d.end <= end]


def face_of(
    draft: Draft,
    *,
    layout: Layout,
    reading: Reading,
    name: str,
    fields: Mapping[str, Any],
    names: Names,
) -> Face:
    """The face of a document. Takes time in the size of the face, not of the document."""
    pieces, tail = _pieces(draft, layout, reading)
    view = View.of(pieces)
    lines = tuple(_lines(view, layout))
    return Face(
        language=draft.language,
        view=view,
        reading=reading,
        lines=lines,
        masthead=_masthead(lines, draft, view),
        tail=tail,
        dates=tuple(find_dates(view.text, draft.language)),
        mentions=tuple(_own_short_forms(_mentions(view.text, draft.language, names))),
        words=data(draft.language, "documents"),
        names=names,
        layout=layout,
        draft=draft,
        fields=fields,
        name=name,
    )


def _mentions(text: str, language: str, names: Names) -> list[Mention]:
    """The names in a text; "by May" is no person's in a header."""
    found = names.find(text, language)
    return without_months(text, found, loosely=True) if language == "en" else found


def _own_short_forms(mentions: list[Mention]) -> Iterable[Mention]:
    """The mentions, where a short form stands for what the text itself names in full.

    巴 is Pakistan, but Paraguay in a text that says 巴拉圭 and never 巴基斯坦; a surname that
    several share is the one's whose full name is there.
    """
    full = [m for m in mentions if m.kind == "state" and m.part == "name" and len(m.form) > 1]
    ids = {m.id for m in full}
    begins = {m.form[0]: m.id for m in reversed(full)}
    certain = {m.id for m in mentions if m.kind == "person" and not m.weak and not m.others}
    for mention in mentions:
        if mention.kind == "person" and mention.others and mention.id not in certain:
            same = next((ref for ref in mention.others if ref.id in certain), None)
            mention = replace(mention, id=same.id) if same else mention
        if mention.part == "character" and mention.id not in ids and mention.form in begins:
            mention = replace(mention, id=begins[mention.form])
        yield mention


def _pieces(
    draft: Draft, layout: Layout, reading: Reading
) -> tuple[list[tuple[str, int | None]], int]:
    """The text of the first and last characters without furniture and markup; where the tail
    begins, or -1.
    """
    total = sum(end - start for start, end in draft.ranges)
    if total <= HEAD + TAIL:
        parts = list(_clip(draft.ranges, total))
        return list(_without_holes(parts, draft, layout, reading)), -1
    first = list(_clip(draft.ranges, HEAD))
    turned = [(-end, -start) for start, end in reversed(draft.ranges)]
    last = [(-end, -start) for start, end in reversed(list(_clip(turned, TAIL)))]
    head = list(_without_holes(first, draft, layout, reading))
    tail_starts = sum(len(text) for text, _ in head) + 1
    return [*head, ("\n", None), *_without_holes(last, draft, layout, reading)], tail_starts


def _clip(ranges: Iterable[Range], size: int) -> Iterable[Range]:
    for start, end in ranges:
        if size <= 0:
            return
        yield start, min(end, start + size)
        size -= end - start


def _without_holes(
    parts: list[Range], draft: Draft, layout: Layout, reading: Reading
) -> Iterable[tuple[str, int | None]]:
    if not parts:
        return
    low, high = parts[0][0], parts[-1][1]
    marked = [(m.start, m.end) for m in layout.marks if m.kind in ("cut", "furniture")]
    marked += [r for piece in draft.furniture for r in piece.quote.ranges]
    holes = sorted(r for r in marked if r[0] < high and low < r[1])
    starts = [start for start, _ in holes]
    for start, end in parts:
        at = start
        index = max(0, bisect_left(starts, start) - 1)
        for hole_start, hole_end in holes[index:]:
            if hole_start >= end:
                break
            if hole_end <= at:
                continue
            if hole_start > at:
                yield reading.text[at:hole_start], at
            at = max(at, hole_end)
            if _BLOCK.search(reading.text, hole_start, min(hole_end, hole_start + 400)):
                yield "\n", None
        if at < end:
            yield reading.text[at:end], at
        yield "\n", None


def _lines(view: View, layout: Layout) -> Iterable[Line]:
    held = view.ranges(0, len(view.text))
    low, high = (held[0][0], held[-1][1]) if held else (0, 0)
    headings = [
        (m.start, m.end, m.level)
        for m in layout.marks
        if m.kind == "heading" and low <= m.start < high
    ][:2000]
    at = 0
    for raw in view.text.split("\n"):
        text = raw.strip()
        if text:
            start = at + raw.index(text[0])
            ranges = view.ranges(start, start + len(text))
            level = 0
            if ranges:
                level = next((lv for s, e, lv in headings if s <= ranges[0][0] < e), 0)
            if text.lstrip("#") != text and text.startswith("#"):
                mark = len(text) - len(text.lstrip("#"))
                level, start, text = mark, start + mark, text[mark:]
                start, text = start + len(text) - len(text.lstrip()), text.strip()
            if text.strip("-=_*—―· \u3000#"):
                yield Line(start, start + len(text), text, level)
        at += len(raw) + 1


def _masthead(lines: tuple[Line, ...], draft: Draft, view: View) -> int:
    """How many lines stand before the text proper, which begins with the first full sentence or
    numbered item.
    """
    begins = _first_sentence(draft)
    for number, line in enumerate(lines[:_MASTHEAD]):
        where = view.ranges(line.start, line.end)
        if begins is not None and where and where[-1][1] > begins and not line.heading:
            return number
        if begins is None and not line.heading and _reads_like_text(line.text, draft.language):
            return number
    return min(len(lines), _MASTHEAD)


def _first_sentence(draft: Draft) -> int | None:
    """Where the first passage stands that reads like a sentence of the text, in the reading."""
    starts: dict[int, int] = {}
    for passage in draft.passages[:60]:
        if passage.type == "sentence":
            # A short sentence may open the paragraph: `Good afternoon, everyone.`
            starts.setdefault(passage.paragraph, passage.quote.start)
        if passage.type in ("sentence", "list_item") and _reads_like_text(
            passage.text, draft.language
        ):
            return starts.get(passage.paragraph, passage.quote.start)
    return None


def _reads_like_text(text: str, language: str) -> bool:
    """A sentence that ends like one and is longer than a title's words, or is very long."""
    text = text.strip()
    enough, plenty = (60, 260) if language == "en" else (26, 110)
    if len(text) >= plenty:
        return True
    if language != "en" and text.count("。") >= 1 and len(text) >= enough:
        return True
    return len(text) >= enough and text.endswith(_ENDS)
