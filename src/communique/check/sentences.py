"""Figures in the sentences they stand in, by their places in the sentence's repaired text.

>>> from communique.compare.texts import text_of
>>> made = text_of("They met. The loan of US$20 million is for two ports.", "en")
>>> sentences(made)
[]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace

from communique.check.conflicts import Cited, cited
from communique.compare.texts import Text
from communique.model.documents import Passage
from communique.model.findings import Figure

LONGEST = 4_000
"""Characters of a passage that are looked at: a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure and where it stands in its sentence."""

    figure: Figure
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage, its number, and its figures in order."""

    passage: Passage
    number: int
    figures: tuple[Placed, ...]

    @property
    def words(self) -> str:
        """The repaired text."""
        return self.passage.text


def sentences(text: Text) -> list[Sentence]:
    """The sentences of a text that hold figures, in order; figures in tables are left out."""
    figures = [f for f in text.findings if isinstance(f, Figure) and f.table is None]
    if not figures:
        return []
    spans = sorted(
        (start, end, number)
        for number, passage in enumerate(text.passages)
        for start, end in passage.quote.ranges
    )
    starts = [start for start, _, _ in spans]
    held: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        at = bisect_right(starts, figure.quote.start) - 1
        if at >= 0 and figure.quote.start < spans[at][1]:
            held[spans[at][2]].append(figure)
    made = []
    for number in sorted(held):
        passage = text.passages[number]
        placed = _placed(passage, sorted(held[number], key=lambda f: (f.quote.start, f.quote.end)))
        if placed:
            made.append(Sentence(passage, number, placed))
    return made


def _placed(passage: Passage, figures: list[Figure]) -> tuple[Placed, ...]:
    """Where figures stand in the text of their passage; what is not found there is left out."""
    words = passage.text[:LONGEST]
    same = passage.quote.exact == (passage.text,)
    found: list[Placed] = []
    at = 0
    for figure in figures:
        start = figure.quote.start - passage.quote.start
        end = figure.quote.end - passage.quote.start
        if not same:
            chars = "".join("".join(figure.quote.exact).split())
            match = re.compile(r"\s*".join(map(re.escape, chars[:200]))).search(words, at)
            if match is None:
                continue
            start, end = match.span()
        if 0 <= start < end <= len(words):
            found.append(Placed(figure, start, end))
            at = start
    return tuple(found)


def cite(text: Text, figure: Figure, sentence: Sentence | None) -> Cited:
    """A figure as a conflict cites it, with its sentence; of a table its row and column."""
    made = cited(
        figure,
        document=text.id,
        name=text.name,
        language=text.language,
        date=text.date,
        sentence=sentence.words if sentence else "",
        item=sentence.passage.item if sentence else None,
        passage=sentence.passage.id if sentence else None,
    )
    if sentence is None and made.row is not None:
        return replace(made, sentence=f"{made.row} | {made.column}: {made.words}")
    return made
