"""Currencies of ISO 4217 by their names, signs and codes (tables/currencies.csv).

A name that says the state (米ドル, 新臺幣, Philippine pesos) is one currency. A bare word (dollars,
元, ペソ, `$`) may be several; who uses it decides, and the reason is told. Left out: currencies
that no state uses now, unless editors gave them a row.

    >>> table = currencies()
    >>> table.names["ja"]["米ドル"], table.signs["NT$"]
    ('USD', 'TWD')
    >>> table.bare_currency("pesos", states=("PHL", "JPN"))
    ('PHP', 'bare "pesos": currency of PHL')
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import NamesTableError

LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")


@dataclass(frozen=True, slots=True)
class Currencies:
    """The table: codes by full name and language, by sign, by bare word, and states by code.

    English names are in lower case, for one that looks in lower case. In `bare` the first code is
    the word's own where nothing else decides.
    """

    names: Mapping[str, Mapping[str, str]]
    signs: Mapping[str, str]
    bare: Mapping[str, tuple[str, ...]]
    states: Mapping[str, frozenset[str]]

    def bare_currency(
        self, word: str, *, states: Collection[str] = (), usage: str | None = None
    ) -> tuple[str, str | None]:
        """The currency of a bare word and why, None where the word leaves no choice.

        `states` are those whose currency it may be; `usage` is what the language means by the
        word, which stands over states.
        """
        codes = self.bare[word]
        if usage is not None:
            return usage, f'bare "{word}": usual in this language'
        if len(codes) == 1:
            return codes[0], None
        used = [code for code in codes if self.states[code] & set(states)]
        code = codes[0] if codes[0] in used or len(used) != 1 else used[0]
        if code not in used:
            return code, f'bare "{word}": the most usual one'
        return code, f'bare "{word}": currency of {min(self.states[code] & set(states))}'


def _forms(cell: str) -> list[str]:
    return [form for part in cell.split("|") if (form := part.strip())]


@cache
def currencies() -> Currencies:
    """The packaged table, loaded once. Error: `names-table` where two rows claim one word."""
    path = resources.files("communique.names") / "tables" / "currencies.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    names: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    signs: dict[str, str] = {}
    owners: dict[str, str] = {}
    for row in rows:
        code = row["id"]
        for word in _forms(row["bare"]):
            if owners.setdefault(word, code) != code:
                raise NamesTableError(f"currencies: {word!r} is bare word of two")
        for sign in (*_forms(row["symbols"]), code):
            signs.setdefault(sign, code)
    for row in rows:
        for language in LANGUAGES:
            for form in _forms(row[language]):
                form = form.lower() if language == "en" else form
                kept = (
                    (form.replace(" ", ""), form.replace(" ", "・"))
                    if language == "ja"
                    else (form,)
                )
                for name in kept if form not in owners else ():
                    names[language].setdefault(name, row["id"])
    bare = {word: (code, *_others(word, code, rows)) for word, code in owners.items()}
    for word in owners:
        signs.pop(word, None)
    states = {row["id"]: frozenset(row["states"].split()) for row in rows}
    return Currencies(names, signs, bare, states)


def _others(word: str, owner: str, rows: list[dict[str, str]]) -> list[str]:
    """Other currencies whose name or sign ends in a bare word."""
    found = []
    for row in rows:
        forms = [f for column in (*LANGUAGES, "symbols") for f in _forms(row[column])]
        if row["id"] != owner and any(f.lower().endswith(word.lower()) for f in forms):
            found.append(row["id"])
    return found
