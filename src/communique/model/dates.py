"""Dates in EDTF (ISO 8601-2), the parts of it that statements need.

Recognised: `1996`, `1996-11`, `1996-11-15`; the seasons `2026-21` to `-24` (spring, summer,
autumn, winter), quarters `-33` to `-36` and halves `-40`, `-41`; a trailing `?` (uncertain), `~`
(approximate) or `%` (both); intervals `2027-04/2028-03`, open on one side with `..` or nothing.
Left out: times of day, years beyond four digits, unspecified digits (`19XX`), sets. Seasons are
those of the northern hemisphere, and a winter begins in the December of its year.

    >>> is_edtf("2027-04/2028-03"), is_edtf("2027-02-30")
    (True, False)
    >>> earliest("2026-36").isoformat(), latest("2027-02").isoformat()
    ('2026-10-01', '2027-02-28')
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)", re.ASCII)

# First month and number of months of the divisions of a year that are no months.
_DIVISIONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


class Span(NamedTuple):
    """The first and last day that a date may mean, how precise it is, and its qualifier."""

    first: date
    last: date
    precision: str
    qualifier: str = ""


def is_edtf(text: str) -> bool:
    """Whether a text is a date this module knows and the calendar has."""
    try:
        span(text)
    except ValueError:
        return False
    return True


def earliest(edtf: str) -> date:
    """The first day a date may mean; `date.min` where an interval has no start. ValueError if it
    is no date.
    """
    return span(edtf).first


def latest(edtf: str) -> date:
    """The last day a date may mean; `date.max` where an interval has no end. ValueError if it is
    no date.
    """
    return span(edtf).last


def precision(edtf: str) -> str:
    """`year`, `month`, `day`, `division` (season, quarter, half) or `interval`. ValueError if it
    is no date.
    """
    return span(edtf).precision


def overlaps(one: str, other: str) -> bool:
    """Whether two dates may mean a same day.

    >>> overlaps("1996-04", "1996-04-17"), overlaps("1996-04/1996-06", "1997")
    (True, False)
    """
    a, b = span(one), span(other)
    return a.first <= b.last and b.first <= a.last


def sort_key(edtf: str) -> tuple[date, date]:
    """A key that puts dates in order of their first day, the more precise before the wider.

    >>> sorted(["1996", "1996-01-01", "1995-12"], key=sort_key)
    ['1995-12', '1996-01-01', '1996']
    """
    found = span(edtf)
    return found.first, found.last


def interval(start: str, end: str) -> str:
    """The interval from one date to another, or the one date where they are the same.

    >>> interval("2007-03-22", "2007-03-23"), interval("2007", "2007")
    ('2007-03-22/2007-03-23', '2007')
    """
    made = start if start == end else f"{start}/{end}"
    span(made)
    return made


@lru_cache(maxsize=40_000)  # the days of a century, as an archive is put in order
def span(edtf: str) -> Span:
    """The days a date may mean. ValueError, with the text, if it is no date."""
    if len(edtf) > 24:
        raise ValueError(f"not an EDTF date: {edtf[:24]!r}…")
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(edtf)
    first = date.min if start in ("", "..") else _single(start).first
    last = date.max if end in ("", "..") else _single(end).last
    if first > last or (first, last) == (date.min, date.max):
        raise ValueError(f"an interval that ends before it starts: {edtf!r}")
    return Span(first, last, "interval")


def _single(text: str) -> Span:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, qualifier = int(match[1]), match[4]
    if match[3]:
        day = date(year, int(match[2]), int(match[3]))
        return Span(day, day, "day", qualifier)
    if not match[2]:
        return Span(date(year, 1, 1), date(year, 12, 31), "year", qualifier)
    month = int(match[2])
    if month in _DIVISIONS:
        first, months = _DIVISIONS[month]
        return Span(
            date(year, first, 1), _month_end(year, first + months - 1), "division", qualifier
        )
    return Span(date(year, month, 1), _month_end(year, month), "month", qualifier)


def _month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond the twelfth belong to the next year."""
    if month > 12:
        year, month = year + 1, month - 12
    if year > 9999:
        return date.max
    return date(year, month, 1) + timedelta(monthrange(year, month)[1] - 1)
