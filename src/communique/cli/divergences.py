"""Prints where two versions, or two accounts, diverge: what differs, over both quotes.

In a pipe each is one tab-separated line: which fields or side, kind, values, left and right quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from communique.cli.documents import print_gaps
from communique.cli.finding_fields import shown
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.divergence import Divergence, Divergences
from communique.model.findings import Finding


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
        _print(screen, _head(item, names), item.kind, item.fields, quotes)
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
    if screen.terminal:
        print_gaps(screen, report.omissions.gaps)


def _head(item: Divergence, names: tuple[str, str]) -> str:
    doubt = "?" if item.doubtful else ""
    if item.only is None:
        return ", ".join(item.fields) + doubt
    return f"only in {names[0] if item.only == 'left' else names[1]}{doubt}"


def _print(
    screen: Screen,
    head: str,
    kind: str,
    fields: Mapping[str, tuple[Any, Any]],
    quotes: tuple[Finding | None, Finding | None],
) -> None:
    values = " · ".join(
        f"{name} {shown(old) or '–'} → {shown(new) or '–'}" for name, (old, new) in fields.items()
    )
    words = [" ".join(finding.quote.exact) if finding else "" for finding in quotes]
    if not screen.terminal:
        screen.line(head, kind, values, *words)
        return
    line = Text.assemble((one_line(head), "yellow"), f"  {kind}  ", (one_line(values), "dim"))
    screen.fold(line)
    for sign, said in zip(("<", ">"), words, strict=True):
        if said:
            screen.fold(Text(one_line(said)), first=Text(f"  {sign} ", style="dim"), indent=4)
