"""How much of a text stood in another, counted in characters without white space.

>>> from communique.compare.diff import diff
>>> from communique.compare.texts import text_of
>>> old = text_of("The two sides will hold talks on fisheries in May.", "en")
>>> new = text_of("The two sides will hold talks on whaling in May.", "en")
>>> shares = carried(diff(old, new))
>>> (shares.whole, round(shares.all, 2))
(0.0, 0.82)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.compare.diff import Diff


class Shares(NamedTuple):
    """Of the new text: the share in passages kept whole, and that of all words that stayed."""

    whole: float
    all: float


def carried(found: Diff) -> Shares | None:
    """How much of the new text stood in the old one; None across languages and for no text."""
    total = _size(passage.text for passage in found.new.passages)
    if not total or any(gap.code == "diff-across-languages" for gap in found.gaps):
        return None
    whole = stayed = 0
    for change in found.changes:
        if change.origin == "kept":
            size = _size(found.new.passages[number].text for number in change.after)
            whole += size
            stayed += size
        elif change.before:
            stayed += _size(edit.new for edit in change.edits if edit.op == "equal")
    return Shares(whole / total, stayed / total)


def percent(share: float) -> str:
    """A share in whole per cent, never rounded to all or nothing.

    >>> percent(0.306), percent(0.999), percent(0.001), percent(1.0)
    ('31%', '99%', '1%', '100%')
    """
    rounded = round(100 * share)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded}%"


def _size(words: Iterable[str]) -> int:
    return sum(len("".join(each.split())) for each in words)
