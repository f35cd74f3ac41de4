"""Exports for a browser to save: written to a file without a name first, so that what cannot be
exported is an error and no torn file, and neither memory nor a desk is held while a reader with a
slow line takes it.

Each has a connection of its own; a few at a time, and one that becomes too large is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import BinaryIO

from communique.archive import Archive
from communique.errors import ExportTooLarge, ServerBusy
from communique.names import Names
from communique.report.exports.export import Choice, Exported, export

AT_ONCE = 2
"""Exports that are written at a time."""

MOST_BYTES = 1 << 30
MOST_SECONDS = 300.0
"""Where an export ends that is larger."""

_PORTION = 1 << 18


@dataclass(frozen=True, slots=True)
class Ready:
    """An export that is written: a file to read from its beginning, its size, and what was told."""

    file: BinaryIO
    size: int
    told: Exported

    def portions(self) -> Iterator[bytes]:
        """The bytes; the file is gone at the end."""
        with self.file:
            while some := self.file.read(_PORTION):
                yield some


class Exports:
    """The exports of an archive at a path. Thread-safe."""

    def __init__(self, path: str, names: Names) -> None:
        self._path = path
        self._names = names
        self._free = BoundedSemaphore(AT_ONCE)

    def write(self, what: str, format: str, choose: Callable[[Archive], Choice]) -> Ready:
        """Write an export of what `choose` chooses. Raises `server-busy`, `export-too-large`, and
        what `export` raises.
        """
        if not self._free.acquire(blocking=False):
            raise ServerBusy(f"{AT_ONCE} exports are being written already")
        file = TemporaryFile()  # noqa: SIM115  # it outlives this: portions() closes it
        try:
            with Archive.open(self._path, create=True) as archive:
                told = export(
                    archive,
                    what,
                    file,
                    format=format,
                    choice=choose(archive),
                    # A workbook has a sheet a kind; whatever else is one stream holds one table.
                    together=format not in ("xlsx", "jsonl"),
                    names=self._names,
                    on_progress=_bounds(file),
                )
            size = file.seek(0, 2)
            file.seek(0)
            return Ready(file, size, told)
        except BaseException:
            file.close()
            raise
        finally:
            self._free.release()


def _bounds(file: BinaryIO) -> Callable[[int], None]:
    end = time.monotonic() + MOST_SECONDS

    def look(rows: int) -> None:
        if file.tell() > MOST_BYTES or time.monotonic() > end:
            raise ExportTooLarge(
                f"the export has more than {rows:,} rows and is larger than the page gives"
            )

    return look
