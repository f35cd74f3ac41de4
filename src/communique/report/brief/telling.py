"""Tells a brief in a reader's language: its sections as blocks, in the order in which a desk
officer reads them.

    blocks = telling(made, Phrases.of("ja", names))

A section without anything to tell is one line or is left out where its silence says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.report.brief import drawing
from communique.report.brief.blocks import (
    Block,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Lines,
    Run,
    Title,
    redlined,
)
from communique.report.brief.contents import (
    Attendee,
    Brief,
    Changes,
    Held,
    Novelty,
    Outcome,
    Promise,
    Some,
)
from communique.report.brief.phrases import Phrases
from communique.report.brief.sayings import beside, longer, more, quoted, ref, told_facts
from communique.report.brief.telling_checks import told_checks
from communique.version import __version__

TONES = {
    "strengthened": "more", "weakened": "less", "changed": "mixed", "new": "new",
    "returned": "new", "dropped": "gone", "reworded": "plain",
}  # fmt: skip


_REPORTS = ("news", "article", "seminar_report")


def telling(brief: Brief, words: Phrases) -> tuple[Block, ...]:
    """The blocks of a brief."""
    return tuple(_blocks(brief, words))


def _blocks(brief: Brief, words: Phrases) -> Iterator[Block]:
    yield from _meeting(brief, words)
    if not brief.meeting.passages:
        yield Lines(((Run(words.say("empty")),),))
    yield from _changes(brief, words)
    yield from _promises(brief.promises, brief, words)
    yield from _outcomes(brief, words)
    yield from _stands(brief, words)
    yield from told_checks(brief, words)
    yield from drawing.charts(brief.charts, words)
    made = words.say("made", version=__version__, date=words.date(brief.as_of))
    yield Lines(((Run(made, "soft"),),), soft=True)


def _meeting(brief: Brief, words: Phrases) -> Iterator[Block]:
    held = brief.meeting
    doc = held.document
    kind = f"{words.brief} · {words.code('kinds', doc.kind)}"
    level = words.code("levels", held.level)
    place = words.place(held.place) if held.place else ""
    told = filter(None, (words.date(held.date or doc.date), place, level))
    under = (Run(words.joint.join(told)),)
    yield Title(kind, Run(doc.title or doc.name, "plain", doc.language), under)
    rows: list[tuple[str, Line]] = []

    def row(label: str, line: Line) -> None:
        if line and any(run.text for run in line):
            rows.append((words.label(label), line))

    if held.published and held.published != held.date:
        row("published", (Run(words.date(held.published)),))
    row("parties", (Run(words.states(held.parties)),))
    row("people", tuple(_people(held.people, doc.language, words)))
    if doc.issuers != held.parties:
        row("issuers", (Run(words.states(doc.issuers)),))
    row("speakers", tuple(_speakers(held.speakers, words)))
    others = words.joint.join(words.code("languages", each.language) for each in held.versions)
    versions = words.joint.join(filter(None, (words.code("languages", doc.language), others)))
    standing = words.code("authenticities", held.authenticity)
    row("versions", (Run(f"{versions} · {standing}"),))
    row("document", (Run(f"{doc.name} · {doc.id[:8]}", "soft"),))
    yield Facts(tuple(rows))
    if held.beside.items:
        lines = [ref(each, words) for each in held.beside.items]
        lines += more(held.beside, words, longer(brief))
        yield Heading(words.label("beside"), 2)
        yield Lines(tuple(lines))


def _people(people: Iterable[Attendee], language: str, words: Phrases) -> Iterator[Run]:
    for number, each in enumerate(people):
        if number:
            yield Run(words.joint)
        yield Run(words.person(each.name))
        if each.role:
            yield Run(" (")
            yield Run(each.role, "quote", language)
            yield Run(")")


def _speakers(speakers: Some[tuple[str, int]], words: Phrases) -> Iterator[Run]:
    told = [
        f"{words.person(name)} ({words.say('times', count=count)})" if count > 1
        else words.person(name)
        for name, count in speakers.items
    ]  # fmt: skip
    if speakers.more:
        told.append(words.say("more", count=speakers.more))
    yield Run(words.joint.join(told))


def _changes(brief: Brief, words: Phrases) -> Iterator[Block]:
    held = brief.changes
    if held is None and brief.meeting.document.kind in _REPORTS:
        yield Lines(((Run(words.say("report"), "soft"),),))
        return
    yield Heading(words.heading("changes"))
    if held is None:
        yield Lines(((Run(words.say("first")),),))
        return
    yield Facts(((words.label("compared"), ref(held.previous, words)),))
    yield Lines(tuple(_counted(brief, held, words)))
    if not held.groups:
        yield Lines(((Run(words.say("quiet")),),))
    command = f"communique diff --previous {brief.meeting.document.id[:8]}"
    for group, some in held.groups:
        total = len(some.items) + some.more
        yield Heading(words.code("groups", group), 2, str(total))
        yield Items(tuple(_novelty(each, words) for each in some.items))
        if some.more:
            yield Lines(more(some, words, command), soft=True)


def _counted(brief: Brief, held: Changes, words: Phrases) -> Iterator[Line]:
    parts = words.joint.join(
        f"{words.code('origins', name)} {count}" for name, count in held.passages
    )
    total = sum(count for _, count in held.passages)
    said = words.say("counts", total=total, parts=parts, dropped=held.dropped)
    if brief.series:
        place = words.say(
            "of_series", number=brief.statements, total=brief.statements, series=brief.series
        )
        said = f"{said}{words.stop}{place}"
    yield (Run(said, "soft"),)


def _novelty(each: Novelty, words: Phrases) -> Item:
    language = (each.new or each.old).language  # type: ignore[union-attr]
    lines: list[Line] = []
    if each.pieces and each.group not in ("new",):
        lines.append(redlined(each.pieces, language))
    elif each.new is not None:
        lines.append((Run(each.new.text, "quote", language),))
    elif each.old is not None:
        lines.append((Run(each.old.text, "quote", language),))
    lines += beside(each.new or each.old)
    place = each.new or each.old
    where = [words.issue(each.issue)] if each.issue else []
    if place is not None and place.item:
        where.append(f"§{place.item}")
    notes = []
    if each.since is not None:
        notes.append(words.say("as_in", date=words.date(each.since.date)))
    if each.corrected_by:
        notes.append(words.say("corrected", who=each.corrected_by))
    parts = (
        Run(told_facts(each.facts, words), "strong"),
        Run(words.stop.join(notes), "mark"),
        Run(" · ".join(where), "soft"),
    )
    last: list[Run] = []
    for run in parts:
        if run.text:
            last += [Run("   "), run] if last else [run]
    if len(last) == 1 and where and len(lines) == 1:
        lines = [(*lines[0], Run("   "), *last)]
    elif last:
        lines.append(tuple(last))
    return Item("", TONES[each.group], tuple(lines))


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
        doc = brief.meeting.document.id[:8]
        yield Lines(more(some, words, f"communique ledger {doc}"), soft=True)


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
        yield Lines(more(some, words, longer(brief)), soft=True)


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
        yield Lines(more(some, words, longer(brief)), soft=True)


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
