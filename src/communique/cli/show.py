"""`communique show`: shows one document of the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.session import Session
from communique.errors import DocumentNotFound

if TYPE_CHECKING:
    from communique.archive import Archive, Entry

_PANEL = "Which parts"


def show(
    session: Session,
    doc: Annotated[
        str,
        typer.Argument(
            metavar="DOC", help="Id, its beginning, file name, alias, or words of the title."
        ),
    ],
    *,
    header: Annotated[
        bool, typer.Option("--header", help="The header.", rich_help_panel=_PANEL)
    ] = False,
    outline: Annotated[
        bool, typer.Option("--outline", help="The outline.", rich_help_panel=_PANEL)
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="The text with tables and notes.", rich_help_panel=_PANEL)
    ] = False,
    passages: Annotated[
        bool,
        typer.Option(
            "--passages", help="The passages with ids and ranges.", rich_help_panel=_PANEL
        ),
    ] = False,
    source: Annotated[
        bool,
        typer.Option(
            "--source", help="The raw reading; in a pipe exactly as stored.", rich_help_panel=_PANEL
        ),
    ] = False,
    grounds: Annotated[
        bool, typer.Option("--grounds", help="What each header field rests on, too.")
    ] = False,
    marks: Annotated[
        bool, typer.Option("--marks", help="What was found, highlighted in the text.")
    ] = False,
    furniture: Annotated[
        bool,
        typer.Option("--furniture", help="Navigation, adverts, running heads in the text, too."),
    ] = False,
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", min=1, help="This version of a changed file."),
    ] = None,
) -> None:
    """Show a document: header, outline, text, gaps.

    With --json the analysis of its source is printed as `analyse` prints it, with this document
    only.
    """
    from communique.cli.documents import (
        Parts,
        print_document,
        print_field,
        print_gaps,
        print_passages,
        print_source,
    )

    screen = session.screen
    with session.archive() as archive:
        entry = archive.find(doc)
        if version is not None:
            entry = _of_version(archive, entry, version)
        analysis = archive.analysis(entry)
    [document] = [found for found in analysis.documents if found.id == entry.id]
    if session.json:
        from communique.model.contract import to_json

        screen.data(to_json(replace(analysis, documents=(document,))))
        return
    text = text or marks
    everything = not (header or outline or text or passages or source)
    with screen.paged():
        if passages:
            print_passages(screen, [document])
        elif source:
            print_source(screen, analysis)
        else:
            parts = Parts(
                header=header or everything,
                grounds=grounds,
                outline=outline or everything,
                text=text or everything,
                furniture=furniture,
                marks=marks,
            )
            print_document(screen, analysis, document, parts)
            if everything:
                print_gaps(screen, analysis.gaps)
            if header or everything:
                screen.print()
                print_field(
                    screen, "source", f"{entry.identity} (version {entry.version})", style="dim"
                )
                for scheme, alias in entry.aliases:
                    print_field(screen, "alias", f"{scheme}: {alias}", style="dim")


def _of_version(archive: Archive, entry: Entry, version: int) -> Entry:
    """The document in the same language, of another version of the same source."""
    versions = [
        other for other in archive.documents(all_versions=True) if other.identity == entry.identity
    ]
    found = [other for other in versions if other.version == version]
    same = [other for other in found if other.language == entry.language] or found
    if not same:
        held = ", ".join(str(number) for number in sorted({other.version for other in versions}))
        raise DocumentNotFound(
            f"{entry.name} has no version {version}",
            advice=f"The archive holds version {held} of it.",
        )
    return same[0]
