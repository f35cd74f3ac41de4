"""Bodies, forums, dialogues and treaties in time: from their first mention to the last, and what
documents say happened to them.

    bodies(library)[0].name, bodies(library)[0].first, bodies(library)[0].actions["met"]

Names are those of the findings: English where the names tables have the body, else as printed.
What people decided counts. Left out: whether two names mean one body where no table says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from communique.check.ends import day, ends
from communique.check.judged import fields_of
from communique.compare.library import Library

ACTIONS = ("established", "planned", "ongoing", "resumed", "lapsed", "met")
"""What happens to a body, in the order of the codebook."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the documents of a year say happens to a body, in how many places."""

    year: int
    action: str
    count: int

    def to_json(self) -> dict[str, Any]:
        """The event as JSON."""
        return {"year": self.year, "action": self.action, "count": self.count}


@dataclass(frozen=True, slots=True)
class Body:
    """A body: the first and last date of documents that name it, how many these are, how often each
    action is told of it, whose it is (the most frequent first).
    """

    name: str
    first: str | None
    last: str | None
    documents: int
    mentions: int
    actions: Counter[str]
    parties: tuple[str, ...]
    events: tuple[Event, ...]

    def to_json(self) -> dict[str, Any]:
        """The body as JSON."""
        return {
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "documents": self.documents,
            "mentions": self.mentions,
            "actions": {name: self.actions[name] for name in ACTIONS if self.actions[name]},
            "parties": list(self.parties),
            "events": [event.to_json() for event in self.events],
        }


def bodies(
    library: Library,
    *,
    party: str | None = None,
    action: str | None = None,
    name: str | None = None,
    **asked: Any,
) -> tuple[Body, ...]:
    """The bodies of an archive, those that most documents name first.

    `party`: whose they are (a code); `action`: of which it is told; `name`: the one of this name;
    further filters are of documents, as `Archive.portion` takes them.
    """
    values = {"parties": party, "action": action, "name": name}
    where = {field: value for field, value in values.items() if value}
    asked = {filter: value for filter, value in asked.items() if value}

    def made() -> tuple[Body, ...]:
        found: dict[str, list[tuple[str, str | None, str, tuple[str, ...]]]] = {}
        fields = ("name", "action", "parties")
        for each in fields_of(library, "mechanisms", fields, where, **asked):
            called, what, parties = each.values
            if called:
                rows = found.setdefault(str(called), [])
                rows.append((each.document, each.date, str(what), parties))
        held = [_body(called, rows) for called, rows in found.items()]
        return tuple(sorted(held, key=lambda body: (-body.documents, body.name)))

    return library.kept(("bodies", str(sorted(where.items())), str(sorted(asked.items()))), made)


def _body(name: str, rows: Sequence[tuple[str, str | None, str, tuple[str, ...]]]) -> Body:
    sides = Counter(code for _, _, _, parties in rows for code in parties)
    years: Counter[tuple[int, str]] = Counter()
    for (date, action), count in Counter((date, action) for _, date, action, _ in rows).items():
        if date and (first := day(date)):
            years[first.year, action] += count
    return Body(
        name,
        *ends(date for _, date, _, _ in rows),
        len({document for document, _, _, _ in rows}),
        len(rows),
        Counter(action for _, _, action, _ in rows),
        tuple(code for code, _ in sides.most_common()),
        tuple(Event(year, action, count) for (year, action), count in sorted(years.items())),
    )
