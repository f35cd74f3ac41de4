"""How findings lie in the database: what all share in columns, what a kind declares as JSON.

What a kind holds is read from its declaration (model/findings.py), so that a new kind or field
needs no change here. Findings of a kind that this program does not know are an error, not skipped.
Left out: decisions of people on findings (decisions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.archive.packing import (
    pack_json,
    pack_ranges,
    pack_text,
    some_text,
    unpack_json,
    unpack_ranges,
)
from communique.model.findings import KINDS, Amount, Finding, TableCell, columns
from communique.model.quotes import Reading

COLUMNS = "kind, stable_id, rule, confidence, ranges, fields"
"""The columns of a finding, in the order `pack` gives and `unpack` takes them."""


def pack(finding: Finding) -> tuple[Any, ...]:
    """The row of a finding."""
    return (
        finding.kind,
        finding.id,
        pack_text(finding.rule),
        finding.confidence,
        pack_ranges(finding.quote.ranges),
        pack_json(packed(finding)),
    )


def packed(finding: Finding) -> dict[str, Any]:
    """What a finding's kind declares, as JSON holds it."""
    return {c.name: _packed(getattr(finding, c.name)) for c in columns(type(finding))}


def _packed(value: Any) -> Any:
    if isinstance(value, Amount):
        return [str(value.value), value.unit]
    if isinstance(value, TableCell):
        return [value.row, value.column]
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal | Enum) else value


def unpack(row: tuple[Any, ...], reading: Reading) -> Finding:
    """The finding of a row. ValueError, KeyError or TypeError if it is none of ours."""
    kind, stable_id, rule, confidence, ranges, fields = row
    return KINDS[kind](
        id=stable_id,
        rule=some_text(rule),
        confidence=confidence,
        quote=reading.quote(*unpack_ranges(ranges)),
        **read(kind, unpack_json(fields)),
    )


def read(kind: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The values of fields that JSON held. ValueError, KeyError or TypeError if they are none."""
    readers = _readers(kind)
    return {name: None if value is None else readers[name](value) for name, value in held.items()}


@cache
def _readers(kind: str) -> dict[str, Callable[[Any], Any]]:
    """For each field of a kind, what makes its value of JSON, by the type it declares."""
    hints = get_type_hints(KINDS[kind])
    return {column.name: _reader(hints[column.name]) for column in columns(KINDS[kind])}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple
    if hint is Amount:
        return lambda value: Amount(Decimal(value[0]), value[1])
    if hint is TableCell:
        return lambda value: TableCell(*value)
    if hint is Decimal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint
    return lambda value: value
