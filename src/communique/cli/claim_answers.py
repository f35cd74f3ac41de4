"""Prints what became of claims: the verdict and why, the words that stand for or against it, what
is missing, and the command that asks again.

In a pipe each fact is one tab-separated line, its sort first: verdict, scope, earlier, now, near,
lacking, missing, gap, command.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from rich.text import Text

from communique.check.claims_answer import Answer, Found
from communique.check.claims_reasons import said
from communique.check.claims_table import Group
from communique.check.scope import Scope
from communique.cli.documents import print_gaps
from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.model.findings import ClaimType
from communique.names import CatalogueEntry
from communique.report.marking import places

_STYLES = {"supported": "bold green", "contradicted": "bold red", "undecided": "bold yellow"}
_SIGNS = {"supported": "✓", "contradicted": "✗", "undecided": "?"}
_KEY = 14
_AROUND = 70
"""Characters shown on each side of the words."""

_PLURALS = {"speech": "speeches", "treaty": "treaties", "news": "news", "other": "other texts"}
_HITS = 6
_MISSING = 8
_FORMS = 6
_TYPES = {
    ClaimType.FIRST: "a first use",
    ClaimType.UNPRECEDENTED: "something without precedent",
    ClaimType.SUPERLATIVE: "a superlative",
    ClaimType.OMISSION: "silence",
    ClaimType.ALWAYS: "something in every one",
}


def print_answer(screen: Screen, answer: Answer, *, full: bool = False) -> None:
    """Print an answer whole; `full` shows all hits and all that is missing."""
    if not screen.terminal:
        _print_lines(screen, answer)
        return
    _print_verdict(screen, answer)
    screen.print()
    _print_field(screen, "understood", understood(answer))
    _print_field(screen, "scope", scope_words(answer.scope, answer))
    _print_field(screen, "rests on", rests_words(answer))
    against = "Where it stands" if answer.question.asks == "present" else "Against it"
    most = 10_000 if full else _HITS
    if answer.lacking:
        screen.heading("Without it")
        for one in answer.lacking[:most]:
            screen.print_cut(
                Text.assemble((f"  {one.date or 'no date':<12}", "cyan"), one_line(one.title))
            )
    _print_found(screen, against, answer.earlier, most)
    _print_found(screen, "Where it stands now", answer.stands_in, 2)
    _print_found(screen, "Near, but not within the scope", answer.near, most)
    _print_missing(screen, answer.missing, 10_000 if full else _MISSING)
    print_gaps(screen, answer.gaps)
    screen.heading("Ask again, with other words or another scope")
    for line in _command_lines(answer.arguments):
        screen.out.print(Text(line, style="cyan"), soft_wrap=True)  # to be copied: no folds


def _command_lines(words: Sequence[str]) -> list[str]:
    """A command, an option a line, so that it can be copied and edited."""
    lines = [f"  {shlex.join(map(one_line, words[:4]))}"]
    options = words[4:]
    for at in range(0, len(options), 2):
        lines.append(f"    {shlex.join(map(one_line, options[at : at + 2]))}")
    return [line + " \\" for line in lines[:-1]] + lines[-1:]


def print_answers(screen: Screen, answers: Sequence[Answer], *, all_: bool = False) -> None:
    """Print the claims of a document, each with its verdict and the first words that bear on it;
    those that words cannot decide only with `all_`."""
    if not screen.terminal:
        for answer in answers:
            _print_lines(screen, answer, brief=True)
        return
    shown = [answer for answer in answers if all_ or answer.decidable]
    for number, answer in enumerate(shown):
        if number:
            screen.print()
        _print_verdict(screen, answer)
        for found in (*answer.earlier[:2], *answer.near[: 3 if not answer.earlier else 0]):
            _print_one(screen, found, _KEY + 2)
        if answer.missing and answer.verdict == "undecided":
            entry = answer.missing[-1]
            words = f"not held: {entry.date} {entry.title_en or entry.title_ja}"
            screen.print_cut(Text(" " * (_KEY + 2) + one_line(words), style="yellow"))
    rest = len(answers) - len(shown)
    if rest:
        is_ = "claim says" if rest == 1 else "claims say"
        screen.note(
            f"\n{rest} {is_} what happened or how much, not what was said; --all lists them"
        )


def understood(answer: Answer) -> str:
    """How a claim was read, in a sentence."""
    asked = answer.question
    parts = [_TYPES[asked.type]]
    if asked.terms:
        parts.append("of " + " together with ".join(map(_group, asked.terms)))
    if asked.context:
        parts.append("on " + ", ".join(map(_group, asked.context)))
    if asked.terms == () and asked.type is not ClaimType.SUPERLATIVE:
        parts.append("of what, was not understood (name it with --term)")
    return " ".join(parts)


def scope_words(scope: Scope, answer: Answer | None = None) -> str:
    """A scope in words."""
    levels = " and ".join(level.value for level in scope.levels)
    kinds = ", ".join(_many(kind.value) for kind in scope.kinds) or "documents"
    parts = [f"{levels + ' ' if levels else ''}{kinds}"]
    if scope.parties:
        parts.append("of " + " and ".join(scope.parties))
    if answer is not None and answer.asked_of_one:
        return " ".join([*parts, f"of {scope.since}"])
    for word in ("since", "after", "until", "before"):
        if value := getattr(scope, word):
            parts.append(f"{word} {value}")
    if scope.last:
        parts.append(f"(the last {scope.last})")
    return " ".join(parts)


def _many(kind: str) -> str:
    return _PLURALS.get(kind) or f"{kind.replace('_', ' ')}s"


def rests_words(answer: Answer) -> str:
    """What an answer rests on, in words."""
    rests = answer.rests_on
    if not rests.documents:
        return "no document"
    languages = ", ".join(f"{count} {language}" for language, count in rests.languages)
    span = rests.since if rests.since == rests.until else f"{rests.since} to {rests.until}"
    plural = "" if rests.documents == 1 else "s"
    return f"{rests.documents} document{plural}, {span} (texts: {languages})"


def _group(group: Group) -> str:
    words = group.texts()
    others = [each for each in words if each != group.label][:_FORMS]
    more = "…" if len(words) > _FORMS + 1 else ""
    return f"“{group.label}”" + (f" ({', '.join(others)}{more})" if others else "")


def _print_verdict(screen: Screen, answer: Answer) -> None:
    style = _STYLES[answer.verdict]
    sign = f"{_SIGNS[answer.verdict]} "
    lead = Text.assemble((sign, style), (f"{answer.question.type.value:<{_KEY}}", "dim"))
    screen.fold(Text(one_line(answer.question.text), style="bold"), first=lead, indent=_KEY + 2)
    verdict = Text.assemble((answer.verdict, style), f"  {one_line(answer.why)}")
    screen.fold(verdict, indent=_KEY + 2, all_lines=True)


def _print_field(screen: Screen, name: str, words: str) -> None:
    lead = Text(f"{name:<{_KEY + 2}}", style="dim")
    screen.fold(Text(one_line(words)), first=lead, indent=_KEY + 2)


def _print_found(screen: Screen, heading: str, found: Sequence[Found], most: int) -> None:
    if not found:
        return
    screen.heading(heading)
    for each in found[:most]:
        _print_one(screen, each, 2)
    if len(found) > most:
        screen.print(Text(f"  and {len(found) - most} more (--full)", style="dim"))


def _print_one(screen: Screen, found: Found, indent: int) -> None:
    span = found.hit.span
    why = said(found.why) if found.why else ""
    screen.print_cut(
        Text.assemble(
            " " * indent,
            (f"{span.date or 'no date':<10}  ", "cyan"),
            (one_line(span.name), "dim"),
            (f"  {one_line(why)}" if why else "", "yellow"),
        )
    )
    screen.fold(_sentence(found), first=Text(" " * (indent + 2)), indent=indent + 2)


def _sentence(found: Found) -> Text:
    """The passage around the words, which are bold."""
    if found.passage is None:
        return Text(one_line(" … ".join(found.hit.span.exact)), style="bold")
    text = found.passage.text
    held = [place for each in found.hit.span.ranges for place in places(found.passage, [[each]])[0]]
    made, at = Text(), 0
    for start, end in sorted(held):
        if start < at:
            continue
        made.append(_between(text[at:start], head=at == 0))
        made.append(one_line(text[start:end]), style="bold reverse")
        at = end
    tail = text[at:]
    made.append(_flat(tail[:_AROUND]) + ("…" if len(tail) > _AROUND else ""))
    made.rstrip()
    return made


def _between(words: str, *, head: bool) -> str:
    if head:
        return ("…" if len(words) > _AROUND else "") + _flat(words[-_AROUND:])
    if len(words) > 2 * _AROUND:
        return f"{_flat(words[:_AROUND])} … {_flat(words[-_AROUND:])}"
    return _flat(words)


def _flat(words: str) -> str:
    """One line, with the space at its ends kept: words stand beside it."""
    inner = one_line(words)
    return (
        (" " if words[:1].isspace() else "") + inner.strip() + (" " if words[-1:].isspace() else "")
    )


def _print_missing(screen: Screen, missing: Sequence[CatalogueEntry], most: int) -> None:
    if not missing:
        return
    screen.heading(f"Known, but not in the archive ({len(missing)})")
    for entry in list(reversed(missing))[:most]:
        unsure = "" if entry.confirmed else "  (unconfirmed)"
        title = one_line(entry.title_en or entry.title_ja or entry.kind)
        screen.print_cut(Text.assemble((f"  {entry.date:<12}", "cyan"), title, (unsure, "yellow")))
    if len(missing) > most:
        screen.print(Text(f"  and {len(missing) - most} earlier (--full)", style="dim"))


def _print_lines(screen: Screen, answer: Answer, *, brief: bool = False) -> None:
    asked = answer.question
    screen.line("verdict", answer.verdict, asked.type.value, asked.text, answer.why)
    screen.line("scope", scope_words(answer.scope, answer), rests_words(answer))
    sorts = (("earlier", answer.earlier), ("now", answer.stands_in), ("near", answer.near))
    for name, found in sorts:
        for each in found:
            span = each.hit.span
            words = each.passage.text if each.passage else " … ".join(span.exact)
            screen.line(name, span.date or "", span.name, said(each.why) if each.why else "", words)
    for one in answer.lacking:
        screen.line("lacking", one.date or "", one.name, "", one.title)
    for entry in answer.missing:
        screen.line(
            "missing", entry.date, entry.catalogue, entry.kind, entry.title_en or entry.title_ja
        )
    for gap in answer.gaps:
        screen.line("gap", gap.code, gap.message)
    if not brief:
        screen.line("command", answer.command)
