"""Desks: where a request works. Each is an archive opened once and the library over it.

A request takes a desk, works and gives it back; there are a few, as SQLite and Python's own lock
let few work at a time. A desk whose archive has changed since forgets what it had read, so an
answer is always of the archive as it is. Writing goes through the same desks: SQLite lets one write
at a time and readers are never kept waiting.

    with desks.taken() as desk:
        desk.archive.find("2024-04-11")
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from communique.archive import Archive
from communique.compare.encoder import Encoder
from communique.compare.library import Library
from communique.errors import ServerBusy
from communique.names import Names

PATIENCE = 30.0
"""Seconds a request waits for a desk."""


@dataclass(slots=True)
class Desk:
    """An archive, the library over it, and the state of the archive the library was made for."""

    archive: Archive
    library: Library
    state: tuple[int, int]

    @property
    def names(self) -> Names:
        """The names tables of the server."""
        return self.library.names


class Desks:
    """Up to `count` desks over one archive, opened when they are first needed."""

    def __init__(
        self, path: str, *, names: Names, encoder: Encoder | None = None, count: int = 3
    ) -> None:
        self.path = path
        self.names = names
        self.encoder = encoder
        self._free: queue.LifoQueue[Desk] = queue.LifoQueue()
        self._left = count
        self._lock = Lock()
        self._all: list[Desk] = []

    @contextmanager
    def taken(self) -> Iterator[Desk]:
        """A desk for as long as the block lasts. Raises `server-busy`, `archive-missing`,
        `archive-unusable`, `archive-locked`.
        """
        desk = self._take()
        try:
            if desk.archive.state() != desk.state:
                desk.library = self._library(desk.archive)
                desk.state = desk.archive.state()
            yield desk
        finally:
            self._free.put(desk)

    def _take(self) -> Desk:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            pass
        with self._lock:
            opened = self._left > 0
            self._left -= opened
        if opened:
            try:
                return self._open()
            except BaseException:
                with self._lock:
                    self._left += 1
                raise
        try:
            return self._free.get(timeout=PATIENCE)
        except queue.Empty:
            raise ServerBusy("too many requests are being answered") from None

    def _open(self) -> Desk:
        archive = Archive.open(self.path, create=True, threads=True)
        desk = Desk(archive, self._library(archive), archive.state())
        with self._lock:
            self._all.append(desk)
        return desk

    def _library(self, archive: Archive) -> Library:
        return Library(archive, names=self.names, encoder=self.encoder, paths=False)

    def close(self) -> None:
        """Close all archives; no request may be at work any more."""
        for desk in self._all:
            desk.archive.close()
