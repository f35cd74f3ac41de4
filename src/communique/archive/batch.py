"""One run of `add`: what waits to be written, in which order and groups, and the summary so far."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from communique.archive.entries import SourceGap, Status
from communique.archive.prepare import Prepared
from communique.archive.reading import Failure, Job, Outcome
from communique.archive.store import Archive
from communique.errors import InputError, ReadingFailed
from communique.model.gaps import Gap
from communique.read.inputs import Input

_GROUP, _GROUP_SECONDS = 50, 1.0
"""Sources written in one transaction: fifty cost little more than one, and little is done twice."""

_AHEAD, _AHEAD_BYTES = 400, 16_000_000
"""What may wait for an earlier, slower input. Sources are written in the order given, so that the
same inputs make the same archive however many processes read; beyond this, memory is dearer."""

Progress = Callable[[int, int | None, str], None]
Found = Input | tuple[str, InputError]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one input: stored in a way, with the ids of its documents and the gaps met in
    it, or failed. `unchanged` without documents was only hashed.
    """

    name: str
    identity: str
    status: Status | None
    documents: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    failure: Failure | None = None


OnBecame = Callable[[Became], None]
"""Called with what became of an input, once that is on the disk."""


@dataclass(slots=True)
class Summary:
    """What became of all inputs: how many by status, which failed and why, gaps met in others."""

    counts: Counter[Status] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    gaps: list[SourceGap] = field(default_factory=list)
    documents: int = 0
    seconds: float = 0.0

    def include(self, other: Summary) -> None:
        """Add what another part of the same work came to."""
        self.counts.update(other.counts)
        self.failed += other.failed
        self.gaps += other.gaps
        self.documents += other.documents
        self.seconds += other.seconds


@dataclass(frozen=True, slots=True)
class Plan:
    """A job, the digest of its fields, and whether what the archive holds is read again."""

    job: Job
    digest: str
    again: bool


class Batch:
    """One call of `add`: what is waiting to be written, and the summary so far."""

    def __init__(
        self,
        archive: Archive,
        found: list[Found],
        on_progress: Progress | None,
        on_became: OnBecame | None = None,
    ) -> None:
        self.archive = archive
        self.started = time.monotonic()
        self.summary = Summary()
        self.inputs = [one for one in found if not isinstance(one, tuple)]
        self._refused = [one for one in found if isinstance(one, tuple)]
        self._progress = on_progress or (lambda done, total, name: None)
        self._became = on_became or (lambda became: None)
        self._total = len(found)
        self._done = 0
        self._plans: dict[int, Plan] = {}
        self._waiting: dict[int, tuple[Plan, Prepared]] = {}
        self._bytes = 0
        self._since = 0.0

    def refuse(self) -> None:
        """Count the inputs that could not even be found."""
        for path, error in self._refused:
            self.fail(Failure.of(path, error), path)
            self._step(path)

    def fail(self, failure: Failure, identity: str) -> None:
        """Note an input, or a manifest, that cannot be used."""
        self.summary.failed.append(failure)
        self._became(Became(failure.name, identity, None, failure=failure))

    def take(
        self, plans: Iterator[Plan], reader: Callable[[Iterator[Job]], Iterable[Outcome]]
    ) -> None:
        """Read all plans and write what comes of them, in groups."""
        for outcome in reader(self._jobs(plans)):
            self._outcome(outcome)
            self._flush_some()
        self.flush()

    def _flush_some(self) -> None:
        """Write what is due: what stands before the first input still being read, if enough."""
        first = next(iter(self._plans), self._total)
        ready = sum(number < first for number in self._waiting)
        late = ready and time.monotonic() - self._since > _GROUP_SECONDS
        if len(self._waiting) >= _AHEAD or self._bytes >= _AHEAD_BYTES:
            self.flush()
        elif ready >= _GROUP or late:
            self.flush(before=first)

    def _jobs(self, plans: Iterator[Plan]) -> Iterator[Job]:
        for plan in plans:
            self._plans[plan.job.number] = plan
            yield plan.job

    def _outcome(self, outcome: Outcome) -> None:
        plan = self._plans.pop(outcome.number)
        source = plan.job.source
        if outcome.failure is not None:
            self.fail(outcome.failure, source.identity)
        elif outcome.prepared is None:
            self.summary.counts["unchanged"] += 1
            self._became(Became(source.name, source.identity, "unchanged"))
        else:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting[outcome.number] = (plan, outcome.prepared)
            self._bytes += outcome.prepared.source.size
            return
        self._step(source.name)

    def flush(self, *, before: int | None = None) -> None:
        """Write what is waiting (before an input), in order and in one transaction."""
        numbers = sorted(n for n in self._waiting if before is None or n < before)
        waiting = [self._waiting.pop(number) for number in numbers]
        if not waiting:
            return
        self._bytes = sum(prepared.source.size for _, prepared in self._waiting.values())
        self._since = time.monotonic()
        said = Summary()
        with self.archive.transaction():
            became = [self._write(plan, prepared, said) for plan, prepared in waiting]
        # Only what is on the disk is counted.
        self.summary.include(said)
        for each in became:
            self._became(each)
        for each in became:
            self._step(each.name)

    def _write(self, plan: Plan, prepared: Prepared, said: Summary) -> Became:
        try:
            stored = self.archive.put_prepared(prepared, fields=plan.digest, reread=plan.again)
        except (ValueError, TypeError, KeyError, sqlite3.IntegrityError) as error:
            name = plan.job.source.name
            failed = ReadingFailed(f"{name} could not be stored: {error}")
            failure = Failure.of(name, failed)
            said.failed.append(failure)
            return Became(name, plan.job.source.identity, None, failure=failure)
        source = prepared.source
        said.counts[stored.status] += 1
        said.documents += len(stored.documents)
        gaps = tuple(prepared.source_gaps()) if stored.status != "unchanged" else ()
        said.gaps += [SourceGap(source.name, source.identity, gap) for gap in gaps]
        return Became(source.name, source.identity, stored.status, stored.documents, gaps)

    def _step(self, name: str) -> None:
        self._done += 1
        self._progress(self._done, self._total, name)
