"""Who appears in an archive, in which roles, and who is heard for which side, how often, in their
own words or reported.

The side of a speaker is, in this order: the state or body that the document gives for a person of
the name; the one of the names tables; the one that the name is of (`Japan`); the only issuer of
the document. Two who speak together (`A and B`) each speak. What people decided counts. Left out:
whom a role alone means (the spokesman), which stays a speaker as printed.

    [row.name for row in people(library)][:3], speakers(library)[0].sides
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.archive.portions import Fields
from communique.check.ends import ends
from communique.check.judged import fields_of
from communique.compare.library import Library
from communique.names import Names

AND = " and "
"""What joins two speakers."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office or role of a person as documents print it, with the side and when it is printed."""

    role: str | None
    affiliation: str | None
    first: str | None
    last: str | None
    documents: int

    def to_json(self) -> dict[str, Any]:
        """The role as JSON."""
        return {
            "role": self.role,
            "affiliation": self.affiliation,
            "first": self.first,
            "last": self.last,
            "documents": self.documents,
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker: how often in own words and reported, in how many documents, for which sides
    (a code, or empty where nothing tells) how often.
    """

    name: str
    direct: int
    indirect: int
    documents: int
    first: str | None
    last: str | None
    sides: Mapping[str, int]

    @property
    def count(self) -> int:
        """How often in all."""
        return self.direct + self.indirect

    def to_json(self) -> dict[str, Any]:
        """The speaker as JSON."""
        return {
            "name": self.name,
            "direct": self.direct,
            "indirect": self.indirect,
            "documents": self.documents,
            "first": self.first,
            "last": self.last,
            "sides": dict(self.sides),
        }


@dataclass(frozen=True, slots=True)
class Seen:
    """A person: the roles in time, the documents that name them, what they are heard to say."""

    name: str
    roles: tuple[Role, ...]
    documents: int
    first: str | None
    last: str | None
    heard: Heard | None

    @property
    def affiliation(self) -> str | None:
        """The side most documents give."""
        sides: Counter[str] = Counter()
        for role in self.roles:
            if role.affiliation:
                sides[role.affiliation] += role.documents
        return sides.most_common(1)[0][0] if sides else None

    def to_json(self) -> dict[str, Any]:
        """The person as JSON."""
        return {
            "name": self.name,
            "affiliation": self.affiliation,
            "roles": [role.to_json() for role in self.roles],
            "documents": self.documents,
            "first": self.first,
            "last": self.last,
            "heard": self.heard.to_json() if self.heard else None,
        }


def people(library: Library, **asked: Any) -> tuple[Seen, ...]:
    """The people whom documents name, those in most documents first; filters of documents as
    `Archive.portion` takes them.
    """
    asked = {name: value for name, value in asked.items() if value}

    def made() -> tuple[Seen, ...]:
        found: defaultdict[str, list[Fields]] = defaultdict(list)
        for each in fields_of(library, "people", ("name", "role", "affiliation"), **asked):
            if each.values[0]:
                found[str(each.values[0])].append(each)
        heard = {each.name: each for each in speakers(library, **asked)}
        rows = [_seen(name, rows, heard.get(name)) for name, rows in found.items()]
        return tuple(sorted(rows, key=lambda row: (-row.documents, row.name)))

    return library.kept(("people", str(sorted(asked.items()))), made)


def speakers(library: Library, **asked: Any) -> tuple[Heard, ...]:
    """Whoever is heard in documents, the most frequent first; filters as `people`."""
    asked = {name: value for name, value in asked.items() if value}

    def made() -> tuple[Heard, ...]:
        sides = _Sides(library, asked)
        found: defaultdict[str, list[Fields]] = defaultdict(list)
        for each in fields_of(library, "attributions", ("speaker", "mode"), **asked):
            for name in sides.names(str(each.values[0] or "")):
                found[name].append(each)
        rows = [_heard(name, rows, sides) for name, rows in found.items()]
        return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))

    return library.kept(("speakers", str(sorted(asked.items()))), made)


def spoken_as(library: Library, name: str) -> tuple[str, ...]:
    """The speakers of findings that mean a person: alone, or together with another."""
    sides = _Sides(library, {})
    found = {str(each.values[0] or "") for each in fields_of(library, "attributions", ("speaker",))}
    return tuple(sorted(speaker for speaker in found if name in sides.names(speaker)))


class _Sides:
    """Which sides speakers speak for."""

    def __init__(self, library: Library, asked: Mapping[str, Any]) -> None:
        self._people: dict[tuple[str, str], str] = {}
        self._known = set()
        for each in fields_of(library, "people", ("name", "affiliation"), **asked):
            name, side = each.values
            self._known.add(name)
            if side:
                self._people[each.document, name] = side
        self._issuers = {
            text.id: text.header.issuers[0]
            for text in library.outlines()
            if len(text.header.issuers) == 1
        }
        self._codes = library.kept("sides-by-name", lambda: dict(_by_name(library.names)))

    def names(self, speaker: str) -> tuple[str, ...]:
        """Who speaks: two that are known speak together, all others are as they are."""
        parts = tuple(speaker.split(AND))
        both = len(parts) > 1 and all(p in self._known or p in self._codes for p in parts)
        return parts if both else (speaker,) if speaker else ()

    def side(self, document: str, name: str) -> str:
        """The side of a speaker in a document; empty where nothing tells."""
        return (
            self._people.get((document, name))
            or self._codes.get(name)
            or self._issuers.get(document, "")
        )


def _by_name(names: Names) -> Iterator[tuple[str, str]]:
    """English labels of people, states and organisations, with the codes they stand for."""
    for person in names.people.values():
        if person.state:
            yield person.label("en"), person.state
    for table in (names.organisations, names.states):
        for row in table.values():
            yield row.label("en"), row.id


def _heard(name: str, rows: list[Fields], sides: _Sides) -> Heard:
    counts = Counter(sides.side(row.document, name) for row in rows)
    modes = Counter(str(row.values[1]) for row in rows)
    documents = len({row.document for row in rows})
    return Heard(
        name,
        modes["direct"],
        modes["indirect"],
        documents,
        *ends(row.date for row in rows),
        dict(counts.most_common()),
    )


def _seen(name: str, rows: list[Fields], heard: Heard | None) -> Seen:
    groups: dict[tuple[str | None, str | None], list[Fields]] = {}
    for row in rows:
        groups.setdefault((row.values[1], row.values[2]), []).append(row)
    roles = [
        Role(role, side, *ends(row.date for row in some), len({row.document for row in some}))
        for (role, side), some in groups.items()
    ]
    return Seen(
        name,
        tuple(roles),
        len({row.document for row in rows}),
        *ends(row.date for row in rows),
        heard,
    )
