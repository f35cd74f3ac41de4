"""Prints a comparison of two documents: a line of counts, then the changes in reading order.

Each change stands behind a sign: `~` edited, `≈` partly the same, `+` new, `-` dropped, `>` moved,
`/`
split, `&` merged. Passages that were kept are counted in one line, with the heading above the next
change.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from communique.cli import redlines
from communique.cli.documents import print_gaps
from communique.cli.fates import print_fates
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.diff import Diff
from communique.model.codes import PassageType
from communique.report.placing import Placed, sequence
from communique.report.shares import carried, percent
from communique.report.wording import Piece, label, of_side, pieces, words

SIGNS = {
    "kept": " ", "edited": "~", "partly": "≈", "split": "/", "merged": "&", "new": "+", "dropped":
    "-",
}  # fmt: skip
_STYLES = {"new": "green", "dropped": "red", "edited": "yellow", "partly": "yellow"}
_ORDER = ("kept", "edited", "partly", "split", "merged", "new", "dropped")


def print_diff(screen: Screen, found: Diff, *, side_by_side: bool, full: bool, moved: bool) -> None:
    """Print the whole comparison."""
    for text in (found.old, found.new):
        screen.fold(redlines.named(text.date, text.name, text.header.title), indent=12)
    print_summary(screen, found)
    kept: list[Placed] = []
    for placed in sequence(found):
        if placed.how == "moved_from" and not moved:
            continue
        if placed.how == "stays" and placed.change.origin == "kept" and not full:
            kept.append(placed)
            continue
        _print_kept(screen, found, kept)
        kept = []
        screen.print()
        _print_change(screen, found, placed, side_by_side)
    _print_kept(screen, found, kept)
    print_fates(screen, found.findings)
    print_gaps(screen, found.gaps)


def print_summary(screen: Screen, found: Diff) -> None:
    """Print how many passages of each text became what."""
    counts, shares = found.summary(), carried(found)
    if not screen.terminal:
        for side, values in counts.items():
            held = (f"{origin} {values[origin]}" for origin in _ORDER if origin in values)
            screen.line(side, *held)
        if shares:
            screen.line("stood", percent(shares.all), percent(shares.whole))
        return
    for side, text in (("new", found.new), ("old", found.old)):
        counted = _counted(counts[side], len(text.passages))
        screen.fold(counted, first=Text(f"{side:<5}", style="dim"), indent=5)
    if shares:
        said = f"{percent(shares.all)} of its characters stood in the old text,"
        said += f" {percent(shares.whole)} in passages kept whole"
        screen.fold(Text(said), first=Text("new  ", style="dim"), indent=5)


def _counted(counts: Mapping[str, int], total: int) -> Text:
    made = Text(f"{total} passages:" if total != 1 else "1 passage:")
    for number, origin in enumerate(name for name in _ORDER if name in counts):
        made.append(" " if not number else ", ")
        made.append(f"{counts[origin]} {origin}", style=_STYLES.get(origin, ""))
    return made


def _print_kept(screen: Screen, found: Diff, kept: list[Placed]) -> None:
    """One line for passages that were kept, and the last heading among them."""
    numbers = [number for placed in kept for number in placed.after]
    if not numbers:
        return
    screen.print()
    screen.print(Text(f"  ⋯ {len(numbers)} kept", style="dim"))
    for number in reversed(numbers[-3:]):
        passage = found.new.passages[number]
        if passage.type is PassageType.HEADING:
            screen.fold(Text(one_line(passage.text), style="bold dim"), first=Text("  "), indent=2)
            return


def _print_change(screen: Screen, found: Diff, placed: Placed, side_by_side: bool) -> None:
    change = placed.change
    sign = ">" if change.moved and change.origin == "kept" else SIGNS[change.origin]
    lead = Text(f"{sign} ", style=_STYLES.get(change.origin, "cyan"))
    if placed.how == "moved_from":
        words_before = words(found.old, placed.before, labels=False)
        text = Text(one_line(words_before), style="dim")
        screen.fold(Text.assemble(("moved from here: ", "cyan"), text), first=Text("< "), indent=2)
        return
    parts = _pieces(found, placed)
    heads = _label(found, placed)
    notes = _notes(found, placed)
    marks = redlines.with_marks(screen)
    base = "bold" if _is_heading(found, placed) else ""
    if side_by_side or (not change.edits and placed.before and placed.after):
        _print_beside(screen, found, placed, parts, lead)
        return
    body = Text.assemble((heads, "cyan"), redlines.redline(parts, marks=marks, base=base))
    if notes:
        body.append(f"  ({notes})", style="dim")
    screen.fold(body, first=lead, indent=2)


def _print_beside(
    screen: Screen, found: Diff, placed: Placed, parts: tuple[Piece, ...], sign: Text
) -> None:
    change, marks = placed.change, redlines.with_marks(screen)
    if change.edits:
        sides = [redlines.redline(of_side(parts, side), marks=marks) for side in ("old", "new")]
    else:
        sides = [
            Text(one_line(words(text, numbers, labels=False)))
            for text, numbers in ((found.old, placed.before), (found.new, placed.after))
        ]
    redlines.beside(screen, sides[0], sides[1], sign=sign, width=2)


def _pieces(found: Diff, placed: Placed) -> tuple[Piece, ...]:
    """The words of a change; of a part of it that stands alone only its own side."""
    if placed.change.edits and placed.before and placed.after:
        return pieces(placed.change.edits)
    if placed.after:
        return (Piece("new", words(found.new, placed.after, labels=False)),)
    return (Piece("old", words(found.old, placed.before, labels=False)),)


def _label(found: Diff, placed: Placed) -> str:
    text, numbers = (found.new, placed.after) if placed.after else (found.old, placed.before)
    head = one_line(label(text, numbers[0]))
    return f"{head} " if head else ""


def _notes(found: Diff, placed: Placed) -> str:
    change = placed.change
    parts = []
    if placed.how == "moved_to" or change.moved:
        item = found.old.passages[placed.before[0]].item if placed.before else None
        parts.append(f"moved from {one_line(item)}" if item else "moved")
    if change.origin == "split":
        parts.append(f"split in {len(change.after)}")
    if change.origin == "merged":
        parts.append(f"merged from {len(change.before)}")
    return ", ".join(parts)


def _is_heading(found: Diff, placed: Placed) -> bool:
    text, numbers = (found.new, placed.after) if placed.after else (found.old, placed.before)
    return text.passages[numbers[0]].type is PassageType.HEADING
