"""The header fields that a person can set, as options: declared once for `add`, `analyse` and
`edit`.

    --date 1996-04-17 --parties JPN,USA --people "Ryutaro Hashimoto; Bill Clinton"

Lists are parted by commas or semicolons, people by semicolons only: names may hold commas. What a
value may be is checked by the library, which raises InvalidField.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from communique.model.codes import LANGUAGES, Authenticity, Kind, Level

Value = str | list[str] | None
_PANEL = "Header fields"


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: its name, what it holds, and what parts the items if it is a list."""

    name: str
    help: str
    metavar: str
    parted_by: str | None = None


FIELDS = (
    Field("date", "Date of the event.", "EDTF"),
    Field("published", "Date of publication.", "EDTF"),
    Field("kind", f"One of {', '.join(Kind)}.", "KIND"),
    Field("issuers", "Codes of those who issued it, such as JPN,USA.", "CODES", "[,;]"),
    Field("parties", "Codes of those who met, such as JPN,USA.", "CODES", "[,;]"),
    Field("people", "Those who met, in English, parted by semicolons.", "NAMES", ";"),
    Field("level", f"One of {', '.join(Level)}.", "LEVEL"),
    Field("authenticity", f"One of {', '.join(Authenticity)}.", "WORD"),
    Field("place", "Where the event was.", "PLACE"),
    Field("title", "The title.", "TEXT"),
    Field("series", "The series it belongs to.", "NAME"),
    Field("language", f"One of {', '.join(LANGUAGES)}.", "TAG"),
)


def parameters() -> list[inspect.Parameter]:
    """One optional parameter for each field."""
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None,
                typer.Option(
                    f"--{field.name}",
                    metavar=field.metavar,
                    help=field.help,
                    rich_help_panel=_PANEL,
                ),
            ],
        )
        for field in FIELDS
    ]


def take(given: dict[str, Any]) -> dict[str, Value]:
    """Take the fields out of the options given; only those that were set.

    >>> take({"kind": "speech", "parties": "JPN, USA", "title": None, "limit": 3})
    {'kind': 'speech', 'parties': ['JPN', 'USA']}
    """
    taken = {field: given.pop(field.name, None) for field in FIELDS}
    return {field.name: _value(field, text) for field, text in taken.items() if text is not None}


def _value(field: Field, text: str) -> Value:
    if field.parted_by is None:
        return text
    return [item for part in re.split(field.parted_by, text) if (item := part.strip())]


def shown(value: str | Sequence[str] | None) -> str:
    """A field's value as people read it; nothing for a field without one.

    >>> shown(["JPN", "USA"])
    'JPN, USA'
    """
    if isinstance(value, str):
        return value
    items = value or ()
    return ("; " if any("," in item for item in items) else ", ").join(items)
