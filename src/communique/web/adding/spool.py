"""Where files that came wait to be read: a folder of this server alone, gone when it stops.

A file here has a number for a name; what its sender called it is a label beside it and nothing
else. What belongs to one addition is removed as soon as that has ended.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from communique.read.uploads import Upload, label_of

_CHUNK = 1 << 20


class Spool:
    """The folder; made when the first file comes."""

    def __init__(self) -> None:
        self._root: Path | None = None

    def keep(self, addition: str, files: Iterable[tuple[str, BinaryIO]]) -> tuple[Upload, ...]:
        """Copy files, by what their sender called them, for one addition."""
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="communique-"))
        folder = self._root / addition
        folder.mkdir(mode=0o700)
        kept = []
        for number, (name, file) in enumerate(files):
            path = folder / str(number)
            with open(path, "xb") as copy:
                shutil.copyfileobj(file, copy, _CHUNK)
            kept.append(Upload(path, label_of(name)))
        return tuple(kept)

    def drop(self, addition: str) -> None:
        """Remove what was kept for an addition."""
        if self._root is not None:
            shutil.rmtree(self._root / addition, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None
