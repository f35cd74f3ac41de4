"""An archive as a timeline: a lane for each series, its statements by date, language versions of a
day together.

Language versions of a series are one lane. What is in no series (alone in its series, or with
statements of one day only) is put with others of the same parties. Lanes with most documents come
first. Left out: drawing, and what documents say.

    >>> from communique.compare.series import series
    >>> from communique.compare.texts import text_of
    >>> texts = [text_of("Peace.", tag, name=f"{year}.{tag}.txt", date=f"{year}-05-04")
    ...          for year in (2031, 2032) for tag in ("en", "ja")]
    >>> [lane] = timeline(series(texts)).lanes
    >>> [(each.date, [version.language for version in each.versions]) for each in lane.statements]
    [('2031-05-04', ['en', 'ja']), ('2032-05-04', ['en', 'ja'])]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from communique.compare.library import Library
from communique.compare.series import Series, name_of
from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import LANGUAGES, Kind, Level

NOBODY = "no party"
"""The label of the lane of documents that are in no series and name no party."""
_DAYS_OF_YEAR = 365.2425


class Version(NamedTuple):
    """A document of a statement: its id, language and title."""

    id: str
    language: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """The documents of a lane that have one date: language versions as a rule. `year` is a number
    with the part of the year that had passed; None without a date."""

    date: str | None
    year: float | None
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Lane:
    """A series, or (`series` False) what parties said beside it. `label` finds its documents again;
    `name` is what a person called it, else None, and then parties, kind, level and `part` (a place,
    words of file names) tell what it is."""

    label: str
    series: bool
    name: str | None
    sides: tuple[str, ...]
    kind: str | None
    level: str | None
    part: str
    statements: tuple[Statement, ...]

    @property
    def ids(self) -> list[str]:
        """Its documents, in order."""
        return [version.id for each in self.statements for version in each.versions]

    @cached_property
    def documents(self) -> int:
        """How many documents it has."""
        return sum(len(each.versions) for each in self.statements)

    @property
    def dated(self) -> tuple[Statement, ...]:
        """Its statements with a date, in order."""
        return tuple(each for each in self.statements if each.year is not None)

    def years(self, size: int = 1) -> dict[int, int]:
        """How many documents by stretches of so many years, each by its first."""
        counts: Counter[int] = Counter()
        for each in self.dated:
            assert each.year is not None
            counts[int(each.year) // size * size] += len(each.versions)
        return dict(sorted(counts.items()))

    def to_json(self) -> dict[str, Any]:
        """The lane without its statements, as REST gives it."""
        dated = self.dated
        return {
            "label": self.label,
            "series": self.series,
            "name": self.name,
            "parties": list(self.sides),
            "kind": self.kind,
            "level": self.level,
            "part": self.part,
            "documents": self.documents,
            "first": dated[0].date if dated else None,
            "last": dated[-1].date if dated else None,
            "years": {str(year): count for year, count in self.years().items()},
        }


@dataclass(frozen=True)
class Timeline:
    """All lanes, those with most documents first."""

    lanes: tuple[Lane, ...]

    @property
    def ends(self) -> tuple[float, float] | None:
        """The first and the last year with a statement; None where none has a date."""
        years = [each.year for lane in self.lanes for each in lane.statements if each.year]
        return (min(years), max(years)) if years else None

    def lane(self, label: str) -> Lane | None:
        """The lane of a label."""
        return next((each for each in self.lanes if each.label == label), None)

    def to_json(self) -> dict[str, Any]:
        """The timeline as REST gives it."""
        return {"lanes": [lane.to_json() for lane in self.lanes]}


def of_library(library: Library) -> Timeline:
    """The timeline of all texts of a library."""
    return timeline(library.series())


def timeline(found: Iterable[Series]) -> Timeline:
    """The timeline of series, each given by its texts or outlines of them."""
    together: defaultdict[str, list[Series]] = defaultdict(list)
    for each in found:
        together[each.label.rpartition(" (")[0] or each.label].append(each)
    lanes: list[Lane] = []
    rest: defaultdict[tuple[str, ...], list[Text]] = defaultdict(list)
    for label, several in together.items():
        texts = [text for each in several for text in each.texts]
        if several[0].named or len({text.date for text in texts if text.date}) > 1:
            lanes.append(_lane(label, texts, named=several[0].named))
        else:
            for text in texts:
                rest[_sides(text)].append(text)
    for sides, texts in rest.items():
        label = "-".join(sides) or NOBODY
        lanes.append(Lane(label, False, None, sides, None, None, "", _statements(texts)))
    lanes.sort(key=lambda lane: (-lane.documents, lane.label))
    return Timeline(tuple(lanes))


def _lane(label: str, texts: Sequence[Text], *, named: bool) -> Lane:
    """The lane of a series, told by what most of its texts have in common."""
    [(most, _)] = Counter(
        (_sides(text), text.header.kind, text.header.level) for text in texts
    ).most_common(1)
    sides, kind, level = most
    part = "" if named else _part(label, sides, kind, level)
    return Lane(
        label,
        True,
        label if named or part == label else None,
        sides,
        kind.value,
        level.value,
        part,
        _statements(texts),
    )


def _part(label: str, sides: Sequence[str], kind: Kind, level: Level) -> str:
    """What a label says beside parties, kind and level; all of it where it says other ones."""
    told = name_of(sides, kind, level)
    if label == told:
        return ""
    return label[len(told) + 2 :] if label.startswith(f"{told}, ") else label


def _statements(texts: Iterable[Text]) -> tuple[Statement, ...]:
    by_date: defaultdict[str | None, list[Text]] = defaultdict(list)
    for text in texts:
        by_date[text.date].append(text)
    made = []
    for date, several in by_date.items():
        several.sort(key=lambda text: (_language(text), text.name))
        versions = tuple(Version(text.id, text.language, text.header.title) for text in several)
        made.append(Statement(date, _year(date), versions))
    return tuple(sorted(made, key=lambda each: (each.year is None, each.year or 0.0)))


def _language(text: Text) -> int:
    return LANGUAGES.index(text.language) if text.language in LANGUAGES else len(LANGUAGES)


def _sides(text: Text) -> tuple[str, ...]:
    return tuple(sorted(text.header.issuers or text.header.event.parties))


def _year(date: str | None) -> float | None:
    if not date or not dates.is_edtf(date):
        return None
    try:
        day = dates.earliest(date)
    except ValueError:
        return None
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS_OF_YEAR
