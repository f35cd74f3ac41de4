"""`communique cite`: prints citations of documents and passages for programs that keep them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.export import Out
from communique.cli.session import Session


def cite(
    session: Session,
    docs: Annotated[
        list[str],
        typer.Argument(
            metavar="DOC|PASSAGE…",
            help="Documents by id, file name, alias or words of the title; passages by id"
            " (`search --json`, `show --passages`).",
        ),
    ],
    *,
    style: Annotated[
        str,
        typer.Option("--style", "-s", metavar="STYLE", help="bibtex, ris or csl (CSL-JSON)."),
    ] = "bibtex",
    out: Out = None,
) -> None:
    """Cite documents and passages for BibTeX, RIS or CSL-JSON.

    A passage is cited with its item number, its page and its words. Issuers are authors, in the
    language of the document.
    """
    from communique.report.exports.citations import items, named, write
    from communique.report.exports.files import whole

    style = "csl" if session.json else style
    with session.archive() as archive:
        found = list(items(archive, [named(archive, name) for name in docs], session.names()))
    if out is None:
        write(found, style, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with whole() as files:
        write(found, style, files.open(out))
    session.screen.note(f"wrote {out}")
