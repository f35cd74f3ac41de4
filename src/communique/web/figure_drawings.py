"""What the page of figures draws: a quantity in time, and a document's tables with their sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from communique.check.measures import Measured
from communique.check.tables import table_conflicts
from communique.compare.texts import Text
from communique.model import dates
from communique.report.plotting import Plot, placed
from communique.web.desks import Desk

MOST_POINTS = 300
"""Figures that a chart can hold,"""
WIDTH, HEIGHT = 860, 240
"""and its size."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of figures of one unit: what stands where, the figures with their times, the line
    where they are one quantity.
    """

    plot: Plot
    points: tuple[tuple[str, Text | None, str, Decimal], ...]
    unit: str
    line: str

    @property
    def ticks(self) -> tuple[tuple[Decimal, float], ...]:
        """The round values of the axis, each with its place."""
        return tuple((Decimal(f"{value:.10g}"), y) for value, y in self.plot.values)


def chart_of(
    found: Measured, course: Mapping[str, Any] | None, texts: Mapping[str, Text]
) -> Chart | None:
    """The chart of a quantity, or of figures of one unit; None where there is nothing to draw."""
    if course is not None:
        points = [
            (str(p["id"]), texts.get(p["document"]), str(p["time"]), Decimal(p["value"]))
            for p in course["points"]
        ]
        unit = str(course["unit"])
    else:
        units = found.units()
        if len(units) != 1 or not 2 <= len(found.rows) <= MOST_POINTS:
            return None
        [unit] = units
        timed = [(n, found.time(n)) for n in found.rows.tolist()]
        points = [
            (found.held.ids[n], found.text(n), time, Decimal(found.held.fields[n]["value"]))
            for n, time in timed
            if time and dates.is_edtf(time)
        ]
    points.sort(key=lambda each: dates.sort_key(each[2]))
    if len({each[2] for each in points}) < 2:
        return None
    plot = placed(
        [(time, float(value)) for _, _, time, value in points], width=WIDTH, height=HEIGHT
    )
    line = "M" + "L".join(f"{p.x:.1f} {p.y:.1f}" for p in plot.points) if course else ""
    return Chart(plot, tuple(points), unit, line)


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of a document: its rows of cells (words, and whether a sum with it fails), how many
    are heads, and the conflicts.
    """

    rows: tuple[tuple[tuple[str, bool], ...], ...]
    heads: int
    conflicts: tuple[Any, ...]
    language: str


def tables_of(desk: Desk, document: str) -> list[Shown]:
    """The tables of a document, with the cells whose sums fail."""
    text = desk.library.full(desk.archive.find(document))
    if not text.tables:
        return []
    found = table_conflicts(text)
    made = []
    for table in text.tables:
        inside = [
            c for c in found if any(_within(table.quote.ranges, f.quote.start) for f in c.figures)
        ]
        wrong = {f.quote.start for c in inside for f in c.figures[:1]}
        rows = tuple(
            tuple(
                (
                    cell.text,
                    cell.quote is not None
                    and any(cell.quote.start <= at < cell.quote.end for at in wrong),
                )
                for cell in row
            )
            for row in table.rows
        )
        made.append(Shown(rows, table.header, tuple(inside), text.language))
    return made


def _within(ranges: Any, at: int) -> bool:
    return any(a <= at < b for a, b in ranges)
