"""Figures in tables, cell by cell: each with the names of its row and column.

The unit is the cell's own (八億美元), else its column's or row's (輸出（億美元）, Exports, US$
million), else what the row above the numbers says; a bare number of none of these is an item. 入超
and 出超 stay words: the value is positive. Left out: cells without a number, and columns of years
or numbers in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from communique.find.context import Context
from communique.find.measured import Measure, whole
from communique.find.measures import measures
from communique.find.numbers import numbers
from communique.languages.dates import find_dates
from communique.languages.numerals import integer
from communique.model.documents import Cell, Table
from communique.model.findings import Figure, TableCell

_BRACKET = re.compile(
    r"[（(\[]([^（）()\[\]]{1,30})[)）\]]"
    r"|(?:[单單]位|単位|Unit|unit|in)[:： ]\s?(.{1,24})\Z|,\s?([^,]{1,24})\Z"
)
_YEARS = re.compile(
    r"年\s*(?:份|度|代|次)?|Years?|FY|会計年度|編?番?号|No\.?|#|順位|[排名序]+[次位号號]?",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"(?P<sign>\S*?[$€£¥￥A-Z])[ ]?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|m)s?\Z"
)
_HAN = "〇零一二三四五六七八九"
_MONTHS = re.compile(
    rf"([{_HAN}0-9]{{4}})年?([{_HAN}十0-9]{{1,3}})月?[—–\-~～至]([{_HAN}十0-9]{{1,3}})月"
)
MOST = 20_000
"""Cells looked at in one table."""


def cells(context: Context, states: tuple[str, ...]) -> Iterator[Figure]:
    """The figures of all tables of a document."""
    for table in context.doc.tables:
        yield from _table(context, table, states)


def _table(context: Context, table: Table, states: tuple[str, ...]) -> Iterator[Figure]:
    heads = [_head(table, column) for column in range(max(map(len, table.rows), default=0))]
    units = [_unit(head, context.language, states) for head in heads]
    for row in table.rows[table.header : MOST]:
        name = row[0].text.strip() if row else ""
        own = _unit(name, context.language, states)
        for column, cell in enumerate(row[1:], start=1):
            head = heads[column] if column < len(heads) else ""
            given = own or (units[column] if column < len(units) else None)
            measure = _value(cell, head, given, context.language, states)
            if measure and cell.quote:
                yield context.finding(
                    Figure,
                    cell.quote,
                    rule="measure-table",
                    confidence=0.9 if measure.unit != "item" else 0.7,
                    value=measure.value,
                    upper=measure.upper,
                    unit=measure.unit,
                    approximate=measure.approximate,
                    what=head,
                    period=_period(name, context.language) or _period(head, context.language),
                    table=TableCell(row=name, column=head),
                    basis=measure.basis,
                )


def _head(table: Table, column: int) -> str:
    """The name of a column: the words of the leading rows above it."""
    names = [row[column].text.strip() for row in table.rows[: table.header] if column < len(row)]
    return " ".join(dict.fromkeys(n for n in names if n))


def _unit(head: str, language: str, states: tuple[str, ...]) -> Measure | None:
    """What one of a column's unit is worth, from the words of its head."""
    for match in _BRACKET.finditer(head):
        words = next((g for g in match.groups() if g), "").strip()
        for written in _with_one(words):
            found = measures(written, language, states=states)
            if len(found) == 1:
                return found[0]
    return None


def _with_one(words: str) -> Iterator[str]:
    scaled = _SCALED.search(words)
    if scaled:
        yield f"{scaled['sign']}1 {scaled['scale']}"
    yield f"1{words}"
    yield f"1 {words}"
    yield f"{words}1"


def _value(
    cell: Cell, head: str, given: Measure | None, language: str, states: tuple[str, ...]
) -> Measure | None:
    """The measure of a cell: its own, or its bare number in the unit given."""
    text = cell.text.strip()
    if not text or len(text) > 60:
        return None
    own = [m for m in measures(text, language, states=states) if m.unit != "item" or not given]
    if own:
        return own[0]
    found = numbers(text, language)
    if len(found) != 1 or len(text) > 2 * (found[0].end - found[0].start) + 6:
        return None
    if not given and (_YEARS.fullmatch(head) or _is_year(text)):
        return None
    factor = given.value if given else Decimal(1)
    unit, basis = (
        (given.unit, given.basis or "unit of the column or row") if given else ("item", None)
    )
    return Measure(0, len(text), whole(found[0].value * factor), None, unit, found[0].vague, basis)


def _is_year(text: str) -> bool:
    value = integer(text.rstrip("年"))
    return value is not None and 1800 <= value <= 2100 and "," not in text


def _period(name: str, language: str) -> str | None:
    """The time that a row or column names: 一九七三, 2025, FY2026."""
    year = integer(name.rstrip("年")) if len(name) <= 6 else None
    if year is not None and 1800 <= year <= 2100:
        return f"{year:04d}"
    part = _MONTHS.fullmatch(name)
    if part and (year := integer(part[1])) and 1800 <= year <= 2100:
        first, last = integer(part[2]) or 0, integer(part[3]) or 0
        if 0 < first < last < 13:
            return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
    found = [d for d in find_dates(name, language) if d.complete]
    return found[0].edtf if found else None
