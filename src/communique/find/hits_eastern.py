"""Numbers of Japanese and Chinese text with the unit behind them, and the words around them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from communique.find.numerals import Numeral
from communique.find.units import Unit, Units, units


class Hit(NamedTuple):
    """A number with the unit behind it."""

    number: Numeral
    unit: Unit | None
    form: str
    end: int
    vague: bool


@cache
def words_of(language: str, key: str) -> tuple[str, ...]:
    """The words of a rule, longest first."""
    return tuple(sorted(map(str, units(language).words.get(key, ())), key=len, reverse=True))


def hit_at(text: str, number: Numeral, rules: Units) -> Hit:
    """The number with the longest unit behind it; 多 and 余 may stand between."""
    at, vague = number.end, number.vague
    more = starts(text, at, tuple(rules.words["vague"]["after"]))
    if more and text.startswith("の", at + len(more)):
        more += "の"
    for gap in (len(more), 0) if more else (0,):
        begin = at + gap + (text[at + gap : at + gap + 1] in (" ", "\u3000"))
        for length in rules.starting.get(text[begin : begin + 1], ()):
            form = text[begin : begin + length]
            unit = rules.after.get(form)
            if unit and not _runs_on(text, begin + len(form), form):
                return Hit(number, unit, form, begin + len(form), vague or gap > 0)
    return Hit(number, None, "", number.end + len(more), vague or bool(more))


def _runs_on(text: str, end: int, form: str) -> bool:
    follows = text[end : end + 1]
    return form[-1].isascii() and form[-1].isalnum() and follows.isascii() and follows.isalnum()


def starts(text: str, at: int, words: tuple[str, ...]) -> str:
    """The first of the words that stands at a place, or an empty one."""
    if not text.startswith(words, at):  # as a rule: told at once
        return ""
    return next((word for word in words if text.startswith(word, at)), "")


def ends(text: str, at: int, words: tuple[str, ...]) -> str:
    """The first of the words that ends at a place, or an empty one."""
    if not text.endswith(words, 0, at):
        return ""
    return next((word for word in words if text.endswith(word, 0, at)), "")
