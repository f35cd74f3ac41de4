"""Words of a quote within the sentence around them, as it is read: lines joined, notes left out.

>>> parted("They will build  a port by 2031.", "build\\na port")
('They will ', 'build  a port', ' by 2031.')
>>> parted("They will build a port.", "a railway")
('They will build a port.', '', '')
"""

from __future__ import annotations

_LEAST, _TRIES = 4, 100
"""Characters at the end of a sentence that must be the first of words that go on behind it, and how
many places are tried.
"""


def parted(sentence: str, words: str) -> tuple[str, str, str]:
    """A sentence in three: before the words, the words, behind them; space between letters does not
    count. Words that go on beyond the sentence are marked to its end; of those that do not stand in
    it, nothing is.
    """
    places = [at for at, char in enumerate(sentence) if not char.isspace()]
    solid = "".join(sentence[at] for at in places)
    wanted = "".join(words.split())
    start = solid.find(wanted) if wanted else -1
    end = start + len(wanted)
    if start < 0:
        start, end = _over(solid, wanted), len(solid)
    if start < 0:
        return sentence, "", ""
    first, last = places[start], places[end - 1] + 1
    return sentence[:first], sentence[first:last], sentence[last:]


def _over(solid: str, wanted: str) -> int:
    """Where words begin of which the sentence has only the first; -1 where they do not."""
    start = -1
    for _ in range(_TRIES if len(wanted) >= _LEAST else 0):
        start = solid.find(wanted[:_LEAST], start + 1)
        if start < 0 or wanted.startswith(solid[start:]):
            return start
    return -1
