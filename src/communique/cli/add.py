"""`communique add`: reads files into the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import header_fields
from communique.cli.session import Session


def add(
    session: Session,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input."),
    ],
    *,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-j",
            metavar="N",
            min=1,
            help="Read with so many processes; by default one a core.",
        ),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            "--max-bytes", min=1, metavar="BYTES", help="Refuse larger files; by default 64 MiB."
        ),
    ] = None,
    manifest: Annotated[
        bool, typer.Option("--manifest/--no-manifest", help="Use manifests beside the files.")
    ] = True,
    fields: dict[str, header_fields.Value],
) -> None:
    """Read files into the archive, and make it if there is none.

    Files that the archive holds as they are change nothing, so that after an interruption the same
    command goes on.
    """
