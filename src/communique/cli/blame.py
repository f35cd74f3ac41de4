"""`communique blame`: shows since when each passage of a document has been said."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.comparing import Doc, Files, Html, SeriesName, library, write_file
from communique.cli.session import Session


def blame(
    session: Session,
    doc: Doc,
    *,
    stat: Annotated[bool, typer.Option("--stat", help="Only how much is how old.")] = False,
    html: Html = None,
    series: SeriesName = None,
    files: Files = None,
) -> None:
    """Show for each passage the statement its words first stood in, and what it replaced.

    At the end what stood in the statement before and did not come back.
    """
    screen = session.screen
    with library(session, files=files, encoder="none") as lib:
        found = lib.blame(lib.text(doc), series=series)
    if html:
        from communique.report.blame_page import blame_page

        write_file(screen, html, blame_page(found))
    if session.json:
        screen.data(found.to_json())
        return
    from communique.cli.ages import print_ages, print_blame

    if stat or html:
        print_ages(screen, found)
        return
    with screen.paged():
        print_blame(screen, found)
