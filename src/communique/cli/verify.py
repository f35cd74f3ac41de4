"""`communique verify`: reads the whole archive again and compares."""

from __future__ import annotations

import typer

from communique.cli.exits import Exit
from communique.cli.session import Session


def verify(session: Session) -> None:
    """Check that every hash, quote and index entry of the archive is as it was stored."""
    from communique.cli.progress import progress
    from communique.cli.safety import one_line

    screen = session.screen
    with session.archive() as archive, progress(screen, "Verifying") as advance:
        problems = archive.verify(progress=advance)
    if session.json:
        screen.data({"problems": [problem.to_json() for problem in problems]})
    from rich.text import Text

    for problem in [] if session.json else problems:
        screen.print(
            Text.assemble(
                (problem.code, "red"),
                "  ",
                one_line(problem.where),
                "  ",
                one_line(problem.message),
            )
        )
    if problems:
        screen.note(f"{len(problems)} problems", style="bold red")
        raise typer.Exit(Exit.PROBLEMS)
    if not session.json:
        screen.note("The archive is whole.", style="green")
