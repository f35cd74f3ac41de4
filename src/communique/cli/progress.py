"""A progress bar on standard error: only on a terminal, never in a pipe, gone when the work is
done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from communique.cli.safety import one_line
from communique.cli.screen import Screen


class Advance(Protocol):
    """Tell how many are done, of how many (None: not known yet), and which one is at hand."""

    def __call__(self, done: int, total: int | None, name: str = "") -> None: ...


@contextmanager
def progress(screen: Screen, what: str) -> Iterator[Advance | None]:
    """Show a bar with count, rate and the current name; gives None where nobody would see it."""
    if screen.quiet or not screen.err_terminal:
        yield None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    loose = Column(no_wrap=True, overflow="ellipsis", ratio=1)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", style="dim"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[name]}", style="dim", table_column=loose, markup=False),
        console=screen.err,
        transient=True,
        expand=True,
    )
    task: TaskID = bar.add_task(what, total=None, rate="", name="")

    def advance(done: int, total: int | None, name: str = "") -> None:
        speed = bar.tasks[0].speed
        bar.update(
            task,
            completed=done,
            total=total,
            name=one_line(name),
            rate=f"{speed:,.0f}/s" if speed else "",
        )

    with bar:
        yield advance
