"""Sums of the text against bare numbers in its tables, whose unit the table does not tell.

A table may say 61.2 where the text says US$61.2 billion. Where the period and the quantity are the
same and no cell has the text's digits, a cell whose digits a telling slip makes of them is told.
Left out: cells that differ by more than a slip, as they may be of another unit.

    "Trade came to US$62.1 billion in 2023." beside | 2023 | 31.5 | 29.7 | 61.2 |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from communique.check.conflicts import Conflict, said
from communique.check.mentions import Mention
from communique.check.slips import Slip, slip

SCALES = (3, 4, 6, 8, 9, 12)
"""The powers of ten a table may count in."""

TELLING = 0.7


def bare_conflicts(mentions: Sequence[Mention]) -> Iterator[Conflict]:
    """The conflicts of one document's sums with bare numbers in its tables."""
    cells: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.in_table and mention.cited.unit == "item" and mention.period:
            cells[mention.period].append(mention)
    for mention in mentions if cells else ():
        if mention.in_table or mention.unit != "money" or mention.bound != "exact":
            continue
        row = cells.get(mention.period or "", ())
        told = _differing(mention, row)
        if told is not None:
            cell, made = told
            money = said(mention.value, mention.cited.unit)
            yield Conflict(
                type="value",
                figures=(mention.cited, cell.cited),
                expected=None,
                why=f"{mention.far}, {mention.period}: {money} in the text;"
                f" {cell.cited.words} in the table ({cell.cited.column}); {made.words}?",
                between="text and table",
                severity="medium",
                slip=made,
            )


def _differing(mention: Mention, row: Sequence[Mention]) -> tuple[Mention, Slip] | None:
    """The cell that is the same thing with other digits; None if a cell has the same digits."""
    written = [mention.value.scaleb(-power) for power in SCALES]
    if any(cell.value in written for cell in row):
        return None
    for cell in row:
        if not _same(mention, cell):
            continue
        for value in written:
            made = slip(cell.value, value)
            near = Decimal("0.5") < cell.value / value < 2 if cell.value > 0 else False
            if made is not None and made.weight >= TELLING and near:
                return cell, made
    return None


def _same(mention: Mention, cell: Mention) -> bool:
    if mention.far is None:
        return False
    if mention.far == "trade" and ("total" in cell.roles or cell.far == "trade"):
        return True
    return mention.far == cell.far and (mention.far != "goods" or mention.flow == cell.flow)
