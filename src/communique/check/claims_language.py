"""The words of a language by which a claim is read as a question, compiled once.

They are data (languages/<x>/claim_questions.yaml, whose English file explains the keys). Left out:
how claims are found in documents (find/claims.py).

    >>> bool(language_words("en").own.search("nothing in today's statement on whaling"))
    True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.languages import data
from communique.model.codes import LANGUAGES, Kind, Level
from communique.model.findings import ClaimType

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """What claim_questions.yaml says of one language; the names are the keys."""

    types: tuple[tuple[ClaimType, Pattern], ...]
    denies: Pattern
    says: Pattern
    happenings: Mapping[str, Pattern]
    graded: Pattern
    kinds: tuple[tuple[Kind, Pattern], ...]
    levels: tuple[tuple[Level, Pattern], ...]
    both: Pattern
    own: Pattern
    years_ago: tuple[tuple[Pattern, int], ...]
    last_few: Pattern
    numbers: Mapping[str, int]
    since: Pattern
    resumed: Pattern
    lacks: tuple[Pattern, ...]
    for_years: tuple[tuple[Pattern, int], ...]
    topics: Pattern
    objects: tuple[Pattern, ...]
    generic: Pattern
    trims: Pattern
    back: Pattern
    most: Pattern
    least: Pattern
    lacks_none: Pattern
    last_use: Pattern
    only: Pattern
    within: Pattern
    pairs: tuple[Pattern, ...]
    joins: Pattern
    bare: Pattern
    whose: Pattern
    until: Pattern

    def lacking(self, claim: str) -> re.Match[str] | None:
        """Where a claim says that a document lacks something."""
        return next((match for cue in self.lacks if (match := cue.search(claim))), None)


@cache
def language_words(language: str) -> LanguageWords:
    """The words of a language. Errors: `language-missing`, `language-data`."""
    given = data(language, "claim_questions")
    plain = (
        *("denies", "says", "graded", "both", "own", "last_few", "since", "resumed"),
        *("topics", "generic", "trims", "back", "most", "least"),
        *("lacks_none", "last_use", "only", "within", "joins", "bare", "whose", "until"),
    )
    return LanguageWords(
        types=tuple((ClaimType(row["type"]), _compiled(row["cue"])) for row in given["types"]),
        happenings={name: _words(words) for name, words in given["happenings"].items()},
        kinds=tuple((Kind(kind), _compiled(cue)) for kind, cue in given["kinds"].items()),
        levels=tuple((Level(level), _compiled(cue)) for level, cue in given["levels"].items()),
        years_ago=tuple((_compiled(cue), years) for cue, years in given["years_ago"]),
        numbers={str(word): number for word, number in given["numbers"].items()},
        lacks=tuple(map(_compiled, given["lacks"])),
        for_years=tuple((_compiled(cue), factor) for cue, factor in given["for_years"]),
        objects=tuple(map(_compiled, given["objects"])),
        pairs=tuple(map(_compiled, given["pairs"])),
        **{name: _compiled(given[name]) for name in plain},
    )


def happening_forms(family: str) -> tuple[tuple[str, str], ...]:
    """The words for a sort of thing that happens in all languages: words and language.

    >>> ("visit", "en") in happening_forms("visit")
    True
    """
    return tuple(
        (word, language)
        for language in LANGUAGES
        for word in data(language, "claim_questions")["happenings"].get(family, ())
    )


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)


def _words(words: list[str]) -> Pattern:
    edge = r"\b" if words[0].isascii() else ""
    return _compiled(edge + "(?:" + "|".join(map(re.escape, words)) + ")" + edge)
