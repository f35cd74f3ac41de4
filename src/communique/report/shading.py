"""Colours from cold to warm for pages: the age of words, the sureness of a pair.

>>> age_colour(0.0) == age_colour(1.0)
False
"""

from __future__ import annotations


def age_colour(share: float) -> str:
    """The colour of words by when they first stood: 0 the oldest statement, 1 the newest."""
    hue = 225 - 205 * min(1.0, max(0.0, share))
    return f"hsl({hue:.0f} 48% 52%)"


def score_colour(score: float) -> str:
    """The colour of a score: red at .2 and below, green at .8 and above."""
    hue = 140 * min(1.0, max(0.0, (score - 0.2) / 0.6))
    return f"hsl({hue:.0f} 45% 45%)"
