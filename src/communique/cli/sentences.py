"""Draws sentences with what was found in them: a quote made bold, or findings of all kinds each in
its colour.

Where colours do not show, as in a pipe, a finding of `show --marks` stands as `⟨figure: US$20
million⟩`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from communique.cli.safety import one_line
from communique.cli.screen import Screen
from communique.model.documents import Document, Passage
from communique.model.findings import KINDS, Finding, singular
from communique.model.quotes import Quote, Range
from communique.report.marking import places
from communique.report.signs import flat

STYLES: Mapping[str, str] = {
    "commitments": "bold green",
    "positions": "magenta",
    "figures": "cyan",
    "people": "yellow",
    "mechanisms": "blue",
    "attributions": "italic",
    "claims": "red",
    "events": "underline",
}
"""How each kind looks; a kind that is not here is bold."""

OPEN, CLOSE = "⟨", "⟩"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage's text and the kind that was found there."""

    kind: str
    start: int
    end: int


Marks = Mapping[str, Sequence[Mark]]
"""Marks by the id of the passage they stand in."""


def sentence(passage: Passage | None, quote: Quote) -> Text:
    """A sentence with a quote in bold; the quote alone where it stands in no passage."""
    if passage is None:
        return Text(one_line(" … ".join(quote.exact)), style="bold")
    [found] = places(passage, [quote.ranges])
    text = Text()
    at = 0
    for start, end in found:
        text.append(flat(passage.text[at:start]))
        text.append(flat(passage.text[start:end]), style="bold")
        at = end
    text.append(flat(passage.text[at:]))
    text.rstrip()
    return text


def marks_of(document: Document) -> dict[str, list[Mark]]:
    """The marks of all findings of a document, by passage, long ones before those inside them."""
    found: dict[str, list[Mark]] = {}
    for passage, inside in _by_passage(document):
        made = [
            Mark(finding.kind, start, end)
            for finding, stretches in zip(
                inside, places(passage, [f.quote.ranges for f in inside]), strict=True
            )
            for start, end in stretches
        ]
        found[passage.id] = sorted(set(made), key=lambda m: (m.start, -m.end, m.kind))
    return found


def _by_passage(document: Document) -> Iterable[tuple[Passage, list[Finding]]]:
    """The passages that findings touch, with these; linear, as both are in order."""
    ranges: list[tuple[Range, Finding]] = sorted(
        ((each, f) for f in document.findings for each in f.quote.ranges),
        key=lambda pair: (pair[0], pair[1].id),
    )
    touched: defaultdict[int, dict[str, Finding]] = defaultdict(dict)
    spans = sorted(
        (start, end, number)
        for number, passage in enumerate(document.passages)
        for start, end in passage.quote.ranges
    )
    at = 0
    for start, end, number in spans:
        while at < len(ranges) and ranges[at][0][1] <= start:  # long ones are met again
            at += 1
        reach = at
        while reach < len(ranges) and ranges[reach][0][0] < end:
            touched[number][ranges[reach][1].id] = ranges[reach][1]
            reach += 1
    return [
        (document.passages[number], list(held.values())) for number, held in sorted(touched.items())
    ]


def marked(words: str, marks: Sequence[Mark], *, plain: bool) -> Text:
    """Words with their marks: in colours, or in brackets where these do not show (`plain`)."""
    text = Text(flat(words))
    if not plain and len(text.plain) == len(words):
        for mark in marks:
            text.stylize(STYLES.get(mark.kind, "bold"), mark.start, mark.end)
        return text
    signs: defaultdict[int, list[str]] = defaultdict(list)
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        signs[mark.start].append(f"{OPEN}{singular(mark.kind)}: ")
        signs[mark.end].insert(0, CLOSE)
    made, at = Text(), 0
    for place in sorted(signs):
        made.append(flat(words[at:place]))
        closing = [sign for sign in signs[place] if sign == CLOSE]
        opening = [sign for sign in signs[place] if sign != CLOSE]
        made.append("".join((*closing, *opening)))
        at = place
    made.append(flat(words[at:]))
    return made


def print_legend(screen: Screen, document: Document) -> None:
    """Print which colour is which kind, and how many of each there are."""
    counts = Counter(finding.kind for finding in document.findings)
    line = Text()
    for kind in KINDS:
        if counts[kind]:
            line.append("  " if line else "")
            line.append(kind, style=STYLES.get(kind, "bold"))
            line.append(f" {counts[kind]:,}", style="dim")
    screen.fold(line or Text("nothing was found", style="dim"))
