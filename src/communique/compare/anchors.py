"""Anchors: what a translation leaves as it is, so that passages meet without knowing the languages.

Numbers in any digits and in numerals or English words (約10万人, 100,000, two), dates, states,
organisations, people and places by their ids, offices by theirs, words in Latin letters inside
other scripts (ASEAN, F-2). Within one language, and between Chinese and Japanese, also the words
or character pairs themselves, folded. Left out: percentages in words, fractions, relative dates.

    >>> from communique.names import load
    >>> english = anchors("Japan will host 100,000 visitors in May 1998.", "en", "ja", names=load())
    >>> japanese = anchors("日本は1998年5月に10万人を迎える。", "ja", "en", names=load())
    >>> sorted(english & japanese)
    ['@JPN', 'm5', 'n100000', 'n1998']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from communique.archive import tokens
from communique.languages import FOLDERS
from communique.languages.dates import find_dates
from communique.languages.numerals import char_class, number
from communique.names import Names
from communique.names.folds import fold

LONGEST = 20_000
"""Characters of a passage that are looked at: a passage is a sentence, or a mistake of whoever
made the file.
"""

_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-−.][A-Za-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@cache
def knowledge() -> Mapping[str, Any]:
    """The words and measures of anchors.yaml, loaded once."""
    path = resources.files("communique.compare") / "anchors.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def anchors(text: str, language: str, other: str, *, names: Names) -> frozenset[str]:
    """The anchors of a passage that is to be compared with passages of the language `other`.

    Their first character says what they are: `n` numbers, `m` months, `d` days of months, `@`
    names, `%` offices, `w` words in Latin letters, `=` words shared by languages of one script. A
    language without data has numbers and Latin words only.
    """
    # A lone surrogate, which no name has, would stop the search for names.
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    found = {f"={word}" for word in _shared_words(text, language, other)}
    spans: list[tuple[int, int]] = []
    if language in FOLDERS:
        for mention in find_dates(text, language):
            spans.append((mention.start, mention.end))
            found.update(_date(mention.edtf))
        for name in names.find(text, language):
            found.add(f"@{name.id}")
        found.update(f"%{office}" for office in _offices(text, language, names))
    found.update(_numbers(text, spans, english=language not in ("ja", "zh-Hant", "zh-Hans")))
    found.update(f"w{word}" for word in _latin(text))
    return frozenset(found)


def shares_words(language: str, other: str) -> bool:
    """Whether words of two languages are written alike once folded.

    >>> shares_words("zh-Hant", "zh-Hans"), shares_words("ja", "zh-Hans"), shares_words("ja", "en")
    (True, True, False)
    """
    one, two = language.partition("-")[0], other.partition("-")[0]
    return one == two or {one, two} <= {"ja", "zh"}


def length(text: str) -> float:
    """How long a passage is, in letters of English, so that translations are about equally long.

    >>> length("The two sides met."), round(length("両者は会談した。"))
    (18.0, 19)
    """
    of = knowledge()["lengths"]
    han = len(_HAN.findall(text))
    kana = sum("\u3040" <= char <= "\u30ff" for char in text)
    letters = sum(map(str.isalnum, text)) - han - kana
    other = len(text) - han - kana - letters
    return float(
        han * of["han"] + kana * of["kana"] + max(0, letters) * of["latin"] + other * of["other"]
    )


def _date(edtf: str) -> list[str]:
    """Year, month and day of the month, each for itself: one version may leave the year to be
    understood.
    """
    out = []
    for date in edtf.split("/"):
        year, month, day = (*date.split("-"), "", "")[:3]
        if year.isdigit():
            out.append(f"n{year}")
        if month.isdigit():
            out.append(f"m{int(month)}")
        if month.isdigit() and day.isdigit():
            out.append(f"d{int(month)}-{int(day)}")
    return out


@cache
def _number_pattern(english: bool) -> re.Pattern[str]:
    scales = "|".join(knowledge()["scales"])
    if english:
        words = "|".join(sorted(knowledge()["numbers"], key=len, reverse=True))
        return re.compile(
            rf"(?<![\w.])([0-9][0-9,]{{0,20}}(?:\.[0-9]{{1,9}})?|\b(?:{words})\b)"
            rf"(?:[ -]({scales})\b)?",
            re.I,
        )
    chars = char_class(large=True)
    return re.compile(rf"[{chars}](?:[{chars}.,．，、]{{0,30}}[{chars}])?")


def _numbers(text: str, dates: list[tuple[int, int]], *, english: bool) -> set[str]:
    found: set[str] = set()
    if dates:
        text = _without(text, dates)
    for match in _number_pattern(english).finditer(text):
        if english:
            written = match[1].lower()
            value = knowledge()["numbers"].get(written)
            amount = number(written.rstrip(",")) if value is None else Decimal(value)
            if amount is not None and match[2]:
                amount = amount.scaleb(knowledge()["scales"][match[2].lower()])
        else:
            amount = number(match[0])
        # One is an article in English and part of many words (一層, 統一) elsewhere.
        if amount is not None and amount != 1:
            found.add(f"n{amount.normalize():f}")
    return found


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], " "]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _latin(text: str) -> set[str]:
    """Words of Latin letters with a capital: in other scripts these are names and abbreviations
    left as they are.
    """
    return {
        re.sub(r"[-−.]", "", word).casefold()
        for word in _LATIN.findall(text)
        if len(word) > 1 and not word.islower()
    }


def _shared_words(text: str, language: str, other: str) -> set[str]:
    if not shares_words(language, other):
        return set()
    one, two = language.partition("-")[0], other.partition("-")[0]
    words = {token.text for token in tokens.tokens(text)}
    # Between Chinese and Japanese only Han characters tell; kana are grammar.
    return words if one == two else {word for word in words if _HAN.fullmatch(word[:1])}


def _offices(text: str, language: str, names: Names) -> set[str]:
    automaton, ids = _office_words(names, language)
    folded = fold(text, language)
    out = set()
    for number_, start, end in automaton.find_matches_as_indexes(folded):
        before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
        if language == "en" and (before.isalnum() or after.isalnum()):
            continue
        out.add(ids[number_])
    return out


@lru_cache(maxsize=16)
def _office_words(names: Names, language: str) -> tuple[AhoCorasick, list[str]]:
    """The words for offices in a language and what each means; the longest at a place counts."""
    words: dict[str, str] = {}
    for title in names.titles.values():
        for form in title.forms(language):
            if len(form.text) > 1:
                words.setdefault(fold(form.text, language), title.office)
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), list(words.values())
