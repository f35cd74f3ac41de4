"""Dates in the text of a language.

Recognised: English `April 17, 1996`, `10 to 12 March 2026`, `Mon, 10 Feb 2025`, `the first half
of next year`, `FY2026/27`; Japanese 1996年4月17日, 平成二十六年八月六日, 令和元年, 3月22、23日,
昨年, 27年 (2027), 2026年度; Chinese in both scripts 2026年4月20日至22日, 一九七九年四月三十日,
民國115年7月9日, 115年10月1日 (traditional only), 去（一九七八）年, 本（7）月8日, 明年第一季;
1996/4/17 and 1996-04-17 everywhere. Incomplete dates are found with what they have; `resolve`
completes them. Left out: times of day, `4/5/2026` (its order is not known), lengths of time
(10年間), dates in words of more than a year ago ("the mid-nineties").

    >>> [d.edtf for d in find_dates("They met on 3 May 2019 and will meet again in June.", "en")]
    ['2019-05-03', 'XXXX-06']
    >>> [d.edtf for d in find_dates("両国の代表は令和８年６月１８日、東京で会談した。", "ja")]
    ['2026-06-18']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.languages import data, dates_eastern, dates_western
from communique.languages.date_mentions import (
    DateMention,
    plausible,
    precision_of,
    present_year,
    resolve,
)
from communique.model.quotes import Range

__all__ = ["DateMention", "find_dates", "present_year", "resolve"]

_NUMERIC = re.compile(
    r"(?<![0-9/.])([12][0-9]{3})[ ]?([/.-])[ ]?([01]?[0-9])[ ]?\2[ ]?([0-3]?[0-9])(?![0-9/])",
    re.ASCII,
)
_NUMERIC_TRIGGER = re.compile(r"[12][0-9][0-9][0-9] ?[-/.]", re.ASCII)

# Around what may be a date, this much text is looked at closely; no date is longer.
_AROUND = 48


def find_dates(
    text: str,
    language: str,
    *,
    start: int = 0,
    end: int | None = None,
    context: str | None = None,
    country: str | None = None,
) -> list[DateMention]:
    """The dates of a text, in order and apart, offsets in code points of `text`.

    `start` and `end` bound the search; `country` (ISO 3166-1 alpha-3) says whose financial year a
    年度 or FY is. With `context`, an EDTF date of the text itself, incomplete dates are resolved.
    UnknownLanguage if the program has no data.
    """
    stop = len(text) if end is None else end
    module = dates_western if language == "en" else dates_eastern
    found = [
        mention
        for s, e in _windows(module.triggers(text, start, stop, language), start, stop)
        for mention in module.mentions(text, s, e, language, country)
    ]
    if _NUMERIC_TRIGGER.search(text, start, stop):
        found += _numeric(text, start, stop)
    merged = _intervals(text, _apart(found), language)
    return merged if context is None else resolve(merged, context)


def _windows(spans: list[Range], start: int, stop: int) -> Iterator[Range]:
    """Stretches around what may be a date, so that the long patterns run on little of a long
    text.
    """
    first = last = -1
    for begins, ends in spans:
        if last < 0:
            first = max(start, begins - _AROUND)
        elif begins - _AROUND > last:
            yield first, min(stop, last)
            first = begins - _AROUND
        last = ends + _AROUND
    if last >= 0:
        yield first, min(stop, last)


def _numeric(text: str, start: int, stop: int) -> Iterator[DateMention]:
    for match in _NUMERIC.finditer(text, start, stop):
        edtf = f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}"
        if plausible(edtf):
            yield DateMention(match.start(), match.end(), edtf, "day", True, "numeric")


def _apart(found: list[DateMention]) -> list[DateMention]:
    """In order; of two that overlap the one that starts first, or else is longer."""
    out: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


@cache
def _connector(language: str) -> re.Pattern[str]:
    words = [*data(language, "dates")["connectors"]]
    if language == "en":
        words = [w for w in words if w != "and"]
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\s{{0,2}}(?:{either})\s{{0,2}}")


def _intervals(text: str, mentions: list[DateMention], language: str) -> list[DateMention]:
    """Join two dates with a word such as `to` or 至 between them into one interval."""
    out: list[DateMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and mention.start - before.end <= 8
            and not {before.precision, mention.precision} & {"interval"}
        ):
            between = text[before.end : mention.start]
            joined = _joined(before, mention) if _connector(language).fullmatch(between) else None
            if joined:
                out[-1] = joined
                continue
        out.append(mention)
    return out


def _joined(first: DateMention, last: DateMention) -> DateMention | None:
    """Two dates of one precision as an interval; the larger parts that one lacks come from the
    other.
    """
    if first.precision != last.precision or first.precision == "division" or last.counts:
        return None
    a, b = first.edtf.split("-"), last.edtf.split("-")
    b = [y if "X" not in y else x for x, y in zip(a, b, strict=True)]
    if "X" not in b[0]:
        a[0] = a[0] if "X" not in a[0] else b[0]
    start, end = "-".join(a), "-".join(b)
    edtf = f"{start}/{end}"
    if start >= end or not plausible(edtf):
        return None
    complete = "X" not in edtf
    return replace(first, end=last.end, edtf=edtf, precision=precision_of(edtf), complete=complete)
