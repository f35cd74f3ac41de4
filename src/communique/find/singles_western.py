"""One English number with what it measures: money, shares, sizes, lengths of time, and people or
things counted. Ranges and changes of two numbers are measures_western.py's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from communique.find.hits_western import Hit, excluded
from communique.find.measured import Measure, Taken, whole
from communique.find.nouns_western import Noun, counted
from communique.find.numbers import numbers
from communique.find.numerals import Numeral
from communique.find.rules_western import Rules
from communique.find.units import TIME, money, units

_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'’-]*[ ]\Z")
_PERSONS = re.compile(r"-(?:person|people|man|woman|member|strong|soldier|officer|troop)\b")
_ALONE_BEFORE = re.compile(r"\b(?:another|a further|an additional|up from|only|perhaps) $")
_ALONE_AFTER = re.compile(
    r" (?:more\b(?! than)|others\b|per (?:year|month|week|day)|"
    r"(?:a|each|every) (?:year|month|week|day)|annually)\b"
)
_NUMBER_OF = re.compile(r"\b[Nn]umbers? of(?= [A-Za-z])")


def made_of(
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


def counted_of(
    text: str, hit: Hit, rules: Rules, taken: Taken, language: str, *, loose: bool = False
) -> Measure | None:
    """The measure of people or things counted, or of a large number that stands alone."""
    number = hit.number
    if not loose and excluded(text, hit, rules, taken):
        return None
    if hit.hyphen and (person := _PERSONS.match(text, number.end)):
        value = whole(number.value)
        return Measure(
            hit.start, person.end(), value, None, "person", False, None, number.start, number.end
        )
    if hit.hyphen or number.value == 0:
        return None
    if number.value != number.value.to_integral_value() and number.scale == 1:
        return None
    noun = counted(text, number.end, language, vague=number.vague)
    if noun is None and not number.words:
        noun = _number_of(text, hit, language)
    if noun is None or noun.start - number.end > 12:
        if number.words or not (number.scale > 1 or number.grouped or _alone(text, number)):
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


def _alone(text: str, number: Numeral) -> bool:
    """Whether a bare number counts what was named before: "another 20", "47 more"."""
    before = _ALONE_BEFORE.search(text, max(0, number.start - 16), number.start)
    return bool(before or _ALONE_AFTER.match(text, number.end)) and number.value > 1


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
