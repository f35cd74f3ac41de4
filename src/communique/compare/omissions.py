"""What stands in one version only: each passage the other version lacks, how sure that is, and
what stands around it.

An omission is surer the less the nearest passage of the other version resembles it. *Doubtful*
are omissions that something unpaired or merged on the other side might answer, and pairs that
hold together only by their place; a person should look at both. Left out: what two paired
passages say differently (a figure, a stronger verb), which findings tell.

    report = omissions(align(english, japanese, encoder=installed()))
    report.omissions[0].missing_in         # "right": the Japanese version lacks "Kestria will
    send 40 experts in 2031."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from communique.compare.align import Alignment, Pair
from communique.compare.texts import Span, Text
from communique.model.gaps import Gap

Where = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Omission:
    """Passages in a row that one version lacks, under one item.

    `before` and `after` are the nearest passages that both versions have, in both; `resembles` is
    the passage of the other version that comes near without a better partner, if any does: such
    an omission is `doubtful`. `confidence` goes from 0 to 1.
    """

    missing_in: Where
    spans: tuple[Span, ...]
    item: str | None
    confidence: float
    doubtful: bool
    before: Pair | None
    after: Pair | None
    resembles: Span | None

    def to_json(self) -> dict[str, Any]:
        """The omission as it is printed and exported."""
        return {
            "missing_in": self.missing_in,
            "spans": [span.to_json() for span in self.spans],
            "item": self.item,
            "confidence": self.confidence,
            "doubtful": self.doubtful,
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
            "resembles": self.resembles.to_json() if self.resembles else None,
        }


@dataclass(frozen=True, slots=True)
class Omissions:
    """The omission report of an alignment: omissions in order, and pairs so weak that both sides
    may be omissions.
    """

    left: Text
    right: Text
    omissions: tuple[Omission, ...]
    doubtful_pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as it is printed and exported."""
        return {
            "left": self.left.id,
            "right": self.right.id,
            "omissions": [each.to_json() for each in self.omissions],
            "doubtful_pairs": [pair.to_json() for pair in self.doubtful_pairs],
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def omissions(alignment: Alignment) -> Omissions:
    """The omission report, in the order of the texts. Everything that an alignment has on one
    side only is in it.
    """
    pairs = alignment.pairs
    after = _next_shared(pairs)
    before: Pair | None = None
    found: list[Omission] = []
    at = 0
    while at < len(pairs):
        if not pairs[at].one_sided:
            before = pairs[at]
            at += 1
            continue
        end = _run(alignment, at)
        found.append(_omission(alignment, pairs[at:end], before, after[at]))
        at = end
    weak = tuple(pair for pair in pairs if pair.doubtful and not pair.one_sided)
    return Omissions(alignment.left, alignment.right, tuple(found), weak, alignment.gaps)


def _next_shared(pairs: Sequence[Pair]) -> list[Pair | None]:
    """For each pair the next one that both versions have."""
    out: list[Pair | None] = []
    coming: Pair | None = None
    for pair in reversed(pairs):
        out.append(coming)
        if not pair.one_sided:
            coming = pair
    return out[::-1]


def _run(alignment: Alignment, at: int) -> int:
    """Where the omissions end that begin here, are missing on the same side and stand under the
    same item.
    """
    end = at + 1
    while end < len(alignment.pairs) and _place(alignment, end) == _place(alignment, at):
        end += 1
    return end


def _place(alignment: Alignment, at: int) -> tuple[bool, bool, str | None]:
    pair = alignment.pairs[at]
    return bool(pair.first), bool(pair.second), _item(alignment, pair)


def _item(alignment: Alignment, pair: Pair) -> str | None:
    if pair.first:
        return alignment.left.passages[pair.first[0]].item
    return alignment.right.passages[pair.second[0]].item


def _omission(
    alignment: Alignment, run: Sequence[Pair], before: Pair | None, after: Pair | None
) -> Omission:
    held = bool(run[0].first)
    other = alignment.right if held else alignment.left
    resembles = max(run, key=lambda pair: pair.margin).resembles
    confidence = sum(pair.score for pair in run) / len(run)
    return Omission(
        missing_in="right" if held else "left",
        spans=tuple(span for pair in run for span in (pair.left or pair.right)),
        item=_item(alignment, run[0]),
        confidence=round(confidence, 3),
        doubtful=any(pair.doubtful for pair in run),
        before=before,
        after=after,
        resembles=None if resembles is None else other.span(other.passages[resembles]),
    )
