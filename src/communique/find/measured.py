"""A measure as it stands in a text, and dates as they stand in its way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from communique.find.numerals import Numeral
from communique.languages.dates import DateMention


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure from `start` to `end` in code points, words of about or more than with it.

    `value` is in base units, the lower end of a range whose other end is `upper`; `unit` is ISO
    4217 or an English singular; `basis` says why the unit was taken where words left it open.
    `number_start` and `number_end` are the number's own place, without unit and words.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    approximate: bool = False
    basis: str | None = None
    number_start: int = -1
    number_end: int = -1


class Taken:
    """The places that dates have."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self._dates = sorted(dates, key=lambda d: d.start)
        self._starts = [d.start for d in self._dates]

    def at(self, start: int, end: int) -> DateMention | None:
        """The date that has a part of the stretch."""
        index = bisect_right(self._starts, end - 1) - 1
        if index >= 0 and self._dates[index].end > start:
            return self._dates[index]
        return None


_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")


def outside_addresses(text: str, found: list[Numeral]) -> list[Numeral]:
    """The numbers that are no part of a web address."""
    if "://" not in text and "www." not in text:
        return found
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    kept, at = [], 0
    for number in found:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at >= len(spans) or number.end <= spans[at][0]:
            kept.append(number)
    return kept


def whole(value: Decimal) -> Decimal:
    """The value without a needless exponent or zeros behind the point."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 25 else value
    return value.normalize()
