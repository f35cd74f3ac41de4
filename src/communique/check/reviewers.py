"""How far reviewers agree, and what is left to review.

Two reviewers agree on a finding if both accept it, reject it, or correct it; `kappa` is Cohen's
(1960), which takes off what they would agree on by chance. Left out: agreement on which findings
are missing.

    >>> kappa([("accept", "accept"), ("accept", "reject"), ("reject", "reject"),
    ...        ("reject", "reject")])
    0.5
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from communique.archive import Archive, Found
from communique.archive.decisions import JUDGING, Decided
from communique.model.decisions import Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers, the findings both judged, on how many they agree, Cohen's kappa (None where it
    is not defined: nothing in common, or both always said the same), and the ids they differ on.
    """

    one: str
    other: str
    both: int
    agreed: int
    kappa: float | None
    differ: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The agreement as `--json` prints it."""
        return {
            "reviewers": [self.one, self.other],
            "both": self.both,
            "agreed": self.agreed,
            "share": round(self.agreed / self.both, 3) if self.both else None,
            "kappa": self.kappa,
            "differ": list(self.differ),
        }


def agreements(decided: Iterable[Decided]) -> tuple[Agreement, ...]:
    """The agreement of every two reviewers over decisions that stand, by name."""
    said: defaultdict[str, dict[str, Verdict]] = defaultdict(dict)
    for each in decided:
        if each.finding is not None and each.decision.verdict in JUDGING:
            said[each.decision.who][each.finding.id] = each.decision.verdict
    return tuple(_agreement(a, b, said[a], said[b]) for a, b in combinations(sorted(said), 2))


def _agreement(
    one: str, other: str, ones: dict[str, Verdict], others: dict[str, Verdict]
) -> Agreement:
    both = [id for id in ones if id in others]
    pairs = [(ones[id].value, others[id].value) for id in both]
    differ = tuple(id for id, (a, b) in zip(both, pairs, strict=True) if a != b)
    return Agreement(one, other, len(both), len(both) - len(differ), kappa(pairs), differ)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of judgements, to three places; None where chance alone would always
    agree, or there are none.
    """
    if not pairs:
        return None
    total = len(pairs)
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / total
    chance = sum(ones[name] * others[name] for name in ones) / total**2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 3)


def queue(
    archive: Archive, kind: str, *, who: str | None = None, again: bool = False, **filters: Any
) -> list[Found]:
    """The findings of a kind that wait for a judgement (of `who`, else of anybody), the least
    confident first, then by date; `again`: also those judged already. `filters` as
    `Archive.findings`.
    """
    judged = {
        each.finding.id
        for each in archive.reviews.decisions(kind=kind, who=who)
        if each.finding is not None and each.decision.verdict in JUDGING
    }
    found = list(archive.findings(kind, **filters))
    waiting = [each for each in found if again or each.finding.id not in judged]
    return sorted(waiting, key=lambda each: each.finding.confidence)
