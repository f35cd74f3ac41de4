"""Parts and spans of years in Japanese and Chinese dates: 第一季, 2025年度前半, 2024～2026年.

`value` holds what the pattern of dates_eastern.py found, by group; `words` are the language's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from communique.languages.calendars import calendars
from communique.languages.date_mentions import DateMention, part_of_fiscal, partial
from communique.languages.numerals import integer

Given = Mapping[str, str]
Words = Mapping[str, Any]


def years_between(value: Given, words: Words, country: str | None) -> str | None:
    """2024～2026年 as 2024/2026; of financial years from the first month to the last."""
    first, last = integer(value["since"]), integer(value["until"])
    if first is None or last is None:
        return None
    last += first // 100 * 100 if last < 100 else 0
    if not (1500 <= first < last <= 2100):
        return None
    if "spanned" not in value:
        return f"{first:04d}/{last:04d}"
    state = country or words["fiscal_country"]
    years = [calendars().fiscal_year(year, state).split("/") for year in (first, last)]
    return f"{years[0][0]}/{years[1][-1]}"


def part_of_year(value: Given, words: Words, year: int | None, country: str | None) -> str | None:
    """A quarter, half, season or financial year."""
    if "fiscal" in value:
        country = country or words["fiscal_country"]
        if year is None:
            return partial(None)
        code = division(value, words, fiscal=True)
        if code and country == "JPN":
            return part_of_fiscal(year, code)
        return calendars().fiscal_year(year, country)
    code = division(value, words, fiscal=False)
    return f"{partial(year)}-{code}" if code else None


def part_of_short_year(part: str, century: str, value: Given, words: Words) -> str:
    """A part of a year of two digits: 27年夏, 27年度前半."""
    if "fiscal" not in value:
        return part.replace("XXXX", century)
    code = division(value, words, fiscal=True)
    months = part_of_fiscal(2000 + int(century[2:]), code)
    return "/".join("XX" + end[2:] for end in months.split("/"))


def division(value: Given, words: Words, *, fiscal: bool) -> int:
    """The EDTF code of a quarter, half or season, also of a financial year; 0 if there is none."""
    quarter = value.get("fquarter" if fiscal else "quarter")
    named = value.get("fdivision" if fiscal else "division")
    if quarter is not None:
        number = integer(quarter)
        return 32 + number if number and number <= 4 else 0
    return int(words["divisions"][named]) if named else 0


def with_next_day(
    text: str, one: DateMention, other: DateMention, joins: Iterable[str]
) -> DateMention | None:
    """五月十九日及び二十日: two days in a row are one time, as one meeting has it."""
    if other.rule != "day" or one.precision != "day" or one.counts:
        return None
    days = one.edtf[-2:], other.edtf[-2:]
    if text[one.end : other.start].strip(" \u3000") not in joins or not "".join(days).isdecimal():
        return None
    if int(days[1]) != int(days[0]) + 1:
        return None
    until = f"{one.edtf[:-2]}{days[1]}"
    return replace(one, end=other.end, edtf=f"{one.edtf}/{until}", precision="interval")
