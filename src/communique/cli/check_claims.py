"""`communique check claims`: asks the archive whether the claims of a document hold."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.check_claim import Complete
from communique.cli.comparing import NAMING, Files, library
from communique.cli.session import Session
from communique.model.findings import ClaimType


def check_claims(
    session: Session,
    docs: Annotated[list[str], typer.Argument(metavar="DOC…", help=NAMING)],
    *,
    type_: Annotated[
        ClaimType | None,
        typer.Option("--type", metavar="TYPE", help="Only claims of this type."),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Also what words cannot decide: what happened, how much."),
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Each with its scope, hits and gaps, as `check claim`.")
    ] = False,
    complete: Complete = False,
    files: Files = None,
) -> None:
    """Check the claims that documents make: first, never before, always, not a word, the largest.

    Each is answered as by `check claim`; the documents spoken of are those of the same parties.
    """
    from communique.check.claims import check_claims as check
    from communique.check.claims_scope import Correction
    from communique.cli.claim_answers import print_answer, print_answers

    screen = session.screen
    given = Correction(complete=complete)
    with library(session, files=files, encoder="none") as lib:
        answers = [
            answer
            for name in docs
            for text in lib.candidates(name)
            for answer in check(lib, text, correction=given)
            if type_ is None or answer.question.type is type_
        ]
    if session.json:
        screen.data([answer.to_json() for answer in answers])
        return
    if not answers:
        screen.note("no claims were found")
    with screen.paged():
        if full:
            for number, answer in enumerate(answers):
                if number:
                    screen.rule()
                print_answer(screen, answer)
        else:
            print_answers(screen, answers, all_=all_)
