"""Manifests: header fields that a person wrote down beside the files.

Recognises `manifest.yaml` (or `.yml`) with `files:`, a mapping of paths to fields, and `defaults:`,
fields of all of them; and `manifest.csv` with a column `file` and one for each field. Paths are
relative to the manifest and may be patterns (`readouts/*.md`); what names a file itself wins over a
pattern, and both over the defaults. Lists are parted by commas or semicolons in CSV. An empty value
says nothing, an empty list (`[]`) says that there is none. Left out: fields of single documents
within a file, and manifests of other programs (a YAML file without `files:` or `defaults:` is an
error only in a folder that was asked for).

    >>> read_yaml("files: {talks.txt: {date: 2031-05-04, parties: [XAA, XBB]}}").fields("talks.txt")
    {'date': '2031-05-04', 'parties': ('XAA', 'XBB')}

All that is wrong is told at once, with lines; then nothing of the manifest is used.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import yaml

from communique.errors import InputError, ManifestError
from communique.model.codes import Authenticity, Kind, Level
from communique.model.dates import is_edtf
from communique.read.encodings import decode

FILE_NAMES: Final = ("manifest.yaml", "manifest.yml", "manifest.csv")
DATES: Final = ("date", "published")
LISTS: Final = ("issuers", "parties", "people")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(Kind),
    "level": tuple(Level),
    "authenticity": tuple(Authenticity),
}
FREE: Final = ("place", "title", "series", "language")
KEYS: Final = (*DATES, *CHOICES, *LISTS, *FREE)
"""The header fields a manifest can set."""

TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,8})*")
SEPARATOR: Final = re.compile(r"[,，、;；]")
PATTERN: Final = re.compile(r"[*?\[]")
LARGEST: Final = 4 * 1024 * 1024
LONGEST: Final = 1000
MOST_TOLD: Final = 50

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. `files` are the paths as it writes them, with their fields."""

    path: Path | None = None
    files: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    defaults: Mapping[str, Value] = field(default_factory=dict)

    def fields(self, path: str | Path) -> dict[str, Value]:
        """The fields of a file, by its path relative to the manifest (or absolute); the defaults
        only within its folder.
        """
        relative = _relative(path, self.path.parent if self.path else None)
        if relative is None:
            return {}
        found = dict(self.defaults)
        for pattern, fields in self.files.items():
            if PATTERN.search(pattern) and fnmatchcase(relative, pattern):
                found |= fields
        return found | dict(self.files.get(relative, {}))

    def names(self, path: str | Path) -> bool:
        """Whether the manifest says anything of a file."""
        return bool(self.fields(path))

    def missing(self) -> tuple[str, ...]:
        """The files that are named and not there."""
        if self.path is None:
            return ()
        folder = self.path.parent
        return tuple(f for f in self.files if not PATTERN.search(f) and not (folder / f).exists())


def load(folder: str | Path) -> Manifest:
    """The manifest of a folder; an empty one if there is none.

    Raises ManifestError (`manifest`) that lists every problem with its line, also where there is
    more than one manifest.
    """
    folder = Path(folder)
    found = [folder / name for name in FILE_NAMES if (folder / name).is_file()]
    if not found:
        return Manifest()
    if len(found) > 1:
        raise ManifestError(f"{folder} has {' and '.join(p.name for p in found)}; keep one of them")
    path = found[0]
    try:
        if path.stat().st_size > LARGEST:
            raise ManifestError(f"{path} has more than {LARGEST // 2**20} MiB")
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror or error}") from error
    except InputError as error:
        if isinstance(error, ManifestError):
            raise
        raise ManifestError(f"{path} cannot be read: {error.message}") from error
    return read_csv(text, path=path) if path.suffix == ".csv" else read_yaml(text, path=path)


def read_yaml(text: str, *, path: Path | None = None) -> Manifest:
    """The manifest in a YAML text; every scalar is taken as written, so that 2031-05 stays a date
    and NO a code.
    """
    problems = _Problems(path)
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problems.add(None, f"no YAML: {' '.join(str(error).split())[:300]}")
        raise problems.error() from None
    sections = problems.mapping(root, "the manifest")
    for key, (line, _) in sections.items():
        if key not in ("files", "defaults"):
            problems.add(line, f"{key!r} is neither `files` nor `defaults`")
    if not sections:
        problems.add(None, "there is no `files:` in it")
    defaults = problems.fields(problems.mapping(sections.get("defaults", (0, None))[1], "defaults"))
    files = {}
    for name, (line, node) in problems.mapping(
        sections.get("files", (0, None))[1], "files"
    ).items():
        key = problems.file(name, line)
        files[key] = problems.fields(problems.mapping(node, f"the entry of {name}"))
    problems.raise_if_any()
    return Manifest(path, files, defaults)


def read_csv(text: str, *, path: Path | None = None) -> Manifest:
    """The manifest in a CSV text: a column `file`, and columns named as the fields."""
    problems = _Problems(path)
    files: dict[str, Mapping[str, Value]] = {}
    try:
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        head = [name.strip().lower() for name in next(rows, [])]
        if "file" not in head:
            problems.add(1, "there is no column `file`")
        for name in head:
            if name not in ("file", *KEYS):
                problems.add(1, f"no field is called {name!r}; there are {', '.join(KEYS)}")
            elif head.count(name) > 1:
                problems.add(1, f"the column {name!r} is there twice")
        for row in rows if not problems.told else ():
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                problems.add(rows.line_num, f"{len(row)} cells under {len(head)} columns")
                continue
            cells = dict(zip(head, (cell.strip() for cell in row), strict=True))
            key = problems.file(cells.pop("file"), rows.line_num)
            if key in files:
                problems.add(rows.line_num, f"{key} is there twice")
            files[key] = problems.fields({k: (rows.line_num, v) for k, v in cells.items() if v})
    except csv.Error as error:
        problems.add(None, f"no CSV: {error}")
    problems.raise_if_any()
    return Manifest(path, files)


class _Problems:
    """Collects what is wrong while the parts are read."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.told: list[str] = []

    def add(self, line: int | None, message: str) -> None:
        self.told.append(f"line {line}: {message}" if line else message)

    def error(self) -> ManifestError:
        name = str(self.path) if self.path else "the manifest"
        more = f"; and {len(self.told) - MOST_TOLD} more" if len(self.told) > MOST_TOLD else ""
        return ManifestError(f"{name}: " + "; ".join(self.told[:MOST_TOLD]) + more)

    def raise_if_any(self) -> None:
        if self.told:
            raise self.error()

    def mapping(self, node: Any, what: str) -> dict[str, tuple[int, Any]]:
        """A YAML mapping as keys with their lines and nodes."""
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")):
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.add(node.start_mark.line + 1, f"{what} is no mapping")
            return {}
        found: dict[str, tuple[int, Any]] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.add(line, f"{what} has a key that is no text")
            elif key.value in found:
                self.add(line, f"{key.value!r} is there twice")
            else:
                found[key.value] = (line, value)
        return found

    def file(self, name: str, line: int) -> str:
        """The path of an entry, which stays within the folder."""
        name = name.strip().replace("\\", "/").removeprefix("./")
        if not name or name.startswith("/") or ".." in name.split("/") or "\0" in name:
            self.add(line, f"{name!r} is no path within the folder")
        return name

    def fields(self, raw: Mapping[str, tuple[int, Any]]) -> dict[str, Value]:
        """The fields of one entry, checked; a value is a YAML node or the text of a CSV cell."""
        found: dict[str, Value] = {}
        for key, (line, node) in raw.items():
            if key not in KEYS:
                self.add(line, f"no field is called {key!r}; there are {', '.join(KEYS)}")
                continue
            values = self._values(key, line, node)
            if values is None:
                continue
            for value in values:
                self._check(key, line, value)
            found[key] = tuple(dict.fromkeys(values)) if key in LISTS else values[0]
        return found

    def _values(self, key: str, line: int, node: Any) -> list[str] | None:
        """The texts of a value; None if there is nothing in it."""
        if isinstance(node, str | yaml.ScalarNode):
            text = node if isinstance(node, str) else node.value
            if isinstance(node, yaml.ScalarNode) and not node.style and text in ("~", "null"):
                return None
            parts = SEPARATOR.split(text) if key in LISTS else [text]
            return [p.strip() for p in parts if p.strip()] or None
        listed = isinstance(node, yaml.SequenceNode) and key in LISTS
        items: list[Any] = node.value if listed else [None]
        if all(isinstance(item, yaml.ScalarNode) for item in items):
            return [item.value.strip() for item in items if item.value.strip()]
        self.add(line, f"{key} holds {'a list of texts' if key in LISTS else 'one text'}")
        return None

    def _check(self, key: str, line: int, value: str) -> None:
        """One value against what the field can hold."""
        allowed = CHOICES.get(key)
        if len(value) > LONGEST:
            self.add(line, f"{key} has more than {LONGEST:,} characters")
        elif allowed and value not in allowed:
            self.add(line, f"{key} cannot be {value!r}; it is one of {', '.join(allowed)}")
        elif key in DATES and not is_edtf(value):
            self.add(
                line,
                f"{key} is no EDTF date: {value!r}; write 1996-04-17 or 1996-04-17/1996-04-18",
            )
        elif key in ("issuers", "parties") and not CODE.fullmatch(value) and value.isupper():
            self.add(line, f"{key} has {value!r}, which is no code such as JPN or ASEAN")
        elif key == "language" and not TAG.fullmatch(value):
            self.add(
                line, f"language is no BCP 47 tag: {value!r}; write en, ja, zh-Hant or zh-Hans"
            )


def _relative(path: str | Path, folder: Path | None) -> str | None:
    """A path as seen from a folder, with slashes; None if it lies outside."""
    path = Path(path)
    if path.is_absolute() and folder is not None:
        try:
            path = path.relative_to(folder.resolve())
        except ValueError:
            return None
    return path.as_posix()
