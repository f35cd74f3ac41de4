"""A packed document: a ZIP whose parts are read by name, each within bounds, and none written.

Recognises what makes a package harmful before it is unpacked: too many entries, a part that is
declared or packed beyond all measure, encryption. A part is read at most to its bound whatever the
directory says. Left out: other parts than those asked for, so that what else a package holds
(pictures, macros, other packages, names with `..`) is never unpacked.

    >>> import io, zipfile
    >>> with zipfile.ZipFile(file := io.BytesIO(), "w") as made: made.writestr("word/a.xml", "<a/>")
    >>> Package(file.getvalue(), name="a.docx").part("word/a.xml")
    b'<a/>'
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final

from communique.errors import InputBomb, InputBroken, InputEncrypted

MOST_ENTRIES: Final = 10_000
LARGEST_PART: Final = 64 * 1024 * 1024
"""Bytes of one part unpacked: a thousand pages of Word's XML are about twenty million."""
LARGEST_RATIO: Final = 300
"""Unpacked to packed bytes: XML of tables reaches 100; what is made to harm is near 1,000."""
SMALL: Final = 4 * 1024 * 1024
"""A part up to this may be packed as tightly as it likes."""
ENTRY: Final = b"PK\x01\x02"
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError,
    RuntimeError, OverflowError,
)  # fmt: skip
"""What the library of ZIPs raises for directories that lie (negative places, unknown versions)."""
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """The parts of a packed document, read when asked for."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        # Counted before the directory is read: every entry of it becomes an object.
        if data.count(ENTRY) > MOST_ENTRIES:
            raise InputBomb(f"{name} is packed of more than {MOST_ENTRIES:,} entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise InputBroken(f"{name} is damaged or cut off: {error}") from error
        self.names = frozenset(self._zip.namelist())

    def part(self, path: str) -> bytes | None:
        """The bytes of a part; None if there is none of this name.

        Raises `bomb`, `encrypted` and `broken`.
        """
        if path not in self.names:
            return None
        entry = self._zip.getinfo(path)
        if entry.flag_bits & 1:
            raise InputEncrypted(f"{self._name} is packed with a password")
        if entry.compress_type not in METHODS:
            raise InputBroken(f"{path} in {self._name} is packed in a way that documents are not")
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > LARGEST_PART or (entry.file_size > SMALL and ratio > LARGEST_RATIO):
            raise InputBomb(
                f"{path} in {self._name} unpacks from {entry.compress_size:,} to "
                f"{entry.file_size:,} bytes"
            )
        try:
            with self._zip.open(entry) as file:
                return file.read(LARGEST_PART)
        except BROKEN as error:
            raise InputBroken(f"{path} in {self._name} is damaged: {error}") from error

    def needed(self, path: str) -> bytes:
        """A part without which there is no document; as `part`, and `broken` if it is missing."""
        data = self.part(path)
        if data is None:
            raise InputBroken(f"{self._name} lacks its part {path}")
        return data

    def beside(self, path: str, target: str) -> str:
        """The path of a part that another one points to; it never leaves the package."""
        joined = target if target.startswith("/") else f"{posixpath.dirname(path)}/{target}"
        return posixpath.normpath(f"/{joined}").lstrip("/")
