"""The fields of findings in a reader's language: what each is called, and its value in words.

Labels, and codes that only findings have, stand in fields.yaml; names, dates, amounts and the other
codes are those of the brief. Left out: the words of the quote, which stand as they are.

    >>> from communique.names import load
    >>> phrases = Phrases.of("ja", load())
    >>> label("deadline", phrases), in_words("commitments", "deadline", "2027-03", phrases)
    ('期限', '2027年3月')
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from communique.model.findings import Amount, Finding, TableCell, columns
from communique.report.brief.phrases import Phrases

_CODES = {
    ("commitments", "force"): "forces",
    ("positions", "stance"): "stances",
    ("positions", "degree"): "degrees",
    ("claims", "type"): "claims",
    ("commitments", "status"): "statuses",
}
"""The groups of the brief's words that hold the codes of a field."""

_OWN = {("mechanisms", "action"): "actions", ("attributions", "mode"): "modes"}
_PERSON = {("people", "name"), ("attributions", "speaker")}
_NOT_OWN = ("issue", "unit", "basis", "affiliation")


class Field(NamedTuple):
    """A field of a finding: its name, what it is called, its value in words, and whether these are
    the document's own.
    """

    name: str
    label: str
    value: str
    own: bool


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """All rows of fields.yaml by group and name."""
    path = resources.files("communique.report") / "fields.yaml"
    loaded: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(
        path.read_text(encoding="utf-8")
    )
    return loaded


def label(name: str, phrases: Phrases) -> str:
    """What a field is called."""
    return table()["labels"][name][phrases.language]


def verdict(name: str, phrases: Phrases) -> str:
    """What a person's verdict on a finding is called."""
    return table()["verdicts"][name][phrases.language]


def kind(name: str, phrases: Phrases) -> str:
    """What findings of a kind are called."""
    return table()["kinds"][name][phrases.language]


def fields(finding: Finding, phrases: Phrases) -> tuple[Field, ...]:
    """The fields of a finding that hold something, in the order its kind declares them. A number
    stands with its unit, once.
    """
    made = []
    unit = getattr(finding, "unit", None) if finding.kind == "figures" else None
    for column in columns(type(finding)):
        value = getattr(finding, column.name)
        if value in (None, (), "", False) or (unit and column.name == "unit"):
            continue
        if unit and isinstance(value, Decimal):
            value = Amount(value, unit)
        words = in_words(finding.kind, column.name, value, phrases)
        own = column.sort in ("text", "texts", "place") and column.name not in _NOT_OWN
        own = own and (finding.kind, column.name) not in _PERSON
        made.append(Field(column.name, label(column.name, phrases), words, own))
    return tuple(made)


def in_words(kind: str, name: str, value: Any, phrases: Phrases) -> str:
    """The value of a field, also as a decision keeps it (lists, pairs and texts of JSON)."""
    if value is None or value in ((), [], ""):
        return "—"
    if isinstance(value, bool):
        return table()["truths"]["yes" if value else "no"][phrases.language]
    if (kind, name) in _CODES:
        return phrases.code(_CODES[kind, name], value)
    if (kind, name) in _OWN:
        row = table()[_OWN[kind, name]].get(str(getattr(value, "value", value)))
        return row[phrases.language] if row else str(value)
    if name in ("actors", "targets", "toward", "parties"):
        return phrases.states(value)
    if name in ("deadline", "start", "period", "date"):
        return phrases.date(str(value))
    if name == "issue":
        return phrases.issue(str(value))
    return _other(kind, name, value, phrases)


def _other(kind: str, name: str, value: Any, phrases: Phrases) -> str:
    if name == "amount" and isinstance(value, list | tuple):
        value = Amount(Decimal(value[0]), str(value[1]))
    if isinstance(value, Amount):
        return phrases.amount(value)
    if isinstance(value, TableCell):
        return f"{value.row} / {value.column}"
    if name == "table":
        return " / ".join(map(str, value))
    if isinstance(value, list | tuple):
        return phrases.joint.join(map(str, value))
    if isinstance(value, Decimal):
        return phrases.number(value)
    if (kind, name) in _PERSON:
        return phrases.person(str(value))
    return " ".join(str(value).split())
