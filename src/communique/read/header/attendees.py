"""Who met: people of the parties whom the title and opening name, or the holders of the offices
they name.

Recognised: people of the names tables, narrowed by the date (ブッシュ is father or son); people
whom no table knows, by the office beside them (people.py); office holders on the date where a
text says only `the Prime Minister`. Left out: people whom a report only quotes, and those whom a
seminar speaks about.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.codes import Basis, Kind, Level
from communique.model.dates import span
from communique.model.documents import Ground
from communique.names.mentions import Mention
from communique.read.header.actors import Actors
from communique.read.header.face import Face
from communique.read.header.kinds import REPORTS
from communique.read.header.offices import LEADING, leads
from communique.read.header.people import NamedOfficer, officers


def people_of(face: Face, actors: Actors, kind: Kind, date: str | None) -> tuple[str, ...]:
    """The English names of those who met; where the text names only offices, who held them on the
    date.
    """
    if "people" in face.fields:
        face.grounds["people"] = Ground(Basis.MANIFEST, "given")
        return tuple(face.fields["people"])
    day = day_of(date)
    ids: dict[str, Mention] = {}
    for mention in actors.people:
        who = face.names.who(mention, day)
        if len({person.state for person in who}) > 1:  # a shared surname: one of a party's
            who = tuple(person for person in who if person.state in actors.parties)
        if who:
            ids.setdefault(who[0].id, mention)
    leading = [i for i in ids if leads(i, day, face.names)]
    kept = leading if _covers(face, leading, actors.parties) else list(ids)[:4]
    if kind is Kind.SEMINAR_REPORT:
        return ()  # whom a seminar speaks about did not meet there
    listed = [(ids[i].start, ids[i].end, face.names.people[i].label("en")) for i in kept]
    covered = {face.names.people[i].state for i in kept}
    for officer in _unknown(face, actors, covered):
        listed.append((officer.start, officer.end, officer.name))
    if listed:
        listed.sort()
        face.ground("people", "named", listed[0][0], listed[0][1])
        return tuple(dict.fromkeys(name for _, _, name in listed))
    if day and kind not in REPORTS:
        held = _holders(face, actors, day)
        if held:
            face.grounds["people"] = Ground(
                Basis.RULE, "office-holders", None, f"in office on {day}"
            )
        return held
    return ()


def _unknown(face: Face, actors: Actors, covered: set[str]) -> Iterator[NamedOfficer]:
    """Officers whom no table knows, of parties that no known person stands for: the highest rank,
    one for each party.
    """
    missing = [p for p in actors.parties if p not in covered]
    if not missing:
        return
    known = [(m.start, m.end) for m in face.mentions if m.kind == "person" and not m.weak]
    found = [
        o
        for o in officers(face, actors.offices)
        if (o.state is None or o.state in missing)
        and not any(s < o.end and o.start < e for s, e in known)
    ]
    for level in (Level.LEADERS, Level.MINISTERS):
        ranked = [o for o in found if o.level is level]
        for officer in ranked:
            if not missing:
                return
            if officer.state is None or officer.state in missing:
                yield officer
                missing.remove(officer.state if officer.state else missing[0])
        if ranked:
            return


def day_of(date: str | None) -> str:
    """One day, month or year of an EDTF date, as the names tables take it."""
    if not date:
        return ""
    found = span(date)
    return (
        found.first.isoformat()
        if found.precision in ("interval", "division")
        else date.rstrip("?~%")
    )


def _covers(face: Face, people: list[str], parties: tuple[str, ...]) -> bool:
    states = {face.names.people[i].state for i in people}
    return bool(states) and (states >= set(parties) or len(states) >= 2)


def _holders(face: Face, actors: Actors, day: str) -> tuple[str, ...]:
    """Who held the offices that the title, first and last lines name, one for each party."""
    end = face.lead[1]
    named = [
        o.office
        for o in actors.offices
        if (o.start < end or o.start > len(face.text) - 220) and o.office in LEADING
    ]
    found = []
    for party in actors.parties:
        for office in dict.fromkeys(named):
            person = face.names.person_in_office(party, office, day)
            if person:
                found.append(person.label("en"))
                break
    return tuple(found)
