"""Draws a timeline as SVG: a row a series; a dot a document with the sign of its language, versions
of one day above each other; or, where dots would lie on each other, a number for some years.

Every dot is a link. Two widths are drawn, as words in a picture do not grow on a telephone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markupsafe import Markup

from communique.report.brief.phrases import Phrases
from communique.report.page import words as shown
from communique.report.series_words import series_words
from communique.report.signs import in_one_line
from communique.report.timelines import Lane, Statement
from communique.web.answers import address

SIGNS = {"en": "E", "ja": "日", "zh-Hant": "繁", "zh-Hans": "简"}
"""What a dot says of the language of its document."""

_ROW, _DOT, _HEAD = 30, 8, 26
_APART, _BIN = 18, 26
"""Units that dots, and numbers, must be apart."""
_MOST = 6
"""Versions of one day that are drawn above each other."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A width to draw in: `left` is kept for names, or they stand above their rows."""

    width: int
    left: int
    above: bool = False


WIDE, NARROW = Frame(1100, 330), Frame(360, 12, above=True)

Say = Callable[..., str]


def name_of(lane: Lane, phrases: Phrases, say: Say) -> str:
    """A lane in the reader's words."""
    if lane.series:
        return series_words(lane.label, phrases)
    parties = phrases.states(lane.sides) if lane.sides else say("home.no-parties")
    return f"{parties} · {say('home.beside')}"


def chart(
    lanes: Sequence[Lane], ends: tuple[float, float], phrases: Phrases, say: Say, frame: Frame
) -> Markup:
    """The lanes along their years."""
    axis = _Axis(int(ends[0]), int(ends[1]) + 1, frame)
    rows: list[str] = []
    y = _HEAD
    for lane in lanes:
        dots, height = _dots(lane, axis, phrases, say)
        top = y + (18 if frame.above else 0)
        rows.append(_name(lane, phrases, say, frame, y, top + height / 2))
        middle = top + height / 2
        rows.append(f'<path class="rule" d="M{frame.left} {middle}H{frame.width - 10}"/>')
        rows += [dot(middle) for dot in dots]
        y = int(top + height)
    head = "".join(axis.drawn(y))
    told = say("home.timeline-told", count=len(lanes), first=int(ends[0]), last=int(ends[1]))
    kind = "narrow" if frame.above else "wide"
    return Markup(
        f'<svg class="chart timeline {kind}" viewBox="0 0 {frame.width} {y + 6}" role="group" '
        f'aria-label="{escape(told)}">{head}{"".join(rows)}</svg>'
    )


class _Axis:
    def __init__(self, first: int, last: int, frame: Frame) -> None:
        room = frame.width - frame.left - 30
        self.frame = frame
        # Numbers are of whole stretches, so that the first and the last stand in the middle too.
        for size in (1, 2, 5, 10, 20, 50, 100, 10_000):
            self.size, self.first = size, first // size * size
            self.last = max(-(-last // size) * size, self.first + size)
            self.unit = room / (self.last - self.first)
            if self.unit * size >= _BIN:
                break

    def at(self, year: float) -> float:
        """Where a moment stands."""
        return round(self.frame.left + 12 + (year - self.first) * self.unit, 1)

    def drawn(self, height: float) -> Iterator[str]:
        """The years, with lines through all rows."""
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10_000) if self.unit * s >= 44)
        for year in range(-(-self.first // step) * step, self.last + 1, step):
            x = self.at(year)
            yield f'<path class="rule year" d="M{x} 18V{height}"/>'
            yield f'<text class="soft" x="{x}" y="12" text-anchor="middle">{year}</text>'


def _name(lane: Lane, phrases: Phrases, say: Say, frame: Frame, y: float, middle: float) -> str:
    words = in_one_line(name_of(lane, phrases, say))
    room = frame.width - 20 if frame.above else frame.left - 14
    x, at = (2, y + 14) if frame.above else (frame.left - 10, middle + 4)
    anchor = "start" if frame.above else "end"
    href = escape(address("/documents", series=lane.label))
    return (
        f'<a href="{href}"><title>{shown(words)}</title>'
        f'<text class="lane" x="{x}" y="{at:.0f}" text-anchor="{anchor}">'
        f"{shown(_short(words, room))}</text></a>"
    )


def _short(words: str, room: float) -> str:
    """As much of words as there is room for."""
    taken = 0.0
    for at, char in enumerate(words):
        taken += 12.2 if ord(char) > 0x2E80 else 6.6
        if taken > room:
            return words[: max(1, at - 1)].rstrip() + "…"
    return words


def _dots(
    lane: Lane, axis: _Axis, phrases: Phrases, say: Say
) -> tuple[list[Callable[[float], str]], int]:
    """What draws the dots of a lane around a height, and how high the lane is."""
    dated = lane.dated
    places = [axis.at(each.year) for each in dated if each.year is not None]
    apart = min((b - a for a, b in pairwise(places)), default=_APART)
    if apart >= _APART:
        stack = max((min(len(each.versions), _MOST) for each in dated), default=1)
        dots = [_statement(each, x, phrases, say) for each, x in zip(dated, places, strict=True)]
        return dots, max(_ROW, stack * 18 + 8)
    return [
        _number(lane, year, count, axis, phrases, say)
        for year, count in lane.years(axis.size).items()
    ], _ROW


def _statement(each: Statement, x: float, phrases: Phrases, say: Say) -> Callable[[float], str]:
    def drawn(middle: float) -> str:
        made = ""
        some = each.versions[:_MOST]
        for number, version in enumerate(some):
            y = middle + (number - (len(some) - 1) / 2) * 18
            title = in_one_line(version.title or say("base.no-title"))
            language = phrases.code("languages", version.language)
            name = f"{phrases.date(each.date)} {title} ({language})"
            sign = SIGNS.get(version.language, "·")
            made += (
                f'<a href="/documents/{version.id}" aria-label="{shown(name)}">'
                f"<title>{shown(name)}</title>"
                f'<circle class="dot l-{escape(version.language)}" cx="{x}" cy="{y}" r="{_DOT}"/>'
                f'<text class="on" x="{x}" y="{y + 3.5}" text-anchor="middle">{sign}</text></a>'
            )
        return made

    return drawn


def _number(
    lane: Lane, year: int, count: int, axis: _Axis, phrases: Phrases, say: Say
) -> Callable[[float], str]:
    end = year + axis.size - 1
    when = phrases.date(f"{year:04d}" if end == year else f"{year:04d}/{end:04d}")
    name = f"{when}{phrases.colon}{say('documents.count', count=count)}"
    x = axis.at(year + axis.size / 2)
    radius = 9 if count < 10 else 11 if count < 100 else 13
    href = escape(address("/documents", series=lane.label, since=f"{year:04d}", until=f"{end:04d}"))

    def drawn(middle: float) -> str:
        return (
            f'<a href="{href}" aria-label="{shown(name)}"><title>{shown(name)}</title>'
            f'<circle class="dot" cx="{x}" cy="{middle}" r="{radius}"/>'
            f'<text class="on" x="{x}" y="{middle + 3.5}" text-anchor="middle">{count}</text></a>'
        )

    return drawn
