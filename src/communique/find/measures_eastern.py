"""Measures of Japanese and Chinese text; measures.py says what is recognised."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from communique.find.counts_eastern import counts, labelled
from communique.find.hits_eastern import Hit, hit_at, starts, words_of
from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.numbers import numbers
from communique.find.shares_eastern import SHARE, pair, percent_of, share_of, tenths
from communique.find.singles_eastern import alone_of, made_of, with_minor
from communique.find.units import Units, units
from communique.languages.dates import DateMention

_TENS = frozenset(Decimal(10) ** n for n in range(1, 13))


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
        made = made_of(text, following, language, states, hit.number.start)
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
            alone = alone_of(text, hit, rules, taken, floor, language, states)
            return ([alone] if alone else []), 1
    span = _ranged(text, hit, following, rules, language)
    if span and labelled(text, hit.number.start, language):
        return [], 2
    if span and following and counts(text, following, rules, taken, language):
        first = hit.number.value
        if hit.unit is None and hit.number.scale == 1 and following.number.scale > 1:
            scaled = first * following.number.scale
            first = scaled if scaled < following.number.value else first
        upper = made_of(text, following, language, states, following.number.start)
        if first < upper.value and not _changes(text, following.end, language):
            lower = made_of(text, hit._replace(unit=following.unit), language, states, floor)
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
            other = made_of(
                text, hit._replace(unit=following.unit, end=hit.number.end), language, states, floor
            )
            return [replace(other, value=whole(first)), upper], 2
    both = pair(text, hit)
    made = made_of(text, hit, language, states, floor)
    if both:
        made = replace(made, value=both[0], upper=both[1], approximate=True)
    if hit.unit and hit.unit.sort == "tenth":
        made, used = tenths(text, made, hits, index, rules, language)
        return [made], used
    if hit.unit and hit.unit.sort in ("money", "bare"):
        made, used = with_minor(text, made, hits, index, rules)
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


def _changes(text: str, end: int, language: str) -> bool:
    """Whether words of change follow: from one to the other, no range."""
    return any(word in text[end : end + 8] for word in words_of(language, "change"))
