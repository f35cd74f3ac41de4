"""Earlier wordings that a wording may come from, by likening it to every one of them.

For up to some thousands of passages: a second for 5,000. Beyond, indexed.py answers the same
question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.compare.lineage.likeness import Likeness

BEST = 8
"""Wordings looked at more closely for each."""

_LEAST_RATIO = 30


class Exhaustive:
    """Answers `near` by likening a wording to all wordings seen so far."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness

    def near(self, wordings: list[int], bound: int) -> list[list[int]]:
        """For each wording the few of those below `bound` that are likest; of equals the last
        first.
        """
        if not bound:
            return [[] for _ in wordings]
        ratios = self._likeness.block(wordings, range(bound))
        lengths = self._likeness.wordings.lengths
        found = []
        for row, wording in enumerate(wordings):
            ratio = ratios[row].astype(np.float32)
            ours, theirs = lengths[wording], lengths[:bound]
            # What stands whole in a much longer passage has a low ratio; both kinds are looked at.
            part = np.minimum(100.0, ratio * (ours + theirs) / (2 * np.minimum(ours, theirs)))
            part[np.minimum(ours, theirs) < self._likeness.wordings.run] = 0
            chosen: list[int] = []
            for score, least in ((ratio, _LEAST_RATIO), (part, 75)):
                order = np.argsort(-score[::-1], kind="stable")[:BEST]
                order = bound - 1 - order
                chosen += order[score[order] >= least].tolist()
            found.append(list(dict.fromkeys(chosen)))
        return found

    def proposed(self, new: Sequence[int], old: Sequence[int]) -> None:
        """None: all are likened."""
