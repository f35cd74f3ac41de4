"""People: every person a document names, once, whatever the spelling; quoted where first named.

Recognised: whom the names tables hold (a surname alone beside a title, or once the full name
stood), whom a language's patterns show (people_en.py, people_ja.py, people_zh.py), and whom the
header found at the event (read/header/people.py). A surname with a title is the person of that
surname. Left out: offices without a name, bodies, companies, places.

    "Ada Brook, Foreign Minister of Ghana, … Minister Brook …" -> Ada Brook, with both forms
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any

from communique.find.context import Context, Scan
from communique.find.grammars import grammar
from communique.find.naming import Sighting, Taken
from communique.languages import data
from communique.model.findings import Person
from communique.names import Mention
from communique.names.rows import Term

_DOTS = re.compile(r"[·・．‧•＝]")
_PARTED = re.compile(r"[ ·・．‧•＝]")
_POSSESSIVE = re.compile(r"['’]s\b")
MOST = 400
"""Names looked at by pattern in one passage: none that people wrote has more."""
_SPAN = 20
"""Years around a person's time in office in which a surname alone may mean that person."""


@dataclass
class _Someone:
    """A person as the document goes on: the forms seen, in order, and where first."""

    scan: Scan
    start: int
    end: int
    name: str
    id: str | None = None
    latin: str | None = None
    role: str | None = None
    affiliation: str | None = None
    rule: str = "pattern"
    full: bool = True
    forms: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)


def find_people(context: Context) -> Iterator[Person]:
    """The people of a document, in the order in which it names them."""
    data(context.language, "people")  # a language without the data is a gap
    rules = grammar("people", context.language)
    may_be = getattr(rules, "may_be", bool)
    roll = _Roll(context)
    fits = getattr(rules, "fits", lambda text, start, end: True)
    seen = [(scan, list(_sightings(scan, rules.sight, may_be, fits))) for scan in context.scans]
    _join(seen)
    for full in (True, False):  # whole names first: surnames belong to them
        for scan, sightings in seen:
            for sighting in sightings:
                if sighting.full is full:
                    roll.add(scan, sighting)
    roll.also_bare()
    for one in roll.people:
        yield context.finding(
            Person,
            one.scan.quote(one.start, one.end),
            rule=f"person-{one.rule}",
            confidence={"name": 0.95, "header": 0.9}.get(one.rule, 0.85 if one.full else 0.7),
            name=roll.name(one),
            role=one.role,
            affiliation=one.affiliation,
            surface=tuple(one.forms),
        )


def _sightings(scan: Scan, sight: Any, may_be: Any, fits: Any) -> Iterator[Sighting]:
    """Whom a passage names, each stretch once: by the tables, by the header, by pattern."""
    taken = Taken(scan.mentions)
    found = [
        Sighting(m.start, m.end, m.start, m.end, full=not surname, id=id)
        for m in taken.people
        if fits(scan.text, m.start, m.end)
        for id, surname in _meant(m, scan.context)
    ]
    patterns = sorted(
        islice(sight(scan.text, taken), MOST), key=lambda s: (s.start - s.end, s.start)
    )
    found = [  # a surname of the tables within a longer name that a pattern shows is nobody's
        s for s in found
        if s.full or not any(
            p.start <= s.start and s.end <= p.end and p.end - p.start > s.end - s.start
            for p in patterns
        )
    ]  # fmt: skip
    glossed = {s.latin for s in patterns}
    head = []
    for name in scan.context.doc.header.event.people:
        at = scan.text.find(name) if name not in glossed else -1
        fine = at >= 0 and len(name) > 3 and not taken.edge(at, at + len(name)) and may_be(name)
        if fine and not _POSSESSIVE.search(name):
            head.append(Sighting(at, at + len(name), at, at + len(name)))
    held: list[Sighting] = []
    for sighting in (*found, *patterns, *head):  # the surest first, then the longest
        if not any(sighting.start < s.end and s.start < sighting.end for s in held):
            held.append(sighting)
    for sighting in sorted(held, key=lambda s: s.start):
        beside = [s for s in patterns if s.start < sighting.end and sighting.start < s.end]
        yield replace(
            sighting,
            first=min([sighting.first, *(s.first for s in beside)]),
            last=max([sighting.last, *(s.last for s in beside)]),
            role=sighting.role or next((s.role for s in beside if s.role), None),
            latin=sighting.latin or next((s.latin for s in beside if s.latin), None),
        )


def _join(seen: list[tuple[Scan, list[Sighting]]]) -> None:
    """A dotted name that two passages share (the dot read as a full stop) is one: the latter's."""
    for (scan, before), (_, behind) in pairwise(seen):
        text = scan.text.rstrip()
        if text[-1:] not in ("．", "·", "・") or not before or not behind:
            continue
        one, other = before[-1], behind[0]
        if one.end == len(text) - 1 and other.start == 0 and one.id is None:
            behind[0] = replace(other, role=other.role or one.role, full=True, sure=True)
            before[:] = [s for s in before if s.end < len(text) - 1]


def _meant(mention: Mention, context: Context) -> Iterator[tuple[str | None, bool]]:
    """Who of the tables a mention means, and whether it is a surname alone.

    A surname alone means somebody who held office around the document's time; else it is anybody's,
    as is one that people of several states share of whom none is of the event.
    """
    names, person = context.names, context.names.people[mention.id]
    surname = any(f.weak and f.text == mention.form for f in person.forms(context.language))
    if not surname:
        yield mention.id, False
        return
    header = context.doc.header
    day = header.event.date or header.published or ""
    year = int(day[:4]) if day[:4].isdigit() else None
    ids = [mention.id, *(r.id for r in mention.others if r.kind == "person")]
    near = {id: _years_off(names.terms_of(id), year) for id in ids} if year else {}
    if near and min(near.values()) > _SPAN and any(names.terms_of(id) for id in ids):
        yield None, True
        return
    around = {*header.event.parties, *header.issuers}
    known = [id for id in ids if names.people[id].label("en") in header.event.people]
    party = [id for id in ids if names.people[id].state in around]
    ids = known or [id for id in party if near.get(id, 0) <= _SPAN] or ids
    first = min(near.get(id, 0) for id in ids)
    ids = [id for id in ids if near.get(id, 0) == first]
    one_state = len({names.people[id].state for id in ids}) == 1
    yield (ids[0] if one_state else None), True


def _years_off(terms: Iterable[Term], year: int) -> int:
    """How many years lie between a year and the nearest of some terms of office; 0 within one."""
    off = [
        max(int(term.start[:4]) - year, year - int(term.end[:4]) if term.end else 0, 0)
        for term in terms
        if term.start[:4].isdigit() and (not term.end or term.end[:4].isdigit())
    ]
    return min(off, default=_SPAN)


@lru_cache(maxsize=4096)  # each form is compared with all names of a document
def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name as surnames are compared: words, or what dots part."""
    return tuple(p.casefold() for p in _PARTED.split(name) if p)


class _Roll:
    """Who has been named so far."""

    def __init__(self, context: Context) -> None:
        self.context, self.people = context, list[_Someone]()

    def add(self, scan: Scan, sighting: Sighting) -> None:
        """Note a sighting: of somebody known so far, else of somebody new."""
        form = scan.text[sighting.start : sighting.end]
        if not form:
            return
        one = self._same(form, sighting)
        if one is None and not sighting.sure:
            return
        if one is None:
            one = _Someone(
                scan, sighting.start, sighting.end, form, sighting.id, full=sighting.full
            )
            one.rule = "name" if sighting.id else "pattern"
            self.people.append(one)
        elif (scan.index, sighting.start) < (one.scan.index, one.start):
            one.scan, one.start, one.end = scan, sighting.start, sighting.end
        if one.id is None and sighting.id and one.name == form:  # seen before its title told
            one.id, one.rule = sighting.id, "name"
        one.latin = one.latin or sighting.latin
        one.role = one.role or sighting.role
        one.affiliation = one.affiliation or self._affiliation(scan, sighting)
        one.names.setdefault(form)
        for start, end in ((sighting.start, sighting.end), (sighting.first, sighting.last)):
            text = " ".join(scan.text[start:end].split())
            if 0 < len(text) <= 80:
                one.forms.setdefault(text)
        if sighting.latin:
            one.forms.setdefault(sighting.latin)

    def _same(self, form: str, sighting: Sighting) -> _Someone | None:
        if sighting.id is not None:
            known = next((p for p in self.people if p.id == sighting.id), None)
            if known is not None or sighting.full:
                return known
        folded, parts = form.casefold(), _parts(form)
        for one in reversed(self.people):
            names = [*one.names, one.latin or ""]
            if folded in (n.casefold() for n in names):
                return one
            if sighting.latin and sighting.latin == one.latin:
                return one
            if any(self._within(folded, parts, n) for n in names if n):
                return one
            if len(parts) > 1 and one.id is sighting.id is None and parts[-1:] == _parts(one.name):
                one.name = form  # a surname in the title, the whole name below
                return one
        return None

    def _within(self, folded: str, parts: tuple[str, ...], name: str) -> bool:
        """Whether a form is part of a name: its last words, one of them, or the rest behind an
        initial; of a name in Han characters its beginning."""
        others = _parts(name)
        if len(others) > 1:
            short = len(parts) == len(others) and others[0].startswith(parts[0].rstrip("."))
            tail = 0 < len(parts) < len(others) and others[-len(parts) :] == parts
            one = len(parts) == 1 and len(parts[0]) > 1 and parts[0] in others
            return tail or one or (short and others[1:] == parts[1:])
        if len(parts) > 1:
            return False
        han = not folded.isascii()
        short = len(folded) <= 2 or (self.context.language == "ja" and len(folded) < len(name))
        return han and len(name) >= 3 and short and name.casefold().startswith(folded)

    def _affiliation(self, scan: Scan, sighting: Sighting) -> str | None:
        """The state or organisation of the tables, or what stands just beside the name."""
        if sighting.id is not None:
            return self.context.names.people[sighting.id].state or None
        western = self.context.language == "en"  # elsewhere the state stands before the office
        low, high = sighting.first - 14, sighting.last + (48 if western else 0)
        near = [
            m
            for m in scan.mentions
            if m.kind in ("state", "organisation")
            and (
                (low <= m.start and m.end <= sighting.start)
                or (sighting.last <= m.start and m.end <= high)
                or (sighting.end <= m.start and m.end <= sighting.last)  # A・フィンランド首相
            )
            and not re.search(
                r"[.;。；]", scan.text[min(m.end, sighting.last) : max(m.start, sighting.first)]
            )
        ]
        near.sort(
            key=lambda m: (western and m.start > sighting.last, abs(m.start - sighting.start))
        )
        return near[0].id if near and sighting.role else None

    def also_bare(self) -> None:
        """Surnames and full names that stand elsewhere without a title are forms as well."""
        for one in self.people:
            bare = set()
            if one.id is not None:
                for scan in self.context.scans:
                    for m in scan.mentions:
                        if m.kind == "person" and m.id == one.id:
                            bare.add(m.form)
            for name in (one.name, one.latin or ""):
                parts = [p for p in _PARTED.split(name) if p]
                if len(parts) > 1:
                    bare.add(parts[-1])
            for form in sorted(bare):
                if any(form in scan.text for scan in self.context.scans):
                    one.forms.setdefault(form)

    def name(self, one: _Someone) -> str:
        """The English name of the tables, the Latin form of the text, else as printed."""
        if one.id is not None:
            return self.context.names.people[one.id].label("en")
        if one.latin:
            return one.latin
        return one.name.title() if one.name.isupper() and one.name.isascii() else one.name
