"""What became of promises and positions, told in a line each: the changes of one pair together.

>>> spoken("force", "intention", "pledge")
'intention → pledge'
>>> spoken("deadline", None, "2027")
'deadline none → 2027'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from communique.compare.findings import Fate
from communique.model.findings import Amount
from communique.report.signs import in_one_line

_LONE = ("new", "dropped")
_BY_THEMSELVES = ("force", "stance", "degree")


_LESS = ("weakened", "gone", "later", "lowered", "no longer")
_MORE = ("strengthened", "set", "earlier", "raised")


class Outcome(NamedTuple):
    """What became of one promise or position: the changes, in words, and what was said.

    `way` is `more`, `less` or, where one thing is more and another less, `mixed`; `fates` are what
    it tells.
    """

    changes: str
    fields: str
    old: str
    new: str
    way: str
    fates: tuple[Fate, ...]


def outcomes(fates: Sequence[Fate]) -> Iterator[Outcome]:
    """The promises and positions in both texts that changed, and those whose issue has gone."""
    for (old, new), group in groupby(fates, key=_pair):
        several = [fate for fate in group if fate.change not in _LONE]
        if not several:
            continue
        changes = "; ".join(dict.fromkeys(fate.change for fate in several))
        values = {name: pair for fate in several for name, pair in fate.fields.items()}
        fields = ", ".join(spoken(name, *pair) for name, pair in values.items())
        yield Outcome(changes, fields, old, new, way(changes), tuple(several))


def way(changes: str) -> str:
    """Whether changes say more or less than before.

    >>> way("strengthened; deadline later"), way("amount raised"), way("deadline gone")
    ('mixed', 'more', 'less')
    """
    less, more = (any(word in changes for word in words) for words in (_LESS, _MORE))
    return "mixed" if less and more else "less" if less else "more"


def lone(fates: Sequence[Fate]) -> str:
    """How many stand in one text alone: `12 new, 3 dropped`; empty for none."""
    counts = Counter(fate.change for fate in fates if fate.change in _LONE)
    return ", ".join(f"{counts[change]} {change}" for change in _LONE if counts[change])


def spoken(name: str, old: Any, new: Any) -> str:
    """A field's change in words."""
    said = f"{_value(old)} → {_value(new)}"
    return said if name in _BY_THEMSELVES else f"{name} {said}"


def _value(value: Any) -> str:
    if isinstance(value, Amount):
        unit = str(value.unit).replace("_", " ")
        return in_one_line(f"{Decimal(value.value):,} {unit}")
    if isinstance(value, tuple | list):
        return in_one_line(", ".join(map(str, value)) or "none")
    return "none" if value is None else in_one_line(str(value))


def _pair(fate: Fate) -> tuple[str, str]:
    old, new = (
        " ".join(" ".join(found.quote.exact).split()) if found else ""
        for found in (fate.old, fate.new)
    )
    return old, new
