"""Patterns of Japanese and Chinese dates; `dates.py` says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from functools import partial as bind
from typing import Any

from communique.languages import data
from communique.languages.calendars import Calendars, calendars
from communique.languages.date_mentions import (
    DateMention,
    partial,
    plausible,
    precision_of,
)
from communique.languages.eastern_parts import (
    division,
    part_of_short_year,
    part_of_year,
    with_next_day,
    years_between,
)
from communique.languages.numerals import char_class, integer

_GAP = r"[ \t\u3000]{0,2}(?:\r?\n)?[ \t\u3000]{0,2}"
_DAY_UNITS = {"ja": "日", "zh-Hant": "日號号", "zh-Hans": "日號号"}
_RELATIVE_DAY_UNITS = "日天"
_NO_DATE_DIGITS = "両兩两"  # 両日, 两年 count, they do not name
_SHORT_YEAR = re.compile("[0-9０-９]{2}")


@dataclass(frozen=True, slots=True)
class Eastern:
    """The compiled patterns of one language and the words they use."""

    trigger: re.Pattern[str]
    pattern: re.Pattern[str]
    words: Mapping[str, Any]
    calendars: Calendars
    traditional: bool
    japanese: bool
    changed: re.Pattern[str] | None


@cache
def eastern(language: str) -> Eastern:
    """The patterns of a language, compiled once."""
    words = data(language, "dates")
    known = calendars()
    chars = "".join(char for char in char_class() if char not in _NO_DATE_DIGITS)
    num = f"[{chars}]"
    years, months, days = (_either(words["relative"][unit]) for unit in ("year", "month", "day"))
    eras = _either(known.era_names)
    quarter, divisions = _either(words["quarter"]), _either(words["divisions"])
    lists = _either([*words["and"], *words["connectors"]])
    units = _DAY_UNITS[language]
    states, fiscal = _either(words["fiscal_states"]), _either(words["fiscal_year"])
    # A day alone may be a length (十日間); one behind its month is a date (3月31日前).
    guard = f"(?!{_either(words['not_before']).replace('半', '半(?!ば)')})"
    since = rf"(?<=[12１２一二]{num}{{3}}年)(?={_either(words['after_year'])})"

    # 来春, 昨秋: a season right behind the word for its year
    bare_season = (
        r"|(?<![本将従元近古以][来今])(?<=[来明翌昨今])(?=[春夏秋冬](?![季分闘場]))"
        if language == "ja"
        else ""
    )

    def year(n: int) -> str:
        brackets = rf"(?:{_GAP}[（(]{_GAP}(?:{eras})?{num}{{1,4}}{_GAP}年?{_GAP}[）)])?"
        return (
            rf"(?:(?:(?P<era{n}>{eras}){_GAP}(?P<eyear{n}>元|{num}{{1,4}}){brackets}"
            rf"|(?<!日)(?P<ryear{n}>{years})(?:{_GAP}[（(]{_GAP}(?P<pyear{n}>{num}{{4}}){_GAP}[）)])?"
            rf"|[（(](?P<byear{n}>{num}{{4}})[）)]"
            rf"|(?P<year{n}>{num}{{2,8}}){brackets})(?:{_GAP}年{brackets}{bare_season}))"
        )

    def month(n: int) -> str:
        return (
            rf"(?:(?:(?<!日)(?P<rmonth{n}>{months})(?:{_GAP}[（(](?P<pmonth{n}>{num}{{1,2}})[）)])?"
            rf"|(?P<month{n}>{num}{{1,3}})){_GAP}月)"
        )

    def day(n: int) -> str:
        return (
            rf"(?:(?P<day{n}>{num}{{1,3}})(?:{_GAP}(?:{lists}){_GAP}(?P<last{n}>{num}{{1,3}}))?"
            rf"{_GAP}[{units}]{guard if n == 3 else ''})"
        )

    relative_day = (
        rf"(?<!日)(?P<rday>{days})(?:{_GAP}[（(](?P<pday>{num}{{1,3}})[）)]{_GAP})?"
        rf"[{_RELATIVE_DAY_UNITS}]"
    )
    # 二〇二四年の九月十日
    of = rf"{_GAP}(?:の{_GAP})?" if language == "ja" else _GAP
    of_year = rf"(?:の?(?P<fdivision>{divisions})|の?第?(?P<fquarter>{num})(?:{quarter}))?"
    of_year = of_year if language == "ja" else ""
    # 2024～2026年, 2025-27年度: years of which only the last has its word
    dashes = _either(d for d in words["connectors"] if len(d) == 1 and not d.isalpha())
    span = (
        rf"(?P<since>[12１２一二]{num}{{3}}){_GAP}(?:{dashes}){_GAP}(?P<until>{num}{{4}}|{num}{{2}})"
        rf"{_GAP}年(?P<spanned>度)?{guard}"
    )
    part = (
        rf"(?:第?(?P<quarter>{num}){_GAP}(?:{quarter})|(?P<division>{divisions})"
        rf"|(?P<fiscal>度){of_year})"
    )
    # A date begins with a numeral, a bracket or the first character of an era or a word that
    # counts: looked at first, for the pattern is long.
    counted = (*known.era_names, *(w for unit in words["relative"].values() for w in unit))
    opens = "".join(sorted({re.escape(word[0]) for word in counted}))
    pattern = (
        rf"(?=[{chars}（(第{opens}])(?<!{num})(?:{span}|{year(1)}(?:{of}{month(1)}(?:{of}{day(1)})?|{_GAP}{part}|{since}|{guard})"
        rf"|{month(2)}(?:{of}{day(2)}|{guard})|(?<!第){day(3)}|{relative_day}"
        rf"|(?P<fyear>{num}{{4}}){_GAP}(?P<state>{states})?(?:{fiscal})"
        rf"|[（(](?P<alone>[12１２一二]{num}{{3}})(?=[）)]))"
    )
    season = "|[来明翌昨今][春夏秋冬]" if language == "ja" else ""
    first = "".join(sorted({w[-1] for unit in words["relative"].values() for w in unit}))
    trigger = (
        rf"[{chars}元）){first}][ \t\u3000\r\n]{{0,3}}[年月{units}天]"
        rf"|[{chars}]{_GAP}(?:{states})?(?:{fiscal})"
        rf"|[（(][12１２一二]{num}{{3}}[）)]{season}"
    )
    return Eastern(
        trigger=re.compile(trigger),
        pattern=re.compile(pattern),
        words=words,
        calendars=known,
        traditional=language == "zh-Hant",
        japanese=language == "ja",
        changed=_changed(words, num) if "changed" in words else None,
    )


def _changed(words: Mapping[str, Any], num: str) -> re.Pattern[str]:
    """30日から15日に短縮: lengths of time of which one becomes the other."""
    verbs = _either(words["changed"])
    return re.compile(
        rf"{num}{{1,4}}日(?:間)?から{num}{{1,4}}日(?:間)?(?:以内|程度|前後|未満)?"
        rf"(?:への?|に|まで)(?:{verbs})"
    )


def _either(words: Any) -> str:
    """An alternation, longer words first."""
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))


def triggers(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Where a date may be: a numeral or a word that counts before 年, 月 or 日, or a year in
    brackets.
    """
    return [match.span() for match in eastern(language).trigger.finditer(text, start, end)]


def mentions(
    text: str, start: int, end: int, language: str, country: str | None
) -> Iterator[DateMention]:
    """The dates of a stretch of text."""
    rules = eastern(language)
    changed = [m.span() for m in rules.changed.finditer(text, start, end)] if rules.changed else []
    before: DateMention | None = None
    for match in rules.pattern.finditer(text, start, end):
        if any(first <= match.start() < last for first, last in changed):
            continue
        found = _mention(match, rules, country)
        if found is None:
            continue
        joins = rules.words["and"] if rules.japanese else ()
        if before and (both := with_next_day(text, before, found, joins)):
            before = both
            continue
        if before:
            yield before
        before = found
    if before:
        yield before


def _mention(match: re.Match[str], rules: Eastern, country: str | None) -> DateMention | None:
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    value = {name.rstrip("123"): text for name, text in got.items()}
    made = bind(_made, match)
    if "alone" in value:
        year = integer(value["alone"])
        if year is None or not 1500 <= year <= 2100:
            return None
        return DateMention(
            match.start() + 1, match.end(), partial(year), "year", True, "year-in-brackets"
        )
    if "since" in value:
        edtf = years_between(value, rules.words, country)
        return made(edtf, True, "years", None, False) if edtf else None
    if "fyear" in value:
        year = integer(value["fyear"])
        if year is None or not 1500 <= year <= 2100:
            return None
        state = rules.words["fiscal_states"].get(value.get("state"), country)
        return made(rules.calendars.fiscal_year(year, state), True, "fiscal-year", None, False)
    century = ""
    before = match.string[max(0, match.start() - 2) : match.start()]
    counted = before in rules.words.get("spans", ())
    if rules.japanese and _SHORT_YEAR.fullmatch(value.get("year", "")):
        if counted and "month" not in value:
            return None  # 過去10年
        # Newspapers write 27年 for 2027; the century comes from the text's own date.
        century = "XX" + f"{integer(value.pop('year')):02d}"
    try:
        year, rule, counts, from_before = _year(value, rules)
    except ValueError:
        return None
    if century:
        rule = "short-year"
    if "quarter" in value or "division" in value or "fiscal" in value:
        part = part_of_year(value, rules.words, year, country)
        if rules.japanese and "fiscal" in value and counts and not from_before:
            code = division(value, rules.words, fiscal=True)
            counts = (f"fiscal-{code}" if code else "fiscal", counts[1])
        if part and century:
            part = part_of_short_year(part, century, value, rules.words)
        return made(part, year is not None, rule, counts, from_before) if part else None
    month = integer(value.get("pmonth", value.get("month", "x")))
    day = integer(value.get("pday", value.get("day", "x")))
    if "rmonth" in value and counts is None and year is None:
        counts, from_before = _steps("month", value["rmonth"], rules)
        rule = "relative"
        if month is not None and counts[1] == 0:
            counts, rule = None, "month-day"
    if "rday" in value and counts is None and year is None and "month" not in value:
        counts, from_before = _steps("day", value["rday"], rules)
        rule = "relative"
    if "rday" in value and day is None:
        edtf = "XXXX-XX-XX"
    else:
        edtf = partial(year, month if "rmonth" not in value or month else None, day)
        if "rmonth" in value and month is None:
            edtf = "XXXX-XX" + (f"-{day:02d}" if day else "")
    if century:
        edtf = edtf.replace("XXXX", century)
    last = integer(value.get("last", "x"))
    if last is not None and day is not None and last > day:
        edtf = f"{edtf}/{edtf[:-2]}{last:02d}"
    return made(edtf, "X" not in edtf, rule, counts, from_before)


def _made(
    match: re.Match[str],
    edtf: str,
    complete: bool,
    rule: str,
    counts: tuple[str, int] | None,
    from_before: bool,
) -> DateMention | None:
    # Neither a month nor a day of thirteen or more makes a date.
    if "XX-XX" not in edtf.replace("XXXX-", "") and not plausible(edtf):
        return None
    return DateMention(
        match.start(), match.end(), edtf, precision_of(edtf), complete, rule, counts, from_before
    )


def _steps(unit: str, word: str, rules: Eastern) -> tuple[tuple[str, int], bool]:
    """What a relative word counts, and whether from the date named before."""
    step = rules.words["relative"][unit][word]
    if step in ("same", "next"):
        return (unit, 0 if step == "same" else 1), True
    return (unit, int(step)), False


def _year(
    value: dict[str, str], rules: Eastern
) -> tuple[int | None, str, tuple[str, int] | None, bool]:
    """The year, the rule that read it, and what it counts. ValueError if the number is no year."""
    if "era" in value:
        number = 1 if value["eyear"] == "元" else integer(value["eyear"])
        year = rules.calendars.era_year(value["era"], number)
        return year, "era", None, False
    if "ryear" in value:
        counts, from_before = _steps("year", value["ryear"], rules)
        if "pyear" in value:
            return integer(value["pyear"]), "relative-year", counts, from_before
        return None, "relative", counts, from_before
    if "byear" in value:
        return integer(value["byear"]), "year-in-brackets", None, False
    if "year" not in value:
        return None, "month-day" if "month" in value else "day", None, False
    written = integer(value["year"])
    has_more = "month" in value or "quarter" in value or "division" in value or "fiscal" in value
    if written is None:
        raise ValueError
    if 1000 <= written <= 2999:
        return written, "date", None, False
    low, high = rules.calendars.bare_minguo
    if (
        rules.traditional
        and low <= written <= high
        and value["year"].isascii()
        and (has_more or written >= 100)
    ):
        return rules.calendars.era_year("民國", written), "era-implied", None, False
    raise ValueError
