"""Gates: the characters with which a pattern's matches can begin, so that most places of a text
are passed at once.

A pattern of many words that open with a look behind is tried word by word at every place; with its
gate before it, only where one of its first characters stands. Any digit (\\d) counts as one.
Left out: patterns that may begin with anything, which stay as they are.

    gated("(?<!的)决定|同意") -> "(?=[决同])(?:(?<!的)决定|同意)"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 600
_KINDS = {"CATEGORY_DIGIT": r"\d"}
_LOOSE = re.IGNORECASE | re.VERBOSE
"""Flags with which the first characters written are not those that match."""


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern compiled behind its gate."""
    return re.compile(gated(pattern))


def gated(pattern: str) -> str:
    """A pattern behind its gate, or as it is."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & _LOOSE:
        return pattern
    first, empty = _firsts(parsed)
    if first is None or empty or len(first) > _MOST:
        return pattern
    return f"(?=[{''.join(sorted(first))}])(?:{pattern})"


def _firsts(parsed: Iterable[Any]) -> tuple[set[str] | None, bool]:
    """The first characters of a parsed pattern as a class has them (None: any), and whether it
    may be empty."""
    found: set[str] = set()
    for op, given in parsed:
        name = str(op)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        first, empty = _of_token(name, given)
        if first is None:
            return None, False
        found |= first
        if not empty:
            return found, False
    return found, True


def _of_token(name: str, given: Any) -> tuple[set[str] | None, bool]:
    if name == "LITERAL":
        return {re.escape(chr(given))}, False
    if name == "IN":
        return _of_class(given), False
    if name == "SUBPATTERN":
        return (None, False) if given[1] & _LOOSE else _firsts(given[-1])
    if name == "ATOMIC_GROUP":
        return _firsts(given)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        first, empty = _firsts(given[2])
        return first, empty or given[0] == 0
    if name == "BRANCH":
        parts = [_firsts(branch) for branch in given[1]]
        if any(first is None for first, _ in parts):
            return None, False
        return set().union(*(first or () for first, _ in parts)), any(e for _, e in parts)
    return None, False


def _of_class(items: Iterable[Any]) -> set[str] | None:
    found: set[str] = set()
    for op, given in items:
        if str(op) == "LITERAL":
            found.add(re.escape(chr(given)))
        elif str(op) == "RANGE" and given[1] - given[0] < _MOST:
            found |= {re.escape(chr(code)) for code in range(given[0], given[1] + 1)}
        elif str(op) == "CATEGORY" and str(given) in _KINDS:
            found.add(_KINDS[str(given)])
        else:
            return None
    return found
