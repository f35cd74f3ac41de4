"""Draws the charts of a brief as SVG: the series in time, phrases over it, deadlines.

Each has a title and a description for who cannot see it, text labels, shapes that tell without
colour, and colours by classes that the page's style sets. Nothing is loaded. Left out: formats that
show no SVG get the same data as a grid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from communique.model import dates
from communique.report.brief.blocks import Block, Chart, Grid, Line, Run
from communique.report.brief.contents import Charts, Mark, Strip
from communique.report.brief.phrases import Phrases
from communique.report.signs import in_one_line

WIDTH = 500
TOLD = 12
"""Statements that a grid in place of the line of time tells, the last ones."""

_LEFT, _ROW, _LABEL = 130, 19, 24


def charts(held: Charts, words: Phrases) -> Iterator[Block]:
    """The charts that have something to show."""
    if len(held.series) > 1:
        yield _series(held.series, words)
    if held.strips:
        yield _strips(held.columns, held.strips, words)
    if len(held.deadlines) > 1:
        yield _deadlines(held.deadlines, words)


def _series(marks: Sequence[Mark], words: Phrases) -> Chart:
    days = [dates.earliest(mark.date).toordinal() for mark in marks]
    first, last = _year(marks[0].date), _year(marks[-1].date) + 1
    axis = _Axis(first, last)
    languages = list(dict.fromkeys(each for mark in marks for each in mark.languages))
    body = [axis.drawn(len(languages) * _ROW + 30)]
    for number, language in enumerate(languages):
        y = 24 + number * _ROW
        body.append(_text(_LEFT - 10, y + 4, words.code("languages", language), "end"))
        body.append(f'<path class="rule" d="M{_LEFT} {y}H{WIDTH - 10}"/>')
        for mark, day in zip(marks, days, strict=True):
            name = f"{words.date(mark.date)} {in_one_line(mark.title)}"
            if language in mark.languages:
                body.append(_dot(axis.at(day), y, 7 if mark.own else 4.5, "held", name))
            elif not mark.held and not number:
                body.append(_dot(axis.at(day), y, 4.5, "known", name))
    lost = sum(1 for mark in marks if not mark.held)
    ends = {"since": words.date(marks[0].date), "until": words.date(marks[-1].date)}
    told = words.say("chart_series", held=len(marks) - lost, missing=lost, **ends)
    title = words.heading("series")
    grid = Grid(
        (words.label("date"), words.label("versions"), words.label("document")),
        (18, 30, 52),
        tuple(
            (
                _cell(words.date(mark.date)),
                _cell(words.joint.join(words.code("languages", x) for x in mark.languages) or "—"),
                _cell(mark.title),
            )
            for mark in marks[-TOLD:]
        ),
    )
    svg = _svg(title, told, "".join(body), len(languages) * _ROW + 54)
    return Chart(title, svg, f"{told} {_stop(words.say('legend_series'))}", grid)


def _strips(columns: Sequence[str], strips: Sequence[Strip], words: Phrases) -> Chart:
    left = _LEFT + 50
    step = (WIDTH - left - 10) / len(columns)
    body = []
    heads = _heads(columns)
    every = max(1, round(50 / step))
    for at, head in enumerate(heads):
        if at == len(heads) - 1 and len(head) > 4:
            body.append(_text(WIDTH - 4, 14, head, "end", "soft"))
        elif (len(columns) - 1 - at) % every == 0:
            body.append(_text(left + step * (at + 0.5), 14, head, "middle", "soft"))
    for number, strip in enumerate(strips):
        y = _LABEL + number * _ROW
        body.append(_text(left - 10, y + 13, _short(strip.phrase), "end"))
        for at, count in enumerate(strip.counts):
            name = f"{words.date(columns[at])}: {words.say('times', count=count)}"
            x = left + step * at
            kind = "has" if count else "none"
            body.append(
                f'<rect class="{kind}" x="{x + 1:.1f}" y="{y + 2}" width="{step - 2:.1f}" '
                f'height="{_ROW - 4}" rx="2"><title>{escape(name)}</title></rect>'
            )
            if count:
                body.append(_text(x + step / 2, y + 13, str(count), "middle", "on"))
    ends = {"since": words.date(columns[0]), "until": words.date(columns[-1])}
    told = words.say("chart_phrases", count=len(strips), columns=len(columns), **ends)
    title = words.heading("phrases")
    shown = columns[-8:]
    grid = Grid(
        ("", *heads[-len(shown) :]),
        (100 - 9 * len(shown), *(9 for _ in shown)),
        tuple(
            (_cell(s.phrase), *(_cell(str(count or "·")) for count in s.counts[-len(shown) :]))
            for s in strips
        ),
    )
    svg = _svg(title, told, "".join(body), _LABEL + len(strips) * _ROW + 6)
    return Chart(title, svg, f"{told} {_stop(words.say('legend_phrases'))}", grid)


def _heads(columns: Sequence[str]) -> tuple[str, ...]:
    """Years over the columns, with months where years come twice."""
    years = [column[:4] for column in columns]
    if len(set(years)) == len(years):
        return tuple(years)
    return tuple(column[:7] for column in columns)


def _deadlines(held: Sequence[tuple[str, str, tuple[str, ...], str]], words: Phrases) -> Chart:
    by_year: defaultdict[int, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for deadline, due, actors, _ in held:
        by_year[dates.latest(deadline).year].append((deadline, due, actors))
    years = sorted(by_year)
    most = max(map(len, by_year.values()))
    step = min(120.0, (WIDTH - 20) / len(years))
    size = 15
    height = most * size + 34
    body = [f'<path class="axis" d="M10 {height - 22}H{WIDTH - 10}"/>']
    for at, year in enumerate(years):
        x = 10 + step * (at + 0.5)
        body.append(_text(x, height - 7, words.date(f"{year:04d}"), "middle"))
        for number, (deadline, due, actors) in enumerate(sorted(by_year[year])):
            y = height - 32 - number * size
            name = f"{words.date(deadline)} {words.states(actors)}"
            body.append(_dot(x, y, 6, "held" if due == "passed" else "known", name))
    passed = sum(1 for _, due, _, _ in held if due == "passed")
    ends = {"since": words.date(f"{years[0]:04d}"), "until": words.date(f"{years[-1]:04d}")}
    told = words.say("chart_deadlines", count=len(held), passed=passed, **ends)
    title = words.heading("deadlines")
    rows = []
    for year in years:
        late = sum(1 for _, due, _ in by_year[year] if due == "passed")
        rows.append(
            (
                _cell(words.date(f"{year:04d}")),
                _cell("●" * late + "○" * (len(by_year[year]) - late)),
                _cell(str(len(by_year[year]))),
            )
        )
    grid = Grid((words.label("year"), words.label("deadline"), ""), (20, 60, 20), tuple(rows))
    svg = _svg(title, told, "".join(body), height)
    return Chart(title, svg, f"{told} {_stop(words.say('legend_deadlines'))}", grid)


class _Axis:
    """Years from left to right."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, day: int) -> float:
        """Where a day stands."""
        share = (day / 365.2425 + 1 - self.first) / max(1, self.last - self.first)
        return round(_LEFT + min(1.0, max(0.0, share)) * (WIDTH - 20 - _LEFT), 1)

    def drawn(self, y: float) -> str:
        """The line with its years."""
        step = next(
            step
            for step in (1, 2, 5, 10, 20, 50, 100, 10_000)
            if (self.last - self.first) / step <= 9
        )
        made = f'<path class="axis" d="M{_LEFT} {y:.0f}H{WIDTH - 10}"/>'
        start = -(-self.first // step) * step
        for year in range(start, self.last + 1, step):
            x = self.at(round((year - 1) * 365.2425))
            made += f'<path class="axis" d="M{x} {y:.0f}v4"/>'
            made += _text(x, y + 17, str(year), "middle", "soft")
        return made


def _svg(title: str, told: str, body: str, height: float) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img">'
        f"<title>{escape(title)}</title>"
        f"<desc>{escape(told)}</desc>{body}</svg>"
    )


def _dot(x: float, y: float, radius: float, kind: str, name: str) -> str:
    return (
        f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius}"><title>{escape(name)}</title>'
        "</circle>"
    )


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    css = f' class="{kind}"' if kind else ""
    shown = escape(in_one_line(words))
    return f'<text{css} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{shown}</text>'


def _short(words: str) -> str:
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in words)
    if wide <= 27:
        return words
    made, size = "", 0
    for char in words:
        size += 2 if ord(char) > 0x2E80 else 1
        if size > 26:
            break
        made += char
    return made + "…"


def _year(edtf: str) -> int:
    return dates.earliest(edtf).year


def _cell(words: str) -> tuple[Line, ...]:
    return ((Run(words),),)


def _stop(words: str) -> str:
    end = "。" if any(ord(char) > 0x2E80 for char in words) else "."
    return f"{words[:1].upper()}{words[1:]}{end}"
