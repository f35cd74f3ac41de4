"""The header fields a person can set: what they may hold, and how they lie over what was found.

>>> checked({"date": "1996-04-17", "parties": "JPN, USA", "place": None})
{'date': '1996-04-17', 'parties': ('JPN', 'USA'), 'place': None}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from communique.archive.entries import FieldValue, Standing
from communique.errors import InvalidField
from communique.model.codes import LANGUAGES, Authenticity, Basis, Kind, Level
from communique.model.dates import is_edtf
from communique.model.documents import Document, Ground, Header

EVENT = ("date", "place", "parties", "people")
LISTS = ("parties", "issuers", "people")
FIELDS = (
    *("date", "published", "kind", "parties", "issuers", "people"),
    *("level", "authenticity", "place", "title", "series", "language"),
)
"""All fields that can be set; those of EVENT are the event's."""

_CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "level": tuple(Level),
    "authenticity": tuple(Authenticity),
    "language": LANGUAGES,
}
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}(?:-[A-Z0-9]{1,11})*")
_LONGEST = 1000


def checked(fields: Mapping[str, str | Iterable[str] | None]) -> dict[str, FieldValue]:
    """The fields as they are kept. A list may come as one text with commas or semicolons; an empty
    text says that there is none; None gives the field back to the program.

    Raises `invalid-field`, naming all that is wrong and what is allowed.
    """
    wrong: list[str] = []
    found: dict[str, FieldValue] = {}
    for field, value in fields.items():
        try:
            found[field] = _value(field, value)
        except InvalidField as error:
            wrong.append(error.message)
    if wrong:
        raise InvalidField("; ".join(wrong))
    return found


def _value(field: str, value: str | Iterable[str] | None) -> FieldValue:
    if field not in FIELDS:
        raise InvalidField(f"no field is called {field!r}; there are {', '.join(FIELDS)}")
    if value is None:
        return None
    if field in LISTS:
        return _items(field, value)
    if not isinstance(value, str):
        raise InvalidField(f"{field} holds one text, not a list")
    line = _line(field, value)
    if field in ("date", "published") and line and not is_edtf(line):
        raise InvalidField(
            f"{field} is no EDTF date: {line!r}; write 1996-04-17, 1996-04 or 1996-04-17/1996-04-18"
        )
    if field in _CLOSED and line not in _CLOSED[field]:
        raise InvalidField(f"{field} cannot be {line!r}; it is one of {', '.join(_CLOSED[field])}")
    return line


def _items(field: str, value: str | Iterable[str]) -> tuple[str, ...]:
    """A party is a code (JPN, XAA, ASEAN); an issuer may be an author; a person is a name."""
    parts = re.split(r"[,、，;；]", value) if isinstance(value, str) else value
    items = tuple(dict.fromkeys(filter(None, (_line(field, part) for part in parts))))
    for item in items:
        if field == "parties" and not _CODE.fullmatch(item):
            raise InvalidField(f"parties holds codes such as JPN, XAA or ASEAN, not {item!r}")
    return items


def _line(field: str, text: str) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise InvalidField(f"{field} holds texts of up to {_LONGEST:,} characters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidField(f"{field} holds half a character (a lone surrogate)") from error
    return " ".join(text.replace("\0", " ").split())


def over(header: Header, values: Mapping[str, FieldValue]) -> Header:
    """The header with values over what was found; `language` is the document's and left alone."""
    event: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for field, value in values.items():
        held: Any = value if field in LISTS else value or None
        if field in EVENT:
            event[field] = held
        elif field == "kind":
            own[field] = Kind(str(value))
        elif field == "level":
            own[field] = Level(str(value))
        elif field == "authenticity":
            own[field] = Authenticity(str(value))
        elif field != "language":
            own[field] = held
    return replace(header, event=replace(header.event, **event), **own)


def laid_over(doc: Document, edits: Mapping[str, Standing]) -> Document:
    """The document with edits over what the program found; each is a ground of its own."""
    if not edits:
        return doc
    header = over(doc.header, {field: edit.value for field, edit in edits.items()})
    grounds = {
        field: Ground(Basis.PERSON, "edit", note=f"{edit.who}, {edit.when}")
        for field, edit in edits.items()
    }
    language = str(edits["language"].value) if "language" in edits else doc.language
    header = replace(header, grounds={**header.grounds, **grounds})
    return replace(doc, language=language, header=header)
