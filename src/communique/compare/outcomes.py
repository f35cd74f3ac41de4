"""What a passage says became of something that was promised: done, begun, done in part, not done,
changed.

By cues of the language (`languages/*/outcomes.yaml`), of which the first in the sentence counts,
where two begin together, or one within the other, the one that denies. What is said to be done
counts only where no word of the same clause says that it is still ahead ("once it is opened").
Left out: whether it is true; irony; what only figures say.

    >>> outcome("The two leaders welcomed the opening, on 3 May 2031, of the ferry line.", "en")
    'done'
    >>> outcome("The ferry line has yet to open.", "en")
    'undone'
    >>> outcome("Tests were suspended in 2031.", "en", promised="suspend all tests")
    'done'
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, TypeAlias, cast

from communique.compare import tokens
from communique.languages import FOLDERS, data

Outcome: TypeAlias = Literal["undone", "part", "revised", "going", "begun", "done"]

ORDER: tuple[Outcome, ...] = ("undone", "part", "revised", "going", "begun", "done")
"""The cues in the order in which they count where they begin together."""

CLAUSE = re.compile(r"[,;:.，；：。、]")

_WORD = re.compile(r"[^\W\d_]{5,}")


@lru_cache(maxsize=1 << 14)
def outcome(words: str, language: str, *, promised: str = "") -> Outcome | None:
    """The outcome that a passage's words tell, or None if they tell none.

    `promised` are the words of the promise: who promised to suspend something has done so when it
    is suspended, and a promise of an additional sum is not changed by its being named so.
    """
    line = _line(words)
    found: list[tuple[int, int, int]] = []
    for rank, each in enumerate(ORDER):
        match = _first(each, line, language)
        if match is None:
            continue
        told = rank
        if each in ("undone", "revised") and _in(match[0], promised, language):
            if each == "revised" or _negated(match[0]):
                continue
            told = ORDER.index("done")
        found.append((match.start(), told, match.end()))
    if not found:
        return None
    start, rank, end = min(found)
    denied = [each for each in found if start < each[0] < end and each[1] < rank]
    first = ORDER[min(denied)[1] if denied else rank]
    done = any(ORDER[each[1]] == "done" for each in found)
    if first == "done" and said("rest", line, language):
        return "part"
    return "done" if done and said("at_last", line, language) else first


def _first(what: Outcome, line: str, language: str) -> re.Match[str] | None:
    """The first cue of an outcome; of what is done, the first that is not still ahead."""
    pattern = _pattern(language, what)
    if pattern is None:
        return None
    if what != "done":
        return pattern.search(line)
    return next((m for m in pattern.finditer(line) if not _ahead(m, line, language)), None)


def _ahead(match: re.Match[str], line: str, language: str) -> bool:
    """Whether the clause of a cue says before or behind it that it is still to come."""
    stops = [each.end() for each in CLAUSE.finditer(line, 0, match.start())]
    before = line[stops[-1] if stops else 0 : match.start()]
    stop = CLAUSE.search(line, match.end())
    behind = line[match.end() : stop.start() if stop else len(line)]
    before += match[0][:2]
    return said("ahead", before, language) or said("ahead_behind", behind, language)


def _in(cue: str, promised: str, language: str) -> bool:
    """Whether a cue is a word of the promise itself."""
    if not promised:
        return False
    if tokens.by_characters(language):
        return cue in promised
    ones, others = (
        {each[:5].casefold() for each in _WORD.findall(each)} for each in (cue, promised)
    )
    return bool(ones & others)


def _negated(cue: str) -> bool:
    """Whether an English cue has its negation in itself."""
    return bool(re.search(r"\b(?:not|never|yet|still|no|fail\w*|regret\w*)\b", cue, re.IGNORECASE))


@lru_cache(maxsize=1 << 16)
def said(what: str, words: str, language: str) -> bool:
    """Whether words have a cue: an outcome, or `this` where they point to what stands before."""
    pattern = _pattern(language, what)
    return pattern is not None and bool(pattern.search(_line(words)))


def dated(words: str, language: str, years: range) -> bool:
    """Whether words tell of something that happened in one of the years: a date that is no term.

    >>> dated("Ships have called there since 2031.", "en", range(2029, 2034))
    True
    """
    pattern = _pattern(language, "dated")
    if pattern is None:
        return False
    line = _line(words)
    if said("spoken", line, language):
        return False
    return any(
        match["year"] is None or int(match["year"]) in years for match in pattern.finditer(line)
    )


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


def bare(word: str, language: str) -> str:
    """A word without its ending, so that its forms are likened.

    >>> bare("doubling", "en"), bare("double", "en")
    ('doubl', 'doubl')
    """
    pattern = _pattern(language, "endings")
    return pattern.sub("", word) if pattern and len(word) > 5 else word


def _line(words: str) -> str:
    return " ".join(words.split())


@cache
def _pattern(language: str, what: str) -> re.Pattern[str] | None:
    if language not in FOLDERS:
        return None
    held = cast("list[str]", data(language, "outcomes")[what])
    return re.compile("|".join(held), re.IGNORECASE)
