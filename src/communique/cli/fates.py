"""Prints what became of promises and positions between two texts: a line each, over both quotes.

In a pipe each is one tab-separated line: `finding`, changes, field values, old quote, new quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.findings import Fate
from communique.report.outcomes import lone, outcomes

_STYLES = {"more": "green", "less": "red", "mixed": "yellow"}


def print_fates(screen: Screen, fates: Sequence[Fate]) -> None:
    """Print what changed in promises and positions, and how many stand in one text alone."""
    if not screen.terminal:
        for each in outcomes(fates):
            screen.line("finding", each.changes, each.fields, each.old, each.new)
        return
    alone = lone(fates)
    for number, each in enumerate(outcomes(fates)):
        if not number:
            screen.heading("Promises and positions")
        style = _STYLES[each.way]
        screen.fold(Text.assemble((each.changes, style), "  ", (each.fields, "dim")), indent=2)
        for sign, said in (("<", each.old), (">", each.new)):
            if said:
                screen.fold(Text(one_line(said)), first=Text(f"  {sign} ", style="dim"), indent=4)
    if alone:
        screen.fold(Text(f"promises and positions: {alone}", style="dim"))
