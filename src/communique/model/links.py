"""Links between the findings of one document: derived from their quotes and fields, never stored.

`carries`: from a reported speech to a commitment or position that stands within it. `counts`: from
a figure to the commitment within whose quote it stands. `restates`: from a commitment to an earlier
one that says the same: an actor in common, no other deadline or amount, and most of the words.
Left out: figures of positions, restatements in another language or in words of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from communique.model.findings import Attribution, Commitment, Figure, Finding, Position

ALIKE = 0.6
"""Two commitments that share this part of the words of both are one promise told twice."""

FEW = 3
"""Of commitments with fewer words in common nothing is said."""

_MOST = 30
"""A word that so many commitments have leads to no candidates."""

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


class Sort(StrEnum):
    """What a link says of its findings."""

    CARRIES = "carries"
    COUNTS = "counts"
    RESTATES = "restates"


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one finding to another, by their ids."""

    from_id: str
    to_id: str
    sort: Sort

    def to_json(self) -> dict[str, str]:
        """The link as the contract prints it."""
        return {"from": self.from_id, "to": self.to_id, "type": self.sort.value}


def links(findings: Sequence[Finding]) -> tuple[Link, ...]:
    """The links between the findings of one document, by sort, in the order of the text."""
    promises = [f for f in findings if isinstance(f, Commitment)]
    said = [f for f in findings if isinstance(f, Commitment | Position)]
    speeches = [f for f in findings if isinstance(f, Attribution)]
    figures = [f for f in findings if isinstance(f, Figure)]
    made = [Link(outer.id, inner.id, Sort.CARRIES) for outer, inner in _within(speeches, said)]
    made += [Link(inner.id, outer.id, Sort.COUNTS) for outer, inner in _within(promises, figures)]
    made += [Link(b.id, a.id, Sort.RESTATES) for a, b in _twice(promises)]
    return tuple(made)


def _within(
    outers: Iterable[Finding], inners: Iterable[Finding]
) -> Iterator[tuple[Finding, Finding]]:
    """The innermost outer finding around the middle of each inner one: whether a full stop or the
    speaker's name belongs to a quote is nothing to part them by.
    """
    ordered = sorted(outers, key=lambda f: (f.quote.start, -f.quote.end))
    opened: list[Finding] = []
    at = 0
    for inner in sorted(inners, key=_middle):
        middle = _middle(inner)
        while at < len(ordered) and ordered[at].quote.start <= middle:
            opened.append(ordered[at])
            at += 1
        while opened and opened[-1].quote.end <= middle:
            opened.pop()
        if opened and opened[-1] is not inner:
            yield opened[-1], inner


def _middle(finding: Finding) -> int:
    return (finding.quote.start + finding.quote.end) // 2


def _twice(promises: Sequence[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    """Each promise with the earliest one before it that says the same."""
    ordered = sorted(promises, key=lambda f: (f.quote.start, f.quote.end))
    words = [_words(f.action or " ".join(f.quote.exact)) for f in ordered]
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, here in enumerate(words):
        for word in here:
            index[word].append(number)
    for number, promise in enumerate(ordered):
        near = {
            other
            for word in words[number]
            if len(index[word]) <= _MOST
            for other in index[word]
            if other < number
        }
        for other in sorted(near):
            if _same(ordered[other], promise) and _alike(words[other], words[number]):
                yield ordered[other], promise
                break


def _same(a: Commitment, b: Commitment) -> bool:
    if a.quote.end > b.quote.start or (a.actors and b.actors and not {*a.actors} & {*b.actors}):
        return False
    fields = ((a.deadline, b.deadline), (a.amount, b.amount))
    return all(one is None or other is None or one == other for one, other in fields)


def _alike(ones: frozenset[str], others: frozenset[str]) -> bool:
    both = len(ones & others)
    return both >= FEW and both >= ALIKE * len(ones | others)


def _words(text: str) -> frozenset[str]:
    """The words of a text; of scripts without spaces each two characters that stand together."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found: set[str] = set()
    for run in _RUN.findall(folded):
        if run[0].isascii():
            found.add(run)
        else:
            found.update(a + b for a, b in pairwise(run))
    return frozenset(found)
