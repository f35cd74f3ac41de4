"""Values in time, placed for a chart: where each point stands, and round numbers for the axes.

The scale of values begins at nothing, or is logarithmic where they differ a thousandfold. Left out:
drawing (the page does it, with a table beside).

    >>> plotted = placed([("1998", 10.0), ("2004", 40.0)], width=100, height=50)
    >>> [(round(p.x), round(p.y)) for p in plotted.points], plotted.values[-1]
    ([(0, 38), (100, 0)], (40.0, 0.0))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from communique.model import dates

APART = 1000.0
"""From so many times the least on the scale is logarithmic."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a value stands."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The points in the order given; years and values of the axes, each with its place."""

    points: tuple[Point, ...]
    years: tuple[tuple[int, float], ...]
    values: tuple[tuple[float, float], ...]
    logarithmic: bool


def placed(found: Sequence[tuple[str, float]], *, width: float, height: float) -> Plot:
    """The places of values at times (EDTF) within a frame; y is measured from the top."""
    days = [_day(time) for time, _ in found]
    first, last = min(days), max(days)
    if first == last:
        first, last = first - 200, last + 200
    values = [value for _, value in found]
    least, most = min(values), max(values)
    logarithmic = least > 0 and most / least >= APART
    ticks = _powers(least, most) if logarithmic else _round(min(0.0, least), max(0.0, most))
    low, high = ticks[0], ticks[-1]

    def x(day: float) -> float:
        return width * (day - first) / (last - first)

    def y(value: float) -> float:
        share = log10(value / low) / (log10(high / low) or 1) if logarithmic else (
            (value - low) / ((high - low) or 1)
        )  # fmt: skip
        return height * (1 - share)

    return Plot(
        tuple(Point(x(day), y(value)) for day, value in zip(days, values, strict=True)),
        tuple((year, x(year * 365.2425)) for year in _years(first, last)),
        tuple((value, y(value)) for value in ticks),
        logarithmic,
    )


def _day(time: str) -> float:
    span = dates.span(time)
    return (span.first.toordinal() + span.last.toordinal()) / 2


def _years(first: float, last: float) -> list[int]:
    """Round years within a stretch, nine at the most."""
    start, end = int(first / 365.2425) + 1, int(last / 365.2425)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10_000) if (end - start) / s <= 9)
    return list(range(-(-start // step) * step, end + 1, step))


def _round(low: float, high: float) -> list[float]:
    """Round values from below the least to above the most, a few."""
    if low == high:
        high = low + 1
    raw = (high - low) / 4
    size = 10 ** floor(log10(raw))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= raw * 0.999)
    start = float(floor(low / step) * step)
    made = [start]
    while made[-1] < high * (1 - 1e-9) and len(made) < 12:
        made.append(start + step * len(made))
    return made


def _powers(low: float, high: float) -> list[float]:
    start, end = floor(log10(low)), -floor(-log10(high))
    step = max(1, (end - start) // 6)
    return [10.0**power for power in range(start, end + step, step)]
