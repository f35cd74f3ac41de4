"""Processes that read inputs side by side, each of which may die or hang without harm to the
others.

The standard library's pool gives up all its work when one process dies and cannot stop one that
hangs. Here each process has a pipe of its own: a death or a missed deadline costs the one input it
was reading, and a new process takes its place. At most two inputs a process are on their way, so
that memory does not grow with the number of inputs.

Processes are spawned, not forked: a fork would copy open databases and locks.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from communique.archive.reading import Failure, Job, Outcome, names_of, read
from communique.errors import ReadingFailed, ReadingTooSlow

_AHEAD = 2
"""Inputs a process has at once: one it reads, and the next, so that it never waits for the writer.
"""

_START = 120.0
"""Seconds that starting may take: one as a rule, more on a machine under load."""

_CANNOT_START = (
    "Try with one worker. In a script of your own, call `add` below `if __name__ == '__main__':`."
)


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and the inputs it has, the one being read first."""

    process: BaseProcess
    pipe: Connection
    jobs: deque[Job] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class Workers:
    """Reads jobs with `count` processes; use it in a `with` statement, which ends them."""

    def __init__(self, count: int, *, names_paths: Sequence[str] = (), timeout: float) -> None:
        self._names = tuple(names_paths)
        self._timeout = timeout
        self._died: set[int] = set()
        self._unready = 0
        self._workers = [self._start() for _ in range(count)]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(5)

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._names), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def run(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """The outcomes of all jobs, in the order in which they are done.

        Raises `reading-failed` if the processes cannot even start.
        """
        while True:
            self._feed(jobs)
            busy = {worker.pipe: worker for worker in self._workers if worker.jobs}
            if not busy:
                return
            first = min(map(self._due, busy.values()))
            ready = wait(list(busy), max(0.0, first - time.monotonic()))
            for pipe in ready:
                assert isinstance(pipe, Connection)
                outcome = self._take(busy[pipe])
                if outcome is not None:
                    yield outcome
            if not ready:
                yield from self._late(list(busy.values()))

    def _due(self, worker: _Worker) -> float:
        """When a process must have answered; starting does not count as reading."""
        return worker.since + self._timeout + (0.0 if worker.ready else _START)

    def _feed(self, jobs: Iterator[Job]) -> None:
        # Breadth first: every process gets one before any gets its second.
        for depth in range(1, _AHEAD + 1):
            for at, worker in enumerate(self._workers):
                if len(worker.jobs) < depth:
                    job = next(jobs, None)
                    if job is None:
                        return
                    self._send(at, job)

    def _send(self, at: int, job: Job) -> None:
        worker = self._workers[at]
        if not worker.jobs:
            worker.since = time.monotonic()
        worker.jobs.append(job)
        # A dead one says so when its pipe is read, and what it had is sent again.
        with suppress(OSError):
            worker.pipe.send(job)

    def _take(self, worker: _Worker) -> Outcome | None:
        """The outcome a process sent; None if it is but ready, or died and is given another try."""
        try:
            outcome = worker.pipe.recv()
        except (EOFError, OSError):
            return self._dead(worker)
        worker.since = time.monotonic()
        if outcome is None:
            worker.ready = True
            self._unready = 0
            return None
        assert isinstance(outcome, Outcome)
        worker.jobs.popleft()
        return outcome

    def _dead(self, worker: _Worker) -> Outcome | None:
        if not worker.ready:
            self._unready += 1
            if self._unready > 2 * len(self._workers):
                raise ReadingFailed("the processes that read cannot start", advice=_CANNOT_START)
            self._renew(worker)
            return None
        job = worker.jobs[0]
        if job.number not in self._died:
            # It may have died of something else: lack of memory, an impatient user.
            self._died.add(job.number)
            self._renew(worker)
            return None
        return self._lost(
            worker, ReadingFailed(f"the process that read {job.source.name} died, twice")
        )

    def _late(self, workers: list[_Worker]) -> Iterator[Outcome]:
        now = time.monotonic()
        for worker in workers:
            if now >= self._due(worker):
                name = worker.jobs[0].source.name
                message = f"reading {name} took more than {self._timeout:,.0f} seconds"
                yield self._lost(worker, ReadingTooSlow(message))

    def _lost(self, worker: _Worker, error: ReadingFailed | ReadingTooSlow) -> Outcome:
        """Give up what a process was reading, and say so."""
        job = worker.jobs.popleft()
        self._renew(worker)
        return Outcome(job.number, failure=Failure.of(job.source.name, error))

    def _renew(self, worker: _Worker) -> None:
        """End a process and start another with the inputs it had."""
        worker.process.kill()
        worker.process.join(5)
        worker.pipe.close()
        at = self._workers.index(worker)
        self._workers[at] = self._start()
        for waiting in worker.jobs:
            self._send(at, waiting)


def _work(pipe: Connection, names_paths: tuple[str, ...]) -> None:
    """What a process does: read what comes through the pipe until it closes."""
    # Ctrl-C reaches every process of a terminal; the one that writes decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    names = names_of(names_paths)
    # The pipe closes when whoever writes has died: then there is nothing left to do or to say.
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(read(pipe.recv(), names))
