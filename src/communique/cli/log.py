"""`communique log`: shows the history of a phrase."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import filters
from communique.cli.comparing import EncoderName, Files, Html, SeriesName, library, write_file
from communique.cli.session import Session


def log(
    session: Session,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="The words to follow.")],
    *,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="WORDS", help="Another form of them; may be repeated."),
    ] = None,
    series: SeriesName = None,
    language: filters.Language = None,
    kind: filters.Kind = None,
    party: filters.Party = None,
    level: filters.Level = None,
    since: filters.Since = None,
    until: filters.Until = None,
    stat: Annotated[
        bool, typer.Option("--stat", help="Only where and when, without the words around.")
    ] = False,
    html: Html = None,
    files: Files = None,
    encoder: EncoderName = "auto",
) -> None:
    """Show when words came, changed and went, in all languages.

    Each place says what it is: exact, variant (spelling, script), term (the same term in the names
    tables), translation (nearest by vector, with its score).
    """
    screen = session.screen
    filters = {
        "language": language, "kind": kind and kind.value, "party": party,
        "level": level and level.value, "since": since, "until": until,
    }  # fmt: skip
    with library(session, files=files, encoder=encoder) as lib:
        found = lib.log(
            " ".join(words),
            also=also or (),
            series=series,
            **{name: value for name, value in filters.items() if value},
        )
        made = lib.turns(found)
    if html:
        from communique.report.log_page import log_page

        write_file(screen, html, log_page(found, made))
    if session.json:
        screen.data({**found.to_json(), "turns": [turn.to_json() for turn in made]})
        return
    from communique.cli.histories import print_log, print_stat

    if not found.hits and not screen.terminal:
        screen.note(f"none of {len(found.texts)} texts has these words")

    if stat or html:
        print_stat(screen, found, made)
        return
    with screen.paged():
        print_log(screen, found, made)
