"""From stretches of a passage's text, which is repaired for reading, to quotes of the reading.

>>> from communique.compare.texts import text_of
>>> text = text_of("They met. They will hold talks in Port Lyth.", "en")
>>> quote(text.passages[1], 10, 20, text.reading).ranges
((20, 30),)
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.documents import Passage
from communique.model.quotes import Quote, Range, Reading


def quote(passage: Passage, start: int, end: int, reading: Reading) -> Quote:
    """The quote of `passage.text[start:end]`; of the whole passage where its text is not its words
    any more.
    """
    return quotes(passage, ((start, end),), reading)[0]


def quotes(passage: Passage, places: Sequence[Range], reading: Reading) -> tuple[Quote, ...]:
    """The quotes of stretches of a passage's text, in their order; of the whole passage, once,
    where its text is not its words any more.
    """
    if not places:
        return ()
    if passage.quote.exact == (passage.text,):
        return tuple(_plain(passage, place, reading) for place in places)
    origins = _origins(passage, reading, places[-1][1])
    if origins is None:
        return (passage.quote,)
    cut = (_joined(origins[start:end], reading) for start, end in places)
    return tuple(reading.quote(*ranges) if ranges else passage.quote for ranges in cut)


def _plain(passage: Passage, place: Range, reading: Reading) -> Quote:
    """The quote of a stretch of words that stand as they are, without white space around."""
    words, first = passage.text[place[0] : place[1]], passage.quote.start + place[0]
    left, length = len(words) - len(words.lstrip()), len(words.rstrip())
    return reading.quote((first + left, first + length)) if length else passage.quote


def _origins(passage: Passage, reading: Reading, end: int) -> list[int | None] | None:
    """Where in the reading each character of a passage's text stands, up to an end; None for a
    space that was put in.

    The text leaves out line breaks and marks and adds nothing but spaces, so it is found going
    forward.
    """
    places = (at for start, end in passage.quote.ranges for at in range(start, end))
    found: list[int | None] = []
    for char in passage.text[:end]:
        if char.isspace():
            found.append(None)
            continue
        at = next((at for at in places if reading.text[at] == char), None)
        if at is None:
            return None
        found.append(at)
    return found


def _joined(origins: Sequence[int | None], reading: Reading) -> list[Range]:
    """The ranges of characters, over white space between them."""
    ranges: list[Range] = []
    for at in origins:
        if at is None:
            continue
        before = ranges[-1][1] if ranges else -1
        if before == at or (ranges and reading.text[before:at].isspace()):
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return ranges
