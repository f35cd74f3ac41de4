"""The promises and figures of the archive as columns in memory, one for the whole server.

They are made when somebody first asks and again when the archive has changed; what became of the
promises comes from `kept`. A page asks with the desk it works at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from communique.archive import Archive
from communique.check.columns import Numbers
from communique.check.fates import Fate
from communique.check.measures import Measures
from communique.check.promises import Promises
from communique.web.kept import Held, Kept


@dataclass(frozen=True, slots=True)
class Promised:
    """All promises, what became of each by id and by number, and how current that is."""

    promises: Promises
    fates: Mapping[str, Fate]
    status: Numbers
    held: Held


class Registers:
    """What is kept in memory over one archive. Thread-safe."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._lock = Lock()
        self._promises: Promises | None = None
        self._measures: Measures | None = None
        self._fates: tuple[Any, Mapping[str, Fate]] = (None, {})
        self._status: tuple[Any, Any, Numbers] | None = None

    def promised(self, archive: Archive) -> Promised:
        """The promises of an archive as it is now."""
        held = self._kept.get("fates")
        with self._lock:
            promises = self._promises = Promises.of(archive, self._promises)
            if self._fates[0] is not held.value:
                made = {id: Fate(*each) for id, each in (held.value or {}).items()}
                self._fates = held.value, made
            fates = self._fates[1]
            known = self._status
            if known is None or known[0] is not promises or known[1] is not fates:
                known = self._status = promises, fates, promises.status(fates)
            return Promised(promises, fates, known[2], held)

    def measures(self, archive: Archive) -> Measures:
        """The figures of an archive as it is now."""
        with self._lock:
            self._measures = Measures.of(archive, self._measures)
            return self._measures
