"""Dates that words fix by themselves, counted from a document's day.

Recognised, by the kinds that deadlines.yaml names: the end of a year, month, decade or financial
year (by country), the next season of a name, a year, quarter or span of years that stands where no
date is read ("its 2027 budget", "Q3 2027"), and a part of the year before ("the first quarter of
that year"). Left out: weeks, and feasts.

    "by the end of this fiscal year", 3 May 2026, USA -> 2025-10/2026-09
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.languages import data
from communique.languages.calendars import calendars
from communique.model.dates import is_edtf, span

_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_PARTS |= {"上": 1, "下": 2, "第四": 4, "第4": 4}
_HALF = ("half", "半年")


def fixed_date(
    what: str, found: re.Match[str], language: str, today: date, country: str | None, year: int
) -> str | None:
    """The EDTF date of a match of a kind; `year` is that of the date before it, for "that year"."""
    if what.startswith("season"):
        return _season(language, found[1].lower(), today, later=what == "season-next")
    if what == "fiscal-named":
        return f"{int(found[1]):04d}-04/{int(found[1]) + 1:04d}-03"
    if what in ("fiscal-this", "fiscal-next"):
        return _financial(today, country, 1 if what == "fiscal-next" else 0)
    if what == "named":
        return found[1]
    if what == "quarter":
        return _part(int(found[2]), int(found[1]), 4)
    if what == "years":
        last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
        return last if int(last) > int(found[1]) else None
    if what == "part-of-that-year":
        if not year:
            return None
        count = 2 if found[2].lower() in _HALF else 4
        return _part(year, min(_PARTS.get(found[1].lower(), count), count), count)
    if what == "part-of-this-year":
        count = 2 if found[2].lower() in _HALF else 4
        return _part(today.year, min(_PARTS.get(found[1].lower(), count), count), count)
    if what == "that-year":
        return f"{year:04d}" if year else None
    return _period(what, today)


def _part(year: int, number: int, of: int) -> str | None:
    """A quarter or half of a year as its months."""
    months = 12 // of
    made = f"{year:04d}-{(number - 1) * months + 1:02d}/{year:04d}-{number * months:02d}"
    return made if is_edtf(made) else None


def _financial(today: date, country: str | None, later: int) -> str | None:
    """The financial year of a state that a day is in, or one after it."""
    for year in (today.year - 1, today.year, today.year + 1):
        edtf = calendars().fiscal_year(year, country)
        if span(edtf).first <= today <= span(edtf).last:
            return calendars().fiscal_year(year + later, country)
    return None


def _season(language: str, word: str, today: date, *, later: bool) -> str | None:
    """The next season of a name, or that of next year, as its months."""
    code = data(language, "dates").get("seasons", {}).get(word)
    for year in (today.year + later, today.year + 1) if code else ():
        if span(f"{year:04d}-{code}").last >= today:
            return months(f"{year:04d}-{code}")
    return None


def _period(what: str, today: date) -> str:
    if what == "year":
        return f"{today.year:04d}"
    if what == "year-next":
        return f"{today.year + 1:04d}"
    if what.startswith("day-"):
        return (today + timedelta(days=int(what[4:]))).isoformat()
    if what.startswith("week"):
        monday = today + timedelta(days=(7 if what == "week-next" else 0) - today.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if what == "month":
        return today.isoformat()[:7]
    if what.startswith("fiscal"):
        year = today.year - (today.month < 4)
        return f"{year + 1:04d}-03" if what == "fiscal-end" else f"{year:04d}-04/{year + 1:04d}-03"
    return f"{today.year // 10 * 10 + 10:04d}"  # the end of the decade


def months(edtf: str) -> str:
    """A quarter, half-year or season as its interval of months; anything else as it is."""
    try:
        given = span(edtf)
    except ValueError:
        return edtf
    if given.precision != "division":
        return edtf
    return f"{given.first.isoformat()[:7]}/{given.last.isoformat()[:7]}"
