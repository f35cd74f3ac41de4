"""Measures of English text; measures.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.find.hits_western import Hit, excluded, hit_at
from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.nouns_western import Noun, counted
from communique.find.numbers import numbers
from communique.find.numerals import Numeral
from communique.find.rules_western import Rules, rules_of
from communique.find.shares_western import shares
from communique.find.units import TIME, money, units
from communique.languages.dates import DateMention

_WORD_BEHIND = re.compile(r" (?!by\b|in\b|over\b|within\b|before\b|and\b|until\b)[a-z]|-")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'’-]*[ ]\Z")


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
        made = _counted(text, hit, rules, taken, language)
        if made and following and following.number.start < made.end:
            if following.number.words or following.unit is not None:
                made = replace(made, end=max(made.number_end, min(made.end, following.start)))
            else:
                return [made], 2
    else:
        made = _made(text, hit, rules, taken, language, states)
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
        _counted(text, high, rules, taken, language, loose=True)
        if unit is None
        else _made(text, replace(high, unit=unit), rules, taken, language, states, loose=True)
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


def _made(
    text: str,
    hit: Hit,
    rules: Rules,
    taken: Taken,
    language: str,
    states: Collection[str],
    *,
    loose: bool = False,
) -> Measure | None:
    """The measure of a number with a unit: its words of about, rate and share."""
    assert hit.unit is not None
    if not loose and excluded(text, hit, rules, taken):
        return None
    number, start, end, sort, value = (
        hit.number,
        hit.start,
        hit.end,
        hit.unit.sort,
        hit.number.value,
    )
    name, basis = (
        money(hit.unit, language, states) if sort in ("money", "bare") else (hit.unit.name, None)
    )
    if hit.hyphen and (
        re.match(r"-olds?\b|[ ]olds?\b", text[end : end + 5])
        or (sort == "time" and number.words and number.value < 2)
    ):
        return None
    if sort == "time":
        if re.match(r"[ -](?:old\b|of age\b)", text[end : end + 8]) or (
            number.value >= 1000 and hit.hyphen
        ):
            return None
        if (
            number.value == 1
            and number.words
            and rules.definite.search(text, max(0, start - 18), start)
        ):
            return None
    if sort == "unit" and name == "times" and number.words and number.value < 2:
        return None
    if sort in ("money", "bare") and (cents := rules.cents.match(text, end)):
        part = numbers(cents[1], language)
        if len(part) == 1 and part[0].end - part[0].start == len(cents[1]):
            value, end = value + part[0].value / 100, cents.end()
    gdp = rules.gdp.match(text, end) if name == "percent" else None
    if gdp:
        name, end = "percent_of_gdp", gdp.end()
    return _bounded(
        text,
        Measure(
            start, end, whole(value), None, name, number.vague, basis, number.start, number.end
        ),
        rules,
    )


def _bounded(text: str, made: Measure, rules: Rules) -> Measure:
    """The measure with words of about before and behind it, and of a rate."""
    about = rules.about.search(text, max(0, made.start - 24), made.start)
    if about and made.unit in TIME and about[0].lower().startswith(("over", "under")):
        about = None  # Over three years: the time it takes.
    after = rules.about_after.match(text, made.end)
    end = after.end() if after else made.end
    rate = rules.rate.match(text, end)
    return replace(
        made,
        start=about.start() if about else made.start,
        end=rate.end() if rate else end,
        approximate=made.approximate or bool(about or after),
    )


def _counted(
    text: str, hit: Hit, rules: Rules, taken: Taken, language: str, *, loose: bool = False
) -> Measure | None:
    """The measure of people or things counted, or of a large number that stands alone."""
    number = hit.number
    if not loose and excluded(text, hit, rules, taken):
        return None
    if hit.hyphen or number.value == 0:
        return None
    if number.value != number.value.to_integral_value() and number.scale == 1:
        return None
    noun = counted(text, number.end, language, vague=number.vague)
    if noun is None and not number.words:
        noun = _number_of(text, hit, language)
    if noun is None or noun.start - number.end > 12:
        if number.words or not (number.scale > 1 or number.grouped):
            return None
        return _bounded(
            text,
            Measure(
                hit.start,
                number.end,
                whole(number.value),
                None,
                "item",
                number.vague,
                None,
                number.start,
                number.end,
            ),
            rules,
        )
    if not _measures(text, number, noun, rules, language):
        return None
    unit = "person" if noun.people else "item"
    return _bounded(
        text,
        Measure(
            hit.start,
            noun.end,
            whole(number.value),
            None,
            unit,
            number.vague,
            None,
            number.start,
            number.end,
        ),
        rules,
    )


_NUMBER_OF = re.compile(r"\b[Nn]umbers? of(?= [A-Za-z])")


def _number_of(text: str, hit: Hit, language: str) -> Noun | None:
    """The noun of `the number of visas … from 214 to 350`, for a bare number of the sentence."""
    window = max(0, hit.start - 120)
    told = list(_NUMBER_OF.finditer(text, window, hit.start))
    last = told[-1] if told else None
    if last is None or any(mark in text[last.end() : hit.start] for mark in ".;:("):
        return None
    noun = counted(text, last.end(), language)
    if noun is None or noun.end > hit.start:
        return None
    return replace(noun, start=hit.number.end, end=hit.number.end, words=())


def _measures(text: str, number: Numeral, noun: Noun, rules: Rules, language: str) -> bool:
    """Whether the phrase counts: not the few that are named, not one of many, not told before."""
    if number.value == 1:
        return False
    named = text[number.start].isupper() and all(w[0].isupper() for w in noun.words)
    if named and (
        not noun.people or _CAPITAL_BEFORE.search(text, max(0, number.start - 24), number.start)
    ):
        return False  # The name of something: Exercise Two Oceans.
    if number.value > units(language).words["few"] or number.vague:
        return True
    if noun.start > number.end and number.words:
        return False
    few = any(word in rules.parties or word.lower() in rules.parties for word in noun.words)
    told = rules.definite.search(text, max(0, number.start - 20), number.start)
    return not few and not (told and number.words)
