"""A document before it has a header: what the structure modules found, as the header rules see
it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.documents import Boilerplate, Note, OutlineItem, Passage, Table
from communique.model.quotes import Range


@dataclass(frozen=True, slots=True)
class Draft:
    """The ranges, language and structure of one document, in reading order."""

    language: str
    ranges: tuple[Range, ...]
    passages: tuple[Passage, ...]
    outline: tuple[OutlineItem, ...] = ()
    furniture: tuple[Boilerplate, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[Table, ...] = ()
