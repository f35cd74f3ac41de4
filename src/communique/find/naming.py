"""What the languages hand to the finder of people: a name at a place, and the office beside it.

A language's module (`people_en.py`, `people_ja.py`, `people_zh.py`) has one pure function,
`sight(text, taken)`: the people whom patterns show, where `taken` says what the names tables hold
there. Left out: who is the same person as whom (people.py).

>>> Sighting(0, 9, 0, 9).role is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.languages import data
from communique.names import Mention

LATIN = (
    r"[（(](?:(?:H\.E\.|Hon\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Dame) ){0,3}"
    r"(?P<latin>[A-Z][\w.'’-]{0,30}(?:[ ][A-Za-z][\w.'’-]{0,30}){1,3})(?:, [^）)]{1,80})?[）)]"
)
"""A name in Latin letters in brackets behind another script's: (H.E. Ms. Ada Brook, President)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person named at `start` to `end` of a text; with the titles beside, at `first` to `last`.

    `full` tells a whole name from a surname; `latin` is the name in Latin letters that the text
    gives beside; `role` the office in the text's words; `sure` whether it stands without a known
    full name.
    """

    start: int
    end: int
    first: int
    last: int
    role: str | None = None
    full: bool = True
    latin: str | None = None
    sure: bool = True
    id: str | None = None


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(data('en', 'people')['institutions'])})s?\b")


def body(latin: str) -> bool:
    """Whether words in Latin letters name an institution, not a person.

    >>> body("Harbour Institute"), body("Ada Brook")
    (True, False)
    """
    return bool(_bodies().search(latin))


class Taken:
    """The mentions of a text, asked by stretch."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.people = [m for m in mentions if m.kind == "person" and not m.weak]
        self.others = [m for m in mentions if m.kind != "person" and m.part != "character"]
        self.all = mentions

    def other(self, start: int, end: int) -> Mention | None:
        """A state, organisation or place that touches the stretch."""
        return next((m for m in self.others if m.start < end and start < m.end), None)

    def edge(self, start: int, end: int) -> Mention | None:
        """One that holds an edge of it: within a name of Han characters others stand by chance."""
        for m in self.others:
            if m.start < end and start < m.end and (m.start <= start or m.end >= end):
                return m
        return None

    def ends_in(self, start: int, end: int) -> int:
        """Where the last mention that begins before the stretch's end and ends within it ends."""
        found = [
            m.end for m in self.all if m.kind != "person" and start < m.end < end and m.start < end
        ]
        return max(found, default=start)
