"""The origins of a series: each text against the one before, what is left over against all earlier
ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from communique.compare.lineage.likeness import ALIKE, EDITED, Likeness, Match
from communique.compare.lineage.origins import Kind, Origin, Place
from communique.compare.lineage.pairing import Pairing, pair

STRONG = 0.5
"""Weighted likeness asked of an ancestor in an older text: there are many to be alike by chance."""

_SHORTEST = 4
"""Tokens: a shorter wording that stood once before ("Trade", "Next steps") is no quotation of it.
"""

_PLENTY = 0.8
"""Likeness at which the likest by plain ratio is taken without a look at the others."""


class Older(Protocol):
    """Finds earlier wordings that some wordings may come from."""

    def near(self, wordings: list[int], bound: int) -> list[list[int]]:
        """For each wording some of the others, likest first; wordings from `bound` on need not be
        named.
        """

    def proposed(self, new: Sequence[int], old: Sequence[int]) -> list[tuple[int, int]] | None:
        """The pairs of new and old wordings worth weighing; None where all are to be likened."""


class Series:
    """Walks through the texts of one language in order; `add` gives the origins of the next."""

    def __init__(self, likeness: Likeness, older: Older) -> None:
        self._likeness = likeness
        self._older = older
        self._before: list[int] = []
        self._number = -1
        self._datelines: Sequence[int] = ()
        self._origins: dict[Place, Origin] = {}
        self._last: dict[int, Place] = {}  # where a wording stood last
        self._since: dict[int, Place] = {}  # the earliest ancestor of a wording
        # Wordings are numbered as they first stand: so many before this text, and before the one
        # before.
        self._known = self._known_before = 0

    def add(
        self, number: int, text: Sequence[int], datelines: Sequence[int] = ()
    ) -> tuple[list[Origin], list[int]]:
        """The origins of a text's passages, given by their wordings, and what of the text before
        was dropped.
        """
        words = list(text)
        pairing = pair(words, self._before, self._likeness, self._older.proposed)
        pairing.match_up(datelines, self._datelines)
        self._datelines = datelines
        found = [self._from_before(number, i, w, pairing) for i, w in enumerate(words)]
        self._return(number, words, pairing, found)
        used = pairing.used()
        dropped = [j for j in range(len(self._before)) if j not in used]
        self._remember(number, words, found)
        return found, dropped

    def _from_before(self, number: int, i: int, wording: int, pairing: Pairing) -> Origin:
        parents = [Place(self._number, j) for j in pairing.parents(i)]
        if not parents:
            return Origin(Kind.NEW, (), Place(number, i), 0.0)
        before = self._before[parents[0].passage]
        ratio = 1.0 if before == wording else self._likeness.ratio(wording, before)
        first = self._first(parents, wording)
        return Origin(
            _kind(i, before == wording, ratio, pairing),
            tuple(parents),
            first,
            round(ratio, 3),
            i in pairing.moved,
        )

    def _first(self, parents: Sequence[Place], wording: int) -> Place:
        """The earliest ancestor: the main parent's, or where the very words stood earlier still."""
        first = self._origins[parents[0]].first
        own = self._since.get(wording)
        if own and self._likeness.wordings.lengths[wording] >= _SHORTEST:
            first = min(first, own)
        return first

    def _return(
        self, number: int, words: Sequence[int], pairing: Pairing, found: list[Origin]
    ) -> None:
        """Ancestors in older texts, for passages that have none, or a doubtful one, in the text
        before.
        """
        lengths = self._likeness.wordings.lengths
        search = []
        for i, wording in enumerate(words):
            if wording < 0 or found[i].kind not in (Kind.NEW, Kind.PARTLY):
                continue
            if wording in self._last and self._last[wording].text < self._number:
                if lengths[wording] >= _SHORTEST or found[i].kind is Kind.NEW:
                    self._take_back(i, pairing)
                    found[i] = self._returned(self._last[wording], Kind.KEPT, 1.0)
            elif found[i].kind is Kind.NEW and lengths[wording] >= _SHORTEST:
                search.append(i)
        near = self._older.near([words[i] for i in search], self._known_before)
        for i, candidates in zip(search, near, strict=True):
            best = self._best(words[i], candidates)
            if best is not None:
                ratio = self._likeness.ratio(words[i], best)
                kind = Kind.EDITED if ratio >= EDITED else Kind.PARTLY
                found[i] = self._returned(self._last[best], kind, round(ratio, 3))

    def _take_back(self, i: int, pairing: Pairing) -> None:
        pairing.parent.pop(i, None)
        pairing.joined.pop(i, None)

    def _returned(self, place: Place, kind: Kind, ratio: float) -> Origin:
        return Origin(kind, (place,), self._origins[place].first, ratio, returned=True)

    def _best(self, wording: int, candidates: Sequence[int]) -> int | None:
        best, best_score = None, 0.0
        for other in candidates:
            if other == wording or other not in self._last:
                continue
            if self._last[other].text >= self._number:
                continue
            match = self._likeness.match(wording, other)
            score = max(match.alike, match.inside_new * 0.9 if _clause(match) else 0.0)
            if score > best_score and self._comes_from(match):
                best, best_score = other, score
            if best_score >= _PLENTY:
                break
        return best

    def _comes_from(self, match: Match) -> bool:
        if match.alike >= STRONG:
            return True
        long = self._likeness.same_run(match)
        return long and max(match.alike, match.inside_new, match.inside_old) >= ALIKE

    def _remember(self, number: int, words: Sequence[int], found: Sequence[Origin]) -> None:
        self._known_before = self._known
        for i, (wording, origin) in enumerate(zip(words, found, strict=True)):
            place = Place(number, i)
            self._origins[place] = origin
            if wording >= 0:
                self._known = max(self._known, wording + 1)
                self._last[wording] = place
                self._since.setdefault(wording, origin.first)
        self._before, self._number = list(words), number
        self._likeness.forget()


def _clause(match: Match) -> bool:
    return match.inside_new >= 0.75 and match.shared >= 3.0


def _kind(i: int, same: bool, ratio: float, pairing: Pairing) -> Kind:
    if same:
        return Kind.KEPT
    if i in pairing.split:
        return Kind.SPLIT
    if i in pairing.joined:
        return Kind.MERGED
    return Kind.EDITED if ratio >= EDITED else Kind.PARTLY
