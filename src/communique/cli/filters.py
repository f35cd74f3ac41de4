"""The options by which commands choose documents, declared once: language, dates, series."""

from __future__ import annotations

from typing import Annotated

import typer

PANEL = "Which documents"

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        metavar="TAG",
        help="In this language: en, ja, zh-Hant, zh-Hans.",
        rich_help_panel=PANEL,
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Of this date or later.", rich_help_panel=PANEL),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Of this date or earlier.", rich_help_panel=PANEL),
]
Series = Annotated[
    str | None,
    typer.Option("--series", metavar="NAME", help="Of this series.", rich_help_panel=PANEL),
]
