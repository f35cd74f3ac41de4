"""How a figure is bounded in its own words (about, up to, at least), and whether two disagree.

Two figures disagree where neither rounding nor a bound nor a range explains the difference. Lengths
of time are compared in months, days and minutes. Left out: amounts in two currencies, which say
nothing about each other unless the number is the same (a unit mistaken).

    >>> told = bound("up to US$1.8 billion", "", "en"), bound("約10万人", "", "ja")
    >>> told
    ('at_most', 'about')
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from communique.archive.tokens import fold
from communique.check.quantities import knowledge

Bound = Literal["exact", "about", "at_most", "at_least"]
_BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "about")
Verdict = Literal["same", "differ", "doubtful", "unit", "apart"]

ABOUT = Decimal("0.1")
"""An approximate figure stands for all within this part of it."""

ROUNDED = Decimal("0.01")
"""A figure of fewer digits may be the other rounded where they are so near."""

_IN: dict[str, tuple[str, Decimal]] = {
    "year": ("month", Decimal(12)), "decade": ("month", Decimal(120)),
    "century": ("month", Decimal(1200)), "month": ("month", Decimal(1)),
    "week": ("day", Decimal(7)), "day": ("day", Decimal(1)), "hour": ("minute", Decimal(60)),
    "minute": ("minute", Decimal(1)), "second": ("minute", Decimal(1) / 60),
}  # fmt: skip


def unit_class(unit: str) -> str:
    """The units that may be compared: all currencies, all counts, lengths of time of a sort.

    >>> unit_class("JPY"), unit_class("person"), unit_class("year"), unit_class("hectare")
    ('money', 'count', 'month', 'hectare')
    """
    if len(unit) == 3 and unit.isupper():
        return "money"
    if unit in ("item", "person"):
        return "count"
    return _IN[unit][0] if unit in _IN else unit


def in_class(value: Decimal, unit: str) -> Decimal:
    """A value in the unit of its class: 2 years are 24 months."""
    return value * _IN[unit][1] if unit in _IN else value


def bound(words: str, before: str, language: str) -> Bound:
    """What the words of a figure, and those right before it, leave open."""
    held = knowledge(language).bounds
    folded = fold(words)
    lead = fold(before)[-24:]
    found: list[tuple[int, int, Bound]] = []
    for name in _BOUNDS:
        match = held[name].search(folded)
        if match is not None:
            found.append((match.start(), -len(match[0]), name))
        elif language == "en":
            found += [
                (m.start() - len(lead), -len(m[0]), name)
                for m in held[name].finditer(lead)
                if len(lead) - m.end() <= 6
            ]
    # "not more than" holds "more than": the word that begins first says it.
    return min(found)[2] if found else "exact"


def compare(
    one: tuple[Decimal, Decimal | None, str, Bound],
    other: tuple[Decimal, Decimal | None, str, Bound],
    grains: tuple[Decimal, Decimal],
    *,
    strict: bool = False,
) -> Verdict:
    """Whether two figures (value, upper end, unit, bound) of one thing agree. `grains`: what the
    last digit printed of each is worth. `strict`: of versions, which bound a figure alike.
    """
    if unit_class(one[2]) != unit_class(other[2]):
        return "apart"
    if unit_class(one[2]) == "money" and one[2] != other[2]:
        return "unit" if one[0] == other[0] and one[1] == other[1] else "apart"
    a, b = in_class(one[0], one[2]), in_class(other[0], other[2])
    if a == b and one[1] == other[1]:
        return "same"
    if one[1] is not None or other[1] is not None:
        return _ranges(a, _upper(one), b, _upper(other))
    if _rounded(a, b, grains):
        return "same"
    if strict or one[3] == other[3] == "exact":
        return "differ"
    return _bounded(a, one[3], b, other[3])


def _upper(side: tuple[Decimal, Decimal | None, str, Bound]) -> Decimal:
    return in_class(side[0] if side[1] is None else side[1], side[2])


def _ranges(a: Decimal, a_top: Decimal, b: Decimal, b_top: Decimal) -> Verdict:
    return "same" if a <= b_top and b <= a_top else "differ"


def _rounded(a: Decimal, b: Decimal, grains: tuple[Decimal, Decimal]) -> bool:
    """Whether one value is the other told with fewer digits."""
    gap = abs(a - b)
    if gap <= max(grains) / 2 and max(grains) > min(grains):
        return True
    digits = [len(v.normalize().as_tuple().digits) for v in (a, b)]
    return digits[0] != digits[1] and min(digits) <= 3 and gap <= ROUNDED * max(abs(a), abs(b))


def _bounded(a: Decimal, one: Bound, b: Decimal, other: Bound) -> Verdict:
    bounds = {one, other}
    gap, top = abs(a - b), max(abs(a), abs(b))
    if bounds == {"at_most"} or bounds == {"at_least"}:
        return "differ"
    if "about" in bounds and bounds <= {"about", "exact"}:
        return "same" if gap <= ABOUT * top else "doubtful"
    for value, kind, against in ((a, one, b), (b, other, a)):
        if kind == "at_most" and against > value * (1 + ABOUT):
            return "doubtful"
        if kind == "at_least" and against < value * (1 - ABOUT):
            return "doubtful"
    return "same"
