"""Clauses of a Chinese passage, folded for matching, with who is being quoted where.

A clause ends at a comma, semicolon, colon or full stop, not at 、. Titles in 《》, remarks in
brackets and short terms in quotation marks are blanked (X), dates too (D), so that no cue is seen
inside them; offsets stay. Left out: what a clause says (promises_zh.py, attitudes_zh.py).

    "双方同意，今年年底前签署《投资协定》。" -> "双方同意" | "DDDDDD签署XXXXXX"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from communique.find.context import Scan
from communique.find.gates import gated
from communique.find.kept import Kept
from communique.languages import data
from communique.names.folds import fold

_CUT = re.compile(r"[,;:。!?！？]|——")
_TITLED = re.compile(r"《[^《》]{0,80}》|\([^()]{0,80}\)|〈[^〈〉]{0,60}〉|【[^【】]{0,60}】")
_QUOTED = re.compile(r"[“\"「『'‘]([^“”\"「」『』'‘’]{1,24})[”\"」』'’]")
_OPEN, _CLOSE = "“「『", "”」』"
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_folded: Kept[Scan, str] = Kept()
_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")


@cache
def cues(file: str) -> Mapping[str, Any]:
    """The data of a Chinese file; both scripts share one."""
    return data("zh-Hans", file)


@cache
def cue(file: str, key: str, *, at: str = "", around: str = "{}") -> re.Pattern[str]:
    """A pattern of the data, compiled once: that of `at` in a table; `around` holds it in a larger
    one. A name in braces in it ({actions}) stands for that pattern of commitments or clauses."""
    given = cues(file)[key]
    pattern = around.format(f"(?:{filled(given[at] if at else given)})")
    return re.compile(gated(pattern))


def filled(pattern: str) -> str:
    """A pattern with the patterns whose names stand in it in braces."""

    def named(match: re.Match[str]) -> str:
        return f"(?:{({**cues('commitments'), **cues('clauses')})[match[1]]})"

    return re.sub(r"\{([a-z_]{3,})\}", named, pattern)


@dataclass(slots=True)
class Clause:
    """A clause of a scan at `start` to `end`; `text` is the folded, blanked text of that stretch.

    `ends` is the mark behind it, `direct` whether it stands in quotation marks of speech.
    """

    scan: Scan
    start: int
    end: int
    text: str
    ends: str
    direct: bool
    number: int = 0
    lead: int = 0

    @property
    def body(self) -> str:
        """The clause without its connectives."""
        return self.text[self.lead :]


@dataclass(slots=True)
class Quoting:
    """Whether the text is inside a quotation, over the passages of a paragraph."""

    depth: int = 0
    paragraph: int = -1
    marks: dict[int, bool] = field(default_factory=dict)


def folded(scan: Scan) -> str:
    """The scan's text with both scripts folded into one, kept for the walk."""
    try:  # asked for at every step
        return _folded[scan]
    except KeyError:
        found = _folded[scan] = fold(scan.text, scan.context.language)
        return found


def masked(scan: Scan) -> str:
    """The scan's text folded, with titles, remarks, short quoted terms and dates blanked."""
    text = _NUMBER.sub("_", folded(scan))
    text = _TITLED.sub(_blank, text)
    text = _QUOTED.sub(_term, text)
    if not scan.dates:
        return text
    chars = list(text)
    for date in scan.dates:
        if 0 <= date.start < date.end <= len(chars) and date.end - date.start <= 40:
            chars[date.start : date.end] = "D" * (date.end - date.start)
    return "".join(chars)


def _blank(match: re.Match[str]) -> str:
    return "X" * (match.end() - match.start())


def _term(match: re.Match[str]) -> str:
    inner = match[1]
    if _CUT.search(inner) or (match.start() and match.string[match.start() - 1] in ":,"):
        return match[0]
    if cue("positions", "quoted").match(inner):
        return f"X{inner}X"
    return "X" * len(match[0])


def clauses_of(scan: Scan, quoting: Quoting) -> Iterator[Clause]:
    """The clauses of a scan in order; `quoting` goes on from the passage before."""
    if quoting.paragraph != scan.passage.paragraph:
        quoting.paragraph, quoting.depth = scan.passage.paragraph, 0
    text = masked(scan)
    start, number = 0, 0
    marks = [*_CUT.finditer(text)]
    for at, behind, sign in [*((m.start(), m.end(), m[0]) for m in marks), (len(text), None, "")]:
        direct = quoting.depth > 0
        first = start
        while first < at and (text[first] in _OPEN or text[first] in "'\" ”」』"):
            direct = direct or text[first] in _OPEN
            first += 1
        piece = text[first:at]
        if piece.strip(" X…\"'”」』"):
            last = at
            while last > first and text[last - 1] in ' ”」』"':
                last -= 1
            made = Clause(scan, first, last, text[first:last], sign, direct, number)
            found = _lead().match(made.text)
            made.lead = found.end() if found and found.end() < len(made.text) else 0
            yield made
            number += 1
        for mark in _MARKS.findall(text, start, behind or at):
            quoting.depth = quoting.depth + 1 if mark in _OPEN else max(0, quoting.depth - 1)
        start = behind or at


@cache
def _lead() -> re.Pattern[str]:
    return cue("clauses", "connectives", around="^{}")
