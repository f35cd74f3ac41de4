"""Which passages of one text come from which of another: one to one, then splits and merges.

Equal wordings are paired in order first, and so are passages without words. Of the rest the most
alike go together, and a pair gives way where that lets one more passage find its parent. What is
left may be part of a passage that is paired already: a sentence cut in two (*split*), or two made
one (*merged*). Passages out of order relative to the others are *moved*; those in the longest run
of pairs in order stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from communique.compare.lineage.likeness import ALIKE, FEWEST, INSIDE, LOOSE, Likeness, Match

MOST = 6_250_000
"""Pairs of passages of two texts that are likened: 2,500 of each, in about a second."""

FEW = 12
"""Pairs of a passage that are weighed: in a text of near copies every pair is likely."""

_SLACK = 0.04
"""Words in common wherever they stand are at least as many as those in the same order, to this
much.
"""

Proposed: TypeAlias = Callable[[Sequence[int], Sequence[int]], list[tuple[int, int]] | None]


@dataclass(slots=True)
class Pairing:
    """The pairs of two texts, by place: `parent` of a new passage, and what was split or merged.

    `copies`: a wording that stands more often than before comes from the one there was. `parts`
    gives for a new passage the old one it was split from, `joined` for a new passage the further
    old ones that went into it. `split` holds the new places that share a parent.
    """

    parent: dict[int, int] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    split: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)

    def parents(self, new: int) -> list[int]:
        """The old places a new passage comes from, the first being the main one."""
        main = self.parent.get(new, self.copies.get(new, self.parts.get(new)))
        return [] if main is None else [main, *sorted(self.joined.get(new, ()))]

    def match_up(self, new: Sequence[int], old: Sequence[int]) -> None:
        """Pair passages that have the same task in both texts, in order, where nothing else did."""
        used = self.used()
        free = [place for place in old if place not in used]
        for place in new:
            if free and not self.parents(place):
                self.parent[place] = free.pop(0)

    def used(self) -> set[int]:
        """The old places that came back."""
        joined = {old for group in self.joined.values() for old in group}
        return {*self.parent.values(), *self.parts.values(), *joined}


def pair(
    new: Sequence[int], old: Sequence[int], likeness: Likeness, proposed: Proposed | None = None
) -> Pairing:
    """Pair the passages of two texts, each given by its wordings in order (-1: no words).

    `proposed` gives the pairs of wordings to weigh, or None where all are to be likened.
    """
    made = Pairing()
    _equal(new, old, made)
    free_new = [i for i, w in enumerate(new) if w >= 0 and not made.parents(i)]
    taken = set(made.parent.values())
    free_old = [j for j, w in enumerate(old) if w >= 0 and j not in taken]
    likely = _proposed(free_new, free_old, new, old, proposed) if proposed else None
    if likely is None:
        likely = _likely(free_new, free_old, new, old, likeness)
    edges = _edges(likely, new, old, likeness)
    _likest(edges, made, len(new), len(old), taken)
    _beside(edges, made, likeness)
    _parts(edges, made)
    made.moved = _moved(made.parent)
    return made


def _equal(new: Sequence[int], old: Sequence[int], made: Pairing) -> None:
    places: defaultdict[int, deque[int]] = defaultdict(deque)
    for j, wording in enumerate(old):
        places[wording].append(j)
    last: dict[int, int] = {}
    for i, wording in enumerate(new):
        if places.get(wording):
            made.parent[i] = last[wording] = places[wording].popleft()
        elif wording in last:
            made.copies[i] = last[wording]


def _edges(
    likely: Sequence[tuple[int, int]], new: Sequence[int], old: Sequence[int], likeness: Likeness
) -> dict[tuple[int, int], Match]:
    """What passages share that may have to do with each other, by their places."""
    found = {}
    for i, j in likely:
        match = likeness.match(new[i], old[j])
        if (
            match.alike >= LOOSE
            or max(match.inside_new, match.inside_old) >= INSIDE
            or likeness.same_run(match)
        ):
            found[i, j] = match
    return found


def _proposed(
    rows: Sequence[int],
    columns: Sequence[int],
    new: Sequence[int],
    old: Sequence[int],
    proposed: Proposed,
) -> list[tuple[int, int]] | None:
    """The places of proposed pairs of wordings; a wording that stands twice is proposed for each
    place.
    """
    pairs = proposed([new[i] for i in rows], [old[j] for j in columns])
    if pairs is None:
        return None
    ours: defaultdict[int, list[int]] = defaultdict(list)
    theirs: defaultdict[int, list[int]] = defaultdict(list)
    for i in rows:
        ours[new[i]].append(i)
    for j in columns:
        theirs[old[j]].append(j)
    return [(i, j) for one, other in pairs for i in ours[one] for j in theirs[other][:FEW]]


def _likely(
    rows: Sequence[int],
    columns: Sequence[int],
    new: Sequence[int],
    old: Sequence[int],
    likeness: Likeness,
) -> list[tuple[int, int]]:
    """The pairs of places worth weighing: for each passage the few likest, and the few it may be a
    part of.

    Texts too long to liken every pair are likened by a window along both, as passages seldom move
    far.
    """
    if len(rows) * len(columns) > MOST:
        width = max(1, MOST // (8 * max(len(rows), len(columns))))
        found: set[tuple[int, int]] = set()
        for at in range(0, len(rows), width):
            middle = at * len(columns) // len(rows)
            near = columns[max(0, middle - 2 * width) : middle + 3 * width]
            found.update(_likely(rows[at : at + width], near, new, old, likeness))
        return sorted(found)
    ours, theirs = [new[i] for i in rows], [old[j] for j in columns]
    if not ours or not theirs:
        return []
    shared = likeness.shared(ours, theirs)
    one, two = likeness.heft(ours)[:, None], likeness.heft(theirs)[None, :]
    alike = 2 * shared / (one + two)
    inside = np.where(shared >= FEWEST, shared / np.minimum(one, two), 0)
    chosen = (alike >= LOOSE - _SLACK) & _highest(alike)
    chosen |= (inside >= INSIDE) & _highest(inside)
    return [(rows[row], columns[column]) for row, column in np.argwhere(chosen).tolist()]


def _highest(scores: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which scores are among the few highest of their row or of their column."""
    chosen = np.zeros(scores.shape, np.bool_)
    for axis, size in ((1, scores.shape[1]), (0, scores.shape[0])):
        if size <= FEW:
            return np.ones(scores.shape, np.bool_)
        top = np.argpartition(scores, size - FEW, axis=axis)
        take = top[:, -FEW:] if axis else top[-FEW:]
        np.put_along_axis(chosen, take, True, axis=axis)
    return chosen


def _likest(
    edges: Mapping[tuple[int, int], Match], made: Pairing, many: int, others: int, taken: set[int]
) -> None:
    """The most alike first; of equals the one nearest in place."""

    def rank(edge: tuple[int, int]) -> tuple[float, float, tuple[int, int]]:
        i, j = edge
        return (-round(edges[edge].alike, 2), abs(i / many - j / others), edge)

    strong = sorted((e for e in edges if edges[e].alike >= ALIKE), key=rank)
    held = dict(made.parent)
    used = {j: i for i, j in held.items()}
    for i, j in strong:
        if i not in held and j not in used:
            held[i], used[j] = j, i
    options: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in strong:
        options[i].append(j)
    for i in options:
        if i not in held:
            _give_way(i, options, edges, held, used, taken)
    made.parent.update(held)


def _give_way(
    i: int,
    options: Mapping[int, list[int]],
    edges: Mapping[tuple[int, int], Match],
    held: dict[int, int],
    used: dict[int, int],
    taken: set[int],
) -> None:
    """Find a parent for a passage by moving the one who holds it to another, if the two together
    gain.
    """
    for j in options[i]:
        if j in taken or j not in used:
            continue
        holder = used[j]
        for other in options.get(holder, ()):
            gain = edges[i, j].alike + edges[holder, other].alike
            if other not in used and gain > edges[holder, j].alike + ALIKE / 2:
                held[holder], used[other] = other, holder
                held[i], used[j] = j, i
                return


def _beside(edges: Mapping[tuple[int, int], Match], made: Pairing, likeness: Likeness) -> None:
    """Weaker pairs: those whose neighbours are paired, that share a long run, or of which one holds
    the other.
    """
    used = set(made.parent.values())
    weak = sorted((e for e in edges if e[0] not in made.parent), key=lambda e: (-edges[e].alike, e))
    for i, j in weak:
        if i in made.parent or j in used:
            continue
        match = edges[i, j]
        near = made.parent.get(i - 1, -9) == j - 1 or made.parent.get(i + 1, -9) == j + 1
        whole = max(match.inside_new, match.inside_old) >= 0.75 and match.shared >= 2 * FEWEST
        if (match.alike >= LOOSE and near) or likeness.same_run(match) or whole:
            made.parent[i] = j
            used.add(j)


def _parts(edges: Mapping[tuple[int, int], Match], made: Pairing) -> None:
    """Splits and merges: what stands in a passage that is paired with another already."""
    holder = {j: i for i, j in made.parent.items()}
    gone = set(holder)
    for (i, j), match in sorted(edges.items(), key=lambda each: -each[1].shared):
        if match.shared < FEWEST:
            continue
        if not made.parents(i) and j in holder:
            first = edges.get((holder[j], j))
            if match.inside_new >= INSIDE and first and not _overlap(match, first, 0):
                made.parts[i] = j
                made.split |= {i, holder[j]}
        elif i in made.parent and j not in gone:
            first = edges.get((i, made.parent[i]))
            if match.inside_old >= INSIDE and first and not _overlap(match, first, 2):
                made.joined[i].append(j)
                gone.add(j)


def _overlap(one: Match, other: Match, side: int) -> bool:
    """Whether more than half of the words of the first are the very words of the second (0: old
    side, 2: new).
    """
    taken = {at for block in other.blocks for at in range(block[side], block[side + 1])}
    own = [at for block in one.blocks for at in range(block[side], block[side + 1])]
    return sum(at in taken for at in own) * 2 > len(own)


def _moved(parent: Mapping[int, int]) -> set[int]:
    """The new places whose parent is out of order: all but the longest rising run."""
    order = sorted(parent)
    tails: list[int] = []
    tail_at: list[int] = []
    before: dict[int, int] = {}
    for i in order:
        at = bisect_left(tails, parent[i])
        if at == len(tails):
            tails.append(parent[i])
            tail_at.append(i)
        else:
            tails[at], tail_at[at] = parent[i], i
        before[i] = tail_at[at - 1] if at else -1
    kept: set[int] = set()
    here = tail_at[-1] if tail_at else -1
    while here >= 0:
        kept.add(here)
        here = before[here]
    return set(order) - kept
