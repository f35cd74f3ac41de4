"""How telling a finding or a change is, by a table that an analyst can edit (weights.yaml).

Changes of force, stance and amount come before deadlines, promises with sums and dates before
plain ones, issues of the table's core before others; courtesies come last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from communique.compare import tokens
from communique.model.findings import Commitment, Degree, Finding, Position


@cache
def table() -> Mapping[str, Any]:
    """The table of weights."""
    path = resources.files("communique.report.brief") / "weights.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def alone(finding: Finding, language: str) -> float:
    """The weight of a promise or position that stands in one text alone."""
    held = table()
    extras = held["extras"]
    weight = 0.0
    if isinstance(finding, Commitment):
        weight = held["forces"][finding.force]
        weight += extras["amount"] if finding.amount else 0
        weight += extras["deadline"] if finding.deadline else 0
    elif isinstance(finding, Position):
        weight = held["stances"][finding.stance]
        weight += extras["strong"] if finding.degree is Degree.STRONG else 0
    weight += core(getattr(finding, "issue", None))
    return weight * _shrunk(finding, language)


def changed(fields: Iterable[str], finding: Finding, language: str) -> float:
    """The weight of a promise or position of which some fields changed."""
    found = sorted((table()["fields"].get(name, 1.0) for name in fields), reverse=True)
    weight = found[0] + sum(found[1:]) / 4 if found else 1.0
    return (weight + core(getattr(finding, "issue", None))) * _shrunk(finding, language)


def core(issue: str | None) -> float:
    """What an issue adds."""
    held = table()
    return float(held["extras"]["core"]) if issue in held["core"] else 0.0


def courtesy(words: str, language: str) -> bool:
    """Whether words are those of courtesy.

    >>> courtesy("She expressed her gratitude for the warm hospitality.", "en")
    True
    """
    found = _courtesy(tokens.group(language))
    return bool(found and found.search(" ".join(words.split())))


def _shrunk(finding: Finding, language: str) -> float:
    return table()["ceremony"] if courtesy(" ".join(finding.quote.exact), language) else 1.0


@cache
def _courtesy(group: str) -> re.Pattern[str] | None:
    held = table()["courtesy"].get(group)
    return re.compile(held, re.IGNORECASE) if held else None
