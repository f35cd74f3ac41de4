"""Deadlines of promises along time, for a chart: bars by year, quarter or month, as many as fit.

Each bar tells how many promises fall due in its stretch, and how many of these have passed, are
still to come, or are said to be kept. Left out: drawing (the page does it, with a table beside).

    >>> bars = binned([(Day(2026, 3, 1), "passed"), (Day(2027, 5, 1), "coming")])
    >>> [(bar.since, bar.passed, bar.coming) for bar in bars][:2]
    [('2026-03', 1, 0), ('2026-04', 0, 0)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal, TypeAlias

MOST = 60
"""Bars that a chart can hold."""

How: TypeAlias = Literal["passed", "coming", "settled"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time (EDTF, from and to) and the promises that fall due in it."""

    since: str
    until: str
    first: Day
    passed: int
    coming: int
    settled: int

    @property
    def count(self) -> int:
        """All that fall due in it."""
        return self.passed + self.coming + self.settled

    def to_json(self) -> dict[str, Any]:
        """The bar as REST gives it."""
        return {
            "since": self.since,
            "until": self.until,
            "passed": self.passed,
            "coming": self.coming,
            "settled": self.settled,
        }


def binned(deadlines: Iterable[tuple[Day, How]]) -> tuple[Bar, ...]:
    """The bars of deadlines, empty stretches between them too; by month where these are few enough,
    else by quarter, year, five or more years.
    """
    held = sorted(deadlines)
    if not held:
        return ()
    first, last = held[0][0], held[-1][0]
    months = next(
        size
        for size in (1, 3, 12, 60, 120, 600, 1200, 12_000)
        if (_month(last) // size - _month(first) // size) < MOST
    )
    counts = Counter((_month(day) // months, how) for day, how in held)
    return tuple(
        _bar(number, months, counts)
        for number in range(_month(first) // months, _month(last) // months + 1)
    )


def _month(day: Day) -> int:
    return day.year * 12 + day.month - 1


def _bar(number: int, months: int, counts: Counter[tuple[int, How]]) -> Bar:
    start, end = number * months, (number + 1) * months - 1
    shape = _named if months < 12 else _year
    return Bar(
        shape(start),
        shape(end),
        Day(max(1, start // 12), start % 12 + 1, 1),
        *(counts[number, how] for how in ("passed", "coming", "settled")),
    )


def _named(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _year(month: int) -> str:
    return f"{max(1, month // 12):04d}"
