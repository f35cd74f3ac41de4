"""`communique series`: lists series of documents, or the documents of one in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.comparing import Files, library
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.compare.series import Series


def series(
    session: Session,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME…]", help="A series: its name, or words of it."),
    ] = None,
    *,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="TAG", help="In this language.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="Documents that stand alone, too.")
    ] = False,
    files: Files = None,
) -> None:
    """List series: documents that the same states issue again and again, to be compared by date.

    A series is told by issuers or parties, kind, level, place and language. `communique edit DOC
    --series NAME` puts documents into one by hand.
    """
    screen = session.screen
    with library(session, files=files, encoder="none", needs_archive=not files) as lib:
        found = lib.series(name=" ".join(name) if name else None, language=language)
    if session.json:
        screen.data([_json(each) for each in found])
        return
    if name:
        with screen.paged():
            _print_one(session, found[0])
        return
    shown = [each for each in found if all_ or len(each.texts) > 1]
    with screen.paged():
        _print_list(session, shown)
    alone = len(found) - len(shown)
    if alone:
        screen.note(
            f"{alone} document{'s stand' if alone > 1 else ' stands'} alone; --all lists them"
        )


def _json(each: Series) -> dict[str, Any]:
    return {
        "label": each.label,
        "named": each.named,
        "language": each.texts[0].language,
        "documents": [
            {"id": text.id, "name": text.name, "date": text.date, "title": text.header.title}
            for text in each.texts
        ],
        "gaps": [gap.to_json() for gap in each.gaps],
    }


def _print_list(session: Session, found: list[Series]) -> None:
    from communique.cli.tables import Column, print_lines, print_table

    columns: tuple[Column[Series], ...] = (
        Column("series", lambda s: s.label, whole=False, weight=2),
        Column("documents", lambda s: str(len(s.texts)), align_right=True),
        Column("from", lambda s: s.texts[0].date or "", style="cyan"),
        Column("to", lambda s: s.texts[-1].date or "", style="cyan"),
        Column("named", lambda s: "by a person" if s.named else "", style="dim", shown_from=90),
    )
    (print_table if session.screen.terminal else print_lines)(session.screen, columns, found)


def _print_one(session: Session, found: Series) -> None:
    from rich.text import Text as Words

    from communique.cli.documents import print_gaps
    from communique.cli.safety import one_line
    from communique.cli.tables import Column, print_lines, print_table
    from communique.compare.texts import Text

    screen = session.screen
    columns: tuple[Column[Text], ...] = (
        Column("date", lambda t: t.date or ""),
        Column("id", lambda t: t.id, style="yellow"),
        Column("title", lambda t: t.header.title or "(no title)", whole=False, weight=2),
        Column("name", lambda t: t.name, style="dim", whole=False, shown_from=70),
    )
    if not screen.terminal:
        print_lines(screen, columns, found.texts)
        return
    screen.fold(Words(one_line(found.label), style="bold"))
    print_table(screen, columns, found.texts)
    print_gaps(screen, found.gaps)
