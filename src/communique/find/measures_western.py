"""Measures of English text; measures.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.find.hits_western import Hit, excluded, hit_at
from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.numbers import numbers
from communique.find.rules_western import Rules, rules_of
from communique.find.shares_western import shares
from communique.find.singles_western import counted_of, made_of
from communique.find.units import units
from communique.languages.dates import DateMention

_WORD_BEHIND = re.compile(r" (?!by\b|in\b|over\b|within\b|before\b|and\b|until\b)[a-z]|-")


def measures(
    text: str, language: str, *, dates: Sequence[DateMention], states: Collection[str]
) -> list[Measure]:
    """The measures of a text, in order and apart."""
    forms, rules, taken = units(language), rules_of(language), Taken(dates)
    out: list[Measure] = []
    hits = [
        hit_at(text, n, forms, rules, taken)
        for n in outside_addresses(text, numbers(text, language))
    ]
    index = 0
    while index < len(hits):
        found, used = _measure(text, hits, index, rules, taken, language, states)
        out += [
            m for m in found if not out or m.start >= out[-1].end or m.number_start >= out[-1].end
        ]
        index += used
    told = [m for m in shares(text, language) if not taken.at(m.start, m.end)]
    return _apart(out, told) if told else out


def _apart(out: list[Measure], told: list[Measure]) -> list[Measure]:
    """Shares in words come before the number in them (a third, one fifth)."""
    free = [m for m in out if not any(s.start < m.end and m.start < s.end for s in told)]
    return sorted((*free, *told), key=lambda m: m.start)


def _measure(
    text: str,
    hits: list[Hit],
    index: int,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
) -> tuple[list[Measure], int]:
    """The measures that the number at an index makes, and how many numbers they use."""
    hit = hits[index]
    following = hits[index + 1] if index + 1 < len(hits) else None
    ranged = _range(text, hits, index, rules, taken, language, states)
    if ranged:
        return ranged, 2
    if hit.unit is None:
        made = counted_of(text, hit, rules, taken, language)
        if made and following and following.number.start < made.end:
            if following.number.words or following.unit is not None:
                made = replace(made, end=max(made.number_end, min(made.end, following.start)))
            else:
                return [made], 2
    else:
        made = made_of(text, hit, rules, taken, language, states)
    other = _target(text, made, following, rules, taken) if made else None
    if made and other:
        return [made, other], 2
    return ([made] if made else []), 1


def _target(
    text: str, made: Measure, following: Hit | None, rules: Rules, taken: Taken
) -> Measure | None:
    """The other end of a change that leaves its unit out: from 120 engineers a year to 350."""
    if (
        following is None
        or following.unit is not None
        or text[made.end : following.start] != " to "
    ):
        return None
    if not text[: made.start].endswith("from ", max(0, made.start - 5)):
        return None
    if excluded(text, following, rules, taken) or _WORD_BEHIND.match(text, following.number.end):
        return None
    number = following.number
    return replace(
        made,
        start=number.start,
        end=number.end,
        value=whole(number.value),
        upper=None,
        approximate=False,
        number_start=number.start,
        number_end=number.end,
    )


def _range(
    text: str,
    hits: list[Hit],
    index: int,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
) -> list[Measure]:
    """Two numbers as the ends of a range, or as a change from one to the other."""
    if index + 1 >= len(hits):
        return []
    low, high = hits[index], hits[index + 1]
    if high.start - low.end > 14:
        return []
    span = rules.span.fullmatch(text, low.end, high.start)
    lead = text[max(0, low.start - 9) : low.start].lower().rstrip()
    if not span or (span["and"] and not lead.endswith("between")):
        return []
    # A sum of money has its sign before the lower end: $5 to 10 million.
    signed = high.unit is None and low.start < low.number.start
    if low.unit is not None and high.unit != low.unit and not signed:
        return []
    if excluded(text, low, rules, taken) or taken.at(high.number.start, high.number.end):
        return []
    unit = high.unit or low.unit
    upper = (
        counted_of(text, high, rules, taken, language, loose=True)
        if unit is None
        else made_of(text, replace(high, unit=unit), rules, taken, language, states, loose=True)
    )
    if upper is None:
        return []
    first = low.number.value
    if (
        low.number.scale == 1
        and high.number.scale > 1
        and first < high.number.value / high.number.scale
    ):
        first *= high.number.scale
    about = rules.about.search(text, max(0, low.start - 24), low.start)
    start = about.start() if about else low.start
    changed = lead.endswith("from") and rules.change.search(text, max(0, low.start - 90), low.start)
    if first < upper.value and not changed:
        return [
            replace(
                upper,
                start=start,
                value=whole(first),
                upper=upper.value,
                approximate=upper.approximate or bool(about),
                number_start=low.number.start,
            )
        ]
    if low.unit is not None and high.unit is not None:
        return []
    lower = replace(
        upper,
        start=start,
        end=low.end,
        value=whole(first),
        approximate=bool(about),
        number_start=low.number.start,
        number_end=low.number.end,
    )
    return [lower, upper]
