"""What the first page tells of the whole archive, made once for each state of it.

Counts and the timeline of a small archive are made when somebody asks; the timeline of a large one
takes a second and comes from `kept`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock

from communique.archive import Entry
from communique.archive.entries import Info
from communique.report.timelines import Timeline, of_library
from communique.web.desks import Desk
from communique.web.kept import Kept, State

FEW = 1500
"""Documents whose timeline is made while the reader waits: a tenth of a second."""
RECENT = 8
"""Documents shown of what came in last."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of the archive, and what came in last."""

    info: Info
    findings: dict[str, int]
    recent: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The timeline, None where none is made yet, and whether it is of the archive as it is."""

    timeline: Timeline | None
    current: bool


class Front:
    """The facts and the timeline of one archive. Thread-safe."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._lock = Lock()
        self._facts: tuple[State, Facts] | None = None
        self._shown: tuple[State, Shown] | None = None

    def facts(self, desk: Desk) -> Facts:
        """The counts, and what came in last."""
        with self._lock:
            state = self._kept.state()
            if self._facts is None or self._facts[0] != state:
                recent, _ = desk.archive.page(0, RECENT, sort="added", reverse=True)
                held = Facts(desk.archive.info(), desk.archive.finding_counts(), tuple(recent))
                self._facts = state, held
            return self._facts[1]

    def timeline(self, desk: Desk) -> Shown:
        """The timeline as far as it is known."""
        if self.facts(desk).info.documents > FEW:
            held = self._kept.get("timeline")
            return Shown(held.value, held.current)
        with self._lock:
            state = self._kept.state()
            if self._shown is None or self._shown[0] != state:
                self._shown = state, Shown(of_library(desk.library), True)
            return replace(self._shown[1])

    def members(self, desk: Desk, label: str) -> list[str] | None:
        """The ids of the documents of a lane of the timeline; None for a label it does not have."""
        shown = self.timeline(desk)
        lane = shown.timeline.lane(label) if shown.timeline else None
        return None if lane is None else lane.ids
