"""Lines that give a document's date (and place): each statement has its own, and none is dropped
for it.

Recognised: a short line that is no sentence, with a full date and little beside it. Left out: lines
of names.

    >>> from communique.compare.texts import text_of
    >>> lines = text_of("Oster, 4 May 2031", "en"), text_of("They met.", "en")
    >>> [is_dateline(text.passages[0]) for text in lines]
    [True, False]
"""

from __future__ import annotations

import re

from communique.compare import tokens
from communique.languages import FOLDERS
from communique.languages.dates import find_dates
from communique.model.documents import Passage

LONGEST = 64
"""Characters of a line."""

_BESIDE = {True: 14, False: 4}
"""Tokens (characters, words) beside the date: a place, a day of the week."""

_SENTENCE = re.compile("[.。!?！？:：;；]\\s*$")


def is_dateline(passage: Passage) -> bool:
    """Whether a passage is a line with a date."""
    text, language = passage.text, passage.language
    if len(text) > LONGEST or language not in FOLDERS or _SENTENCE.search(text):
        return False
    found = [mention for mention in find_dates(text, language) if mention.complete]
    if not found or not any(mention.precision == "day" for mention in found):
        return False
    rest = text
    for mention in reversed(found):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return len(tokens.keys(rest, language)) <= _BESIDE[tokens.by_characters(language)]
