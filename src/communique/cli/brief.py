"""`communique brief`: what a desk officer wants to know of a document, in two or three pages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.comparing import Doc, EncoderName, Files, SeriesName, library, write_file
from communique.cli.failures import WrongUsage
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.names import Names
    from communique.report.brief import Brief


class Format(StrEnum):
    """What a brief can be written as."""

    HTML = "html"
    DOCX = "docx"
    MD = "md"
    JSON = "json"


_SUFFIXES = {
    ".html": Format.HTML, ".htm": Format.HTML, ".docx": Format.DOCX, ".md": Format.MD,
    ".markdown": Format.MD, ".json": Format.JSON,
}  # fmt: skip


def brief(
    session: Session,
    doc: Doc,
    *,
    language: Annotated[
        str,
        typer.Option(
            "--language", "-l", metavar="TAG", help="The reader's: en, ja, zh-Hant, zh-Hans."
        ),
    ] = "en",
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="html, docx, md or json; by default as the name of --out ends.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it to this file.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Longer lists than two or three pages hold.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Deadlines as seen on this day; by default today."
        ),
    ] = None,
    series: SeriesName = None,
    files: Files = None,
    encoder: EncoderName = "auto",
) -> None:
    """Tell what a desk officer wants to know of a document: the meeting, what changed since the
    last statement of its series, commitments, positions, figures that disagree, claims, divergences
    and gaps.

    Headings are in the reader's language; quotes stand as they are, with the version in that
    language beside them where one is held. On a terminal text is printed, in a pipe Markdown.
    """
    from communique.report.brief import brief as made

    chosen = _format(format, out)
    screen = session.screen
    with library(session, files=files, encoder=encoder) as lib:
        text = lib.text(doc, fits=lambda each: each.language == language)
        found = made(lib, text, language=language, series=series, as_of=as_of, full=full)
        names = lib.names
    if out is not None:
        assert chosen is not None
        write_file(screen, out, _written(found, names, chosen))
        return
    if session.json or chosen is Format.JSON:
        screen.data(found.to_json())
    elif chosen is not None:
        screen.raw(str(_written(found, names, chosen)))
    elif not screen.terminal:
        screen.raw(str(_written(found, names, Format.MD)))
    else:
        from communique.cli.briefs import print_brief

        with screen.paged():
            print_brief(screen, found, names)


def _format(given: Format | None, out: Path | None) -> Format | None:
    """The format asked for, else that of the file's name. Raises wrong usage."""
    if out is not None and given is None:
        found = _SUFFIXES.get(out.suffix.lower())
        if found is None:
            raise WrongUsage(
                f"{out.name} does not say what to write",
                advice="End it in .html, .docx, .md or .json, or give --format.",
            )
        return found
    if given is Format.DOCX and out is None:
        raise WrongUsage("a Word document needs a file", advice="Give --out FILE.docx.")
    return given


def _written(found: Brief, names: Names, chosen: Format) -> str | bytes:
    if chosen is Format.HTML:
        from communique.report.brief.html import html

        return html(found, names)
    if chosen is Format.DOCX:
        from communique.report.brief.word import docx

        return docx(found, names)
    if chosen is Format.MD:
        from communique.report.brief.markdown import markdown

        return markdown(found, names)
    import json

    from communique.cli.safety import json_escaped

    dumped = json.dumps(found.to_json(), ensure_ascii=False, indent=2)
    return f"{json_escaped(dumped)}\n"
