"""Tells the second part of a brief: figures, claims, divergences, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from communique.report.brief.blocks import (
    Block,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Lines,
    Place,
    Run,
)
from communique.report.brief.contents import (
    Brief,
    ClaimHeld,
    Divergent,
    FigureConflict,
    Lack,
    Said,
    Some,
)
from communique.report.brief.phrases import Phrases
from communique.report.brief.sayings import longer, more, quoted, told_facts

_TONES = {"supported": "more", "contradicted": "gone", "undecided": "plain"}


def told_checks(brief: Brief, words: Phrases) -> Iterator[Block]:
    """The blocks of figures, claims, divergences and lacks."""
    doc = brief.meeting.document.id
    yield from _figures(brief.figures, doc, words)
    yield from _claims(brief.claims, doc, words)
    yield from _divergences(brief.divergences, words)
    yield from _lacks(brief.lacks, longer(brief), words)


def _figures(some: Some[FigureConflict], doc: str, words: Phrases) -> Iterator[Block]:
    yield Heading(words.heading("figures"), 1, str(len(some.items) + some.more))
    if not some.items:
        yield Lines(((Run(words.say("none")),),))
        return
    items = []
    for each in some.items:
        lines: list[Line] = []
        for figure in each.figures:
            (start, _), (_, end) = figure.ranges[0], figure.ranges[-1]
            stands = Place(figure.document, "words", start, end)
            sign = "" if " / " in (figure.place or "") else "§"
            place = f"{sign}{figure.place}" if figure.place else None
            where = " · ".join(filter(None, (place, figure.name)))
            lines.append(
                (
                    Run(figure.words, "strong", figure.language),
                    Run("  "),
                    Run(figure.sentence, "quote", figure.language, stands),
                    Run(f"  {words.date(figure.date)} · {where}", "soft"),
                )
            )
        notes = []
        if each.expected is not None:
            notes.append(words.say("balances", value=_value(each.expected, each.unit, words)))
        if each.slip is not None:
            notes.append(_slip(each.slip, words))
        if notes:
            lines.append((Run(words.stop.join(notes), "strong"),))
        if words.language == "en" and each.type != "value":
            lines.append((Run(each.why, "soft"),))
        items.append(Item(words.code("conflicts", each.type), "mixed", tuple(lines)))
    yield Items(tuple(items))
    if some.more:
        further = Place(doc, "figures")
        yield Lines(more(some, words, f"communique check figures {doc[:8]}", further), soft=True)


def _value(text: str, unit: str, words: Phrases) -> str:
    try:
        return words.quantity(Decimal(text), unit)
    except InvalidOperation:  # of units the expected one is a unit
        return text


def _slip(kind: str, words: Phrases) -> str:
    name, _, factor = kind.partition("-")
    if name != "factor":
        return words.code("slips", kind)
    return words.code("slips", "factor").format(factor=f"{int(factor):,}")


def _claims(some: Some[ClaimHeld], doc: str, words: Phrases) -> Iterator[Block]:
    yield Heading(words.heading("claims"), 1, str(len(some.items) + some.more))
    if not some.items:
        yield Lines(((Run(words.say("none")),),))
        return
    yield Items(tuple(_claim(each, words) for each in some.items))
    if some.more:
        place = Place(doc, "claims")
        yield Lines(more(some, words, f"communique check claims {doc[:8]}", place), soft=True)


def _claim(each: ClaimHeld, words: Phrases) -> Item:
    lines: list[Line] = list(quoted(each.said))
    for hit in each.earlier.items:
        date = words.date(hit.span.date)
        lines.append(
            (
                Run(words.say("earlier", date=date), "strong"),
                Run("  "),
                Run(hit.text, "quote", hit.language, Place.of(hit.span)),
                Run(f"  {hit.span.name}", "soft"),
            )
        )
    lines += more(each.earlier, words)
    notes = []
    if not each.decidable:
        notes.append(words.undecidable)
    elif words.language == "en":
        notes.append(each.why)
    if not each.decidable:
        pass
    elif each.documents:
        notes.append(
            words.say(
                "rests",
                documents=each.documents,
                since=words.date(each.since),
                until=words.date(each.until),
            )
        )
    else:
        notes.append(words.say("rests_none"))
    told = words.language == "en"  # then the reason names what is missing
    if each.missing.items and each.decidable and not told:
        listed = words.joint.join(map(words.date, each.missing.items))
        if each.missing.more:
            listed += words.joint + words.say("more", count=each.missing.more)
        notes.append(words.say("missing", list=listed))
    if each.near:
        notes.append(words.say("near", count=each.near))
    lines.append((Run(words.stop.join(notes), "soft"),))
    tag = f"{words.code('verdicts', each.verdict)} · {words.code('claims', each.type)}"
    return Item(tag, _TONES[each.verdict], tuple(lines))


def _divergences(some: Some[Divergent], words: Phrases) -> Iterator[Block]:
    if not some.items:
        return
    yield Heading(words.heading("divergences"), 1, str(len(some.items) + some.more))
    rows = []
    groups = dict.fromkeys((each.between, each.left, each.right) for each in some.items)
    for between, left, right in groups:
        rows = [
            (
                _side(each.one, words),
                _side(each.other, words),
                ((Run(told_facts(each.facts, words), "strong"),),),
            )
            for each in some.items
            if (each.between, each.left, each.right) == (between, left, right)
        ]
        yield Heading(words.code("between", between), 2, str(len(rows)))
        names = tuple(
            f"{words.code('languages', each.language)} · {each.name}" for each in (left, right)
        )
        yield Grid((*names, words.label("difference")), (38, 38, 24), tuple(rows))
    if some.more:
        name = some.items[0]
        command = f"communique align {name.left.id[:8]} {name.right.id[:8]}"
        place = Place(name.left.id, "versions", other=name.right.id)
        yield Lines(more(some, words, command, place), soft=True)


def _side(said: Said | None, words: Phrases) -> tuple[Line, ...]:
    if said is None:
        return ((Run(words.say("absent"), "soft"),),)
    head = (Run(f"§{said.item}  ", "soft"),) if said.item else ()
    return ((*head, Run(said.text, "quote", said.language, Place.of(said.span))),)


def _lacks(some: Some[Lack], longer: tuple[str, Place], words: Phrases) -> Iterator[Block]:
    if not some.items:
        return
    yield Heading(words.heading("lacks"), 1, str(len(some.items) + some.more))
    lines = [_lack(each, words) for each in some.items]
    yield Lines((*lines, *more(some, words, *longer)))


def _lack(each: Lack, words: Phrases) -> Line:
    if each.what != "gap":
        values = {
            "date": words.date(each.date),
            "title": each.title or words.say("no_title"),
            "language": words.code("languages", each.language or ""),
        }
        return (Run(words.lack(each.what, **values)),)
    said = words.gap(str(each.code))
    code = Run(str(each.code), "code")
    if said is None:
        return (code, Run("  "), Run(each.message or "", "quote", "en"))
    message = (Run(f"  {each.message}", "soft", "en"),) if words.language == "en" else ()
    return (code, Run(f"  {said}"), *message)
