"""The columns of a table that is exported: declared once, for all formats and the data dictionary.

A row is a tuple of plain values in the order of the fields: `None` for nothing, tuples for lists
and ranges, `Decimal` for numbers, `date` for days. What a format makes of a sort is its module's.

    >>> [(field.name, field.sort) for field in dated("date", "when it was")]
    [('date', 'date'), ('date_day', 'day')]
    >>> day("1996-04-17"), day("1996-04"), day("1996-04-17~")
    (datetime.date(1996, 4, 17), None, None)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from communique.model import dates

Sort: TypeAlias = Literal[
    "text", "texts", "codes", "integer", "number", "decimal", "date", "day", "truth", "ranges"
]
"""What a field holds; `date` is EDTF as text, `day` a calendar day, `decimal` an exact number."""

TYPES: dict[Sort, str] = {
    "text": "text",
    "texts": "list of texts",
    "codes": "list of codes",
    "integer": "whole number",
    "number": "number",
    "decimal": "exact decimal number",
    "date": "EDTF date, as text",
    "day": "calendar day",
    "truth": "true or false",
    "ranges": "list of ranges (start, end) in code points of the reading",
}
"""Sorts in the words of the data dictionary."""

Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what it holds, what it means, its unit, and its values if it is a closed
    list.
    """

    name: str
    sort: Sort
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, what a row of it is, its fields, and its rows, which can be gone through
    once.
    """

    name: str
    meaning: str
    fields: tuple[Field, ...]
    rows: Iterable[Row] = ()


def dated(name: str, meaning: str) -> tuple[Field, Field]:
    """The two columns of a date: EDTF, and the calendar day where it is one."""
    return (
        Field(name, "date", meaning, "EDTF"),
        Field(f"{name}_day", "day", "the same where it is one exact day", "day"),
    )


def day(edtf: str | None) -> date | None:
    """The calendar day of a date that is exactly one, else None."""
    if edtf is None or not dates.is_edtf(edtf):
        return None
    found = dates.span(edtf)
    exact = found.precision == "day" and not found.qualifier
    return found.first if exact else None


def merged(one: Field, other: Field) -> Field:
    """One column for two of a name: text where their sorts differ, the closed lists of both."""
    sort: Sort = one.sort if one.sort == other.sort else "text"
    values = one.values + tuple(v for v in other.values if v not in one.values)
    both = bool(one.values) == bool(other.values)
    return replace(one, sort=sort, values=values if both else ())
