"""`communique align`: shows two language versions beside each other, and what one of them lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.comparing import NAMING, EncoderName, Files, Html, library, write_file
from communique.cli.failures import WrongUsage
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.compare.align import Alignment


def align(
    session: Session,
    docs: Annotated[
        list[str],
        typer.Argument(
            metavar="LEFT [RIGHT]",
            help=f"Two versions, or one whose other version is found. {NAMING}",
        ),
    ],
    *,
    omissions: Annotated[
        bool, typer.Option("--omissions", "-o", help="Only what stands in one version alone.")
    ] = False,
    divergences: Annotated[
        bool,
        typer.Option(
            "--divergences",
            "-d",
            help="Only where the two differ: force, stance, degree, actors, amounts, deadlines,"
            " and what one has alone. Also of two accounts in one language.",
        ),
    ] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only the counts.")] = False,
    html: Html = None,
    files: Files = None,
    encoder: EncoderName = "auto",
) -> None:
    """Show which passages of two language versions say the same.

    With one document the version in the other language is found: in the same file, or in the
    archive by date, kind and issuers.
    """
    from communique.compare.omissions import omissions as omitted

    if len(docs) > 2:
        raise WrongUsage(f"{len(docs)} documents named", advice="Name one or two.")
    screen = session.screen
    from communique.cli.progress import progress

    with library(session, files=files, encoder=encoder) as lib:
        if len(docs) == 2:
            left, right = lib.pair(docs[0], docs[1], across=True)
        elif len(lib.candidates(docs[0])) > 1:
            left, right = lib.pair(docs[0], docs[0], across=True)
        else:
            left = lib.text(docs[0])
            right = lib.version(left)
        if divergences:
            left, right = lib.with_findings(left), lib.with_findings(right)
        with progress(screen, "encoding") as advance:
            found = lib.align(left, right, on_progress=advance)
    if divergences:
        _print_divergences(session, found)
        return
    report = omitted(found)
    if html:
        from communique.report.align_page import align_page

        write_file(screen, html, align_page(found, report))
    if session.json:
        screen.data(report.to_json() if omissions else found.to_json())
        return
    from communique.cli.versions import print_alignment, print_counts, print_omissions

    if stat or html:
        print_counts(screen, found, report)
        return
    with screen.paged():
        if omissions:
            print_omissions(screen, found, report)
        else:
            print_alignment(screen, found, report)


def _print_divergences(session: Session, found: Alignment) -> None:
    from communique.cli.divergences import print_divergences
    from communique.compare.divergence import divergence

    report = divergence(found)
    if session.json:
        session.screen.data(report.to_json())
        return
    with session.screen.paged():
        print_divergences(session.screen, report)
