"""Prints the history of a phrase: a strip of where it stands, when it came and went, and its
places.

A strip has a cell a statement, in order: `■` has the words, `·` has not, `?` could not be
searched. A
series with several statements a year has a line a year.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from communique.cli import redlines
from communique.cli.documents import print_gaps
from communique.cli.safety import one_line, visible
from communique.cli.screen import Screen
from communique.compare.log import Cell, Hit, Log
from communique.compare.turns import Turn
from communique.report.snippets import Snippet, snippets
from communique.report.wording import pieces

_STYLES = {"exact": "green", "variant": "yellow", "term": "cyan", "translation": "magenta"}
_TURNS = {"came": ("+", "green"), "changed": ("~", "yellow"), "went": ("-", "red")}
_SHOWN = 3
"""Passages shown of those in which the words came or went with one document."""

_AROUND = 90
"""Characters shown on each side of the words on a terminal."""


def print_log(screen: Screen, found: Log, made: Sequence[Turn]) -> None:
    """Print the whole history; in a pipe a line a place: date, name, match, score, passage."""
    if not screen.terminal:
        for hit in found.hits:
            passage = found.texts[hit.text].passages[hit.passage]
            screen.line(
                hit.span.date or "", hit.span.name, hit.match, f"{hit.score:.2f}", passage.text
            )
        return
    print_strips(screen, found)
    if made:
        screen.heading("When it came, changed and went")
        for _, group in groupby(made, key=lambda turn: (turn.document.id, turn.what)):
            _print_turns(screen, list(group))
    if found.hits:
        screen.heading("Where it stands")
        for each in snippets(found, around=_AROUND):
            _print_snippet(screen, each)
    print_gaps(screen, found.gaps)


def print_stat(screen: Screen, found: Log, made: Sequence[Turn]) -> None:
    """Print where and when, without the words around."""
    if screen.terminal:
        print_strips(screen, found)
    if made and screen.terminal:
        screen.heading("When it came, changed and went")
    for (_, what), group in groupby(made, key=lambda turn: (turn.document.id, turn.what)):
        turns = list(group)
        document, count = turns[0].document, f"{len(turns)} passage{'s' if len(turns) > 1 else ''}"
        if not screen.terminal:
            screen.line(document.date or "", what, count, document.name)
            continue
        sign, style = _TURNS[what]
        screen.print_cut(
            Text.assemble(
                (f"{sign} ", style),
                f"{document.date or 'no date':<12}",
                (f"{what:<8}", style),
                f"{count:<14}",
                (one_line(document.name), "dim"),
            )
        )


def print_strips(screen: Screen, found: Log) -> None:
    """Print how often and when, and a strip for each language."""
    counts: Counter[str] = Counter(hit.match for hit in found.hits)
    kinds = ", ".join(f"{counts[match]} {match}" for match in _STYLES if counts[match])
    held = sum(1 for cell in found.strip if cell.count)
    searched = sum(1 for cell in found.strip if cell.count is not None)
    first, last = found.first, found.last
    head = Text.assemble((one_line(found.query), "bold"))
    if first and last:
        head.append(f"  in {held} of {searched} texts, {_when(first)} to {_when(last)} ({kinds})")
    else:
        head.append(f"  in none of {searched} texts")
    screen.fold(head, indent=2)
    others = [one_line(form) for form in found.forms[1:]]
    if others:
        screen.fold(Text(f"also as {'; '.join(others)}", style="dim"), indent=2)
    for language, cells in _by_language(found):
        screen.print()
        _print_strip(screen, language, cells)


def _when(hit: Hit) -> str:
    return hit.span.date or one_line(hit.span.name)


def _by_language(found: Log) -> Iterator[tuple[str, list[Cell]]]:
    rows: defaultdict[str, list[Cell]] = defaultdict(list)
    for text, cell in zip(found.texts, found.strip, strict=True):
        rows[text.language].append(cell)
    yield from sorted(rows.items())


def _print_strip(screen: Screen, language: str, cells: Sequence[Cell]) -> None:
    if all(cell.count is None for cell in cells):
        said = f"not searched ({len(cells)} texts)"
        screen.print(Text.assemble((f"{language:<8}", "cyan"), (said, "yellow")))
        return
    years = {year: list(group) for year, group in groupby(cells, key=lambda c: (c.date or "")[:4])}
    if len(cells) > 2.5 * len(years):
        rows = [(year or "none", group) for year, group in years.items()]
    else:
        rows = [(f"{_year(cells[0])}–{_year(cells[-1])}", list(cells))]
    for number, (name, group) in enumerate(rows):
        lead = Text.assemble((f"{'' if number else language:<8}", "cyan"), (f"{name:<10}", "dim"))
        strip = Text()
        for cell in group:
            strip.append(*_cell(cell))
        screen.fold(strip, first=lead, indent=18)


def _year(cell: Cell) -> str:
    return (cell.date or "????")[:4]


def _cell(cell: Cell) -> tuple[str, str]:
    if cell.count is None:
        return "?", "yellow"
    return ("■", "green") if cell.count else ("·", "dim")


def _print_turns(screen: Screen, made: Sequence[Turn]) -> None:
    """Print what happened in one document, the first few passages of it."""
    for turn in made[:_SHOWN]:
        _print_turn(screen, turn)
    if len(made) > _SHOWN:
        more = f"and in {len(made) - _SHOWN} more passages"
        screen.fold(Text(more, style="dim"), first=Text(" " * 22), indent=22)


def _print_turn(screen: Screen, turn: Turn) -> None:
    sign, style = _TURNS[turn.what]
    lead = Text.assemble(
        (f"{sign} ", style), f"{turn.document.date or 'no date':<12}", (f"{turn.what:<8}", style)
    )
    marks = redlines.with_marks(screen)
    if turn.edits:
        body = redlines.brief(pieces(turn.edits), marks=marks)
    else:
        span = turn.new or turn.old
        words = one_line(" ".join(span.exact)) if span else ""
        body = Text(words, style=redlines.CAME if turn.new else redlines.WENT)
    screen.fold(body, first=lead, indent=22)


def _print_snippet(screen: Screen, each: Snippet) -> None:
    span = each.hit.span
    screen.print()
    score = f" {each.hit.score:.2f}" if each.hit.match == "translation" else ""
    screen.print_cut(
        Text.assemble(
            (f"{span.date or 'no date':<12}", "cyan"),
            (each.hit.match + score, _STYLES[each.hit.match]),
            "  ",
            (one_line(span.name), "dim"),
        )
    )
    text = Text()
    for words, is_hit in each.parts:
        text.append(
            visible(" ".join(words.splitlines()) if "\n" in words else words),
            style="bold reverse" if is_hit and each.hit.match != "translation" else "",
        )
    screen.fold(text, first=Text("  "), indent=2)
