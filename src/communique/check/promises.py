"""The promises of an archive as columns in memory: filtered, counted and sorted without reading
documents.

What a ledger answers (ledger.py), for archives with many: the rows come from the store as they are,
decisions of people laid on; what became of each is given from outside (`fates.py`), as following
takes long. The same promises, language versions counted once, rejected ones left out. Words are
read only for the rows that are shown (`Archive.found_of`).

    held = Promises.of(archive)
    asked = Asked(actor="JPN", due="coming")
    found = held.asked(asked, day=date(2026, 11, 22), status=held.status(fates))
    print(found.counts("issue"), [held.ids[n] for n in found.rows[:10]])
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np

from communique.archive import Archive, tokens
from communique.archive.corrections import STATUS, as_decided
from communique.archive.found import Found
from communique.check.columns import (
    Columns,
    Mask,
    Numbers,
    Said,
    asked_span,
    numbered,
    place,
    saying,
    span,
)
from communique.check.fates import Fate
from communique.check.ledger import SETTLED, Due, one_version
from communique.model.decisions import Decision, Status
from communique.model.findings import Commitment, Force
from communique.model.gaps import Gap

Sort: TypeAlias = Literal["deadline", "date", "status", "force", "issue", "document"]
Group: TypeAlias = Literal["actor", "issue", "force", "status", "year", "due"]
GROUPS: tuple[Group, ...] = ("actor", "issue", "force", "status", "year", "due")
"""What promises can be counted by."""

FORCES = tuple(each.value for each in Force)
STATUSES = (*(each.value for each in Status), "")
"""The statuses by number; the last is that of a promise nobody has followed yet."""
UNKNOWN = len(STATUSES) - 1
DUES: tuple[Due, ...] = ("passed", "coming", "undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which promises are asked for: dates are EDTF, `documents` ids, `text` words of them."""

    actor: str | None = None
    issue: str | None = None
    force: str | None = None
    status: str | None = None
    due: Due | None = None
    due_since: str | None = None
    due_until: str | None = None
    documents: Collection[str] | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Promises(Columns):
    """All promises of an archive by number."""

    kind = Commitment.kind

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self.ids)}

    def number(self, id: str) -> int | None:
        """The number of a promise; None where somebody has rejected it, or it is gone."""
        return self._numbers.get(id)

    @cached_property
    def due(self) -> tuple[Numbers, Numbers]:
        """The first and last day of each promise's deadline; 0 where it has none."""
        spans = [span(each.get("deadline")) for each in self.fields]
        made = np.array(spans, np.int64).reshape(-1, 2)
        return made[:, 0], made[:, 1]

    @cached_property
    def force(self) -> Numbers:
        """The number in FORCES of each promise's force."""
        return np.array([FORCES.index(each["force"]) for each in self.fields], np.int64)

    @cached_property
    def issue(self) -> tuple[Numbers, tuple[str, ...]]:
        """The number of each promise's issue, and the issues by number."""
        return numbered([each.get("issue") or "" for each in self.fields])

    @cached_property
    def actors(self) -> tuple[Numbers, Numbers, tuple[str, ...]]:
        """Promise and actor of every pair of the two, and the actors by number."""
        pairs = [(n, a) for n, each in enumerate(self.fields) for a in each["actors"] or ("",)]
        codes, names = numbered([actor for _, actor in pairs])
        return np.array([number for number, _ in pairs], np.int64), codes, names

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words of each promise as they are looked for."""
        return tuple(tokens.fold(each["action"]) for each in self.fields)

    def status(self, fates: Mapping[str, Fate]) -> Numbers:
        """The number in STATUSES of what became of each promise: decided, else suggested."""
        found = [_status(self.judged.get(id), fates.get(id)) for id in self.ids]
        return np.array(found, np.int64)

    def asked(
        self,
        asked: Asked,
        *,
        day: Day,
        status: Numbers,
        sort: Sort = "deadline",
        reverse: bool = False,
    ) -> Chosen:
        """The promises that fit, seen on a day, with what became of each (`Promises.status`).

        Gaps: `ledger-versions`. Raises `invalid-field`.
        """
        kept, gaps = self._texts(asked)
        mask = kept[self.at] if len(self.at) else np.zeros(0, bool)
        today = day.toordinal()
        due = _dues(self.due[1], today)
        if asked.actor is not None:
            mask &= self._of_actor(asked.actor)
        if asked.issue is not None:
            codes, names = self.issue
            mask &= codes == place(names, asked.issue)
        if asked.force is not None:
            mask &= self.force == place(FORCES, asked.force)
        if asked.status is not None:
            mask &= status == place(STATUSES, asked.status)
        if asked.due is not None:
            mask &= due == DUES.index(asked.due)
        if asked.due_since is not None:
            mask &= self.due[1] >= asked_span("due_since", asked.due_since)[0]
        if asked.due_until is not None:
            last = asked_span("due_until", asked.due_until)[1]
            mask &= (self.due[1] > 0) & (self.due[1] <= last)
        if asked.text:
            mask = saying(mask, self.folded, asked.text)
        rows = np.flatnonzero(mask)
        order = self._order(rows, sort, due, status)
        rows = rows[order[::-1] if reverse else order]
        return Chosen(self, rows, day, status, due, gaps)

    def _of_actor(self, actor: str) -> Mask:
        numbers, codes, names = self.actors
        made = np.zeros(len(self.ids), bool)
        made[numbers[codes == place([each.upper() for each in names], actor.upper())]] = True
        return made

    def _texts(self, asked: Asked) -> tuple[Mask, tuple[Gap, ...]]:
        """Which texts are asked for, of language versions one."""
        mask = self.of_texts(
            documents=asked.documents,
            language=asked.language,
            since=asked.since,
            until=asked.until,
        )
        if mask.all():
            return self.versions
        chosen, gaps = one_version([self.texts[n] for n in np.flatnonzero(mask).tolist()])
        ids = {text.id for text in chosen}
        return np.array([text.id in ids for text in self.texts], bool), gaps

    @cached_property
    def versions(self) -> tuple[Mask, tuple[Gap, ...]]:
        """Which texts count where all are asked for, and the gap that says how many do not."""
        chosen, gaps = one_version(self.texts)
        ids = {text.id for text in chosen}
        return np.array([text.id in ids for text in self.texts], bool), gaps

    def _order(self, rows: Numbers, sort: Sort, due: Numbers, status: Numbers) -> Numbers:
        """The order of rows. By deadline: those to come, the next first; then those passed, the
        latest first; then those without. By date: the latest first.
        """
        last = self.due[1][rows]
        newest = -self.at[rows]
        if sort == "date":
            return np.lexsort((rows, newest))
        if sort == "document":
            return np.lexsort((rows,))
        if sort == "status":
            return np.lexsort((rows, newest, status[rows]))
        if sort == "force":
            return np.lexsort((rows, newest, self.force[rows]))
        if sort == "issue":
            return np.lexsort((rows, newest, self.issue[0][rows]))
        passed = due[rows] == DUES.index("passed")
        return np.lexsort((rows, np.where(passed, -last, last), _COMING[due[rows]]))


_COMING = np.array([1, 0, 2])
"""Where passed, coming and undated promises stand in the order of deadlines."""


@dataclass(frozen=True)
class Chosen:
    """The promises that were asked for, by number and in order, seen on a day."""

    held: Promises
    rows: Numbers
    day: Day
    status: Numbers
    due: Numbers
    gaps: tuple[Gap, ...] = field(default=())

    def counts(self, by: Group) -> dict[str, int]:
        """How many promises by one of GROUPS; a promise of two actors counts for each. Most first,
        years in order.
        """
        if by == "actor":
            numbers, codes, names = self.held.actors
            chosen = np.zeros(len(self.held.ids), bool)
            chosen[self.rows] = True
            return _counted(codes[chosen[numbers]], names)
        if by == "issue":
            codes, names = self.held.issue
            return _counted(codes[self.rows], names)
        if by == "force":
            return _counted(self.held.force[self.rows], FORCES)
        if by == "status":
            return _counted(self.status[self.rows], STATUSES)
        if by == "due":
            return _counted(self.due[self.rows], DUES)
        years = self._years
        found = np.unique(years[self.held.at[self.rows]], return_counts=True)
        return {
            str(y) if y else "": n
            for y, n in zip(found[0].tolist(), found[1].tolist(), strict=True)
        }

    @property
    def _years(self) -> Numbers:
        held = [
            int(t.date[:4]) if t.date and t.date[:4].isdecimal() else 0 for t in self.held.texts
        ]
        return np.array(held, np.int64)

    @property
    def settled(self) -> Mask:
        """Which of the rows have a status after which a deadline no longer matters."""
        return np.isin(self.status[self.rows], [STATUSES.index(each.value) for each in SETTLED])

    def deadlines(self) -> Iterator[tuple[Day, int]]:
        """The last day and the number of each row that has a deadline, the earliest first."""
        last = self.held.due[1][self.rows]
        for at in np.argsort(last, kind="stable").tolist():
            if last[at]:
                yield Day.fromordinal(int(last[at])), int(self.rows[at])

    def told(
        self, archive: Archive, numbers: Sequence[int], fates: Mapping[str, Fate]
    ) -> list[Told]:
        """Some of the promises with their words, read from the archive; what has gone meanwhile is
        left out.
        """
        at = {self.held.ids[number]: number for number in numbers}
        made = []
        for found in archive.found_of(Commitment.kind, list(at)):
            promise = found.finding
            assert isinstance(promise, Commitment)
            number, judged = at[promise.id], self.held.judged.get(promise.id)
            name = STATUSES[int(self.status[number])]
            verdict = judged.verdict if judged else None
            made.append(
                Told(
                    found,
                    as_decided(promise, verdict),
                    verdict,
                    judged.status if judged else None,
                    fates.get(promise.id),
                    Status(name) if name else None,
                    DUES[int(self.due[number])],
                )
            )
        return made


@dataclass(frozen=True, slots=True)
class Told:
    """A promise with its words: as the program found it and as decided, what people said of it, and
    what became of it; `status` None and no `fate` where nobody knows yet.
    """

    found: Found
    promise: Commitment
    judged: Decision | None
    decided: Decision | None
    fate: Fate | None
    status: Status | None
    due: Due

    def to_json(self) -> dict[str, Any]:
        """The promise as `Row.to_json` of a ledger tells it, mentions counted and not listed."""
        found, fate = self.found.to_json(), self.fate
        return {
            **self.promise.to_json(),
            **{name: found[name] for name in ("document", "name", "date", "language", "passage")},
            "title": self.found.entry.title,
            "due": self.due,
            "status": self.status.value if self.status else None,
            "suggested": fate.status if fate else None,
            "why": fate.why if fate else None,
            "decided_by": self.decided.who if self.decided else None,
            "judged": self.judged.verdict.value if self.judged else None,
            "last_seen": fate.date if fate else None,
            "mentions": fate.mentions if fate else None,
        }


def _status(judged: Said | None, fate: Fate | None) -> int:
    if judged is not None and judged.status is not None:
        return STATUSES.index(judged.status.fields[STATUS])
    return STATUSES.index(fate.status) if fate is not None else UNKNOWN


def _dues(last: Numbers, today: int) -> Numbers:
    """The number in DUES of each last day."""
    return np.where(last == 0, 2, np.where(last < today, 0, 1))


def _counted(codes: Numbers, names: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(codes, minlength=len(names)).tolist()
    found = [(name, count) for name, count in zip(names, counts, strict=True) if count]
    return dict(sorted(found, key=lambda pair: -pair[1]))
