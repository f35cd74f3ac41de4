"""What is heard: speech found at a place of a paragraph, before it becomes a finding.

Recognised: whose words, how they are given and by which rule; quotations that stand alone or go on
with one that was given.

>>> alone((0, 6), Quotation(1, 5, 0, True))
True
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.find.quotations import Quotation
from communique.find.speakers import Speaker
from communique.model.findings import Mode
from communique.model.quotes import Range


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it is a finding; `reach` is how far the speech goes."""

    start: int
    end: int
    speaker: Speaker
    mode: Mode
    rule: str
    confidence: float
    reach: int
    silent: bool = False


def alone(sentence: Range, mark: Quotation) -> bool:
    """Whether a sentence is a quotation and nothing else."""
    return mark.start - 1 <= sentence[0] and mark.end >= sentence[1] - 1


def more(mark: Quotation, speaker: Speaker, silent: bool) -> Found:
    """A quotation that goes on with one that was given: no attribution of its own if silent."""
    end = mark.end
    return Found(mark.start, end, speaker, Mode.DIRECT, "goes-on", 0.8, end, silent)
