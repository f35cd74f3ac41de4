"""The tokens of passages for comparing: words where a language parts them by spaces, else
characters.

Tokens are folded, so that case, width, accents, script variants and punctuation do not count:
`U.S.` and `US` are one word, 臺灣 and 台湾 the same characters. A number keeps its points and
strokes (`1.5` is not `15`). Japanese and Chinese are compared by characters, as no dictionary of
words holds the names that matter. Left out: meaning; the readings of kanji.

    >>> [token.key for token in tokens("The U.S. raised it to 5-1/4 per cent.", "en")]
    ['the', 'us', 'raised', 'it', 'to', '5', '1/4', 'per', 'cent']
    >>> keys("臺灣海峽　の平和。", "ja")
    ('台', '湾', '海', '峡', 'の', '平', '和')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.archive.tokens import fold
from communique.languages import FOLDERS, data

# Whole words first, as nearly all are; a single letter may begin an abbreviation.
WORD = re.compile(
    r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*|\d+(?:[.,/]\d+)*"
    r"|(?<![^\W_])[a-z](?:\.[a-z](?![^\W_]))+|[^\W\d_](?:['’][^\W\d_]+)*|[^\W_]"
)
CHARACTER = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]")


class Token(NamedTuple):
    """A folded token and where it stands in the passage's text."""

    key: str
    start: int
    end: int


def group(language: str) -> str:
    """The languages that are compared with each other: both Chinese scripts are one group."""
    return language.partition("-")[0] or "und"


def by_characters(language: str) -> bool:
    """Whether a language is compared by characters."""
    return group(language) in ("ja", "zh")


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The tokens of a text in order, with their places."""
    return tuple(Token(plain(m[0]), m.start(), m.end()) for m in _matches(text, language))


def keys(text: str, language: str) -> tuple[str, ...]:
    """The folded tokens of a text; two texts with the same keys have the same words."""
    return tuple(plain(m[0]) for m in _matches(text, language))


def _matches(text: str, language: str) -> Iterator[re.Match[str]]:
    pattern = CHARACTER if by_characters(language) else WORD
    return pattern.finditer(fold(text))


def plain(word: str) -> str:
    """A folded word without the points of an abbreviation, its apostrophe straight."""
    if "." in word and not word[0].isdigit():
        return word.replace(".", "")
    return word.replace("’", "'") if "’" in word else word


@cache
def common(language: str) -> frozenset[str]:
    """The tokens of a language that are common in any text."""
    if language not in FOLDERS:
        return frozenset()
    words = data(language, "wording").get("common", "")
    return frozenset(fold(words).split() if not by_characters(language) else fold(words))


@cache
def pauses(language: str) -> frozenset[str]:
    """The characters after which a changed phrase may end."""
    return (
        frozenset(data(language, "wording").get("pauses", ""))
        if language in FOLDERS
        else frozenset()
    )


@cache
def stem(word: str, language: str) -> str:
    """What a token counts as when wordings are likened: one spelling, and a long word's first seven
    letters.

    A blunt stem (`establish`, `establishment`) for likeness alone; what was edited is shown word by
    word.

    >>> stem("establishment", "en") == stem("establish", "en"), stem("defence", "en")
    (True, 'defense')
    """
    if by_characters(language) or word[0].isdigit():
        return word
    return _spelt(word, language)[:7]


def _spelt(word: str, language: str) -> str:
    if language not in FOLDERS:
        return word
    rules = data(language, "wording")
    same: dict[str, str] = rules.get("spellings", {})
    if word in same:
        return same[word]
    if word in rules.get("always", ()):
        return word
    endings: dict[str, str] = rules.get("endings", {})
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + endings[ending]
    return word
