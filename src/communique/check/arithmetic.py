"""Whether numbers in rows and columns add up: relations between positions, and what breaks them.

A position is a column (of rows) or a row (of columns). Its name says what it should be (a total, a
difference, a share, growth); what it is made of is learned from the table: of the sums and
differences that the name allows that one counts which most lines satisfy. Without a name a
relation counts only where at least four lines satisfy it. Left out: relations that hold nowhere
in the table, unless a slip explains the one line there is.

    >>> lines = [[Decimal(n) for n in row] for row in ((8, 5, 3), (9, 7, 2), (12, 4, 9))]
    >>> [(b.line, b.relation.sort, b.expected) for b in broken(lines, {2: "difference"})]
    [(2, 'difference', Decimal('8'))]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from typing import Literal

from communique.check.slips import slip

Sort = Literal["total", "difference", "share", "growth", "change", "part"]
Line = Sequence[Decimal | None]

LEARNED = 4
"""So many lines must satisfy a relation that no name speaks for,"""

FEW = 0.25
"""and at most this part may break it."""

REACH = 6
"""Pairs of positions so far from the result are tried for a difference."""


WIDE = 200
"""In a table with more positions a total is only that of what stands between it and the last."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A result and the positions it is made of: `difference` and `change` are the first less the
    second, `growth` is from the first to the second in per cent, `share` is the first of the
    second in per cent. A `part` (of which) stands in none.
    """

    sort: Sort
    result: int
    parts: tuple[int, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """A line in which a relation fails: what the result should be by the other cells."""

    line: int
    relation: Relation
    expected: Decimal


def broken(
    lines: Sequence[Line],
    names: Mapping[int, Sort],
    *,
    grains: Sequence[Decimal] | None = None,
    units: Sequence[str] | None = None,
) -> list[Broken]:
    """The lines that break a relation, by result, then line. `names` are the positions whose name
    says what they are; `grains` what the last digit printed of a position is worth; `units` keep
    sums and differences within one unit.
    """
    width = max(map(len, lines), default=0)
    grains = grains or [Decimal(0)] * width
    units = units or [""] * width
    found: list[Broken] = []
    seen: set[tuple[int, frozenset[int]]] = set()
    for result in range(width):
        best = _best(lines, _tried(result, width, names, units), grains)
        if best is None:
            continue
        for each in _fails(lines, best, grains):
            cells = each.line, frozenset((best.result, *best.parts))
            if cells not in seen:  # a + b = c is c - b = a, too
                seen.add(cells)
                found.append(each)
    return found


def value(relation: Relation, line: Line) -> Decimal | None:
    """What the result of a line should be; None where a part is missing."""
    parts = [line[at] if at < len(line) else None for at in relation.parts]
    if any(part is None for part in parts) or not parts:
        return None
    held = [part for part in parts if part is not None]
    if relation.sort == "total":
        return sum(held, Decimal(0))
    first, second = held
    if relation.sort == "difference":
        return first - second
    if relation.sort == "change":
        return second - first
    base = first if relation.sort == "growth" else second
    if not base:
        return None
    return 100 * (second - first) / base if relation.sort == "growth" else 100 * first / base


def tolerance(relation: Relation, line: Line, grains: Sequence[Decimal]) -> Decimal:
    """How far rounding alone may take the result from what the parts give."""
    own = grains[relation.result] / 2
    if relation.sort in ("total", "difference", "change"):
        return own + sum((grains[at] / 2 for at in relation.parts), Decimal(0))
    first, second = (abs(line[at] or Decimal(0)) for at in relation.parts)
    base = first if relation.sort == "growth" else second
    top = second if relation.sort == "growth" else first
    if not base or not top:
        return own
    rounding = grains[relation.parts[0]] / (2 * first) + grains[relation.parts[1]] / (2 * second)
    return own + 100 * top / base * rounding


def holds(relation: Relation, line: Line, grains: Sequence[Decimal]) -> bool | None:
    """Whether a line satisfies a relation; None where cells are missing."""
    result = line[relation.result] if relation.result < len(line) else None
    expected = value(relation, line)
    if result is None or expected is None:
        return None
    # 入超 and 出超 are words, and so may be a fall: the number has no sign.
    if relation.sort == "difference" or (relation.sort == "growth" and result > 0):
        result, expected = abs(result), abs(expected)
    return abs(result - expected) <= tolerance(relation, line, grains)


def _tried(
    result: int, width: int, names: Mapping[int, Sort], units: Sequence[str]
) -> Iterator[Relation]:
    """The relations a position may stand in, likest first."""
    sort = names.get(result)

    def plain(*spans: range) -> list[int]:
        return [
            at
            for span in spans
            for at in span
            if at != result and at not in names and units[at] == units[result]
        ]

    low, high = max(0, result - 2 * REACH), min(width, result + 2 * REACH + 1)
    if sort == "total":
        yield from _sums(result, width, names, plain)
    elif sort in ("difference", "change"):
        near = sorted(plain(range(low, high)), key=lambda at: (at > result, abs(at - result)))
        for first, second in combinations(sorted(near[:REACH]), 2):
            yield Relation(sort, result, (first, second))
    elif sort in ("share", "growth"):
        others = [at for at in range(low, high) if names.get(at) not in ("share", "growth")]
        near = sorted(others, key=lambda at: (at > result, abs(at - result)))[:REACH]
        for first, second in permutations(sorted(near), 2):
            if units[first] == units[second] != units[result]:
                yield Relation(sort, result, (first, second))
    elif sort is None and width <= WIDE:
        for parts in ((result - 2, result - 1), (result + 1, result + 2)):
            if min(parts) >= 0 and max(parts) < width and not any(at in names for at in parts):
                alike = len({units[at] for at in (*parts, result)}) == 1
                for learned in ("total", "difference") if alike else ():
                    yield Relation(learned, result, parts, named=False)


def _sums(
    result: int, width: int, names: Mapping[int, Sort], plain: Callable[..., list[int]]
) -> Iterator[Relation]:
    """What a total may be the sum of: what stands between it and the total before; all before it;
    the totals before it; all others.
    """
    start = result
    while start and names.get(start - 1) != "total":
        start -= 1
    tried = [plain(range(start, result))]
    if width <= WIDE:
        totals = [at for at in range(result) if names.get(at) == "total"]
        tried += [plain(range(result)), totals, [*totals, *tried[0]], plain(range(width))]
        tried += [plain(range(result + 1, width))]
    elif not tried[0]:
        tried += [plain(range(result + 1, min(width, result + WIDE)))]
    yield from (Relation("total", result, tuple(parts)) for parts in tried if len(parts) > 1)


def _best(
    lines: Sequence[Line], tried: Iterator[Relation], grains: Sequence[Decimal]
) -> Relation | None:
    """The relation that most lines satisfy, if enough do."""
    best: tuple[int, int, Relation] | None = None
    for relation in tried:
        good = bad = 0
        for line in lines:
            if not relation.named and not any(line[at] for at in relation.parts if at < len(line)):
                continue  # 0 + 0 = 0 tells nothing
            kept = holds(relation, line, grains)
            good += kept is True
            bad += kept is False
        if best is None or (good, -bad) > (best[0], -best[1]):
            best = good, bad, relation
    if best is None or not best[1]:
        return None
    good, bad, relation = best
    if relation.named:
        enough = (good >= bad and good > 0) or (
            good == 0 and bad == 1 and _explained(relation, lines)
        )
    else:
        enough = good >= LEARNED and bad <= FEW * good
    return relation if enough else None


def _explained(relation: Relation, lines: Sequence[Line]) -> bool:
    """Whether one slip explains the only line there is."""
    for line in lines:
        expected = value(relation, line)
        result = line[relation.result] if relation.result < len(line) else None
        if expected is not None and result is not None:
            return any(
                made is not None and made.weight >= 0.5
                for made in (
                    slip(held, mended) for _, held, mended in mends(relation, line) if mended
                )
            )
    return False


def mends(relation: Relation, line: Line) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Each cell that alone could be wrong: its position, its value, and the one that balances.

    >>> relation = Relation("difference", 2, (0, 1))
    >>> [(at, str(new)) for at, _, new in mends(relation, [Decimal(2), Decimal(9), Decimal(8)])]
    [(2, '7'), (0, '17'), (1, '10'), (0, '1'), (1, '-6')]
    """
    expected = value(relation, line)
    result = line[relation.result]
    if expected is None or result is None:
        return
    if relation.sort == "difference":
        yield relation.result, result, abs(expected)
    else:
        yield relation.result, result, expected
    if relation.sort == "total":
        for at in relation.parts:
            held = line[at]
            if held is not None:
                yield at, held, held + result - expected
        return
    first, second = (line[at] for at in relation.parts)
    if first is None or second is None:
        return
    first_at, second_at = relation.parts
    if relation.sort == "difference":
        # The number of a balance has no sign: exports may be more or less than imports.
        for way in (abs(result), -abs(result)):
            yield first_at, first, second + way
            yield second_at, second, first + way
    elif relation.sort == "change":
        yield first_at, first, second - result
        yield second_at, second, first + result


def _fails(lines: Sequence[Line], relation: Relation, grains: Sequence[Decimal]) -> list[Broken]:
    found = []
    for number, line in enumerate(lines):
        if holds(relation, line, grains) is False:
            expected = value(relation, line)
            assert expected is not None
            if relation.sort == "difference":
                expected = abs(expected)
            found.append(Broken(number, relation, expected))
    return found
