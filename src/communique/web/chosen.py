"""Which two texts a comparison is of, by what its address names, and what a name could mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Query

from communique.archive import Entry
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import CommuniqueError, DocumentAmbiguous, DocumentNotFound
from communique.web.desks import Desk

PREVIOUS = "previous"

_ID = re.compile(r"[0-9a-f]{16}(?![^\s])")

Old = Annotated[
    str | None,
    Query(
        max_length=300,
        description="The earlier text by id, file name, alias or words of its title; `previous`, or"
        " left out: the one before `new` in its series.",
    ),
]
New = Annotated[
    str | None,
    Query(max_length=300, description="The later text; without it, pairs to compare are answered."),
]


def two(library: Library, old: str | None, new: str, *, series: str | None) -> tuple[Text, Text]:
    """Both texts. Errors as `Library.previous` and `Library.pair`."""
    if old is None or old == PREVIOUS:
        after = library.text(_name(new))
        return library.previous(after, series=series), after
    return library.pair(_name(old), _name(new))


def neighbours(
    library: Library, before: Text, after: Text, *, series: str | None
) -> Mapping[str, tuple[str, str]]:
    """The ids of the `earlier` and the `later` pair, where two texts follow each other."""
    try:
        ids = [text.id for text in library.series_of(after, name=series).texts]
    except CommuniqueError:
        return {}
    at = ids.index(after.id)
    made = {}
    if at and ids[at - 1] == before.id:
        if at > 1:
            made["earlier"] = (ids[at - 2], ids[at - 1])
        if at + 1 < len(ids):
            made["later"] = (ids[at], ids[at + 1])
    return made


def unresolved(desk: Desk, named: Mapping[str, str | None]) -> dict[str, Sequence[Entry]]:
    """For each name that means no one document, those it could mean, the newest first."""
    made: dict[str, Sequence[Entry]] = {}
    for field, given in named.items():
        if given is None or given == PREVIOUS:
            continue
        name = _name(given)
        try:
            desk.archive.find(name)
        except (DocumentNotFound, DocumentAmbiguous):
            made[field] = desk.archive.documents(text=name, sort="date", reverse=True)[:12]
    return made


def _name(given: str) -> str:
    """A text as it was named; of what a list of suggestions filled in (an id, then its title) the
    id."""
    words = given.strip()
    found = _ID.match(words)
    return found[0] if found else words
