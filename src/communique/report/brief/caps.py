"""How much of each list a brief tells: two to three pages, or all that is of use.

>>> SHORT.of("strengthened") < FULL.of("strengthened")
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from communique.report.brief.contents import Some

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caps:
    """How many of each list are told, by the list's name."""

    counts: Mapping[str, int]

    def of(self, name: str) -> int:
        """How many of a list."""
        return self.counts[name]

    def cut(self, name: str, rows: Sequence[T], *, beyond: int = 0) -> Some[T]:
        """The first of a list; `beyond` are those left out before."""
        most = self.counts[name]
        return Some(tuple(rows[:most]), max(0, len(rows) - most) + beyond)


SHORT = Caps(
    {
        "strengthened": 6, "weakened": 4, "changed": 3, "new": 5, "returned": 2, "dropped": 4,
        "reworded": 1, "promises": 10, "outcomes": 4, "stands": 4, "figures": 3, "claims": 2,
        "divergences": 4, "lacks": 6, "phrases": 7, "beside": 3,
    }
)  # fmt: skip
"""What a desk officer reads."""

FULL = Caps(
    {
        "strengthened": 60, "weakened": 60, "changed": 60, "new": 80, "returned": 40,
        "dropped": 80, "reworded": 40, "promises": 200, "outcomes": 100, "stands": 60,
        "figures": 40, "claims": 40, "divergences": 80, "lacks": 60, "phrases": 16, "beside": 20,
    }
)  # fmt: skip
"""All that is of use; longer lists are what other commands are for."""
