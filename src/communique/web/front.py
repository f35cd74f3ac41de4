"""What the first page tells of the whole archive, made once for each state of it.

Counts and the timeline of a small archive are made when somebody asks; the timeline of a large one
takes a second: it is made in a thread, and meanwhile the one before it is shown.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock, Thread

from communique.archive import Entry
from communique.archive.entries import Info
from communique.report.timelines import Timeline, of_library
from communique.web.desks import Desk, Desks
from communique.web.kept import Kept, State

FEW = 1500
"""Documents whose timeline is made while the reader waits: a tenth of a second."""
PAUSE = 5.0
"""Seconds between two timelines of a large archive that changes all the time."""
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

    def __init__(self, kept: Kept, desks: Desks) -> None:
        self._kept = kept
        self._desks = desks
        self._lock = Lock()
        self._thread: Thread | None = None
        self._next = 0.0
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
        few = self.facts(desk).info.documents <= FEW
        with self._lock:
            state = self._kept.state()
            if self._shown is not None and self._shown[0] == state:
                return self._shown[1]
            if few:
                self._shown = state, Shown(of_library(desk.library), True)
                return self._shown[1]
            working = self._thread is not None and self._thread.is_alive()
            if not working and time.monotonic() >= self._next:
                self._thread = Thread(target=self._make, name="timeline", daemon=True)
                self._thread.start()
            return Shown(self._shown[1].timeline if self._shown else None, False)

    def _make(self) -> None:
        with self._desks.taken() as desk:
            state = self._kept.state()
            made = of_library(desk.library)
        with self._lock:
            self._shown = state, Shown(made, True)
            self._next = time.monotonic() + PAUSE

    def close(self) -> None:
        """Wait for what is being made."""
        if self._thread is not None:
            self._thread.join(20)

    def members(self, desk: Desk, label: str) -> list[str] | None:
        """The ids of the documents of a lane of the timeline; None for a label it does not have."""
        shown = self.timeline(desk)
        lane = shown.timeline.lane(label) if shown.timeline else None
        return None if lane is None else lane.ids
