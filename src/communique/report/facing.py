"""Two language versions as a bilingual edition: paragraphs that go together face each other, and
each sentence knows its bead, the passages that say the same.

A *block* begins where a paragraph begins in both versions, so that no paragraph is torn. Left out:
how it looks; what differs within a pair, which divergence.py tells.

    >>> from communique.compare.align import align
    >>> from communique.compare.texts import text_of
    >>> left = text_of("They met. They parted.\\n\\nThey wrote.", "en")
    >>> right = text_of("They met. They parted.\\n\\nThey wrote.", "en")
    >>> [[len(part) for part in block.left] for block in blocks(align(left, right, encoder=None))]
    [[2], [1]]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.compare.align import Alignment, Pair
from communique.compare.texts import Text
from communique.model.codes import PassageType
from communique.report.wording import label

Standing: TypeAlias = Literal["sure", "doubtful", "alone", "perhaps alone"]
"""Of a pair whether it holds; of what one version has alone whether that is sure."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage in its place: the number of its bead, and the label before it. `first`: the bead's
    first passage on this side."""

    number: int
    bead: int
    label: str
    words: str
    first: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of both versions that go together, each as its sentences."""

    left: tuple[tuple[Sentence, ...], ...]
    right: tuple[tuple[Sentence, ...], ...]
    heading: bool


def standing(pair: Pair) -> Standing:
    """How sure a bead is."""
    if pair.one_sided:
        return "perhaps alone" if pair.doubtful else "alone"
    return "doubtful" if pair.doubtful else "sure"


def blocks(found: Alignment) -> tuple[Block, ...]:
    """The blocks of an alignment in order; every passage of both versions stands in one."""
    made: list[Block] = []
    held: list[int] = []
    at = [0, 0]
    for number, pair in enumerate(found.pairs):
        if held and _begins(found.left, at[0]) and _begins(found.right, at[1]):
            made.append(_block(found, held))
            held = []
        held.append(number)
        at = [at[0] + len(pair.first), at[1] + len(pair.second)]
    if held:
        made.append(_block(found, held))
    return tuple(made)


def _begins(text: Text, number: int) -> bool:
    """Whether a paragraph begins with a passage, or nothing is left."""
    if number >= len(text.passages):
        return True
    here = text.passages[number]
    before = text.passages[max(0, number - 1)]
    return not number or (here.paragraph, here.type) != (before.paragraph, before.type)


def _block(found: Alignment, beads: Sequence[int]) -> Block:
    sides = []
    for side, text in enumerate((found.left, found.right)):
        paragraphs: list[list[Sentence]] = []
        for bead in beads:
            numbers = (found.pairs[bead].first, found.pairs[bead].second)[side]
            for number in numbers:
                if not paragraphs or _begins(text, number):
                    paragraphs.append([])
                words = text.passages[number].text
                first = number == numbers[0]
                paragraphs[-1].append(Sentence(number, bead, label(text, number), words, first))
        sides.append(tuple(map(tuple, paragraphs)))
    firsts = [
        text.passages[side[0][0].number]
        for text, side in zip((found.left, found.right), sides, strict=True)
        if side
    ]
    heading = bool(firsts) and all(each.type is PassageType.HEADING for each in firsts)
    return Block(sides[0], sides[1], heading)
