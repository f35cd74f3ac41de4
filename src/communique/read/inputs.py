"""What there is to read: files, folders with all below them, globs, standard input.

Recognises regular files; collections, of which each member is a source (collections/); folders in
the order of their names; patterns that the shell did not expand; `-`. Manifests on the way from a
named folder to a file give the file its header fields (the nearer one wins); for a single file,
those of its own folder and four above it. What cannot be read comes out as a pair of its path and
the error, and the rest goes on. Left out in folders, and told:
hidden files, READMEs and licences, and files whose suffix says that they are no text (pictures,
tables, programs); a file that is named itself is always tried. Devices and pipes are refused, loops
of links are walked once.

    >>> next(collect(["no-such-file.txt"]))[1].code
    'unreadable'
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, TypedDict

from communique.errors import (
    InputError,
    InputSkipped,
    InputTooLarge,
    InputUnreadable,
    ManifestError,
)
from communique.read import manifest
from communique.read.collections.kinds import Found, is_document, kind_of, members
from communique.read.collections.member import Member
from communique.read.manifest import Manifest, Value

NO_TEXT: Final = frozenset({
    ".7z", ".avi", ".bak", ".bin", ".bmp", ".bz2", ".class", ".css", ".csv", ".db", ".db-journal",
    ".db-shm", ".db-wal", ".dll", ".dylib", ".eot", ".exe", ".flac",
    ".gif", ".gz", ".heic", ".ico", ".ini", ".jar", ".jpeg", ".jpg", ".js", ".json", ".jsonl",
    ".lock", ".m4a", ".map", ".mid", ".mkv", ".mov", ".mp3", ".mp4", ".mpeg", ".mpg", ".odp",
    ".ods", ".ogg", ".otf", ".parquet", ".pickle", ".pkl", ".png", ".ppt",
    ".pptx", ".psd", ".py", ".pyc", ".rar", ".so", ".sqlite", ".sqlite3", ".svg", ".tar",
    ".tgz", ".tif", ".tiff", ".toml", ".tsv", ".ttf", ".wav", ".webm", ".webp", ".woff", ".woff2",
    ".xls", ".xlsx", ".xml", ".xz", ".yaml", ".yml", ".zip", ".zst",
})  # fmt: skip
"""Suffixes of files that a walk passes over."""

COLLECTIONS: Final = (
    ".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".warc.gz", ".xml",
)  # fmt: skip
"""Endings of collections, which a walk opens all the same."""

ABOUT: Final = frozenset(
    {"readme", "license", "licence", "changelog", "notice", "copying", "authors"}
)
ABOVE: Final = 4  # folders above a named file in which a manifest may speak of it
STDIN: Final = "-"


class Known(TypedDict):
    """What is known of an input beside its bytes and fields, as `analyse_bytes` takes it."""

    name: str
    identity: str
    media_type: str | None
    retrieved: str | None
    aliases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. `identity` is the absolute path, or what a collection calls it; `fields`
    what manifests say; `data` only for standard input. Of a member of a collection, `member` says
    where it lies (`path` is the collection), and `media_type`, `aliases` and `retrieved` what the
    collection knows of it.
    """

    name: str
    identity: str
    path: Path | None
    fields: Mapping[str, Value] = field(default_factory=dict)
    data: bytes | None = None
    member: Member | None = None
    media_type: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    retrieved: str | None = None

    @property
    def known(self) -> Known:
        """What is known of it: `analyse_bytes(one.read(), **one.known)`."""
        return Known(
            name=self.name,
            identity=self.identity,
            media_type=self.media_type,
            retrieved=self.retrieved,
            aliases=self.aliases,
        )

    def read(self, *, max_bytes: int | None = None) -> bytes:
        """The bytes. Raises InputUnreadable (`unreadable`) and InputTooLarge (`too-large`); never
        reads past the limit.
        """
        if self.member is not None:
            return self.member.read(max_bytes=max_bytes)
        if self.data is not None or self.path is None:
            data = self.data or b""
        else:
            try:
                with open(self.path, "rb") as file:
                    data = file.read() if max_bytes is None else file.read(max_bytes + 1)
            except (OSError, ValueError) as error:
                raise _unreadable(self.path, error) from error
        if max_bytes is not None and len(data) > max_bytes:
            raise InputTooLarge(f"{self.name} has more than {max_bytes:,} bytes")
        return data


def collect(
    paths: Sequence[str | Path],
    *,
    recursive: bool = True,
    manifests: bool = True,
    stdin: BinaryIO | None = None,
    max_bytes: int | None = None,
) -> Iterator[Input | tuple[str, InputError]]:
    """What the paths name, each file once, in the order of the paths and by name within folders.

    Never raises: what is missing, forbidden, no file, passed over, or a broken manifest is a pair
    of path and error.
    """
    walk = _Walk(recursive, manifests)
    for path in paths:
        if str(path) == STDIN:
            yield _standard_input(stdin, max_bytes)
        else:
            yield from walk.named(str(path))


def sources_of(
    path: Path,
    *,
    name: str,
    identity: str,
    told: str | None = None,
    fields: Mapping[str, Value] | None = None,
) -> Iterator[Input | tuple[str, InputError]]:
    """A file under a name and identity as a source, or as the members of a collection; the fields
    hold for each. Errors call it what was `told`, by default the name.
    """
    given = fields or {}
    absolute = os.path.realpath(path)
    kind = kind_of(absolute, name=name)
    if kind is None:
        yield Input(name, identity, path, given)
        return
    for one in members(absolute, kind, identity=identity, name=told or name):
        if not isinstance(one, Found):
            yield one
            continue
        yield Input(
            name=one.name or name,
            identity=one.identity,
            path=path,
            fields=given,
            member=one.member,
            media_type=one.media_type,
            aliases=one.aliases,
            retrieved=one.retrieved,
        )


def _standard_input(
    stdin: BinaryIO | None, max_bytes: int | None
) -> Input | tuple[str, InputError]:
    """What is piped in, at most one byte beyond the limit."""
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        data = stream.read() if max_bytes is None else stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        return STDIN, InputUnreadable(f"standard input cannot be read: {error}")
    return Input("standard-input", "standard-input", None, {}, data)


class _Walk:
    """Walks the named paths and remembers what was seen."""

    def __init__(self, recursive: bool, manifests: bool) -> None:
        self.recursive, self.manifests = recursive, manifests
        self.seen: set[tuple[int, int]] = set()
        self.loaded: dict[Path, Manifest] = {}

    def named(self, name: str) -> Iterator[Input | tuple[str, InputError]]:
        """A path as a person wrote it: there, or a pattern."""
        path = Path(name)
        try:
            there = os.path.lexists(path)
        except ValueError as error:  # a NUL in the name
            yield _shown(name), InputUnreadable(f"{_shown(name)!r} is no path: {error}")
            return
        if there or not glob.has_magic(name):
            yield from self._path(path)
            return
        matches = sorted(glob.iglob(name, recursive=self.recursive))
        if not matches:
            yield name, InputUnreadable(f"no file matches {name}")
        for match in matches:
            if Path(match).name not in manifest.FILE_NAMES:
                yield from self._path(Path(match))

    def _path(self, path: Path) -> Iterator[Input | tuple[str, InputError]]:
        """A named file or folder."""
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield _shown(path), _unreadable(path, error)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path)
        else:
            yield from self._above(path)
            yield from self._file(path, status)

    def _folder(self, root: Path) -> Iterator[Input | tuple[str, InputError]]:
        """All files below a folder, by name; a folder's files before those of the folders in it."""
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                status = folder.stat()
                if (status.st_dev, status.st_ino) in self.seen:
                    continue  # a link that leads back, or a folder named twice
                self.seen.add((status.st_dev, status.st_ino))
                names = sorted(os.listdir(folder))
            except OSError as error:
                yield _shown(folder), _unreadable(folder, error)
                continue
            yield from self._manifest(folder)
            inner: list[Path] = []
            for name in names:
                yield from self._entry(folder / name, inner)
            waiting += reversed(inner if self.recursive else [])

    def _entry(self, path: Path, inner: list[Path]) -> Iterator[Input | tuple[str, InputError]]:
        """A file of a folder, or a folder, which is kept for later."""
        name = path.name
        if name in manifest.FILE_NAMES and self.manifests:
            return
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield _shown(path), _unreadable(path, error)
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        reason = passed_over(name, is_folder)
        if reason:
            yield _shown(path), InputSkipped(f"{_shown(path)} was passed over: {reason}")
        elif is_folder:
            inner.append(path)
        elif name.lower().endswith(".xml") and not is_document(str(path)):
            why = "it is XML of no kind that is read"
            yield _shown(path), InputSkipped(f"{_shown(path)} was passed over: {why}")
        else:
            yield from self._file(path, status)

    def _file(self, path: Path, status: os.stat_result) -> Iterator[Input | tuple[str, InputError]]:
        """A file, unless it was read already, is none, or may not be read."""
        if not stat.S_ISREG(status.st_mode):
            yield _shown(path), InputUnreadable(f"{_shown(path)} is a device or pipe, no file")
        elif (status.st_dev, status.st_ino) in self.seen:
            return
        elif not os.access(path, os.R_OK):
            yield _shown(path), InputUnreadable(f"{_shown(path)} may not be read")
        else:
            self.seen.add((status.st_dev, status.st_ino))
            yield from self._inputs(path)

    def _inputs(self, path: Path) -> Iterator[Input | tuple[str, InputError]]:
        """A file as a source, or the members of a collection; what manifests say of the file holds
        for each.
        """
        yield from sources_of(
            path,
            name=_shown(path.name),
            identity=_shown(os.path.realpath(path)),
            told=_shown(path),
            fields=self._fields(path),
        )

    # -- manifests -----------------------------------------------------------------------------

    def _manifest(self, folder: Path) -> Iterator[tuple[str, InputError]]:
        """Load a folder's manifest; tell what is wrong with it."""
        here = Path(os.path.realpath(folder))
        if not self.manifests or here in self.loaded:
            return
        self.loaded[here] = Manifest()
        try:
            found = manifest.load(here)
        except ManifestError as error:
            yield _shown(folder), error
            return
        self.loaded[here] = found
        missing = found.missing()
        if missing:
            message = f"{found.path} names files that are not there: {', '.join(missing[:20])}"
            yield (
                _shown(folder),
                ManifestError(message, advice="Correct the names; the other entries were used."),
            )

    def _above(self, path: Path) -> Iterator[tuple[str, InputError]]:
        """Load the manifests that may speak of a single file: its folder's, and those above if they
        are ours.
        """
        folder = Path(os.path.realpath(path.parent))
        yield from self._manifest(folder)
        for above in list(folder.parents)[:ABOVE]:
            if above in self.loaded or not self.manifests:
                continue
            try:
                self.loaded[above] = manifest.load(above)
            except ManifestError:
                # another program's manifest, or one that is told when its own folder is read
                self.loaded[above] = Manifest()

    def _fields(self, path: Path) -> dict[str, Value]:
        """What the manifests say of a file; the one nearest to it wins."""
        absolute = Path(os.path.realpath(path.parent)) / path.name
        found: dict[str, Value] = {}
        for folder in reversed(absolute.parents):
            known = self.loaded.get(folder)
            if known is not None and known.path is not None:
                found |= known.fields(absolute)
        return found


def passed_over(name: str, is_folder: bool) -> str:
    """Why a walk passes over a name; empty if it does not."""
    if name.startswith("."):
        return "it is hidden"
    if is_folder:
        return ""
    if name.lower().endswith(COLLECTIONS):
        return ""
    stem, suffix = os.path.splitext(name.lower())
    if suffix in NO_TEXT:
        return f"{suffix} files hold no statements in a format that is read"
    if stem in ABOUT and suffix in ("", ".md", ".txt", ".rst"):
        return "it is about the folder"
    return ""


def _shown(path: str | Path) -> str:
    """A path that can be printed and stored, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unreadable(path: Path, error: Exception) -> InputUnreadable:
    """The error for a path that the system refuses."""
    why = getattr(error, "strerror", None) or str(error)
    return InputUnreadable(f"{_shown(path)} cannot be read: {why}")
