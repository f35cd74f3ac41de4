"""What tests of reading share: texts as layouts, and scores as score.py gives them."""

from __future__ import annotations

from communique.model.quotes import Reading
from communique.read.layout import Layout
from communique.read.structure import Structure, structure


def structured(text: str) -> Structure:
    """The structure of a plain text."""
    return structure(Layout(text), Reading(text))


def furniture_of(text: str) -> list[str]:
    """The furniture lines of a plain text."""
    return [b.quote.exact[0] for b in structured(text).boilerplate]


def passages_of(text: str) -> list[str]:
    """The passages of all documents of a plain text."""
    return [p.text for draft in structured(text).drafts for p in draft.passages]
