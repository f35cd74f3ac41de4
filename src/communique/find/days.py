"""Days and weeks that a text counts from its own day: last week, 後天, on Sunday, 上週五.

Recognised: the words of languages/<x>/events.yaml (days, weeks, weekdays), as days or as weeks
from Monday to Sunday. A weekday alone is the last one, or the next where its clause looks ahead.
Left out: what find_dates finds already (yesterday, 去年), and the weekday that only stands beside
a date (Monday, 5 May).

    "The minister said on Sunday" (in a text of Tuesday, 5 May 2026) -> 2026-05-03
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from communique.find.gates import gated
from communique.languages import data
from communique.languages.dates import DateMention
from communique.languages.numerals import integer

MOST = 500
"""Units of time that a text counts back at most."""
_DAYS = {"天": 1, "日": 1, "週": 7, "周": 7, "星": 7}
BESIDE = 4
"""Characters between a weekday and the date that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Words:
    days: dict[str, int]
    weeks: dict[str, int]
    weekdays: dict[str, int]
    pattern: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    given = data(language, "events")
    days, weeks = given["days"], given["weeks"]
    either = "|".join(sorted(map(re.escape, [*days, *weeks]), key=len, reverse=True))
    edge = r"\b" if language == "en" else ""
    return _Words(
        days,
        weeks,
        given["weekdays"],
        re.compile(
            gated(rf"{given['weekday']}|{edge}(?P<word>{either}){edge}|{given['ago']}"),
            re.IGNORECASE,
        ),
    )


def days_near(
    text: str, language: str, anchor: date, *, taken: Sequence[DateMention], ahead: Collection[int]
) -> Iterator[DateMention]:
    """The days and weeks of a text that count from its day, complete, in order.

    `taken` are the dates already found, in order; `ahead` the places (of a match's start) whose
    clauses look ahead, for weekdays.
    """
    words = _words(language)
    begins, ends = [m.start for m in taken], [m.end for m in taken]
    for match in words.pattern.finditer(text):
        start, end = match.span()
        room = BESIDE if match["day"] else 0
        around = taken[bisect_left(ends, start - room) : bisect_left(begins, end + room)]
        # The day before yesterday holds another's yesterday.
        if any(not start < m.start < m.end <= end for m in around if m.end + room > start):
            continue
        try:
            found = _resolved(match, words, anchor, ahead=start in ahead)
        except OverflowError:
            continue
        if not found:
            continue
        precision = {4: "year", 7: "month", 10: "day"}.get(len(found), "interval")
        steps = words.days.get((match["word"] or "").lower())
        counts = None if steps is None else ("day", steps)
        yield DateMention(start, end, found, precision, True, "near-day", counts)


def starts(text: str, language: str) -> list[int]:
    """Where such words begin."""
    return [match.start() for match in _words(language).pattern.finditer(text)]


def _ago(match: re.Match[str], anchor: date) -> str:
    """The day, month or year that lies so many before: 三天前, 五十三年前; nothing if too many."""
    count = integer(match["ago"])
    if count is None or count > MOST:
        return ""
    unit = match["unit"][0]
    if unit in _DAYS:
        return (anchor - timedelta(count * _DAYS[unit])).isoformat()
    if unit == "年":
        return f"{anchor.year - count:04}"
    year, month = divmod(anchor.year * 12 + anchor.month - 1 - count, 12)
    return f"{year:04}-{month + 1:02}"


def _resolved(match: re.Match[str], words: _Words, anchor: date, *, ahead: bool) -> str:
    if match["ago"]:
        return _ago(match, anchor)
    monday = anchor - timedelta(anchor.weekday())
    if match["day"]:
        weekday = words.weekdays[match["day"].capitalize()]
        if match["week"]:
            steps = words.weekdays[match["week"].lower()]
            return (monday + timedelta(7 * steps + weekday)).isoformat()
        back = (anchor.weekday() - weekday) % 7
        return (anchor + timedelta(7 - back if ahead else -back)).isoformat()
    word = match["word"].lower()
    if word in words.days:
        return (anchor + timedelta(words.days[word])).isoformat()
    first = monday + timedelta(7 * words.weeks[word])
    return f"{first.isoformat()}/{(first + timedelta(6)).isoformat()}"
