"""`communique series coverage`: shows what the archive holds of a series, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from communique.cli import filters
from communique.cli.check_claim import Complete, Kinds, Levels, Party
from communique.cli.comparing import Files, library
from communique.cli.session import Session

if TYPE_CHECKING:
    from communique.check.coverage import Coverage, Known
    from communique.cli.screen import Screen

_SIGNS = {True: ("■", "green"), False: ("□", "red"), None: ("·", "dim")}


def coverage(
    session: Session,
    series: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SERIES…]",
            help="A catalogue (jpn-usa, or 'jpn-usa leaders'), or the name of a series.",
        ),
    ] = None,
    *,
    party: Party = None,
    kind: Kinds = None,
    level: Levels = None,
    since: filters.Since = None,
    until: filters.Until = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only what is missing.")] = False,
    complete: Complete = False,
    files: Files = None,
) -> None:
    """Compare the archive with catalogues of the documents there are: held, missing, not listed.

    Without a series every catalogue is summed up. Catalogues are tables (docs/names.md): the
    program's own, and yours with --names.
    """
    from communique.check.series_coverage import coverages

    screen = session.screen
    with library(session, files=files, encoder="none", needs_archive=not files) as lib:
        found = coverages(
            lib,
            " ".join(series or ()),
            parties=filters.parties(session, party),
            kinds=kind or (),
            levels=level or (),
            since=since,
            until=until,
            complete=complete,
        )
    one = bool(series or party)
    if session.json:
        made = [{"label": label, **each.to_json()} for label, each in found]
        screen.data(made[0] if one else made)
        return
    if one:
        with screen.paged():
            _print_one(screen, *found[0], only_missing=missing)
    else:
        _print_all(screen, found)


def _print_all(screen: Screen, found: Sequence[tuple[str, Coverage]]) -> None:
    from communique.cli.tables import Column, print_lines, print_table

    columns: tuple[Column[tuple[str, Coverage]], ...] = (
        Column("series", lambda row: row[0], whole=False, weight=2),
        Column("known", lambda row: str(len(row[1].entries)), align_right=True),
        Column("held", lambda row: str(_held(row[1])), align_right=True, style="green"),
        Column("missing", lambda row: str(len(row[1].missing)), align_right=True, style="red"),
        Column("not listed", lambda row: str(len(row[1].extra)), align_right=True, style="dim"),
        Column("from", lambda row: _ends(row[1])[0], style="cyan", shown_from=70),
        Column("to", lambda row: _ends(row[1])[1], style="cyan", shown_from=70),
    )
    (print_table if screen.terminal else print_lines)(screen, columns, found)
    if not found:
        screen.note("no catalogue knows of documents of these parties")


def _held(each: Coverage) -> int:
    return len(each.entries) - len(each.missing)


def _ends(each: Coverage) -> tuple[str, str]:
    days = [known.entry.date for known in each.entries]
    return (days[0], days[-1]) if days else ("", "")


def _print_one(screen: Screen, label: str, each: Coverage, *, only_missing: bool) -> None:
    from communique.cli.documents import print_gaps
    from communique.cli.tables import Column, print_lines, print_table

    entries = [known for known in each.entries if not only_missing or known.held is None]
    columns: tuple[Column[Known], ...] = (
        Column("date", lambda k: k.entry.date, style="cyan"),
        Column("held", lambda k: "held" if k.held else "missing"),
        Column("kind", lambda k: k.entry.kind.replace("_", " "), style="dim", shown_from=80),
        Column("level", lambda k: k.entry.level, style="dim", shown_from=110),
        Column("texts", lambda k: ",".join(k.held.languages) if k.held else "", shown_from=70),
        Column("title", lambda k: k.entry.title_en or k.entry.title_ja, whole=False),
    )
    if not screen.terminal:
        print_lines(screen, columns, entries)
        return
    screen.fold(Text(_summary(label, each), style="bold"))
    if each.entries:
        screen.print()
        _print_strip(screen, each)
        screen.print()
        print_table(screen, columns, entries)
    if each.extra and not only_missing:
        screen.heading("Held, but in no catalogue")
        for one in each.extra:
            screen.print_cut(Text.assemble((f"  {one.date or 'no date':<12}", "cyan"), one.title))
    print_gaps(screen, each.gaps)


def _summary(label: str, each: Coverage) -> str:
    if not each.entries:
        return f"{label}: no documents are known, {len(each.extra)} held"
    if each.vouched:
        state = "whole, as you vouch"
    elif each.whole:
        state = "whole"
    else:
        state = f"{len(each.missing)} missing"
    return f"{label}: {_held(each)} of {len(each.entries)} known documents held, {state}"


def _print_strip(screen: Screen, each: Coverage) -> None:
    """A line a decade, a cell a document: held ■, missing □, a year without any ·."""
    decades: dict[int, Text] = {}
    by_year: dict[int, list[bool]] = {}
    for known in each.entries:
        by_year.setdefault(int(known.entry.date[:4]), []).append(known.held is not None)
    for year in each.years:
        line = decades.setdefault(year.year // 10 * 10, Text())
        cells: list[bool | None] = [*by_year.get(year.year, ()), *[True] * year.extra]
        for cell in cells or [None]:
            line.append(*_SIGNS[cell])
        line.append(" ")
    for decade, line in decades.items():
        screen.fold(line, first=Text(f"{decade}s  ", style="dim"), indent=7)
    screen.print(Text("       ■ held  □ missing  · none known", style="dim"))
