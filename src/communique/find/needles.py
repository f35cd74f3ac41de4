"""Needles: words of which every match of a pattern holds one, so that one pass over a text tells
which of many patterns are worth trying.

Found by reading the parsed pattern: runs of characters, written out where a small class or choice
leaves few; of the runs in a row the one whose shortest word is longest. Left out: patterns that
may match without any fixed character, which are always tried; letters that only look alike.

    >>> sorted(needles("(?i:more [a-z]+ than (?:ever|before))"))
    [' than before', ' than ever']
    >>> sieve = Sieve(["[没沒]有先例", "(?i:unheard of)", "[a-z]+"])
    >>> sorted(sieve.worth("此前沒有先例。")), sorted(sieve.worth("Unheard of!"))
    ([0, 2], [1, 2])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick

_MOST = 48
"""Words that a run is written out into at most."""
_WIDTHLESS = ("ASSERT", "ASSERT_NOT", "AT")


class Sieve:
    """Patterns by their needles; `worth` gives the numbers of those that a text may match."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always: list[int] = []
        self._size = len(patterns)
        held: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            found = needles(pattern)
            if not found:
                self._always.append(number)
            for needle in found:
                held.setdefault(needle, []).append(number)
        self._held = list(held.values())
        self._automaton = AhoCorasick(list(held))

    def worth(self, text: str) -> set[int]:
        """The numbers of the patterns that may match somewhere in a text."""
        try:
            hits = self._automaton.find_matches_as_indexes(text.lower(), overlapping=True)
        except UnicodeEncodeError:  # half of a pair of code units, which no automaton takes
            return {*range(self._size)}
        return {*self._always, *(n for at in {hit[0] for hit in hits} for n in self._held[at])}


def needles(pattern: str) -> frozenset[str]:
    """Words in lower case of which each match of a pattern holds one; none if nothing is sure."""
    return frozenset(_needles(parser.parse(pattern)) or ())


def _needles(parsed: Iterable[Any]) -> set[str] | None:
    """The best choice of needles in a sequence of tokens."""
    found: list[set[str]] = []
    run = {""}
    for op, given in parsed:
        name = str(op)
        if name in _WIDTHLESS:
            continue
        words = _words(name, given)
        if words is not None and len(run) * len(words) <= _MOST:
            run = {before + word for before in run for word in words}
            continue
        found.append(run)
        run = words or {""}
        if words is None and (inner := _within(name, given)):
            found.append(inner)
    found.append(run)
    sure = [words for words in found if "" not in words]
    return max(sure, key=lambda w: (min(map(len, w)), -len(w)), default=None)


def _within(name: str, given: Any) -> set[str] | None:
    """The needles of a token that cannot be written out."""
    if name == "SUBPATTERN":
        return _needles(given[-1])
    if name == "ATOMIC_GROUP":
        return _needles(given)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needles(given[2]) if given[0] else None
    if name == "BRANCH":
        parts = [_needles(branch) for branch in given[1]]
        return set[str]().union(*(p or () for p in parts)) if all(parts) else None
    return None


def _words(name: str, given: Any) -> set[str] | None:
    """All words that a token can be, in lower case; None for too many."""
    if name == "LITERAL":
        return {chr(given).lower()}
    if name == "IN":
        if all(str(op) == "LITERAL" for op, _ in given) and len(given) <= _MOST:
            return {chr(code).lower() for _, code in given}
        return None
    if name == "SUBPATTERN":
        return _all_words(given[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and given[1] == 1:
        words = _all_words(given[2])
        return words and ({"", *words} if given[0] == 0 else words)
    if name == "BRANCH":
        parts = [_all_words(branch) for branch in given[1]]
        whole = set[str]().union(*(p or () for p in parts))
        return whole if all(p is not None for p in parts) and len(whole) <= _MOST else None
    return None


def _all_words(parsed: Iterable[Any]) -> set[str] | None:
    run = {""}
    for op, given in parsed:
        if str(op) in _WIDTHLESS:
            continue
        words = _words(str(op), given)
        if words is None or len(run) * len(words) > _MOST:
            return None
        run = {before + word for before in run for word in words}
    return run
