"""From a stretch of a passage's text, which is repaired for reading, to the quote of it in the
reading.

    >>> from communique.compare.texts import text_of
    >>> text = text_of("They met. They will hold talks in Port Lyth.", "en")
    >>> quote(text.passages[1], 10, 20, text.reading).ranges
    ((20, 30),)
"""

from __future__ import annotations

from communique.model.documents import Passage
from communique.model.quotes import Quote, Range, Reading


def quote(passage: Passage, start: int, end: int, reading: Reading) -> Quote:
    """The quote of `passage.text[start:end]`; of the whole passage where its text is not its words
    any more.
    """
    if passage.quote.exact == (passage.text,):
        words, first = passage.text[start:end], passage.quote.start + start
        left, length = len(words) - len(words.lstrip()), len(words.rstrip())
        return reading.quote((first + left, first + length)) if length else passage.quote
    origins = _origins(passage, reading)
    if origins is None:
        return passage.quote
    ranges: list[Range] = []
    for at in origins[start:end]:
        if at is None:
            continue
        if ranges and (ranges[-1][1] == at or reading.text[ranges[-1][1] : at].isspace()):
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return reading.quote(*ranges) if ranges else passage.quote


def _origins(passage: Passage, reading: Reading) -> list[int | None] | None:
    """Where in the reading each character stands; None for white space.

    The text leaves out line breaks and marks and adds nothing but spaces, so it is found going
    forward.
    """
    places = (at for start, end in passage.quote.ranges for at in range(start, end))
    found: list[int | None] = []
    for char in passage.text:
        if char.isspace():
            found.append(None)
            continue
        at = next((at for at in places if reading.text[at] == char), None)
        if at is None:
            return None
        found.append(at)
    return found
