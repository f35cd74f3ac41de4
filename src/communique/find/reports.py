"""What a language's rules of reported speech hand to the finder of attributions.

A language's module (`speech_en.py`, `speech_ja.py`, `speech_zh.py`) has three pure functions over a
masked paragraph (quotations.py): `reports` (indirect speech in a sentence), `direct` (whether a
quotation is introduced or followed by a verb of saying) and `label` (a speaker's label).

>>> Report(4, 9, "says").who is None
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.find.gates import compiled
from communique.languages import data
from communique.model.quotes import Range


@dataclass(frozen=True, slots=True)
class Report:
    """Indirect speech at `start` to `end`; `who` is where its subject stands (None: the one
    before)."""

    start: int
    end: int
    rule: str
    who: Range | None = None
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Introduced:
    """That a quotation is speech: `who` as in `Report`, `rule` how it is introduced."""

    rule: str
    who: Range | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: the words of who it is (empty if only "A:"), and where the speech
    begins."""

    who: str
    begins: int
    asks: bool
    answers: bool


def either(patterns: list[str]) -> str:
    """One alternation of the patterns of a list of the data."""
    return "|".join(f"(?:{p})" for p in patterns) or "(?!)"


@cache
def words(language: str) -> Mapping[str, Any]:
    """The data of reported speech of a language; `language-data` if there are none."""
    return data(language, "attributions")


@cache
def pattern(language: str, key: str) -> re.Pattern[str]:
    """The words under a key of the data as one pattern."""
    found = words(language).get(key) or []
    return compiled(either([found] if isinstance(found, str) else found))
