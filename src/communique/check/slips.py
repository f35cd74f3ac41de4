"""Slips: what a writer, typesetter or scanner does to a number, told from two values.

Recognised: a factor of a power of ten (a digit's place, thousand and million, million and billion,
万 and 億), two digits changed about, a digit lost or too many, one digit misread. Left out: what
needs two slips at once. A slip explains a difference, it does not prove one.

    >>> slip(Decimal("48.6"), Decimal("46.8")).kind, slip(Decimal(2604), Decimal(12604)).kind
    ('transposed', 'digit-lost')
    >>> slip(Decimal(5), Decimal(50000)).words
    'a factor of 10,000, as between 万 and 億'
    >>> slip(Decimal(180), Decimal(300)) is None
    True
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 40
"""A number with more digits is no figure of a text, and not looked at."""

_FACTORS = {
    1: "a factor of 10",
    2: "a factor of 100",
    3: "a factor of 1,000, as between thousand, million and billion",
    4: "a factor of 10,000, as between 万 and 億",
    6: "a factor of 1,000,000",
    8: "a factor of 100,000,000, as where 億 was lost",
}
_LOOK_ALIKE = frozenset(
    frozenset(pair) for pair in ("17", "38", "56", "06", "08", "12", "23", "49", "35", "69", "68")
)
"""Digits that are read for one another in print, in Arabic or in Han numerals (一二三)."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What turned one value into another: its kind, words for it, how telling it is (0 to 1), and
    whether a scanner makes it.
    """

    kind: str
    words: str
    weight: float
    scanner: bool = False


def slip(one: Decimal, other: Decimal) -> Slip | None:
    """The slip that makes one value of the other, or None; the order matters for lost digits
    only: `digit-lost` where the first lacks one that the second has.
    """
    pair = _digits(abs(one), abs(other))
    if pair is None or pair[0] == pair[1]:
        return None
    a, b = pair
    bare = a.rstrip("0"), b.rstrip("0")
    if bare[0] == bare[1]:
        return _factor(abs(len(a) - len(b)))
    if len(a) == len(b):
        return _same_length(a, b)
    if abs(len(a) - len(b)) == 1 and max(map(len, bare)) > 2:
        shorter, longer = sorted(pair, key=len)
        if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
            if len(a) < len(b):
                return Slip("digit-lost", "a digit lost", 0.9, scanner=True)
            return Slip("digit-added", "a digit too many", 0.8, scanner=True)
    return None


def _factor(places: int) -> Slip | None:
    words = _FACTORS.get(places)
    if words is None:
        return None
    weight = {1: 0.8, 2: 0.6, 3: 0.9, 4: 0.9, 8: 0.7}.get(places, 0.5)
    return Slip(f"factor-{10**places}", words, weight)


def _same_length(a: str, b: str) -> Slip | None:
    apart = [at for at in range(len(a)) if a[at] != b[at]]
    if len(apart) == 2:
        first, last = apart
        if a[first] == b[last] and a[last] == b[first]:
            near = last == first + 1
            return Slip("transposed", "two digits changed about", 0.95 if near else 0.7)
    if len(apart) == 1 and len(a.rstrip("0")) > 2:
        alike = frozenset((a[apart[0]], b[apart[0]])) in _LOOK_ALIKE
        return Slip("digit-misread", "one digit misread", 0.6 if alike else 0.5, scanner=alike)
    return None


def _digits(one: Decimal, other: Decimal) -> tuple[str, str] | None:
    """The digits of two values in one unit, the least that both have; None for absurd ones."""
    if not one.is_finite() or not other.is_finite() or not one or not other:
        return None
    ones, others = one.normalize().as_tuple(), other.normalize().as_tuple()
    low = min(int(ones.exponent), int(others.exponent))
    made = []
    for parts in (ones, others):
        zeros = int(parts.exponent) - low
        if len(parts.digits) + zeros > MOST_DIGITS:
            return None
        made.append("".join(map(str, parts.digits)) + "0" * zeros)
    return made[0], made[1]
