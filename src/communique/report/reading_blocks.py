"""The blocks of a document as it is read: what `reading_view` makes, for whoever draws them.

Frozen values that know their place in the reading; `to_json` is what REST gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from communique.report.labels import Part
from communique.report.pieces import Piece

What: TypeAlias = Literal["heading", "paragraph", "table", "furniture"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A mark of a note in the text: which note, from 1, and the mark as printed."""

    note: int
    mark: str

    def to_json(self) -> dict[str, Any]:
        """The mark as REST gives it."""
        return {"note": self.note, "mark": self.mark}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage: its id, its page where that is known, its pieces and marks of notes in order."""

    id: str
    language: str
    page: int | None
    parts: tuple[Piece | Ref, ...]

    @property
    def text(self) -> str:
        """The words, without marks of notes."""
        return "".join(part.text for part in self.parts if isinstance(part, Piece))

    def to_json(self) -> dict[str, Any]:
        """The passage as REST gives it."""
        return {
            "id": self.id,
            "language": self.language,
            "page": self.page,
            "parts": [part.to_json() for part in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `head` if it names its column."""

    pieces: tuple[Piece, ...]
    head: bool

    def to_json(self) -> dict[str, Any]:
        """The cell as REST gives it."""
        return {"head": self.head, "parts": [piece.to_json() for piece in self.pieces]}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the id of its passage, if it is one."""

    id: str | None
    cells: tuple[Cell, ...]

    def to_json(self) -> dict[str, Any]:
        """The row as REST gives it."""
        return {"id": self.id, "cells": [cell.to_json() for cell in self.cells]}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table or piece of furniture.

    `label` as printed before it; `depth`: how many labelled items it stands in; `level` of a
    heading, from 2 (a page's title is 1), 0 for one that the outline does not have. `what`, of
    furniture, says which.
    """

    kind: What
    language: str
    start: int
    sentences: tuple[Sentence, ...] = ()
    label: str = ""
    depth: int = 0
    level: int = 0
    rows: tuple[Row, ...] = ()
    what: str = ""
    pieces: tuple[Piece, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The block as REST gives it."""
        return {
            "kind": self.kind,
            "language": self.language,
            "label": self.label,
            "depth": self.depth,
            "level": self.level,
            "what": self.what,
            "sentences": [each.to_json() for each in self.sentences],
            "rows": [each.to_json() for each in self.rows],
            "parts": [each.to_json() for each in self.pieces],
        }


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note: its number from 1, its label as printed, whether a mark in the text leads to it."""

    number: int
    label: str
    marked: bool
    blocks: tuple[Block, ...]

    def to_json(self) -> dict[str, Any]:
        """The note as REST gives it."""
        return {
            "number": self.number,
            "label": self.label,
            "marked": self.marked,
            "blocks": [each.to_json() for each in self.blocks],
        }


@dataclass(frozen=True, slots=True)
class View:
    """A document as it is read. `title` is its first block where that says the header's title;
    `parts` is its table of contents.

    Numbers within pieces count the findings of the document in their order, then comes the stretch
    that somebody points at, if any.
    """

    title: Block | None
    blocks: tuple[Block, ...]
    notes: tuple[NoteView, ...]
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """The view as REST gives it."""
        return {
            "title": self.title.to_json() if self.title else None,
            "blocks": [each.to_json() for each in self.blocks],
            "notes": [each.to_json() for each in self.notes],
        }

    def all_blocks(self) -> Iterator[Block]:
        """Every block, also of the title and the notes, in the order of the page."""
        if self.title:
            yield self.title
        yield from self.blocks
        for note in self.notes:
            yield from note.blocks

    def pieces(self) -> Iterator[Piece]:
        """Every piece of words, in the order of the page."""
        for block in self.all_blocks():
            yield from block.pieces
            for sentence in block.sentences:
                yield from (part for part in sentence.parts if isinstance(part, Piece))
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.pieces
