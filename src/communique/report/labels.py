"""Where paragraphs stand in the outline of a document: the label printed before each, how deep.

A label is shown where it stands outside of the words it heads: `4.` before a paragraph, not the
label of a heading that names itself (`【Session 1】`). A paragraph without one stands as deep as
the item that it goes on with.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from communique.model.codes import PassageType
from communique.model.documents import Document, OutlineItem, Passage
from communique.report.signs import in_one_line


@dataclass(frozen=True, slots=True)
class Head:
    """The label before a paragraph, those of the items around it, from the outermost, and, of a
    heading, its level from 2.
    """

    label: str = ""
    above: tuple[str, ...] = ()
    level: int = 0

    @property
    def depth(self) -> int:
        """How many labelled items a paragraph stands in, its own too."""
        return len(self.above) + (bool(self.label) and not self.level)


_NONE = Head()


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a document's paragraphs, by the passages they begin with."""

    by_passage: dict[str, Head]
    by_item: dict[str, Head]
    parts: tuple[Part, ...]

    def of(self, passage: Passage) -> Head:
        """The head of a paragraph that begins with a passage."""
        found = self.by_passage.get(passage.id)
        if found is not None:
            return found
        return self.by_item.get(passage.item, _NONE) if passage.item else _NONE


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a table of contents: the passage it leads to, its label, words and depth."""

    passage: str
    label: str
    words: str
    depth: int
    heading: bool


def heads(document: Document) -> Heads:
    """The heads of a document, and its parts, in the order of the outline. Linear in both."""
    passages = sorted(document.passages, key=lambda each: each.quote.end)
    ends = [each.quote.end for each in passages]
    by_passage: dict[str, Head] = {}
    by_item: dict[str, Head] = {}
    parts: list[Part] = []
    around: list[tuple[int, bool, tuple[str, ...]]] = []
    for item in document.outline:
        at = bisect_right(ends, item.quote.start)
        if at == len(passages):
            continue
        headed = passages[at]
        while around and around[-1][0] >= item.level:
            around.pop()
        heading = headed.type is PassageType.HEADING
        label = _outside(item, headed)
        above = around[-1][2] if around else ()
        # What stands under a heading stands no deeper than the heading.
        under = above if heading or not label else (*above, label)
        before = by_passage.get(headed.id)
        if before:  # "1. (a)" before one paragraph
            by_passage[headed.id] = replace(before, label=f"{before.label} {label}".strip())
        else:
            level = 2 + sum(is_heading for _, is_heading, _ in around)
            by_passage[headed.id] = Head(label, above, level if heading else 0)
        if headed.item:
            by_item[headed.item] = Head("", under)
        parts.append(Part(headed.id, label, _words(item, headed), len(around), heading))
        around.append((item.level, heading, under))
    return Heads(by_passage, by_item, tuple(parts))


def _outside(item: OutlineItem, headed: Passage) -> str:
    """The label of an item, unless it stands in the words it heads, perhaps within a bracket."""
    label = in_one_line(item.label or "")
    inside = label in in_one_line(headed.text)[: len(label) + 1]
    return "" if inside and item.quote.start >= headed.quote.start else label


def _words(item: OutlineItem, headed: Passage) -> str:
    """What a table of contents says of an item: its heading, else the beginning of its words."""
    whole = headed.text if headed.type is PassageType.HEADING else item.heading or headed.text
    return in_one_line(whole)
