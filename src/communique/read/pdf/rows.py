"""Rows: pieces that stand beside each other, and the line of text each makes.

A smaller, raised piece behind a word belongs to its row; small kana just over a row are its ruby,
and are put behind the characters they stand over, as HTML has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from communique.read.pdf.pieces import CJK, Piece

_RUBY = re.compile(r"[\u3041-\u30ff\u3105-\u312f ]+")
ANCHOR = re.compile(
    r"[\[［(（]?(?:注|註|\*{0,2})?\s?[0-9０-９]{1,3}[)）\]］]?(?:[,、]\s?[0-9]{1,3})*|[*＊†‡§¶]{1,3}|[\u2460-\u2473]"
)


@dataclass(slots=True, eq=False)
class Row:
    """Pieces of one printed line in one column, left to right."""

    pieces: list[Piece]
    u0: float = 0.0
    v0: float = 0.0
    u1: float = 0.0
    v1: float = 0.0
    size: float = 0.0
    bold: bool = False
    font: str = ""
    ruby: list[Piece] = field(default_factory=list)
    _text: str | None = None
    anchors: list[tuple[int, int]] = field(default_factory=list)
    cuts: list[tuple[int, int]] = field(default_factory=list)
    lead: str = ""  # a raised label at the head of a row, as footnotes have

    def __post_init__(self) -> None:
        parts = self.pieces = sorted(self.pieces, key=lambda p: p.u0)
        self.u0, self.u1 = parts[0].u0, max(p.u1 for p in parts)
        main = max(parts, key=lambda p: (p.end - p.start) * p.size)
        self.v0, self.v1, self.font = main.v0, main.v1, main.font
        self.size = main.size
        letters = sum(p.end - p.start for p in parts)
        self.bold = sum(p.end - p.start for p in parts if p.bold) >= 0.9 * letters

    @property
    def mid(self) -> float:
        """The middle of its height."""
        return (self.v0 + self.v1) / 2

    @property
    def is_table(self) -> bool:
        """Whether it only holds a table's place."""
        return self.pieces[0].table >= 0

    @property
    def text(self) -> str:
        """The words of the row. Works out `anchors`, `cuts` and `lead` on first use."""
        if self._text is None:
            self._text = self._compose()
        return self._text

    def _compose(self) -> str:
        out, length = [], 0
        before: Piece | None = None
        for piece in self.pieces:
            if before is not None and self._parted(before, piece):
                out.append(" ")
                length += 1
            raised = self._raised(piece)
            words = piece.text
            if raised and ANCHOR.fullmatch(words.strip()):
                if before is None:
                    self.lead = words.strip()
                else:
                    self.anchors.append((length, length + len(words)))
            out.append(words)
            length += len(words)
            for ruby in self._over(piece):
                self.cuts.append((length, length + len(ruby.text)))
                out.append(ruby.text)
                length += len(ruby.text)
            before = piece
        return "".join(out)

    def _parted(self, before: Piece, piece: Piece) -> bool:
        gap = piece.u0 - before.u1
        em = min(before.size, piece.size)
        if self._raised(piece) and gap < 0.5 * em:
            return False
        if CJK.match(before.text[-1:]) or CJK.match(piece.text[:1]):
            return gap > 0.6 * self.size and gap > 0.6 * em
        return gap > 0.15 * em

    def _raised(self, piece: Piece) -> bool:
        return piece.size < 0.8 * self.size and piece.mid < self.mid - 0.06 * self.size

    def _over(self, piece: Piece) -> list[Piece]:
        return [r for r in self.ruby if piece.u0 <= (r.u0 + r.u1) / 2 < piece.u1 + 0.01]


def rows(pieces: Iterable[Piece]) -> list[Row]:
    """The rows of pieces, top to bottom; ruby is put to the row under it."""
    pieces = _lowered(list(pieces))
    groups: list[list[Piece]] = []
    cores: list[tuple[float, float, float]] = []
    for piece in sorted(pieces, key=lambda p: (p.mid, p.u0)):
        place = None
        for at in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            v0, v1, size = cores[at]
            overlap = min(v1, piece.v1) - max(v0, piece.v0)
            low = min(size, piece.size)
            if overlap > 0.5 * low and (
                abs(piece.size - size) < 0.25 * max(size, piece.size) or _beside(groups[at], piece)
            ):
                place = at
                break
        if place is None:
            groups.append([piece])
            cores.append((piece.v0, piece.v1, piece.size))
        else:
            groups[place].append(piece)
            if piece.size > cores[place][2] * 1.05:
                cores[place] = (piece.v0, piece.v1, piece.size)
    found = sorted((Row(group) for group in groups), key=lambda r: r.mid)
    return _without_ruby(found)


def _lowered(pieces: list[Piece]) -> list[Piece]:
    """Give a large initial that reaches over several rows the height of the first of them."""
    large = [p for p in pieces if len(p.text) <= 2 and p.text[:1].isalpha()]
    if not large or len(large) > 50:
        return pieces
    for initial in large:
        right = [
            p
            for p in pieces
            if p.size < 0.55 * initial.size
            and p.v1 > initial.v0
            and p.v0 < initial.v1
            and -0.3 * p.size < p.u0 - initial.u1 < 1.2 * p.size
        ]
        if len(right) >= 2:
            first = min(right, key=lambda p: p.v0)
            at = pieces.index(initial)
            pieces[at] = replace(initial, v0=first.v0, v1=first.v1, size=first.size, u1=first.u0)
    return pieces


def _beside(group: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece overlaps none of a row's by more than half a character (half-width
    punctuation)."""
    return all(
        piece.u0 > p.u1 - 0.6 * max(p.size, piece.size)
        or piece.u1 < p.u0 + 0.6 * max(p.size, piece.size)
        for p in group
    )


def _without_ruby(found: list[Row]) -> list[Row]:
    """Rows of small kana just over a row go to that row."""
    out: list[Row] = []
    for at, row in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) else None
        if (
            below is not None
            and row.size <= 0.62 * below.size
            and below.v0 - row.v1 < 0.3 * below.size
            and all(_RUBY.fullmatch(p.text) for p in row.pieces)
            and row.u0 >= below.u0 - below.size
            and row.u1 <= below.u1 + below.size
        ):
            below.ruby += _split_ruby(row.pieces)
            _break_under(below)
        else:
            out.append(row)
    return out


def _split_ruby(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda p: p.u0)


def _break_under(row: Row) -> None:
    """Cut the pieces of a row where ruby ends, so that it comes right behind its characters."""
    for ruby in row.ruby:
        middle = (ruby.u0 + ruby.u1) / 2
        for at, piece in enumerate(row.pieces):
            if piece.u0 <= middle < piece.u1 and len(piece.text) == piece.end - piece.start:
                step = (piece.u1 - piece.u0) / len(piece.text)
                cut = max(1, min(len(piece.text), round((ruby.u1 - piece.u0) / step)))
                if cut < len(piece.text):
                    row.pieces[at : at + 1] = _cut(piece, cut, step)
                break


def _cut(piece: Piece, cut: int, step: float) -> list[Piece]:
    border = piece.u0 + cut * step
    middle = piece.start + cut
    left = replace(piece, end=middle, u1=border, text=piece.text[:cut])
    return [left, replace(piece, start=middle, u0=border, text=piece.text[cut:])]
