"""The fields of findings as filters and as words: derived from what the kinds declare.

A field that several kinds have is one option; which of them have it is said in its help. What a
kind lacks and what a value may be is checked by the library, which raises InvalidField.

    >>> option("actors"), option("stance"), option("surface")
    ('actor', 'stance', 'surface')
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from communique.model.findings import KINDS, Column, filterable
from communique.report.finding_words import readable, said, shown

__all__ = ["option", "parameters", "readable", "said", "shown", "take"]

_PANEL = "Fields"


def option(name: str) -> str:
    """The option that asks for one value of a field: lists in the singular."""
    column = _columns()[name][0]
    if column.sort not in ("codes", "texts") or not name.endswith("s"):
        return name
    return f"{name[:-3]}y" if name.endswith("ies") else name[:-1]


def parameters() -> list[inspect.Parameter]:
    """One optional parameter for each field that a value can be asked of."""
    return [
        inspect.Parameter(
            option(name).replace("-", "_"),
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None,
                typer.Option(
                    f"--{option(name)}",
                    metavar="CODE" if column.sort == "codes" else "WORD",
                    help=f"{_help(column, values)} ({', '.join(kinds)}).",
                    rich_help_panel=_PANEL,
                ),
            ],
        )
        for name, (column, kinds, values) in _columns().items()
    ]


def take(given: dict[str, Any]) -> dict[str, str]:
    """Take the fields out of the options given; only those that were set, by their own names."""
    taken = {name: given.pop(option(name), None) for name in _columns()}
    return {name: value for name, value in taken.items() if value is not None}


def _help(column: Column, values: Iterable[str]) -> str:
    text = column.help[:1].upper() + column.help[1:]
    return f"{text}: {', '.join(values)}" if values else text


def _columns() -> dict[str, tuple[Column, list[str], list[str]]]:
    """The fields by name, with the kinds that have them and the values that are allowed."""
    made: dict[str, tuple[Column, list[str], list[str]]] = {}
    for name, kind in KINDS.items():
        for column in filterable(kind):
            _, kinds, values = made.setdefault(column.name, (column, [], []))
            kinds.append(name)
            values += [value for value in column.values if value not in values]
    return made
