"""Put a header together from the rules, in the order in which they need one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.languages import FOLDERS
from communique.model.codes import Basis, Kind
from communique.model.documents import Event, Ground, Header
from communique.model.gaps import Gap
from communique.model.quotes import Reading
from communique.names.lookup import Names
from communique.read.draft import Draft
from communique.read.header.actors import actors_of
from communique.read.header.attendees import day_of, people_of
from communique.read.header.face import face_of
from communique.read.header.given import given
from communique.read.header.issuers import issuers_of, level_of_document
from communique.read.header.kinds import kind_of
from communique.read.header.places import place_of
from communique.read.header.standing import authenticity_of
from communique.read.header.stated import ground, known_people, usable
from communique.read.header.titles import title_of
from communique.read.header.when import date_from_name, dates_of
from communique.read.layout import Layout


def read_header(
    draft: Draft,
    *,
    layout: Layout,
    reading: Reading,
    name: str,
    fields: Mapping[str, Any],
    names: Names,
    gaps: list[Gap],
) -> Header:
    """The header of a document. What was not found is added to `gaps`.

    `fields` (from a manifest or a person) win over everything, then what the file's own markup
    gives (`layout.stated`); `name` is the file's name. Looks
    at the first 6,000 and last 1,500 characters only. Every quote in the grounds reproduces from
    the reading.
    """
    set_by_hand = given(fields)
    fields = {**usable(layout.stated), **set_by_hand}
    if draft.language not in FOLDERS:
        return _unread(draft, name, fields)
    if "people" in layout.stated and "people" in fields and "people" not in set_by_hand:
        on = day_of(fields.get("date"))
        fields["people"] = tuple(
            known_people(fields["people"], names, language=draft.language, date=on)
        )
    face = face_of(draft, layout=layout, reading=reading, name=name, fields=fields, names=names)
    title = title_of(face)
    kind = kind_of(face, title)
    actors = actors_of(face, title, kind)
    published, date, found = dates_of(face, title, kind, actors)
    header = Header(
        title=title.text,
        kind=kind,
        issuers=issuers_of(face, actors, title, kind),
        level=level_of_document(face, actors, title, kind),
        authenticity=authenticity_of(face),
        published=published,
        event=Event(
            date=date,
            place=place_of(face, kind, found),
            parties=actors.parties,
            people=people_of(face, actors, kind, date),
        ),
        series=fields.get("series"),
        grounds=face.grounds,
    )
    for field, one in layout.stated.items():
        if field in fields and field not in set_by_hand:
            face.grounds[field] = ground(one, reading)
    gaps += _gaps(header, name)
    return header


def _unread(draft: Draft, name: str, fields: Mapping[str, Any]) -> Header:
    """The header of a text in a language without data: what is given and the file's name, nothing
    else.
    """
    date = fields.get("date") or date_from_name(name)
    grounds = {}
    if date:
        basis = Basis.MANIFEST if fields.get("date") else Basis.FILE_NAME
        grounds["date"] = Ground(basis, "given" if fields.get("date") else "file-name")
    return Header(
        title=fields.get("title"),
        kind=Kind(fields.get("kind") or "other"),
        published=fields.get("published"),
        event=Event(date=date, parties=tuple(fields.get("parties") or ())),
        series=fields.get("series"),
        grounds=grounds,
    )


def _gaps(header: Header, name: str) -> list[Gap]:
    """What the rules did not find, each by name."""
    found = []
    if header.title is None:
        found.append(
            Gap("no-title", f"{name}: no line reads like a title; set one with `edit --title`")
        )
    if header.kind is Kind.OTHER and "kind" not in header.grounds:
        found.append(
            Gap("no-kind", f"{name}: no cue tells the kind of document; it is kept as `other`")
        )
    if header.event.date is None:
        found.append(
            Gap(
                "no-date",
                f"{name}: neither the text nor the file's name gives the date of the event",
            )
        )
    if not header.event.parties:
        found.append(
            Gap("no-parties", f"{name}: no state is named as a party in the title or opening")
        )
    return found
