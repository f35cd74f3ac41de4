"""How much of one wording is in another, told by aligning their tokens.

Two measures: *ratio*, the plain one (twice the tokens in common over all tokens), which is reported
and decides between `edited` and `partly`; and *alike*, the same with each token at its weight,
which decides whether one comes from the other at all. On real series the two part cleanly:
sentences that share a formula of the genre reach .6 by the first and less than .35 by the second,
rewritten ones are above .4 by the second even where the first says .4.

    >>> from communique.compare.lineage.wordings import wordings
    >>> said = ["They will hold talks each year.", "They will hold talks twice each year."]
    >>> made = wordings(said, "en")
    >>> round(Likeness(made, made.weights[made.flat]).ratio(0, 1), 2)
    0.92
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist, cpdist

from communique.compare.lineage.wordings import Floats, Ints, Wordings

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

LIMIT = 400_000_000
"""Tokens of one passage times those of the other up to which they are aligned (50 MB); beyond, the
ratio says all.
"""

_SMALL = 50_000_000
"""Multiplications up to which a plain loop beats waking the threads of a matrix product."""

FEWEST = 1.5
"""The least weight in common for a part: one rare word and a few others are no evidence."""


class Match(NamedTuple):
    """What two wordings share: weighted likeness, the share of each in the other, the longest run
    and its weight.
    """

    alike: float
    inside_new: float
    inside_old: float
    shared: float
    run: int
    run_weight: float
    blocks: tuple[Block, ...]


class Likeness:
    """Likens wordings by number; what it worked out for a pair or a wording is kept."""

    def __init__(self, wordings: Wordings, weights: Floats) -> None:
        self.wordings = wordings
        self._weights = weights
        starts = wordings.offsets[:-1]
        self._totals: Floats = np.add.reduceat(weights, starts) if len(starts) else weights
        # As memory views, whose items are plain numbers: they are asked for by the million, one at
        # a time.
        sums = np.concatenate([[0.0], np.cumsum(weights, dtype=np.float64)])
        self._sums = memoryview(sums)  # type: ignore[arg-type]
        self._starts = memoryview(wordings.offsets)  # type: ignore[arg-type]
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

    def shared(self, new: Sequence[int], old: Sequence[int]) -> Floats:
        """At most how much weight wordings have in common: that of the codes that stand in both,
        wherever.
        """
        ours, theirs = self._codes(new), self._codes(old)
        known = np.intersect1d(ours[0], theirs[0])
        left, right = _held(ours, known, len(new)), _held(theirs, known, len(old))
        if len(new) * len(old) * len(known) < _SMALL:
            product: Floats = np.einsum("ik,jk->ij", left, right)
            return product
        product = left @ right.T
        return product

    def _codes(self, wordings: Sequence[int]) -> tuple[Ints, Ints, Floats]:
        """The codes of some wordings one after the other, of which wording each is, and its weight
        there.
        """
        offsets = self.wordings.offsets
        sizes = [int(offsets[w + 1] - offsets[w]) for w in wordings]
        places = np.concatenate([np.arange(offsets[w], offsets[w + 1]) for w in wordings])
        rows = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        return self.wordings.flat[places], rows, self._weights[places]

    def heft(self, wordings: Sequence[int]) -> Floats:
        """The weight of each of some whole wordings."""
        return self._totals[list(wordings)]

    def pairs(self, new: Ints, old: Ints, *, least: int = 0, workers: int = 2) -> Bytes:
        """The ratios of pairs of wordings, in hundredths; 0 for those below the least."""
        codes = self.wordings.codes
        rows, columns = [codes[w] for w in new.tolist()], [codes[w] for w in old.tolist()]
        return cpdist(
            rows, columns, scorer=fuzz.ratio, dtype=np.uint8, workers=workers, score_cutoff=least
        )

    def match(self, new: int, old: int) -> Match:
        """All that two wordings share."""
        found = self._matches.get((new, old))
        if found is None:
            found = self._matches[new, old] = self._match(new, old)
        return found

    def forget(self) -> None:
        """Let go of what was worked out, so that a long series does not fill memory."""
        self._matches = {}

    def same_run(self, match: Match) -> bool:
        """Whether two wordings share a run that is long and no mere formula."""
        return match.run >= self.wordings.run and match.run_weight >= self.wordings.run * 0.45

    def _heft(self, wording: int) -> float:
        return self._sums[self._starts[wording + 1]] - self._sums[self._starts[wording]]

    def _match(self, new: int, old: int) -> Match:
        codes, sums, start = self.wordings.codes, self._sums, self._starts[new]
        ours, theirs = self._heft(new), self._heft(old)
        if len(codes[new]) * len(codes[old]) > LIMIT:
            ratio = self.ratio(new, old)
            shared = min(ratio * (ours + theirs) / 2, ours, theirs)
            return Match(ratio, shared / ours, shared / theirs, shared, 0, 0.0, ())
        shared, run, run_weight = 0.0, 0, 0.0
        blocks: list[Block] = []
        for block in Indel.editops(codes[old], codes[new]).as_matching_blocks():
            there, here, size = block.a, block.b, block.size
            blocks.append((there, there + size, here, here + size))
            weight = sums[start + here + size] - sums[start + here]
            shared += weight
            if size > run:
                run, run_weight = size, weight
        return Match(
            2 * shared / (ours + theirs),
            shared / ours,
            shared / theirs,
            shared,
            run,
            run_weight,
            tuple(blocks),
        )


def _held(codes: tuple[Ints, Ints, Floats], known: Ints, count: int) -> Floats:
    """The root of the weight that each of the known codes has in each row, so that equal ones
    multiply to it.
    """
    if not len(known):
        return np.zeros((count, 0), np.float32)
    numbers, rows, weights = codes
    at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    held = known[at] == numbers
    cells = rows[held].astype(np.int64) * len(known) + at[held]
    sums = np.bincount(cells, weights[held], minlength=count * len(known))
    return np.sqrt(sums, dtype=np.float32, casting="same_kind").reshape(count, len(known))
