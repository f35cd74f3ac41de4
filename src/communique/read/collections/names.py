"""Names of members: which are safe to use as an identity, and which a walk passes over.

Nothing is ever unpacked to the disk, so a name that climbs out of its folder harms nobody here; but
it is the mark of a file made to harm, and as an identity it would name another file. Refused:
absolute names, drive letters, `..`, control characters, links and devices (by the modules of the
kinds). Left out: names in unknown encodings, which come as the library decodes them.

    >>> unsafe("talks/a.txt"), unsafe("../../etc/passwd"), unsafe("C:\\\\a.txt")
    ('', 'its name climbs out of the collection', 'its name is absolute')
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LONGEST = 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def unsafe(name: str) -> str:
    """Why a member of this name is refused; empty if it is not."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain):
        return "its name is absolute"
    if ".." in PurePosixPath(plain).parts:
        return "its name climbs out of the collection"
    if _CONTROL.search(name):
        return "its name holds control characters"
    if len(name) > LONGEST:
        return f"its name has more than {LONGEST} characters"
    return ""


def hidden(name: str) -> str:
    """Why a member is passed over by its name alone: system folders and hidden files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return "it is hidden"
    return ""


def printable(name: str) -> str:
    """A name that can be printed and stored, whatever it holds; a long one is cut."""
    shown = _CONTROL.sub("\ufffd", name).encode("utf-8", "backslashreplace").decode()
    return shown if len(shown) <= 200 else shown[:199] + "…"
