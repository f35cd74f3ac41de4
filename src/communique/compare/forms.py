"""The forms in which words are looked for: as typed, in another spelling, as the same term in
another language.

The tables of names know how a term, a state, a body or a place is called in every language; the
language data know British and American spellings. Left out: inflected forms, and synonyms that no
table has.

    >>> from communique.names import load
    >>> found = [form for form in forms("台湾海峡", load()) if form.match == "term"]
    >>> found[0].words, found[0].language
    ('Taiwan Strait', 'en')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Literal, TypeAlias

from communique.archive.tokens import fold
from communique.compare import tokens
from communique.languages import data
from communique.model.codes import LANGUAGES
from communique.names import Names

Match: TypeAlias = Literal["exact", "variant", "term", "translation"]

_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_SPELLINGS = 16
"""Combinations of spellings of one phrase that are tried."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words to look for. `language` is the one whose words they are, or None for any; `match` what
    a find is.
    """

    words: str
    language: str | None
    match: Match


def languages_of(words: str) -> tuple[str, ...]:
    """The languages whose words these may be, by their script."""
    if _KANA.search(words):
        return ("ja",)
    if _HAN.search(words):
        return tuple(language for language in LANGUAGES if tokens.by_characters(language))
    return ("en",) if _LATIN.search(words) else LANGUAGES


def forms(words: str, names: Names) -> tuple[Form, ...]:
    """The forms of some words: themselves first, then spellings, then terms; none twice."""
    found = [Form(words, None, "exact"), *_spellings(words)]
    seen = {fold(form.words) for form in found}
    for form in _terms(words, names):
        if fold(form.words) not in seen:
            seen.add(fold(form.words))
            found.append(form)
    return tuple(found)


def _spellings(words: str) -> Iterator[Form]:
    if languages_of(words) != ("en",):
        return
    other: dict[str, set[str]] = {}
    for british, american in data("en", "wording")["spellings"].items():
        other.setdefault(british, set()).add(american)
        other.setdefault(american, set()).add(british)
    parts = words.split()
    options = [[part, *sorted(other.get(part.lower(), ()))] for part in parts]
    for number, chosen in enumerate(product(*options)):
        if number >= _SPELLINGS:
            return
        if list(chosen) != parts:
            yield Form(" ".join(chosen), "en", "variant")


def _terms(words: str, names: Names) -> Iterator[Form]:
    """All forms of the things that are called so; a weak form (one that is shared) is neither asked
    nor given.
    """
    for row in _called(names).get(fold(words).strip(), {}).values():
        for text, language in _strong(row):
            yield Form(text, language, "term")


@lru_cache(maxsize=4)
def _called(names: Names) -> Mapping[str, Mapping[int, Any]]:
    """The rows of things by every strong form, folded; made once, as each word of a question is
    looked up."""
    found: dict[str, dict[int, Any]] = {}
    for table in (
        names.terms_of_art,
        names.issues,
        names.places,
        names.organisations,
        names.states,
    ):
        for row in table.values():
            for text, _ in _strong(row):
                found.setdefault(fold(text), {})[id(row)] = row
    return found


def _strong(row: Any) -> Iterator[tuple[str, str]]:
    """The forms of a row that are of no other thing, with their languages."""
    for language in LANGUAGES:
        for form in row.forms(language):
            if not form.weak:
                yield form.text, language
