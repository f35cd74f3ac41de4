"""Views: a repaired form of a text for reading and matching that maps back to ranges of the
reading.

A view joins broken lines and leaves out what interrupts a sentence (a note's mark, a running head,
markup). Every stretch of it knows where it came from, so that what is found in a view can be quoted
from the reading.

    >>> from communique.model.quotes import Reading
    >>> reading = Reading("a long sen-\\ntence")
    >>> view = View.of([("a long sen", 0), ("tence", 12)])
    >>> view.text, view.ranges(7, 15)
    ('a long sentence', ((7, 10), (12, 17)))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from communique.model.quotes import Quote, Range, Reading


@dataclass(frozen=True, slots=True)
class View:
    """A text and, for each of its pieces, where it starts here and where in the reading.

    A piece whose `reading start` is None was put in (a space between two joined lines).
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int | None, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int | None]]) -> View:
        """A view of pieces, each a text and where it stands in the reading (None: put in)."""
        kept = [(text, origin) for text, origin in pieces if text]
        starts, at = [], 0
        for text, _ in kept:
            starts.append(at)
            at += len(text)
        return cls("".join(t for t, _ in kept), tuple(starts), tuple(o for _, o in kept))

    def ranges(self, start: int, end: int) -> tuple[Range, ...]:
        """The ranges of the reading that a stretch of the view came from; touching ones are
        merged."""
        found: list[Range] = []
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.starts) and self.starts[index] < end:
            origin = self.origins[index]
            stop = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
            if origin is not None:
                here = max(start, self.starts[index]) - self.starts[index] + origin
                there = min(end, stop) - self.starts[index] + origin
                if found and found[-1][1] == here:
                    found[-1] = (found[-1][0], there)
                elif there > here:
                    found.append((here, there))
            index += 1
        return tuple(found)

    def quote(self, start: int, end: int, reading: Reading) -> Quote:
        """The quote of a stretch: ranges parted only by white space in the reading become one."""
        merged: list[Range] = []
        for s, e in self.ranges(start, end):
            if merged and (s <= merged[-1][1] or reading.text[merged[-1][1] : s].isspace()):
                merged[-1] = (merged[-1][0], e)
            else:
                merged.append((s, e))
        return reading.quote(*merged)
