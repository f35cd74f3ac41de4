"""Prints what became of promises and positions, and where two versions diverge.

Under each line the old and the new quote, or the left and the right one. In a pipe each is one
tab-separated line: what changed, kind, field values, both quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from communique.cli.documents import print_gaps
from communique.cli.finding_fields import shown
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.divergence import Divergence, Divergences
from communique.compare.findings import Fate, counted
from communique.model.findings import Finding

_STYLES = {"strengthened": "green", "weakened": "red", "deadline gone": "red"}


def print_fates(screen: Screen, fates: Sequence[Fate]) -> None:
    """Print what changed in promises and positions that both texts have, and the counts of all."""
    told = [fate for fate in fates if fate.old and fate.new]
    gone = [fate for fate in fates if fate.change == "issue no longer mentioned"]
    if not fates:
        return
    if screen.terminal:
        screen.heading("Promises and positions")
        counts = (f"{count} {change}" for change, count in counted(fates).items())
        screen.fold(Text(", ".join(counts)))
    for fate in (*told, *gone):
        if screen.terminal:
            screen.print()
        style = _STYLES.get(fate.change, "yellow")
        _print(screen, (fate.change, style), fate.kind, fate.fields, (fate.old, fate.new))


def print_divergences(screen: Screen, report: Divergences) -> None:
    """Print where both sides differ, what one side alone promises or holds, and the passages that
    one side lacks.
    """
    names = (report.left.language, report.right.language)
    if names[0] == names[1]:
        names = (report.left.name, report.right.name)
    if screen.terminal:
        both = sum(1 for item in report.items if item.only is None)
        lacking = sum(len(each.spans) for each in report.omissions.omissions)
        screen.fold(
            Text(
                f"{both} differ, {len(report.items) - both} only on one side; {lacking} passages"
                " only on one side"
            )
        )
    for item in report.items:
        if screen.terminal:
            screen.print()
        quotes = (item.left, item.right)
        _print(screen, (_head(item, names), "yellow"), item.kind, item.fields, quotes)
    for each in report.omissions.omissions:
        held = names[1] if each.missing_in == "left" else names[0]
        words = " ".join(word for span in each.spans for word in span.exact)
        if screen.terminal:
            screen.print()
            screen.fold(Text(f"only in {held}  passage", style="cyan"))
            screen.fold(Text(one_line(words)), first=Text("  "), indent=2)
        else:
            sides = (words, "") if each.missing_in == "right" else ("", words)
            screen.line(f"only in {held}", "passage", "", *sides)
    print_gaps(screen, report.omissions.gaps)


def _head(item: Divergence, names: tuple[str, str]) -> str:
    doubt = "?" if item.doubtful else ""
    if item.only is None:
        return ", ".join(item.fields) + doubt
    return f"only in {names[0] if item.only == 'left' else names[1]}{doubt}"


def _print(
    screen: Screen,
    head: tuple[str, str],
    kind: str,
    fields: Mapping[str, tuple[Any, Any]],
    quotes: tuple[Finding | None, Finding | None],
) -> None:
    values = " · ".join(
        f"{name} {shown(old) or '–'} → {shown(new) or '–'}" for name, (old, new) in fields.items()
    )
    words = [" ".join(finding.quote.exact) if finding else "" for finding in quotes]
    if not screen.terminal:
        screen.line(head[0], kind, values, *words)
        return
    line = Text.assemble((one_line(head[0]), head[1]), f"  {kind}  ", (one_line(values), "dim"))
    screen.fold(line)
    for sign, said in zip(("<", ">"), words, strict=True):
        if said:
            screen.fold(Text(one_line(said)), first=Text(f"  {sign} ", style="dim"), indent=4)
