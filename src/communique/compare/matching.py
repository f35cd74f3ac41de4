"""Which finding of one text is which of another: the same promise, the same position.

Findings meet where their passages do (a comparison says which), then, within one language, by their
words wherever they stand. Words are compared by stems, rare ones weighing more, beside actors,
issue, amount and deadline; across languages only the latter and the order speak. Left out: findings
of different kinds, such as an offer that the other side welcomes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from communique.compare import tokens
from communique.compare.texts import Text
from communique.model.findings import Finding

KINDS = ("commitments", "positions")
"""The kinds whose fate is told."""

NEAR = 0.2
"""Two findings of paired passages that share less (0 to 1) are not the same; across languages what
is the only one of its kind there is.
"""

OTHERS = 0.5
"""What is taken off where the actors are others: one side's promise is not the other's."""

FAR = 0.4
"""Two findings of passages that were not paired must share this much,"""

ALONE = 0.3
"""and of words alone this much."""

_COMMON = 40
"""A stem that so many findings have does not lead to candidates."""

_ALIKE = {"issue": 0.25, "amount": 0.15, "deadline": 0.1, "force": 0.05, "stance": 0.1}
"""What the same value of a field adds to the likeness of words."""

Match = tuple[Finding | None, Finding | None]
Groups = Iterable[tuple[Sequence[int], Sequence[int]]]
"""Numbers of passages of two texts that a comparison holds for the same."""


@dataclass(frozen=True)
class Side:
    """The findings of a text by the passages in which they begin."""

    text: Text

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those whose fate is told."""
        return tuple(finding for finding in self.text.findings if finding.kind in KINDS)

    @cached_property
    def by_passage(self) -> Mapping[int, list[Finding]]:
        """The findings by the number of the passage in which they begin; -1 for none."""
        spans = sorted(
            (start, end, number)
            for number, passage in enumerate(self.text.passages)
            for start, end in passage.quote.ranges
        )
        starts = [start for start, _, _ in spans]
        held: defaultdict[int, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            at = bisect_right(starts, finding.quote.start) - 1
            inside = at >= 0 and finding.quote.start < spans[at][1]
            held[spans[at][2] if inside else -1].append(finding)
        return held

    @cached_property
    def stems(self) -> Mapping[str, frozenset[str]]:
        """The stems of each finding's words, without those common in the language."""
        language = self.text.language
        return {
            finding.id: frozenset(_stems(" ".join(finding.quote.exact), language))
            for finding in self.findings
        }


def _stems(words: str, language: str) -> Iterator[str]:
    common = tokens.common(language)
    keys = tokens.keys(words, language)
    if tokens.by_characters(language):
        yield from (a + b for a, b in pairwise(keys) if not (a in common and b in common))
        return
    yield from (tokens.stem(key, language) for key in keys if key not in common)


def matches(old: Text, new: Text, groups: Groups) -> list[Match]:
    """Every promise and position of both texts once: with its match, or alone.

    In the order of the new text, those of the old that are gone last.
    """
    sides = Side(old), Side(new)
    likeness = _Likeness(*sides)
    matched: dict[str, Finding] = {}
    taken: set[str] = set()

    def join(pairs: Iterable[tuple[Finding, Finding]]) -> None:
        for a, b in pairs:
            if a.id not in taken and b.id not in matched:
                matched[b.id] = a
                taken.add(a.id)

    for before, after in groups:
        olds = [f for number in before for f in sides[0].by_passage.get(number, ())]
        news = [f for number in after for f in sides[1].by_passage.get(number, ())]
        if olds and news:
            join(likeness.best(olds, news))
    if likeness.by_words:
        left = [f for f in sides[0].findings if f.id not in taken]
        right = [f for f in sides[1].findings if f.id not in matched]
        join(likeness.far(left, right))
    made: list[Match] = [(matched.get(f.id), f) for f in sides[1].findings]
    return made + [(f, None) for f in sides[0].findings if f.id not in taken]


class _Likeness:
    """How alike findings of two texts are."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self.by_words = tokens.group(old.text.language) == tokens.group(new.text.language)
        counts = Counter(
            stem for side in (old, new) for stems in side.stems.values() for stem in stems
        )
        total = 2 + len(old.findings) + len(new.findings)
        self._weights = {stem: log(total / count) for stem, count in counts.items()}
        self._counts = counts

    def words(self, a: Finding, b: Finding) -> float:
        """The share of their words, weighed, that two findings have in common."""
        ones, others = self._old.stems[a.id], self._new.stems[b.id]
        both = self._weigh(ones & others)
        return 2 * both / ((self._weigh(ones) + self._weigh(others)) or 1)

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in stems)

    def of(self, a: Finding, b: Finding) -> float:
        """0 for nothing in common; 1 for the same words, and more for the same fields."""
        made = self.words(a, b) if self.by_words else 0.0
        for name, weight in _ALIKE.items():
            value = getattr(a, name, None)
            if value is not None and value == getattr(b, name, None):
                made += weight
        ones, others = ({*getattr(each, "actors", ())} for each in (a, b))
        if ones & others:
            return made + 0.1
        return made - (OTHERS if ones and others else 0.0)

    def best(
        self, olds: Sequence[Finding], news: Sequence[Finding]
    ) -> Iterator[tuple[Finding, Finding]]:
        """The pairs of paired passages, likest first; of pairs as like those in order."""
        for kind in KINDS:
            ones = [f for f in olds if f.kind == kind][:_COMMON]
            others = [f for f in news if f.kind == kind][:_COMMON]
            alone = len(ones) == len(others) == 1
            least = 0.0 if alone and not self.by_words else NEAR
            scored = [
                (-round(self.of(a, b), 6), abs(i / len(ones) - j / len(others)), i, j)
                for i, a in enumerate(ones)
                for j, b in enumerate(others)
            ]
            for score, _, i, j in sorted(scored):
                if -score >= least:
                    yield ones[i], others[j]

    def far(
        self, olds: Sequence[Finding], news: Sequence[Finding]
    ) -> Iterator[tuple[Finding, Finding]]:
        """The pairs that their words alone hold together, likest first."""
        index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, new in enumerate(news):
            for stem in self._new.stems[new.id]:
                if self._counts[stem] <= _COMMON:
                    index[new.kind, stem].append(number)
        scored = []
        for at, old in enumerate(olds):
            near = {n for stem in self._old.stems[old.id] for n in index.get((old.kind, stem), ())}
            scored += [
                (-round(score, 6), at, n)
                for n in near
                if self.words(old, news[n]) >= ALONE and (score := self.of(old, news[n])) >= FAR
            ]
        for _, at, number in sorted(scored):
            yield olds[at], news[number]
