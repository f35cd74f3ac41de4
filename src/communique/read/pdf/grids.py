"""Tables that lines draw: grids of rules, and the cells their text falls into.

Rules that touch make one grid; where a rule between two cells is missing, the cells are one (its
text stands in the first, the others stay empty, so that columns keep their place). Sides may be
open. Cells of many lines are read cell by cell. A box about a text, a frame about a page and a grid
that hardly holds text are none. Left out: tables whose rules are dashes or shading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from communique.read.pdf.pieces import Flow, Piece, divided
from communique.read.pdf.rows import Row, rows
from communique.read.pdf.strokes import Stroke

NEAR = 3.0
MOST_RULES = 3_000
MOST_CELLS = 4_000


@dataclass(slots=True, eq=False)
class Grid:
    """A table on a page: its box, and for every row the rows of text in each of its cells."""

    u0: float
    v0: float
    u1: float
    v1: float
    cells: list[list[list[Row]]] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """Whether a cell holds so much text that the table only lays a page out."""
        return any(sum(len(r.text) for r in cell) > 300 for row in self.cells for cell in row)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule made of strokes that go on in each other: where it lies, from where to where."""

    at: float
    start: float
    end: float


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The rows of a cell."""
    return rows(pieces) if pieces else []


def grids(
    found: Sequence[Piece], strokes: Sequence[Stroke], flow: Flow
) -> tuple[list[Grid], list[Piece]]:
    """The drawn tables of a page, and the pieces that are in none."""
    flats = _rules([(s.v0 + s.v1) / 2, s.u0, s.u1] for s in strokes if s.flat)
    uprights = _rules([(s.u0 + s.u1) / 2, s.v0, s.v1] for s in strokes if not s.flat)
    if not uprights or len(flats) < 2 or len(flats) + len(uprights) > MOST_RULES:
        return [], list(found)
    out: list[Grid] = []
    rest = list(found)
    for own_flats, own_uprights in _touching(flats, uprights):
        lattice = Lattice.of(own_flats, own_uprights)
        if lattice is None or not lattice.fits(flow):
            continue
        inside = [p for p in rest if lattice.holds(p)]
        grid = lattice.fill(inside, flow)
        if grid is not None:
            out.append(grid)
            taken = set(map(id, inside))
            rest = [p for p in rest if id(p) not in taken]
    return out, rest


def _rules(strokes: object) -> list[Rule]:
    """Strokes on one line joined where they touch."""
    ordered = sorted(map(tuple, strokes))  # type: ignore[call-overload]
    lines: list[list[tuple[float, float, float]]] = []
    for stroke in ordered:
        if lines and stroke[0] - lines[-1][-1][0] < 1.2:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    out = []
    for line in lines:
        at = sum(s[0] for s in line) / len(line)
        start = end = None
        for _, a, b in sorted(line, key=lambda s: s[1]):
            if end is not None and start is not None and a <= end + NEAR:
                end = max(end, b)
                continue
            if start is not None and end is not None:
                out.append(Rule(at, start, end))
            start, end = a, b
        if start is not None and end is not None:
            out.append(Rule(at, start, end))
    return [rule for rule in out if rule.end - rule.start > 6]


def _touching(
    flats: Sequence[Rule], uprights: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules in groups that touch each other."""
    group = list(range(len(flats) + len(uprights)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, flat in enumerate(flats):
        for j, upright in enumerate(uprights):
            if (
                upright.start - NEAR <= flat.at <= upright.end + NEAR
                and flat.start - NEAR <= upright.at <= flat.end + NEAR
            ):
                group[root(i)] = root(len(flats) + j)
    out: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(flats):
        out.setdefault(root(i), ([], []))[0].append(flat)
    for j, upright in enumerate(uprights):
        out.setdefault(root(len(flats) + j), ([], []))[1].append(upright)
    return [(a, b) for a, b in out.values() if len(a) >= 2 and b]


def _places(rules: Sequence[Rule], ends: Sequence[float]) -> list[float]:
    """Where the rules of one direction lie, and the open sides."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > 2 * NEAR:
            found.append(at)
    for end in ends:
        if all(abs(end - at) > 3 * NEAR for at in found):
            found.append(end)
    return sorted(found)


@dataclass(slots=True)
class Lattice:
    """The rules of one table, as places of columns (`us`) and rows (`vs`)."""

    flats: list[Rule]
    uprights: list[Rule]
    us: list[float]
    vs: list[float]

    @classmethod
    def of(cls, flats: list[Rule], uprights: list[Rule]) -> Lattice | None:
        """The lattice of touching rules, or None where it has but one cell or far too many."""
        us = _places(uprights, [min(r.start for r in flats), max(r.end for r in flats)])
        vs = _places(flats, [min(r.start for r in uprights), max(r.end for r in uprights)])
        if len(us) < 3 or len(vs) < 3 or len(us) * len(vs) > MOST_CELLS:
            return None
        return cls(flats, uprights, us, vs)

    def fits(self, flow: Flow) -> bool:
        """Whether it is smaller than a page's frame."""
        return self.us[-1] - self.us[0] < flow.width and self.vs[-1] - self.vs[0] < flow.height

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands inside."""
        u = (piece.u0 + piece.u1) / 2
        inside = self.us[0] - NEAR <= u <= self.us[-1] + NEAR
        return inside and self.vs[0] - NEAR <= piece.mid <= self.vs[-1] + NEAR

    def fill(self, inside: Sequence[Piece], flow: Flow) -> Grid | None:
        """The table with its text; None where it is none."""
        owner = self._owners()
        held: dict[tuple[int, int], list[Piece]] = {}
        for piece in inside:
            for part in divided(flow, piece, self._borders(piece)):
                i = self._at(self.vs, part.mid)
                j = self._at(self.us, (part.u0 + part.u1) / 2)
                held.setdefault(owner[i, j], []).append(part)
        columns = {j for _, j in held}
        lines = {i for i, _ in held}
        if len(columns) < 2 or len(lines) < 2 or len(held) < 4:
            return None
        grid = Grid(self.us[0], self.vs[0], self.us[-1], self.vs[-1])
        used = sorted({j for _, j in owner.values()})
        for i in range(len(self.vs) - 1):
            cells = [rows(held.get((i, j), ())) for j in used]
            if any(cells):
                grid.cells.append(cells)
        return grid

    def _borders(self, piece: Piece) -> list[float]:
        """The upright rules that a piece runs across."""
        return [
            r.at
            for r in self.uprights
            if piece.u0 + 1 < r.at < piece.u1 - 1 and r.start - NEAR <= piece.mid <= r.end + NEAR
        ]

    @staticmethod
    def _at(places: Sequence[float], value: float) -> int:
        return max(0, min(len(places) - 2, sum(1 for p in places[1:-1] if p <= value)))

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every cell of the lattice the first cell of the one it belongs to."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        middles = [(a + b) / 2 for a, b in pairwise(self.us)]
        heights = [(a + b) / 2 for a, b in pairwise(self.vs)]
        for i, v in enumerate(heights):
            for j, u in enumerate(middles):
                cell = (i, j)
                if j and not self._ruled(self.uprights, self.us[j], v):
                    cell = owner[i, j - 1]
                elif i and not self._ruled(self.flats, self.vs[i], u):
                    above = owner[i - 1, j]
                    # only as wide as the cell above
                    cell = above if above[1] == j else cell
                owner[i, j] = cell
        return owner

    @staticmethod
    def _ruled(rules: Sequence[Rule], at: float, across: float) -> bool:
        return any(
            abs(r.at - at) <= 2 * NEAR and r.start - NEAR <= across <= r.end + NEAR for r in rules
        )
