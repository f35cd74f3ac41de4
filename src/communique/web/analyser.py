"""Reading a text for a request that stores nothing, in a process beside the server.

One process reads one text at a time, so that pages stay quick; a few requests may wait for it. What
takes too long costs its own request and a fresh process.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import BoundedSemaphore, Lock

from communique.errors import ReadingFailed, ReadingTooSlow, ServerBusy
from communique.names import Names

SECONDS = 120.0
"""How long a text may take, with those before it."""
WAITING = 4
"""Requests that may be at work or wait."""


class Analyser:
    """Reads texts with the names tables at these paths. Thread-safe."""

    def __init__(self, names: tuple[str, ...], *, max_bytes: int) -> None:
        self._names = names
        self._max_bytes = max_bytes
        self._free = BoundedSemaphore(WAITING)
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def read(self, data: bytes, *, name: str) -> bytes:
        """The analysis contract of bytes, as JSON. Raises `server-busy`, and what reading raises:
        `empty`, `binary`, `unsupported-format`, `too-large`, `reading-too-slow`, …
        """
        if not self._free.acquire(blocking=False):
            raise ServerBusy("too many texts are being read")
        try:
            pool = self._started()
            try:
                return pool.submit(_read, data, name, self._max_bytes).result(SECONDS)
            except TimeoutError:
                self._end(pool)
                raise ReadingTooSlow(f"{name} took more than {SECONDS:.0f} seconds") from None
            except BrokenProcessPool:
                self._end(pool)
                raise ReadingFailed(f"the process that read {name} was ended") from None
        finally:
            self._free.release()

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._end(self._pool)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, mp_context=get_context("spawn"), initializer=_load, initargs=(self._names,)
                )
            return self._pool

    def _end(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


_names: Names | None = None
"""The names tables of the process that reads."""


def _load(paths: tuple[str, ...]) -> None:
    """Load the names tables once for all texts that this process reads."""
    global _names
    from communique.names import load

    _names = load(paths)


def _read(data: bytes, name: str, max_bytes: int) -> bytes:
    from communique.find.analyse import analyse_bytes
    from communique.model.contract import to_json

    found = to_json(analyse_bytes(data, name=name, names=_names, max_bytes=max_bytes))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")
