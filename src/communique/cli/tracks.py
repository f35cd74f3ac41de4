"""Prints promises with what became of them: each over its mentions, earliest first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from communique.cli.documents import print_gaps
from communique.cli.finding_fields import readable, said
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.compare.track import Mention, Track
from communique.model.decisions import Status

STYLES = {
    Status.FULFILLED: "green",
    Status.ADVANCED: "green",
    Status.REPEATED: "cyan",
    Status.CHANGED: "yellow",
    Status.UNFULFILLED: "red",
    Status.UNMENTIONED: "magenta",
    Status.OPEN: "dim",
}
"""How each status looks."""


def print_tracks(screen: Screen, found: Sequence[Track]) -> None:
    """Print promises and their mentions; in a pipe a line a mention, one for a promise without."""
    if not screen.terminal:
        for each in found:
            _print_lines(screen, each)
        return
    for number, each in enumerate(found):
        if number:
            screen.print()
        _print_track(screen, each)
    gaps = dict.fromkeys(gap for each in found for gap in each.gaps if gap.code != "track-thin")
    print_gaps(screen, tuple(gaps))


def _print_lines(screen: Screen, found: Track) -> None:
    head = (found.status.value, found.text.date or "", found.promise.action)
    if not found.mentions:
        screen.line(*head)
    for each in found.mentions:
        near = each.near
        screen.line(
            *head, each.outcome.value, near.text.date or "", near.text.name, each.why,
            near.passage.text,
        )  # fmt: skip


def _print_track(screen: Screen, found: Track) -> None:
    promise = found.promise
    words = Text(one_line(" ".join(promise.quote.exact)), style="bold")
    lead = Text.assemble((f"{found.text.date or 'no date':<12}", "cyan"))
    screen.fold(words, first=lead, indent=12)
    fields = [f"{name} {one_line(value)}" for name, value in said(promise)]
    screen.fold(
        Text(" · ".join([promise.id[:8], *fields]), style="dim"), first=Text(" " * 12), indent=12
    )
    told = Text.assemble((found.status.value, STYLES[found.status]), (_rests(found), "dim"))
    screen.fold(told, first=Text(" " * 12), indent=12)
    for each in found.mentions:
        _print_mention(screen, each)


def _rests(found: Track) -> str:
    """How far the status was looked for."""
    if not found.later:
        return " (no later document of its sides is here)"
    last = found.last.near.text.date if found.last else found.text.date
    count = len(found.later)
    return f"; last seen {last}, in {count} later document{'s' if count > 1 else ''} looked at"


def _print_mention(screen: Screen, each: Mention) -> None:
    near = each.near
    head = Text.assemble(
        (f"{near.text.date or 'no date':<12}", "cyan"),
        (each.outcome.value, STYLES[each.outcome]),
        (f"  {_changes(each)}  ", ""),
        (one_line(near.text.name), "dim"),
        ("" if each.own else "  (another's account)", "dim italic"),
    )
    screen.fold(head, indent=12)
    screen.fold(Text(one_line(near.passage.text)), first=Text(" " * 12), indent=12)


def _changes(each: Mention) -> str:
    """What differs, with old and new value; else why."""
    if not each.changes:
        return each.why
    return "; ".join(
        f"{name} {readable(old) or 'none'} → {readable(new) or 'none'}"
        for name, (old, new) in each.changes
    )
