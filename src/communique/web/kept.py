"""Answers over the whole archive that take seconds: worked out beside the server, and kept.

What became of every promise, which figures disagree: such an answer is made by one process of its
own, so that pages stay quick meanwhile, and is kept until the archive changes. A page asks for it
and gets what there is: the answer of the archive as it is, an older one that is being made again,
or none yet. Left out: keeping it over a restart.

    held = kept.get("fates")
    held.value, held.current
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from threading import Condition
from typing import Any

from communique.archive import Archive

_log = logging.getLogger("communique.web")

WHOLES: dict[str, str] = {}
"""Every answer by name: the function that makes it, as `module:function`; it takes the `Library`
and gives a value that can be pickled."""


@dataclass(frozen=True, slots=True)
class Held:
    """An answer: `value` None where none was made yet; `current` if it is of the archive as it is;
    `error` if making it failed."""

    value: Any
    current: bool
    error: str | None = None


class Kept:
    """The answers over one archive. Thread-safe."""

    def __init__(self, archive: str, *, names: tuple[str, ...] = ()) -> None:
        self._path = archive
        self._names = names
        self._changed = Condition()
        self._held: dict[str, tuple[tuple[int, int], Held]] = {}
        self._running: dict[str, tuple[int, int]] = {}
        self._watch: Archive | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def get(self, name: str, *, patience: float = 0.0) -> Held:
        """The answer of a name as it is known now; a newer one is begun if it is not current.

        `patience`: seconds to wait for the current one. Raises KeyError for no name of WHOLES.
        """
        work = WHOLES[name]
        until = time.monotonic() + patience
        with self._changed:
            while True:
                state = self._state()
                made, held = self._held.get(name, (None, Held(None, False)))
                if made == state:
                    return held
                self._begin(name, work, state)
                left = until - time.monotonic()
                if left <= 0 or self._closed:
                    return Held(held.value, False, held.error)
                self._changed.wait(left)

    def state(self) -> tuple[int, int]:
        """What changes whenever anybody writes to the archive."""
        with self._changed:
            return self._state()

    def warm(self, names: Iterable[str] | None = None) -> None:
        """Begin to make answers before anybody asks."""
        for name in names if names is not None else WHOLES:
            self.get(name)

    def close(self) -> None:
        """Stop the work; nothing is begun any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if self._pool is not None:
                for process in list(getattr(self._pool, "_processes", {}).values()):
                    process.terminate()
                self._pool.shutdown(wait=True, cancel_futures=True)
            if self._watch is not None:
                self._watch.close()

    def _state(self) -> tuple[int, int]:
        """The state of the archive as one connection sees it: numbers of another say nothing."""
        if self._watch is None:
            self._watch = Archive.open(self._path, create=True, threads=True)
        return self._watch.state()

    def _begin(self, name: str, work: str, state: tuple[int, int]) -> None:
        if self._closed or name in self._running:
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self._running[name] = state
        future = self._pool.submit(_work, work, self._path, self._names)
        future.add_done_callback(lambda done: self._done(name, state, done))

    def _done(self, name: str, state: tuple[int, int], future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not self._closed:
            _log.error("%s could not be worked out", name, exc_info=error)
        held = Held(None, True, str(error)) if error else Held(future.result(), True)
        with self._changed:
            self._running.pop(name, None)
            self._held[name] = (state, held)
            self._changed.notify_all()


def _work(work: str, path: str, names: tuple[str, ...]) -> Any:
    """Make one answer, in the process beside the server."""
    from communique.compare.library import Library
    from communique.names import load

    module, _, function = work.partition(":")
    make: Callable[[Any], Any] = getattr(import_module(module), function)
    with Archive.open(path) as archive:
        return make(Library(archive, names=load(names)))
