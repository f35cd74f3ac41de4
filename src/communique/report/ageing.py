"""How old the words of a document are: counts by the statement they first stood in, and what
changed.

    >>> from communique.compare.blame import blame
    >>> from communique.compare.texts import text_of
    >>> words = "The two sides will hold {}talks on fisheries."
    >>> first = text_of(words.format(""), "en", name="a.txt", date="2031")
    >>> second = text_of(words.format("annual "), "en", name="b.txt", date="2032")
    >>> found = blame(second, [first, second])
    >>> [(row.name, row.passages) for row in ages(found)]
    [('a.txt', 1), ('b.txt', 0)]
    >>> [piece.text.strip() for piece in replaced(found, 0) if piece.side != "both"]
    ['annual']
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from communique.compare.blame import Blame
from communique.compare.texts import Span, Text
from communique.report.wording import Piece, between, joint_of


class Age(NamedTuple):
    """A statement of the series and how many passages have their words from it."""

    document: str
    name: str
    date: str | None
    passages: int


def ages(found: Blame) -> tuple[Age, ...]:
    """The statements of the series in order, each with its count; the counts add up to the
    passages."""
    counts = Counter(row.first.document for row in found.passages)
    return tuple(Age(text.id, text.name, text.date, counts[text.id]) for text in found.series)


def share(count: int, total: int) -> str:
    """A share in whole per cent.

    >>> share(1, 3), share(0, 0)
    ('33%', '0%')
    """
    return f"{round(100 * count / total) if total else 0}%"


def replaced(found: Blame, number: int) -> tuple[Piece, ...]:
    """The pieces from the words that a passage replaced to its own; none if it was kept or is
    new."""
    row = found.passages[number]
    spans = row.previous or row.ancestors
    if row.origin.kind.value in ("kept", "new") or not spans:
        return ()
    old = joint_of(found.text).join(_words(found, span) for span in spans)
    return between(old, found.text.passages[number].text, found.text.language)


def _words(found: Blame, span: Span) -> str:
    text: Text | None = next((t for t in found.series if t.id == span.document), None)
    for passage in text.passages if text else ():
        if passage.quote.ranges == span.ranges:
            return passage.text
    return " ".join(span.exact)
