"""Tables: rows and cells, from the format's marks, from tabs, from columns of spaces.

Recognised: tables that HTML or Markdown mark (unless one holds whole paragraphs: that is page
layout); two or more lines in a row with the same number of tabs (one more or less is a broken row);
three or more lines with the same columns set apart by two spaces or more, where some column holds
numbers. A row that lacks a cell because two of them ran together (OCR) is split where the right
part has the shape that its column has in the other rows. Left out, without marks: tables drawn with
lines, and cells that go on over several printed lines.

    >>> from communique.read.layout import Layout
    >>> from communique.read.lines import split_lines
    >>> rows = ["年\\t輸出\\t輸入", "一九七三\\t八億元\\t九億元", "一九七四十億元\\t七億元"]
    >>> layout = Layout("\\n".join(rows))
    >>> [[c.text for c in row] for row in tables(split_lines(layout), layout)[0].cells]
    [['年', '輸出', '輸入'], ['一九七三', '八億元', '九億元'], ['一九七四', '十億元', '七億元']]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.read.layout import Layout, Mark
from communique.read.lines import Line

_COLUMNS = re.compile(r"[ \u3000\u00a0]{2,}|\t+|\u3000+")
_NUMBER = re.compile(
    r"^[\s約＋+\-−△▲±$¥￥€£(（]*[0-9０-９〇一二三四五六七八九十百千万萬億亿兆][0-9０-９〇一二三四五六七八九十百千万萬億亿兆,，、．.\s]*\S{0,6}$"
)
_DIGIT = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千两兩]")
LAYOUT_CELL = 300
"""Characters: a cell longer than this shows that the table only lays a page out."""
MOST_ROWS = 20_000


class Span(NamedTuple):
    """A cell: its words, and where they stand (empty cells stand nowhere)."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class FoundTable:
    """A table as found: its lines, its rows of cells, and how many rows at the top name columns."""

    start: int
    end: int
    cells: list[list[Span]]
    header: int


def tables(lines: Sequence[Line], layout: Layout) -> list[FoundTable]:
    """The tables of a layout, in order. Sets `line.mark` to `table` for the lines they take."""
    found = _marked(lines, layout)
    free = [line for line in lines if line.mark != "table"]
    found += _tabbed(free) + _spaced([line for line in free if line.mark != "table"])
    return sorted(found, key=lambda t: t.start)


def _take(lines: Sequence[Line]) -> None:
    for line in lines:
        line.mark, line.level = "table", 0


def _marked(lines: Sequence[Line], layout: Layout) -> list[FoundTable]:
    found: list[FoundTable] = []
    starts = [line.start for line in lines]
    marks = [m for m in layout.marks if m.kind in ("table", "row", "cell")]
    outer = -1
    for table in (m for m in marks if m.kind == "table"):
        if table.start < outer:
            continue
        inner = marks[
            bisect_left(marks, table.start, key=lambda m: m.start) : bisect_left(
                marks, table.end, key=lambda m: m.start
            )
        ]
        rows = [_row(row, inner, layout) for row in inner if row.kind == "row"][:MOST_ROWS]
        rows = [row for row in rows if row]
        cells = [c for row in rows for c in row]
        if (
            len(rows) < 2
            or max(map(len, rows)) < 2
            or any(len(c.text) > LAYOUT_CELL for c in cells)
        ):
            continue
        outer = table.end
        headers = [
            all(c.level for c in inner if c.kind == "cell" and row.start <= c.start < row.end)
            for row in inner
            if row.kind == "row"
        ]
        header = next((i for i, h in enumerate(headers) if not h), 0)
        _take(lines[bisect_left(starts, table.start) : bisect_left(starts, table.end)])
        found.append(FoundTable(table.start, table.end, rows, header or _named(rows)))
    return found


def _row(row: Mark, inner: Sequence[Mark], layout: Layout) -> list[Span]:
    return [
        _trim(layout.text, m.start, m.end)
        for m in inner
        if m.kind == "cell" and row.start <= m.start and m.end <= row.end
    ]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    # a cell of several printed lines: East Asian ones join without a space
    words = re.sub(r"(?<=[^\x00-\u2e7f])\s*\n\s*(?=[^\x00-\u2e7f])", "", text[start:end])
    return Span(re.sub(r"\s+", " ", words), start, end)


def _tabbed(lines: Sequence[Line]) -> list[FoundTable]:
    """Lines with tabs that stand together (blank lines between them are allowed: OCR sets rows
    apart)."""
    return [
        t
        for group in _groups(lines, lambda line: line.text.count("\t") >= 1)
        if (t := _tab_table(group))
    ]


def _groups(lines: Sequence[Line], fits) -> list[list[Line]]:  # type: ignore[no-untyped-def]  # a predicate of lines
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.furniture is None and line.mark in (None, "preformatted") and fits(line):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _tab_table(group: list[Line]) -> FoundTable | None:
    rows = [_split(line, re.compile(r"\t+")) for line in group]
    width = Counter(map(len, rows)).most_common(1)[0][0]
    if (
        len(rows) < 2
        or width < 2
        or (width == 2 and len(rows) < 3)
        or not any(_NUMBER.match(c.text) for row in rows for c in row)
    ):
        return None
    _take(group)
    rows = [_mend(row, rows, max(map(len, rows))) for row in rows]
    return FoundTable(group[0].start, group[-1].end, rows, _named(rows))


def _spaced(lines: Sequence[Line]) -> list[FoundTable]:
    found = []
    for group in _groups(
        lines, lambda line: len(line.text) < 400 and _COLUMNS.search(line.text) is not None
    ):
        rows = [_split(line, _COLUMNS) for line in group]
        width, count = Counter(map(len, rows)).most_common(1)[0]
        numbers = sum(1 for row in rows for c in row[1:] if _NUMBER.match(c.text))
        if (
            len(rows) >= 3
            and width >= 2
            and count >= 0.7 * len(rows)
            and numbers >= 0.6 * (len(rows) - 1)
        ):
            _take(group)
            found.append(
                FoundTable(
                    group[0].start,
                    group[-1].end,
                    [_mend(r, rows, width) for r in rows],
                    _named(rows),
                )
            )
    return found


def _split(line: Line, between: re.Pattern[str]) -> list[Span]:
    cells, at = [], 0
    for match in between.finditer(line.text):
        cells.append(_cell(line, at, match.start()))
        at = match.end()
    return [*cells, _cell(line, at, len(line.text))]


def _cell(line: Line, start: int, end: int) -> Span:
    part = line.text[start:end]
    inner = part.strip()
    left = start + len(part) - len(part.lstrip())
    return Span(
        re.sub(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])", "", inner),
        line.start + left,
        line.start + left + len(inner),
    )


def _mend(row: list[Span], rows: list[list[Span]], width: int) -> list[Span]:
    """Split a run-together cell of a row that lacks one, if some cell splits into two of their
    columns' shapes."""
    if len(row) != width - 1:
        return row
    whole = [
        other for other in rows if len(other) == width and any(_NUMBER.match(c.text) for c in other)
    ]
    if not whole:
        return row
    for number, cell in enumerate(row):
        shapes = Counter(_unit(other[number + 1].text) for other in whole)
        unit = shapes.most_common(1)[0][0]
        lengths = [len(other[number].text) for other in whole]
        cut = _cut(cell.text, unit, max(set(lengths), key=lengths.count))
        if cut and _fits(row[number + 1 :], [other[number + 2 :] for other in whole]):
            middle = cell.start + cut
            return [
                *row[:number],
                Span(cell.text[:cut], cell.start, middle),
                Span(cell.text[cut:], middle, cell.end),
                *row[number + 1 :],
            ]
    return row


def _unit(text: str) -> str:
    """What stands behind a cell's last digit or scale word."""
    match = re.search(r"[^0-9０-９〇零一二三四五六七八九十百千万萬億亿兆,，、．.\s]+$", text)
    return match.group() if match else ""


def _cut(text: str, unit: str, usual: int) -> int:
    """Where an amount with this unit begins at the end of a cell: at its first numeral behind a
    character that is none, else at the usual length of the left column."""
    if not unit or not text.endswith(unit):
        return 0
    body = text[: -len(unit)]
    match = re.search(r"[0-9０-９〇零一二三四五六七八九十百千万萬億亿兆,，、．.]+$", body)
    if not match:
        return 0
    if match.start():
        return match.start()
    return usual if usual < len(body) and _DIGIT.match(text[usual]) else 0


def _fits(rest: list[Span], others: list[list[Span]]) -> bool:
    """Whether the cells behind a cut have the units of their columns."""
    return all(
        len(other) == len(rest)
        and all(_unit(a.text) == _unit(b.text) for a, b in zip(rest, other, strict=True))
        for other in others[:1]
    )


def _named(rows: list[list[Span]]) -> int:
    """Rows at the top that hold no number in any column behind the first: they name the columns."""
    count = 0
    for row in rows[:3]:
        if any(_NUMBER.match(c.text) for c in row[1:]):
            break
        count += 1
    return count if count < len(rows) else 0
