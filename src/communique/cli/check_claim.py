"""`communique check claim`: asks the archive whether a claim of novelty or silence holds."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.comparing import Files, library
from communique.cli.session import Session
from communique.model.codes import Kind, Level
from communique.model.findings import ClaimType

WORDS = "What it asks for"
SCOPE = "Over which documents"
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party", "-p", metavar="CODE", help="Issued by just these; repeat.", rich_help_panel=SCOPE
    ),
]
Kinds = Annotated[
    list[Kind] | None,
    typer.Option("--kind", "-k", metavar="KIND", help="Of this kind.", rich_help_panel=SCOPE),
]
Levels = Annotated[
    list[Level] | None,
    typer.Option("--level", metavar="LEVEL", help="Of this level.", rich_help_panel=SCOPE),
]
Complete = Annotated[
    bool,
    typer.Option(
        "--complete",
        help="You vouch that the archive holds the scope whole.",
        rich_help_panel=SCOPE,
    ),
]
Full = Annotated[bool, typer.Option("--full", help="All hits, and all that is missing.")]


def check_claim(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(metavar="CLAIM…", help="The claim as a sentence, in any language."),
    ],
    *,
    type_: Annotated[
        ClaimType | None,
        typer.Option("--type", metavar="TYPE", help="What it claims.", rich_help_panel=WORDS),
    ] = None,
    term: Annotated[
        list[str] | None,
        typer.Option(
            "--term",
            metavar="WORDS",
            help="What is asked for; several stand together. Alternatives: 'force|武力|力'.",
            rich_help_panel=WORDS,
        ),
    ] = None,
    issue: Annotated[
        list[str] | None,
        typer.Option(
            "--issue",
            metavar="ISSUE",
            help="On what it must stand: an id or words; '' for anything.",
            rich_help_panel=WORDS,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", "-l", metavar="TAG", help="Of the claim.", rich_help_panel=WORDS
        ),
    ] = None,
    party: Party = None,
    kind: Kinds = None,
    level: Levels = None,
    since: filters.Since = None,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="DATE", help="Later than this.", rich_help_panel=SCOPE),
    ] = None,
    until: filters.Until = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DOC|DATE",
            help="Earlier than this document or date: a first use of it.",
            rich_help_panel=SCOPE,
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            metavar="DOC|DATE",
            help="The document that the claim is about.",
            rich_help_panel=SCOPE,
        ),
    ] = None,
    complete: Complete = False,
    full: Full = False,
    files: Files = None,
) -> None:
    """Check whether something was said for the first time, never, always, or not this time.

    The answer is supported, contradicted or undecided, with the words that stand against it, what
    comes near, what it rests on and which documents are missing. The terms and the scope that were
    understood are printed as a command that you can correct.
    """
    from communique.check.claims import check_claim as check
    from communique.check.claims_scope import Correction
    from communique.cli.claim_answers import print_answer

    given = Correction(
        type=type_,
        terms=tuple(term or ()),
        issues=tuple(issue or ()),
        parties=tuple(filters.parties(session, party)),
        kinds=tuple(kind or ()),
        levels=tuple(level or ()),
        since=since,
        after=after,
        until=until,
        before=before,
        about=about,
        complete=complete,
    )
    screen = session.screen
    with library(session, files=files, encoder="none", needs_archive=not files) as lib:
        answer = check(lib, " ".join(words), language=language, correction=given)
    if session.json:
        screen.data(answer.to_json())
        return
    with screen.paged():
        print_answer(screen, answer, full=full)
