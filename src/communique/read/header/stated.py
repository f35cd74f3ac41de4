"""Header fields that a file's own markup gives: the date of a TEI document, the subject of a mail.

They stand between what a manifest or person sets, which wins, and what rules find in the text; the
ground of each says which element it stands in, with its words where they are in the reading. Left
out: values that no header can hold (a date that is none); there the rules decide.

    >>> from communique.read.layout import Stated
    >>> sorted(usable({"date": Stated("1977-01-25", "doc-dateTime-min"), "kind": Stated("?", "n")}))
    ['date']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from communique.errors import InvalidField
from communique.languages import FOLDERS
from communique.model.codes import Basis
from communique.model.documents import Ground
from communique.model.quotes import Reading
from communique.names.lookup import Names
from communique.read.header.given import given
from communique.read.layout import Layout, Stated


def usable(stated: Mapping[str, Stated]) -> dict[str, Any]:
    """The fields that a header can hold, checked and in one form."""
    found: dict[str, Any] = {}
    for field, one in stated.items():
        try:
            found |= given({field: one.value})
        except InvalidField:
            continue
    return found


def known_people(printed: Iterable[str], names: Names, *, language: str, date: str) -> list[str]:
    """People as the markup prints them, by their English names where the tables know exactly one
    whom it can be on that date.

    >>> from communique.names import load
    >>> people = ["President Carter", "Ohira, Masayoshi", "Alva Marsk"]
    >>> known_people(people, load(), language="en", date="1979-05-02")
    ['Jimmy Carter', 'Masayoshi Ohira', 'Alva Marsk']
    """
    found = []
    for name in printed:
        family, comma, given_name = name.partition(", ")
        straight = f"{given_name} {family}" if comma and "," not in given_name else name
        mentions = [m for m in names.find(straight, language) if m.kind == "person" and not m.weak]
        who = names.who(mentions[0], date) if len(mentions) == 1 else ()
        found.append(who[0].label("en") if len(who) == 1 else straight)
    return list(dict.fromkeys(found))


def stated_language(layout: Layout) -> str | None:
    """The language that the markup gives, if the program has data for it; else the text decides."""
    one = layout.stated.get("language")
    return one.value if one and isinstance(one.value, str) and one.value in FOLDERS else None


def ground(one: Stated, reading: Reading) -> Ground:
    """What a stated field rests on."""
    quote = None
    if one.range is not None and one.range[0] < one.range[1] <= len(reading.text):
        quote = reading.quote((one.range[0], one.range[1]))
    return Ground(Basis.METADATA, one.where, quote)
