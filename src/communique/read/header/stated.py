"""Header fields that a file's own markup gives: the date of a TEI document, the subject of a mail.

They stand between what a manifest or person sets, which wins, and what rules find in the text; the
ground of each says which element it stands in, with its words where they are in the reading. Left
out: values that no header can hold (a date that is none); there the rules decide.

    >>> from communique.read.layout import Stated
    >>> sorted(usable({"date": Stated("1977-01-25", "doc-dateTime-min"), "kind": Stated("?", "n")}))
    ['date']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.errors import InvalidField
from communique.languages import FOLDERS
from communique.model.codes import Basis
from communique.model.documents import Ground
from communique.model.quotes import Reading
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
