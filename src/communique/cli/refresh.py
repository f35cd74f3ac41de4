"""`communique refresh`: fetches pages of the web again."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import web
from communique.cli.added import Result, tell
from communique.cli.session import Session


def refresh(
    session: Session,
    pages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC|URL…]", help="Only these pages; by default all."),
    ] = None,
    *,
    allow_private: web.AllowPrivate = False,
) -> None:
    """Fetch pages that the archive holds again, and store what changed as new versions.

    What was edited shows in `communique diff NAME@1 NAME@2`. Servers are asked whether a page
    changed, as robots.txt allows, one page a second.
    """
    from communique.archive.add import Interrupted
    from communique.archive.pages import refresh as fetch_again
    from communique.cli.add import documents_of
    from communique.cli.progress import progress
    from communique.read.fetching.addresses import is_address

    interrupted = False
    with session.archive() as archive:
        known = archive.addresses()
        wanted = known
        if pages:
            wanted = [
                web.normal(page) or page if is_address(page) else archive.find(page).identity
                for page in pages
            ]
        try:
            with progress(session.screen, "Fetching") as advance:
                summary = fetch_again(
                    archive,
                    manners=web.manners(allow_private=allow_private),
                    addresses=wanted,
                    names_paths=tuple(map(str, session.names_paths)),
                    on_progress=advance,
                )
        except Interrupted as stopped:
            summary, interrupted = stopped.summary, True
        documents = documents_of(archive, set(wanted))
    if not known and not session.json:
        session.screen.note("The archive holds no pages of the web; `communique add URL` adds one.")
    tell(session, Result(summary, documents, len(wanted), interrupted))
