"""A comparison as rows to show: the words of both texts with what came and went, side by side and
in one text, and which promises and positions changed in them.

Every page of a comparison draws these rows, in the order of `placing.sequence`. Of a passage that
stands in another order there are two, and each knows the other. Left out: how a row looks.

    >>> from communique.compare.diff import diff
    >>> from communique.compare.texts import text_of
    >>> old = text_of("The talks were held in Averne.", "en")
    >>> new = text_of("The talks were held in Oster.\\n\\nThey were frank.", "en")
    >>> [row.change.origin for row in rows(diff(old, new))]
    ['edited', 'new']
    >>> [(piece.side, piece.text) for piece in rows(diff(old, new))[1].new.pieces]
    [('new', 'They were frank.')]
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.compare import tokens
from communique.compare.diff import Change, Diff
from communique.compare.texts import Text
from communique.model.codes import PassageType
from communique.model.findings import Finding
from communique.report.outcomes import Outcome, outcomes
from communique.report.placing import How, Placed, sequence
from communique.report.wording import Piece, Side, label, of_side, pieces, words


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one text: the numbers of the passages, the label before them, and their pieces."""

    text: Text
    numbers: tuple[int, ...]
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one place. `old` and `new` are the sides that have words here; `both` has the
    words of both where some came and others went.

    `other` is the number of the row where moved passages stood or stand. `heading`: it is one.
    """

    number: int
    how: How
    change: Change
    old: Cell | None
    new: Cell | None
    both: Cell | None
    other: int | None
    heading: bool

    @property
    def moved(self) -> bool:
        """Whether the words stand in another place than before."""
        return self.how in ("moved_from", "moved_to") or self.change.moved

    @property
    def stays(self) -> bool:
        """Whether nothing at all changed here."""
        return self.change.origin == "kept" and not self.moved


def one_language(found: Diff) -> bool:
    """Whether words are compared, not only passages."""
    return tokens.group(found.old.language) == tokens.group(found.new.language)


def rows(found: Diff) -> tuple[Row, ...]:
    """The rows of a comparison in reading order."""
    placed = sequence(found)
    where: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(placed):
        if each.how in ("moved_from", "moved_to"):
            where[each.after].append(number)
    marked = one_language(found)
    return tuple(
        _row(found, number, each, where[each.after], marked) for number, each in enumerate(placed)
    )


def _row(found: Diff, number: int, placed: Placed, pair: Sequence[int], marked: bool) -> Row:
    change, left = placed.change, placed.how == "moved_from"
    edited = change.origin != "kept" and placed.before and placed.after and not left
    parts = pieces(change.edits) if edited else ()
    old = _cell(found.old, placed.before, "old", parts, marked and not placed.after)
    new = None if left else _cell(found.new, placed.after, "new", parts, marked and not old)
    both = Cell(new.text, new.numbers, new.label, parts) if new and parts else None
    other = next((each for each in pair if each != number), None) if number in pair else None
    shown = new or old
    heading = shown is not None and _is_heading(shown.text, shown.numbers)
    return Row(number, placed.how, change, old, new, both, other, heading)


def _cell(
    text: Text, numbers: tuple[int, ...], side: Side, parts: tuple[Piece, ...], alone: bool
) -> Cell | None:
    """The words of a side: as edited, all of them as come or gone where they stand `alone`, else
    plain."""
    if not numbers:
        return None
    plain = (Piece(side if alone else "both", words(text, numbers, labels=False)),)
    own = of_side(parts, side) if parts else plain
    return Cell(text, numbers, label(text, numbers[0]), own)


def _is_heading(text: Text, numbers: Sequence[int]) -> bool:
    return text.passages[numbers[0]].type is PassageType.HEADING


def turned(found: Diff, made: Sequence[Row]) -> tuple[tuple[Outcome, int | None], ...]:
    """What became of promises and positions, each with the number of the row that shows it."""
    news = {number: row.number for row in made if row.new for number in row.new.numbers}
    olds: dict[int, int] = {}
    for row in made:
        for number in row.old.numbers if row.old else ():
            olds.setdefault(number, row.number)
    starts = [[p.quote.start for p in text.passages] for text in (found.old, found.new)]
    out: list[tuple[Outcome, int | None]] = []
    for each in outcomes(found.findings):
        fate = each.fates[0]
        at = _passage(fate.new, starts[1])
        shown = news.get(at) if fate.new else olds.get(_passage(fate.old, starts[0]))
        out.append((each, shown))
    return tuple(out)


def by_row(found: Sequence[tuple[Outcome, int | None]]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of outcomes by the row that shows them."""
    made: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for number, (_, row) in enumerate(found):
        if row is not None:
            made[row] += (number,)
    return made


def _passage(finding: Finding | None, starts: Sequence[int]) -> int:
    return bisect_right(starts, finding.quote.start) - 1 if finding else -1
