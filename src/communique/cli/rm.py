"""`communique rm`: removes documents, and with the last one of it a source."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.session import Session
from communique.errors import InvalidField


def rm(
    session: Session,
    docs: Annotated[
        list[str],
        typer.Argument(
            metavar="DOC…", help="Ids, beginnings of ids, file names, or words of titles."
        ),
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove documents from the archive; asks first, and touches no file outside it."""
    from communique.cli import entries
    from communique.cli.tables import print_table

    screen = session.screen
    with session.archive() as archive:
        found = list({entry.id: entry for entry in map(archive.find, docs)}.values())
        if not yes:
            if not (screen.terminal and sys.stdin.isatty()):
                raise InvalidField(
                    "nobody can be asked here", advice="Give --yes to remove without a question."
                )
            short = entries.prefixes(entry.id for entry in archive.documents(all_versions=True))
            print_table(screen, entries.columns(short), found)
            typer.confirm(f"Remove {_counted(len(found))}?", abort=True)
        for entry in found:
            archive.remove(entry)
    if session.json:
        screen.data({"removed": [entry.to_json() for entry in found]})
    else:
        screen.note(f"removed {_counted(len(found))}", style="")


def _counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
