"""Where quotes stand in the repaired text of a passage, for whoever highlights them.

A passage's text leaves out line breaks and marks of its words and adds nothing but spaces, so its
characters are found going forward through the words. Left out: text that is not its words any more.

    >>> from communique.compare.texts import text_of
    >>> [passage] = text_of("They will meet again in May.", "en").passages
    >>> passage.text, places(passage, [((5, 20),)])
    ('They will meet again in May.', (((5, 20),),))
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.documents import Passage
from communique.model.quotes import Quote, Range


def places(passage: Passage, quotes: Sequence[Sequence[Range]]) -> tuple[tuple[Range, ...], ...]:
    """For each quote, given by its ranges in the reading, the stretches of the passage's text.

    None of a quote that does not stand in the passage.
    """
    held = offsets(passage.text, passage.quote)
    return tuple(_joined(held, passage.text, quote) for quote in quotes)


def offsets(text: str, quote: Quote) -> list[int]:
    """Where in the reading each character of the repaired text of a quote stands; -1 for white
    space, which may have been put in.
    """
    words = (
        (start + at, char)
        for (start, _), exact in zip(quote.ranges, quote.exact, strict=True)
        for at, char in enumerate(exact)
        if not char.isspace()
    )
    made: list[int] = []
    for char in text:
        place = -1
        if not char.isspace():
            place = next((at for at, other in words if other == char), -1)
        made.append(place)
    return made


def _joined(held: Sequence[int], text: str, quote: Sequence[Range]) -> tuple[Range, ...]:
    """The stretches of characters within a quote; spaces between two of them belong to it."""
    found: list[Range] = []
    for start, end in quote:
        for at, place in enumerate(held):
            if not start <= place < end:
                continue
            if found and not text[found[-1][1] : at].strip():
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return tuple(found)
