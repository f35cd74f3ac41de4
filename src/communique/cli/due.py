"""`communique due`: lists deadlines that have passed and that are coming."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.comparing import Files, library
from communique.cli.ledger import Actor, AsOf, Force, Issue, asked
from communique.cli.session import Session


def due(
    session: Session,
    *,
    as_of: AsOf = None,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="DATE", help="Only deadlines that end before this date."),
    ] = None,
    passed: Annotated[bool, typer.Option("--passed", help="Only those that have passed.")] = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            min=0,
            help="On a terminal at most so many that have passed; 0 is all.",
        ),
    ] = 20,
    coming: Annotated[bool, typer.Option("--coming", help="Only those to come.")] = False,
    actor: Actor = None,
    issue: Issue = None,
    force: Force = None,
    language: filters.Language = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
    files: Files = None,
) -> None:
    """List what was promised by a date: the coming dates first, then those that passed without
    anybody saying that the promise was kept.

    In a pipe a promise is one tab-separated line: passed or coming, deadline, status, who decided
    it, actors, force, issue, promise, date, file, id.
    """
    from communique.check.ledger import Row, ledger
    from communique.cli.ledgers import before_day, plain_columns, print_due
    from communique.cli.tables import print_csv, print_lines

    screen = session.screen
    where = asked(session, actor=actor, issue=issue, force=force)
    if before is not None:
        before_day((), before)
    with library(session, files=files, encoder="none") as lib:
        book = ledger(
            lib,
            as_of=as_of,
            where=where,
            language=language,
            since=since,
            until=until,
            series=series,
        )
    rows: list[Row] = [
        *(() if passed else book.coming),
        *(() if coming else book.passed),
    ]
    if before is not None:
        rows = before_day(rows, before)
    if session.json:
        screen.data({**book.to_json(), "rows": [row.to_json() for row in rows]})
    elif csv:
        print_csv(plain_columns(), rows)
    elif not screen.terminal:
        print_lines(screen, plain_columns(), rows)
    else:
        with screen.paged():
            print_due(screen, rows, book, most=limit)
    if not rows:
        screen.note("no deadline fits")
