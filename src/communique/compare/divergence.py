"""Where two versions, or two accounts of one meeting, say different things: the divergence report.

Of promises and positions that are the same in both, which fields differ: force, stance, degree,
actors, amount, deadline; of the others, which side alone has them; and the passages that one side
lacks (omissions.py). Each with both quotes. Left out: what no finding tells, such as another
adjective.

    report = divergence(align(english, japanese, encoder=installed()))
    report.items[0].fields          # {"force": ("pledge", "effort")}
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.compare.align import Alignment, Pair
from communique.compare.findings import plain_json
from communique.compare.matching import matches
from communique.compare.omissions import Omissions, omissions
from communique.compare.texts import Text
from communique.model import dates
from communique.model.findings import Amount, Finding, singular
from communique.model.quotes import Range

FIELDS = ("force", "stance", "degree", "actors", "amount", "deadline")
"""The fields in which two versions can diverge; issues and targets are too much a matter of
words.
"""


@dataclass(frozen=True, slots=True)
class Divergence:
    """A promise or position of which two texts say different things, or that one side alone has.

    `fields`: the values of both sides in each field that differs. `omitted`: the other side lacks
    the whole passage; else only the finding is not there, or was not found. `doubtful`: the
    passages may not be the same.
    """

    left: Finding | None
    right: Finding | None
    fields: Mapping[str, tuple[Any, Any]]
    omitted: bool
    doubtful: bool
    texts: tuple[Text, Text]

    @property
    def kind(self) -> str:
        """`commitment` or `position`."""
        found = self.left or self.right
        assert found is not None
        return singular(found.kind)

    @property
    def only(self) -> str | None:
        """The side that alone has it: `left`, `right`, or None where both have."""
        if self.left and self.right:
            return None
        return "left" if self.left else "right"

    def to_json(self) -> dict[str, Any]:
        """The divergence as it is printed and exported."""
        sides = {
            name: {"id": finding.id, "span": text.span(finding.quote).to_json()}
            if finding
            else None
            for name, finding, text in zip(
                ("left", "right"), (self.left, self.right), self.texts, strict=True
            )
        }
        return {
            "kind": self.kind,
            "only": self.only,
            "fields": {n: [plain_json(a), plain_json(b)] for n, (a, b) in self.fields.items()},
            **sides,
            "omitted": self.omitted,
            "doubtful": self.doubtful,
        }


@dataclass(frozen=True, slots=True)
class Divergences:
    """The divergence report of an alignment: both sides' findings that differ, then those of one
    side, in order; and the omission report.
    """

    left: Text
    right: Text
    items: tuple[Divergence, ...]
    omissions: Omissions

    def to_json(self) -> dict[str, Any]:
        """The report as it is printed and exported."""
        return {
            "left": self.left.id,
            "right": self.right.id,
            "divergences": [item.to_json() for item in self.items],
            "omissions": [each.to_json() for each in self.omissions.omissions],
            "gaps": [gap.to_json() for gap in self.omissions.gaps],
        }


def divergence(alignment: Alignment) -> Divergences:
    """The divergence report of an alignment whose texts carry findings."""
    texts = alignment.left, alignment.right
    groups = [(pair.first, pair.second) for pair in alignment.pairs if not pair.one_sided]
    found = list(_items(alignment, texts, groups))
    found.sort(key=lambda item: (item.only is not None, item.only or "", _place(item)))
    return Divergences(*texts, tuple(found), omissions(alignment))


def _place(item: Divergence) -> int:
    finding = item.left or item.right
    return finding.quote.start if finding else 0


def _items(
    alignment: Alignment,
    texts: tuple[Text, Text],
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]],
) -> Iterator[Divergence]:
    lone = _ranges(alignment, lambda pair: pair.one_sided)
    weak = _ranges(alignment, lambda pair: pair.doubtful)
    for left, right in matches(*texts, groups):
        doubtful = any(_within(f, weak[n]) for n, f in enumerate((left, right)) if f)
        if left and right:
            fields = differences(left, right)
            if fields:
                yield Divergence(left, right, fields, False, doubtful, texts)
            continue
        side = 0 if left else 1
        finding = left or right
        assert finding is not None
        omitted = _within(finding, lone[side])
        yield Divergence(left, right, {}, omitted, doubtful, texts)


def _ranges(
    alignment: Alignment, wanted: Callable[[Pair], bool]
) -> tuple[list[Range], list[Range]]:
    """Where the passages of the pairs wanted stand in their readings, in order."""
    made: tuple[list[Range], list[Range]] = ([], [])
    for pair in filter(wanted, alignment.pairs):
        for ranges, spans in zip(made, (pair.left, pair.right), strict=True):
            ranges += (each for span in spans for each in span.ranges)
    return sorted(made[0]), sorted(made[1])


def _within(finding: Finding, ranges: list[Range]) -> bool:
    start = finding.quote.start
    at = bisect_right(ranges, start, key=lambda each: each[0]) - 1
    return at >= 0 and start < ranges[at][1]


def differences(left: Finding, right: Finding) -> dict[str, tuple[Any, Any]]:
    """The fields in which two findings that are the same promise or position differ."""
    made = {}
    for name in FIELDS:
        if not hasattr(left, name):
            continue
        values = getattr(left, name), getattr(right, name)
        if not _same(name, *values):
            made[name] = values
    return made


def _same(name: str, left: Any, right: Any) -> bool:
    if name == "actors":
        return set(left) == set(right) or not left or not right
    if name == "deadline" and left and right and dates.is_edtf(left) and dates.is_edtf(right):
        return dates.overlaps(left, right)
    if isinstance(left, Amount) and isinstance(right, Amount) and left.unit != right.unit:
        return left.value == right.value  # one language counts ships, the other items
    return bool(left == right)
