"""Words in pieces: each knows where it stands in the reading and what covers it.

What covers words are findings, or a stretch that somebody points at: quotes, each by its number.
Quotes may lie within one another or cross; a piece ends wherever one begins or ends, so whoever
draws the pieces marks each quote whole. Joined, the pieces of words are these words again.

    >>> from communique.compare.texts import text_of
    >>> [passage] = text_of("They will meet again in May.", "en").passages
    >>> covers = Covers([((5, 20),), ((10, 14),)])
    >>> for piece in covers.pieces(passage.text, passage.quote):
    ...     print(piece.start, repr(piece.text), piece.within)
    0 'They ' ()
    5 'will ' (0,)
    10 'meet' (0, 1)
    14 ' again' (0,)
    20 ' in May.' ()
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.model.quotes import Quote, Range
from communique.report.marking import offsets


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together in the reading from `start` on, a code point for each; None for a
    space that was put in. `within`: the numbers of the quotes they are part of, the outermost
    first.
    """

    text: str
    start: int | None
    within: tuple[int, ...] = ()

    @property
    def end(self) -> int | None:
        """Where they end in the reading."""
        return None if self.start is None else self.start + len(self.text)

    def to_json(self) -> dict[str, Any]:
        """The piece as REST gives it."""
        return {"text": self.text, "start": self.start, "within": list(self.within)}


class Covers:
    """Quotes by their ranges, numbered from 0, as they cover a reading."""

    def __init__(self, quotes: Sequence[Sequence[Range]]) -> None:
        begins: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        ends: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for number, ranges in enumerate(quotes):
            for start, end in ranges:
                key = (start, -end, number)
                begins[start].append(key)
                ends[end].append(key)
        self._cuts = sorted({*begins, *ends})
        self._within: list[tuple[int, ...]] = []
        held: list[tuple[int, int, int]] = []
        for cut in self._cuts:
            for key in ends[cut]:
                held.pop(bisect_left(held, key))
            for key in begins[cut]:
                insort(held, key)
            self._within.append(tuple(dict.fromkeys(number for _, _, number in held)))

    def at(self, place: int) -> tuple[int, ...]:
        """The quotes around a character, the outermost first."""
        found = bisect_right(self._cuts, place) - 1
        return self._within[found] if found >= 0 else ()

    def pieces(self, text: str, quote: Quote) -> tuple[Piece, ...]:
        """The pieces of the repaired text of a quote."""
        made: list[Piece] = []
        for words, start in _runs(text, quote):
            if start is None:
                made.append(Piece(words, None))
            else:
                made += self._cut(words, start)
        return tuple(_between(made))

    def _cut(self, words: str, start: int) -> Iterator[Piece]:
        """Words that stand together, cut wherever what covers them changes."""
        end, at = start + len(words), start
        first, last = bisect_right(self._cuts, start), bisect_left(self._cuts, end)
        for cut in (*self._cuts[first:last], end):
            yield Piece(words[at - start : cut - start], at, self.at(at))
            at = cut


def _runs(text: str, quote: Quote) -> Iterator[tuple[str, int | None]]:
    """The text as runs that stand together in the reading, or were put in."""
    if quote.exact == (text,):  # most sentences, and ten times as fast
        yield text, quote.start
        return
    held = _with_spaces(text, offsets(text, quote), quote)
    at = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and held[place] == (held[place - 1] + 1 if held[at] >= 0 else -1):
            continue
        yield text[at:place], held[at] if held[at] >= 0 else None
        at = place


def _with_spaces(text: str, held: list[int], quote: Quote) -> list[int]:
    """The places of characters, also of spaces that stand for white space right behind them."""
    blank = {
        start + at
        for (start, _), exact in zip(quote.ranges, quote.exact, strict=True)
        for at, char in enumerate(exact)
        if char.isspace()
    }
    for at, char in enumerate(text):
        if held[at] < 0 and char.isspace():
            place = held[at - 1] + 1 if at and held[at - 1] >= 0 else quote.start if not at else -1
            if place in blank:
                held[at] = place
    return held


def _between(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, what was put in being part of all that the words on both its sides are of."""
    for at, piece in enumerate(pieces):
        if piece.start is None and 0 < at < len(pieces) - 1:
            behind = set(pieces[at + 1].within)
            both = tuple(number for number in pieces[at - 1].within if number in behind)
            yield Piece(piece.text, None, both)
        else:
            yield piece
