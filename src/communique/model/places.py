"""Where words stand on the pages of a source: boxes in points, from the upper left of the page as
shown.

A reader of printed text gives one place a line, a reader of scans one a word, with how sure it was
of the word. Passages take their boxes from these: one box a line of a passage.

    >>> places = (Place(0, 9, 1, 72, 80, 300, 92), Place(10, 20, 1, 72, 94, 310, 106))
    >>> boxes(places, ((4, 12),))
    ((1, 72, 80, 300, 92), (1, 72, 94, 310, 106))
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Box = tuple[int, float, float, float, float]
"""Page (from 1), left, top, right, bottom."""


class Place(NamedTuple):
    """Where a stretch of the reading stands: page (from 1) and box. `confidence` (0.0-1.0) is a
    reader of scans' own."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float | None = None


def within(places: Sequence[Place], ranges: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The places that ranges touch, in order. Places are sorted by start and do not overlap."""
    for start, end in ranges:
        at = bisect_left(places, start, key=lambda place: place.start)
        if at and places[at - 1].end > start:
            at -= 1
        while at < len(places) and places[at].start < end:
            yield places[at]
            at += 1


def boxes(places: Sequence[Place], ranges: Sequence[tuple[int, int]]) -> tuple[Box, ...]:
    """The boxes of a quote: a line each. Words of one line (of scans) make one box."""
    found: list[Box] = []
    for place in within(places, ranges):
        page, x0, y0, x1, y1 = place[2:7]
        last = found[-1] if found else None
        if last and last[0] == page and _beside(last, y0, y1) and x0 >= last[1]:
            found[-1] = (page, last[1], min(last[2], y0), max(last[3], x1), max(last[4], y1))
        elif last != place[2:7]:
            found.append((page, x0, y0, x1, y1))
    return tuple(found)


def confidence(places: Sequence[Place], ranges: Sequence[tuple[int, int]]) -> float | None:
    """The mean confidence of the words of a quote; None where no reader of scans gave one."""
    known = [p.confidence for p in within(places, ranges) if p.confidence is not None]
    return sum(known) / len(known) if known else None


def _beside(box: Box, y0: float, y1: float) -> bool:
    """Whether a stretch of height stands on the line of a box (half of the lower of the two)."""
    overlap = min(box[4], y1) - max(box[2], y0)
    return overlap > 0.5 * min(box[4] - box[2], y1 - y0)
