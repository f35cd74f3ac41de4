"""Prints ledgers of promises: counts as bars, promises by document, deadlines by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from communique.check.ledger import GROUPS, Ledger, Row
from communique.cli.charts import bars
from communique.cli.documents import print_gaps
from communique.cli.entries import span
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.cli.tables import Column
from communique.cli.tracks import STYLES
from communique.errors import InvalidField
from communique.model import dates

_NAME = 32
_SHOWN = 8
"""Names shown of each count over a whole ledger."""


def plain_columns() -> tuple[Column[Row], ...]:
    """All columns, for pipes and CSV."""
    return (
        Column("due", lambda row: row.due),
        Column("deadline", lambda row: row.promise.deadline or ""),
        Column("status", lambda row: row.status.value),
        Column("decided_by", lambda row: row.decided.who if row.decided else ""),
        Column("actors", lambda row: ", ".join(row.promise.actors)),
        Column("force", lambda row: row.promise.force.value),
        Column("issue", lambda row: row.promise.issue or ""),
        Column("promise", lambda row: row.promise.action),
        Column("dated", lambda row: row.text.date or ""),
        Column("file", lambda row: row.text.name),
        Column("id", lambda row: row.promise.id),
    )


def before_day(rows: Sequence[Row], bound: str) -> list[Row]:
    """The rows whose deadline ends before a date. Raises `invalid-field`."""
    if not dates.is_edtf(bound):
        raise InvalidField(f"no date: {bound!r}", advice="Write 2028, 2028-04 or 2028-04-01.")
    first = dates.earliest(bound)
    return [row for row in rows if dates.latest(str(row.promise.deadline)) < first]


def print_counts(screen: Screen, counts: Mapping[str, int], *, most: int | None = None) -> None:
    """Print names with their counts, on a terminal as bars; in a pipe tab-separated lines."""
    if not screen.terminal:
        for name, count in counts.items():
            screen.line(name, str(count))
        return
    shown = dict(list(counts.items())[:most])
    named = {one_line(name) or "(none)": count for name, count in shown.items()}
    room = min(_NAME, max(map(cell_len, named), default=0))
    for name, count, bar in bars(named, width=max(10, min(40, screen.width - room - 10))):
        label = Text(name)
        label.truncate(room, overflow="ellipsis", pad=True)
        screen.print_cut(Text.assemble(label, f"  {count:>5,}  ", (bar, "cyan")))
    if most is not None and len(counts) > most:
        screen.print(Text(f"and {len(counts) - most:,} more", style="dim"))


def print_ledger(screen: Screen, book: Ledger) -> None:
    """Print the counts of a ledger, then its promises under their documents."""
    for by in ("status", "actor", "force", "issue"):
        assert by in GROUPS
        screen.heading(f"By {by}")
        print_counts(screen, book.counts(by), most=_SHOWN)
    for _, group in groupby(book.rows, key=lambda row: row.text.id):
        rows = list(group)
        text = rows[0].text
        screen.heading(f"{text.date or 'no date'}  {one_line(text.header.title or text.name)}")
        for row in rows:
            _print_row(screen, row)
    print_gaps(screen, book.gaps)


def print_due(screen: Screen, rows: Sequence[Row], book: Ledger, *, most: int) -> None:
    """Print deadlines: those to come, then those that have passed, of these the last `most` (0:
    all).
    """
    for due, group in groupby(rows, key=lambda row: row.due):
        head = "To come" if due == "coming" else f"Passed by {book.as_of}, not said to be kept"
        screen.heading(head)
        held = list(group)
        shown = held if due == "coming" or not most else held[:most]
        for row in shown:
            _print_row(screen, row, dated=True)
        if len(held) > len(shown):
            more = f"and {len(held) - len(shown):,} that passed earlier (--limit 0)"
            screen.print(Text(more, style="dim"))
    print_gaps(screen, book.gaps)


def _print_row(screen: Screen, row: Row, *, dated: bool = False) -> None:
    promise = row.promise
    when = span(promise.deadline or "")
    lead = Text.assemble((f"{when:<16}  ", "cyan" if row.due == "coming" else ""))
    words = Text.assemble(
        (", ".join(promise.actors), "bold"),
        " ",
        one_line(promise.action),
        (f"  {promise.force.value}", "dim"),
        (f"  {row.status.value}", STYLES[row.status]),
        (f" (says {one_line(row.decided.who)})" if row.decided else "", "dim"),
        (f"  {row.text.date} {one_line(row.text.name)}" if dated else "", "dim"),
        (f"  {promise.id[:8]}", "yellow"),
    )
    screen.fold(words, first=lead, indent=18)
