"""`communique ls`: lists the documents of the archive."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.filters import PANEL
from communique.cli.session import Session
from communique.model.codes import Kind, Level


class Sort(StrEnum):
    """What a list is ordered by."""

    DATE = "date"
    TITLE = "title"
    NAME = "name"
    ADDED = "added"


def ls(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS…]", help="Only documents that hold these words."),
    ] = None,
    *,
    language: filters.Language = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help=f"Of this kind: {', '.join(Kind)}.",
            rich_help_panel=PANEL,
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party",
            "-p",
            metavar="CODE",
            help="This party met, such as JPN.",
            rich_help_panel=PANEL,
        ),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer",
            metavar="CODE",
            help="Issued by this state or body.",
            rich_help_panel=PANEL,
        ),
    ] = None,
    level: Annotated[
        Level | None,
        typer.Option(
            "--level",
            metavar="LEVEL",
            help=f"Of this level: {', '.join(Level)}.",
            rich_help_panel=PANEL,
        ),
    ] = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
    all_versions: Annotated[
        bool,
        typer.Option(
            "--all-versions",
            help="Earlier versions of changed files too.",
            rich_help_panel=PANEL,
        ),
    ] = False,
    sort: Annotated[
        Sort, typer.Option("--sort", "-s", metavar="BY", help=f"Order by {', '.join(Sort)}.")
    ] = Sort.DATE,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")
    ] = 0,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
) -> None:
    """List documents: date, id, language, kind, parties, title, file name.

    In a pipe each document is one tab-separated line, with full ids and nothing cut.
    """
    from communique.cli import entries
    from communique.cli.tables import print_csv, print_lines, print_table

    screen = session.screen
    with session.archive() as archive:
        found = archive.documents(
            language=language,
            kind=kind and kind.value,
            party=next(iter(filters.parties(session, [party] if party else ())), None),
            issuer=issuer,
            level=level and level.value,
            since=since,
            until=until,
            series=series,
            text=" ".join(words) if words else None,
            sort=sort.value,
            reverse=reverse,
            all_versions=all_versions,
        )
        shown = found[:limit] if limit else found
        if session.json:
            screen.data([entry.to_json() for entry in shown])
        elif csv:
            print_csv(entries.plain_columns(), shown)
        elif not screen.terminal:
            print_lines(screen, entries.plain_columns(), shown)
        elif shown:
            short = entries.prefixes(entry.id for entry in archive.documents(all_versions=True))
            with screen.paged():
                print_table(screen, entries.columns(short), shown)
    if not found:
        screen.note("no document fits")
    elif len(shown) < len(found):
        screen.note(f"{len(shown)} of {len(found)} documents; --limit 0 shows all")
