"""Choices: a pattern of many alternatives, of which a stretch of text tries only those that it may
hold by their needles.

Alternatives that begin with any run of characters ([一-龥]{2,12}论坛) are tried in turn at every
place of a text, though most texts hold the words of one or two. Matches are those of the whole
pattern: the leftmost, and of several there the first. Left out: groups by number, for each
alternative counts its own.

    >>> choice = Choice(["[a-z]+ forum", "[a-z]+ (?:pact|treaty)"])
    >>> choice.search("a trade treaty, a youth forum", 0, 29)[0]
    'trade treaty'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.find.gates import compiled
from communique.find.needles import Sieve


class Choice:
    """Patterns as one: `search` finds what `a|b|c` would, of all matches the leftmost."""

    def __init__(self, patterns: Iterable[str]) -> None:
        each = [one for pattern in patterns for one in alternatives(pattern)]
        self._patterns = tuple(map(compiled, each))
        self._sieve = Sieve(each)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The leftmost match between two places; of several there that of the first pattern."""
        best: re.Match[str] | None = None
        for number in sorted(self._sieve.worth(text[start:end])):
            match = self._patterns[number].search(text, start, end)
            if match and (best is None or match.start() < best.start()):
                best = match
        return best


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, split where `|` stands outside of groups and classes.

    >>> alternatives("a|(?:b|c)[|]|d")
    ['a', '(?:b|c)[|]', 'd']
    """
    found, begun, depth, within = list[str](), 0, 0, False
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif within:
            within = char != "]"
        elif char == "[":
            within = True
        elif char == "|" and depth == 0:
            found.append(pattern[begun:at])
            begun = at + 1
        else:
            depth += (char == "(") - (char == ")")
        at += 1
    return [*found, pattern[begun:]]
