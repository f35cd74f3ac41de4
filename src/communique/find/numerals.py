"""A number as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number from `start` to `end` in code points.

    `vague`: a digit of it is left open (数千, dozens). `words`: written in words or in Han
    characters. `scale` is the power that its last word or character multiplies by (million, 億),
    else 1. `grouped`: its digits are grouped by thousands.
    """

    start: int
    end: int
    value: Decimal
    vague: bool = False
    words: bool = False
    scale: Decimal = Decimal(1)
    grouped: bool = False
