"""A header on the page: its fields in words, and the form that corrects them with what was wrong.

Lists stand in one line, parted by commas, people by semicolons, as `communique edit` takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.archive import Entry
from communique.archive.fields import checked
from communique.errors import InvalidField
from communique.model.codes import LANGUAGES, Authenticity, Kind, Level
from communique.model.documents import Ground
from communique.report.brief.phrases import Phrases
from communique.report.signs import in_one_line
from communique.web.opened import Opened

FIELDS = (
    *("title", "kind", "date", "published", "place", "issuers", "parties", "people"),
    *("level", "authenticity", "series", "language"),
)
"""The fields in the order of the form."""

CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(each.value for each in Kind),
    "level": tuple(each.value for each in Level),
    "authenticity": tuple(each.value for each in Authenticity),
    "language": LANGUAGES,
}
"""What fields of a closed list may hold."""

HINTS: Mapping[str, str] = {
    "date": "1996-04-17",
    "published": "1996-04-17",
    "issuers": "JPN, USA",
    "parties": "JPN, USA",
    "people": "Ryutaro Hashimoto; Bill Clinton",
}


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """The fields as texts, and by field what is wrong with what was given."""

    values: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = FIELDS
    closed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: CLOSED)
    hints: Mapping[str, str] = field(default_factory=lambda: HINTS)

    @classmethod
    def of(cls, entry: Entry) -> HeaderForm:
        """The form of a document as it stands."""
        return cls({name: text_of(entry, name) for name in FIELDS})


def text_of(entry: Entry, name: str) -> str:
    """A header field as one text."""
    value: Any = getattr(entry, name)
    if isinstance(value, tuple):
        return ("; " if name == "people" else ", ").join(value)
    return str(value) if value is not None else ""


def changes(entry: Entry, given: Mapping[str, str]) -> dict[str, str | list[str]]:
    """What a form changes: the fields whose text is another than it was."""
    made: dict[str, str | list[str]] = {}
    for name, text in given.items():
        if name in FIELDS and " ".join(text.split()) == " ".join(text_of(entry, name).split()):
            continue
        made[name] = _items(text) if name == "people" else text
    return made


def _items(text: str) -> list[str]:
    """People, parted by semicolons only, as names may hold commas."""
    return [name for part in re.split(r"[;；]", text) if (name := part.strip())]


def faults(fields: Mapping[str, str | Iterable[str] | None]) -> dict[str, str]:
    """What is wrong, by field, in the words of the library."""
    wrong = {}
    for name, value in fields.items():
        try:
            checked({name: value})
        except InvalidField as error:
            wrong[name] = error.message
    return wrong


def header_rows(found: Opened, phrases: Phrases) -> list[tuple[str, str, Ground | None]]:
    """The fields of a header in words, each with what it rests on; those that hold nothing are left
    out.
    """
    entry, grounds = found.entry, found.document.header.grounds
    said = {
        "title": in_one_line(entry.title or ""),
        "kind": phrases.code("kinds", entry.kind),
        "date": phrases.date(entry.date) if entry.date else "",
        "published": phrases.date(entry.published) if entry.published else "",
        "place": phrases.place(entry.place) if entry.place else "",
        "issuers": phrases.states(entry.issuers),
        "parties": phrases.states(entry.parties),
        "people": phrases.joint.join(map(phrases.person, entry.people)),
        "level": phrases.code("levels", entry.level),
        "authenticity": phrases.code("authenticities", entry.authenticity),
        "series": entry.series or "",
        "language": phrases.code("languages", entry.language),
        "name": entry.name,
        "version": str(entry.version) if entry.version > 1 else "",
        "identity": entry.identity,
        "retrieved": found.analysis.source.retrieved or "",
        "alias": phrases.stop.join(f"{scheme}: {alias}" for scheme, alias in entry.aliases),
    }
    return [(name, value, grounds.get(name)) for name, value in said.items() if value]
