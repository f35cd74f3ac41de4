"""What people judged of the findings of a kind in a whole archive, for lists made by the database.

held = judged(library, "positions")
archive.portion("positions", **held.asked({"stance": "oppose"}))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from communique.archive.corrections import as_decided
from communique.archive.found import Found
from communique.archive.portions import Fields, Value
from communique.compare.library import Library
from communique.model.decisions import Decision, Verdict
from communique.model.findings import Finding

Some = TypeVar("Some", bound=Finding)


@dataclass(frozen=True, slots=True)
class Judged:
    """Which findings were rejected, and the decisions that correct others, by the findings' ids;
    `corrected` are those as corrected.
    """

    rejected: frozenset[str] = frozenset()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    corrected: Mapping[str, Finding] = field(default_factory=dict)

    def asked(self, where: Mapping[str, Value]) -> dict[str, Any]:
        """The filters of `Archive.portion` and `Archive.tallies` by which corrected findings count
        as corrected, and rejected ones not at all.
        """
        fitting = [each.id for each in self.corrected.values() if _fits(each, where)]
        without = {*self.rejected, *self.corrected}
        return {"where": where, "without": without, "besides": fitting}

    def applied(self, finding: Some) -> Some:
        """The finding as decided."""
        return as_decided(finding, self.decisions.get(finding.id))

    def standing(self, found: Iterable[Found]) -> list[Finding]:
        """Findings as decided, without rejected ones."""
        return [self.applied(f.finding) for f in found if f.finding.id not in self.rejected]

    def by(self, id: str) -> str | None:
        """Who corrected a finding; None if nobody did."""
        decision = self.decisions.get(id)
        return decision.who if decision else None


def fields_of(
    library: Library,
    kind: str,
    fields: Sequence[str],
    where: Mapping[str, Value] | None = None,
    **asked: Any,
) -> list[Fields]:
    """Each finding of a kind in an archive, as decided, with the values of some fields, by date;
    filters as `Archive.portion`. None on files.
    """
    if library.archive is None or library.files:
        return []
    held = judged(library, kind)
    found = library.archive.fields_of(kind, fields, **asked, **held.asked(where or {}))
    if not held.corrected:
        return found
    return [
        each._replace(values=tuple(getattr(held.corrected[each.id], name) for name in fields))
        if each.id in held.corrected
        else each
        for each in found
    ]


def judged(library: Library, kind: str) -> Judged:
    """The judgements that stand on the findings of a kind; of several the last. None on files."""
    if library.archive is None or library.files:
        return Judged()
    archive = library.archive

    def made() -> Judged:
        last: dict[str, tuple[Decision, Finding]] = {}
        for each in archive.reviews.decisions(kind=kind):
            if each.finding is None or each.decision.verdict in (Verdict.STATUS, Verdict.NOTE):
                continue
            last[each.finding.id] = each.decision, each.finding
        wrong = {id for id, (said, _) in last.items() if said.verdict is Verdict.REJECT}
        right = {id: pair for id, pair in last.items() if pair[0].verdict is Verdict.CORRECT}
        return Judged(
            frozenset(wrong),
            {id: said for id, (said, _) in right.items()},
            {id: as_decided(finding, said) for id, (said, finding) in right.items()},
        )

    return library.kept(("judged", kind), made)


def _fits(finding: Finding, where: Mapping[str, Value]) -> bool:
    for name, value in where.items():
        held = getattr(finding, name)
        wanted = value if isinstance(value, tuple) else (value,)
        if not set(held if isinstance(held, tuple) else (held,)) & set(wanted):
            return False
    return True
