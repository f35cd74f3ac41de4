"""One addition: what was asked to be added, how far the work is, and what became of each input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from communique.archive.batch import Became
from communique.archive.entries import FieldValue
from communique.archive.reading import Failure
from communique.read.uploads import Upload

SKIPPED = "skipped"
REFUSED = "refused"


class State(StrEnum):
    """How far an addition is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


OPEN = (State.WAITING, State.WORKING)
"""States that are followed by another."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be added: files that came, addresses of the web, and header fields for all."""

    files: tuple[Upload, ...] = ()
    addresses: tuple[str, ...] = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one input. `status` is that of `communique add`, else `refused` or `skipped`
    with the failure; `documents` are ids."""

    name: str
    identity: str
    status: str
    documents: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    failure: Failure | None = None

    @classmethod
    def of(cls, became: Became) -> Item:
        """The item of what became of an input."""
        failure = became.failure
        status: str = became.status or REFUSED
        if failure is not None:
            status = SKIPPED if failure.code == "skipped" else REFUSED
        gaps = tuple((gap.code, gap.message) for gap in became.gaps)
        return cls(became.name, became.identity, status, tuple(became.documents), gaps, failure)

    def to_json(self) -> dict[str, Any]:
        """The item as REST gives it."""
        error = None
        if self.failure is not None:
            _, code, message, advice = self.failure
            error = {"code": code, "message": message, "advice": advice}
        return {
            "name": self.name,
            "identity": self.identity,
            "status": self.status,
            "documents": list(self.documents),
            "gaps": [{"code": code, "message": message} for code, message in self.gaps],
            "error": error,
        }


@dataclass(slots=True)
class Addition:
    """One addition. Changed by the queue alone, under its lock; `copy` is for whoever shows it."""

    id: str
    who: str | None
    work: Work
    state: State = State.WAITING
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: datetime | None = None
    done: int = 0
    total: int = 0
    at: str = ""
    items: list[Item] = field(default_factory=list)
    error: Mapping[str, str] | None = None

    def copy(self) -> Addition:
        """It as it is now, whatever becomes of it."""
        return replace(self, items=list(self.items))

    @property
    def open(self) -> bool:
        """Whether anything of it is still to be done."""
        return self.state in OPEN

    @property
    def counts(self) -> dict[str, int]:
        """How many inputs by what became of them."""
        return dict(sorted(Counter(item.status for item in self.items).items()))

    @property
    def names(self) -> Sequence[str]:
        """What it was asked to add, as people call it."""
        return [each.label for each in self.work.files] + list(self.work.addresses)

    def to_json(self) -> dict[str, Any]:
        """How far it is, as REST gives it, without the items."""
        return {
            "id": self.id,
            "state": self.state.value,
            "who": self.who,
            "created": self.created.isoformat(timespec="seconds"),
            "ended": self.ended.isoformat(timespec="seconds") if self.ended else None,
            "progress": {"done": self.done, "total": self.total, "name": self.at},
            "counts": self.counts,
            "error": dict(self.error) if self.error else None,
        }
