"""The wording of passages as a reader sees it: with the label it is printed under, and what
changed.

    >>> from communique.compare.texts import text_of
    >>> text = text_of("Joint Statement\\n\\n1. The two sides met.\\n\\n2. They were frank.", "en")
    >>> [label(text, number) for number in range(len(text.passages))]
    ['', '1.', '2.']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.compare import tokens
from communique.compare.edits import Edit, edits
from communique.compare.texts import Text

Side: TypeAlias = Literal["both", "old", "new"]

_LONGEST = 12
"""Characters of a label; what stands before a passage and is longer is something else."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of both texts, of the old alone or of the new alone."""

    side: Side
    text: str


def label(text: Text, number: int) -> str:
    """The label printed before a passage, such as `4.` or `(a)`; empty where there is none.

    It is what stands between the passage before and this one on the passage's own line.
    """
    passage = text.passages[number]
    if passage.item is None or (number and text.passages[number - 1].item == passage.item):
        return ""
    last = max((p.quote.end for p in text.passages[max(0, number - 2) : number]), default=0)
    between = text.reading.text[last : passage.quote.start]
    words = between.rpartition("\n")[2].strip(" \t\u3000*#>|-")
    return words if len(words) <= _LONGEST and any(map(str.isalnum, words)) else ""


def words(text: Text, numbers: Iterable[int], *, labels: bool = True) -> str:
    """The words of passages joined, each after its label."""
    joint = joint_of(text)
    return joint.join(
        labelled(text, number) if labels else text.passages[number].text for number in numbers
    )


def labelled(text: Text, number: int) -> str:
    """A passage's words after its label."""
    head = label(text, number)
    return f"{head} {text.passages[number].text}" if head else text.passages[number].text


def joint_of(text: Text) -> str:
    """What stands between two sentences of a paragraph."""
    return "" if tokens.by_characters(text.language) else " "


def pieces(steps: Iterable[Edit]) -> tuple[Piece, ...]:
    """Edits as pieces in reading order: what went before what came."""
    made: list[Piece] = []
    for step in steps:
        if step.op == "equal":
            made.append(Piece("both", step.new))
            continue
        if step.old:
            made.append(Piece("old", step.old))
        if step.new:
            made.append(Piece("new", step.new))
    return tuple(made)


def between(old: str, new: str, language: str) -> tuple[Piece, ...]:
    """The pieces that lead from one wording to another."""
    return pieces(edits(old, new, language))


def of_side(found: Sequence[Piece], side: Side) -> tuple[Piece, ...]:
    """The pieces that one text has: its own and those of both.

    >>> [p.text for p in of_side(between("They will meet.", "They may meet.", "en"), "old")]
    ['They ', 'will', ' meet.']
    """
    return tuple(piece for piece in found if piece.side in ("both", side))
