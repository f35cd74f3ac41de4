"""Answers over the whole archive that take seconds or minutes: worked out beside the server.

What became of every promise, which figures disagree: such an answer is made by a process of its
own, so that pages stay quick meanwhile. A page asks for it and gets what there is: the answer of
the archive as it is, an older one that is being made again, a part, or none yet. While documents
are being added, work begins only once the archive has been still for a moment. Parts that still
hold are not made again, nor after a restart (kept_store.py). A process that dies is told as an
error, and tried again when the archive changes.

    held = kept.get("fates")
    held.value, held.current, held.done
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Condition, Thread
from typing import Any

from communique.archive import Archive
from communique.web import kept_store

_log = logging.getLogger("communique.web")

WHOLES: dict[str, str] = {
    "claims": "communique.report.claims_kept:kept",
    "fates": "communique.check.fates:kept",
    "conflicts": "communique.check.courses:kept_conflicts",
    "courses": "communique.check.courses:kept_courses",
    "terms": "communique.report.histories:all_terms",
}
"""Every answer by name: the function that makes it, as `module:function`. It takes the `Library`
and gives a value that can be pickled; or, marked `in_parts` (check/parts.py), it takes the digests
of the parts known as well and gives `Part`s of JSON, which are kept in the file.
"""

QUIET = 1.0
"""Seconds without a change of the archive before work begins,"""
LONGEST = 30.0
"""but it begins so many seconds after the first change at the latest."""

State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """An answer: `value` None where none was made yet; `current` if it is of the archive as it is;
    `error` if making it failed; `done`: the share of the work that is done.
    """

    value: Any
    current: bool
    error: str | None = None
    done: float = 0.0


@dataclass(slots=True)
class _Answer:
    """What is known of an answer: the state it is of, the one it is made for, since when."""

    held: Held = field(default_factory=lambda: Held(None, False))
    made: State | None = None
    wanted: State | None = None
    since: float = 0.0
    changed: float = 0.0


class Kept:
    """The answers over one archive. Thread-safe."""

    def __init__(self, archive: str, *, names: tuple[str, ...] = (), quiet: float = QUIET) -> None:
        self._path = archive
        self._names = names
        self._quiet = quiet
        self._changed = Condition()
        self._answers: dict[str, _Answer] = {}
        self._watch: Archive | None = None
        self._store: str | None = None
        self._thread: Thread | None = None
        self._process: BaseProcess | None = None
        self._closed = False

    def get(self, name: str, *, patience: float = 0.0) -> Held:
        """The answer of a name as it is known now; a newer one is begun if it is not current.

        `patience`: seconds to wait for the current one. Raises KeyError for no name of WHOLES.
        """
        if name not in WHOLES:
            raise KeyError(name)
        until = time.monotonic() + patience
        with self._changed:
            answer = self._answer(name)
            while True:
                state = self._state()
                if answer.made == state:
                    return answer.held
                self._want(answer, state)
                left = until - time.monotonic()
                if left <= 0 or self._closed:
                    return replace(answer.held, current=False)
                self._changed.wait(min(left, 0.2))

    def detail(self, name: str, key: str) -> Any:
        """What is kept of one thing in an answer of parts; None if it is not known (yet)."""
        with self._changed:
            store = self._answer(name) and self._store
        return kept_store.detail(store, name, key) if store else None

    def warm(self, names: Iterable[str] | None = None) -> None:
        """Begin to make answers before anybody asks."""
        for name in names if names is not None else WHOLES:
            self.get(name)

    def state(self) -> State:
        """The state of the archive as it is now, to tell an answer of it from one of another."""
        with self._changed:
            return self._state()

    def close(self) -> None:
        """Stop the work; nothing is begun any more."""
        with self._changed:
            self._closed = True
            if self._process is not None:
                self._process.terminate()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(20)
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _answer(self, name: str) -> _Answer:
        """The answer of a name; what the file has of it is read when it is first asked for."""
        if name not in self._answers:
            self._store = self._store or kept_store.place_for(self._path, self._names)
            held = _merged(kept_store.parts(self._store, name))
            self._answers[name] = _Answer(
                Held(held, False) if held is not None else Held(None, False)
            )
        return self._answers[name]

    def _state(self) -> State:
        """The state of the archive as one connection sees it: numbers of another say nothing."""
        if self._watch is None:
            self._watch = Archive.open(self._path, create=True, threads=True)
        return self._watch.state()

    def _want(self, answer: _Answer, state: State) -> None:
        """Have an answer made for a state; the clock that waits for stillness begins anew."""
        now = time.monotonic()
        if self._closed or answer.wanted == state:
            return
        if answer.wanted is None:
            answer.since = now
        answer.wanted, answer.changed = state, now
        if self._thread is None:
            self._thread = Thread(target=self._run, name="kept", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        """Make what is wanted, one after the other, until the end."""
        while True:
            with self._changed:
                name = self._next()
                while name is None and not self._closed:
                    self._changed.wait(self._quiet / 4 if self._waiting() else None)
                    name = self._next()
                if self._closed or name is None:
                    return
                state = self._state()
                self._answers[name].wanted = None
            try:
                self._make(name, state)
            except Exception as error:  # noqa: BLE001 (told to the reader, never fatal)
                _log.exception("%s could not be worked out", name)
                self._tell(name, state, Held(self._answers[name].held.value, True, str(error)))

    def _waiting(self) -> bool:
        return any(each.wanted is not None for each in self._answers.values())

    def _next(self) -> str | None:
        """An answer that is wanted, and whose archive has been still or waited for long enough."""
        now = time.monotonic()
        for name, each in self._answers.items():
            if each.wanted is None:
                continue
            state = self._state()
            if state != each.wanted:
                each.wanted, each.changed = state, now
            if now - each.changed >= self._quiet or now - each.since >= LONGEST:
                return name
        return None

    def _make(self, name: str, state: State) -> None:
        """Make an answer in a process, and take what it sends."""
        ours, theirs = get_context("spawn").Pipe(duplex=False)
        process = get_context("spawn").Process(
            target=_work,
            args=(theirs, name, WHOLES[name], self._path, self._names, self._store),
            daemon=True,
        )
        with self._changed:
            if self._closed:
                return
            self._process = process
            process.start()
        theirs.close()
        try:
            while True:
                message, value, done = ours.recv()
                if message == "error":
                    raise RuntimeError(value)
                if message == "whole":
                    return self._tell(name, state, Held(value, True, None, 1.0))
                if message == "parts":
                    held = _merged(kept_store.parts(str(self._store), name))
                    return self._tell(name, state, Held(held or {}, True, None, 1.0))
                self._part(name, value, done)
        except EOFError:
            if not self._closed:
                raise RuntimeError("the process that works it out has died") from None
        finally:
            process.join(10)
            ours.close()
            with self._changed:
                self._process = None

    def _part(self, name: str, part: str | None, done: float) -> None:
        """Take a part that was made now."""
        found = kept_store.parts(str(self._store), name, part) if part is not None else {}
        with self._changed:
            answer = self._answers[name]
            value = {**(answer.held.value or {}), **(_merged(found) or {})}
            answer.held = Held(value, False, None, done)
            self._changed.notify_all()

    def _tell(self, name: str, state: State, held: Held) -> None:
        with self._changed:
            answer = self._answers[name]
            answer.made, answer.held = state, held
            self._changed.notify_all()


def _merged(parts: Mapping[str, Any]) -> dict[str, Any] | None:
    """The parts of an answer as one; None where there is none."""
    if not parts:
        return None
    return {key: value for part in parts.values() for key, value in part.items()}


def _work(
    pipe: Connection, name: str, work: str, path: str, names: tuple[str, ...], store: str
) -> None:
    """Make one answer, in the process beside the server."""
    try:
        if hasattr(os, "nice"):
            os.nice(5)  # pages go before
        _worked(pipe, name, work, path, names, store)
    except (EOFError, BrokenPipeError):  # the server is gone
        return
    except Exception as error:  # noqa: BLE001 (told to the reader, never fatal)
        _log.exception("%s could not be worked out", name)
        pipe.send(("error", f"{type(error).__name__}: {error}"[:500], 0.0))


def _worked(
    pipe: Connection, name: str, work: str, path: str, names: tuple[str, ...], store: str
) -> None:
    from communique.compare.library import Library
    from communique.names import load

    module, _, function = work.partition(":")
    make: Callable[..., Any] = getattr(import_module(module), function)
    with Archive.open(path) as archive:
        library = Library(archive, names=load(names))
        if not getattr(make, "keeps_parts", False):
            pipe.send(("whole", make(library), 1.0))
            return
        seen = []
        for part in make(library, kept_store.digests(store, name)):
            seen.append(part.name)
            if part.value is not None:
                kept_store.put(store, name, part.name, part.digest, part.value, part.details)
            pipe.send(("part", part.name if part.value is not None else None, part.done))
        kept_store.keep_only(store, name, seen)
        pipe.send(("parts", None, 1.0))
