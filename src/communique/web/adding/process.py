"""The process beside the server that reads what is added and writes it: pages stay quick meanwhile.

It answers what comes through its pipe, one thing after the other, and sends what it is at:

    ("add", work, done, careful)  →  ("at", total, name) … ("became", what) … ("ended", how)
    ("vectors",)                  →  ("vectors", done, total) … ("ended", how)

Whatever comes while it works makes it stop at the next input; what is stored stays whole. It ends
when the pipe closes. Every transaction is short, and one that finds the archive locked is tried
again for minutes.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from communique.errors import ArchiveLocked, CommuniqueError
from communique.web.adding.additions import Work

if TYPE_CHECKING:
    from communique.archive.batch import Became

_log = logging.getLogger("communique.web")

NICE = 5
"""How far this process stands behind those who read: its work can wait, theirs cannot."""
PATIENCE = 180.0
"""Seconds for which a locked archive is tried again."""
_BATCH = 1500
"""Passages whose vectors are made together: what a new addition waits for at most."""
_CAREFUL = 2
"""Processes that read for this one, where it died over the same work before."""

DONE, STOPPED, FAILED = "done", "stopped", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What holds for all that is added."""

    archive: str
    names: tuple[str, ...]
    vectors: bool
    max_bytes: int
    allow_private: bool


class _Stopped(Exception):
    """Something else is asked for."""


def run(pipe: Connection, options: Options) -> None:
    """Answer until the pipe closes."""
    # Ctrl-C reaches every process of a terminal; the server decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(NICE)
    adder = _Adder(pipe, options)
    with suppress(EOFError, OSError):
        while True:
            asked = pipe.recv()
            if asked == "stop":  # it came when the work was done already
                continue
            pipe.send(adder.answer(asked))


class _Adder:
    def __init__(self, pipe: Connection, options: Options) -> None:
        self._pipe = pipe
        self._options = options

    def answer(self, asked: tuple[Any, ...]) -> tuple[Any, ...]:
        """Do what was asked and say how it ended."""
        try:
            if asked[0] == "add":
                self._add(*asked[1:])
            else:
                self._vectors()
        except (KeyboardInterrupt, _Stopped):
            return ("ended", STOPPED, None)
        except CommuniqueError as error:
            return ("ended", FAILED, error.to_json())
        except Exception as error:  # noqa: BLE001 - it must not end the additions that wait
            _log.exception("adding failed")
            told = {
                "code": "reading-failed",
                "message": f"adding failed: {type(error).__name__}",
                "advice": "The server's log tells more.",
            }
            return ("ended", FAILED, told)
        return ("ended", DONE, None)

    def _add(self, work: Work, done: frozenset[str], careful: bool) -> None:
        seen = set(done)

        def became(what: Became) -> None:
            seen.update((what.identity, what.name))
            self._pipe.send(("became", what))

        _patiently(lambda: self._add_rest(work, seen, became, careful))

    def _add_rest(
        self, work: Work, seen: set[str], became: Callable[[Became], None], careful: bool
    ) -> None:
        """Add what was not seen yet."""
        from communique.archive import Archive
        from communique.archive.add import add
        from communique.archive.pages import add_pages
        from communique.read.fetching.client import Client
        from communique.read.fetching.robots import Manners
        from communique.read.uploads import uploaded

        found = [one for one in uploaded(work.files) if _key(one) not in seen]
        addresses = [one for one in work.addresses if one not in seen]
        total = len(found) + len(addresses)

        def at(_: int, __: int | None, name: str) -> None:
            self._pipe.send(("at", total, name))
            if self._pipe.poll():
                raise KeyboardInterrupt

        options = self._options
        shared: dict[str, Any] = {
            "fields": dict(work.fields),
            "names_paths": options.names,
            "max_bytes": options.max_bytes,
            "on_progress": at,
            "on_became": became,
        }
        with Archive.open(options.archive, create=True) as archive:
            if found:
                self._pipe.send(("at", total, _name(found[0])))
                add(archive, found, workers=_CAREFUL if careful else None, **shared)
            if addresses:
                manners = Manners(Client(allow_private=options.allow_private))
                add_pages(archive, addresses, manners=manners, **shared)

    def _vectors(self) -> None:
        """Make the vectors that the archive lacks."""
        from communique.archive import Archive
        from communique.compare.encoder import installed
        from communique.compare.indexing import index

        encoder = installed() if self._options.vectors else None
        if encoder is None:
            return

        def at(done: int, total: int, _: str) -> None:
            self._pipe.send(("vectors", done, total))
            if self._pipe.poll():
                raise _Stopped

        with Archive.open(self._options.archive, create=True) as archive:
            _patiently(lambda: index(archive, encoder, batch=_BATCH, on_progress=at))


def _patiently(work: Callable[[], Any]) -> None:
    """Do work that can be begun again, and again while others hold the archive."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            work()
            return
        except ArchiveLocked:
            if time.monotonic() > until:
                raise


def _key(one: Any) -> str:
    return str(one[0] if isinstance(one, tuple) else one.identity)


def _name(one: Any) -> str:
    return str(one[0] if isinstance(one, tuple) else one.name)
