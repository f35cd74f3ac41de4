"""What a word processor keeps beside the final text: tracked changes and comments, counted.

Recognises insertions, deletions, moves and changes of dress by their authors and days; they become
one gap a source, so that who reads a text as final knows that it was a draft. Left out: the deleted
words themselves, which stay in the source.

    >>> changes = Changes()
    >>> changes.count("insertions", "A. Dorn", "2031-04-02T09:00:00Z")
    >>> changes.gaps()[0].message
    'changes that nobody has accepted were read as if accepted: 1 insertion, by A. Dorn, 2031-04-02'
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.model.gaps import Gap

ONE = {
    "insertions": "insertion",
    "deletions": "deletion",
    "moves": "move",
    "changes of dress": "change of dress",
    "comments": "comment",
}
_FEW = 6


@dataclass(slots=True)
class Changes:
    """The tally of one document."""

    counts: Counter[str] = field(default_factory=Counter)
    authors: dict[str, set[str]] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)

    def count(self, what: str, author: str, date: str) -> None:
        """Note one change or comment."""
        self.counts[what] += 1
        if author.strip():
            self.authors.setdefault("comments" if what == "comments" else "", set()).add(
                " ".join(author.split())[:80]
            )
        if what != "comments" and date[:10].count("-") == 2:
            self.days.append(date[:10])

    def gaps(self) -> list[Gap]:
        """What to say of them: nothing if there are none."""
        found = []
        said = [_many(what, n) for what, n in self.counts.items() if what != "comments"]
        if said:
            when = sorted({min(self.days), max(self.days)}) if self.days else []
            parts = [", ".join(said), self._by(""), " to ".join(when)]
            message = "changes that nobody has accepted were read as if accepted: "
            found.append(Gap("tracked-changes", message + ", ".join(filter(None, parts))))
        if self.counts["comments"]:
            parts = [_many("comments", self.counts["comments"]), self._by("comments")]
            found.append(Gap("comments", f"{', '.join(filter(None, parts))}: not in the text"))
        return found

    def _by(self, what: str) -> str:
        names = sorted(self.authors.get(what, ()))
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        return f"by {', '.join(names[:_FEW])}{more}" if names else ""


def _many(what: str, count: int) -> str:
    return f"{count:,} {what if count > 1 else ONE[what]}"
