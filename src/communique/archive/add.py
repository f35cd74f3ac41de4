"""Adding many inputs to an archive: read side by side, written by one, each whole or not at all.

    summary = add(archive, collect(["statements/"]), on_progress=print)
    summary.counts["added"], summary.failed

What the archive holds already is only hashed, so that the same call goes on after an interruption.
One input that cannot be read, hangs, or ends its process costs that input alone. Left out: where
inputs come from, and what manifests say of them (read/inputs.py).
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.archive.entries import SourceGap, Status
from communique.archive.prepare import Prepared
from communique.archive.reading import Failure, Job, Outcome, names_of, read
from communique.archive.store import Archive
from communique.archive.workers import Workers
from communique.errors import InputError, ReadingFailed
from communique.read.analyse import MAX_BYTES
from communique.read.inputs import Input

TIMEOUT = 300.0
"""Seconds one input may take: the largest allowed takes about one minute."""

_GROUP, _GROUP_SECONDS = 50, 1.0
"""Sources written in one transaction: fifty cost little more than one, and little is done twice."""

_AHEAD, _AHEAD_BYTES = 400, 16_000_000
"""What may wait for an earlier, slower input. Sources are written in the order given, so that the
same inputs make the same archive however many processes read; beyond this, memory is dearer."""

_FEW_FILES, _FEW_BYTES = 24, 1_000_000
"""Below both, reading here is quicker than starting processes (one second)."""

Progress = Callable[[int, int | None, str], None]
Found = Input | tuple[str, InputError]


@dataclass(slots=True)
class Summary:
    """What became of all inputs: how many by status, which failed and why, gaps met in others."""

    counts: Counter[Status] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    gaps: list[SourceGap] = field(default_factory=list)
    documents: int = 0
    seconds: float = 0.0


class Interrupted(KeyboardInterrupt):
    """Ctrl-C during `add`: the archive is whole, and `summary` says what is in it."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


@dataclass(frozen=True, slots=True)
class _Plan:
    """A job, the digest of its fields, and whether what the archive holds is read again."""

    job: Job
    digest: str
    again: bool


def add(
    archive: Archive,
    inputs: Iterable[Found],
    *,
    fields: Mapping[str, Any] | None = None,
    names_paths: Sequence[str | Path] = (),
    workers: int | None = None,
    on_progress: Progress | None = None,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    reread: bool = False,
) -> Summary:
    """Read inputs and store them; give what became of each.

    `inputs` are those of `communique.read.inputs.collect`; `fields` are set for every document,
    over what manifests say. A person's edits stand over both. `on_progress` gets inputs done, all
    inputs and a name. `reread` reads again what is held. With several `workers` (default: one a
    core, none for a few small files) this must not run while a script is imported, as with all of
    multiprocessing. Raises `names-table`, `archive-locked`, `archive-unusable`, and `Interrupted`;
    what was stored before is whole in each case.
    """
    run = _Run(archive, list(inputs), on_progress)
    run.refuse()
    paths = tuple(str(path) for path in names_paths)

    def plans(piped: bool) -> Iterator[_Plan]:
        some = ((n, one) for n, one in enumerate(run.inputs) if (one.data is not None) == piped)
        return _plans(archive, some, fields or {}, max_bytes=max_bytes, reread=reread)

    count = _count(run.inputs, workers)
    try:
        # Loaded here also for the processes: a mistake in a table is said once, not by each.
        names = names_of(paths)

        def here(jobs: Iterator[Job]) -> Iterator[Outcome]:
            return (read(job, names) for job in jobs)

        run.take(plans(True), here)  # what was piped in is here already
        if count == 1:
            run.take(plans(False), here)
        else:
            with Workers(count, names_paths=paths, timeout=timeout) as pool:
                run.take(plans(False), pool.run)
    except KeyboardInterrupt as error:
        run.flush()
        raise Interrupted(run.summary) from error
    finally:
        run.summary.seconds = time.monotonic() - run.started
    return run.summary


def _count(inputs: Sequence[Input], workers: int | None) -> int:
    """How many processes to read with; 1 is this one."""
    if workers is not None:
        return max(1, min(workers, len(inputs)))
    few = len(inputs) < _FEW_FILES and sum(map(_size, inputs)) < _FEW_BYTES
    return 1 if few else max(1, min(_cores(), len(inputs)))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _size(one: Input) -> int:
    try:
        return len(one.data) if one.data is not None else os.path.getsize(str(one.path))
    except OSError:
        return 0


def _plans(
    archive: Archive,
    inputs: Iterable[tuple[int, Input]],
    fields: Mapping[str, Any],
    *,
    max_bytes: int,
    reread: bool,
) -> Iterator[_Plan]:
    """What to read of each input, in order; looked up as late as it is needed."""
    for number, one in inputs:
        given = {**one.fields, **fields}
        digest = _digest(given)
        held = archive.held(one.identity)
        again = reread or (held is not None and held[1] != digest)
        known = held[0] if held is not None and not again else None
        yield _Plan(Job(number, one, given, known, max_bytes), digest, again)


def _digest(fields: Mapping[str, Any]) -> str:
    """A short digest of fields; empty for none."""
    if not fields:
        return ""
    said = json.dumps(fields, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(said.encode()).hexdigest()[:16]


class _Run:
    """One call of `add`: what is waiting to be written, and the summary so far."""

    def __init__(self, archive: Archive, found: list[Found], on_progress: Progress | None) -> None:
        self.archive = archive
        self.started = time.monotonic()
        self.summary = Summary()
        self.inputs = [one for one in found if not isinstance(one, tuple)]
        self._refused = [one for one in found if isinstance(one, tuple)]
        self._progress = on_progress or (lambda done, total, name: None)
        self._total = len(found)
        self._done = 0
        self._plans: dict[int, _Plan] = {}
        self._waiting: dict[int, tuple[_Plan, Prepared]] = {}
        self._bytes = 0
        self._since = 0.0

    def refuse(self) -> None:
        """Count the inputs that could not even be found."""
        for path, error in self._refused:
            self.fail(Failure.of(path, error))
            self._step(path)

    def fail(self, failure: Failure) -> None:
        """Note an input, or a manifest, that cannot be used."""
        self.summary.failed.append(failure)

    def take(
        self, plans: Iterator[_Plan], reader: Callable[[Iterator[Job]], Iterable[Outcome]]
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

    def _jobs(self, plans: Iterator[_Plan]) -> Iterator[Job]:
        for plan in plans:
            self._plans[plan.job.number] = plan
            yield plan.job

    def _outcome(self, outcome: Outcome) -> None:
        plan = self._plans.pop(outcome.number)
        if outcome.failure is not None:
            self.fail(outcome.failure)
        elif outcome.prepared is None:
            self.summary.counts["unchanged"] += 1
        else:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting[outcome.number] = (plan, outcome.prepared)
            self._bytes += outcome.prepared.source.size
            return
        self._step(plan.job.source.name)

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
            for plan, prepared in waiting:
                self._write(plan, prepared, said)
        # Only what is on the disk is counted.
        self.summary.counts.update(said.counts)
        self.summary.failed += said.failed
        self.summary.gaps += said.gaps
        self.summary.documents += said.documents
        for plan, _ in waiting:
            self._step(plan.job.source.name)

    def _write(self, plan: _Plan, prepared: Prepared, said: Summary) -> None:
        try:
            stored = self.archive.put_prepared(prepared, fields=plan.digest, reread=plan.again)
        except (ValueError, TypeError, KeyError, sqlite3.IntegrityError) as error:
            failed = ReadingFailed(f"{plan.job.source.name} could not be stored: {error}")
            said.failed.append(Failure.of(plan.job.source.name, failed))
            return
        source = prepared.source
        said.counts[stored.status] += 1
        said.documents += len(stored.documents)
        if stored.status != "unchanged":
            said.gaps += [
                SourceGap(source.name, source.identity, gap) for gap in prepared.source_gaps()
            ]

    def _step(self, name: str) -> None:
        self._done += 1
        self._progress(self._done, self._total, name)
