"""Prints a brief on a terminal: the blocks that all formats draw, folded to its width."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from communique.cli.redlines import CAME, WENT, with_marks
from communique.cli.safety import one_line, visible
from communique.cli.screen import MEASURE, Screen
from communique.names import Names
from communique.report.brief import Brief
from communique.report.brief.blocks import (
    Block,
    Chart,
    Facts,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Title,
)
from communique.report.brief.phrases import Phrases
from communique.report.brief.telling import telling

_LOOKS = {
    "plain": "", "strong": "bold", "soft": "dim", "quote": "", "old": WENT, "new": CAME,
    "mark": "yellow", "code": "cyan",
}  # fmt: skip
_TONES = {"more": "green", "new": "green", "less": "red", "gone": "red", "mixed": "yellow"}
_MARKS = {"old": ("[-", "-]"), "new": ("{+", "+}")}


def print_brief(screen: Screen, brief: Brief, names: Names) -> None:
    """Print a brief for people."""
    for block in telling(brief, Phrases.of(brief.language, names)):
        _print(screen, block)


def _print(screen: Screen, block: Block) -> None:
    marks = with_marks(screen)
    match block:
        case Title(kind=kind, title=title, under=under):
            screen.print(Text(kind, style="cyan"))
            screen.fold(Text(one_line(title.text), style="bold"))
            screen.fold(_line(under, marks))
            screen.print()
        case Heading(text=text, level=1, count=count):
            _head(screen, text, count)
        case Heading(text=text, count=count):
            screen.print()
            screen.print(Text.assemble((text, "bold"), (f"  {count}", "dim")))
        case Lines(lines=lines):
            for line in lines:
                screen.fold(_line(line, marks))
        case Facts(rows=rows):
            wide = max((Text(name).cell_len for name, _ in rows), default=0) + 2
            for name, line in rows:
                lead = Text(name + " " * (wide - Text(name).cell_len), style="dim")
                screen.fold(_line(line, marks), first=lead, indent=wide)
        case Items(items=items):
            for item in items:
                sign = Text.assemble(("▌", _TONES.get(item.tone, "dim")), " ")
                if item.tag:
                    screen.fold(Text(item.tag, style="dim"), first=sign, indent=2)
                for number, each in enumerate(item.lines):
                    first = Text("  ") if number or item.tag else sign
                    screen.fold(_line(each, marks), first=first, indent=2)
        case Grid():
            _grid(screen, block, marks)
        case Chart(title=title, told=told, grid=grid):
            _head(screen, title, "")
            _grid(screen, grid, marks)
            screen.fold(Text(told, style="dim"))


def _head(screen: Screen, text: str, count: str) -> None:
    screen.print()
    screen.print(Text.assemble((text.upper(), "bold cyan"), (f"  {count}", "dim")))


def _grid(screen: Screen, grid: Grid, marks: bool) -> None:
    """A table in columns; on a narrow terminal a row is its cells one below the other."""
    if screen.width < 72:
        for row in grid.rows:
            for name, cell in zip(grid.columns, row, strict=True):
                lead = Text(f"{name}  " if name else "", style="dim")
                screen.fold(_cell(cell, marks, " "), first=lead, indent=2)
            screen.print()
        return
    made = Table(
        box=None, show_header=any(grid.columns), padding=(0, 2, 0, 0), pad_edge=False,
        width=min(screen.width, MEASURE), header_style="dim",
    )  # fmt: skip
    for name, width in zip(grid.columns, grid.widths, strict=True):
        made.add_column(Text(one_line(name)), ratio=width, overflow="fold")
    for row in grid.rows:
        made.add_row(*(_cell(cell, marks, "\n") for cell in row))
    screen.print(made)


def _cell(cell: Iterable[Line], marks: bool, joint: str) -> Text:
    return Text(joint).join(_line(line, marks) for line in cell)


def _line(line: Line, marks: bool) -> Text:
    text = Text()
    for run in line:
        words = visible(" ".join(run.text.splitlines()) if "\n" in run.text else run.text)
        if marks and run.look in _MARKS:
            opening, closing = _MARKS[run.look]
            text.append(f"{opening}{words}{closing}")
        else:
            text.append(words, style=_LOOKS[run.look])
    return text
