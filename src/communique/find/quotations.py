"""Quotation marks: which stretches of a paragraph stand between them, and sentences outside them.

Recognised: 「…」 『…』 “…” ‘…’ «…» „…“ and straight "…", nested in one another, and a quotation
that its paragraph does not close. Left out: apostrophes, and titles of works between 《 》.

>>> [(q.start, q.end, q.closed) for q in quotations("He said, “We agree.” It ‘s fine")]
[(10, 19, True)]
>>> masked("甲說：「好。」完。", quotations("甲說：「好。」完。"))
'甲說：「＿。」完。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.model.quotes import Range

_PAIRS = {"「": "」", "『": "』", "“": "”", "‘": "’", "«": "»", "„": "“", "﹁": "﹂", "＂": "＂"}
_MARK = re.compile('[「」『』“”‘’«»„"﹁﹂＂]')
_DEEPEST = 8
MASK = "＿"
"""What stands for each character of a quotation in a masked text."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `start` to `end` without the marks, `level` 0 for the outermost."""

    start: int
    end: int
    level: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a paragraph in order of their opening; linear in its length."""
    found: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        depth = _closes(mark, stack, text, at)
        if depth is not None:
            found.append(Quotation(stack[depth][1] + 1, at, depth, True))
            del stack[depth:]
        elif _opens(mark, text, at) and len(stack) < _DEEPEST:
            stack.append((_PAIRS.get(mark, mark), at))
    if stack and stack[0][0] not in "’":  # a lone ‘ is an apostrophe more often than not
        found.append(Quotation(stack[0][1] + 1, len(text), 0, False))
    return sorted(found, key=lambda q: (q.start, q.level))


def _closes(mark: str, stack: list[tuple[str, int]], text: str, at: int) -> int | None:
    if mark == "’" and text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2].isalnum():
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == mark:
            return depth
    return None


def _opens(mark: str, text: str, at: int) -> bool:
    if mark in '"＂':
        return True
    if mark == "‘":
        return at == 0 or not (text[at - 1].isascii() and text[at - 1].isalnum())
    return mark in _PAIRS


def masked(text: str, found: Sequence[Quotation]) -> str:
    """The text with what stands in outermost quotations masked, character for character.

    A mark of punctuation before the closing mark stays.
    """
    parts, last = [], 0
    for quotation in found:
        if quotation.level == 0 and quotation.start >= last:
            parts += [text[last : quotation.start], MASK * (quotation.end - quotation.start)]
            last = quotation.end
            if last > quotation.start and text[last - 1] in "。！？.!?，,":
                parts[-1] = parts[-1][:-1] + text[last - 1]
    return "".join(parts) + text[last:]


_END = re.compile(
    r"[。！？]+[」』”’)）]*(?![」』”’)）とをはがにのも、，,；;])"
    r"|[.!?…]+[\"”’)»]*(?=\s+[\"“‘«(]?[A-Z0-9À-Ý＿]|\s*$)"
)
_LETTERS = re.compile(r"\b[A-Z]\.[A-Z]$")
_STARTS = re.compile(
    r"\s+(?:The|This|These|He|She|They|It|We|In|On|At|Both|During|After|As|But|And|His|Her|Their"
    r"|Secretary|President|Prime|Deputy|Foreign) "
    r"(?!President of|Secretary of)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|St|Gov|Amb|Lt|Col|Capt|No|vs|cf|e\.g|i\.e)|\b[A-Z])$"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Where the sentences of a (masked) text stand, without white space around them."""
    end = len(text) if end is None else end
    at = start
    for match in _END.finditer(text, start, end):
        before = text[max(at, match.start() - 8) : match.start()]
        if match[0] == "." and _ABBREVIATED.search(before):
            begins = _LETTERS.search(before) and _STARTS.match(text, match.end())
            if not begins:  # as does "in Washington, D.C. The Secretary"
                continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def first_sentence(text: str, start: int, end: int) -> Range:
    """The first sentence of a stretch; the whole stretch if it has no end of a sentence."""
    return next(sentences(text, start, end), (start, end))


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
