"""What stands around a document in an archive: its series, its language versions, other texts of
the meeting, other texts of the same source.

Known from headers alone. Left out: whether their words agree (`check`, `compare`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.archive import Archive, Entry
from communique.compare.library import Library
from communique.compare.series import Series, series_of
from communique.compare.texts import Text
from communique.errors import SeriesAmbiguous
from communique.model import dates
from communique.model.gaps import Gap
from communique.report.brief.meeting import is_report, of_one_meeting, versions_of

MOST = 12
"""Other texts of a meeting that are told."""


@dataclass(frozen=True, slots=True)
class InSeries:
    """A document's place in its series: the label, its number from 1, how many there are, and the
    texts just before and behind it.
    """

    label: str
    number: int
    total: int
    previous: Text | None
    next: Text | None

    def to_json(self) -> dict[str, Any]:
        """The place as REST gives it."""
        return {
            "label": self.label,
            "number": self.number,
            "total": self.total,
            "previous": _json(self.previous),
            "next": _json(self.next),
        }


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The texts around a document, known by their headers; `series` is None where it is alone."""

    series: InSeries | None
    versions: tuple[Text, ...]
    meeting: tuple[Text, ...]
    source: tuple[Text, ...]
    gaps: tuple[Gap, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The neighbours as REST gives them."""
        return {
            "series": self.series.to_json() if self.series else None,
            "versions": [_json(each) for each in self.versions],
            "meeting": [_json(each) for each in self.meeting],
            "source": [_json(each) for each in self.source],
        }


def neighbours(library: Library, archive: Archive, entry: Entry) -> Neighbours:
    """The neighbours of a document of an archive. Its series may be told by a gap instead:
    `brief-series` where it could be of several.
    """
    text = library.outline(entry)
    day = _of_the_day(library, archive, text)
    versions = versions_of(text, day)
    beside = of_one_meeting(text, day)
    known = {each.id for each in versions}
    source = tuple(
        library.outline(other)
        for other in archive.of_source(entry.identity)
        if other.id != entry.id and other.id not in known
    )
    apart = known | {each.id for each in source}
    others = tuple(each for each in beside if each.id not in apart)[:MOST]
    series, gaps = _series(library, archive, text)
    return Neighbours(series, versions, others, source, gaps)


def _of_the_day(library: Library, archive: Archive, text: Text) -> tuple[Text, ...]:
    if not text.date or not dates.is_edtf(text.date):
        return ()
    found = archive.documents(since=text.date, until=text.date)
    return tuple(map(library.outline, found))


def _series(
    library: Library, archive: Archive, text: Text
) -> tuple[InSeries | None, tuple[Gap, ...]]:
    """Among texts of its language and issuers (else parties), and those of the name it was given:
    a large archive takes half a second to part into all its series.
    """
    header = text.header
    sides = {"issuer": header.issuers} if header.issuers else {"party": header.event.parties}
    if not header.series and (is_report(text) or not any(sides.values())):
        return None, ()
    found_by: list[dict[str, Any]] = [sides] if any(sides.values()) else []
    if header.series:
        found_by.append({"series": header.series})
    entries = {
        each.id: each
        for options in found_by
        for each in archive.documents(language=text.language, **options)
    }
    try:
        found = series_of(text, map(library.outline, entries.values()))
    except SeriesAmbiguous as error:
        return None, (Gap("brief-series", error.message),)
    return _place(found, text), found.gaps


def _place(found: Series, text: Text) -> InSeries | None:
    if len(found.texts) < 2:
        return None
    at = [each.id for each in found.texts].index(text.id)
    after = found.texts[at + 1] if at + 1 < len(found.texts) else None
    before = found.texts[at - 1] if at else None
    return InSeries(found.label, at + 1, len(found.texts), before, after)


def _json(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    return {
        "id": text.id,
        "name": text.name,
        "language": text.language,
        "title": text.header.title,
        "date": text.date,
    }
