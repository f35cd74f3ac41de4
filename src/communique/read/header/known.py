"""Dates that rest on what is known beside the text: catalogues, known meetings, and counting.

A report's opening may name the days of a visit; the catalogue knows on which of them the leaders
issued a text. A day without a year (4月10日) is that of the only year in which these two met on
it. `第13回`, held yearly since 1995, was in 2007.
"""

from __future__ import annotations

import re

from communique.languages.dates import DateMention, resolve
from communique.languages.numerals import integer
from communique.model.codes import Basis
from communique.model.dates import is_edtf, span
from communique.names.rows import Meeting
from communique.read.header.actors import Actors
from communique.read.header.face import Face
from communique.read.header.offices import LEADING
from communique.read.header.published import Found

_SLACK = 21
"""Days between the first and last date of an opening that may belong to one visit."""


def known_date(
    face: Face, ranked: list[DateMention], actors: Actors, anchor: str | None
) -> Found | None:
    """A known meeting of the people or parties named, on a day that the opening names."""
    people = _leading_pair(face, actors)
    if len(people) < 2:
        return None
    resolved = (
        resolve(sorted(ranked, key=lambda d: d.start), anchor, prefer="past") if anchor else ranked
    )
    days = [d for d in resolved if d.complete and d.precision == "day"]
    if not days:
        return _by_day_of_year(face, ranked, people)
    first, last = min(span(d.edtf).first for d in days), max(span(d.edtf).last for d in days)
    if (last - first).days > _SLACK or first == last:
        return None
    issued = [
        entry
        for entry in face.names.catalogue()
        if set(people) <= set(entry.people) and first.isoformat() <= entry.date <= last.isoformat()
    ]
    if issued and len(issued[0].date) == 10:
        note = f"{issued[0].catalogue}: the leaders issued a text that day"
        where = next((d for d in days if d.edtf == issued[0].date), days[0])
        return Found(
            issued[0].date, "known-document", Basis.CATALOGUE, where.start, where.end, note
        )
    inside = [
        m
        for m in face.names.meetings(people=people)
        if m.start <= last.isoformat() and m.end >= first.isoformat() and len(m.start) == 10
    ]
    picked = (
        resolve([ranked[0]], anchor, prefer="past")[0].edtf if ranked and anchor else days[0].edtf
    )
    if not inside or any(m.start <= picked <= m.end for m in inside):
        return None
    meeting = min(inside, key=lambda m: (len(m.start), m.start < first.isoformat(), m.start))
    return _meeting_found(meeting, days[0])


def _by_day_of_year(face: Face, ranked: list[DateMention], people: tuple[str, ...]) -> Found | None:
    for day in ranked:
        if day.precision == "day" and day.edtf.startswith("XXXX-") and day.counts is None:
            met = {m.start: m for m in face.names.meetings(people=people, date=day.edtf)}
            months = {start[: 4 if day.edtf[5] != "X" else 7] for start in met}
            if len(months) == 1:
                year = months.pop()
                note = f"the only known meeting of {', '.join(people)} on such a day"
                return Found(
                    f"{year}{day.edtf[len(year) :]}",
                    "known-meeting",
                    Basis.CATALOGUE,
                    day.start,
                    day.end,
                    note,
                )
    return None


def _meeting_found(meeting: Meeting, day: DateMention) -> Found:
    note = f"the known meeting {meeting.start}/{meeting.end}: {meeting.description}"[:200]
    return Found(meeting.start, "known-meeting", Basis.CATALOGUE, day.start, day.end, note)


def _leading_pair(face: Face, actors: Actors) -> tuple[str, ...]:
    """The leaders named, one for each party: the first of each who ever led it."""
    found: dict[str, str] = {}
    for mention in actors.people:
        for person in face.names.who(mention):
            offices = {t.office for t in face.names.terms_of(person.id)}
            if person.state in actors.parties and offices & set(LEADING):
                found.setdefault(person.state, person.id)
                break
    return tuple(found.values())


def _other_year_between(face: Face, year: DateMention, at: int) -> bool:
    """From the first in 1954 to the thirteenth in 1977 says nothing of the present year."""
    low, high = sorted((year.end, at))
    return any(d.complete for d in face.dates_in(low, high + 2) if d is not year)


def counted_year(face: Face) -> Found | None:
    """The year by counting: a first one in a year, this one the n-th, held every year (or every
    second).
    """
    words = face.words["counting"]
    start, end = face.lead
    text = face.text[start : min(len(face.text), end + 300)]
    ordinal = re.compile(words["ordinal"])
    for year in face.dates_in(start, end + 300):
        if not year.complete or year.precision != "year":
            continue
        around = face.text[max(start, year.start - 40) : year.end + 24].lower()
        if not any(word.lower() in around for word in words["started"]):
            continue
        for match in ordinal.finditer(text):
            nth = integer(match["n"])
            if _other_year_between(face, year, start + match.start()):
                continue
            after = text[match.end() : match.end() + 24].lower()
            if (
                not nth
                or nth < 2
                or not (match[0][-1] in words["of"] or any(w in after for w in words["of"]))
            ):
                continue
            step = 2 if any(word in text.lower() for word in words["every_two"]) else 1
            made = f"{int(year.edtf[:4]) + (nth - 1) * step:04d}"
            if is_edtf(made):
                note = f"first {year.edtf}, number {nth}, every {step} year(s)"
                return Found(made, "counted", Basis.RULE, year.start, year.end, note)
    return None
