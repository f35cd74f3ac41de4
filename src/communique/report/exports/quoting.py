"""A quote with its citation as plain words, to paste into a memo: the exact words, who said it
where and when, the place in the text, and an address that opens it.

    >>> marks("ja"), marks("en")
    (('「', '」'), ('“', '”'))
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.archive import Entry
from communique.model.documents import Document, Passage
from communique.model.quotes import Range, Reading
from communique.report.brief.phrases import Phrases
from communique.report.signs import in_one_line

_MARKS = {"ja": ("「", "」"), "zh-Hant": ("「", "」")}
_TITLES = {"ja": ("「", "」"), "zh-Hant": ("《", "》"), "zh-Hans": ("《", "》")}


def marks(language: str) -> tuple[str, str]:
    """The signs around a quote in a language."""
    return _MARKS.get(language, ("“", "”"))


def quoted(exact: Sequence[str], language: str) -> str:
    """The words of a quote within signs, in one line, `[…]` for what stands between its parts."""
    before, behind = marks(language)
    return before + " […] ".join(map(in_one_line, exact)) + behind


def citation(
    entry: Entry, phrases: Phrases, *, passage: Passage | None = None, address: str | None = None
) -> str:
    """A document as words: issuers, title, kind, date, the place of a passage, an address."""
    before, behind = _TITLES.get(entry.language, ("“", "”"))
    parts = [
        phrases.states(entry.issuers),
        before + in_one_line(entry.title or entry.name) + behind,
        phrases.code("kinds", entry.kind),
        phrases.date(entry.date or entry.published) if entry.date or entry.published else "",
        *_place(passage),
    ]
    said = phrases.joint.join(filter(None, parts))
    stop = ". " if phrases.language == "en" else "。"
    return f"{said}{stop}{address}" if address else said


def _place(passage: Passage | None) -> list[str]:
    if passage is None:
        return []
    item = f"§ {in_one_line(passage.item)}" if passage.item else ""
    return [item, f"p. {passage.page}" if passage.page else ""]


def around(document: Document, ranges: Sequence[Range]) -> Passage | None:
    """The passage in which a stretch begins: the first that ends behind its beginning."""
    start = ranges[0][0]
    behind = (p for p in document.passages if p.quote.end > start and p.quote.start < ranges[-1][1])
    return min(behind, key=lambda each: each.quote.start, default=None)


def exact(reading: Reading, ranges: Sequence[Range]) -> tuple[str, ...]:
    """The exact words of ranges, cut to the reading; empty where they lie outside."""
    found = (reading.text[start:end] for start, end in ranges)
    return tuple(words for words in found if words)
