"""Prints a blame: how much of a document is how old, then its passages behind the date of their
words.

The older the words, the cooler the colour. Under a passage that was changed stands what was
replaced.
"""

from __future__ import annotations

from rich.text import Text

from communique.cli import redlines
from communique.cli.charts import bars
from communique.cli.documents import print_gaps
from communique.cli.fates import print_fates
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.blame import Blame, Blamed
from communique.model.codes import PassageType
from communique.report.ageing import ages, replaced, share

_COLOURS = (67, 73, 79, 114, 150, 186, 222, 215, 209, 203)
"""Of the 256 colours of a terminal, from cold to warm."""
_DATE = 11


def print_blame(screen: Screen, found: Blame) -> None:
    """Print the whole blame; in a pipe a line a passage: first date and name, origin, words."""
    if not screen.terminal:
        _print_lines(screen, found)
        return
    screen.fold(
        redlines.named(found.text.date, found.text.name, found.text.header.title), indent=12
    )
    print_ages(screen, found)
    shades = _shades(found)
    for number, row in enumerate(found.passages):
        if (
            not number
            or found.text.passages[number].paragraph != found.text.passages[number - 1].paragraph
        ):
            screen.print()
        _print_row(screen, found, number, row, shades)
    if found.dropped:
        screen.heading(f"Did not come back from {one_line(found.dropped[0].name)}")
        for span in found.dropped:
            screen.fold(
                Text(one_line(" ".join(span.exact)), style="red"), first=Text("- "), indent=2
            )
    print_fates(screen, found.findings)
    print_gaps(screen, found.gaps)


def print_ages(screen: Screen, found: Blame) -> None:
    """Print of which statement how many passages first were, as bars."""
    shades = _shades(found)
    rows = ages(found)
    total = len(found.passages)
    width = max(10, min(40, screen.width - 50)) if screen.terminal else 20
    drawn = bars({str(at): row.passages for at, row in enumerate(rows)}, width=width)
    for row, (_, count, bar) in zip(rows, drawn, strict=True):
        if not count:
            continue
        line = Text.assemble(
            (f"{row.date or 'no date':<{_DATE}}", shades.get(row.document, "")),
            f"{count:>4} {share(count, total):>5}  ",
            (bar, shades.get(row.document, "")),
            " ",
            (one_line(row.name), "dim"),
        )
        screen.print_cut(line)


def _shades(found: Blame) -> dict[str, str]:
    """A colour for each statement that words of the document first stood in, by its place in
    time."""
    last = max(1, len(found.series) - 1)
    most = len(_COLOURS) - 1
    return {
        text.id: f"color({_COLOURS[round(most * at / last)]})"
        for at, text in enumerate(found.series)
    }


def _print_row(
    screen: Screen, found: Blame, number: int, row: Blamed, shades: dict[str, str]
) -> None:
    passage = found.text.passages[number]
    shade = shades.get(row.first.document, "")
    style = "bold" if passage.type is PassageType.HEADING else ""
    date = Text(f"{row.first.date or 'no date':<{_DATE}}", style=shade)
    screen.fold(Text(one_line(passage.text), style=style), first=date, indent=_DATE)
    marks = redlines.with_marks(screen)
    told = _told(row)
    steps = redlines.brief(replaced(found, number), marks=marks)
    if told or steps:
        between = ": " if told and steps else ""
        screen.fold(Text.assemble((told + between, "dim"), steps), indent=_DATE, all_lines=True)


def _told(row: Blamed) -> str:
    """What happened to a passage, where it is more than kept or new."""
    parts = [] if row.origin.kind.value in ("kept", "new") else [row.origin.kind.value]
    if row.origin.moved:
        parts.append("moved")
    if row.origin.returned and row.ancestors:
        parts.append(f"returned from {row.ancestors[0].date or one_line(row.ancestors[0].name)}")
    return ", ".join(parts)


def _print_lines(screen: Screen, found: Blame) -> None:
    for row in found.passages:
        first = (row.first.date or "", row.first.name)
        screen.line(*first, _told(row) or row.origin.kind.value, " ".join(row.span.exact))
    for span in found.dropped:
        screen.line(span.date or "", span.name, "dropped", " ".join(span.exact))
