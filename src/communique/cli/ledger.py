"""`communique ledger`: counts and lists promises by who, on what, how firmly and when."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.comparing import Files, library
from communique.cli.session import Session
from communique.model import findings
from communique.model.decisions import Status

_PANEL = "Which promises"
_GROUPS = ("actor", "issue", "force", "year", "due", "status", "document")

Actor = Annotated[
    str | None,
    typer.Option(
        "--actor",
        metavar="CODE",
        help="Promised by this state: JPN, or its name.",
        rich_help_panel=_PANEL,
    ),
]
Issue = Annotated[
    str | None,
    typer.Option(
        "--issue", metavar="ISSUE", help="On this issue: its id, or a name.", rich_help_panel=_PANEL
    ),
]
Force = Annotated[
    findings.Force | None,
    typer.Option("--force", metavar="FORCE", help="As firmly as this.", rich_help_panel=_PANEL),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="As seen on this day; by default today."),
]


def asked(session: Session, **values: object) -> dict[str, str]:
    """The values of fields that were asked for, as the ledger takes them: actors and issues also by
    a name in any language.
    """
    from communique.compare.asking import code_of, issue_called

    names = {"actor": "actors"}
    if actor := values.get("actor"):
        values["actor"] = code_of(str(actor), session.names())
    if issue := values.get("issue"):
        values["issue"] = issue_called(str(issue), session.names()) or issue
    return {
        names.get(name, name): str(getattr(value, "value", value))
        for name, value in values.items()
        if value is not None
    }


def ledger(
    session: Session,
    docs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC…]", help="Only the promises of these documents."),
    ] = None,
    *,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHAT", help=f"Only counts, by one of {', '.join(_GROUPS)}."),
    ] = None,
    as_of: AsOf = None,
    actor: Actor = None,
    issue: Issue = None,
    force: Force = None,
    status: Annotated[
        Status | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=f"What became of it: {', '.join(each.value for each in Status)}.",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    language: filters.Language = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
    files: Files = None,
) -> None:
    """List promises with what became of them, over all documents or some; rejected ones are left
    out, corrected ones as corrected, of language versions one is counted.

    In a pipe a promise is one tab-separated line: passed or coming, deadline, status, who decided
    it, actors, force, issue, promise, date, file, id.
    """
    from communique.check.ledger import groups
    from communique.check.ledger import ledger as made
    from communique.cli.ledgers import plain_columns, print_counts, print_ledger
    from communique.cli.tables import print_csv, print_lines

    screen = session.screen
    where = asked(session, actor=actor, issue=issue, force=force, status=status)
    if by is not None:
        groups(by)
    with library(session, files=files, encoder="none") as lib:
        book = made(
            lib,
            as_of=as_of,
            documents=[lib.text(name) for name in docs] if docs else None,
            where=where,
            language=language,
            since=since,
            until=until,
            series=series,
        )
        counts = book.counts(by) if by else None
    if session.json:
        screen.data(counts if counts is not None else book.to_json())
    elif counts is not None:
        print_counts(screen, counts)
    elif csv:
        print_csv(plain_columns(), book.rows)
    elif not screen.terminal:
        print_lines(screen, plain_columns(), book.rows)
    else:
        with screen.paged():
            print_ledger(screen, book)
    if not book.rows:
        screen.note("no promise fits")
