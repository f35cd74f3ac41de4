"""Whether a number of Japanese or Chinese text measures something: what is around it decides
between a count and an article, a length of time and a date, a label and a number.
"""

from __future__ import annotations

import re

from communique.find.hits_eastern import Hit, ends, starts, words_of
from communique.find.measured import Taken
from communique.find.units import Units, units

_LATIN_BEFORE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９+/:：][-‐.．]?\Z")
_SHORT_YEAR = re.compile("[〇零一二三四五六七八九]{2}")
_CLOCK_BEFORE = frozenset("时時點点:：")
_OPENING = ("“", "「", "『", "‘", "《")


def counts(text: str, hit: Hit, rules: Units, taken: Taken, language: str) -> bool:
    """Whether number and unit measure something, by what they are and what stands around."""
    number, unit = hit.number, hit.unit
    if unit is None:
        return False
    start = number.start
    length = hit.end - start
    idioms = rules.idioms.get(text[start])
    if idioms and len(starts(text, start, idioms)) >= length:  # the longest comes first
        return False
    if unit.sort in ("money", "bare", "percent"):
        return True
    if labelled(text, start, language):
        return False
    ordinals = words_of(language, "ordinal_after")
    if starts(text, number.end, ordinals) or starts(text, hit.end, ordinals):
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
    if hit.form == "度" and number.value < 4 and number.value == int(number.value):
        return False  # So many times, not degrees.
    wide = hit.form in words_of(language, "wide")
    return not wide or not number.words or number.value > 10


def labelled(text: str, start: int, language: str) -> bool:
    """Whether an ordinal's sign or a label stands before a number: 第 13, 決議, F-2."""
    at = start - (text[start - 1 : start] == " ")
    return bool(
        ends(text, at, words_of(language, "labels"))
        or _LATIN_BEFORE.search(text, max(0, start - 2), start)
    )


def _lasts(text: str, hit: Hit, taken: Taken, language: str) -> bool:
    """Whether years, months, days or minutes are a length of time and no date or time of day."""
    number, start = hit.number, hit.number.start
    if hit.unit and hit.unit.name == "year" and number.value >= 1000 and not number.vague:
        return False
    if hit.form == "年" and _SHORT_YEAR.fullmatch(text, start, number.end):
        return False  # 八一年 is 1981: eighty-one years are 八十一年.
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
        if hit.form == "日" and starts(text, hit.end, words_of(language, "date_after")):
            return False
        return bool(
            starts(text, hit.end, words_of(language, "duration_after"))
            or ends(text, start, words_of(language, "duration_before"))
        )
    return True


def _is_counted(text: str, hit: Hit, language: str) -> bool:
    """Whether people or things are counted: not one that is an article, not the few that are
    named.
    """
    number = hit.number
    if (number.value == 1 and (number.words or hit.form == "つ")) or number.value == 0:
        return False
    if number.words and number.value <= 10 and text[number.start - 1 : number.start] in _OPENING:
        return False  # The name of a doctrine: 「三つの代表」, “四个自信”.
    few = units(language).words["few"]
    if number.value <= few:
        if hit.form in words_of(language, "parties"):
            return False
        behind = text[hit.end : hit.end + 6]
        if any(noun in behind for noun in words_of(language, "party_nouns")):
            return False
    wide = hit.form in words_of(language, "wide")
    return not wide or not number.words or number.value > 10
