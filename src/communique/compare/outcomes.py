"""What a passage says became of something that was promised: done, done in part, not done, changed.

By cues of the language (`languages/*/outcomes.yaml`), of which the first in the sentence counts,
where two begin together the one that denies. Left out: whether it is true; irony; what only figures
say.

    >>> outcome("The two leaders welcomed the opening, on 3 May 2031, of the ferry line.", "en")
    'done'
    >>> outcome("The ferry line has yet to open.", "en")
    'undone'
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias, cast

from communique.languages import FOLDERS, data

Outcome: TypeAlias = Literal["undone", "part", "revised", "done"]

ORDER: tuple[Outcome, ...] = ("undone", "part", "revised", "done")
"""The cues in the order in which they count where they begin together."""


def outcome(words: str, language: str) -> Outcome | None:
    """The outcome that a passage's words tell, or None if they tell none."""
    line = _line(words)
    found = []
    for rank, each in enumerate(ORDER):
        pattern = _pattern(language, each)
        match = pattern.search(line) if pattern else None
        if match:
            found.append((match.start(), rank))
    return ORDER[min(found)[1]] if found else None


def said(what: str, words: str, language: str) -> bool:
    """Whether words have a cue: an outcome, or `this` where they point to what stands before."""
    pattern = _pattern(language, what)
    return pattern is not None and bool(pattern.search(_line(words)))


def topic(words: str, language: str) -> str:
    """The words without those of time, quantity and promising: what it is about.

    >>> topic("open the ferry line by the end of 2031", "en").split()
    ['open', 'the', 'ferry', 'line', 'by', 'the', 'of']
    """
    line = _line(words)
    for what in ("time", "frame"):
        pattern = _pattern(language, what)
        line = pattern.sub(" ", line) if pattern else line
    return line


def _line(words: str) -> str:
    return " ".join(words.split())


@cache
def _pattern(language: str, what: str) -> re.Pattern[str] | None:
    if language not in FOLDERS:
        return None
    held = cast("list[str]", data(language, "outcomes")[what])
    return re.compile("|".join(held), re.IGNORECASE)
