"""The noun phrase that a number counts in English: 2,300 Indonesian nurses, 11 of whom.

No tagger: a phrase runs from the number over at most a few words to the first plural, and ends
before function words (figures.yaml). Left out: phrases without a plural form that the data do not
list (15 Tomahawk).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.find.units import units

_WORD = re.compile(r"[ \u00a0\t]?\r?\n?[ \u00a0\t]{0,2}([A-Za-zÀ-ÿ][\w'’./&-]{0,40})")
_OF = re.compile(r" of (whom|which|them|these|those|the|its|their|our|all)\b")
_OF_ANY = re.compile(r" of(?: (whom|which|them|these|those|the|its|their|our|all)\b)?(?= )")
_MODEL = re.compile(r" [0-9]{1,4}[A-Z]{0,2}(?= [a-z])")
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted phrase from `start` to `end`, its head, its words, and whether it is people."""

    start: int
    end: int
    words: tuple[str, ...]
    head: str
    people: bool


@cache
def _set(language: str, *path: str) -> frozenset[str]:
    found = units(language).words
    for key in path:
        found = found[key]
    return frozenset(map(str, found))


def counted(text: str, at: int, language: str, *, vague: bool = False) -> Noun | None:
    """The noun phrase behind a number that ends at `at`, or None where no noun is counted."""
    of = (_OF_ANY if vague else _OF).match(text, at)
    if of and of[1] in ("whom", "which"):
        return Noun(at, of.end(), (of[1],), of[1], of[1] == "whom")
    start = of.end() if of else at
    words: list[str] = []
    end, head = start, ""
    for _ in range(_LONGEST):
        match = _WORD.match(text, end)
        if not match and words and words[-1][0].isupper() and (model := _MODEL.match(text, end)):
            end = model.end()  # 18 Leopard 2 tanks
            continue
        if not match:
            break
        written = match[1].rstrip(".'’/&-")
        if head and not _plural(written, language):
            break
        if written.lower() in _set(language, "stops") and not (
            written.isupper() and len(written) > 1
        ):
            break
        words.append(written)
        end = match.start(1) + len(written)
        if _plural(written, language):
            head, close = written, end
        if written != match[1] and head:
            break
    if not head:
        return None
    return Noun(start, close, tuple(words), head, _people(head, language))


def _plural(word: str, language: str) -> bool:
    lower = word.lower()
    if lower in _set(language, "plurals") or word in _set(language, "plurals"):
        return True
    if word in _set(language, "not_plurals") or lower in _set(language, "not_plurals"):
        return False
    return (
        len(word) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "'s", "’s", "ous", "sis"))
    )


def _people(head: str, language: str) -> bool:
    lower = head.lower().rsplit("-", 1)[-1]
    nouns = _set(language, "people", "nouns")
    if lower in nouns or head in nouns:
        return True
    things = _set(language, "people", "not_agents")
    if head[0].isupper() and lower.endswith(("ans", "ese", "ish")):
        return lower not in things
    if lower.endswith(tuple(_set(language, "people", "endings"))):
        return True
    return lower.endswith(tuple(_set(language, "people", "agents"))) and lower not in things
