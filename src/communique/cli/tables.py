"""Tables of records: aligned columns for a terminal, tab-separated or comma-separated lines for
programs.

On a terminal columns stand without frames; where the width does not suffice, those of least use
are left out and the loose ones end in an ellipsis. A column that is `whole`, such as an id, is
never cut. Widths are those of the terminal: a Chinese or Japanese character takes two.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from communique.cli.safety import one_line
from communique.cli.screen import Screen

Row = TypeVar("Row")
_GAP = 2
_NARROWEST = 12


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, the words of a row in it, and how it behaves when the terminal is
    narrow.
    """

    name: str
    value: Callable[[Row], str]
    style: str = ""
    whole: bool = True
    weight: int = 1
    shown_from: int = 0
    align_right: bool = False


def print_table(screen: Screen, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
    """Print rows aligned under a dim heading, fitted to the width of the terminal."""
    columns = [column for column in columns if screen.width >= column.shown_from]
    cells = [[one_line(column.value(row)) for column in columns] for row in rows]
    widths = _widths(columns, cells, screen.width)
    screen.print(_row([column.name.upper() for column in columns], columns, widths, style="dim"))
    for row in cells:
        screen.print(_row(row, columns, widths))


def print_lines(screen: Screen, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
    """Print rows as tab-separated lines without a heading, nothing cut."""
    for row in rows:
        screen.line(*(column.value(row) for column in columns))


def print_csv(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
    """Print rows as CSV (RFC 4180) with a heading."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in columns])
    writer.writerows([one_line(column.value(row)) for column in columns] for row in rows)
    sys.stdout.write(buffer.getvalue().replace("\r\n", "\n"))


def _widths(
    columns: Sequence[Column[Row]], cells: Sequence[Sequence[str]], total: int
) -> list[int]:
    """The width of each column: whole ones as wide as their widest cell, loose ones share what is
    left.
    """
    widths = [
        max([cell_len(column.name), *(cell_len(row[i]) for row in cells)])
        for i, column in enumerate(columns)
    ]
    loose = [i for i, c in enumerate(columns) if not c.whole]
    loose.sort(key=lambda i: widths[i] / columns[i].weight)
    left = (
        total
        - _GAP * (len(columns) - 1)
        - sum(w for w, c in zip(widths, columns, strict=True) if c.whole)
    )
    weights = sum(columns[i].weight for i in loose)
    for i in loose:
        share = max(_NARROWEST, left * columns[i].weight // weights)
        widths[i] = min(widths[i], share)
        left -= widths[i]
        weights -= columns[i].weight
    return widths


def _cut(cell: str, width: int) -> str:
    if cell_len(cell) <= width:
        return cell
    return set_cell_size(cell, width - 1).rstrip() + "…"


def _row(
    cells: Sequence[str],
    columns: Sequence[Column[Row]],
    widths: Sequence[int],
    *,
    style: str | None = None,
) -> Text:
    line = Text(no_wrap=True, overflow="ignore")
    for i, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        cut = _cut(cell, width)
        pad = " " * (width - cell_len(cut))
        last = i == len(columns) - 1
        if column.align_right:
            cut = pad + cut
        line.append(cut, style=column.style if style is None else style)
        if not last:
            line.append((" " * _GAP) if column.align_right else pad + " " * _GAP)
    return line
