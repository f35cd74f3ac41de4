"""The changes of a comparison as one text to read: what stayed, went and came, each in its place.

Two readers can be served from one sequence: who leaves out what came has the old text, who leaves
out
what went has the new one, both whole and in order. A passage that stands in another order is in the
sequence twice, where it stood and where it stands. That is what tracked changes in a word processor
need, and what an inline redline shows.

    >>> from communique.compare.diff import diff
    >>> from communique.compare.texts import text_of
    >>> old = text_of("Trade has doubled.\\n\\nThe talks were held in Averne.", "en")
    >>> new = text_of("The talks were held in Oster.\\n\\nThey were frank.", "en")
    >>> [(placed.how, placed.change.origin) for placed in sequence(diff(old, new))]
    [('gone', 'dropped'), ('stays', 'edited'), ('came', 'new')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.compare.diff import Change, Diff

How: TypeAlias = Literal["stays", "gone", "came", "moved_from", "moved_to"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A change, or the part of it that stands here: the numbers of its passages in both texts.

    `stays`: both sides, in place. `gone`: only old passages. `came`: only new ones. `moved_from`
    and
    `moved_to` name the same pair of passages, where they stood and where they stand.
    """

    how: How
    change: Change
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Passages in a row of both texts that belong together; or of one text alone."""

    change: Change
    before: tuple[int, ...]
    after: tuple[int, ...]


def sequence(difference: Diff) -> tuple[Placed, ...]:
    """The changes in reading order; every passage of both texts stands in it once on its side
    (moved ones also where the other text has them).
    """
    parts = list(_parts(difference))
    both = sorted((p for p in parts if p.before and p.after), key=lambda p: p.after)
    held = _in_order([part.before[0] for part in both])
    stay = {id(part) for at, part in enumerate(both) if at in held}
    olds = sorted((p for p in parts if p.before and id(p) not in stay), key=lambda p: p.before)
    news = sorted((p for p in parts if p.after and id(p) not in stay), key=lambda p: p.after)
    made: list[Placed] = []
    for part in (*(p for p in both if id(p) in stay), None):
        while olds and (part is None or olds[0].before < part.before):
            made.append(_placed("gone", "moved_from", olds.pop(0)))
        while news and (part is None or news[0].after < part.after):
            made.append(_placed("came", "moved_to", news.pop(0)))
        if part is not None:
            made.append(Placed("stays", part.change, part.before, part.after))
    return tuple(made)


def _placed(alone: How, moved: How, part: _Part) -> Placed:
    how = moved if part.before and part.after else alone
    return Placed(how, part.change, part.before, part.after)


def _parts(difference: Diff) -> Iterator[_Part]:
    """Each change as a pair of runs in a row, and what of it stands apart; no passage twice."""
    taken: set[int] = set()
    for change in difference.changes:
        before = [number for number in change.before if number not in taken]
        taken.update(before)
        olds, news = _rows(before), _rows(change.after)
        main_old = max(olds, key=len, default=())
        main_new = max(news, key=len, default=())
        if main_old and main_new:
            yield _Part(change, main_old, main_new)
            olds.remove(main_old)
            news.remove(main_new)
        for row in olds:
            yield _Part(change, row, ())
        for row in news:
            yield _Part(change, (), row)
    # A passage of the old text that no change names would be lost from it.
    for number in range(len(difference.old.passages)):
        if number not in taken:
            span = difference.old.span(difference.old.passages[number])
            lost = Change("dropped", (span,), (), (number,), ())
            yield _Part(lost, (number,), ())


def _rows(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """Numbers as runs without holes."""
    rows: list[tuple[int, ...]] = []
    for number in sorted(numbers):
        if rows and rows[-1][-1] == number - 1:
            rows[-1] = (*rows[-1], number)
        else:
            rows.append((number,))
    return rows


def _in_order(numbers: Sequence[int]) -> set[int]:
    """The places of a longest increasing subsequence: what can stay so that the fewest move.

    >>> sorted(_in_order([4, 1, 2, 0, 3]))
    [1, 2, 4]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(place)
        else:
            ends[at], last[at] = number, place
    found: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
