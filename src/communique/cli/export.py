"""`communique export`: writes findings, documents, passages, the ledger or decisions for other
programs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.failures import WrongUsage
from communique.cli.session import Session

_PANEL = "Form of the tables"

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="PATH",
        help="Write to this file, or a table a kind to this folder; without it to standard output.",
    ),
]


def export(
    session: Session,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="findings, one kind of them, documents, passages, ledger or decisions.",
        ),
    ],
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="[DOC…]", help="Only of these documents.")
    ] = None,
    *,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="F",
            help="csv, xlsx, parquet, jsonl, annotations (W3C, JSON-LD), csl, bibtex, ris;"
            " by default told by the name of the file.",
        ),
    ] = None,
    out: Out = None,
    together: Annotated[
        bool | None,
        typer.Option(
            "--together/--apart",
            help="All kinds in one table, or a table a kind; by default a workbook and a folder"
            " hold them apart, a file together.",
            rich_help_panel=_PANEL,
            show_default=False,
        ),
    ] = None,
    bom: Annotated[
        bool,
        typer.Option(
            "--bom/--no-bom",
            help="CSV: begin with the mark by which Excel knows UTF-8.",
            rich_help_panel=_PANEL,
        ),
    ] = True,
    escape: Annotated[
        bool,
        typer.Option(
            "--escape/--no-escape",
            help="CSV: put an apostrophe before what a spreadsheet would run as a formula.",
            rich_help_panel=_PANEL,
        ),
    ] = True,
    language: filters.Language = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
) -> None:
    """Write findings, documents, passages, the ledger or decisions for other programs.

    Tables come with a data dictionary: a sheet of the workbook, a file beside the others. What
    people decided stands in columns of its own, never in place of what was found. Files are
    written whole or not at all.
    """
    from communique.cli.progress import progress
    from communique.report.exports.export import Choice
    from communique.report.exports.export import export as made

    screen = session.screen
    if out is None and format is None:
        raise WrongUsage(
            "neither a file nor a format is given", advice="Give --out FILE or --format csv."
        )
    if out is None and format in ("xlsx", "parquet") and sys.stdout.isatty():
        raise WrongUsage(f"{format} is nothing to print", advice="Give --out FILE.")
    with session.archive() as archive:
        choice = Choice(
            [archive.find(name) for name in docs] if docs else None,
            language=language,
            since=since,
            until=until,
            series=series,
        )
        with progress(screen, "exporting") as advance:
            done = made(
                archive,
                what,
                out if out is not None else sys.stdout.buffer,
                format=format,
                choice=choice,
                together=together,
                names=session.names(),
                mark=bom and out is not None,
                raw=not escape,
                on_progress=(lambda rows: advance(rows, None)) if advance else None,
            )
    if out is None:
        sys.stdout.buffer.flush()
    elif session.json:
        screen.data(done.to_json())
    for path in done.files:
        screen.note(f"wrote {path} ({max(1, path.stat().st_size // 1000):,} KB)")
    if not done.rows:
        screen.note(f"no {what} fit")
    for gap in done.gaps:
        screen.note(f"{gap.code}: {gap.message}", style="yellow")
