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
    Heading,
    Item,
    Items,
    Line,
    Lines,
    Place,
    Run,
    Title,
    redlined,
)
from communique.report.brief.contents import (
    Attendee,
    Brief,
    Changes,
    Novelty,
    Some,
)
from communique.report.brief.phrases import Phrases
from communique.report.brief.sayings import beside, longer, more, ref, told_facts
from communique.report.brief.telling_checks import told_checks
from communique.report.brief.telling_tables import told_tables
from communique.report.series_words import series_words
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
    yield from told_tables(brief, words)
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
    row("document", (Run(f"{doc.name} · {doc.id[:8]}", "soft", None, Place(doc.id)),))
    yield Facts(tuple(rows))
    if held.beside.items:
        lines = [ref(each, words) for each in held.beside.items]
        lines += more(held.beside, words, *longer(brief))
        yield Heading(words.label("beside"))
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
    id = brief.meeting.document.id
    command = f"communique diff --previous {id[:8]}"
    place = Place(id, "changes", other=held.previous.id)
    for group, some in held.groups:
        total = len(some.items) + some.more
        yield Heading(words.code("groups", group), 2, str(total))
        yield Items(tuple(_novelty(each, words) for each in some.items))
        if some.more:
            yield Lines(more(some, words, command, place), soft=True)


def _counted(brief: Brief, held: Changes, words: Phrases) -> Iterator[Line]:
    parts = words.joint.join(
        f"{words.code('origins', name)} {count}" for name, count in held.passages
    )
    total = sum(count for _, count in held.passages)
    said = words.say("counts", total=total, parts=parts, dropped=held.dropped)
    if brief.series:
        place = words.say(
            "of_series",
            number=brief.statements,
            total=brief.statements,
            series=series_words(brief.series, words),
        )
        said = f"{said}{words.stop}{place}"
    yield (Run(said, "soft"),)


def _novelty(each: Novelty, words: Phrases) -> Item:
    place = each.new or each.old
    assert place is not None  # a novelty has one side at least
    language = place.language
    lines: list[Line] = []
    if each.pieces and each.group not in ("new",):
        lines.append(redlined(each.pieces, language, Place.of(place.span)))
    else:
        lines.append((Run(place.text, "quote", language, Place.of(place.span)),))
    lines += beside(place)
    where = [words.issue(each.issue)] if each.issue else []
    if place.item:
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
