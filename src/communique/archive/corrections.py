"""What a person may set in a finding: fields its kind declares, checked as they are kept.

>>> from communique.model.findings import KINDS
>>> set_fields("commitments", {"deadline": "2028-03", "amount": "1,6e1 USD"})
Traceback (most recent call last):
communique.errors.InvalidField: amount is a number and a unit, not '1,6e1 USD'
>>> set_fields("commitments", {"deadline": "2028-03", "targets": "XAA, XBB"})
{'deadline': '2028-03', 'targets': ['XAA', 'XBB']}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from communique.archive.findings import packed, read
from communique.errors import InvalidField
from communique.model.dates import is_edtf
from communique.model.decisions import Decision, Status, Verdict
from communique.model.findings import (
    KINDS,
    Amount,
    Column,
    Finding,
    TableCell,
    columns,
    plain,
)

Some = TypeVar("Some", bound=Finding)

STATUS = "status"
"""What a person sets of a promise beside its fields."""

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_LONGEST = 1000
_REQUIRED = ("actors", "force", "stance", "degree", "type", "mode", "action", "value", "unit")


def set_fields(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Fields as decisions keep them: JSON values of the texts a person typed; an empty text says
    that there is none. Raises `invalid-field`, naming what is allowed.
    """
    known = {column.name: column for column in columns(KINDS[kind])}
    for name in fields:
        if name not in known:
            raise InvalidField(
                f"{kind} have no field {name!r}", advice=f"{kind} have {', '.join(known)}."
            )
    return {name: _value(known[name], text) for name, text in fields.items()}


def as_text(value: Any) -> str:
    """A field's value as a person types it; `set_fields` reads it back.

    >>> from communique.model.findings import Amount
    >>> as_text(Amount(Decimal("1.6E+7"), "USD")), as_text(("XAA", "XBB")), as_text(None)
    ('16000000 USD', 'XAA, XBB', '')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, Amount):
        return f"{plain(value.value)} {value.unit}"
    if isinstance(value, TableCell):
        value = f"{value.row} / {value.column}"
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    return plain(value) if isinstance(value, Decimal) else " ".join(str(value).split())


def changed(finding: Finding, fields: Mapping[str, str]) -> dict[str, str]:
    """Of the fields of a form, which holds all of a kind's as texts, those that a person changed;
    fields that the kind does not declare stay, for `set_fields` to refuse.
    """
    own = {c.name: as_text(getattr(finding, c.name)) for c in columns(type(finding))}
    return {name: text for name, text in fields.items() if own.get(name) != " ".join(text.split())}


def invalid_fields(kind: str, fields: Mapping[str, str]) -> dict[str, InvalidField]:
    """What is wrong with each field that cannot be set, by its name; empty if all can."""
    wrong: dict[str, InvalidField] = {}
    for name, text in fields.items():
        try:
            set_fields(kind, {name: text})
        except InvalidField as error:
            wrong[name] = error
    return wrong


def status(text: str) -> dict[str, Any]:
    """The fields of a decision on what became of a promise. Raises `invalid-field`."""
    try:
        return {STATUS: Status(" ".join(text.split()).lower()).value}
    except ValueError as error:
        allowed = ", ".join(each.value for each in Status)
        raise InvalidField(f"no status is called {text!r}", advice=f"One of {allowed}.") from error


def own_fields(finding: Finding) -> dict[str, Any]:
    """The fields of a finding's kind as decisions keep them, by which two on the same words are
    told apart.
    """
    return packed(finding)


def as_decided(finding: Some, decision: Decision | None) -> Some:
    """The finding with what a person corrected in it; itself where nobody did. Its id, words and
    rule stay the program's.
    """
    if decision is None or decision.verdict is not Verdict.CORRECT:
        return finding
    return replace(finding, **read(finding.kind, decision.fields))


def _value(column: Column, text: str) -> Any:
    if len(text) > _LONGEST:
        raise InvalidField(f"{column.name} holds texts of up to {_LONGEST:,} characters")
    line = " ".join(text.replace("\0", " ").split())
    if column.sort in ("codes", "texts"):
        return list(filter(None, (part.strip() for part in re.split(r"[,、，;；]", line))))
    if not line:
        if column.name in _REQUIRED:
            raise InvalidField(f"{column.name} cannot be left empty")
        return None if column.sort != "truth" else False
    if column.values and line not in column.values:
        raise InvalidField(
            f"{column.name} cannot be {line!r}", advice=f"One of {', '.join(column.values)}."
        )
    if column.sort == "date" and not is_edtf(line):
        raise InvalidField(
            f"{column.name} is no EDTF date: {line!r}", advice="Write 2028, 2028-03 or 2028-03-31."
        )
    return _other(column, line)


def _other(column: Column, line: str) -> Any:
    """The value of a number, a quantity, a truth or a place in a table; else the text."""
    if column.sort == "number":
        return _number(column.name, line)
    if column.sort == "amount":
        value, _, unit = line.partition(" ")
        if not unit or not _NUMBER.fullmatch(value.replace(",", "")):
            raise InvalidField(
                f"{column.name} is a number and a unit, not {line!r}",
                advice="Write it in base units: 16000000 USD, 45 person, 2 percent.",
            )
        return [_number(column.name, value), unit]
    if column.sort == "truth":
        if line.lower() not in ("yes", "no", "true", "false"):
            raise InvalidField(f"{column.name} is yes or no, not {line!r}")
        return line.lower() in ("yes", "true")
    if column.sort == "place":
        row, sign, name = line.partition("/")
        if not sign:
            raise InvalidField(f"{column.name} is ROW / COLUMN, not {line!r}")
        return [row.strip(), name.strip()]
    return line


def _number(name: str, text: str) -> str:
    try:
        if not _NUMBER.fullmatch(text.replace(",", "")):
            raise InvalidOperation
        return str(Decimal(text.replace(",", "")))
    except InvalidOperation as error:
        raise InvalidField(
            f"{name} is no number: {text!r}", advice="Write digits: 1600000 or 2.5."
        ) from error
