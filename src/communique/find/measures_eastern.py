"""Measures of Japanese and Chinese text; measures.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from communique.find.counts_eastern import counts, labelled
from communique.find.hits_eastern import Hit, ends, hit_at, starts, words_of
from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.numbers import numbers
from communique.find.shares_eastern import SHARE, pair, percent_of, share_of, tenths
from communique.find.units import Unit, Units, either, money, units
from communique.languages.dates import DateMention

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


def measures(
    text: str, language: str, *, dates: Sequence[DateMention], states: Collection[str]
) -> list[Measure]:
    """The measures of a text, in order and apart."""
    rules, taken, out = units(language), Taken(dates), list[Measure]()
    hits = [hit_at(text, n, rules) for n in outside_addresses(text, numbers(text, language))]
    index = 0
    while index < len(hits):
        found, used = _measure(text, hits, index, rules, taken, language, states, out)
        if found and (not out or found[0].start >= out[-1].end):
            out += found
        index += used
    return out


def _measure(
    text: str,
    hits: list[Hit],
    index: int,
    rules: Units,
    taken: Taken,
    language: str,
    states: Collection[str],
    out: list[Measure],
) -> tuple[list[Measure], int]:
    """The measures that the number at an index makes, and how many numbers they use."""
    hit, floor = hits[index], out[-1].end if out else 0
    fraction = starts(text, hit.number.end, words_of(language, "fraction"))
    following = hits[index + 1] if index + 1 < len(hits) else None
    if hit.form == SHARE:
        fraction = ""  # A share of a share is none: the chain of a hostile text ends here.
    if fraction and following and following.number.start == hit.number.end + len(fraction):
        share = share_of(hit.number, following)
        if share:
            hits[index + 1] = share
            found, used = _measure(text, hits, index + 1, rules, taken, language, states, out)
            return found, used + 1
        return [], 2
    listed = _listed(text, hit, following)
    if listed and following and counts(text, following, rules, taken, language):
        made = _made(text, following, language, states, hit.number.start)
        low, high = listed
        start = hit.number.start
        return [
            replace(made, start=start, value=low, upper=high, approximate=True, number_start=start)
        ], 2
    if not counts(text, hit, rules, taken, language):
        day = taken.at(hit.number.start, hit.number.end)
        shares = hit.unit is None or (
            hit.unit.sort == "time" and not (day and day.start < hit.number.start)
        )
        span = _ranged(text, hit, following, rules, language) if shares else None
        if not span or not following or not counts(text, following, rules, taken, language):
            alone = _alone(text, hit, rules, taken, floor, language, states)
            return ([alone] if alone else []), 1
    span = _ranged(text, hit, following, rules, language)
    if span and labelled(text, hit.number.start, language):
        return [], 2
    if span and following and counts(text, following, rules, taken, language):
        first = hit.number.value
        if hit.unit is None and hit.number.scale == 1 and following.number.scale > 1:
            scaled = first * following.number.scale
            first = scaled if scaled < following.number.value else first
        upper = _made(text, following, language, states, following.number.start)
        if first < upper.value and not _changes(text, following.end, language):
            lower = _made(text, hit._replace(unit=following.unit), language, states, floor)
            made = replace(
                upper,
                start=lower.start,
                value=whole(first),
                upper=upper.value,
                number_start=hit.number.start,
                approximate=upper.approximate or lower.approximate,
            )
            return [percent_of(text, made, language)], 2
        if hit.unit is None:
            other = _made(
                text, hit._replace(unit=following.unit, end=hit.number.end), language, states, floor
            )
            return [replace(other, value=whole(first)), upper], 2
    both = pair(text, hit)
    made = _made(text, hit, language, states, floor)
    if both:
        made = replace(made, value=both[0], upper=both[1], approximate=True)
    if hit.unit and hit.unit.sort == "tenth":
        made, used = tenths(text, made, hits, index, rules, language)
        return [made], used
    if hit.unit and hit.unit.sort in ("money", "bare"):
        made, used = _with_minor(text, made, hits, index, rules)
        return [made], used
    return [percent_of(text, made, language)], 1


def _ranged(text: str, hit: Hit, following: Hit | None, rules: Units, language: str) -> bool:
    """Whether a range's mark stands between two numbers of one unit."""
    if following is None or following.unit is None:
        return False
    if hit.unit is not None and hit.unit != following.unit:
        return False
    between = text[hit.end : following.number.start].strip(" ")
    return between in words_of(language, "range")


def _listed(text: str, hit: Hit, following: Hit | None) -> tuple[Decimal, Decimal] | None:
    """Two neighbours with 、 between them are a range: 十二、三名, 四、五百名."""
    if hit.unit is not None or following is None or following.unit is None:
        return None
    if text[hit.number.end : following.number.start] not in ("、", "，"):
        return None
    low, high = hit.number.value, following.number.value
    if low % 10 and high == low % 10 + 1 and high < 10:
        return whole(low), whole(low - low % 10 + high)
    power = high / (low + 1) if 0 < low < 9 else Decimal(0)
    if power in _TENS:
        return whole(low * power), whole(high)
    return None


_TENS = frozenset(Decimal(10) ** n for n in range(1, 13))


def _changes(text: str, end: int, language: str) -> bool:
    """Whether words of change follow: from one to the other, no range."""
    return any(word in text[end : end + 8] for word in words_of(language, "change"))


def _made(text: str, hit: Hit, language: str, states: Collection[str], floor: int) -> Measure:
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


def _alone(
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
        return _made(text, hit._replace(unit=sign, end=number.end), language, states, floor)
    if hit.unit is not None or taken.at(number.start, number.end):
        return None
    people = _people(language).match(text, number.end) if number.value >= 10 else None
    if people:
        return _made(
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
    return _made(text, hit._replace(unit=Unit("item", "item")), language, states, floor)


def _with_minor(
    text: str, made: Measure, hits: list[Hit], index: int, rules: Units
) -> tuple[Measure, int]:
    """A sum with the tenths and hundredths right behind it: 2222円13銭, 50元6角3分."""
    minor, joins, used = rules.words["minor"], rules.words["minor_joins"], 1
    end = hits[index].end
    while index + used < len(hits):
        number = hits[index + used].number
        form = starts(text, number.end, minor)
        if not form or text[end : number.start] not in ("", *joins) or number.value >= 100:
            break
        value = made.value + number.value * Decimal(str(minor[form]))
        end, used = number.end + len(form), used + 1
        made = replace(made, value=whole(value), end=end)
    return made, used
