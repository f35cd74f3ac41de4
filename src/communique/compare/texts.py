"""What comparing needs of a document, and the spans it answers with.

A `Text` is a document with its source's name, its reading and the date by which a series is
ordered: that of the event, else of publication. Comparing works on texts alone, whether they come
from files or from an archive. Left out: notes and furniture as such; what of them is text stands
among the passages.

    >>> text = text_of("The two sides will meet in May.", "en", name="may.txt", date="2031-05")
    >>> text.span(text.passages[0]).to_json()["exact"]
    ['The two sides will meet in May.']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from communique.model import dates
from communique.model.codes import Basis
from communique.model.documents import Analysis, Document, Header, Passage, Table
from communique.model.findings import Finding
from communique.model.quotes import Quote, Range, Reading, stable_id
from communique.read.layout import Layout
from communique.read.structure import structure

STALE = 60
"""Days between an event that a text names and its publication from which on it may be another
event.
"""

UNREAD = Reading("")
"""The reading of a text that is known by its header alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: where they stand in its reading, and its name and date."""

    document: str
    name: str
    date: str | None
    ranges: tuple[Range, ...]
    exact: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The span as the contract of comparisons prints it."""
        return {
            "document": self.document,
            "name": self.name,
            "date": self.date,
            "ranges": [list(each) for each in self.ranges],
            "exact": list(self.exact),
        }


@dataclass(frozen=True, slots=True)
class Text:
    """A document as comparing sees it: `name` is the file name, `date` EDTF or None.

    `findings` are those of the document; none where nobody looked for any.
    """

    id: str
    name: str
    language: str
    date: str | None
    reading: Reading
    passages: tuple[Passage, ...]
    header: Header
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()

    @classmethod
    def of(cls, analysis: Analysis, doc: Document) -> Text:
        """The text of a document of an analysis."""
        return cls(
            doc.id,
            analysis.source.name,
            doc.language,
            _date(doc.header),
            analysis.reading,
            doc.passages,
            doc.header,
            doc.findings,
            doc.tables,
        )

    @classmethod
    def all_of(cls, analysis: Analysis) -> tuple[Text, ...]:
        """The texts of all documents of an analysis, in their order."""
        return tuple(cls.of(analysis, doc) for doc in analysis.documents)

    def span(self, words: Passage | Quote) -> Span:
        """The span of a passage or of a quote from this text's reading."""
        quote = words.quote if isinstance(words, Passage) else words
        return Span(self.id, self.name, self.date, quote.ranges, quote.exact)

    @property
    def order(self) -> tuple[Date, Date, str, str]:
        """Where the text stands in a series: by date, the more precise first, then by name.

        A text without a usable date comes last; `series.ordered` says so in a gap.
        """
        try:
            first, last = dates.sort_key(self.date or "")
        except ValueError:
            first = last = Date.max
        return (first, last, self.name, self.id)


def _date(header: Header) -> str | None:
    """The date by which a document stands in a series: that of its event, unless publication belies
    it.

    A date that was read from running words and lies after publication, or months before it, is that
    of something the document speaks of.
    """
    event, published = header.event.date, header.published
    if not event or not published or not (dates.is_edtf(event) and dates.is_edtf(published)):
        return event or published
    ground = header.grounds.get("date")
    if ground is None or ground.basis is not Basis.TEXT:
        return event
    after = dates.earliest(event) > dates.latest(published)
    stale = (dates.earliest(published) - dates.latest(event)).days > STALE
    return published if after or stale else event


def in_order(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts by date, then by name; a text given twice stands once."""
    return tuple(sorted({text.id: text for text in texts}.values(), key=lambda text: text.order))


def text_of(
    words: str, language: str, *, name: str = "text", date: str | None = None, id: str | None = None
) -> Text:
    """A text made of plain words, such as a person pastes: structured as a document, with a bare
    header.

    >>> [passage.text for passage in text_of("They met. They will meet again.", "en").passages]
    ['They met.', 'They will meet again.']
    """
    reading = Reading(words)
    drafts = structure(Layout(words), reading, given=language).drafts
    passages = drafts[0].passages if drafts else ()
    made = id or stable_id(f"text {name} {date}", reading.sha256, ((0, len(words)),))
    return Text(made, name, language, date, reading, passages, Header())
