"""`communique analyse`: reads files and shows what is in them, without an archive."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import header_fields
from communique.cli.session import Session


def analyse(
    session: Session,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Files, folders, globs, or - for standard input."),
    ],
    *,
    grounds: Annotated[
        bool, typer.Option("--grounds", help="What each header field rests on, too.")
    ] = False,
    passages: Annotated[
        bool, typer.Option("--passages", help="Only the passages, with ids and ranges.")
    ] = False,
    furniture: Annotated[
        bool,
        typer.Option("--furniture", help="Navigation, adverts, running heads in the text, too."),
    ] = False,
    fields: dict[str, header_fields.Value],
) -> None:
    """Read files and show their documents, without an archive.

    With --json one file gives one object, the contract of docs/json.md; several files, or a
    folder, a list of them.
    """
