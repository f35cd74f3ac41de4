"""Patterns of English dates; `dates.py` says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.languages import data
from communique.languages.calendars import Calendars, calendars
from communique.languages.date_mentions import DateMention, partial, plausible, precision_of

_GAP = r"[ \t\u00a0]{0,2}(?:\r?\n)?[ \t\u00a0]{0,2}"
_SPACE = r"(?:[ \t\u00a0]{1,2}(?:\r?\n)?[ \t\u00a0]{0,2}|\r?\n[ \t]{0,2})"


@dataclass(frozen=True, slots=True)
class Western:
    """The compiled patterns of one language and the words they use."""

    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    months: Mapping[str, int]
    relative: Mapping[str, tuple[str, int]]
    ordinals: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, int]
    calendars: Calendars


@cache
def western(language: str) -> Western:
    """The patterns of a language, compiled once."""
    words = data(language, "dates")
    months = {}
    for number, names in words["months"].items():
        for name in names:
            months[name] = months[name.upper()] = int(number)
    relative = {
        form: (unit, int(step))
        for unit, forms in words["relative"].items()
        for word, step in forms.items()
        for form in (word, word.capitalize())
    }
    seasons = _both_cases(words["seasons"])
    ordinals = _both_cases(words["ordinals"])
    month = f"(?:{_either(months)})"
    day = r"[0-3]?[0-9](?:st|nd|rd|th)?"
    to = rf"(?:{_GAP}(?:{_either(words['connectors'])}){_GAP})"
    year = r"[12][0-9]{3}"
    rel_year = _either(w for w, (unit, _) in relative.items() if unit == "year")
    whose = (
        rf"(?:{_SPACE}(?:of{_SPACE}|in{_SPACE})?(?:the{_SPACE})?"
        rf"(?:(?P<%s>{year})(?![0-9])|(?P<%s>{rel_year})\b))"
    )
    pattern = (
        # 17 April 1996, 10 to 12 March 2026, the 17th of April
        rf"\b(?P<day1>{day})(?:{to}(?:the{_SPACE})?(?P<last1>{day}))?{_SPACE}(?:day{_SPACE})?(?:of{_SPACE})?(?P<month1>{month})\b\.?"
        rf"(?:,?{_SPACE}(?P<year1>{year})(?![0-9]))?"
        # April 17, 1996, March 10-12
        rf"|\b(?P<month2>{month})\b\.?{_SPACE}(?P<day2>{day})\b(?![,.]?[0-9])(?:{to}(?P<last2>{day})\b)?"
        rf"(?:,?{_SPACE}(?P<year2>{year})(?![0-9]))?"
        # the nineteenth day of January, 1960
        rf"|\b(?P<day3>(?i:{_either(words['day_words'])})){_SPACE}(?:day{_SPACE})?of{_SPACE}(?P<month4>{month})\b\.?"
        rf"(?:,?{_SPACE}(?P<year10>{year})(?![0-9]))?"
        # April 1996
        rf"|\b(?P<month3>{month})\b\.?,?{_SPACE}(?:of{_SPACE})?(?P<year3>{year})(?![0-9])"
        # the second quarter of 2026, the first half of next year, spring 2027
        rf"|\b(?P<ordinal>{_either(ordinals)}){_SPACE}(?:(?P<quarter>{_either(words['quarter'])})"
        rf"|(?P<half>{_either(words['half'])})){whose % ('year4', 'relyear4')}"
        rf"|\b(?P<season>{_either(seasons)}){whose % ('year5', 'relyear5')}"
        # FY2026/27
        rf"|\b(?P<fiscal>{_either(words['fiscal'])}){_GAP}(?P<year6>{year})(?:[/–-][0-9]{{2,4}})?(?![0-9])"
        # June of last year, the first week of May
        rf"|\b(?P<month8>{month})\b{_SPACE}(?:of{_SPACE})?(?P<relyear8>(?:{rel_year}))\b"
        rf"|\b(?P<week>first|second|third|last){_SPACE}week{_SPACE}(?:of|in){_SPACE}(?P<month9>{month})\b"
        rf"(?:,?{_SPACE}(?P<year11>{year})(?![0-9]))?"
        # in April, by 2030
        rf"|\b(?:{_either(_with_capitals(words['before_month']))}){_SPACE}(?:the{_SPACE})?(?P<month7>{month})\b"
        rf"(?!\.?,?{_SPACE}(?:of{_SPACE})?(?:[0-9]|(?:{rel_year})\b))"
        rf"|\b(?:{_either(_with_capitals(words['before_year']))}){_SPACE}(?:the{_SPACE})?(?P<year8>{year})\b(?![,.]?[0-9])"
        rf"|\((?P<year9>{year})(?=\))"
        rf"|\b(?P<rel>{_either(relative)})\b"
    )
    # Every date but a bare year holds one of these; finding each by itself is ten times faster
    # than one regular expression of them all.
    triggers = {form[:3] for form in months} | {form.split()[-1] for form in relative}
    return Western(
        triggers=tuple(sorted(triggers)),
        pattern=re.compile(pattern),
        months=months,
        relative=relative,
        ordinals=ordinals,
        seasons=seasons,
        days={"-".join(w.split()): int(n) for w, n in words["day_words"].items() if "-" not in w}
        | {w: int(n) for w, n in words["day_words"].items() if "-" in w},
        calendars=calendars(),
    )


def _either(words: Any) -> str:
    """An alternation, longer words first."""
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))


def _both_cases(table: Mapping[str, int]) -> dict[str, int]:
    return {
        form: int(value)
        for word, value in table.items()
        for form in (str(word), str(word).capitalize())
    }


def _with_capitals(words: list[str]) -> list[str]:
    return [form for word in words for form in (word, word.capitalize())]


_WEEKS = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "last": (22, 28)}
_YEAR = re.compile(r"[12][0-9]{3}")


def triggers(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Where a date may be: a year, the name of a month, or a word such as today."""
    found = [match.span() for match in _YEAR.finditer(text, start, end)]
    for word in western(language).triggers:
        at = text.find(word, start, end)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word), end)
    found.sort()
    return found


def mentions(
    text: str, start: int, end: int, language: str, country: str | None
) -> Iterator[DateMention]:
    """The dates of a stretch of text."""
    rules = western(language)
    for match in rules.pattern.finditer(text, start, end):
        found = _mention(match, rules, country)
        if found:
            yield found


def _mention(match: re.Match[str], rules: Western, country: str | None) -> DateMention | None:
    value: dict[str, str] = {}
    starts: dict[str, int] = {}
    for name, text in match.groupdict().items():
        if text is not None:
            value[name.rstrip("0123456789")] = text
            starts[name.rstrip("0123456789")] = match.start(name)
    year = int(value["year"]) if "year" in value else None
    if year is not None and not 1500 <= year <= 2199:
        return None
    start, end, counts = match.start(), match.end(), None
    if "rel" in value:
        unit, step = rules.relative[value["rel"]]
        edtf = {"year": "XXXX", "month": "XXXX-XX", "day": "XXXX-XX-XX"}[unit]
        return DateMention(start, end, edtf, unit, False, "relative", (unit, step))
    if "relyear" in value:
        counts = rules.relative[value["relyear"]]
    part = _part(value, rules)
    if part:
        edtf, rule = f"{partial(year)}-{part}", "part-of-year"
    elif "fiscal" in value and year:
        edtf, rule = rules.calendars.fiscal_year(year, country), "fiscal-year"
    elif "month" in value:
        month = rules.months[value["month"].rstrip(".")]
        day = _day(value.get("day"), rules)
        edtf = partial(year, month, day)
        last = _day(value.get("last"), rules)
        if "week" in value:
            day, last = _WEEKS[value["week"]]
            edtf = partial(year, month, day)
        if last and last > (day or 99):
            edtf = f"{edtf}/{edtf[:-2]}{last:02d}"
        rule = "date" if year else "month-day"
        start = match.start() if "day" in value or "week" in value else starts["month"]
    else:
        edtf, rule, start = partial(year), "year", starts["year"]
    if not plausible(edtf):
        return None
    return DateMention(start, end, edtf, precision_of(edtf), year is not None, rule, counts)


def _part(value: dict[str, str], rules: Western) -> int | None:
    if "quarter" in value:
        return 32 + rules.ordinals[value["ordinal"]]
    if "half" in value:
        return 39 + min(2, rules.ordinals[value["ordinal"]])
    if "season" in value:
        return rules.seasons[value["season"]]
    return None


def _day(text: str | None, rules: Western) -> int | None:
    if text is None:
        return None
    if text[0].isdigit():
        return int(text.rstrip("stndrh"))
    return rules.days["-".join(text.lower().replace("-", " ").split())]
