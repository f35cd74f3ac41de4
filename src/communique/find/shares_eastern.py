"""Shares and pairs of Japanese and Chinese numbers: 百分之八十, 三分の一, 二割五分, 两三年,
and shares of the national product (GDPの2%).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from communique.find.hits_eastern import Hit, starts, words_of
from communique.find.measured import Measure, whole
from communique.find.numerals import Numeral
from communique.find.units import Unit, Units, units

_HUNDRED = Decimal(100)
SHARE = "分之"
_DIGITS = "一二三四五六七八九"


@cache
def _gdp(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(units(language).words['gdp']['before'])})\Z")


def share_of(whole_: Numeral, part: Hit) -> Hit | None:
    """百分之八十, 三分之一 as a share in hundredths."""
    if whole_.value < 2 or (whole_.words != part.number.words and whole_.value % 100):
        return None
    value = part.number.value * _HUNDRED / whole_.value
    if whole_.value % 100:
        value = value.quantize(Decimal("0.01"))
    number = replace(part.number, start=whole_.start, value=value)
    return Hit(number, Unit("percent", "percent"), SHARE, part.number.end, part.vague)


def tenths(
    text: str, made: Measure, hits: list[Hit], index: int, rules: Units, language: str
) -> tuple[Measure, int]:
    """二割五分, 八成五: tenths and hundredths as a share in hundredths."""
    value, following = made.value * 10, hits[index + 1] if index + 1 < len(hits) else None
    end = made.number_end + 1
    if following and following.number.start == end and 0 < following.number.value < 10:
        fine = starts(text, following.number.end, words_of(language, "hundredths"))
        if fine or not rules.words.get("hundredths"):
            end = following.number.end + len(fine)
            value += following.number.value
            last = hits[index + 2].number if index + 2 < len(hits) else None
            finest = starts(text, last.end, words_of(language, "thousandths")) if last else ""
            if last and finest and last.start == end and 0 < last.value < 10:
                end, value = last.end + len(finest), value + last.value / 10
                return replace(made, value=whole(value), end=end), 3
            return replace(made, value=whole(value), end=end), 2
    return replace(made, value=whole(value)), 1


def pair(text: str, hit: Hit) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits side by side, a range of one: 两三年, 七八个."""
    written = text[hit.number.start : hit.number.end]
    if not hit.number.words or len(written) < 2 or _DIGITS.find(written[1]) < 1:
        return None
    first = _DIGITS.find("二" if written[0] in "两兩" else written[0]) + 1
    if first < 1 or _DIGITS.find(written[1]) != first:
        return None
    if len(written) == 2:
        return Decimal(first), Decimal(first + 1)
    return (hit.number.value, hit.number.value / first * (first + 1)) if hit.number.vague else None


def percent_of(text: str, made: Measure, language: str) -> Measure:
    """A share of the national product has a unit of its own; its words are quoted with it."""
    if made.unit != "percent":
        return made
    before = _gdp(language).search(text, max(0, made.start - 40), made.start)
    return replace(made, start=before.start(), unit="percent_of_gdp") if before else made
