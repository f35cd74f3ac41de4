"""The words by which figures are told apart, from languages/*/quantities.yaml, compiled.

What is looked for is folded first (widths, case, traditional and simplified, old and new kanji), so
that a word stands for all its spellings. Left out: what the words are used for (mentions.py,
tables.py, sums.py).

    >>> [found.name for found in knowledge("en").concepts("Two-way trade and the trade deficit")]
    ['trade', 'balance']
    >>> knowledge("zh-Hant").concepts("對日貿易逆差")[0].name
    'balance'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.archive.tokens import fold
from communique.languages import data

NEVER = re.compile(r"(?!)")
_CAPITAL = re.compile(r"(\\.)|[A-Z]")  # a class such as \S keeps its letter


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list at a place in a text, under the name of its list."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Quantities:
    """The lists of a language. Every pattern is matched in folded text (`fold`)."""

    concept_words: re.Pattern[str]
    concept_names: tuple[str, ...]
    kinds: frozenset[str]
    works: frozenset[str]
    roles: Mapping[str, re.Pattern[str]]
    table: Mapping[str, re.Pattern[str]]
    sums: Mapping[str, re.Pattern[str]]
    bounds: Mapping[str, re.Pattern[str]]
    to_state: re.Pattern[str]
    from_state: re.Pattern[str]
    reports: re.Pattern[str]

    def concepts(self, text: str) -> tuple[Word, ...]:
        """The quantities and works that a text names, in order; of two that overlap the first,
        and of two that begin together the longer.
        """
        return _concepts(self.concept_words, self.concept_names, text)


@lru_cache(maxsize=1_000)
def _concepts(words: re.Pattern[str], names: tuple[str, ...], text: str) -> tuple[Word, ...]:
    """What `Quantities.concepts` finds; a sentence is asked for once for itself and again for its
    neighbours.
    """
    return tuple(
        Word(match.start(), match.end(), names[int(match.lastgroup[1:])])
        for match in words.finditer(fold(text))
        if match.lastgroup
    )


@cache
def knowledge(language: str) -> Quantities:
    """The lists of a language. Errors: `language-missing`, `language-data`."""
    held = data(language, "quantities")
    western = language == "en"

    def pattern(words: Iterable[str]) -> re.Pattern[str]:
        return _pattern(words, western=western)

    names = tuple(held["concepts"])
    # Longer words first, so that a trade deficit is no trade.
    listed = sorted(
        ((word, number) for number, name in enumerate(names) for word in held["concepts"][name]),
        key=lambda pair: (-len(pair[0]), pair[1]),
    )
    parts: list[str] = []
    numbers: list[str] = []
    for at, (word, number) in enumerate(listed):
        parts.append(f"(?P<c{at}>{_spelt(word, western=western)})")
        numbers.append(names[number])
    joined = "|".join(parts)
    concept = re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])" if western else joined)
    return Quantities(
        concept,
        tuple(numbers),
        frozenset(held["kinds"]),
        frozenset(held["works"]),
        {name: pattern(words) for name, words in held["roles"].items()},
        {name: pattern(words) for name, words in held["table"].items()},
        {name: pattern(words) for name, words in held["sums"].items()},
        {name: pattern(words) for name, words in held["bounds"].items()},
        pattern(held["to_state"]),
        pattern(held["from_state"]),
        pattern(held["reports"]),
    )


def _pattern(words: Iterable[str], *, western: bool) -> re.Pattern[str]:
    spelt = [_spelt(str(word), western=western) for word in words]
    if not spelt:
        return NEVER
    spelt.sort(key=len, reverse=True)
    joined = "|".join(spelt)
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])" if western else f"(?:{joined})")


def _spelt(word: str, *, western: bool) -> str:
    if not western:
        return fold(word)
    return _CAPITAL.sub(lambda match: match[1] or match[0].lower(), word)
