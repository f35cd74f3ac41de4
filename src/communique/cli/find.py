"""`communique find`: lists findings of one kind over the archive, each in its sentence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from communique.cli import finding_fields
from communique.cli.screen import Screen
from communique.cli.session import Session
from communique.model.findings import KINDS

if TYPE_CHECKING:
    from communique.archive.found import Found
    from communique.cli.tables import Column

_PANEL = "Which documents"


def find(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    docs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC…]", help="Only in these documents, in this order."),
    ] = None,
    *,
    where: dict[str, str],
    due_before: Annotated[
        str | None,
        typer.Option(
            "--due-before",
            metavar="DATE",
            help="A deadline that ends before this date: 2028, 2028-04.",
            rich_help_panel="Fields",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="WORDS",
            help="In a sentence with these words.",
            rich_help_panel="Fields",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            "-l",
            metavar="TAG",
            help="In this language: en, ja, zh-Hant, zh-Hans.",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Of this date or later.", rich_help_panel=_PANEL
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="Of this date or earlier.", rich_help_panel=_PANEL
        ),
    ] = None,
    series: Annotated[
        str | None,
        typer.Option("--series", metavar="NAME", help="Of this series.", rich_help_panel=_PANEL),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")
    ] = 0,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated lines with a heading.")
    ] = False,
) -> None:
    """List what was found: commitments, positions, figures and so on, earliest document first.

    Codes are matched whole, words as parts of the field. In a pipe each finding is one
    tab-separated line: date, document, language, its fields, quote, sentence, file name, id.
    """
    from communique.cli.tables import print_csv, print_lines

    screen = session.screen
    with session.archive() as archive:
        hits = archive.findings(
            kind,
            documents=[archive.find(name) for name in docs] if docs else None,
            language=language,
            since=since,
            until=until,
            series=series,
            where=where,
            due_before=due_before,
            text=text,
        )
        some = islice(hits, limit) if limit else hits
        count = 0

        def counted(found: Found) -> Found:
            nonlocal count
            count += 1
            return found

        if session.json:
            screen.data_list(found.to_json() for found in map(counted, some))
        elif csv:
            print_csv(_columns(kind), [counted(found) for found in some])
        elif not screen.terminal:
            for found in some:
                print_lines(screen, _columns(kind), [counted(found)])
        else:
            with screen.paged():
                _print(screen, [counted(found) for found in some])
        more = bool(limit) and next(hits, None) is not None
    if not count:
        screen.note(f"no {kind} fit")
    elif more:
        screen.note(f"the first {count:,} {kind}; --limit 0 shows all")


def _columns(kind: str) -> tuple[Column[Found], ...]:
    """All columns, for pipes and CSV: nothing cut and nothing shortened."""
    from communique.cli.tables import Column
    from communique.model.findings import columns

    def field(name: str) -> Column[Found]:
        return Column(name, lambda f: finding_fields.shown(getattr(f.finding, name)))

    return (
        Column("dated", _date),
        Column("document", lambda f: f.entry.id),
        Column("language", lambda f: f.entry.language),
        *(field(column.name) for column in columns(KINDS[kind])),
        Column("quote", lambda f: " … ".join(f.finding.quote.exact)),
        Column("sentence", lambda f: f.passage.text if f.passage else ""),
        Column("file", lambda f: f.entry.name),
        Column("id", lambda f: f.finding.id),
    )


def _print(screen: Screen, hits: list[Found]) -> None:
    """Print findings under their documents, each in its sentence over a dim line of its fields."""
    from communique.cli.entries import prefixes, span
    from communique.cli.safety import one_line
    from communique.cli.sentences import sentence

    short = prefixes(hit.entry.id for hit in hits)
    before = None
    for hit in hits:
        if hit.entry != before:
            if before is not None:
                screen.print()
            before = hit.entry
            head = Text.assemble(
                (f"{span(_date(hit)) or 'no date':<12}", "cyan"),
                (f"{short[hit.entry.id]}  ", "yellow"),
                (one_line(hit.entry.title or "(no title)"), "bold"),
                (f"  {hit.entry.language}  {one_line(hit.entry.name)}", "dim"),
            )
            screen.print_cut(head)
        screen.print()
        screen.fold(sentence(hit.passage, hit.finding.quote), first=Text("  "), indent=2)
        fields = [f"{name} {one_line(value)}" for name, value in finding_fields.said(hit.finding)]
        screen.fold(Text(" · ".join(fields), style="dim"), first=Text("    "), indent=4)


def _date(hit: Found) -> str:
    return hit.entry.date or hit.entry.published or ""
