"""The documents over which a claim holds: their kinds, levels, parties and time.

A scope is what a person would have to read through to know. Several kinds of documents that one
speaks of as one (a declaration is a joint statement) are one here, as a table says. Left out: how a
claim's words become a scope (claims_question.py).

    >>> Scope(kinds=(Kind.JOINT_STATEMENT,), parties=("JPN", "USA"), since="1969").to_json()["from"]
    '1969'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Day
from functools import lru_cache
from typing import Any

from communique.check.held import sides
from communique.compare.texts import Text
from communique.errors import InvalidField
from communique.model import dates
from communique.model.codes import Kind, Level
from communique.names import CatalogueEntry

CATALOGUED: dict[str, Kind] = {
    "declaration": Kind.JOINT_STATEMENT,
    "communique": Kind.JOINT_STATEMENT,
    "announcement": Kind.OTHER,
}
"""What those kinds of catalogues are that are no kinds of documents; others are the same words."""

OFFICIAL = tuple(
    kind for kind in Kind if kind not in (Kind.NEWS, Kind.ARTICLE, Kind.SEMINAR_REPORT, Kind.OTHER)
)
"""The kinds that governments issue: the scope of a claim that names no kind."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents count. Empty tuples leave a field open.

    `since` and `until` (EDTF) are within the scope, `after` and `before` are not. `parties` are
    exactly those who issued a document together. `last`: only the last so many of them.
    """

    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    parties: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    after: str | None = None
    before: str | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until", "after", "before"):
            value = getattr(self, name)
            if value is not None and not dates.is_edtf(value):
                raise InvalidField(
                    f"{name} is no date: {value!r}", advice="Write 1996, 1996-04 or 1996-04-17."
                )

    @property
    def first(self) -> Day:
        """The first day within the scope."""
        return _first(self.since, self.after)

    @property
    def end(self) -> Day:
        """The last day within the scope."""
        return _end(self.until, self.before)

    def outside(self, text: Text) -> str | None:
        """Why a text is not within the scope: `kind`, `level`, `parties`, `period`; None if it is.

        A text without a date is outside any period.
        """
        header = text.header
        if self.kinds and header.kind not in self.kinds:
            return "kind"
        if self.levels and header.level not in (*self.levels, Level.NONE):
            return "level"
        if self.parties and sides(text) != frozenset(self.parties):
            return "parties"
        return None if self.spans(text.date) else "period"

    def spans(self, date: str | None) -> bool:
        """Whether a date may lie within the scope's time."""
        first, end = self.first, self.end
        if first == Day.min and end == Day.max:
            return True
        try:
            days = dates.span(date or "")
        except ValueError:
            return False
        return days.last >= first and days.first <= end

    def knows(self, entry: CatalogueEntry) -> bool:
        """Whether an entry of a catalogue is within the scope."""
        kind = kind_of(entry)
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.levels or not entry.level or entry.level in self.levels)
            and (not self.parties or set(entry.parties) == set(self.parties))
            and self.spans(entry.date)
        )

    def within(self, **changes: Any) -> Scope:
        """The scope with some fields changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The scope as the contract prints it; `exclusive` lists the ends that are not within."""
        exclusive = [
            name for name, value in (("from", self.after), ("to", self.before)) if value is not None
        ]
        return {
            "kinds": [kind.value for kind in self.kinds],
            "levels": [level.value for level in self.levels],
            "parties": list(self.parties),
            "from": self.after or self.since,
            "to": self.before or self.until,
            "exclusive": exclusive,
            "last": self.last,
        }


def kind_of(entry: CatalogueEntry) -> Kind:
    """The kind of a document that an entry of a catalogue is."""
    if entry.kind in CATALOGUED:
        return CATALOGUED[entry.kind]
    return Kind(entry.kind) if entry.kind in tuple(Kind) else Kind.OTHER


@lru_cache(maxsize=64)  # thousands of documents are asked of one scope
def _first(since: str | None, after: str | None) -> Day:
    days = [Day.min]
    if since:
        days.append(dates.earliest(since))
    if after:
        days.append(_next(dates.latest(after)))
    return max(days)


@lru_cache(maxsize=64)
def _end(until: str | None, before: str | None) -> Day:
    days = [Day.max]
    if until:
        days.append(dates.latest(until))
    if before:
        days.append(_before(dates.earliest(before)))
    return min(days)


def _next(day: Day) -> Day:
    return day if day == Day.max else Day.fromordinal(day.toordinal() + 1)


def _before(day: Day) -> Day:
    return day if day == Day.min else Day.fromordinal(day.toordinal() - 1)
