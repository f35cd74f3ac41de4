"""What the sections of a brief say alike: documents, fields that changed, quotes with the reader's
version, how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.model.findings import Amount
from communique.report.brief.blocks import Line, Place, Run
from communique.report.brief.contents import Brief, Fact, Ref, Said, Some
from communique.report.brief.phrases import Phrases


def ref(each: Ref, words: Phrases) -> Line:
    """A document in a line: date, kind, issuers, title, name."""
    who = words.states(each.issuers)
    kind = words.code("kinds", each.kind)
    return (
        Run(f"{words.date(each.date)} · {kind}{f' · {who}' if who else ''} · "),
        Run(each.title or each.name, "quote", each.language, Place(each.id)),
        Run(f" · {each.name}" if each.title else "", "soft"),
    )


def more(
    some: Some[Any], words: Phrases, command: str = "", place: Place | None = None
) -> tuple[Line, ...]:
    """How many more there are, and where to see them: by which command, and at which place."""
    if not some.more:
        return ()
    line = [Run(words.say("more", count=some.more), "soft")]
    if command:
        shape = words.say("see", command="\0")
        before, _, after = shape.partition("\0")
        line += [
            Run(f"{words.stop}{before}", "soft"),
            Run(command, "code", None, place),
            Run(after, "soft"),
        ]
    return (tuple(line),)


def longer(brief: Brief) -> tuple[str, Place]:
    """The command that tells longer lists, and the place of them."""
    id = brief.meeting.document.id
    return f"communique brief {id[:8]} --full", Place(id, "full")


def told_facts(facts: Iterable[Fact], words: Phrases) -> str:
    """Fields with their old and new values."""
    return words.stop.join(
        f"{words.code('fields', each.field)}{words.colon}{value(each.field, each.old, words)}"
        f" → {value(each.field, each.new, words)}"
        for each in facts
    )


def value(field: str, held: object, words: Phrases) -> str:
    """The value of a field in words; a dash for none."""
    if held is None or held == ():
        return "—"
    if isinstance(held, Amount):
        return words.amount(held)
    if field == "deadline":
        return words.date(str(held))
    if field == "actors" and isinstance(held, tuple):
        return words.states(map(str, held))
    if field == "issue":
        return words.issue(str(held))
    if field in ("force", "stance", "degree"):
        group = {"force": "forces", "stance": "stances", "degree": "degrees"}[field]
        return words.code(group, held)
    if isinstance(held, tuple | list):
        return words.joint.join(map(str, held)) or "—"
    return str(held)


def beside(said: Said | None) -> list[Line]:
    """What the version in the reader's language says there."""
    if said is None or said.beside is None:
        return []
    return [(Run(said.beside, "quote", said.beside_language),)]


def quoted(said: Said) -> tuple[Line, ...]:
    """A quote, and below it the reader's version."""
    return ((Run(said.text, "quote", said.language, Place.of(said.span)),), *beside(said))
