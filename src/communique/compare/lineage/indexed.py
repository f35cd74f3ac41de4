"""Earlier wordings that a wording may come from, proposed by an index of short runs of tokens.

Every run of 3 words (4 characters in Japanese and Chinese) is indexed, none left out: taking half
of them loses 13 points of the parents of sentences with a quarter of their words edited. A run
joins a wording to the earlier ones that have it; in what has stood more than 32 times, a formula,
only to the first four and the four just before. The 8 that share most, rare runs counting more, are
likened to the wording. Time and memory grow with the passages: nothing here is quadratic, also
where all are nearly the same.

The arrays are of machine numbers, worked on a block of wordings at a time, so that a million fit in
4 GB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from communique.compare.lineage.likeness import Likeness
from communique.compare.lineage.wordings import Ints, Longs, Runs

BEST = 8
"""Wordings likened to each; the true parent of a sentence with 40% edits is among them or nowhere.
"""

COMMON = 32
"""Wordings that share a run before it counts as a formula."""

ENDS = 4
"""Of a formula's wordings the first so many, and as many just before, are looked at."""

FEW = 4
"""Of these, those that are weighed in the end."""

ALIKE_RATIO, LEAST_RATIO = 50, 25
"""Hundredths of plain ratio with which a proposed wording is kept, and with which it is if the runs
are telling.
"""

TELLING = 12
"""Sum of the weights of runs in common that is telling: three rare runs, or a dozen in formulae."""

SERIES = 50_000
"""Wordings up to which a passage is likened to all of the text before, whatever the index proposes.
"""

_LEAST_SCORE = 4
"""One rare run, or four in formulae: with less in common a pair is not even likened."""

_BLOCK = 16_384

Places: TypeAlias = npt.NDArray[np.int64]


class Indexed:
    """Answers `near` from an index made once over all wordings."""

    def __init__(self, likeness: Likeness, runs: Runs) -> None:
        new, old, ratios = _plausible(likeness, runs)
        # An edited wording may stand before the one that it came back to, so both are asked for.
        one, two = np.concatenate([new, old]), np.concatenate([old, new])
        order = np.lexsort((-np.concatenate([ratios, ratios]).astype(np.int16), one))
        self._near = two[order]
        bounds = np.searchsorted(one[order], np.arange(len(likeness.wordings) + 1))
        self._starts: list[int] = bounds.tolist()

    def near(self, wordings: list[int], bound: int) -> list[list[int]]:
        """For each wording the few likest of those proposed for it, below `bound` or not."""
        starts = self._starts
        return [self._near[starts[w] : starts[w + 1]][:FEW].tolist() for w in wordings]

    def proposed(self, new: Sequence[int], old: Sequence[int]) -> list[tuple[int, int]] | None:
        """The pairs of new and old wordings that the index proposes; None in a series, where all
        are likened.
        """
        if len(self._starts) <= SERIES:
            return None
        there, starts = set(old), self._starts
        found = []
        for wording in dict.fromkeys(new):
            low, high = starts[wording], starts[wording + 1]
            if low < high:
                found += [(wording, w) for w in self._near[low:high].tolist() if w in there]
        return found


def _plausible(likeness: Likeness, runs: Runs) -> tuple[Ints, Ints, npt.NDArray[np.uint8]]:
    """New wordings, older ones and their ratios: those alike enough to be worth weighing."""
    found: list[tuple[Ints, Ints, npt.NDArray[np.uint8]]] = []
    for new, old, score in proposals(runs, len(likeness.wordings)):
        ratios = likeness.pairs(new, old, least=LEAST_RATIO)
        kept = (ratios >= ALIKE_RATIO) | ((ratios >= LEAST_RATIO) & (score >= TELLING))
        found.append((new[kept], old[kept], ratios[kept]))
    if not found:
        none = np.zeros(0, np.int32)
        return none, none, np.zeros(0, np.uint8)
    columns = zip(*found, strict=True)
    return tuple(np.concatenate(each) for each in columns)  # type: ignore[return-value]


def proposals(runs: Runs, count: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Wordings, earlier ones that share runs with them (at most `BEST` each), and how much."""
    yield from _best(_postings(runs), count)


class _Postings:
    """The places of runs that stood before, by their wording: `owners` in order of run, `first` the
    run's first place.
    """

    def __init__(self, owners: Ints, child: Ints, at: Places, first: Places) -> None:
        self.owners, self.child, self.at, self.first = owners, child, at, first


def _postings(runs: Runs) -> _Postings:
    owners, starts = runs.owners, runs.starts()
    again = np.flatnonzero(~starts)
    first = np.flatnonzero(starts)[np.cumsum(starts)[again] - 1]
    child = owners[again]
    # By block of wordings, so that each block can be joined on its own.
    order = np.argsort((child // _BLOCK).astype(np.uint16), kind="stable")
    return _Postings(owners, child[order], again[order], first[order])


def _best(postings: _Postings, count: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """The wordings that share most with each, a block of wordings at a time."""
    bounds = np.searchsorted(postings.child // _BLOCK, np.arange(count // _BLOCK + 2))
    for block in range(len(bounds) - 1):
        low, high = int(bounds[block]), int(bounds[block + 1])
        if low < high:
            yield _joined(postings, slice(low, high), block * _BLOCK)


def _joined(postings: _Postings, part: slice, base: int) -> tuple[Ints, Ints, Ints]:
    child = (postings.child[part] - base).astype(np.uint64) << np.uint64(40)
    at, first = postings.at[part], postings.first[part]
    rank = at - first
    formula = np.flatnonzero(rank > COMMON)
    plain = np.flatnonzero(rank <= COMMON)
    some = rank[plain]
    weight = np.where(some > 8, 2, np.where(some > 2, 3, 4)).astype(np.uint64)
    ends = np.full(len(formula), ENDS)
    # Each stretch of places: all earlier ones of a run; of a formula's the first few and those just
    # before.
    heads = np.concatenate([child[plain] | weight, *[child[formula] | np.uint64(1)] * 2])
    starts = np.concatenate([first[plain], first[formula], at[formula] - ENDS])
    sizes = np.concatenate([some, ends, ends])
    place = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    place += np.arange(len(place))
    pair = postings.owners[place].astype(np.uint64)
    pair <<= np.uint64(4)
    pair |= np.repeat(heads, sizes)
    pair.sort()
    return _top(pair, base)


def _top(pair: Longs, base: int) -> tuple[Ints, Ints, Ints]:
    """The pairs with the highest sums of weights for each wording."""
    same = pair >> np.uint64(4)
    starts = np.flatnonzero(np.concatenate([[True], same[1:] != same[:-1]]))
    score = np.add.reduceat((pair & np.uint64(15)).astype(np.int64), starts)
    # One number a pair: the wording, the higher score first, then the later parent, said last and
    # the likelier.
    telling = score >= _LEAST_SCORE
    same, score = same[starts[telling]], score[telling]
    high = np.uint64((1 << 14) - 1) - np.minimum(score, (1 << 14) - 1).astype(np.uint64)
    parents = np.uint64((1 << 36) - 1)
    ranked = ((same >> np.uint64(36)) << np.uint64(50)) | (high << np.uint64(36))
    ranked |= parents - (same & parents)
    ranked.sort()
    child = (ranked >> np.uint64(50)).astype(np.int64)
    group = np.flatnonzero(np.concatenate([[True], child[1:] != child[:-1]]))
    sizes = np.diff(np.append(group, len(child)))
    rank = np.arange(len(child)) - np.repeat(group, sizes)
    chosen = rank < BEST
    ranked, child = ranked[chosen], child[chosen] + base
    parent = parents - (ranked & parents)
    score = (1 << 14) - 1 - ((ranked >> np.uint64(36)) & np.uint64((1 << 14) - 1)).astype(np.int64)
    return child.astype(np.int32), parent.astype(np.int32), score.astype(np.int32)
