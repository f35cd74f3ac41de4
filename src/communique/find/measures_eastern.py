"""Measures of Japanese and Chinese text; measures.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from communique.find.measured import Measure, Taken, outside_addresses, whole
from communique.find.numbers import numbers
from communique.find.numerals import Numeral
from communique.find.units import Unit, Units, either, money, units
from communique.languages.dates import DateMention

_LATIN_BEFORE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９+/:：][-‐.．]?\Z")
_CLOCK_BEFORE = frozenset("时時點点:：")
_HUNDRED = Decimal(100)
_SHARE = "分之"
_DIGITS = "一二三四五六七八九"


class _Hit(NamedTuple):
    """A number with the unit behind it."""

    number: Numeral
    unit: Unit | None
    form: str
    end: int
    vague: bool


@cache
def _words(language: str, key: str) -> tuple[str, ...]:
    """The words of a rule, longest first."""
    return tuple(sorted(map(str, units(language).words.get(key, ())), key=len, reverse=True))


@cache
def _approximate(language: str, side: str) -> tuple[str, ...]:
    words = units(language).words["approximate"][side]
    return tuple(sorted(map(str, words), key=len, reverse=True))


@cache
def _gdp(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(units(language).words['gdp']['before'])})\Z")


@cache
def _people(language: str) -> re.Pattern[str]:
    """Words for people that a number counts without a counter: 一百萬美國人, 三萬難民."""
    nouns = either(_words(language, "people_nouns"))
    return re.compile(rf"[多余餘]?(?:{nouns})" if nouns else r"(?!)")


def measures(
    text: str, language: str, *, dates: Sequence[DateMention], states: Collection[str]
) -> list[Measure]:
    """The measures of a text, in order and apart."""
    rules, taken, out = units(language), Taken(dates), list[Measure]()
    hits = [_hit(text, n, rules) for n in outside_addresses(text, numbers(text, language))]
    index = 0
    while index < len(hits):
        found, used = _measure(text, hits, index, rules, taken, language, states, out)
        if found and (not out or found[0].start >= out[-1].end):
            out += found
        index += used
    return out


def _measure(
    text: str,
    hits: list[_Hit],
    index: int,
    rules: Units,
    taken: Taken,
    language: str,
    states: Collection[str],
    out: list[Measure],
) -> tuple[list[Measure], int]:
    """The measures that the number at an index makes, and how many numbers they use."""
    hit, floor = hits[index], out[-1].end if out else 0
    fraction = _starts(text, hit.number.end, _words(language, "fraction"))
    following = hits[index + 1] if index + 1 < len(hits) else None
    if hit.form == _SHARE:
        fraction = ""  # A share of a share is none: the chain of a hostile text ends here.
    if fraction and following and following.number.start == hit.number.end + len(fraction):
        share = _share(hit.number, following)
        if share:
            hits[index + 1] = share
            found, used = _measure(text, hits, index + 1, rules, taken, language, states, out)
            return found, used + 1
        return [], 2
    if not _counts(text, hit, rules, taken, language):
        day = taken.at(hit.number.start, hit.number.end)
        shares = hit.unit is None or (
            hit.unit.sort == "time" and not (day and day.start < hit.number.start)
        )
        span = _ranged(text, hit, following, rules, language) if shares else None
        if not span or not following or not _counts(text, following, rules, taken, language):
            alone = _alone(text, hit, rules, taken, floor, language, states)
            return ([alone] if alone else []), 1
    span = _ranged(text, hit, following, rules, language)
    if span and _labelled(text, hit.number.start, language):
        return [], 2
    if span and following and _counts(text, following, rules, taken, language):
        first = hit.number.value
        if hit.unit is None and hit.number.scale == 1 and following.number.scale > 1:
            scaled = first * following.number.scale
            first = scaled if scaled < following.number.value else first
        upper = _made(text, following, language, states, following.number.start)
        if first < upper.value and not _changes(text, following.end, language):
            lower = _made(text, hit._replace(unit=following.unit), language, states, floor)
            made = replace(upper, start=lower.start, value=whole(first), upper=upper.value,
                           number_start=hit.number.start, approximate=upper.approximate or lower.approximate)  # fmt: skip
            return [_percent_of(text, made, language)], 2
        if hit.unit is None:
            other = _made(
                text, hit._replace(unit=following.unit, end=hit.number.end), language, states, floor
            )
            return [replace(other, value=whole(first)), upper], 2
    pair = _pair(text, hit)
    made = _made(text, hit, language, states, floor)
    if pair:
        made = replace(made, value=pair[0], upper=pair[1], approximate=True)
    if hit.unit and hit.unit.sort == "tenth":
        made, used = _tenths(text, made, hits, index, rules, language)
        return [made], used
    if hit.unit and hit.unit.sort in ("money", "bare"):
        made, used = _with_minor(text, made, hits, index, rules)
        return [made], used
    return [_percent_of(text, made, language)], 1


def _hit(text: str, number: Numeral, rules: Units) -> _Hit:
    """The number with the longest unit behind it; 多 and 余 may stand between."""
    at, vague = number.end, number.vague
    more = _starts(text, at, rules.words["vague"]["after"])
    if more and text.startswith("の", at + len(more)):
        more += "の"
    for gap in (len(more), 0) if more else (0,):
        begin = at + gap + (text[at + gap : at + gap + 1] in (" ", "\u3000"))
        for length in range(min(rules.longest, len(text) - begin), 0, -1):
            form = text[begin : begin + length]
            unit = rules.after.get(form)
            if unit and not _runs_on(text, begin + length, form):
                return _Hit(number, unit, form, begin + length, vague or gap > 0)
    return _Hit(number, None, "", number.end + len(more), vague or bool(more))


def _runs_on(text: str, end: int, form: str) -> bool:
    follows = text[end : end + 1]
    return form[-1].isascii() and form[-1].isalnum() and follows.isascii() and follows.isalnum()


def _starts(text: str, at: int, words: Iterable[str]) -> str:
    return next((word for word in words if text.startswith(word, at)), "")


def _ends(text: str, at: int, words: Iterable[str]) -> str:
    return next((word for word in words if text.endswith(word, 0, at)), "")


def _counts(text: str, hit: _Hit, rules: Units, taken: Taken, language: str) -> bool:
    """Whether number and unit measure something, by what they are and what stands around."""
    number, unit = hit.number, hit.unit
    if unit is None:
        return False
    start = number.start
    if unit.sort in ("money", "bare", "percent"):
        return True
    length = hit.end - start
    if any(
        len(i) >= length and text.startswith(i, start) for i in rules.idioms.get(text[start], ())
    ):
        return False
    if _labelled(text, start, language):
        return False
    ordinals = _words(language, "ordinal_after")
    if _starts(text, number.end, ordinals) or _starts(text, hit.end, ordinals):
        return False
    if unit.sort == "time":
        return _lasts(text, hit, taken, language)
    if unit.sort == "tenth":
        return 0 < number.value <= 10 and text[hit.end : hit.end + 1] not in tuple(
            "员員立为為功果熟长長"
        )
    if taken.at(start, number.end):
        return False
    if unit.sort in ("people", "item"):
        return _is_counted(text, hit, language)
    wide = hit.form in _words(language, "wide")
    return not wide or not number.words or number.value > 10


def _labelled(text: str, start: int, language: str) -> bool:
    """Whether an ordinal's sign or a label stands before a number: 第 13, 決議, F-2."""
    at = start - (text[start - 1 : start] == " ")
    return bool(
        _ends(text, at, _words(language, "labels"))
        or _LATIN_BEFORE.search(text, max(0, start - 2), start)
    )


def _lasts(text: str, hit: _Hit, taken: Taken, language: str) -> bool:
    """Whether years, months, days or minutes are a length of time and no date or time of day."""
    number, start = hit.number, hit.number.start
    if hit.unit and hit.unit.name == "year" and number.value >= 1000 and not number.vague:
        return False
    if start and text[start - 1] in _CLOCK_BEFORE and hit.form in ("分", "秒"):
        return False
    date = taken.at(start, number.end)
    if date and date.start < start:
        return False  # The day or month of a longer date.
    if hit.form.endswith(("間", "间")) and len(hit.form) > 1:
        return True
    if hit.form == "日" and text.startswith("本", hit.end):
        return False
    if hit.form == "日" and number.value > 31:
        return True
    if date or hit.form == "日":
        if number.value > 60 and hit.form == "年":
            return False
        if hit.form == "日" and _starts(text, hit.end, _words(language, "date_after")):
            return False
        return bool(
            _starts(text, hit.end, _words(language, "duration_after"))
            or _ends(text, start, _words(language, "duration_before"))
        )
    return True


def _is_counted(text: str, hit: _Hit, language: str) -> bool:
    """Whether people or things are counted: not one that is an article, not the few that are
    named.
    """
    number = hit.number
    if number.value == 1 and (number.words or hit.form == "つ") or number.value == 0:
        return False
    few = units(language).words["few"]
    if number.value <= few:
        if hit.form in _words(language, "parties"):
            return False
        behind = text[hit.end : hit.end + 6]
        if any(noun in behind for noun in _words(language, "party_nouns")):
            return False
    wide = hit.form in _words(language, "wide")
    return not wide or not number.words or number.value > 10


def _ranged(text: str, hit: _Hit, following: _Hit | None, rules: Units, language: str) -> bool:
    """Whether a range's mark stands between two numbers of one unit."""
    if following is None or following.unit is None:
        return False
    if hit.unit is not None and hit.unit != following.unit:
        return False
    between = text[hit.end : following.number.start].strip(" ")
    return between in _words(language, "range")


def _changes(text: str, end: int, language: str) -> bool:
    """Whether words of change follow: from one to the other, no range."""
    return any(word in text[end : end + 8] for word in _words(language, "change"))


def _made(text: str, hit: _Hit, language: str, states: Collection[str], floor: int) -> Measure:
    """The measure with its sign of money, words of about, and value."""
    assert hit.unit is not None
    number, end, start = hit.number, hit.end, hit.number.start
    sort = hit.unit.sort
    name, basis = hit.unit.name, None
    if sort in ("money", "bare"):
        name, basis = money(hit.unit, language, states)
    sign, begin = _sign(text, start, floor, language)
    if sign and sort in ("bare", "money"):
        (name, basis), start = money(sign, language, states), begin
    approximate = hit.vague
    gap = text[start - 1 : start] == " "
    before = _ends(text, start - gap, _approximate(language, "before"))
    if before and start - gap - len(before) >= floor:
        start -= gap + len(before)
        approximate |= before not in units(language).words["approximate"].get("exact", ())
    after = _starts(text, end, _approximate(language, "after"))
    if after:
        end += len(after)
        approximate |= after not in units(language).words["approximate"].get("exact_after", ())
    return Measure(
        start, end, whole(number.value), None, name, approximate, basis, number.start, number.end
    )


def _sign(text: str, start: int, floor: int, language: str) -> tuple[Unit | None, int]:
    """A sign or name of money that stands before a number: US$, 新臺幣."""
    rules = units(language)
    for gap in (0, 1):
        if gap and text[start - 1 : start] != " ":
            break
        at = start - gap
        for length in range(min(rules.longest, at - floor), 0, -1):
            form = text[at - length : at]
            unit = rules.after.get(form)
            if unit and unit.sort in ("money", "bare") and not (form[0].isascii() and form[0].isalpha() and text[at - length - 1 : at - length].isalpha() and text[at - length - 1].isascii()):  # fmt: skip
                return unit, at - length
    return None, start


def _alone(
    text: str,
    hit: _Hit,
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
    sign, begin = _sign(text, number.start, floor, language)
    if (
        sign
        and not taken.at(number.start, number.end)
        and (not sign.name.isalpha() or sign.sort == "money")
    ):
        if sign.sort == "money" or not sign.name.isalpha():
            shown = _made(text, hit._replace(unit=sign, end=number.end), language, states, floor)
            return shown
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
    if _LATIN_BEFORE.search(text, max(0, number.start - 2), number.start) or _ends(
        text, number.start, _words(language, "labels")
    ):
        return None
    if hit.end < len(text) and text[hit.end] in "号號番条條点":
        return None
    return _made(text, hit._replace(unit=Unit("item", "item")), language, states, floor)


def _share(whole_: Numeral, part: _Hit) -> _Hit | None:
    """百分之八十, 三分之一 as a share in hundredths."""
    if whole_.value < 2 or (whole_.words != part.number.words and whole_.value % 100):
        return None
    value = part.number.value * _HUNDRED / whole_.value
    if whole_.value % 100:
        value = value.quantize(Decimal("0.01"))
    number = replace(part.number, start=whole_.start, value=value)
    return _Hit(number, Unit("percent", "percent"), _SHARE, part.number.end, part.vague)


def _tenths(
    text: str, made: Measure, hits: list[_Hit], index: int, rules: Units, language: str
) -> tuple[Measure, int]:
    """二割五分, 八成五: tenths and hundredths as a share in hundredths."""
    value, following = made.value * 10, hits[index + 1] if index + 1 < len(hits) else None
    end = made.number_end + 1
    if following and following.number.start == end and 0 < following.number.value < 10:
        fine = _starts(text, following.number.end, rules.words.get("hundredths", ()))
        if fine or not rules.words.get("hundredths"):
            end = following.number.end + len(fine)
            value += following.number.value
            last = hits[index + 2].number if index + 2 < len(hits) else None
            finest = _starts(text, last.end, rules.words.get("thousandths", ())) if last else ""
            if last and finest and last.start == end and 0 < last.value < 10:
                end, value = last.end + len(finest), value + last.value / 10
                return replace(made, value=whole(value), end=end), 3
            return replace(made, value=whole(value), end=end), 2
    return replace(made, value=whole(value)), 1


def _with_minor(
    text: str, made: Measure, hits: list[_Hit], index: int, rules: Units
) -> tuple[Measure, int]:
    """A sum with the tenths and hundredths right behind it: 2222円13銭, 50元6角3分."""
    minor, joins, used = rules.words["minor"], rules.words["minor_joins"], 1
    end = hits[index].end
    while index + used < len(hits):
        number = hits[index + used].number
        form = _starts(text, number.end, minor)
        if not form or text[end : number.start] not in ("", *joins) or number.value >= 100:
            break
        value = made.value + number.value * Decimal(str(minor[form]))
        end, used = number.end + len(form), used + 1
        made = replace(made, value=whole(value), end=end)
    return made, used


def _pair(text: str, hit: _Hit) -> tuple[Decimal, Decimal] | None:
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


def _percent_of(text: str, made: Measure, language: str) -> Measure:
    """A share of the national product has a unit of its own; its words are quoted with it."""
    if made.unit != "percent":
        return made
    before = _gdp(language).search(text, max(0, made.start - 40), made.start)
    return replace(made, start=before.start(), unit="percent_of_gdp") if before else made
