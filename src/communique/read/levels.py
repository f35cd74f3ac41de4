"""The levels of outline items, from how the styles of their labels nest in the text itself.

Styles have a usual order (第一章 over 一、 over （一） over 1. over (1) over (a)); one that begins
anew under the items of another stands below it, whatever the usual order. An item's level is one
below those that it is found under anywhere in the text. Left out: what is an item at all
(outline.py).

    >>> items = [Entry(n, label, 0, "", 0, 0, 0, style, False)
    ...          for n, (label, style) in enumerate([("一、", "一、"), ("1.", "1."), ("2.", "1.")])]
    >>> give_levels(items)
    >>> [item.level for item in items]
    [1, 2, 2]
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.read.labels import Label, label

USUAL = (
    "第Part",
    "第部",
    "第编",
    "第編",
    "第Chapter",
    "第章",
    "第节",
    "第節",
    "第Section",
    "第Article",
    "第条",
    "第條",
    "第项",
    "第項",
    "第款",
    "第Annex",
    "第Appendix",
    "壹、",
    "【】",
    "I.",
    "A.",
    "一、",
    "(一)",
    "1.",
    "1.1",
    "1.1.1",
    "(1)",
    "①",
    "(A)",
    "(I)",
    "ア.",
    "(ア)",
    "甲.",
    "(甲)",
    "第一",
    "a.",
    "(a)",
    "i.",
    "(i)",
)
"""Label styles from the highest down, as documents of this genre nest them where nothing else
tells."""


@dataclass(slots=True)
class Entry:
    """An outline item: its paragraph, label, level, words, and the stretch of the paragraph's view
    it is quoted from."""

    paragraph: int
    label: str | None
    level: int
    heading: str
    start: int
    end: int
    body: int
    style: str
    whole: bool


def give_levels(found: list[Entry]) -> None:
    """Give each style its level, by its rank: from how the styles nest here, else by the usual
    order."""
    order: list[str] = []
    for entry in found:
        if entry.style not in order:
            order.append(entry.style)
    ranks = {style: rank(style) for style in order}
    _renest(found, ranks)
    parents: dict[str, set[str]] = {style: set() for style in order}
    stack: list[str] = []
    for entry in found:
        while stack and ranks[stack[-1]] >= ranks[entry.style]:
            stack.pop()
        if stack:
            parents[entry.style].add(stack[-1])
        stack.append(entry.style)
    level: dict[str, int] = {}
    for style in sorted(order, key=ranks.__getitem__):  # parents rank above, so theirs are known
        level[style] = 1 + max((level[parent] for parent in parents[style]), default=0)
    for entry in found:
        entry.level = level[entry.style]


def rank(style: str) -> float:
    """Where a style stands in the usual order; headings without labels stand over all labels."""
    if style.startswith("heading:"):
        return -10 + int(style[8:])
    return float(USUAL.index(style)) if style in USUAL else float(len(USUAL))


def _renest(found: list[Entry], ranks: dict[str, float]) -> None:
    """Put a style below one under whose items it begins anew, where the usual order says the
    contrary."""
    labelled = [e for e in found if e.label and e.label != "＊＊＊"]
    values = {id(e): _value(e) for e in labelled}
    for upper in list(ranks):
        for lower in list(ranks):
            if (
                upper == lower
                or ranks[upper] <= ranks[lower]
                or upper.startswith("heading")
                or lower.startswith("heading")
            ):
                continue
            restarts = anew = 0
            inside = False
            for entry in labelled:
                if entry.style == upper:
                    inside = True
                elif entry.style == lower and values[id(entry)] == 1:
                    restarts += 1
                    anew += inside
                    inside = False
            upper_restarts = sum(1 for e in labelled if e.style == upper and values[id(e)] == 1)
            if anew >= 2 and anew == restarts and upper_restarts == 1:
                ranks[lower] = ranks[upper] + 0.5


def _value(entry: Entry) -> int:
    found: Label | None = label(f"{entry.label} x")
    return found.value if found else 0
