"""A packed file read forward, as if it were not packed: gzip, bzip2, xz, or plain.

Recognises the packing by the first bytes. Bounded: what is unpacked in all, and how many times its
packed size it may be; one read may not ask for more than a collection's headers and members can
need. Left out: reading backward, which would unpack from the start again (open another).

    >>> import gzip, io
    >>> stream = Stream(io.BytesIO(gzip.compress(b"Both sides met.")), "a.gz")
    >>> stream.seek(5), stream.read(5)
    (5, b'sides')
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from typing import BinaryIO, Protocol

from communique.errors import InputBomb, InputBroken
from communique.read.collections.limits import DEFAULT, Limits, refuse_ratio

_CHUNK = 1 << 18


class Stream:
    """A packed file, unpacked as far as it is read. It has its own place in the file below, so that
    several streams can read one file in turn. `last` is what was read last.
    """

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self.name, self._limits = name, limits
        self._below = _Place(file)
        self._plain = unpacked(self._below)
        self._packed = self._plain is not self._below
        self._at = 0
        self.last = b""

    def tell(self) -> int:
        """Where the next read begins, in unpacked bytes."""
        return self._at

    def seek(self, at: int, whence: int = os.SEEK_SET) -> int:
        """Go forward. Raises `broken` where the file ends before."""
        if whence != os.SEEK_SET or at < self._at:
            raise InputBroken(f"{self.name}: a part lies before the one that leads to it")
        while self._at < at:
            if not self.read(min(_CHUNK, at - self._at)):
                break
        return self._at

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer at the end."""
        if size < 0 or size > self._limits.nested + 1:
            raise InputBomb(f"{self.name}: a header asks for {size:,} bytes at once")
        parts = []
        while size > 0:
            part = self._plain.read(min(size, _CHUNK))
            if not part:
                break
            parts.append(part)
            size -= len(part)
            self._at += len(part)
            self._refuse()
        self.last = b"".join(parts)
        return self.last

    def _refuse(self) -> None:
        if self._at > self._limits.total_bytes:
            raise InputBomb(f"{self.name} unpacks to more than {self._limits.total_bytes:,} bytes")
        if self._packed:
            refuse_ratio(self._at, self._below.tell(), name=self.name, limits=self._limits)


class Reads(Protocol):
    """What can be read forward."""

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer at the end."""


def unpacked(file: _Place) -> Reads:
    """The file as it would be unpacked, by its first bytes; itself if it is not packed."""
    head = file.read(6)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file, mode="rb")
    if head.startswith(b"BZh"):
        return bz2.BZ2File(file, "rb")
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(file, "rb")  # type: ignore[arg-type]
    return file


class _Place:
    """A place in a file that others read, too."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0

    def read(self, size: int = -1) -> bytes:
        self._file.seek(self._at)
        data = self._file.read(size)
        self._at += len(data)
        return data

    def seek(self, at: int, whence: int = os.SEEK_SET) -> int:
        if whence != os.SEEK_SET:
            self._file.seek(0, os.SEEK_END)
            at += self._file.tell() if whence == os.SEEK_END else self._at
        self._at = at
        return at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    @property
    def closed(self) -> bool:
        return self._file.closed
