"""Briefs beside the pages: each is made once while the archive stays as it is, by threads of their
own, so that no page waits longer for one than it likes.

    made = briefs.get(Asked("3b0a7e3f84db4db1", "ja"), patience=0.8)
    if made is None:  # it is being made

Left out: keeping them over a restart; one takes a tenth of a second once the archive is warm.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from communique.report.brief import Brief
from communique.report.brief import brief as make
from communique.web.desks import Desks

MOST = 100
"""How many are kept, those last asked for."""

THREADS = 2
"""At once; each takes a desk."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which brief: of a document (its id), for a reader of a language, with the options of
    `communique brief`."""

    document: str
    language: str
    series: str | None = None
    as_of: str | None = None
    full: bool = False


class Briefs:
    """The briefs of the archive at some desks. `state` tells when it has changed. Thread-safe."""

    def __init__(self, desks: Desks, state: Callable[[], tuple[int, int]]) -> None:
        self._desks = desks
        self._state = state
        self._made: OrderedDict[tuple[Asked, tuple[int, int]], Future[Brief]] = OrderedDict()
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="brief")

    def get(self, asked: Asked, *, patience: float) -> Brief | None:
        """The brief; None if it is not made within `patience` seconds. Raises what making it
        raised."""
        # "Today" is part of what is asked: deadlines pass at midnight.
        key = replace(asked, as_of=asked.as_of or date.today().isoformat()), self._state()
        with self._lock:
            future = self._made.get(key)
            if future is None:
                future = self._made[key] = self._pool.submit(self._make, key[0])
            self._made.move_to_end(key)
            while len(self._made) > MOST:
                self._made.popitem(last=False)
        try:
            return future.result(patience)
        except NotYet:
            return None
        except Exception:
            # What failed may succeed next time, as when the archive was locked.
            with self._lock:
                self._made.pop(key, None)
            raise

    def close(self) -> None:
        """Stop; what is under way ends."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _make(self, asked: Asked) -> Brief:
        with self._desks.taken() as desk:
            return make(
                desk.library,
                desk.library.text(asked.document),
                language=asked.language,
                series=asked.series,
                as_of=asked.as_of,
                full=asked.full,
            )
