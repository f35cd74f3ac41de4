"""Tables whose rows or columns do not add up: the cell that is wrong, and what would mend it.

The names of columns and rows say what is a total, a difference, a share or growth (the words are in
languages/*/quantities.yaml); in long tables sums and differences without a name are learned too
(arithmetic.py). Of the cells that could be wrong the likeliest comes first: that which a slip
explains, which is out of line with its column, is printed in another style of numerals than its
column, breaks more than one sum, or stands mended elsewhere in the text. Left out: subtotals of
subtotals, weighted averages, and whether 入超 and 出超 have the right side.

    八三億一、三〇〇萬 | 九六億七、六〇〇萬 | 一三億三、六〇〇萬   -> 一三億六、三〇〇萬
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10

from communique.archive.tokens import fold
from communique.check.arithmetic import Broken, Sort, broken, mends
from communique.check.conflicts import Cited, Conflict, Mend, Severity, cited, listed, said
from communique.check.quantities import Quantities, knowledge
from communique.check.slips import MOST_DIGITS, slip
from communique.check.sums import grain
from communique.compare.texts import Text
from communique.model.documents import Table
from communique.model.findings import Figure, plain

MANY = 4
"""Of so many parts of a sum a slip tells much."""

Cells = list[list[Figure | None]]
_Failure = tuple[Broken, tuple[Figure | None, ...], tuple[str, ...], str]
"""What fails, the line of cells it fails in, the names of these, and where the line stands."""

_SCALED_HAN = re.compile("[十百千拾佰仟]")
_PLACED_HAN = re.compile("[〇零○一二三四五六七八九]{2}|[〇○]")


@dataclass(frozen=True)
class Grid:
    """The figures of a table by row and column, and the names of both."""

    rows: Cells
    row_names: tuple[str, ...]
    columns: tuple[str, ...]

    def turned(self) -> Grid:
        """The same with rows for columns."""
        turned: Cells = [
            [row[at] if at < len(row) else None for row in self.rows]
            for at in range(len(self.columns))
        ]
        return Grid(turned, self.columns, self.row_names)


def table_conflicts(text: Text, *, ocr: bool = False) -> list[Conflict]:
    """What does not add up in the tables of a text that carries findings. `ocr`: it was scanned."""
    figures = {
        f.quote.start: f for f in text.findings if isinstance(f, Figure) and f.table is not None
    }
    if not figures or not text.tables:
        return []
    elsewhere = Counter(
        (f.value, f.unit) for f in text.findings if isinstance(f, Figure) and f.table is None
    )
    found: list[Conflict] = []
    for table in text.tables:
        grid = _grid(table, figures)
        if grid is not None:
            found += _of_grid(text, grid, elsewhere, ocr=ocr)
    return found


def _grid(table: Table, figures: dict[int, Figure]) -> Grid | None:
    """The figures of a table; None where it has none."""
    body = table.rows[table.header :]
    width = max(map(len, table.rows), default=0)
    rows: Cells = []
    names: list[str] = []
    for row in body:
        held = [
            figures.get(cell.quote.start) if cell.quote is not None else None for cell in row[1:]
        ]
        held = [f if f is not None and _usable(f) else None for f in held]
        rows.append(held + [None] * (width - 1 - len(held)))
        names.append(row[0].text.strip() if row else "")
    if not any(f for row in rows for f in row):
        return None
    heads = [
        " ".join(
            dict.fromkeys(
                row[at].text.strip()
                for row in table.rows[: table.header]
                if at < len(row) and row[at].text.strip()
            )
        )
        for at in range(1, width)
    ]
    return Grid(rows, tuple(names), tuple(heads))


def _usable(figure: Figure) -> bool:
    parts = figure.value.as_tuple()
    return (
        figure.upper is None
        and isinstance(parts.exponent, int)
        and len(parts.digits) + abs(parts.exponent) <= MOST_DIGITS
    )


def _of_grid(
    text: Text, grid: Grid, elsewhere: Counter[tuple[Decimal, str]], *, ocr: bool
) -> list[Conflict]:
    words = knowledge(text.language)
    failures: list[_Failure] = []
    for view, of in ((grid, "row"), (grid.turned(), "column")):
        names = _names(view, words)
        lines = [[f.value if f else None for f in row] for row in view.rows]
        units = [_unit(view, at) for at in range(len(view.columns))]
        grains = [_grain(view, at) for at in range(len(view.columns))]
        for each in broken(lines, names, grains=grains, units=units):
            line = tuple(view.rows[each.line])
            failures.append((each, line, view.columns, f"{of} {view.row_names[each.line]}".strip()))
        failures += _growing(view, names, units, grains)
    suspects = _suspects(failures)
    judge = _Judge(grid, elsewhere, suspects)
    found = []
    for each, line, columns, where in failures:
        made = _conflict(text, each, line, columns, where, judge, ocr=ocr)
        if made is not None:
            found.append(made)
    return _merged(found)


def _names(view: Grid, words: Quantities) -> dict[int, Sort]:
    """What the names of positions say of them."""
    order: tuple[Sort, ...] = ("part", "growth", "share", "difference", "total", "change")
    found: dict[int, Sort] = {}
    for at, name in enumerate(view.columns):
        folded = fold(name)
        for sort in order:
            if not words.table[sort].search(folded):
                continue
            per_cent = _unit(view, at).startswith("percent") or "%" in folded
            if sort in ("growth", "share") and not per_cent:
                continue
            found[at] = sort
            break
    return found


def _unit(view: Grid, at: int) -> str:
    counts = Counter(row[at].unit for row in view.rows if row[at])  # type: ignore[union-attr]  # filtered
    return counts.most_common(1)[0][0] if counts else ""


def _grain(view: Grid, at: int) -> Decimal:
    """What the last digit printed at a position is worth: the least of its cells; 0 for counts."""
    figures = [row[at] for row in view.rows]
    least = min((grain(f) for f in figures if f is not None and f.value), default=Decimal(0))
    return Decimal(0) if least == 1 and _unit(view, at) in ("item", "person") else least


def _growing(
    view: Grid, names: dict[int, Sort], units: Sequence[str], grains: Sequence[Decimal]
) -> list[_Failure]:
    """Growth against the line before or behind, and shares of the line of totals."""
    found: list[_Failure] = []
    for at, sort in names.items():
        if sort not in ("growth", "share") or len(view.rows) < 3:
            continue
        near = [c for c in range(len(view.columns)) if c not in names or names[c] == "total"]
        near = sorted((c for c in near if units[c] != units[at]), key=lambda c: abs(c - at))[:2]
        best: tuple[int, list[Broken], list[tuple[Figure | None, ...]]] | None = None
        for column in near:
            for base in _bases(view, sort, column):
                lines = [
                    tuple(
                        (row[column], other[column] if other else None, row[at])
                        if sort == "share"
                        else (other[column] if other else None, row[column], row[at])
                    )
                    for row, other in zip(view.rows, base, strict=True)
                ]
                values = [[f.value if f else None for f in line] for line in lines]
                own = [grains[column], grains[column], grains[at]]
                made = broken(values, {2: sort}, grains=own, units=[units[column]] * 2 + ["%"])
                whole = sum(all(line) for line in lines)
                good = whole - len(made)
                if good >= 2 and good > len(made) and (best is None or good > best[0]):
                    best = good, made, lines
        if best is not None:
            heads = (view.columns[near[0]], view.columns[near[0]], view.columns[at])
            for each in best[1]:
                name = view.row_names[each.line]
                found.append((each, best[2][each.line], heads, f"row {name}".strip()))
    return found


def _bases(view: Grid, sort: Sort, column: int) -> Iterator[list[list[Figure | None] | None]]:
    rows = view.rows
    if sort == "growth":
        yield [None, *rows[:-1]]
        yield [*rows[1:], None]
        return
    largest = max(
        range(len(rows)),
        key=lambda n: rows[n][column].value if rows[n][column] else Decimal(-1),  # type: ignore[union-attr]  # tested
    )
    yield [rows[largest]] * len(rows)


def _suspects(
    failures: Sequence[_Failure],
) -> Counter[str]:
    """How many failures each cell has a part in."""
    counts: Counter[str] = Counter()
    for each, line, _, _ in failures:
        for at in {each.relation.result, *each.relation.parts}:
            figure = line[at]
            if figure is not None:
                counts[figure.id] += 1
    return counts


class _Judge:
    """How likely it is that a cell is wrong and another value right."""

    def __init__(
        self, grid: Grid, elsewhere: Counter[tuple[Decimal, str]], suspects: Counter[str]
    ) -> None:
        self.elsewhere, self.suspects = elsewhere, suspects
        self._places: dict[str, tuple[int, int]] = {}
        self._styles: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._grid = grid
        for r, row in enumerate(grid.rows):
            for c, figure in enumerate(row):
                if figure is not None:
                    self._places[figure.id] = r, c
                    self._styles[c][_style(figure)] += 1

    def odd(self, figure: Figure) -> bool:
        """Whether a cell is printed in other numerals than most of its column."""
        styles = self._styles[self._places[figure.id][1]]
        own = _style(figure)
        return bool(own) and styles[own] * 4 <= sum(n for style, n in styles.items() if style)

    def likely(self, figure: Figure, new: Decimal) -> float:
        """From 0 on; the likeliest mend has most."""
        made = slip(figure.value, new)
        score = 2.5 * made.weight if made else 0.0
        if new <= 0:
            return -1.0
        score += 1.0 * (self.odd(figure) and bool(made))
        score += 1.2 * max(0, self.suspects[figure.id] - 1)
        score += 1.5 * (self.elsewhere[new, figure.unit] > 0)
        score -= 1.5 * (self.elsewhere[figure.value, figure.unit] > 0)
        return score + self._in_line(figure, new)

    def _in_line(self, figure: Figure, new: Decimal) -> float:
        """Whether the new value is nearer to those above and below, and beside, than the old."""
        row, column = self._places[figure.id]
        rows = self._grid.rows
        around = (
            [rows[at][column] for at in (row - 1, row + 1) if 0 <= at < len(rows)],
            [rows[row][at] for at in (column - 1, column + 1) if 0 <= at < len(rows[row])],
        )
        return sum(self._nearer(figure, new, line) for line in around)

    @staticmethod
    def _nearer(figure: Figure, new: Decimal, line: Sequence[Figure | None]) -> float:
        near = [
            abs(float(held.value))
            for held in line
            if held is not None and held.value and held.unit == figure.unit
        ]
        if not near or not figure.value or not new:
            return 0.0
        middle = sum(map(log10, near)) / len(near)
        old_gap = abs(log10(abs(float(figure.value))) - middle)
        new_gap = abs(log10(abs(float(new))) - middle)
        return max(-1.0, min(1.0, 2 * (old_gap - new_gap)))


def _style(figure: Figure) -> str:
    words = "".join(figure.quote.exact)
    if any(char.isdigit() and char.isascii() for char in words):
        return "arabic"
    if _SCALED_HAN.search(words):
        return "scaled"
    return "placed" if _PLACED_HAN.search(words) else ""


def _conflict(
    text: Text,
    each: Broken,
    line: tuple[Figure | None, ...],
    columns: tuple[str, ...],
    where: str,
    judge: _Judge,
    *,
    ocr: bool,
) -> Conflict | None:
    relation = each.relation
    values = [f.value if f else None for f in line]
    held = [line[at] for at in (*relation.parts, relation.result)]
    figures = [f for f in held if f is not None]
    made = []
    for at, _, new in mends(relation, values):
        figure = line[at]
        if figure is not None:
            likely = judge.likely(figure, new)
            if at == relation.result:
                likely += 0.3  # sums are reckoned, parts are copied
            elif len(relation.parts) > MANY and likely > 0:
                likely *= MANY / len(relation.parts)  # of many parts a slip explains some by chance
            made.append(Mend(figure.id, new, slip(figure.value, new), likely))
    made = sorted((m for m in made if m.value > 0 or m is made[0]), key=lambda m: -m.likely)
    if not figures or not made:
        return None
    result = figures[-1]
    by_id = {f.id: f for f in figures}
    first = by_id[made[0].figure]
    mended = made[0].slip
    clear = len(made) < 2 or made[0].likely - made[1].likely >= 0.25
    scanned = (ocr or judge.odd(first)) and mended is not None and mended.scanner
    severity: Severity = "high" if mended else "medium"
    if not relation.named:
        severity = "medium" if mended else "low"
    name = dict(
        zip(
            [f.id for f in held if f],
            _labels(relation.parts, relation.result, columns, line),
            strict=False,
        )
    )
    why = f"{where}: {_told(each, line, name)}"
    for mend in made[:3]:
        figure = by_id[mend.figure]
        words = f" ({mend.slip.words})" if mend.slip else ""
        why += f"; {said(mend.value, figure.unit)} for {said(figure.value, figure.unit)}"
        why += (
            f" in {name[figure.id]}{words} would mend it"
            if mend is made[0]
            else f" in {name[figure.id]}{words} would too"
        )
    return Conflict(
        type="arithmetic",
        figures=tuple(_cited(text, f) for f in (*figures[:-1], result)),
        expected=plain(made[0].value) if clear else plain(each.expected),
        why=why,
        between="in a table",
        severity=severity,
        slip=mended,
        ocr=bool(scanned),
        mends=tuple(made),
    )


def _labels(
    parts: tuple[int, ...], result: int, columns: tuple[str, ...], line: Sequence[Figure | None]
) -> list[str]:
    return [
        columns[at] or f"column {at + 2}"
        for at in (*parts, result)
        if at < len(line) and line[at] is not None
    ]


def _told(each: Broken, line: Sequence[Figure | None], name: dict[str, str]) -> str:
    """The failing sum in words."""
    relation = each.relation
    parts = [f for at in relation.parts if (f := line[at]) is not None]
    result = line[relation.result]
    assert result is not None
    amounts = [f"{name[f.id]} {said(f.value, f.unit)}" for f in parts]
    end = f"not {said(result.value, result.unit)} ({name[result.id]})"
    is_ = said(
        each.expected.quantize(Decimal("0.01"))
        if relation.sort in ("share", "growth")
        else each.expected,
        result.unit,
    )
    if relation.sort == "total":
        shown = (
            amounts
            if len(amounts) <= 6
            else [*amounts[:3], f"{len(amounts) - 4} more", amounts[-1]]
        )
        return f"{listed(shown)} make {is_}, {end}"
    if relation.sort == "difference":
        big, small = sorted(zip(parts, amounts, strict=True), key=lambda p: -p[0].value)
        return f"{big[1]} less {small[1]} is {is_}, {end}"
    if relation.sort == "change":
        return f"from {amounts[0]} to {amounts[1]} is {is_}, {end}"
    if relation.sort == "growth":
        return f"from {amounts[0]} to {amounts[1]} is {is_} more, {end}"
    return f"{amounts[0]} is {is_} of {amounts[1]}, {end}"


def _cited(text: Text, figure: Figure) -> Cited:
    made = cited(figure, document=text.id, name=text.name, language=text.language, date=text.date)
    row = f"{made.row} | {made.column}: {made.words}" if made.row is not None else made.words
    return replace(made, sentence=row)


def _merged(found: list[Conflict]) -> list[Conflict]:
    """One conflict for one wrong cell: the sums of row and column that one mend balances."""
    kept: dict[tuple[str, Decimal], Conflict] = {}
    for each in found:
        best = each.mends[0]
        key = best.figure, best.value
        if key not in kept:
            kept[key] = each
            continue
        first = kept[key]
        known = {figure.id for figure in first.figures}
        more = tuple(figure for figure in each.figures if figure.id not in known)
        kept[key] = replace(
            first,
            figures=(*first.figures, *more),
            why=f"{first.why}; also {each.why}",
            severity="high",
        )
    return list(kept.values())
