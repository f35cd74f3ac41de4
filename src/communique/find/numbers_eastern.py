"""Numbers of Japanese and Chinese text; numbers.py says what is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from communique.find.gates import compiled
from communique.find.numerals import Numeral
from communique.languages import data
from communique.languages.numerals import LONGEST, characters, number

_FORMAL = "壱壹弐貳贰参參叁肆伍陸陆柒捌玖両兩两"
"""Digits that are other characters too: a number only beside a unit (壹佰) or a counter (两名)."""
_FORMAL_UNITS = "拾佰仟"
_AGAIN = re.compile(r"[（(]([0-9０-９,，]{1,20})[)）]")
"""Treaties write a number twice: 三十（30）天."""
_PAIR = "両兩两"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of one language."""

    run: re.Pattern[str]
    vague: str
    after: tuple[str, ...]
    large: str
    units: tuple[str, ...]
    unit_ends: tuple[str, ...]
    dropped: re.Pattern[str]
    vaguely: re.Pattern[str]


@cache
def patterns(language: str) -> Patterns:
    """The patterns of a language, compiled once."""
    table, chars = data(language, "figures"), characters()
    vague = table["vague"]["digits"]
    after = "|".join(re.escape(w) for w in sorted(table["vague"]["after"], key=len, reverse=True))
    minus = "|".join(re.escape(w) for w in table["minus"])
    digits = "".join(chars.digits)
    unit = "".join((*chars.small, *chars.tens, *chars.large))
    large = "".join(chars.large)
    # A wide comma between narrow digits parts a list.
    digit = "[0-9０-９]"
    latin = rf"{digit}++(?:(?:,|(?<=[０-９])，){digit}{{3}}(?!{digit}))*+(?:[.．・]{digit}++)?+"
    # 、 is a mark of thousands before three digits and a unit or the end of digits: 一、三〇〇萬.
    han = (
        rf"[{digits}]++(?:[、，,][{digits}]{{3}}(?![{digits}]))*+"
        rf"(?:[点點・．.][{digits}]++(?![{digits}]*[人名件个個月年]?[の的]?問題))?+"
    )
    atom = rf"(?:{latin}|{han}|[{unit}])"
    run = (
        rf"(?:(?<![0-9０-９A-Za-z{digits}{unit}])(?:{minus})(?=[0-9０-９{digits}{unit}]))?+"
        rf"(?:[{vague}](?=[{unit}]))?+{atom}"
        rf"(?:{atom}|[{vague}](?=[{unit}])|(?<=[{''.join(chars.small)}])[{vague}]"
        rf"|(?:{after})(?=[{large}])|[ ](?=[{large}])|(?<=[{large}])[ ](?={digit}))*+"
    )
    units = tuple(
        form
        for forms in table["units"].values()
        for form in map(str, forms)
        if form[0] in unit and len(form) > 1
    )
    return Patterns(
        compiled(run),
        vague,
        tuple(table["vague"]["after"]),
        large,
        units,
        tuple({form[:back] for form in units for back in (1, 2) if len(form) > back}),
        re.compile(f"{after}|[{vague}]|[ ]" if after else f"[{vague} ]"),
        re.compile(f"{after}|[{vague}]" if after else f"[{vague}]"),
    )


def numbers(text: str, language: str) -> Iterator[Numeral]:
    """The numbers of a text, in order and apart."""
    rules = patterns(language)
    last = 0
    for match in rules.run.finditer(text):
        found = _numeral(text, *match.span(), rules, language) if match.start() >= last else None
        again = (
            _AGAIN.match(text, found.end)
            if found and text[found.end : found.end + 1] in "（("
            else None
        )
        if found and again and number(again[1]) == found.value:
            found = replace(found, end=again.end())
        if found:
            last = found.end
            yield found


def _numeral(text: str, start: int, end: int, rules: Patterns, language: str) -> Numeral | None:
    end = _without_unit(text, start, end, rules)
    written = text[start:end]
    if end <= start or len(written) > LONGEST:
        return None
    found = _read(written, language)
    if found is None or (found.large and not text.startswith(("分之", "分の"), end)):
        return None  # 東京, 兆候: nothing begins with a unit of ten thousands.
    return Numeral(start, end, found.value, found.vague, found.words, found.scale, found.grouped)


class _Written(NamedTuple):
    """What a number says by itself; `large` where it begins with a unit of ten thousands."""

    value: Decimal
    vague: bool
    words: bool
    scale: Decimal
    grouped: bool
    large: bool


@lru_cache(maxsize=4096)
def _read(written: str, language: str) -> _Written | None:
    """What the characters of a number are worth, without what stands around them."""
    rules = patterns(language)
    core = written.lstrip("-－−▲△负負マイナス")
    plain = rules.dropped.sub("", core)
    if all(c in _FORMAL for c in plain) and plain not in tuple(_PAIR):
        return None
    pair = plain[:1] in _PAIR and plain[1:] == "三"
    marks = rules.large + "十百千"
    formal = len(plain) > 1 and any(c in _FORMAL for c in plain.rstrip(marks))
    if formal and not pair and not any(c in _FORMAL_UNITS + marks for c in plain):
        return None
    value = number("一" + plain if plain[:1] in rules.large else plain)
    if value is None:
        return None
    if len(core) < len(written):
        value = -value
    vague = rules.vaguely.search(core) is not None
    if (lower := _neighbours(plain)) is not None:
        value, vague = lower, True
    latin = core[:1].isdecimal()
    scale = _scale(plain, rules)
    grouped = "," in plain or "，" in plain
    return _Written(value, vague, not latin, scale, grouped, core[:1] in rules.large)


def _without_unit(text: str, start: int, end: int, rules: Patterns) -> int:
    """The end of a number without a character that belongs to its unit (五十万千瓦, 三百兆瓦)."""
    if not text.endswith(rules.unit_ends, start + 1, end):  # as a rule: told at once
        return end
    for form in rules.units:
        for back in (1, 2):
            if end - back > start and text.startswith(form, end - back) and len(form) > back:
                return end if _of_number(text, start, end, form) else end - back
    return end


def _of_number(text: str, start: int, end: int, form: str) -> bool:
    """Whether a thousand is the number's own, not its unit's (三万五千吨, 五千吨)."""
    tons = form[1:] in ("吨", "噸")
    larger = any(char in "万萬亿億" for char in text[start : end - 2])
    return text[end - 1] in "百千" and text[end - 2] in _DIGITS and (tons or larger)


_DIGITS = "一二三四五六七八九"
_NEIGHBOURS = re.compile(rf"([{_DIGITS}])([{_DIGITS}])([十百千][万萬億亿]?)")


def _neighbours(plain: str) -> Decimal | None:
    """The lower end of two digits side by side before one unit: 二三十 is 20 to 30."""
    match = _NEIGHBOURS.fullmatch(plain)
    if not match or _DIGITS.index(match[2]) != _DIGITS.index(match[1]) + 1:
        return None
    return number(match[1] + match[3])


def _scale(plain: str, rules: Patterns) -> Decimal:
    chars = characters()
    found = Decimal(1)
    for char in reversed(plain):
        if char in chars.large:
            found *= chars.large[char]
        else:
            break
    return found
