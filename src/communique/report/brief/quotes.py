"""Quotes for a brief: the words with their place, and beside them what a version in the reader's
language says there.

Alignments are made once and used for divergences too. Left out: pairs that the alignment itself
doubts; words are then shown alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.compare import tokens
from communique.compare.align import Alignment
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.model.documents import Passage
from communique.model.gaps import Gap
from communique.model.quotes import Quote
from communique.report.brief.contents import Said
from communique.report.wording import joint_of

LONGEST = 420
"""Characters of a quote that are shown; its ranges are whole."""

WIDEST = 1_200
"""Passages of a text up to which versions are aligned: a brief is no place to wait."""


@dataclass
class Quotes:
    """Words of texts for a reader of a language. `versions` are by the id of the text that they are
    versions of."""

    library: Library
    language: str
    versions: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    _aligned: dict[tuple[str, str], Alignment | None] = field(default_factory=dict)
    _beside: dict[str, tuple[Text, dict[int, tuple[int, ...]]] | None] = field(default_factory=dict)
    _starts: dict[str, tuple[list[int], list[tuple[int, int]]]] = field(default_factory=dict)

    def alignment(self, left: Text, right: Text) -> Alignment | None:
        """The alignment of two texts; None, with a gap, of texts that are too long or empty."""
        key = left.id, right.id
        if key not in self._aligned:
            self._aligned[key] = None
            if max(len(left.passages), len(right.passages)) > WIDEST:
                words = f"{left.name} and {right.name} are too long to be aligned for a brief"
                self.gaps.append(Gap("brief-too-long", words))
            elif left.passages and right.passages:
                made = self.library.align(left, right)
                self._aligned[key] = made
                self.gaps += made.gaps
        return self._aligned[key]

    def said(self, text: Text, words: Quote | Passage) -> Said:
        """Words of a text as a brief quotes them."""
        quote = words.quote if isinstance(words, Passage) else words
        plain = words.text if isinstance(words, Passage) else _plain(text, quote)
        number = self.passage(text, quote)
        beside = self._other(text, number) if number is not None else None
        item = text.passages[number].item if number is not None else None
        return Said(
            text.span(quote),
            cut(plain),
            text.language,
            item,
            cut(beside[0]) if beside else None,
            beside[1] if beside else None,
        )

    def passage(self, text: Text, quote: Quote) -> int | None:
        """The number of the passage in which a quote begins."""
        if text.id not in self._starts:
            spans = sorted(
                (start, number, end)
                for number, passage in enumerate(text.passages)
                for start, end in passage.quote.ranges
            )
            self._starts[text.id] = [s for s, _, _ in spans], [(n, e) for _, n, e in spans]
        starts, held = self._starts[text.id]
        at = bisect_right(starts, quote.start) - 1
        return held[at][0] if at >= 0 and quote.start < held[at][1] else None

    def _other(self, text: Text, number: int) -> tuple[str, str] | None:
        """The words of the reader's version beside a passage, and its language."""
        if text.id not in self._beside:
            self._beside[text.id] = self._paired(text)
        held = self._beside[text.id]
        if held is None or number not in held[1]:
            return None
        other, pairs = held
        words = joint_of(other).join(other.passages[each].text for each in pairs[number])
        return words, other.language

    def _paired(self, text: Text) -> tuple[Text, dict[int, tuple[int, ...]]] | None:
        wanted = tokens.group(self.language)
        if tokens.group(text.language) == wanted:
            return None
        found = [t for t in self.versions.get(text.id, ()) if tokens.group(t.language) == wanted]
        found.sort(key=lambda each: each.language != self.language)
        aligned = self.alignment(text, found[0]) if found else None
        if aligned is None:
            return None
        pairs = {
            number: pair.second
            for pair in aligned.pairs
            if pair.first and pair.second and not pair.doubtful
            for number in pair.first
        }
        return found[0], pairs


def cut(words: str, most: int = LONGEST) -> str:
    """Words up to a length, and a sign where they were longer.

    >>> cut("They met again.", 8)
    'They met…'
    """
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def _plain(text: Text, quote: Quote) -> str:
    """The words of a quote without line breaks: none between characters of Chinese or Japanese."""
    joint = "" if tokens.by_characters(text.language) else " "
    parts: Sequence[str] = [" ".join(each.split()) for each in quote.exact]
    if joint:
        return " ".join(parts)
    lines = [line.strip() for each in quote.exact for line in each.splitlines()]
    return "".join(lines)
