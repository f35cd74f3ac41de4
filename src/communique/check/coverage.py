"""What an archive holds of the documents that a catalogue knows of, and what it lacks.

An entry is held if a document of its parties and kind has its date, a day or two more or less:
clocks differ across an ocean, and a text may say only when it was published. Language versions
count once. Where several entries share a day, titles tell them apart. Left out: what is said in
the documents.

    with Archive.open("communique.db") as archive:
        found = coverage(Library(archive).outlines(), load(), parties=["JPN", "USA"], since="2021")
        print(found.whole, [entry.date for entry in found.missing])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from rapidfuzz import fuzz

from communique.archive.tokens import fold
from communique.check.held import Held, issued, sides
from communique.check.scope import Scope, kind_of
from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.model.gaps import Gap
from communique.names import CatalogueEntry, Names

SLACK = 2
"""Days by which the date of a document may miss that of its entry."""

_KINDS: dict[Kind, tuple[Kind, ...]] = {
    Kind.JOINT_STATEMENT: (Kind.JOINT_STATEMENT, Kind.OTHER),
    Kind.FACT_SHEET: (Kind.FACT_SHEET, Kind.OTHER),
    Kind.OTHER: (Kind.OTHER, Kind.FACT_SHEET, Kind.JOINT_STATEMENT),
}
"""The kinds that a document of an entry's kind may have been read as, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a catalogue, and the document of it that is held, or None."""

    entry: CatalogueEntry
    held: Held | None

    def to_json(self) -> dict[str, Any]:
        """The entry as it is printed, with the ids of the texts held."""
        return {**entry_json(self.entry), "held": self.held.to_json() if self.held else None}


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a coverage: entries known, entries held, documents that no catalogue has."""

    year: int
    known: int
    held: int
    extra: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A scope, its catalogues, the entries by date, and documents that no catalogue has.

    `vouched`: a person says that the archive holds the scope whole.
    """

    scope: Scope
    catalogues: tuple[str, ...]
    entries: tuple[Known, ...]
    extra: tuple[Held, ...]
    gaps: tuple[Gap, ...] = ()
    vouched: bool = False

    @property
    def held(self) -> tuple[Held, ...]:
        """All documents of the scope that are held, by date."""
        found = [each.held for each in self.entries if each.held] + list(self.extra)
        return tuple(sorted(found, key=lambda one: one.texts[0].order))

    @property
    def missing(self) -> tuple[CatalogueEntry, ...]:
        """The entries of which nothing is held."""
        return tuple(each.entry for each in self.entries if each.held is None)

    @property
    def whole(self) -> bool:
        """Whether the archive holds the scope whole: a catalogue knows documents of it and none is
        missing, or a person vouches."""
        return self.vouched or (bool(self.entries) and not self.missing)

    @property
    def years(self) -> tuple[Year, ...]:
        """Every year from the first to the last, also those with nothing."""
        known = Counter(dates.earliest(each.entry.date).year for each in self.entries)
        held = Counter(dates.earliest(each.entry.date).year for each in self.entries if each.held)
        extra = Counter(days[0][0].year for one in self.extra if (days := one.days()))
        all_years = [*known, *extra]
        if not all_years:
            return ()
        span = range(min(all_years), max(all_years) + 1)
        return tuple(Year(year, known[year], held[year], extra[year]) for year in span)

    def to_json(self) -> dict[str, Any]:
        """The coverage as it is printed and exported."""
        return {
            "scope": self.scope.to_json(),
            "catalogues": list(self.catalogues),
            "known": len(self.entries),
            "held": sum(1 for each in self.entries if each.held),
            "whole": self.whole,
            "vouched": self.vouched,
            "entries": [each.to_json() for each in self.entries],
            "missing": [entry_json(entry) for entry in self.missing],
            "not_catalogued": [one.to_json() for one in self.extra],
            "years": [
                {"year": y.year, "known": y.known, "held": y.held, "not_catalogued": y.extra}
                for y in self.years
            ],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def coverage(
    texts: Iterable[Text],
    names: Names,
    *,
    parties: Collection[str] = (),
    kinds: Collection[Kind | str] = (),
    levels: Collection[Level | str] = (),
    since: str | None = None,
    until: str | None = None,
    catalogue: str = "",
    series: str = "",
    complete: bool = False,
) -> Coverage:
    """The coverage of parties, kinds, levels and a period, or of a catalogue (and a series in it).

    `texts` may be outlines. Raises `invalid-field` for a date that is none. Gaps: `no-catalogue`
    where no catalogue knows of such documents, `catalogue-unconfirmed` for entries that nobody saw.
    """
    entries = names.catalogue(id=catalogue)
    entries = tuple(entry for entry in entries if not series or entry.series == series)
    if catalogue and not parties and entries:
        parties = sorted(set(entries[0].parties))
    if series and not levels:
        levels = sorted({entry.level for entry in entries if entry.level})
    scope = Scope(
        kinds=tuple(map(Kind, kinds)),
        levels=tuple(map(Level, levels)),
        parties=tuple(sorted(parties)),
        since=since,
        until=until,
    )
    return cover(scope, texts, entries, complete=complete)


def cover(
    scope: Scope,
    texts: Iterable[Text],
    entries: Iterable[CatalogueEntry],
    *,
    complete: bool = False,
    extras: bool = True,
) -> Coverage:
    """The coverage of a scope by texts, against the entries of catalogues; gaps as `coverage`.

    Without `extras` it is not looked for documents that no catalogue has.
    """
    known = [entry for entry in entries if scope.knows(entry)]
    if not known and not extras:
        return Coverage(scope, (), (), (), _gaps(scope, [], []), complete)
    loose = scope.within(kinds=(), since=None, until=None, after=None, before=None)
    kinds = readable_as(scope.kinds)
    candidates = issued(
        text for text in texts if text.header.kind in kinds and not loose.outside(text)
    )
    matched = _matched(known, candidates)
    taken = {id(one) for one in matched if one}
    extra = tuple(
        one
        for one in candidates
        if id(one) not in taken and any(not scope.outside(text) for text in one.texts)
    )
    return Coverage(
        scope,
        tuple(dict.fromkeys(entry.catalogue for entry in known)),
        tuple(map(Known, known, matched)),
        extra,
        _gaps(scope, known, matched),
        complete,
    )


def entry_json(entry: CatalogueEntry) -> dict[str, Any]:
    """An entry of a catalogue as answers print it."""
    return {
        "catalogue": entry.catalogue,
        "series": entry.series,
        "date": entry.date,
        "title": entry.title_en or entry.title_ja,
        "kind": entry.kind,
        "level": entry.level,
        "place": entry.place,
        "confirmed": entry.confirmed,
        "source": entry.source,
    }


def readable_as(kinds: Collection[Kind]) -> frozenset[Kind]:
    """The kinds as which documents of some kinds may have been read; of all kinds but those that
    write about documents, where none are given."""
    wanted = kinds or [k for k in Kind if k not in (Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT)]
    return frozenset(near for kind in wanted for near in _KINDS.get(kind, (kind,)))


def _matched(entries: Sequence[CatalogueEntry], candidates: Sequence[Held]) -> list[Held | None]:
    """For each entry the document of it; each document is of one entry, the best fitting first."""
    if not entries:
        return []
    by_day: dict[int, list[int]] = {}
    for number, one in enumerate(candidates):
        for first, last in one.days():
            if (last - first).days > 31:
                continue
            for day in range(first.toordinal() - SLACK, last.toordinal() + SLACK + 1):
                by_day.setdefault(day, []).append(number)
    fits: list[tuple[tuple[float, ...], int, int]] = []
    for at, entry in enumerate(entries):
        dated = dates.earliest(entry.date)
        for number in set(by_day.get(dated.toordinal(), ())):
            rank = _rank(entry, candidates[number], dated)
            if rank is not None:
                fits.append((rank, at, number))
    found: list[Held | None] = [None] * len(entries)
    taken: set[int] = set()
    for _, at, number in sorted(fits):
        if found[at] is None and number not in taken:
            found[at] = candidates[number]
            taken.add(number)
    return found


def _rank(entry: CatalogueEntry, one: Held, day: Day) -> tuple[float, ...] | None:
    """How well a document fits an entry, the least best: kind, days apart, title; None: not."""
    kind = kind_of(entry)
    allowed = _KINDS.get(kind, (kind,))
    held = one.texts[0].header
    if held.kind not in allowed or sides(one.texts[0]) != frozenset(entry.parties):
        return None
    if entry.level and held.level not in (entry.level, Level.NONE):
        return None
    apart = min(max((first - day).days, (day - last).days, 0) for first, last in one.days())
    titles = [fold(title) for title in (entry.title_en, entry.title_ja) if title]
    own = [fold(text.header.title) for text in one.texts if text.header.title]
    like = max((fuzz.token_set_ratio(a, b) for a in titles for b in own), default=0.0)
    return float(allowed.index(held.kind)), float(apart), -like


def _gaps(
    scope: Scope, known: Sequence[CatalogueEntry], matched: Sequence[Held | None]
) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    if not known:
        who = f"of {'-'.join(scope.parties)}" if scope.parties else "of all parties together"
        gaps.append(Gap("no-catalogue", f"no catalogue knows of documents {who} in this scope"))
    unsure = [
        entry.date
        for entry, held in zip(known, matched, strict=True)
        if held is None and not entry.confirmed
    ]
    if unsure:
        some = ", ".join(unsure[:5])
        gaps.append(Gap("catalogue-unconfirmed", f"nobody has seen {len(unsure)} of them: {some}"))
    return tuple(gaps)
