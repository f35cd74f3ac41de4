"""A member of a collection: where it lies, and how to read it again without what lies around it.

    >>> step = Step("zip", "talks/a.txt", at=3)
    >>> Member("press.zip", (step,)).steps[-1].name
    'talks/a.txt'

A member is small and travels between processes: the path of the collection, and the steps that lead
into it (two, where a collection lies in another). What a process opened last stays open, so that
members in their order cost one pass over a packed file, and not one each.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, NamedTuple, Protocol

from communique.errors import InputError, InputTooLarge, InputUnreadable


class Step(NamedTuple):
    """A way into a collection: its kind, the member's name, and where it lies by the kind's own
    count (`at`, `size`, `part`).
    """

    kind: str
    name: str
    at: int = 0
    size: int = -1
    part: int = -1


class Listed(NamedTuple):
    """A member as its collection lists it. `tail` is put behind the collection's identity, unless
    the member has an `identity` of its own (the address of a web page).
    """

    step: Step
    name: str
    tail: str = ""
    identity: str | None = None
    media_type: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    retrieved: str | None = None


class Collection(Protocol):
    """An open collection. What is wrong with one member is listed, with all of it raised."""

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """Its members in order, each listed without being kept."""

    def read(self, step: Step, most: int) -> bytes:
        """A member's bytes, at most one more than `most`. Raises InputError."""

    def close(self) -> None:
        """Let go of files."""


Opener = Callable[[BinaryIO, str], Collection]
"""What a kind's module offers: from an open file and its name to the collection."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member lies."""

    path: str
    steps: tuple[Step, ...]

    def read(self, *, max_bytes: int | None = None) -> bytes:
        """The member's bytes. Raises `unreadable`, `too-large` and what its collection raises."""
        from communique.read.collections.kinds import open_kind
        from communique.read.collections.limits import DEFAULT

        most = max_bytes if max_bytes is not None else DEFAULT.nested
        with _LOCK:
            try:
                opened = _SHELF.get(self.path, self.steps, open_kind, DEFAULT.nested)
                data = opened.read(self.steps[-1], most)
            except OSError as error:
                why = error.strerror or str(error)
                raise InputUnreadable(f"{self.path} cannot be read: {why}") from error
        if len(data) > most:
            raise InputTooLarge(f"{self.steps[-1].name} has more than {most:,} bytes")
        return data


class _Shelf:
    """The last collections that were opened, by path, time of change and the steps before."""

    def __init__(self) -> None:
        self._held: dict[tuple[object, ...], Collection] = {}

    def get(
        self,
        path: str,
        steps: tuple[Step, ...],
        open_kind: Callable[[str, BinaryIO, str], Collection],
        most: int,
    ) -> Collection:
        """The innermost collection that the steps lead into, open."""
        status = os.stat(path)
        key = (path, status.st_mtime_ns, status.st_size, steps[0].kind, steps[:-1])
        if key in self._held:
            self._held[key] = found = self._held.pop(key)  # the last used goes last
            return found
        while len(self._held) > 1:
            self._held.pop(next(iter(self._held))).close()
        file: BinaryIO
        if len(steps) == 1:
            file = open(path, "rb")  # noqa: SIM115 - the collection closes it
        else:
            with closing(open_kind(steps[0].kind, open(path, "rb"), path)) as outer:
                data = outer.read(steps[0], most)
            if len(data) > most:
                raise InputTooLarge(f"{steps[0].name} in {path} has more than {most:,} bytes")
            file = BytesIO(data)
        try:
            found = open_kind(steps[-1].kind, file, path)
        except BaseException:
            file.close()
            raise
        self._held[key] = found
        return found

    def clear(self) -> None:
        """Close everything."""
        while self._held:
            with suppress(Exception):
                self._held.popitem()[1].close()


_SHELF = _Shelf()
_LOCK = threading.Lock()
atexit.register(_SHELF.clear)


def forget() -> None:
    """Close the collections that are held open, for who wants to move or replace their files."""
    with _LOCK:
        _SHELF.clear()
