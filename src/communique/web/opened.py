"""A document as pages show it: read from the archive, with what stands around it, and what people
said; and one of its findings as the panel beside the text tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.archive import Edit, Entry
from communique.archive.decisions import JUDGING, Decided
from communique.model.documents import Analysis, Document, Passage
from communique.model.findings import Finding, singular
from communique.report.brief.phrases import Phrases
from communique.report.field_words import Field, fields
from communique.report.neighbours import Neighbours, neighbours
from communique.report.signs import in_one_line
from communique.web.desks import Desk

PHRASE = 80
"""Characters of the longest words whose history is worth asking for."""

_NAMED = ("name", "speaker", "about", "what")
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its analysis, its neighbours, what was set in its header, and decisions;
    `newer` is the same text of a later version of its source.
    """

    entry: Entry
    analysis: Analysis
    document: Document
    around: Neighbours
    history: Sequence[Edit]
    decided: Sequence[Decided]
    newer: Entry | None = None

    @property
    def states(self) -> dict[str, str]:
        """The verdict that stands on each finding, the latest where people differ."""
        return {
            each.finding.id: each.decision.verdict.value
            for each in self.decided
            if each.finding is not None and each.decision.verdict in JUDGING
        }


def opened(desk: Desk, name: str) -> Opened:
    """Read a document. Raises as `Archive.find`."""
    entry = desk.archive.find(name)
    analysis = desk.archive.analysis(entry)
    return Opened(
        entry,
        analysis,
        next(each for each in analysis.documents if each.id == entry.id),
        neighbours(desk.library, desk.archive, entry),
        desk.archive.history(entry),
        desk.archive.reviews.decisions(documents=[entry]),
        _newer(desk, entry),
    )


def _newer(desk: Desk, entry: Entry) -> Entry | None:
    if desk.archive.latest(entry.identity) in (None, entry.version):
        return None
    held = desk.archive.of_source(entry.identity)
    return next((each for each in held if each.language == entry.language), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the panel tells it: its fields in words, the passage it begins in, what was
    decided of it, other findings on the same words, and words whose history may be asked for.
    """

    entry: Entry
    finding: Finding
    fields: tuple[Field, ...]
    passage: Passage | None
    decided: tuple[Decided, ...]
    beside: tuple[Finding, ...]
    phrase: str | None

    @property
    def kind(self) -> str:
        """The kind as classes and addresses name it: `commitment`."""
        return singular(self.finding.kind)

    @property
    def words(self) -> str:
        """The words it was found in, in one line."""
        return in_one_line(" … ".join(self.finding.quote.exact))

    @property
    def address(self) -> str:
        """Its place in the text."""
        return f"/documents/{self.entry.id}?finding={self.finding.id}#f-{self.finding.id}"


def told(found: Opened, finding: Finding, phrases: Phrases) -> Told:
    """A finding of an open document."""
    start, end = finding.quote.start, finding.quote.end
    quote = "".join(finding.quote.exact)
    passage = next(
        (p for p in found.document.passages if p.quote.start <= start < p.quote.end), None
    )
    beside = [
        each
        for each in found.document.findings
        if each.id != finding.id and each.quote.start < end and start < each.quote.end
    ]
    return Told(
        found.entry,
        finding,
        tuple(each for each in fields(finding, phrases) if _bare(each.value) != _bare(quote)),
        passage,
        tuple(each for each in found.decided if each.finding and each.finding.id == finding.id),
        tuple(sorted(beside, key=lambda each: each.quote.start)[:_BESIDE]),
        _phrase(finding),
    )


def _bare(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def _phrase(finding: Finding) -> str | None:
    """Words whose history says something: a name, what is counted or claimed, a short quote."""
    surface = getattr(finding, "surface", ())
    named = (str(getattr(finding, name, "") or "") for name in _NAMED)
    for words in (*surface[:1], *named, *finding.quote.exact[:1]):
        line = in_one_line(words)
        if 1 < len(line) <= PHRASE:
            return line
    return None
