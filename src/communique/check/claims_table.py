"""The words of the names tables in a claim: terms of art, issues, places, bodies, states.

A mention gives a *group*: all forms of the thing in all languages, by which documents are searched.
Rows of several tables with one id or one form are one thing. Left out: words that no table knows,
which claims_question.py takes as they stand.

    >>> from communique.names import load
    >>> [mention.group.label for mention in mentions("force and coercion", "en", load())]
    ['use of force', 'coercion']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from communique.archive.tokens import fold
from communique.compare.forms import forms as forms_of
from communique.model.codes import LANGUAGES
from communique.names import Form, Names

PLACES = ("states", "places")
"""Tables of things on which words stand, rather than of words."""

_TABLES = ("terms_of_art", "issues", "organisations", "places", "states")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for. `language`: the one whose words they are, None for any. `alone`: found
    only where no other character of a word stands beside them (力, which is in 能力 too). `within`:
    longer names of others that hold them (Republic of China, in that of the People's Republic)."""

    text: str
    language: str | None = None
    alone: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Alternative words for one thing. `related` are other words of the same issue; `place` says
    that it is a state or a place; `id` and `table` are its row, if it has one. `guessed`: words as
    they stood in a claim, unquoted, that no table knows."""

    label: str
    words: tuple[Words, ...]
    related: tuple[Words, ...] = ()
    id: str = ""
    table: str = ""
    guessed: bool = False

    @property
    def place(self) -> bool:
        """Whether it is something on which other words stand."""
        return self.table in PLACES

    @property
    def languages(self) -> frozenset[str]:
        """The languages it has words in; `*` where some are of any language."""
        return frozenset(each.language or "*" for each in self.words)

    def texts(self) -> list[str]:
        """The words as the contract prints them."""
        return list(dict.fromkeys(each.text for each in self.words))


_LONE = re.compile("[\ud800-\udfff]")
"""Lone surrogates: an automaton takes only what UTF-8 can hold."""


@dataclass(frozen=True, slots=True)
class TableMention:
    """A thing of the tables at a place of a text."""

    start: int
    end: int
    group: Group


def mentions(text: str, language: str, names: Names) -> list[TableMention]:
    """The things of the tables that a text names, in order and apart; the longest name wins."""
    held = _automaton(language, names)
    folded = _LONE.sub("\ufffd", fold(text))
    found = []
    for number, start, end in held.automaton.find_matches_as_indexes(folded):
        if end - start == 1 and not _beside(folded, start, end):
            continue
        if held.rows[number][1] not in _acts() and _whole(folded, start, end):
            found.append(TableMention(start, end, group(*held.rows[number], names)))
    return found


@cache
def _acts() -> frozenset[str]:
    """Ids of terms of art for what a document is or does, for which claims seldom ask."""
    text = (resources.files(__package__) / "claims.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["acts"].split())


def named(words: str, names: Names) -> Group:
    """A group of words that a person typed: the thing of that id or name, else the words alone."""
    for table in _TABLES:
        if words in getattr(names, table):
            return group(table, words, names)
    called = _called(names).get(fold(words).strip())
    return group(*called, names) if called else literal(words, names)


def literal(words: str, names: Names) -> Group:
    """Words as they are written, in their other spellings and scripts, and all words of the thing
    of the tables that is called so."""
    found = [Words(form.words, form.language) for form in forms_of(words, names)]
    called = _called(names).get(fold(words).strip())
    row = group(*called, names) if called else None
    if row is None:
        return Group(words, tuple(dict.fromkeys(found)))
    return Group(words, tuple(dict.fromkeys((*found, *row.words))), row.related, row.id, row.table)


@lru_cache(maxsize=4)
def _called(names: Names) -> Mapping[str, tuple[str, str]]:
    """Table and id of what is called by a form, folded; the first table wins."""
    found: dict[str, tuple[str, str]] = {}
    for table in _TABLES:
        for row in getattr(names, table).values():
            for form in _forms(row):
                found.setdefault(fold(form.text), (table, row.id))
    return found


@lru_cache(maxsize=4096)
def group(table: str, id: str, names: Names) -> Group:
    """The group of a row: its forms and those of rows of the same id, weak ones where they stand
    alone; `related` holds the words of its issue."""
    row = getattr(names, table)[id]
    others = (getattr(names, other) for other in _TABLES if other != table)
    rows = [row, *(rows[id] for rows in others if id in rows)]
    words = list(dict.fromkeys(each for one in rows for each in _words(one)))
    if table == "states":
        words = [replace(each, within=_longer(each, row, names)) for each in words]
    issue = id if id in names.issues else getattr(row, "issue", "")
    related: list[Words] = []
    if issue:
        family: list[Any] = [names.issues[issue]]
        family += [term for term in names.terms_of_art.values() if term.issue == issue]
        related = [each for one in family for each in _words(one) if not each.alone]
    if table in PLACES:
        related = [each for one in _within(row, names) for each in _words(one) if not each.alone]
    rest = tuple(each for each in dict.fromkeys(related) if each not in words)
    return Group(_label(row), tuple(words), rest, id, table)


def _within(row: Any, names: Names) -> Iterator[Any]:
    """Things whose name holds a state's or a place's: Taiwan, the Taiwan Strait (台海)."""
    own = [fold(form.text) for form in _forms(row) if not form.weak and len(form.text) > 1]
    for table in ("places", "issues", "terms_of_art"):
        for other in getattr(names, table).values():
            label = [fold(form.text) for form in other.en[:1]]
            if other is not row and any(label[0].startswith(f"{name} ") for name in own if label):
                yield other


def _longer(words: Words, row: Any, names: Names) -> tuple[str, ...]:
    """Names of other states that hold a state's own."""
    own = fold(words.text)
    others = (each for each in names.states.values() if each is not row)
    forms = (form.text for each in others for form in each.forms(words.language or "en"))
    return tuple(dict.fromkeys(text for text in forms if own in fold(text) != own))


def _words(row: Any) -> Iterator[Words]:
    for language in LANGUAGES:
        for form in row.forms(language):
            if form.weak and not _short(form.text):
                continue
            yield Words(form.text.strip("《》“”"), language, form.weak)


def _short(text: str) -> bool:
    """Whether a weak form may be looked for where it stands alone: one character, or one word."""
    return len(text) == 1 or (text.isascii() and text.isalpha())


def _forms(row: Any) -> Iterable[Form]:
    return (form for language in LANGUAGES for form in row.forms(language))


def _label(row: Any) -> str:
    return str(row.en[0].text if row.en else row.id)


@dataclass(frozen=True, slots=True)
class _Automaton:
    automaton: AhoCorasick
    rows: tuple[tuple[str, str], ...]


@lru_cache(maxsize=16)
def _automaton(language: str, names: Names) -> _Automaton:
    held: dict[str, tuple[str, str]] = {}
    for table in _TABLES:
        for row in getattr(names, table).values():
            for tag in _scripts(language):
                for form in row.forms(tag):
                    text = fold(form.text.strip("《》“”"))
                    if text:
                        held.setdefault(text, (table, row.id))
    patterns = [text for text in held if text.strip()]
    rows = tuple(held[text] for text in patterns)
    return _Automaton(AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest), rows)


def _scripts(language: str) -> tuple[str, ...]:
    """A language's columns; both of Chinese, as their characters fold to the same."""
    return ("zh-Hant", "zh-Hans") if language.startswith("zh") else (language,)


def _beside(text: str, start: int, end: int) -> bool:
    """Whether a single character is named beside something (威圧と力): not a part of a word."""
    return text[start - 1 : start] in ("と", "や", "は", "び", "「", "『") or text[
        end : end + 1
    ] in ("と", "や", "又", "及", "」", "』")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match is no part of a longer Latin word, but for a plural s."""
    if not text[start:end].isascii():
        return True
    before = text[start - 1 : start]
    after = text[end : end + 2]
    if before.isascii() and before.isalnum():
        return False
    plural = after[:1] == "s" and not after[1:].isalnum()
    return not (after[:1].isascii() and after[:1].isalnum()) or plural
