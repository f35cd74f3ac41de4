"""Figures that disagree, as they are told: each figure with its words and place, why, and mends.

conflict.why          "180 million and 150 million USD make 330 million USD, not 300 million USD"
conflict.expected     Decimal("330000000")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from communique.check.slips import MOST_DIGITS, Slip
from communique.model.findings import Figure, plain
from communique.model.gaps import Gap
from communique.model.quotes import Quote

Type = Literal["value", "arithmetic", "unit"]
Severity = Literal["high", "medium", "low"]
TYPES: tuple[Type, ...] = ("value", "arithmetic", "unit")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure where it stands: its value as the finding has it, its quote and the sentence around,
    its document and, in a table, row and column.
    """

    id: str
    value: Decimal
    unit: str
    quote: Quote
    sentence: str
    document: str
    name: str
    language: str
    date: str | None
    item: str | None = None
    passage: str | None = None
    row: str | None = None
    column: str | None = None
    upper: Decimal | None = None

    @property
    def words(self) -> str:
        """The figure in the document's words."""
        return " ".join(" ".join(self.quote.exact).split())

    def to_json(self) -> dict[str, Any]:
        """The figure as the contract prints it, with its place."""
        place = {"row": self.row, "column": self.column} if self.row is not None else None
        return {
            "id": self.id,
            "value": plain(self.value),
            "unit": self.unit,
            "evidence": self.quote.to_json(),
            "document": self.document,
            "name": self.name,
            "language": self.language,
            "date": self.date,
            "passage": self.passage,
            "item": self.item,
            "table": place,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Mend:
    """A value that would mend a conflict: of which figure, and the slip that would explain it."""

    figure: str
    value: Decimal
    slip: Slip | None
    likely: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The mend as it is printed and exported."""
        return {
            "figure": self.figure,
            "value": plain(self.value),
            "slip": self.slip.kind if self.slip else None,
            "likely": round(self.likely, 2),
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right. `expected` is the value (or, of units, the unit) that would
    mend it where one is likelier than the others; `between` says where they stand; `ocr` that a
    scanner may have misread one; `mends` are all that would do, the likeliest first.
    """

    type: Type
    figures: tuple[Cited, ...]
    expected: str | None
    why: str
    between: str
    severity: Severity
    slip: Slip | None = None
    ocr: bool = False
    mends: tuple[Mend, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The conflict as the contract prints it."""
        return {
            "type": self.type,
            "figures": [figure.to_json() for figure in self.figures],
            "expected": self.expected,
            "why": self.why,
            "between": self.between,
            "severity": self.severity,
            "slip": self.slip.kind if self.slip else None,
            "ocr": self.ocr,
            "mends": [mend.to_json() for mend in self.mends],
        }


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """The answer: conflicts, and what it rests on (how many documents and figures, from when to
    when).
    """

    conflicts: tuple[Conflict, ...]
    documents: int
    figures: int
    since: str | None
    until: str | None
    gaps: tuple[Gap, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The check as the contract prints it."""
        return {
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "rests_on": {
                "documents": self.documents,
                "figures": self.figures,
                "from": self.since,
                "to": self.until,
            },
            "gaps": [gap.to_json() for gap in self.gaps],
        }


_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


def said(value: Decimal, unit: str = "") -> str:
    """A value as people read it.

    >>> said(Decimal("12604000000"), "USD"), said(Decimal("48600000000"), "USD")
    ('12,604 million USD', '48.6 billion USD')
    >>> said(Decimal("1200"), "person"), said(Decimal("6.5"), "percent")
    ('1,200 persons', '6.5%')
    """
    absurd = abs(value.adjusted()) > MOST_DIGITS
    number = f"{value:.3e}" if absurd else _scaled(value)
    if unit in ("", "item"):
        return number
    if unit == "percent":
        return f"{number}%"
    if unit == "percent_of_gdp":
        return f"{number}% of GDP"
    name = unit.replace("_", " ")
    plural = not unit.isupper() and value != 1 and not name.endswith("s")
    return f"{number} {name}{'s' if plural else ''}"


def _scaled(value: Decimal) -> str:
    for power, word in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            scaled = value.scaleb(-power)
            if scaled == round(scaled, 1 if power > 6 else 2):
                return f"{_grouped(scaled)} {word}"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    text = plain(value)
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else text


def listed(parts: Sequence[str]) -> str:
    """Words joined as in a list: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def cited(
    figure: Figure,
    *,
    document: str,
    name: str,
    language: str,
    date: str | None,
    sentence: str = "",
    item: str | None = None,
    passage: str | None = None,
) -> Cited:
    """A figure of a document as a conflict cites it."""
    return Cited(
        figure.id,
        figure.value,
        figure.unit,
        figure.quote,
        sentence,
        document,
        name,
        language,
        date,
        item,
        passage,
        figure.table.row if figure.table else None,
        figure.table.column if figure.table else None,
        figure.upper,
    )
