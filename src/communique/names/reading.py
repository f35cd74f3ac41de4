"""Rows of names tables as they stand in CSV files, with what is wrong with each.

The columns of every table are declared here. Left out: whether an id that a row names is known,
and typed rows (tables.py, typed.py).

    >>> COLUMNS["issues"]
    ('id', 'en', 'ja', 'zh-Hant', 'zh-Hans', 'source')
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from communique.model import dates
from communique.names import rows

_NAMES = rows.LANGUAGE_COLUMNS
COLUMNS: dict[str, tuple[str, ...]] = {
    "states": (
        *("id", *_NAMES, "adjective_en", "character_ja", "character_zh", "from", "to", "source"),
    ),
    "organisations": ("id", *_NAMES, "kind", "from", "to", "source"),
    "people": ("id", *_NAMES, "state", "source"),
    "terms": ("person", "office", "state", "from", "to", "source"),
    "places": ("id", *_NAMES, "state", "kind", "in", "source"),
    "titles": ("id", "office", *_NAMES, "states", "source"),
    "issues": ("id", *_NAMES, "source"),
    "terms_of_art": ("id", *_NAMES, "issue", "source"),
    "meetings": ("from", "to", "place", "parties", "people", "level", "description", "source"),
    "not_names": ("language", "form", "source"),
    "compounds": ("script", "part", "words", "source"),
    "catalogues": (
        *("series", "date", "place", "parties", "people", "level", "title_en", "title_ja"),
        *("kind", "languages", "confirmed", "note", "source"),
    ),
}
"""The columns of every table; `catalogues` is a folder of tables, one a catalogue."""

REQUIRED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("states", "organisations", "people", "places"), ("id", "en")),
    **dict.fromkeys(("issues", "terms_of_art"), ("id", "en")),
    "titles": ("id", "office"),
    "terms": ("person", "office", "from"),
    "meetings": ("from", "parties", "level"),
    "not_names": ("language", "form"),
    "compounds": ("script", "part", "words"),
    "catalogues": ("series", "date", "parties", "kind"),
}
_DATES = ("from", "to", "date")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read, and where it stands."""

    cells: Mapping[str, str]
    path: str
    line: int
    catalogue: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, what: str) -> str:
        """A line for the error: file, line, column, what is wrong and what to do."""
        return f"{self.path}, line {self.line}, column {column}: {what}"


def files(folder: Traversable) -> Iterator[tuple[str, str, Traversable]]:
    """Table, catalogue id and file of every table in a folder, in a fixed order."""
    for table in COLUMNS:
        if table != "catalogues" and (file := folder / f"{table}.csv").is_file():
            yield table, "", file
    catalogues = folder / "catalogues"
    if catalogues.is_dir():
        for file in sorted(catalogues.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".csv"):
                yield "catalogues", file.name.removesuffix(".csv"), file


def read_rows(table: str, catalogue: str, file: Traversable, problems: list[str]) -> Iterator[Row]:
    """The good rows of a file; what is wrong with the others goes to `problems`."""
    path = f"catalogues/{file.name}" if catalogue else file.name
    path = str(file) if isinstance(file, Path) and "site-packages" not in file.parts else path
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8")
        return
    reader = csv.reader(text.splitlines(keepends=True))
    header = [name.strip() for name in next(reader, [])]
    known = COLUMNS[table]
    for name in header:
        if name not in known:
            problems.append(f"{path}, line 1, column {name}: unknown; use {', '.join(known)}")
    for name in REQUIRED[table]:
        if name not in header:
            problems.append(f"{path}, line 1, column {name}: missing; add it")
            return
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        row = Row(values, path, reader.line_num, catalogue)
        if len(cells) != len(header):
            what = f"{len(cells)} cells for {len(header)} columns; quote cells that hold a comma"
            problems.append(row.problem(header[-1], what))
            continue
        found = list(_cell_problems(table, row))
        problems += found
        if not found:
            yield row


def _cell_problems(table: str, row: Row) -> Iterator[str]:
    """What is wrong with a row by itself."""
    for column in REQUIRED[table]:
        if not row[column]:
            yield row.problem(column, "empty; fill it in")
    for column in _DATES:
        if row[column] and column in COLUMNS[table]:
            try:
                dates.span(row[column])
            except ValueError as error:
                yield row.problem(column, f"{error}; write 2024, 2024-04 or 2024-04-10")
    if table in ("terms", "meetings") and row["from"] and row["to"] and row["to"] < row["from"]:
        yield row.problem("to", f"{row['to']} is before {row['from']}; set them right")
