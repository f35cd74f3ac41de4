"""Prints decisions, and goes through findings by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import typer
from rich.text import Text

from communique.archive import Archive, Found
from communique.archive.decisions import Decided
from communique.check.reviewers import Agreement
from communique.cli import finding_fields
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.cli.sentences import sentence
from communique.model.decisions import Decision, Verdict

STYLES: Mapping[str, str] = {
    Verdict.ACCEPT: "green",
    Verdict.REJECT: "red",
    Verdict.CORRECT: "yellow",
    Verdict.STATUS: "cyan",
    Verdict.NOTE: "dim",
}
KEYS = "[a]ccept  [r]eject  [n]ote  [s]kip  [u]ndo  [q]uit"


def print_decision(screen: Screen, found: Found, decision: Decision) -> None:
    """Print a decision that was just made, with the finding in its sentence."""
    if not screen.terminal:
        screen.line(decision.id, decision.verdict.value, found.finding.id, _said(decision))
        return
    screen.fold(sentence(found.passage, found.finding.quote))
    screen.fold(_line(decision), first=Text("  "), indent=2)


def print_decided(screen: Screen, found: Sequence[Decided]) -> None:
    """Print decisions under their documents, each with its words and what it lies on now."""
    before = None
    for each in found:
        decision = each.decision
        words = one_line(" … ".join(decision.words.exact))
        if not screen.terminal:
            screen.line(
                decision.id, decision.verdict.value, each.state, decision.kind, decision.who,
                decision.when, _said(decision), words, each.entry.name,
            )  # fmt: skip
            continue
        if each.entry.id != before:
            before = each.entry.id
            title = one_line(each.entry.title or each.entry.name)
            screen.heading(f"{each.entry.date or 'no date'}  {title}")
        screen.fold(Text(words), first=Text("  "), indent=2)
        line = _line(decision)
        if each.state != "attached":
            gone = "orphaned: its words are gone" if each.state == "orphaned" else "on words alone"
            line.append(f"  {gone}", style="red")
        if decision.superseded:
            line.append("  superseded", style="dim")
        screen.fold(line, first=Text("    "), indent=4)


def print_agreements(screen: Screen, found: Sequence[Agreement]) -> None:
    """Print how far every two reviewers agree."""
    for each in found:
        value = "not defined" if each.kappa is None else f"{each.kappa:.2f}"
        if not screen.terminal:
            screen.line(each.one, each.other, str(each.both), str(each.agreed), value)
            continue
        names = f"{one_line(each.one)} and {one_line(each.other)}"
        screen.print(
            Text.assemble(
                (names, "bold"),
                f"  agree on {each.agreed} of {each.both} findings, kappa {value}",
            )
        )
        if each.differ:
            screen.fold(Text(f"differ on {', '.join(each.differ)}", style="dim"), indent=2)


def go_through(
    screen: Screen,
    archive: Archive,
    found: Sequence[Found],
    *,
    who: str,
    read: Callable[[], str] = typer.getchar,
    ask: Callable[[str], str] = input,
) -> int:
    """Show findings one by one and keep what is said of them; gives how many were judged."""
    made: list[tuple[int, Decision]] = []
    at = 0
    while at < len(found):
        each = found[at]
        screen.heading(f"{at + 1} of {len(found)}  {each.entry.date or ''} {each.entry.name}")
        screen.fold(sentence(each.passage, each.finding.quote))
        fields = [f"{name} {one_line(value)}" for name, value in finding_fields.said(each.finding)]
        rule = f"{each.finding.rule} {each.finding.confidence:.2f}"
        screen.fold(Text(" · ".join([*fields, rule]), style="dim"))
        screen.note(KEYS)
        key = read().lower()
        if key in ("q", "\x03", "\x04", ""):
            break
        if key == "u" and made:
            at, last = made.pop()
            archive.reviews.withdraw(last.id)
            continue
        if key in ("a", "r"):
            verdict = "accept" if key == "a" else "reject"
            made.append((at, archive.reviews.decide(each, verdict, who=who)))
        elif key == "n":
            text = ask("note: ").strip()
            if text:
                archive.reviews.decide(each, "note", who=who, note=text)
            continue
        elif key != "s":
            continue
        at += 1
    screen.note(f"{len(made)} findings judged")
    return len(made)


def _line(decision: Decision) -> Text:
    style = STYLES[decision.verdict]
    return Text.assemble(
        (decision.verdict.value, style),
        f"  {_said(decision)}" if _said(decision) else "",
        (f"  {one_line(decision.who)}, {decision.when}  ", "dim"),
        (decision.id, "yellow"),
    )


def _said(decision: Decision) -> str:
    fields = [f"{name} = {_shown(value)}" for name, value in decision.fields.items()]
    return "; ".join([*fields, *([one_line(decision.note)] if decision.note else [])])


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else one_line(str(value))
