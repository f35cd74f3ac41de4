"""The units that numbers of a language are measured in, compiled from its figures.yaml and the
table of currencies. Longest forms win; how they are looked for is measures_*.py's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from communique.languages import data
from communique.names.currencies import currencies

Sort = Literal["money", "bare", "unit", "time", "people", "item", "percent", "tenth"]
TIME = frozenset(("year", "month", "week", "day", "hour", "minute", "second", "decade", "century"))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a form means: a sort of unit and its name (ISO 4217 for money; the bare word itself)."""

    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class Units:
    """All forms of a language: behind a number, before a number, and the words of rules."""

    after: Mapping[str, Unit]
    starting: Mapping[str, tuple[int, ...]]
    ending: Mapping[str, tuple[int, ...]]
    words: Mapping[str, Any]
    idioms: Mapping[str, tuple[str, ...]]


@cache
def units(language: str) -> Units:
    """The units of a language, compiled once. UnknownLanguage, LanguageDataError."""
    words = data(language, "figures")
    table = currencies()
    after: dict[str, Unit] = {}
    for unit, forms in words["units"].items():
        sort: Sort = "time" if unit in TIME else "unit"
        after.update({str(form): Unit(sort, unit) for form in forms})
    if language != "en":
        after.update({form: Unit("people", "person") for form in words["people"]})
        after.update({form: Unit("item", "item") for form in words["items"]})
        after.update({form: Unit("tenth", "percent") for form in words["tenths"]})
    after.update({form: Unit("percent", "percent") for form in words["percent"]})
    after.update({f: Unit("percent", "percentage_point") for f in words["percentage_point"]})
    for tag in {language, *(("zh-Hant", "zh-Hans") if language.startswith("zh") else ())}:
        after.update({form: Unit("money", code) for form, code in table.names[tag].items()})
    after.update({form: Unit("bare", form) for form in words.get("currency_of", {})})
    not_signs = set(words.get("not_signs", ()))
    after.update(
        {form: Unit("money", code) for form, code in table.signs.items() if form not in not_signs}
    )
    after.update({form: Unit("bare", form) for form in table.bare if _of(form, language)})
    idioms: dict[str, list[str]] = {}
    for idiom in words.get("idioms", ()):
        idioms.setdefault(str(idiom)[0], []).append(str(idiom))
    return Units(
        after,
        _lengths(after, 0),
        _lengths((f for f, u in after.items() if u.sort in ("money", "bare")), -1),
        words,
        {char: tuple(sorted(forms, key=len, reverse=True)) for char, forms in idioms.items()},
    )


def _lengths(forms: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """How long the forms are that have a character at a place, longest first."""
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form[place], set()).add(len(form))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def _of(form: str, language: str) -> bool:
    """Whether a bare word is written in texts of a language."""
    return (form.isascii() and form.isalpha()) == (language == "en") or not form.isalpha()


def either(words: Iterable[object]) -> str:
    """An alternation, longer words first."""
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))


def money(unit: Unit, language: str, states: Collection[str]) -> tuple[str, str | None]:
    """The ISO 4217 code of a unit of money, and why where words left it open."""
    if unit.sort == "money":
        return unit.name, None
    words, word = data(language, "figures"), unit.name
    usage = words.get(f"currency_{language}", {}).get(word) or words["currency"].get(word)
    whose = words.get("currency_of", {}).get(word, {})
    fits = [state for state in states if state in whose]
    if len({whose[state] for state in fits}) == 1 and whose[fits[0]] != usage:
        return whose[fits[0]], f'bare "{word}": currency of {fits[0]}'
    if language == "en" and word == "$":
        usage = None  # English texts write the dollars of their own state with a bare sign.
    table = currencies()
    if word not in table.bare:
        return usage, f'bare "{word}": usual in this language'
    if table.bare[word] == (usage,):
        usage = None
    return table.bare_currency(word, states=states, usage=usage)
