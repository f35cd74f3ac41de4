"""Where later texts speak of what a promise was about: their passages by rare words in common.

A promise is likened by its topic, the words left when those of time, quantity and promising are
gone (outcomes.py), the rarer in all texts the heavier. A passage must have a share of that weight,
a larger one the more statements in between were silent; a thin topic ("the talks") borrows from the
sentence before it. Japanese and Chinese are likened by pairs of characters, words
in katakana whole. The same amount by the
same date is a mention in any language, and so is the name of the body that was promised in the same
language. Left out: other words for the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from communique.compare import outcomes, tokens
from communique.compare.texts import Text, in_order
from communique.model import dates
from communique.model.codes import PassageType
from communique.model.documents import Passage
from communique.model.findings import Commitment, Figure, Finding, Mechanism, MechanismAction

SHARE = 0.45
"""The share of a topic's weight that a passage must have,"""

SILENT = 0.06
"""and how much more for each statement in between that had none, up to"""

MOST = 0.7
"""this share. Measured in docs/ask.md."""

FEW = 2.0
"""A topic of less weight than so many words that stand only once is too thin to be known by itself;
it must be there nearly whole, or with words of the sentence before."""

ENOUGH = 4.5
"""Of a topic of more weight than so many such words, this much counts as the whole: a long promise
is not repeated at length."""

OWN = 0.9
"""What a word of the same sentence counts that stands outside a thin promise,"""

BORROWED = 0.5
"""and one of the sentence before, unless the promise points to it."""

POINTED = 0.9
"""What a borrowed word counts where only what the promise points to is there."""

KNOWN = 0.4
"""The share of its own words that must be there before borrowed ones count."""

NAMED = 0.6
"""The share of a passage that names the body or treaty which the promise was to set up."""

KEPT = 4096
"""Promises of which the passages that come near are kept."""

_NOWHERE: npt.NDArray[np.int64] = np.zeros(0, np.int64)

KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
"""A word in katakana is one word, as long as it may be."""

_SKIPPED = (PassageType.HEADING,)
HANDFUL = 12
"""A figure up to this says too little to know a promise by it."""

_SETTING_UP = (MechanismAction.ESTABLISHED, MechanismAction.PLANNED)


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that shares words with a topic: its text and number, the share of the weight."""

    text: Text
    number: int
    share: float

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.text.passages[self.number]


class Topics:
    """The words of texts, in which topics are found again.

    Passages are numbered through all texts in order of date, so that those of later texts are the
    end of every list of places, and shares are summed as arrays.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = in_order(texts)
        self._days = [text.order[0] for text in self.texts]
        self._groups = [tokens.group(text.language) for text in self.texts]
        sizes = [0, *(len(text.passages) for text in self.texts)]
        self._firsts: npt.NDArray[np.int64] = np.cumsum(sizes)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._totals: Counter[str] = Counter()
        self._asking: dict[int, bool] = {}
        self._known: OrderedDict[str, dict[int, list[Near]]] = OrderedDict()
        self._promised: dict[tuple[str, int], tuple[Commitment, ...]] = {}
        held: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            group, first = self._groups[at], int(self._firsts[at])
            for number, passage in enumerate(text.passages):
                if passage.type in _SKIPPED:
                    continue
                found = stems(passage.text, text.language)
                self._totals[group] += 1
                self._counts.update((group, stem) for stem in found)
                for stem in found:
                    held[stem].append(first + number)
        self._held = {stem: np.array(places, np.int64) for stem, places in held.items()}

    def after(self, text: Text) -> int:
        """The number of the first text that is of a later day."""
        return bisect_right(self._days, text.order[0])

    def _place(self, at: int, number: int) -> int:
        """The number of a passage of a text among all passages."""
        return int(self._firsts[at]) + number

    def _where(self, place: int) -> tuple[int, int]:
        """The text and the number in it of a place."""
        at = int(np.searchsorted(self._firsts, place, "right")) - 1
        return at, place - int(self._firsts[at])

    def weight(self, stem: str, group: str) -> float:
        """How much a word says: more the fewer passages of its language have it, nothing if every
        second does.
        """
        return max(0.0, log((1 + self._totals[group]) / (2 * max(0.5, self._counts[group, stem]))))

    def rare(self, group: str) -> float:
        """The weight of a word that stands only once."""
        return log((1 + self._totals[group]) / 2) if self._totals[group] > 1 else 1.0

    def topic(self, text: Text, promise: Commitment) -> dict[str, float]:
        """The words of a promise with their weights; a thin one with those of the sentence
        before."""
        own, borrowed = self._topic(text, promise)
        return {**borrowed, **own}

    def _topic(self, text: Text, promise: Commitment) -> tuple[dict[str, float], dict[str, float]]:
        """The weights of a promise's own words, and of those it borrows."""
        said = " ".join(promise.quote.exact)
        group = tokens.group(text.language)
        title = stems(text.header.title or "", text.language)  # names the sides, not the promise
        words = stems(outcomes.topic(said, text.language), text.language) - title
        made = {stem: self.weight(stem, group) for stem in words}
        borrowed: dict[str, float] = {}
        if sum(made.values()) < self.rare(group):
            for passage in _holding(text, promise):
                own = stems(outcomes.topic(passage.text, text.language), text.language)
                made |= {stem: OWN * self.weight(stem, group) for stem in own - words - title}
        if sum(made.values()) < FEW * self.rare(group):
            share = 1.0 if outcomes.said("this", said, text.language) else BORROWED
            for passage, counts in _around(text, promise, share):
                own = stems(outcomes.topic(passage.text, text.language), text.language)
                for stem in own - made.keys() - title - borrowed.keys():
                    borrowed[stem] = counts * self.weight(stem, group)
        return _heavy(made), _heavy(borrowed)

    def near(self, text: Text, promise: Commitment) -> dict[int, list[Near]]:
        """The passages of later texts that may speak of a promise (that share enough of its words),
        by the number of their text, those that share most first.

        A promise that is made again and again is asked for by each that came before it, so the last
        few answers are kept.
        """
        known = self._known.get(promise.id)
        if known is not None:
            self._known.move_to_end(promise.id)
            return known
        made = self._known[promise.id] = self._near(text, promise)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return made

    def _near(self, text: Text, promise: Commitment) -> dict[int, list[Near]]:
        group = tokens.group(text.language)
        start = int(self._firsts[self.after(text)])
        shares, counts = self._shares(text, promise, start)
        sure = {*self._naming(text, promise), *self._measuring(promise)}
        sure |= {p for p in self._counting(promise) if p >= start and shares[p - start]}
        sure = {place for place in sure if place >= start}
        for place in sure:
            shares[place - start] = max(shares[place - start], NAMED)
        found: defaultdict[int, list[Near]] = defaultdict(list)
        offsets = np.flatnonzero(shares + 0.001 >= SHARE)
        ats = np.searchsorted(self._firsts, offsets + start, "right") - 1
        numbers = offsets + start - self._firsts[ats]
        for at, number, share, count in zip(
            ats.tolist(), numbers.tolist(), shares[offsets].tolist(), counts[offsets].tolist(),
            strict=True,
        ):  # fmt: skip
            place = self._place(at, number)
            alike = count > 1 and self._groups[at] == group
            if place in sure or (alike and not self._asks(place)):
                found[at].append(Near(self.texts[at], number, round(min(1.0, share), 3)))
        return {
            at: sorted(nears, key=lambda near: (-near.share, near.number))
            for at, nears in sorted(found.items())
        }

    def _shares(
        self, text: Text, promise: Commitment, start: int
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """The share of a promise's weight that each place from `start` on has, and how many of its
        words.
        """
        own, borrowed = self._topic(text, promise)
        rare, mine = self.rare(tokens.group(text.language)), sum(own.values())
        points = outcomes.said("this", " ".join(promise.quote.exact), text.language)
        whole = mine + sum(borrowed.values())
        if not points and mine < FEW * rare:
            whole = min(whole, FEW * rare)
        whole = min(whole, ENOUGH * rare) or 1.0
        size = int(self._firsts[-1]) - start
        shares, counts = np.zeros(size), np.zeros(size, np.int64)
        for stem, weight in own.items():
            places = self._from(stem, start)
            shares[places] += weight / whole
            counts[places] += 1
        known = (counts > 0) & (shares * whole >= KNOWN * mine)
        for stem, weight in borrowed.items():
            places = self._from(stem, start)
            if not points:
                places = places[known[places]]
            shares[places] += np.where(known[places], 1.0, POINTED) * weight / whole
            counts[places] += 1
        return shares, counts

    def _from(self, stem: str, start: int) -> npt.NDArray[np.int64]:
        """The places of a word from one on, counted from it."""
        held = self._held.get(stem)
        if held is None:
            return _NOWHERE
        return held[np.searchsorted(held, start) :] - start

    def _asks(self, place: int) -> bool:
        """Whether a passage is somebody's question, which tells nothing of what was done."""
        if place not in self._asking:
            at, number = self._where(place)
            text = self.texts[at]
            said = outcomes.said("asked", text.passages[number].text, text.language)
            self._asking[place] = said
        return self._asking[place]

    def promised(self, near: Near) -> tuple[Commitment, ...]:
        """The promises that begin in a passage."""
        key = near.text.id, near.number
        if key not in self._promised:
            self._promised[key] = tuple(
                each
                for each in near.text.findings
                if isinstance(each, Commitment) and within(each, near)
            )
        return self._promised[key]

    def _naming(self, text: Text, promise: Commitment) -> Iterator[int]:
        """The places that name a body or treaty which a promise was to set up."""
        start, end = promise.quote.start, promise.quote.end
        for each in text.findings:
            if (
                isinstance(each, Mechanism)
                and each.action in _SETTING_UP
                and start <= each.quote.start < end
            ):
                for place in self._bodies.get(each.name, ()):
                    if self._groups[self._where(place)[0]] == tokens.group(text.language):
                        yield place

    @cached_property
    def _bodies(self) -> dict[str, list[int]]:
        """Where each body or treaty is named."""
        made: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            for each in text.findings:
                number = holding(text, each) if isinstance(each, Mechanism) else None
                if number is not None and isinstance(each, Mechanism):
                    made[each.name].append(self._place(at, number))
        return made

    def _measuring(self, promise: Commitment) -> Iterator[int]:
        """The places that promise the same amount by the same date."""
        if promise.amount is None or not _dated(promise):
            return
        for place, each in self._amounts.get((promise.amount.value, promise.amount.unit), ()):
            if measured_alike(promise, each):
                yield place

    def _counting(self, promise: Commitment) -> Iterable[int]:
        """The places where a figure is just the amount of a promise."""
        if promise.amount is None or promise.amount.unit == "percent":
            return ()
        return self._figures.get((promise.amount.value, promise.amount.unit), ())

    @cached_property
    def _figures(self) -> dict[tuple[Decimal, str], list[int]]:
        """Where each figure stands that is larger than a handful."""
        made: defaultdict[tuple[Decimal, str], list[int]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            for each in text.findings:
                if isinstance(each, Figure) and each.value > HANDFUL:
                    number = holding(text, each)
                    if number is not None:
                        made[each.value, each.unit].append(self._place(at, number))
        return made

    @cached_property
    def _amounts(self) -> dict[tuple[Decimal, str], list[tuple[int, Commitment]]]:
        """Where each amount is promised by a date."""
        made: defaultdict[tuple[Decimal, str], list[tuple[int, Commitment]]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            for each in text.findings:
                if isinstance(each, Commitment) and each.amount and _dated(each):
                    number = holding(text, each)
                    if number is not None:
                        place = self._place(at, number)
                        made[each.amount.value, each.amount.unit].append((place, each))
        return made


def within(finding: Finding, near: Near) -> bool:
    """Whether a finding's quote begins in a passage."""
    return any(a <= finding.quote.start < b for a, b in near.passage.quote.ranges)


def later(one: Text, other: Text) -> bool:
    """Whether a text is of a later day; what came out on one day are versions and accounts."""
    return one.order[0] > other.order[0]


def _heavy(words: dict[str, float]) -> dict[str, float]:
    return {stem: weight for stem, weight in words.items() if weight > 0}


def _dated(promise: Commitment) -> bool:
    return promise.deadline is not None and dates.is_edtf(promise.deadline)


def measured_alike(one: Commitment, other: Commitment) -> bool:
    """Whether two promises are of the same amount, by dates that have a day in common."""
    if one.amount is None or one.amount != other.amount or not (_dated(one) and _dated(other)):
        return False
    return same_day(one.deadline, other.deadline)


def same_day(one: str | None, other: str | None) -> bool:
    """Whether two dates have a day in common: "in 2027" and "by March 2027" are one date, told more
    or less exactly.
    """
    if not (one and other and dates.is_edtf(one) and dates.is_edtf(other)):
        return False
    return dates.earliest(one) <= dates.latest(other) and dates.earliest(other) <= dates.latest(one)


def enough(silent: int) -> float:
    """The share a mention must have after so many statements without one."""
    return min(MOST, SHARE + SILENT * silent)


@lru_cache(maxsize=1 << 16)
def stems(words: str, language: str) -> frozenset[str]:
    """The words of a passage as they are likened: stems without common words; pairs of
    characters."""
    common = tokens.common(language)
    if not tokens.by_characters(language):
        keys = tokens.keys(words, language)
        return frozenset(
            tokens.stem(outcomes.bare(key, language), language) for key in keys if key not in common
        )
    names = frozenset(KATAKANA.findall(words))
    return names | frozenset(
        a + b
        for part in KATAKANA.sub(" ", words).split()
        for a, b in pairwise(tokens.keys(part, language))
        if a not in common and b not in common
    )


def _around(text: Text, promise: Commitment, share: float) -> Iterator[tuple[Passage, float]]:
    """The passages a thin promise borrows from, with what their words count: its own sentence, and
    the one just before it in the same paragraph.
    """
    at = holding(text, promise)
    if at is None:
        return
    own = text.passages[at]
    yield own, OWN
    before = text.passages[at - 1] if at else own
    if before is not own and before.paragraph == own.paragraph and before.type not in _SKIPPED:
        yield before, share


def _holding(text: Text, promise: Commitment) -> Iterator[Passage]:
    """The passage in which a promise begins, if there is one."""
    at = holding(text, promise)
    if at is not None:
        yield text.passages[at]


def holding(text: Text, finding: Finding) -> int | None:
    """The number of the passage in which a finding's quote begins."""
    start = finding.quote.start
    for number, passage in enumerate(text.passages):
        if any(a <= start < b for a, b in passage.quote.ranges):
            return number
    return None


def pointing(near: Near, others: Sequence[Passage]) -> Iterator[Passage]:
    """The passages right behind one, of its paragraph, that point back to it."""
    own = near.passage
    for passage in others[near.number + 1 :]:
        if passage.paragraph != own.paragraph:
            return
        language = near.text.language
        if not any(outcomes.said(each, passage.text, language) for each in ("this", "subject")):
            return
        yield passage
