"""A progress bar on standard error: only on a terminal, and gone when the work is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from communique.cli.safety import one_line
from communique.cli.screen import Screen

_ROOM = 4
"""Columns left free at the right, where a terminal echoes ^C."""


class Advance(Protocol):
    """Tell how many are done, of how many (None: not known yet), and which one is at hand."""

    def __call__(self, done: int, total: int | None, name: str = "") -> None: ...


@contextmanager
def progress(screen: Screen, what: str) -> Iterator[Advance | None]:
    """Show a bar with count, rate and the current name; gives None where nobody would see it."""
    if screen.quiet or not screen.err_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.table import Column

    console = screen.err
    console.width = max(20, console.width - _ROOM)
    loose = Column(no_wrap=True, overflow="ellipsis", ratio=1)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20, complete_style="cyan", finished_style="cyan", pulse_style="cyan"),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[pace]}"),
        TextColumn("{task.fields[name]}", style="dim", table_column=loose, markup=False),
        console=console,
        transient=True,
        expand=True,
    )
    task = bar.add_task(what, total=None, count="", pace="", name="")
    start = time.monotonic()

    def advance(done: int, total: int | None, name: str = "") -> None:
        pace = _pace(done, total, time.monotonic() - start)
        count = f"{done:,}" if total is None else f"{done:,}/{total:,}"
        bar.update(task, completed=done, total=total, count=count, pace=pace, name=one_line(name))

    try:
        with bar:
            yield advance
    finally:
        console.width += _ROOM


def _pace(done: int, total: int | None, seconds: float) -> str:
    """How fast it has gone so far, and how long the rest takes at that pace.

    >>> _pace(50, 400, 2.5)
    '20/s 0:17'
    """
    if done < 1 or seconds < 1:
        return ""
    rate = done / seconds
    if total is None:
        return f"{rate:,.0f}/s"
    minutes, rest = divmod(int((total - done) / rate), 60)
    return f"{rate:,.0f}/s {minutes}:{rest:02d}"
