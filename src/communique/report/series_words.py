"""What a series is called in a reader's language.

The library's label of a series is made of codes ("JPN, speech, leaders, Hiroshima (ja)"), and
addresses keep it; people read it in words. Whatever in a label is no code (a name that a person
gave, words of file names) stands as it is.
"""

from __future__ import annotations

import re

from communique.model.codes import LANGUAGES, Kind, Level
from communique.report.brief.phrases import Phrases

_LANGUAGE = re.compile(rf" \(({'|'.join(LANGUAGES)})\)$")
_CODES = re.compile(r"[A-Z0-9_]+(?:-[A-Z0-9_]+)*")
_KINDS = {kind.value.replace("_", " "): kind for kind in Kind}
_LEVELS = {level.value: level for level in Level if level is not Level.NONE}


def series_words(label: str, phrases: Phrases) -> str:
    """A series in the reader's words, by its label.

    >>> from communique.names import load
    >>> series_words("JPN-USA, speech, leaders, Hiroshima (ja)", Phrases.of("zh-Hant", load()))
    '日本、美國 · 演說 · 領導人 · 廣島 · 日文'
    """
    tag = _LANGUAGE.search(label)
    name = label[: tag.start()] if tag else label
    parts = name.split(", ")
    at = 1 if _CODES.fullmatch(parts[0]) else 0
    coded = len(parts) > at and parts[at] in _KINDS
    told = _of_codes(parts, at, phrases) if coded else [name]
    return " · ".join([*told, *([phrases.code("languages", tag[1])] if tag else [])])


def _of_codes(parts: list[str], at: int, phrases: Phrases) -> list[str]:
    """The parts of a label whose kind stands at `at`: parties before it, level and place behind."""
    parties = [phrases.states(part.split("-")) for part in parts[:at]]
    kind, rest = phrases.code("kinds", _KINDS[parts[at]]), parts[at + 1 :]
    level = [phrases.code("levels", _LEVELS[rest.pop(0)])] if rest and rest[0] in _LEVELS else []
    place = [phrases.place(", ".join(rest))] if rest else []
    return [*parties, kind, *level, *place]
