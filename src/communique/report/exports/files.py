"""Files that are written whole or not at all, several as one.

    with whole() as out:
        out.open(Path("a.csv")).write(b"...")
        out.open(Path("a.dictionary.csv")).write(b"...")

Each is written beside its place under another name and takes it when all are complete; if anything
fails, what stood there before stands there still.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from communique.errors import InputUnreadable


class Output:
    """The files of one export."""

    def __init__(self) -> None:
        self._parts: list[tuple[BinaryIO, Path, Path]] = []

    def open(self, path: Path) -> BinaryIO:
        """A file to write to, which takes its place at the end. Raises `unreadable`."""
        with _told(path):
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
            file = os.fdopen(handle, "w+b", buffering=1 << 18)
        self._parts.append((file, Path(name), path))
        return file

    def scratch(self, beside: Path) -> BinaryIO:
        """A file that is gone when the export has ended. Raises `unreadable`."""
        with _told(beside):
            return tempfile.TemporaryFile(dir=beside.parent)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that were written, in order."""
        return tuple(path for _, _, path in self._parts)

    def keep(self) -> None:
        """Put all files in their places."""
        for file, _, path in self._parts:
            with _told(path):
                file.close()
        for _, name, path in self._parts:
            with _told(path):
                os.chmod(name, 0o666 & ~_umask())
                os.replace(name, path)

    def drop(self) -> None:
        """Take away what was written."""
        for file, name, _ in self._parts:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                os.unlink(name)


@contextmanager
def whole() -> Iterator[Output]:
    """Files that appear when the block has ended well. Raises `unreadable` where one cannot be
    written.
    """
    out = Output()
    try:
        yield out
        out.keep()
    except OSError as error:
        raise InputUnreadable(
            f"the export cannot be written: {error.strerror or error}",
            advice="Check the disk's free space and your permission to write.",
        ) from error
    finally:
        out.drop()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise InputUnreadable(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or error}",
            advice="Check the folder and your permission to write to it.",
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
