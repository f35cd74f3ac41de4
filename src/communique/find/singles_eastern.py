"""One Japanese or Chinese number with what it measures: its unit, words of about, and the sign of
money before it. Ranges, shares and pairs are measures_eastern.py's and shares_eastern.py's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from functools import cache

from communique.find.counts_eastern import labelled
from communique.find.hits_eastern import Hit, ends, starts, words_of
from communique.find.measured import Measure, Taken, whole
from communique.find.units import Unit, Units, either, money, units

_HALF = re.compile("半(?![导導島岛径徑球])")
_POINT_FIVE = Decimal("0.5")
_LATIN = re.compile("[A-Za-z]")


@cache
def _approximate(language: str, side: str) -> tuple[str, ...]:
    words = units(language).words["approximate"][side]
    return tuple(sorted(map(str, words), key=len, reverse=True))


@cache
def _people(language: str) -> re.Pattern[str]:
    """Words for people that a number counts without a counter: 一百萬美國人, 三萬難民."""
    nouns = either(words_of(language, "people_nouns"))
    return re.compile(rf"[多余餘]?(?:{nouns})" if nouns else r"(?!)")


def made_of(text: str, hit: Hit, language: str, states: Collection[str], floor: int) -> Measure:
    """The measure with its sign of money, words of about, and value."""
    assert hit.unit is not None
    number, end, start = hit.number, hit.end, hit.number.start
    sort = hit.unit.sort
    name, basis = hit.unit.name, None
    if sort in ("money", "bare"):
        name, basis = money(hit.unit, language, states)
    half = _HALF.match(text, end) if sort == "time" else None
    if half:
        end = half.end()
    sign, begin = _sign(text, start, floor, language)
    if sign and sort in ("bare", "money"):
        (name, basis), start = money(sign, language, states), begin
    approximate = hit.vague
    gap = text[start - 1 : start] == " "
    before = ends(text, start - gap, _approximate(language, "before"))
    if before and start - gap - len(before) >= floor:
        start -= gap + len(before)
        approximate |= before not in units(language).words["approximate"].get("exact", ())
    after = starts(text, end, _approximate(language, "after"))
    if after:
        end += len(after)
        approximate |= after not in units(language).words["approximate"].get("exact_after", ())
    value = number.value + _POINT_FIVE if half else number.value
    return Measure(
        start, end, whole(value), None, name, approximate, basis, number.start, number.end
    )


def _sign(text: str, start: int, floor: int, language: str) -> tuple[Unit | None, int]:
    """A sign or name of money that stands before a number: US$, 新臺幣."""
    rules = units(language)
    for gap in (0, 1):
        if gap and text[start - 1 : start] != " ":
            break
        at = start - gap
        for length in rules.ending.get(text[at - 1 : at], ()):
            if length > at - floor:
                continue
            form = text[at - length : at]
            unit = rules.after.get(form)
            inside = _LATIN.match(form) and _LATIN.match(text, at - length - 1)
            if unit and unit.sort in ("money", "bare") and not (at > length and inside):
                return unit, at - length
    return None, start


def alone_of(
    text: str,
    hit: Hit,
    rules: Units,
    taken: Taken,
    floor: int,
    language: str,
    states: Collection[str],
) -> Measure | None:
    """A number with money's sign before it, or a large one that has no unit."""
    number = hit.number
    if hit.unit is not None and hit.unit.sort in ("money", "bare", "percent"):
        return None
    sign, _ = _sign(text, number.start, floor, language)
    signed = sign and (sign.sort == "money" or not sign.name.isalpha())
    if sign and signed and not taken.at(number.start, number.end):
        return made_of(text, hit._replace(unit=sign, end=number.end), language, states, floor)
    if hit.unit is not None or taken.at(number.start, number.end):
        return None
    people = _people(language).match(text, number.end) if number.value >= 10 else None
    if people:
        return made_of(
            text,
            hit._replace(unit=Unit("people", "person"), end=people.end()),
            language,
            states,
            floor,
        )
    if number.words or not (number.scale > 1 or number.grouped):
        return None
    if labelled(text, number.start, language):
        return None
    if hit.end < len(text) and text[hit.end] in "号號番条條点":
        return None
    return made_of(text, hit._replace(unit=Unit("item", "item")), language, states, floor)


def with_minor(
    text: str, made: Measure, hits: list[Hit], index: int, rules: Units
) -> tuple[Measure, int]:
    """A sum with the tenths and hundredths right behind it: 2222円13銭, 50元6角3分."""
    minor, joins, used = rules.words["minor"], rules.words["minor_joins"], 1
    end = hits[index].end
    while index + used < len(hits):
        number = hits[index + used].number
        form = starts(text, number.end, tuple(minor))
        if not form or text[end : number.start] not in ("", *joins) or number.value >= 100:
            break
        value = made.value + number.value * Decimal(str(minor[form]))
        end, used = number.end + len(form), used + 1
        made = replace(made, value=whole(value), end=end)
    return made, used
