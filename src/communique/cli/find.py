"""`communique find`: lists findings of one kind over the archive, each in its sentence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli import filters
from communique.cli.session import Session
from communique.model.findings import KINDS

if TYPE_CHECKING:
    from communique.archive.found import Found


def find(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    docs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC…]", help="Only in these documents, in this order."),
    ] = None,
    *,
    where: dict[str, str],
    due_before: Annotated[
        str | None,
        typer.Option(
            "--due-before",
            metavar="DATE",
            help="A deadline that ends before this date: 2028, 2028-04.",
            rich_help_panel="Fields",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="WORDS",
            help="In a sentence with these words.",
            rich_help_panel="Fields",
        ),
    ] = None,
    language: filters.Language = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")
    ] = 0,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
) -> None:
    """List what was found: commitments, positions, figures and so on, earliest document first.

    Codes are matched whole, words as parts of the field. In a pipe each finding is one
    tab-separated line: date, document, language, its fields, quote, sentence, file name, id.
    """
    from communique.cli.findings import plain_columns, print_found
    from communique.cli.tables import print_csv, print_lines

    screen = session.screen
    with session.archive() as archive:
        hits = archive.findings(
            kind,
            documents=[archive.find(name) for name in docs] if docs else None,
            language=language,
            since=since,
            until=until,
            series=series,
            where=where,
            due_before=due_before,
            text=text,
        )
        some = islice(hits, limit) if limit else hits
        count = 0

        def counted(found: Found) -> Found:
            nonlocal count
            count += 1
            return found

        if session.json:
            screen.data_list(found.to_json() for found in map(counted, some))
        elif csv:
            print_csv(plain_columns(kind), [counted(found) for found in some])
        elif not screen.terminal:
            for found in some:
                print_lines(screen, plain_columns(kind), [counted(found)])
        else:
            with screen.paged():
                print_found(screen, [counted(found) for found in some])
        more = bool(limit) and next(hits, None) is not None
    if not count:
        screen.note(f"no {kind} fit")
    elif more:
        screen.note(f"the first {count:,} {kind}; --limit 0 shows all")
