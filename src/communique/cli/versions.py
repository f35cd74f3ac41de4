"""Prints an alignment: two versions beside each other, or what stands in one of them alone.

Between the two stands how sure a pair is, 0 to 99; `?` marks what a person should look at, `<` and
`>`
what stands in the left or right version alone.
"""

from __future__ import annotations

from rich.text import Text

from communique.cli import redlines
from communique.cli.documents import print_gaps
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.align import Alignment, Pair
from communique.compare.omissions import Omission, Omissions
from communique.compare.texts import Span
from communique.report.wording import words

_SHADES = ((0.7, "green"), (0.5, "color(106)"), (0.3, "yellow"), (0.0, "color(208)"))


def print_alignment(screen: Screen, found: Alignment, report: Omissions) -> None:
    """Print all pairs; in a pipe a line a pair: left, score, right."""
    if screen.terminal:
        _print_names(screen, found)
        print_counts(screen, found, report)
        screen.print()
    for pair in found.pairs:
        left = Text(one_line(words(found.left, pair.first)))
        right = Text(one_line(words(found.right, pair.second)))
        redlines.beside(screen, left, right, sign=_sign(pair, screen), width=3)
        if screen.terminal:
            screen.print()
    print_gaps(screen, found.gaps)


def print_counts(screen: Screen, found: Alignment, report: Omissions) -> None:
    """Print how many pairs there are, and what one version lacks."""
    pairs = sum(1 for pair in found.pairs if not pair.one_sided)
    lacks = {
        side: sum(len(each.spans) for each in report.omissions if each.missing_in == side)
        for side in ("left", "right")
    }
    doubtful = sum(1 for each in report.omissions if each.doubtful) + len(report.doubtful_pairs)
    screen.fold(
        Text.assemble(
            f"{pairs} pairs; ",
            (f"{lacks['right']} only in {found.left.language}", "red" if lacks["right"] else ""),
            ", ",
            (f"{lacks['left']} only in {found.right.language}", "red" if lacks["left"] else ""),
            f"; {doubtful} doubtful",
        ),
        indent=2,
    )


def print_omissions(screen: Screen, found: Alignment, report: Omissions) -> None:
    """Print what stands in one version alone, surest first within the order of the texts."""
    if screen.terminal:
        _print_names(screen, found)
        print_counts(screen, found, report)
    for each in report.omissions:
        _print_omission(screen, found, each)
    if report.doubtful_pairs and screen.terminal:
        screen.heading("Pairs that hold together by their place only")
        for pair in report.doubtful_pairs:
            left = Text(one_line(words(found.left, pair.first)))
            right = Text(one_line(words(found.right, pair.second)))
            redlines.beside(screen, left, right, sign=_sign(pair, screen), width=3)
            screen.print()
    print_gaps(screen, report.gaps)


def _print_omission(screen: Screen, found: Alignment, each: Omission) -> None:
    held, lacking = (
        (found.left, found.right) if each.missing_in == "right" else (found.right, found.left)
    )
    said = _said(each.spans)
    if not screen.terminal:
        sure = "doubtful" if each.doubtful else "sure"
        screen.line(held.language, lacking.language, sure, f"{each.confidence:.2f}", said)
        return
    screen.print()
    screen.print(
        Text.assemble(
            ("? " if each.doubtful else "- ", "yellow" if each.doubtful else "red"),
            (f"only in {held.language}", "bold"),
            (f"  item {one_line(each.item)}" if each.item else "", "cyan"),
            (f"  {round(100 * each.confidence)}% sure", "dim"),
        )
    )
    screen.fold(Text(said), first=Text("  "), indent=2)
    if each.resembles:
        near = Text(_said((each.resembles,)), style="dim")
        screen.fold(Text.assemble(("nearest there: ", "yellow"), near), first=Text("  "), indent=2)


def _print_names(screen: Screen, found: Alignment) -> None:
    for text in (found.left, found.right):
        name = f"{text.name} ({text.language})"
        screen.fold(redlines.named(text.date, name, text.header.title), indent=12)


def _said(spans: tuple[Span, ...]) -> str:
    return one_line(" ".join(word for span in spans for word in span.exact))


def _sign(pair: Pair, screen: Screen) -> Text:
    if pair.one_sided:
        sign = "<" if pair.first else ">"
        return Text(
            f"{sign}{'?' if pair.doubtful else ' '} ", style="yellow" if pair.doubtful else "red"
        )
    shade = next(style for least, style in _SHADES if pair.score >= least)
    return Text(
        f"{min(99, round(100 * pair.score)):>2}{'?' if pair.doubtful else ' '}", style=shade
    )
