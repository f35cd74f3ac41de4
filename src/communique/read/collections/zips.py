"""ZIP files: their members, listed from the directory at the file's end.

Recognises stored, deflated, bzip2 and LZMA members; names in UTF-8, and older ones by our own
detection of encodings (a Japanese press kit is Shift_JIS). Refused, each member by itself: links,
unsafe names, a name that stands there twice, encrypted members, those that overlap others, and
those that unpack to far more than text does. Left out: repair of a ZIP without its directory.

    >>> import io
    >>> with zipfile.ZipFile(packed := io.BytesIO(), "w") as made:
    ...     made.writestr("a.txt", "Both sides met.")
    >>> [member.name for member in Zip(packed, "a.zip").members()]
    ['a.txt']
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import (
    InputBomb,
    InputBroken,
    InputEncrypted,
    InputError,
    InputUnreadable,
    MemberRefused,
    TooManyMembers,
)
from communique.read import encodings
from communique.read.collections.limits import DEFAULT, Limits, damage_told, refuse_ratio
from communique.read.collections.member import Listed, Step
from communique.read.collections.names import printable, unsafe

DIRECTORY = 32 << 20
"""Bytes of a directory that is read: each entry has 46 and its name; Python holds ten times that.
"""

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_UTF8 = 0x800
_ENCRYPTED = 0x1 | 0x40


class Zip:
    """An open ZIP file."""

    def __init__(self, file: BinaryIO, name: str, limits: Limits = DEFAULT) -> None:
        self._file, self.name, self._limits = file, name, limits
        with damage_told(name, "a ZIP file"):
            _refuse_directory(file, name, limits)
            self._zip = zipfile.ZipFile(file)
        self._infos = self._zip.infolist()
        if len(self._infos) > limits.members:
            raise TooManyMembers(f"{name} has {len(self._infos):,} members")
        self._overlapping = _overlapping(self._infos)

    def members(self) -> Iterator[Listed | tuple[str, InputError]]:
        """The files of the ZIP in the order of its directory."""
        seen: set[str] = set()
        total = 0
        for number, info in enumerate(self._infos):
            if info.filename.endswith("/"):
                continue
            name = _decoded(info)
            shown = f"{self.name}!/{printable(name)}"
            total += info.file_size
            if total > self._limits.total_bytes:
                yield self.name, InputBomb(f"{self.name} unpacks to more than {total:,} bytes")
                return
            error = self._wrong(info, name, shown, seen)
            if error is not None:
                yield shown, error
                continue
            seen.add(name)
            yield Listed(Step("zip", name, number, info.file_size), name, f"!/{name}")

    def _wrong(
        self, info: zipfile.ZipInfo, name: str, shown: str, seen: set[str]
    ) -> InputError | None:
        """Why a member is not read, if it is not."""
        why = unsafe(name)
        if why:
            return MemberRefused(f"{shown} was refused: {why}")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            return MemberRefused(f"{shown} was refused: it is a link or device, no file")
        if name in seen:
            return MemberRefused(f"{shown} was refused: its name stands there twice")
        if info.header_offset in self._overlapping:
            return InputBomb(f"{shown} overlaps another member, as in files made to harm")
        if info.flag_bits & _ENCRYPTED:
            return InputEncrypted(f"{shown} is under a password")
        try:
            refuse_ratio(info.file_size, info.compress_size, name=shown, limits=self._limits)
        except InputBomb as error:
            return error
        return None

    def read(self, step: Step, most: int) -> bytes:
        """A member's bytes; its checksum is checked where it was read whole."""
        shown = f"{self.name}!/{step.name}"
        if not 0 <= step.at < len(self._infos) or _decoded(self._infos[step.at]) != step.name:
            raise InputUnreadable(f"{shown} is not there any more")
        with (
            damage_told(shown, "a member of a ZIP file"),
            self._zip.open(self._infos[step.at]) as file,
        ):
            return file.read(most + 1)

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()


def _decoded(info: zipfile.ZipInfo) -> str:
    """A member's name: as flagged UTF-8, else by our own detection, for Python takes all for the
    character set of the first PC.
    """
    name = info.filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    try:
        return encodings.decode(raw).text
    except InputError:
        return name


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Where members begin whose data lie within another's: one kernel that many names unpack."""
    found: set[int] = set()
    before, end = -1, 0
    for start, size in sorted((i.header_offset, i.compress_size) for i in infos):
        if start < end or start == before:
            found.add(start)
        before, end = start, max(end, start + 30 + size)
    return found


def _refuse_directory(file: BinaryIO, name: str, limits: Limits) -> None:
    """Look at the directory's size before the library holds all of it in memory."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - _END.size - 65_535))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise InputBroken(f"{name} is damaged or cut off: a ZIP file ends in its directory")
    _, _, _, _, count, size, _, _ = _END.unpack_from(tail, at)
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) - large >= _END64.size:
        count, size = _END64.unpack_from(tail, large)[7:9]
    if count > limits.members or size > DIRECTORY:
        raise TooManyMembers(f"{name} says that it has {count:,} members")
    file.seek(0)
