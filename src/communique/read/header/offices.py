"""Offices named in a text (Prime Minister, 大統領, 外交部長) and the rank of those who hold them.

The words are the names table `titles`. Left out: who holds the office; actors.py puts that
together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from communique.model.codes import Level
from communique.names.lookup import Names

LEADING = ("head_of_state", "head_of_government")


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office in a text, and the states that have it under this name (none: any state)."""

    start: int
    end: int
    office: str
    states: tuple[str, ...]


@cache
def _levels() -> Mapping[str, Level]:
    path = resources.files("communique.read.header") / "levels.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {office: Level(level) for level, offices in table.items() for office in offices}


def level_of(office: str) -> Level:
    """The rank of an office; `none` for one that the table does not rank."""
    return _levels().get(office, Level.NONE)


@lru_cache(maxsize=16)
def _pattern(
    names: Names, language: str
) -> tuple[re.Pattern[str], dict[str, tuple[str, tuple[str, ...]]]]:
    words: dict[str, tuple[str, tuple[str, ...]]] = {}
    for title in names.titles.values():
        for form in title.forms(language):
            forms = [form.text, form.text.upper()] if language == "en" else [form.text]
            if language == "en" and len(form.text) <= 3:
                continue
            for text in forms:
                office, states = words.get(text, (title.office, title.states))
                both = (
                    tuple(dict.fromkeys((*states, *title.states)))
                    if states and title.states
                    else ()
                )
                words[text] = (office, both)
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    plural = "(?:s|S)?" if language == "en" else ""
    edge = r"\b" if language == "en" else ""
    # A look at the first letter spares most places of a text the trial of every word.
    first = f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])" if words else ""
    return re.compile(rf"{edge}{first}({either or '(?!)'}){plural}{edge}"), words


def offices_in(text: str, language: str, names: Names) -> list[OfficeMention]:
    """The offices named in a text, in order; the longest name wins."""
    pattern, words = _pattern(names, language)
    return [
        OfficeMention(match.start(1), match.end(1), *words[match[1]])
        for match in pattern.finditer(text)
    ]


def leads(person: str, day: str, names: Names) -> bool:
    """Whether a person (by id) was head of state or government, on the day if it is known."""
    for term in names.terms_of(person):
        if term.office in LEADING and (
            not day or (term.start <= day and (not term.end or day <= term.end))
        ):
            return True
    return False
