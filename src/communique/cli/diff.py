"""`communique diff`: shows what became of each passage from one document to another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.comparing import (
    NAMING,
    EncoderName,
    Files,
    Html,
    SeriesName,
    library,
    write_file,
)
from communique.cli.failures import WrongUsage
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.compare.library import Library
    from communique.compare.texts import Text


def diff(
    session: Session,
    docs: Annotated[
        list[str], typer.Argument(metavar="OLD NEW | DOC", help=f"Two documents. {NAMING}")
    ],
    *,
    previous: Annotated[
        bool,
        typer.Option("--previous", "-p", help="DOC with the one before it in its series."),
    ] = False,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", "-y", help="The old text beside the new one.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Passages that were kept, too.")] = False,
    moved: Annotated[
        bool, typer.Option("--moved", help="Where passages that moved stood before, too.")
    ] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only the counts.")] = False,
    html: Html = None,
    docx: Annotated[
        Path | None,
        typer.Option("--docx", metavar="FILE", help="Write a Word document with tracked changes."),
    ] = None,
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Who made the tracked changes.")
    ] = "communique",
    series: SeriesName = None,
    files: Files = None,
    encoder: EncoderName = "auto",
) -> None:
    """Show what became of each passage: kept, edited, moved, split, merged, new, dropped.

    Two languages are compared through their alignment, passage by passage. With --html or --docx
    nothing else is printed but a summary.
    """
    screen = session.screen
    with library(session, files=files, encoder=encoder) as lib:
        old, new = _two(lib, docs, previous=previous, series=series)
        found = lib.diff(old, new)
    if html:
        from communique.report.diff_page import diff_page

        write_file(screen, html, diff_page(found))
    if docx:
        from communique.report.tracked import docx as tracked

        write_file(screen, docx, tracked(found, author=author, when=datetime.now(UTC)))
    if session.json:
        screen.data(found.to_json())
        return
    from communique.cli.changes import print_diff, print_summary

    if stat or html or docx:
        print_summary(screen, found)
        return
    with screen.paged():
        print_diff(screen, found, side_by_side=side_by_side, full=full, moved=moved)


def _two(lib: Library, docs: list[str], *, previous: bool, series: str | None) -> tuple[Text, Text]:
    if previous and len(docs) == 1:
        new = lib.text(docs[0])
        return lib.previous(new, series=series), new
    if len(docs) != 2 or previous:
        raise WrongUsage(
            f"{len(docs)} document{'' if len(docs) == 1 else 's'} named",
            advice="Name two, or one with --previous.",
        )
    if series:
        raise WrongUsage("--series is for --previous", advice="Leave it out with two documents.")
    return lib.pair(docs[0], docs[1])
