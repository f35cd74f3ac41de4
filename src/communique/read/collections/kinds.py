"""Which files are collections, by their first bytes; and all their members, one level down.

Recognises ZIP (but no packed document), TAR plain and packed, WARC, mbox, EML, TEI volumes. A
collection in a collection is opened too; one in that is refused. Left out: a single packed file
(a.txt.gz), disk images.

    >>> recognise(b"From a@mofa.example Mon May  4 10:00:00 2026\\nSubject: Talks\\n", name="a")
    'mbox'
    >>> recognise(b"From here on both sides meet each year.\\n", name="a.txt") is None
    True
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, NamedTuple

from communique.errors import (
    InputBroken,
    InputError,
    InputSkipped,
    InputTooLarge,
    InputUnreadable,
    MemberRefused,
)
from communique.read import magic
from communique.read.collections.limits import DEFAULT
from communique.read.collections.member import Collection, Listed, Member, Opener, Step
from communique.read.collections.names import hidden

KINDS: dict[str, str] = {
    "zip": "zips:Zip",
    "tar": "tars:Tar",
    "warc": "warcs:Warc",
    "mbox": "mail:Mbox",
    "eml": "mail:Eml",
    "tei": "volumes:Volume",
}
"""The collections by their kind's name, which stands in every step that leads into one: the module
here, loaded when one is met, and its class.
"""

HEAD = 1 << 16
_TAR = slice(257, 262)
_FROM = re.compile(rb"From \S[^\r\n]{0,300}\r?\n(?:>?[A-Za-z][A-Za-z-]{0,60}:)")
_MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2,}\r?\n"
)
_MAIL_FIELDS = (b"message-id:", b"mime-version:", b"received:", b"return-path:")
_PLAIN = (".html", ".htm", ".md", ".pdf", ".docx", ".odt")


class Found(NamedTuple):
    """A member with what is needed to read it: how it is called, its identity, and what its
    collection knows of it. `member` is None where the file itself is the member.
    """

    name: str
    identity: str
    member: Member | None
    media_type: str | None
    aliases: tuple[tuple[str, str], ...]
    retrieved: str | None


def recognise(head: bytes, *, name: str) -> str | None:
    """The kind of collection that a file is, by its first bytes; None if it is none."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with suppress(InputError):
            found = magic.kind(head, name=name)
            if found is None or found.media_type != "application/zip":
                return None
        return "zip"
    if head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = magic.kind(head, name=name)
        return "tei" if found is not None and found.media_type == magic.TEI else None
    inner = _unpacked(head)
    if inner.startswith(b"WARC/"):
        return "warc"
    if inner[_TAR] == b"ustar" or name.lower().endswith((".tar", ".tgz", ".tar.gz", ".tar.bz2")):
        return "tar"
    if _FROM.match(head):
        return "mbox"
    if name.lower().endswith(".eml") or _is_mail(head):
        return "eml"
    return None


def _is_mail(head: bytes) -> bool:
    """Whether a file begins with the header of a message: fields of mail, then an empty line."""
    found = _MAIL.match(head)
    fields = b"\n" + found[0].lower() if found else b""
    return any(b"\n" + field in fields for field in _MAIL_FIELDS)


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what a packed file holds; the bytes themselves of one that is not."""
    with suppress(zlib.error, OSError, ValueError, lzma.LZMAError, EOFError):
        if head.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(head, 4096)
        if head.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(head, 4096)
        if head.startswith(b"\xfd7zXZ\x00"):
            return lzma.LZMADecompressor(memlimit=DEFAULT.nested).decompress(head, 4096)
    return head


def kind_of(path: str, *, name: str) -> str | None:
    """The kind of collection that a file is; None also for one that cannot be opened, which whoever
    reads it will tell.
    """
    if name.lower().endswith(_PLAIN):
        return None
    try:
        with open(path, "rb") as file:
            return recognise(file.read(HEAD), name=name)
    except (OSError, ValueError):
        return None


def is_document(path: str) -> bool:
    """Whether a file of XML, by its first bytes, is of a kind that is read; True for one that
    cannot be opened, which whoever reads it will tell.
    """
    try:
        with open(path, "rb") as file:
            return magic.kind(file.read(HEAD), name=path) is not None
    except (OSError, ValueError, InputError):
        return True


def open_kind(kind: str, file: BinaryIO, name: str) -> Collection:
    """Open a collection of a known kind."""
    module, _, made = KINDS[kind].partition(":")
    opener: Opener = getattr(import_module(f"communique.read.collections.{module}"), made)
    try:
        return opener(file, name)
    except BaseException:
        file.close()
        raise


def members(
    path: str, kind: str, *, identity: str, name: str
) -> Iterator[Found | tuple[str, InputError]]:
    """All members of a collection in order, those of collections in it too. Never raises for what
    is wrong with it: that is a pair of name and error.
    """
    try:
        file = open(path, "rb")  # noqa: SIM115 - the collection closes it
        with closing(open_kind(kind, file, name)) as collection:
            yield from _listed(collection, path, (), identity, name)
    except InputError as error:
        yield name, error
    except OSError as error:
        yield name, InputUnreadable(f"{name} cannot be read: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - what the libraries did not foresee costs this file
        yield name, InputBroken(f"{name} is damaged: {type(error).__name__}: {error}")


def _listed(
    collection: Collection, path: str, outer: tuple[Step, ...], identity: str, name: str
) -> Iterator[Found | tuple[str, InputError]]:
    for one in collection.members():
        if isinstance(one, tuple) and not isinstance(one, Listed):
            yield one
            continue
        if not one.name:  # the file itself
            yield Found(name, identity, None, one.media_type, one.aliases, one.retrieved)
            continue
        own = one.identity or identity + one.tail
        why = hidden(one.step.name)
        if why:
            yield own, InputSkipped(f"{own} was passed over: {why}")
            continue
        try:
            inner = _inner(collection, one, own)
        except InputError as error:
            yield own, error
            continue
        steps = (*outer, one.step)
        if inner is None:
            member = Member(path, steps)
            yield Found(one.name, own, member, one.media_type, one.aliases, one.retrieved)
        elif outer:
            why = "it is a collection in a collection in a collection"
            yield own, MemberRefused(f"{own} was refused: {why}")
        else:
            yield from _nested(inner, path, steps, own)


def _inner(collection: Collection, one: Listed, own: str) -> tuple[str, bytes] | None:
    """The kind and bytes of a member that is a collection itself."""
    if not _may_hold_members(one):
        return None
    data = collection.read(one.step, DEFAULT.nested)
    kind = recognise(data[:HEAD], name=one.name)
    if kind is not None and len(data) > DEFAULT.nested:
        raise InputTooLarge(f"{own} is a collection of more than {DEFAULT.nested:,} bytes")
    return (kind, data) if kind else None


_SUFFIXES = (
    ".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz", ".mbox",
    ".mbx", ".eml", ".warc", ".warc.gz", ".arc.gz", ".xml", ".tei",
)  # fmt: skip


def _may_hold_members(one: Listed) -> bool:
    """Whether a member is worth opening, by its name; a message's own are listed already."""
    if one.step.kind in ("mbox", "eml") and one.step.part < 0:
        return False
    return one.name.lower().endswith(_SUFFIXES)


def _nested(
    inner: tuple[str, bytes], path: str, steps: tuple[Step, ...], own: str
) -> Iterator[Found | tuple[str, InputError]]:
    """The members of a collection in a collection."""
    kind, data = inner
    try:
        with closing(open_kind(kind, BytesIO(data), own)) as collection:
            for found in _listed(collection, path, steps, own, own.rpartition("/")[2]):
                yield _whole(found, kind, path, steps)
    except InputError as error:
        yield own, error


def _whole(
    found: Found | tuple[str, InputError], kind: str, path: str, steps: tuple[Step, ...]
) -> Found | tuple[str, InputError]:
    """A member that is all of the collection (a single message) lies where that lies."""
    if isinstance(found, Found) and found.member is None:
        return found._replace(member=Member(path, steps))
    return found
