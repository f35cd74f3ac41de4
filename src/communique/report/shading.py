"""Colours for pages: the age of words as one of the classes of ages.css, the sureness of a pair.

>>> age_class(0, 100), age_class(99, 100), age_class(0, 1)
(0, 9, 9)
"""

from __future__ import annotations

AGES = 10
"""Classes of age; ages.css has a colour for each."""


def age_class(number: int, count: int) -> int:
    """The class of words that first stood in statement `number` (from 0) of `count`: 0 for the
    oldest, 9 for the newest.
    """
    return round((AGES - 1) * number / (count - 1)) if count > 1 else AGES - 1


def score_colour(score: float) -> str:
    """The colour of a score: red at .2 and below, green at .8 and above."""
    hue = 140 * min(1.0, max(0.0, (score - 0.2) / 0.6))
    return f"hsl({hue:.0f} 45% 45%)"
