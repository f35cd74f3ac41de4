"""What comparing needs of a document, and the spans it answers with.

A `Text` is a document with its source's name, its reading and the date by which a series is ordered: that of the
event, else of publication. Comparing works on texts alone, whether they come from files or from an archive.
Left out: notes, tables and furniture as such; what of them is text stands among the passages.

    >>> from communique.model.documents import Header
    >>> from communique.model.quotes import Reading
    >>> from communique.read.layout import Layout
    >>> from communique.read.structure import structure
    >>> reading = Reading("The two sides will meet in May.")
    >>> draft = structure(Layout(reading.text), reading).drafts[0]
    >>> text = Text("d1", "may.txt", draft.language, "2031-05-04", reading, draft.passages, Header())
    >>> text.span(text.passages[0]).to_json()["exact"]
    ['The two sides will meet in May.']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.model import dates
from communique.model.documents import Analysis, Document, Header, Passage
from communique.model.quotes import Quote, Range, Reading


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: where they stand in its source's reading, and under what name and date."""

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
    """A document as comparing sees it. `name` is the file name; `date` is EDTF, or None if unknown."""

    id: str
    name: str
    language: str
    date: str | None
    reading: Reading
    passages: tuple[Passage, ...]
    header: Header

    @classmethod
    def of(cls, analysis: Analysis, doc: Document) -> Text:
        """The text of a document of an analysis."""
        return cls(
            doc.id,
            analysis.source.name,
            doc.language,
            doc.header.event.date or doc.header.published,
            analysis.reading,
            doc.passages,
            doc.header,
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
    def order(self) -> tuple[date, date, str, str]:
        """Where the text stands in a series: by date, the more precise first, then by name.

        A text without a usable date comes last; `series.ordered` says so in a gap.
        """
        if self.date is None or not dates.is_edtf(self.date):
            return (date.max, date.max, self.name, self.id)
        return (*dates.sort_key(self.date), self.name, self.id)


def in_order(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts by date, then by name; a text given twice stands once."""
    return tuple(sorted({text.id: text for text in texts}.values(), key=lambda text: text.order))
