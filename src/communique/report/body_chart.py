"""Draws bodies in time as SVG: a bar each from the first mention to the last, with a sign where a
document says that it was set up, met, was resumed or lapsed.

Signs differ in shape, so that none is told by colour alone; who cannot see the chart has its title
and the table beside it. Left out: plain mentions, of which the bar is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.check.bodies import Body
from communique.check.ends import day
from communique.report.page import words

WIDTH, LEFT, ROW, HEAD = 1000, 330, 24, 26
LONGEST = 44
"""Characters of a name beside its bar, a CJK character as two."""

SIGNS = {
    "planned": "M0-5L5 0L0 5L-5 0Z",
    "established": "M-5 5H5L0-5Z",
    "met": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z",
    "resumed": "M-5-5H5L0 5Z",
    "lapsed": "M-5-3.5L-3.5-5L0-1.5L3.5-5L5-3.5L1.5 0L5 3.5L3.5 5L0 1.5L-3.5 5L-5 3.5L-1.5 0Z",
}
"""The paths of signs, ten units wide; `ongoing` has none."""


def body_chart(
    bodies: Sequence[Body],
    *,
    title: str,
    label: Callable[[str], str],
    action: Callable[[str], str],
    address: Callable[[str], str],
) -> str:
    """The chart of bodies that have dates; empty where there are none. `label` and `action` are the
    reader's words for a name and an action, `address` where a body is told of.
    """
    dated = [body for body in bodies if body.first and body.last and body.events]
    if not dated:
        return ""
    first = min(body.events[0].year for body in dated)
    last = max(body.events[-1].year for body in dated) + 1
    wide = (WIDTH - LEFT - 24) / max(1, last - first)

    def at(date: str) -> float:
        found = day(date)
        assert found is not None
        return LEFT + wide * (found.year - first + (found.timetuple().tm_yday - 1) / 366)

    parts = [*_years(first, last, wide, HEAD + ROW * len(dated))]
    for number, body in enumerate(dated):
        y = HEAD + ROW * number + ROW / 2
        assert body.first and body.last
        start, end = at(body.first), at(body.last)
        name = label(body.name)
        parts.append(
            f'<a href="{words(address(body.name))}"><text x="{LEFT - 12}" y="{y + 4:.0f}" '
            f'text-anchor="end">{words(cut(name))}<title>{words(name)}</title></text></a>'
            f'<rect class="bar" x="{start:.1f}" y="{y - 3:.0f}" height="6" rx="3" '
            f'width="{max(3.0, end - start):.1f}"/>'
        )
        for event in body.events:
            if event.action in SIGNS:
                x = min(max(LEFT + wide * (event.year - first + 0.5), start), end)
                told = f"{event.year} {action(event.action)}"
                parts.append(
                    f'<path class="sign a-{event.action}" d="{SIGNS[event.action]}" '
                    f'transform="translate({x:.1f} {y:.0f})"><title>{words(told)}</title></path>'
                )
    height = HEAD + ROW * len(dated) + 6
    return (
        f'<svg class="chart bodies" viewBox="0 0 {WIDTH} {height}" role="group" '
        f'aria-label="{words(title)}">{"".join(parts)}</svg>'
    )


def _years(first: int, last: int, wide: float, height: int) -> list[str]:
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n * wide >= 48), 200)
    made = []
    for year in range(first, last + 1):
        if year % step == 0 or (year == first and (-first) % step * wide > 40):
            x = LEFT + wide * (year - first)
            made.append(
                f'<path class="rule" d="M{x:.1f} {HEAD - 6}V{height}"/>'
                f'<text class="soft" x="{x:.1f}" y="14" text-anchor="middle">{year}</text>'
            )
    return made


def cut(name: str, most: int = LONGEST) -> str:
    """A name that is no wider than so many letters.

    >>> cut("Ormel Strait Dialogue", 8), cut("日米安全保障協議委員会", 8)
    ('Ormel S…', '日米安…')
    """
    width, made = 0, ""
    for char in name:
        width += 2 if char > "\u2e7f" else 1
        if width > most:
            return f"{made[:-1].rstrip()}…"
        made += char
    return made
