"""The queue of additions: one is at work, the others wait; how far each is can be asked any time.

    queue = Additions(Options(archive="communique.db", …))
    addition = queue.put(queue.new_id(), Work(addresses=("https://example.org/",)), who="Ada")
    queue.get(addition.id).counts

The work is done by a process of its own (process.py), which is started when it is needed and ends
when nothing was asked of it for a while. Should it die over an input, the work goes on with
processes that may die one by one. After the additions the vectors are made that the archive lacks.
Left out: keeping the queue over a restart; what was stored by then stays.
"""

from __future__ import annotations

import atexit
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Condition, Thread
from typing import Any
from uuid import uuid4

from communique.errors import AdditionNotFound, ReadingFailed, ServerBusy
from communique.web.adding.additions import Addition, Item, State, Work
from communique.web.adding.process import DONE, FAILED, STOPPED, Options, run
from communique.web.adding.spool import Spool

MOST_WAITING = 200
"""Additions that may wait."""
MOST_KEPT = 200
"""Additions that have ended and are still told of."""
SILENCE = 420.0
"""Seconds without a word after which the process is taken for dead: one input may take 300."""
GRACE = 10.0
"""Seconds that the process has to stop when it is told to."""
IDLE = 120.0
"""Seconds without work after which the process ends."""
_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class VectorsState:
    """How far the vectors of the archive are: `none` (no encoder), `waiting`, `working`, `done`,
    or `failed`; counted in passages of this run."""

    state: str
    done: int = 0
    total: int = 0

    def to_json(self) -> dict[str, Any]:
        """The state as REST gives it."""
        return {"state": self.state, "done": self.done, "total": self.total}


class Additions:
    """All additions of a server, of which one is at work at a time. Thread-safe."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.spool = Spool()
        self.vectors = VectorsState("waiting" if options.vectors else "none")
        self._all: dict[str, Addition] = {}
        self._waiting: deque[Addition] = deque()
        self._cancelled: set[str] = set()
        self._changed = Condition()
        self._closed = False
        self._due = False
        self._thread: Thread | None = None
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        # A server that does not end in order must not wait for the process either.
        atexit.register(self._stop_process)

    @staticmethod
    def new_id() -> str:
        """An id for an addition whose files are still coming."""
        return uuid4().hex[:12]

    def put(self, id: str, work: Work, *, who: str | None) -> Addition:
        """Add to the queue. Raises `server-busy` for too many that wait."""
        made = Addition(id, who, work, total=len(work.files) + len(work.addresses))
        with self._changed:
            if self._closed or len(self._waiting) >= MOST_WAITING:
                raise ServerBusy(f"{len(self._waiting)} additions are waiting")
            self._all[id] = made
            self._waiting.append(made)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="additions", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return made.copy()

    def get(self, id: str) -> Addition:
        """An addition as it is at this moment. Raises `addition-not-found`."""
        with self._changed:
            return self._known(id).copy()

    def recent(self) -> list[Addition]:
        """All that are known as they are at this moment, the newest first."""
        with self._changed:
            return [each.copy() for each in reversed(self._all.values())]

    def cancel(self, id: str) -> Addition:
        """Stop an addition at its next input; what is stored stays. Raises `addition-not-found`."""
        with self._changed:
            found = self._known(id)
            if found.open:
                self._cancelled.add(id)
            if found in self._waiting:
                self._waiting.remove(found)
                self._end(found, State.CANCELLED)
            self._changed.notify_all()
            return found.copy()

    def _known(self, id: str) -> Addition:
        found = self._all.get(id)
        if found is None:
            raise AdditionNotFound(f"there is no addition {id}")
        return found

    def close(self) -> None:
        """Stop all work. What is stored is whole."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(GRACE)
        self._stop_process()
        atexit.unregister(self._stop_process)
        self.spool.close()

    # -- the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closed:
            addition = self._next()
            if addition is not None:
                self._serve(addition)
            elif self._due and not self._closed:
                self._make_vectors()
        self._stop_process()

    def _next(self) -> Addition | None:
        """The next addition; None where there is none, or vectors are due."""
        with self._changed:
            while not (self._waiting or self._closed or self._due):
                if not self._changed.wait(IDLE):
                    self._stop_process()
            if self._closed or not self._waiting:
                return None
            addition = self._waiting.popleft()
            addition.state = State.WORKING
            return addition

    def _serve(self, addition: Addition) -> None:
        careful = False
        while addition.open:
            try:
                how, error = self._ask(
                    ("add", addition.work, frozenset(_seen(addition)), careful),
                    lambda told: self._told(addition, told),
                    stop=lambda: addition.id in self._cancelled,
                )
            except (EOFError, OSError):
                self._stop_process()
                how, error = STOPPED, None
                if addition.id not in self._cancelled and not self._closed:
                    if not careful:
                        careful = True
                        continue
                    died = ReadingFailed("the process that reads died, twice", advice=_ADVICE)
                    how, error = FAILED, died.to_json()
            with self._changed:
                state = {DONE: State.DONE, STOPPED: State.CANCELLED, FAILED: State.FAILED}[how]
                self._end(addition, state, error)
                self._due = self.options.vectors
                if self._due:
                    self.vectors = VectorsState("waiting")

    def _told(self, addition: Addition, told: tuple[Any, ...]) -> None:
        with self._changed:
            if told[0] == "became":
                addition.items.append(Item.of(told[1]))
                addition.done = len(addition.items)
            else:
                # What an earlier try has done is not in the count of this one.
                addition.total = max(told[1], addition.total, addition.done)
                addition.at = told[2]

    def _end(
        self, addition: Addition, state: State, error: Mapping[str, str] | None = None
    ) -> None:
        """Note how an addition ended, and forget the oldest."""
        addition.state, addition.error, addition.at = state, error, ""
        addition.ended = datetime.now(UTC)
        if state is State.DONE:
            addition.total = addition.done
        self._cancelled.discard(addition.id)
        self.spool.drop(addition.id)
        ended = [each.id for each in self._all.values() if not each.open]
        for id in ended[: max(0, len(ended) - MOST_KEPT)]:
            del self._all[id]

    def _make_vectors(self) -> None:
        def told(message: tuple[Any, ...]) -> None:
            self.vectors = VectorsState("working", message[1], message[2])

        self.vectors = VectorsState("working")
        try:
            how, _ = self._ask(("vectors",), told, stop=lambda: bool(self._waiting))
        except (EOFError, OSError):
            self._stop_process()
            how = FAILED
        # What was stopped for an addition is due again when that has ended.
        self._due = False
        state = {DONE: "done", STOPPED: "waiting", FAILED: "failed"}[how]
        self.vectors = replace(self.vectors, state=state)

    # -- the process ---------------------------------------------------------------------------

    def _ask(
        self,
        what: tuple[Any, ...],
        told: Callable[[tuple[Any, ...]], None],
        *,
        stop: Callable[[], bool],
    ) -> tuple[str, Mapping[str, str] | None]:
        """Have the process do something until it ends. Raises EOFError where the process died, did
        not stop when it was told to, or was silent for too long.
        """
        pipe = self._started()
        pipe.send(what)
        heard, stopping = time.monotonic(), 0.0
        while True:
            if pipe.poll(_LOOK):
                message = pipe.recv()
                heard = time.monotonic()
                if message[0] == "ended":
                    return message[1], message[2]
                told(message)
            elif time.monotonic() - heard > SILENCE:
                raise EOFError
            if not stopping and (self._closed or stop()):
                stopping = time.monotonic()
                pipe.send("stop")
            if stopping and time.monotonic() - stopping > (1.0 if self._closed else GRACE):
                raise EOFError

    def _started(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._stop_process()
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=run, args=(theirs, self.options), name="adding")
            process.start()
            theirs.close()
            self._pipe, self._process = ours, process
        return self._pipe

    def _stop_process(self) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
        if process is not None:
            process.terminate()
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join(5)


_ADVICE = "What was stored before stays. Add the others a few at a time to find the one it is."


def _seen(addition: Addition) -> list[str]:
    """What an addition need not do again."""
    return [key for item in addition.items for key in (item.identity, item.name)]
