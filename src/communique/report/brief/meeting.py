"""The meeting a document is of or about: who, when, where, whose speech it reports, its versions,
and what else is held of the meeting.

Two documents are of one meeting if their days overlap and they have two parties in common. Left
out: meetings that no header names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import Kind
from communique.model.findings import Attribution, Person
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Attendee, Meeting, Ref, Some

REPORTS = (Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT)
"""Kinds that write about meetings; they are no statements."""

SPEAKERS, PEOPLE = 6, 8
"""How many speakers and people are told."""


def meeting(text: Text, versions: Sequence[Text], others: Sequence[Text], caps: Caps) -> Meeting:
    """The meeting of a text (with findings), given its versions and other documents of the day."""
    head = text.header
    roles = {each.name: each for each in text.findings if isinstance(each, Person)}
    names = head.event.people or tuple(roles)
    speakers = Counter(
        each.speaker for each in text.findings if isinstance(each, Attribution)
    ).most_common()
    return Meeting(
        Ref.of(text),
        head.level.value,
        head.authenticity.value,
        head.published,
        head.event.date,
        head.event.place,
        head.event.parties,
        tuple(_attendee(name, roles) for name in names[:PEOPLE]),
        Some(tuple(speakers[:SPEAKERS]), max(0, len(speakers) - SPEAKERS)),
        tuple(map(Ref.of, versions)),
        caps.cut("beside", list(map(Ref.of, others))),
        len(text.passages),
    )


def _attendee(name: str, roles: dict[str, Person]) -> Attendee:
    found = roles.get(name)
    return Attendee(name, found.role if found else None, found.affiliation if found else None)


def versions_of(text: Text, outlines: Iterable[Text]) -> tuple[Text, ...]:
    """The other language versions of a text: same day, kind and issuers."""
    own = _sides(text)
    return tuple(
        other
        for other in outlines
        if other.id != text.id
        and other.language != text.language
        and text.date is not None
        and other.date == text.date
        and other.header.kind == text.header.kind
        and _sides(other) == own
        and bool(text.header.issuers or text.header.kind not in REPORTS)
    )


def of_one_meeting(text: Text, outlines: Iterable[Text]) -> tuple[Text, ...]:
    """Other documents of the same meeting, statements first, versions of the text left out."""
    days = _days(text)
    parties = _all(text)
    versions = {each.id for each in versions_of(text, outlines)} | {text.id}
    found = [
        other
        for other in outlines
        if other.id not in versions
        and len(parties & _all(other)) >= 2
        and any(dates.overlaps(a, b) for a in days for b in _days(other))
    ]
    return tuple(sorted(found, key=_rank))


def met(
    outlines: Iterable[Text], *, most: int
) -> tuple[tuple[Text, Text, Literal["versions", "accounts"]], ...]:
    """Pairs of texts of one meeting, the latest first: versions of one, and two accounts of it. At
    most so many; of a day at most three, of its first texts.
    """
    days: defaultdict[str, list[Text]] = defaultdict(list)
    for text in outlines:
        if text.date:
            days[text.date].append(text)
    made: list[tuple[Text, Text, Literal["versions", "accounts"]]] = []
    for _, texts in sorted(days.items(), reverse=True):
        found = [
            (one, other, kind_of_pair(one, other)) for one, other in combinations(texts[:8], 2)
        ]
        told = [(one, other, kind) for one, other, kind in found if kind]
        made += sorted(told, key=lambda each: each[2] != "versions")[:3]
        if len(made) >= most:
            break
    return tuple(made[:most])


def kind_of_pair(one: Text, other: Text) -> Literal["versions", "accounts"] | None:
    """Whether two texts are versions of one, or texts of one meeting."""
    if versions_of(one, [other]):
        return "versions"
    return "accounts" if of_one_meeting(one, [other]) else None


def is_report(text: Text) -> bool:
    """Whether a text writes about a meeting instead of being of it."""
    return text.header.kind in REPORTS


def _rank(text: Text) -> tuple[int, str, str]:
    order = (Kind.JOINT_STATEMENT, Kind.TREATY, Kind.READOUT, Kind.FACT_SHEET)
    kind = text.header.kind
    return order.index(kind) if kind in order else len(order), text.name, text.id


def _sides(text: Text) -> set[str]:
    return set(text.header.issuers or text.header.event.parties)


def _all(text: Text) -> set[str]:
    return {*text.header.issuers, *text.header.event.parties}


def _days(text: Text) -> list[str]:
    held = [text.header.event.date or text.date]
    return [
        each
        for each in held
        if each and dates.is_edtf(each) and dates.precision(each) in ("day", "interval")
    ]
