"""Where paragraphs stand in the outline of a document: the label printed before each, how deep.

A label is shown where it stands outside of the words it heads: `4.` before a paragraph, not the
label of a heading that names itself (`【Session 1】`). A paragraph without one stands as deep as
the item that it goes on with.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from communique.model.codes import PassageType
from communique.model.documents import Document, OutlineItem, Passage
from communique.model.quotes import Reading
from communique.report.signs import in_one_line


@dataclass(frozen=True, slots=True)
class Head:
    """The label before a paragraph, how many labelled items it stands in (its own too), and, of a
    heading, its level from 2.
    """

    label: str = ""
    depth: int = 0
    level: int = 0


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


def heads(document: Document, reading: Reading) -> Heads:
    """The heads of a document, and its parts, in the order of the outline. Linear in both."""
    passages = sorted(document.passages, key=lambda each: each.quote.end)
    ends = [each.quote.end for each in passages]
    by_passage: dict[str, Head] = {}
    by_item: dict[str, Head] = {}
    parts: list[Part] = []
    above: list[tuple[int, bool, Head]] = []
    for item in document.outline:
        at = bisect_right(ends, item.quote.start)
        if at == len(passages):
            continue
        headed = passages[at]
        while above and above[-1][0] >= item.level:
            above.pop()
        heading = headed.type is PassageType.HEADING
        outside = bool(item.label) and item.quote.start < headed.quote.start
        label = in_one_line(item.label or "") if outside else ""
        level = 2 + sum(is_heading for _, is_heading, _ in above)
        deep = above[-1][2].depth if above else 0
        own = Head(label, deep + (bool(label) and not heading), level if heading else 0)
        before = by_passage.get(headed.id)  # "1. (a)" before one paragraph
        shown = Head(f"{before.label} {label}".strip(), own.depth, own.level) if before else own
        by_passage[headed.id] = shown
        if headed.item:
            by_item[headed.item] = Head("", own.depth)
        parts.append(Part(headed.id, label, _words(item, headed), len(above), heading))
        above.append((item.level, heading, own))
    return Heads(by_passage, by_item, tuple(parts))


def _words(item: OutlineItem, headed: Passage) -> str:
    """What a table of contents says of an item: its heading, else the beginning of its words."""
    whole = headed.text if headed.type is PassageType.HEADING else item.heading or headed.text
    return in_one_line(whole)
