"""TAR files, plain or packed with gzip, bzip2 or xz: their members in the order of the file.

Recognises the POSIX, GNU and old formats, as the standard library reads their headers. A packed
file can be read forward only; a member keeps where its bytes begin in the unpacked stream, so
members read in order cost one pass. Refused, each member by itself: links, devices, unsafe names,
sparse files, a name that stands there twice. A stream that unpacks to far more than text does ends
there.

    >>> import io
    >>> with tarfile.open(fileobj=(packed := io.BytesIO()), mode="w:gz") as made:
    ...     (info := tarfile.TarInfo("a.txt")).size = 15
    ...     made.addfile(info, io.BytesIO(b"Both sides met."))
    >>> tar = Tar(packed, "a.tgz")
    >>> [tar.read(member.step, 100) for member in tar.members()]
    [b'Both sides met.']
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import InputBroken, InputError, MemberRefused, TooManyMembers
from communique.read.collections.limits import DEFAULT, Limits, damage_told
from communique.read.collections.member import Listed, Step
from communique.read.collections.names import printable, unsafe
from communique.read.collections.unpacking import Stream


class Tar:
    """An open TAR file."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self._file, self.name, self._limits = file, name, limits
        self._stream = Stream(file, name, limits)

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """The files of the TAR in its order."""
        seen: set[str] = set()
        count = 0
        with damage_told(self.name, "a TAR file"):
            stream = Stream(self._file, self.name, self._limits)
            tar = tarfile.TarFile(fileobj=stream)  # type: ignore[arg-type]
        while True:
            with damage_told(self.name, "a TAR file"):
                info = tar.next()
                vars(tar)["members"].clear()  # else the library keeps each
            if info is None:
                # A block of zeros ends a whole file; the library stops as quietly at a cut.
                if len(stream.last) < tarfile.BLOCKSIZE or stream.last.strip(b"\0"):
                    raise InputBroken(f"{self.name} is damaged or cut off within its members")
                with damage_told(self.name, "a TAR file"):
                    while stream.read(1 << 18):  # to where a packed file has its checksum
                        pass
                return
            count += 1
            if count > self._limits.members:
                raise TooManyMembers(f"{self.name} has more than {self._limits.members:,} members")
            if info.isdir():
                continue
            name = printable(info.name) if not info.name.isprintable() else info.name
            name = name.removeprefix("./")
            shown = f"{self.name}!/{printable(name)}"
            why = _wrong(info, seen)
            if why:
                yield shown, MemberRefused(f"{shown} was refused: {why}")
                continue
            seen.add(info.name)
            yield Listed(Step("tar", name, info.offset_data, info.size), name, f"!/{name}")

    def read(self, step: Step, most: int) -> bytes:
        """A member's bytes."""
        shown = f"{self.name}!/{step.name}"
        with damage_told(shown, "a member of a TAR file"):
            if step.at < self._stream.tell():
                self._stream = Stream(self._file, self.name, self._limits)
            self._stream.seek(step.at)
            data = self._stream.read(min(step.size, most + 1))
        if len(data) < min(step.size, most + 1):
            raise InputBroken(f"{shown} is cut off")
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _wrong(info: tarfile.TarInfo, seen: set[str]) -> str:
    """Why a member is refused; empty if it is not."""
    if info.issym() or info.islnk():
        return f"it is a link to {printable(info.linkname)!r}"
    if not info.isreg():
        return "it is a device or pipe, no file"
    if info.issparse():
        return "it is a sparse file, mostly of nothing"
    if info.name in seen:
        return "its name stands there twice"
    return unsafe(info.name)
