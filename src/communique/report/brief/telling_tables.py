"""Tells the tables of a brief: commitments by deadline, what became of the last ones, positions by
issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.report.brief.blocks import Block, Grid, Heading, Line, Lines, Place, Run
from communique.report.brief.contents import Brief, Held, Outcome, Promise, Some
from communique.report.brief.phrases import Phrases
from communique.report.brief.sayings import longer, more, quoted, told_facts


def told_tables(brief: Brief, words: Phrases) -> Iterator[Block]:
    """The blocks of commitments, outcomes and positions."""
    yield from _promises(brief.promises, brief, words)
    yield from _outcomes(brief, words)
    yield from _stands(brief, words)


def _promises(some: Some[Promise], brief: Brief, words: Phrases) -> Iterator[Block]:
    yield Heading(words.heading("promises"), 1, str(len(some.items) + some.more))
    if not some.items:
        yield Lines(((Run(words.say("none")),),))
        return
    compared = brief.changes is not None
    sums = any(each.amount for each in some.items)
    columns = ["deadline", "who", "promise", "force"]
    widths = [13, 14, 46, 12]
    if sums:
        columns, widths = [*columns, "amount"], [*widths, 14]
    if compared:
        columns, widths = [*columns, "since"], [*widths, 11]
    rows, tones = [], []
    coming = any(each.due == "coming" for each in some.items)
    for each in some.items:
        deadline: list[Line] = [(Run(words.date(each.deadline) if each.deadline else "—"),)]
        if each.due == "passed":
            deadline.append((Run(words.code("dues", "passed"), "soft"),))
        quote = list(quoted(each.said))
        if each.corrected_by:
            quote.append((Run(words.say("corrected", who=each.corrected_by), "mark"),))
        cells: list[tuple[Line, ...]] = [
            tuple(deadline),
            ((Run(words.states(each.actors) or "—"),),),
            tuple(quote),
            ((Run(words.code("forces", each.force)),),),
        ]
        if sums:
            cells.append(((Run(words.amount(each.amount) if each.amount else ""),),))
        if compared:
            cells.append(((Run(words.code("changes", each.change)),),))
        rows.append(tuple(cells))
        tones.append("soft" if each.due == "passed" and coming else "plain")
    yield Grid(tuple(map(words.label, columns)), tuple(widths), tuple(rows), tuple(tones))
    if some.more:
        id = brief.meeting.document.id
        command = f"communique ledger {id[:8]}"
        yield Lines(more(some, words, command, Place(id, "promises")), soft=True)


def _outcomes(brief: Brief, words: Phrases) -> Iterator[Block]:
    some: Some[Outcome] = brief.outcomes
    if not some.items:
        return
    yield Heading(words.heading("outcomes"), 1, str(len(some.items) + some.more))
    columns = ("promise", "deadline", "status", "told")
    rows = []
    for each in some.items:
        status: list[Line] = [(Run(words.code("statuses", each.status), "strong"),)]
        if each.decided_by:
            status.append((Run(words.say("decided", who=each.decided_by), "mark"),))
        told: list[Line] = []
        if each.told is not None:
            told = list(quoted(each.told))
            if each.told.span.document != brief.meeting.document.id:
                span = each.told.span
                told.append((Run(f"{words.date(span.date)} · {span.name}", "soft"),))
            if each.facts:
                told.append((Run(told_facts(each.facts, words), "strong"),))
        rows.append(
            (
                quoted(each.said),
                ((Run(words.date(each.deadline) if each.deadline else "—"),),),
                tuple(status),
                tuple(told) or ((Run("—"),),),
            )
        )
    yield Grid(tuple(map(words.label, columns)), (36, 13, 13, 38), tuple(rows))
    if some.more:
        yield Lines(more(some, words, *longer(brief)), soft=True)


def _stands(brief: Brief, words: Phrases) -> Iterator[Block]:
    some, compared = brief.stands, brief.changes is not None
    all_sides = brief.meeting.parties
    if not some.items:
        return
    yield Heading(words.heading("stands"), 1, str(len(some.items) + some.more))
    columns = ("issue", "now", "before", "since") if compared else ("issue", "now")
    widths = (17, 38, 33, 12) if compared else (25, 75)
    rows, tones = [], []
    for each in some.items:
        cells: list[tuple[Line, ...]] = [
            ((Run(words.issue(each.issue), "strong" if each.issue else "soft"),),),
            tuple(_held(each.now, all_sides, words)) or ((Run("—"),),),
        ]
        if compared:
            # Words that stayed are not repeated: the stance says what there was.
            short = each.change == "kept"
            cells.append(tuple(_held(each.before, all_sides, words, short=short)) or ((Run("—"),),))
            cells.append(((Run(words.code("changes", each.change)),),))
        rows.append(tuple(cells))
        tones.append({"strengthened": "more", "weakened": "less"}.get(each.change, "plain"))
    yield Grid(tuple(map(words.label, columns)), widths, tuple(rows), tuple(tones))
    if some.more:
        yield Lines(more(some, words, *longer(brief)), soft=True)


def _held(
    held: Iterable[Held], parties: tuple[str, ...], words: Phrases, *, short: bool = False
) -> Iterator[Line]:
    """Positions; who holds one is told unless all parties do."""
    for each in held:
        who = words.states(each.actors) if set(each.actors) != set(parties) else ""
        head = f"{words.stance(each.stance, each.degree)}{f' ({who})' if who else ''}"
        if each.toward:
            head += f" → {words.states(each.toward)}"
        yield (Run(head, "strong"),)
        if not short:
            yield from quoted(each.said)
        if each.corrected_by:
            yield (Run(words.say("corrected", who=each.corrected_by), "mark"),)
