"""The figures of an archive as columns in memory: filtered, counted and sorted without reading
documents.

The same as promises.py is for promises. Values are compared as numbers, exactly only where they are
shown; of language versions each is told. Rejected figures are left out, corrected ones as
corrected.

    held = Measures.of(archive)
    found = held.asked(Asked(unit="USD", text="trade", least=Decimal(1_000_000)))
    print(found.units(), [held.ids[n] for n in found.rows[:10]])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from communique.archive import Archive, tokens
from communique.archive.corrections import as_decided
from communique.archive.found import Found
from communique.check.columns import (
    Columns,
    Mask,
    Numbers,
    numbered,
    place,
    saying,
)
from communique.compare.following import sides_of
from communique.compare.texts import Text
from communique.model.decisions import Decision
from communique.model.findings import Figure

Sort: TypeAlias = Literal["date", "value", "unit", "what"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which figures are asked for: `text` words of what is measured, dates EDTF, `documents` and
    `ids` of documents and figures.
    """

    unit: str | None = None
    text: str | None = None
    party: str | None = None
    documents: Collection[str] | None = None
    ids: Collection[str] | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    table: bool | None = None


@dataclass(frozen=True)
class Measures(Columns):
    """All figures of an archive by number."""

    kind = Figure.kind

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        """The values as numbers, for comparing and drawing."""
        return np.array([float(each["value"]) for each in self.fields], np.float64)

    @cached_property
    def units(self) -> tuple[Numbers, tuple[str, ...]]:
        """The number of each figure's unit, and the units by number."""
        return numbered([each["unit"] for each in self.fields])

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """What each figure measures, with its row and column, as it is looked for."""
        return tuple(
            tokens.fold(" ".join((each.get("what") or "", *(each.get("table") or ()))))
            for each in self.fields
        )

    @cached_property
    def sides(self) -> tuple[frozenset[str], ...]:
        """The sides of each text."""
        return tuple(frozenset(sides_of(text)) for text in self.texts)

    def asked(self, asked: Asked, *, sort: Sort = "date", reverse: bool = False) -> Measured:
        """The figures that fit, by date the latest first. Raises `invalid-field`."""
        kept = self._texts(asked)
        mask = kept[self.at] if len(self.at) else np.zeros(0, bool)
        if asked.unit is not None:
            codes, names = self.units
            mask &= codes == place(names, asked.unit)
        if asked.least is not None:
            mask &= self.values >= float(asked.least)
        if asked.most is not None:
            mask &= self.values <= float(asked.most)
        if asked.table is not None:
            mask &= np.array([bool(each.get("table")) for each in self.fields]) == asked.table
        if asked.ids is not None:
            wanted = set(asked.ids)
            mask &= np.array([id in wanted for id in self.ids], bool)
        if asked.text:
            mask = saying(mask, self.folded, asked.text)
        rows = np.flatnonzero(mask)
        order = self._order(rows, sort)
        return Measured(self, rows[order[::-1] if reverse else order])

    def _texts(self, asked: Asked) -> Mask:
        mask = self.of_texts(
            documents=asked.documents,
            language=asked.language,
            since=asked.since,
            until=asked.until,
        )
        if asked.party is not None:
            mask &= np.array([asked.party in sides for sides in self.sides], bool)
        return mask

    def _order(self, rows: Numbers, sort: Sort) -> Numbers:
        newest = -self.at[rows]
        if sort == "value":
            return np.lexsort((rows, -self.values[rows]))
        if sort == "unit":
            return np.lexsort((rows, -self.values[rows], self.units[0][rows]))
        if sort == "what":
            names = np.array([self.folded[n] for n in rows.tolist()], dtype=object)
            ranks = np.argsort(np.argsort(names, kind="stable"), kind="stable")
            return np.lexsort((rows, ranks)) if len(rows) else rows
        return np.lexsort((rows, newest))


@dataclass(frozen=True)
class Measured:
    """The figures that were asked for, by number and in order."""

    held: Measures
    rows: Numbers

    def units(self) -> dict[str, int]:
        """How many there are of each unit, most first."""
        codes, names = self.held.units
        counts = Counter(codes[self.rows].tolist())
        return {names[code]: count for code, count in counts.most_common()}

    def time(self, number: int) -> str | None:
        """When a figure is of: its period, else the date of its document."""
        return self.held.fields[number].get("period") or self.text(number).date

    def text(self, number: int) -> Text:
        """The text of a figure, by its header."""
        return self.held.texts[int(self.held.at[number])]

    def told(self, archive: Archive, numbers: Sequence[int]) -> list[Told]:
        """Some of the figures with their words, read from the archive; what has gone meanwhile is
        left out.
        """
        made = []
        for found in archive.found_of(Figure.kind, [self.held.ids[n] for n in numbers]):
            figure = found.finding
            assert isinstance(figure, Figure)
            judged = self.held.judged.get(figure.id)
            verdict = judged.verdict if judged else None
            made.append(Told(found, as_decided(figure, verdict), verdict))
        return made


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its words: as the program found it, and as decided."""

    found: Found
    figure: Figure
    judged: Decision | None

    def to_json(self) -> dict[str, Any]:
        """The figure with its document, as REST gives it."""
        found = self.found.to_json()
        return {
            **self.figure.to_json(),
            **{name: found[name] for name in ("document", "name", "date", "language", "passage")},
            "title": self.found.entry.title,
            "judged": self.judged.verdict.value if self.judged else None,
        }
