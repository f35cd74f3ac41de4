"""Figures of two language versions, one beside the other, and those that differ.

Versions tell the same figures in the same order. The figures of each sort (money, counts, shares …)
are aligned as two sequences: equal ones hold the chain. With an alignment of the passages, what is
left over on both sides of a pair of passages is the same figure told differently; without one, what
stands between two equal ones under the same item, with the same names and quantity. Left out:
figures that one version has and the other lacks, which `align` tells as omissions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.check.mentions import Mention
from communique.check.slips import slip
from communique.model import dates

_NUMBER = re.compile(r"[0-9]+")
MOST = 300
"""Figures of one sort that are aligned at a time; longer versions are aligned in portions."""

FEW = 2
SIDE_BY_SIDE = 3
UNLIKE = 0.5
"""Where a greater part of the figures of two texts differ, they are no versions of one."""

SURE = 2.0
"""A differing pair must score so much to be told."""

_SAME = 4.0


Group = tuple[Sequence[int], Sequence[int], bool]
"""Numbers of passages that an alignment pairs, and whether it doubts it."""

Paired = tuple[int, int, float, bool]
"""The numbers of two figures, how sure it is that they are one, and whether they agree."""


def chained(left: Sequence[Mention], right: Sequence[Mention]) -> Iterator[Paired]:
    """The pairs of figures that are the same, those that differ if they may be told."""
    sorts: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, mentions in enumerate((left, right)):
        for number, mention in enumerate(mentions):
            sorts[mention.unit][side].append(number)
    for ones, others in sorts.values():
        portions = max(1, -(-max(len(ones), len(others)) // MOST))
        for part in range(portions):
            some = _portion(ones, part, portions), _portion(others, part, portions)
            yield from _chain(left, right, *some)


def _portion(numbers: list[int], part: int, portions: int) -> list[int]:
    step = -(-len(numbers) // portions) if numbers else 0
    return numbers[part * step : (part + 1) * step]


def _chain(
    left: Sequence[Mention], right: Sequence[Mention], ones: list[int], others: list[int]
) -> Iterator[Paired]:
    """The best chain of pairs."""
    rows, columns = len(ones), len(others)
    if not rows or not columns:
        return
    lengths = max(1, left[-1].order), max(1, right[-1].order)
    scores = [[_score(left[a], right[b], lengths) for b in others] for a in ones]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
    i = j = 0
    while i < rows and j < columns:
        if scores[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            yield ones[i], others[j], scores[i][j], equal(left[ones[i]], right[others[j]])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def left_over(
    left: Sequence[Mention],
    right: Sequence[Mention],
    made: Sequence[Paired],
    groups: Iterable[Group],
) -> Iterator[Paired]:
    """The pairs of figures that stand in passages which an alignment holds for the same, are of one
    sort, and are left over on both sides in the same number when equal ones are taken away.
    """
    taken = {i for i, _, _, agree in made if agree}, {j for _, j, _, agree in made if agree}
    chain = {(i, j): score for i, j, score, _ in made}
    by_passage: tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]
    by_passage = defaultdict(list), defaultdict(list)
    for side, mentions in enumerate((left, right)):
        for number, mention in enumerate(mentions):
            if number not in taken[side] and mention.passage >= 0:
                by_passage[side][mention.passage].append(number)
    for first, second, doubtful in groups:
        ones = [number for passage in first for number in by_passage[0].get(passage, ())]
        others = [number for passage in second for number in by_passage[1].get(passage, ())]
        for unit in dict.fromkeys(left[number].unit for number in ones):
            a = [number for number in ones if left[number].unit == unit]
            b = [number for number in others if right[number].unit == unit]
            a, b = _without_equal(left, right, a, b)
            if not a or len(a) != len(b) or len(a) > SIDE_BY_SIDE:
                continue
            for i, j in zip(a, b, strict=True):
                score = chain.get((i, j), 0.0)
                if doubtful and score < SURE - 1:
                    continue
                if left[i].agrees(right[j], strict=True) != "apart":
                    yield i, j, max(score, SURE), False


def _without_equal(
    left: Sequence[Mention], right: Sequence[Mention], a: list[int], b: list[int]
) -> tuple[list[int], list[int]]:
    rest = list(b)
    kept = []
    for i in a:
        same = next((j for j in rest if equal(left[i], right[j])), None)
        if same is None:
            kept.append(i)
        else:
            rest.remove(same)
    return kept, rest


def equal(one: Mention, other: Mention) -> bool:
    """Whether two figures of versions agree."""
    return one.agrees(other, strict=True) in ("same", "apart")


def _item(mention: Mention) -> str | None:
    """The number of the item a figure stands under, whatever stands around it (四.12, 12)."""
    found = _NUMBER.search(mention.cited.item or "")
    return found[0] if found else None


def _score(one: Mention, other: Mention, lengths: tuple[int, int]) -> float:
    """What speaks for two figures being one: more than nothing only if it may be."""
    verdict = one.agrees(other, strict=True)
    if verdict == "apart":
        return -1.0
    alike = 0.0
    items = _item(one), _item(other)
    if items[0] and items[1]:
        alike += 1.0 if items[0] == items[1] else -1.0
    alike += min(1.0, 0.5 * len(one.names & other.names))
    if one.far and other.far:
        alike += 0.75 if one.far == other.far else -0.5
    alike += 0.5 if one.works & other.works else -0.75 if one.works and other.works else 0.0
    if one.period and other.period:
        fits = dates.is_edtf(one.period) and dates.is_edtf(other.period)
        alike += 0.75 if fits and dates.overlaps(one.period, other.period) else -0.75
    if one.actors and other.actors:
        alike += 0.5 if one.actors == other.actors else -0.5
    if one.in_table != other.in_table:
        alike -= 2.0
    alike += 0.5 - 2 * abs(one.order / lengths[0] - other.order / lengths[1])
    if verdict == "same":
        return _SAME + max(-1.0, alike)
    made = slip(one.value, other.value)
    alike += made.weight if made else 0.0
    return alike
