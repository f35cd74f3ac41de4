"""How much of one wording is in another, told by aligning their tokens.

Two measures: *ratio*, the plain one (twice the tokens in common over all tokens), which is reported and decides between
`edited` and `partly`; and *alike*, the same with each token at its weight, which decides whether one comes from the other
at all. On real series the two part cleanly: sentences that share a formula of the genre reach .6 by the first and less
than .35 by the second, rewritten ones are above .4 by the second even where the first says .4.

    >>> from communique.compare.lineage.wordings import wordings
    >>> made = wordings(["The sides will hold talks each year.", "The sides will hold talks twice each year."], "en")
    >>> round(Likeness(made).ratio(0, 1), 2)
    0.93
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist, cpdist

from communique.compare.lineage.wordings import Wordings

Block: TypeAlias = tuple[int, int, int, int]
Bytes: TypeAlias = npt.NDArray[np.uint8]

EDITED = 0.6
"""From this ratio on a passage is edited, below it only partly the same (design.md)."""

ALIKE = 0.40
"""From here on weighted likeness alone says that one passage comes from the other."""

LOOSE = 0.33
"""Enough where the neighbours come from the neighbours; between strangers formulae reach this."""

INSIDE = 0.6
"""The share of a passage's weight that must stand in another for it to be a part of that one."""

FEWEST = 1.5
"""The least weight in common for a part: one rare word and a few others are no evidence."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two wordings share: weighted likeness, the share of each in the other, the longest run and its weight."""

    alike: float
    inside_new: float
    inside_old: float
    shared: float
    run: int
    run_weight: float
    blocks: tuple[Block, ...]


class Likeness:
    """Likens wordings by number; what it worked out for a pair or a wording is kept."""

    def __init__(self, wordings: Wordings) -> None:
        self.wordings = wordings
        self._sums: dict[int, list[float]] = {}
        self._matches: dict[tuple[int, int], Match] = {}

    def ratio(self, new: int, old: int) -> float:
        """The plain ratio of two wordings, 0 to 1."""
        codes = self.wordings.codes
        return float(Indel.normalized_similarity(codes[new], codes[old]))

    def block(self, new: Sequence[int], old: Sequence[int]) -> Bytes:
        """The ratios of some wordings with some others, in hundredths; a row for each new one."""
        codes = self.wordings.codes
        if not new or not old:
            return np.zeros((len(new), len(old)), np.uint8)
        rows, columns = [codes[w] for w in new], [codes[w] for w in old]
        return cdist(rows, columns, scorer=fuzz.ratio, dtype=np.uint8)

    def pairs(
        self, new: npt.NDArray[np.int32], old: npt.NDArray[np.int32], *, workers: int = 2
    ) -> Bytes:
        """The ratios of pairs of wordings, in hundredths."""
        codes = self.wordings.codes
        rows, columns = [codes[w] for w in new.tolist()], [codes[w] for w in old.tolist()]
        return cpdist(rows, columns, scorer=fuzz.ratio, dtype=np.uint8, workers=workers)

    def match(self, new: int, old: int) -> Match:
        """All that two wordings share."""
        found = self._matches.get((new, old))
        if found is None:
            found = self._matches[new, old] = self._match(new, old)
        return found

    def forget(self) -> None:
        """Let go of what was worked out, so that a long series does not fill memory."""
        self._matches.clear()
        self._sums.clear()

    def same_run(self, match: Match) -> bool:
        """Whether two wordings share a run that is long and no mere formula."""
        return match.run >= self.wordings.run and match.run_weight >= self.wordings.run * 0.45

    def weight(self, wording: int) -> float:
        """The weight of a whole wording."""
        return self._sum(wording)[-1]

    def _sum(self, wording: int) -> list[float]:
        found = self._sums.get(wording)
        if found is None:
            start, end = self.wordings.offsets[wording : wording + 2]
            weights = self.wordings.weights[self.wordings.flat[start:end]].tolist()
            found = self._sums[wording] = list(accumulate(weights, initial=0.0))
        return found

    def _match(self, new: int, old: int) -> Match:
        codes, ours, theirs = self.wordings.codes, self._sum(new), self._sum(old)
        shared, run, run_weight = 0.0, 0, 0.0
        blocks: list[Block] = []
        for op in Indel.opcodes(codes[old], codes[new]):
            if op.tag != "equal":
                continue
            blocks.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
            weight = ours[op.dest_end] - ours[op.dest_start]
            shared += weight
            if op.dest_end - op.dest_start > run:
                run, run_weight = op.dest_end - op.dest_start, weight
        both = ours[-1] + theirs[-1]
        return Match(
            2 * shared / both if both else 0.0,
            shared / ours[-1] if ours[-1] else 0.0,
            shared / theirs[-1] if theirs[-1] else 0.0,
            shared,
            run,
            run_weight,
            tuple(blocks),
        )
