"""`communique check figures`: figures that disagree, and sums that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import filters
from communique.cli.comparing import NAMING, EncoderName, Files, library
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.check.conflicts import Cited, Conflict, FigureCheck
    from communique.cli.screen import Screen
    from communique.cli.tables import Column

_STYLES = {"high": "bold red", "medium": "yellow", "low": "dim"}


def check_figures(
    session: Session,
    docs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC…]", help=f"Only what these have a part in. {NAMING}"),
    ] = None,
    *,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type", "-t", metavar="TYPE", help="value, arithmetic or unit; may be repeated."
        ),
    ] = None,
    language: filters.Language = None,
    kind: filters.Kind = None,
    party: filters.Party = None,
    since: filters.Since = None,
    until: filters.Until = None,
    series: filters.Series = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
    files: Files = None,
    encoder: EncoderName = "auto",
) -> None:
    """Find figures that disagree: within a text and its tables, between versions and documents.

    Told are the same thing, period and unit with different values, sums in tables and sentences
    that fail, and currencies mistaken; with the slip that would explain it. Approximations,
    roundings, other years and targets that changed are no conflicts.
    """
    from communique.check import figures

    met = next(iter(filters.parties(session, [party] if party else ())), None)
    chosen: dict[str, Any] = {
        "language": language, "kind": kind and kind.value, "party": met,
        "since": since, "until": until, "series": series,
    }  # fmt: skip
    with library(
        session, files=files, encoder=encoder, needs_archive=not docs and not files
    ) as lib:
        texts = [text for name in docs or () for text in lib.candidates(name)]
        found = figures.check_figures(
            lib,
            docs=texts,
            types=types or (),
            **{name: value for name, value in chosen.items() if value},
        )
    screen = session.screen
    if session.json:
        screen.data(found.to_json())
        return
    from communique.cli.tables import print_csv, print_lines

    if csv or not screen.terminal:
        rows = [
            (number, conflict, figure)
            for number, conflict in enumerate(found.conflicts, 1)
            for figure in conflict.figures
        ]
        if csv:
            print_csv(_columns(), rows)
        else:
            print_lines(screen, _columns(), rows)
    else:
        with screen.paged():
            _print(screen, found)
    if not found.conflicts:
        days = " to ".join(dict.fromkeys(day for day in (found.since, found.until) if day))
        screen.note(
            f"no conflict among {found.figures:,} figure{'' if found.figures == 1 else 's'} of"
            f" {found.documents:,} document{'' if found.documents == 1 else 's'}"
            + (f", {days}" if days else "")
        )
    if csv or not screen.terminal:
        for gap in found.gaps:
            screen.note(f"gap[{gap.code}]: {gap.message}")


_Row = tuple[int, "Conflict", "Cited"]


def _columns() -> tuple[Column[_Row], ...]:
    """A row a figure; those of one conflict have its number."""
    from communique.cli.tables import Column
    from communique.model.findings import plain

    return (
        Column("conflict", lambda r: str(r[0])),
        Column("type", lambda r: r[1].type),
        Column("severity", lambda r: r[1].severity),
        Column("between", lambda r: r[1].between),
        Column("slip", lambda r: r[1].slip.kind if r[1].slip else ""),
        Column("ocr", lambda r: "yes" if r[1].ocr else ""),
        Column("expected", lambda r: r[1].expected or ""),
        Column("dated", lambda r: r[2].date or ""),
        Column("document", lambda r: r[2].document),
        Column("language", lambda r: r[2].language),
        Column("item", lambda r: r[2].item or ""),
        Column("row", lambda r: r[2].row or ""),
        Column("column", lambda r: r[2].column or ""),
        Column("value", lambda r: plain(r[2].value)),
        Column("unit", lambda r: r[2].unit),
        Column("quote", lambda r: r[2].words),
        Column("sentence", lambda r: r[2].sentence),
        Column("why", lambda r: r[1].why),
        Column("file", lambda r: r[2].name),
        Column("id", lambda r: r[2].id),
    )


def _print(screen: Screen, found: FigureCheck) -> None:
    from rich.text import Text

    from communique.cli.documents import print_gaps
    from communique.cli.safety import one_line

    for number, conflict in enumerate(found.conflicts, 1):
        if number > 1:
            screen.print()
        head = Text.assemble(
            (f"{number}. ", "dim"),
            (f"{conflict.type} ", _STYLES[conflict.severity]),
            (f"{conflict.between}  ", "cyan"),
            (one_line(conflict.why), "bold" if conflict.severity == "high" else ""),
        )
        screen.fold(head, indent=3)
        if conflict.ocr:
            screen.fold(Text("a scanner may have misread it"), first=Text("   "), indent=3)
        sentences: dict[tuple[str, str], list[Cited]] = {}
        for figure in conflict.figures:
            sentences.setdefault((figure.document, figure.sentence), []).append(figure)
        for figures in sentences.values():
            _print_sentence(screen, figures)
    if found.conflicts:
        screen.print()
        screen.print_cut(
            Text(
                f"{len(found.conflicts):,} among {found.figures:,} figures of"
                f" {found.documents:,} document{'' if found.documents == 1 else 's'}",
                style="dim",
            )
        )
    print_gaps(screen, found.gaps)


def _print_sentence(screen: Screen, figures: list[Cited]) -> None:
    """A sentence with figures of a conflict in bold, over its place."""
    from rich.text import Text

    from communique.cli.safety import one_line

    figure = figures[0]
    sentence = one_line(figure.sentence or figure.words)
    line, at = Text(sentence), 0
    for each in figures:
        words = one_line(each.words)
        found = max(sentence.find(words, at), sentence.find(words))
        if found >= 0:
            line.stylize("bold", found, found + len(words))
            at = found + len(words)
        else:
            line = Text.assemble((f"{words}  ", "bold"), line)
    place = [figure.date or "", f"{figure.name} ({figure.language})"]
    place += [f"item {figure.item}"] if figure.item else []
    screen.fold(line, first=Text("   - ", style="dim"), indent=5)
    screen.fold(
        Text(one_line("  ".join(part for part in place if part)), style="dim"),
        first=Text("     "),
        indent=5,
    )
