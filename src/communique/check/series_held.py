"""What an archive holds of its series, year by year: those that catalogues know of, and its own.

Language versions of a document count once. Of a series that no catalogue knows nothing can be said
to be missing, only that a year has no document. Left out: series of one document.

    for row in series_held(Library(archive)):
        print(row.label, row.first, row.last, [year.year for year in row.years if not year.held])
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from communique.check.coverage import Coverage, Year
from communique.check.held import Held, issued
from communique.check.scope import Scope
from communique.check.series_coverage import coverages
from communique.compare.library import Library
from communique.compare.series import Series
from communique.compare.texts import Text


@dataclass(frozen=True, slots=True)
class SeriesHeld:
    """A series: by what name it is asked for, whether a catalogue knows it, its first and last date
    (held or known), how many documents are known to the catalogue, held of these, missing of
    these, and held besides; texts by language; and its years.
    """

    label: str
    catalogued: bool
    first: str | None
    last: str | None
    known: int
    held: int
    missing: int
    extra: int
    languages: tuple[tuple[str, int], ...]
    years: tuple[Year, ...]

    def to_json(self) -> dict[str, Any]:
        """The series as REST gives it."""
        return {
            "label": self.label,
            "catalogued": self.catalogued,
            "from": self.first,
            "to": self.last,
            "known": self.known,
            "held": self.held,
            "missing": self.missing,
            "not_catalogued": self.extra,
            "languages": dict(self.languages),
            "years": [
                {"year": y.year, "known": y.known, "held": y.held, "not_catalogued": y.extra}
                for y in self.years
            ],
        }


def series_held(library: Library) -> tuple[SeriesHeld, ...]:
    """The series of all catalogues, then those of the archive, the longest first."""
    catalogued = [_of_coverage(label, each) for label, each in coverages(library)]
    own = [_of_texts(label, texts) for label, texts in own_series(library).items()]
    own = [each for each in own if each.extra > 1]
    return (*catalogued, *sorted(own, key=lambda each: (-each.extra, each.label)))


def own_series(library: Library) -> dict[str, tuple[Text, ...]]:
    """The series of an archive by label, with their texts in all languages."""
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for each in library.series():
        found[_label(each)] += each.texts
    return {label: tuple(texts) for label, texts in found.items()}


def _label(series: Series) -> str:
    """The label of a series without its language, so that its versions are one."""
    if series.named:
        return series.label
    return series.label.removesuffix(f" ({series.texts[0].language})")


def as_coverage(texts: tuple[Text, ...]) -> Coverage:
    """A series of the archive that no catalogue knows, as a coverage: all it holds is besides."""

    return Coverage(Scope(), (), (), issued(texts))


def _of_coverage(label: str, each: Coverage) -> SeriesHeld:
    days = [known.entry.date for known in each.entries]
    return SeriesHeld(
        label=label,
        catalogued=True,
        first=min(days, default=None),
        last=max(days, default=None),
        known=len(each.entries),
        held=len(each.entries) - len(each.missing),
        missing=len(each.missing),
        extra=len(each.extra),
        languages=_languages(each.held),
        years=each.years,
    )


def _of_texts(label: str, texts: tuple[Text, ...]) -> SeriesHeld:
    each = as_coverage(texts)
    days = [one.date for one in each.extra if one.date]
    return SeriesHeld(
        label=label,
        catalogued=False,
        first=min(days, default=None),
        last=max(days, default=None),
        known=0,
        held=0,
        missing=0,
        extra=len(each.extra),
        languages=_languages(each.extra),
        years=each.years,
    )


def _languages(held: tuple[Held, ...]) -> tuple[tuple[str, int], ...]:
    counts = Counter(text.language for one in held for text in one.texts)
    return tuple(counts.most_common())
