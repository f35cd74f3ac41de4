"""Reading the names tables: the packaged ones, then a user's own folders over them.

A folder may hold any of the files below, with any of their columns; a row whose id is known
replaces the earlier row whole, another row is added. Every problem of every file is found before
one error is raised. People of meetings and catalogues may be given by id or by a name in
people.csv. Left out: states_more.csv, the source of states.csv that scripts/make_names.py reads.

    >>> load().states["JPN"].label("zh-Hans")
    '日本'
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from communique.errors import NamesTableError
from communique.model import dates
from communique.names import rows
from communique.names.lookup import Names

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
class _Row:
    """A row as read, and where it stands."""

    cells: Mapping[str, str]
    path: str
    line: int
    catalogue: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, what: str) -> str:
        return f"{self.path}, line {self.line}, column {column}: {what}"


def load(extra: Sequence[Path | str] = ()) -> Names:
    """The packaged tables with a user's folders over them, later folders over earlier; cached.

    Raises `NamesTableError` that lists every bad row (file, line, column, what to do), and for a
    folder that does not exist or holds no table.

    >>> names = load()
    >>> [mention.id for mention in names.find("日米首脳会談", "ja")]
    ['JPN', 'USA']
    """
    return _load(tuple(Path(folder) for folder in extra))


@cache
def _load(extra: tuple[Path, ...]) -> Names:
    problems: list[str] = []
    read: dict[str, list[_Row]] = {table: [] for table in COLUMNS}
    packaged = resources.files("communique.names") / "tables"
    for folder in (packaged, *extra):
        if folder is not packaged and not folder.is_dir():
            problems.append(f"{folder}: no such folder; give the folder that holds the CSV files")
            continue
        files = list(_files(folder))
        if not files:
            problems.append(f"{folder}: holds none of {', '.join(COLUMNS)} (.csv)")
        for table, catalogue, file in files:
            read[table] += _rows(table, catalogue, file, problems)
    merged = {table: _merge(table, found) for table, found in read.items()}
    _name_people(merged)
    _check_references(merged, problems)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise NamesTableError(f"{count} in the names tables:\n" + "\n".join(problems))
    return _build(merged)


def _files(folder: Traversable) -> Iterator[tuple[str, str, Traversable]]:
    """Table, catalogue id and file of every table in a folder, in a fixed order."""
    for table in COLUMNS:
        if table != "catalogues" and (file := folder / f"{table}.csv").is_file():
            yield table, "", file
    catalogues = folder / "catalogues"
    if catalogues.is_dir():
        for file in sorted(catalogues.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".csv"):
                yield "catalogues", file.name.removesuffix(".csv"), file


def _rows(table: str, catalogue: str, file: Traversable, problems: list[str]) -> Iterator[_Row]:
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
        row = _Row(values, path, reader.line_num, catalogue)
        if len(cells) != len(header):
            what = f"{len(cells)} cells for {len(header)} columns; quote cells that hold a comma"
            problems.append(row.problem(header[-1], what))
            continue
        found = list(_cell_problems(table, row))
        problems += found
        if not found:
            yield row


def _cell_problems(table: str, row: _Row) -> Iterator[str]:
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


def _merge(table: str, found: Iterable[_Row]) -> list[_Row]:
    """Later rows in place of earlier ones with the same key."""
    keys: dict[str, Callable[[_Row], Hashable]] = {
        "terms": lambda row: (row["person"], row["office"], row["state"], row["from"]),
        "meetings": lambda row: (row["from"], row["parties"], row["level"], row["place"]),
        "not_names": lambda row: (row["language"], row["form"]),
        "compounds": lambda row: (row["script"], row["part"]),
        "catalogues": lambda row: (row.catalogue, row.line, row.path),
    }
    key = keys.get(table, _id)
    return list({key(row): row for row in found}.values())


def _id(row: _Row) -> Hashable:
    return row["id"]


def _name_people(merged: dict[str, list[_Row]]) -> None:
    """Ids in place of the English names of people in meetings and catalogues."""
    ids = {
        form.text: row["id"]
        for row in reversed(merged["people"])
        for form in rows.forms(row["en"])
        if not form.weak
    }
    for table in ("meetings", "catalogues"):
        merged[table] = [
            replace(
                row,
                cells={
                    **row.cells,
                    "people": " | ".join(ids.get(i, i) for i in rows.items(row["people"])),
                },
            )
            for row in merged[table]
        ]


def _check_references(merged: Mapping[str, list[_Row]], problems: list[str]) -> None:
    """Every id that a row names must be the id of a row."""
    ids = {table: {row["id"] for row in found} for table, found in merged.items()}
    actors = ids["states"] | ids["organisations"]
    checks: list[tuple[str, str, set[str], str]] = [
        ("people", "state", actors, "states or organisations"),
        ("terms", "person", ids["people"], "people"),
        ("terms", "state", actors, "states or organisations"),
        ("places", "state", actors, "states or organisations"),
        ("places", "in", ids["places"], "places"),
        ("titles", "states", actors, "states or organisations"),
        ("terms_of_art", "issue", ids["issues"], "issues"),
    ]
    for table in ("meetings", "catalogues"):
        checks.append((table, "parties", actors, "states or organisations"))
        checks.append((table, "people", ids["people"], "people"))
    for table, column, known, where in checks:
        for row in merged[table]:
            for item in rows.items(row[column]):
                if item not in known:
                    what = f"{item} is no id of {where}; add it there or correct it"
                    problems.append(row.problem(column, what))


def _build(merged: Mapping[str, list[_Row]]) -> Names:
    """Typed rows from checked ones."""
    by_date = sorted(merged["meetings"], key=lambda row: row["from"])
    entries = sorted(merged["catalogues"], key=lambda row: (row.catalogue, row["date"]))
    return Names(
        states={
            row["id"]: rows.State(
                *_named(row),
                adjectives=rows.forms(row["adjective_en"]),
                characters_ja=rows.forms(row["character_ja"]),
                characters_zh=rows.forms(row["character_zh"]),
                start=row["from"],
                end=row["to"],
            )
            for row in merged["states"]
        },
        organisations={
            row["id"]: rows.Organisation(
                *_named(row), kind=row["kind"], start=row["from"], end=row["to"]
            )
            for row in merged["organisations"]
        },
        people={
            row["id"]: rows.Person(*_named(row), state=row["state"]) for row in merged["people"]
        },
        places={
            row["id"]: rows.Place(
                *_named(row), state=row["state"], kind=row["kind"], within=row["in"]
            )
            for row in merged["places"]
        },
        titles={
            row["id"]: rows.Title(
                *_named(row), office=row["office"], states=rows.items(row["states"])
            )
            for row in merged["titles"]
        },
        issues={row["id"]: rows.Issue(*_named(row)) for row in merged["issues"]},
        terms_of_art={
            row["id"]: rows.TermOfArt(*_named(row), issue=row["issue"])
            for row in merged["terms_of_art"]
        },
        terms=tuple(_term(row) for row in merged["terms"]),
        all_meetings=tuple(_meeting(row) for row in by_date),
        entries=tuple(_entry(row) for row in entries),
        not_names=tuple((row["language"], row["form"]) for row in merged["not_names"]),
        compound_words={
            (row["script"], row["part"]): rows.items(row["words"]) for row in merged["compounds"]
        },
    )


_Forms = tuple[rows.Form, ...]


def _named(row: _Row) -> tuple[str, _Forms, _Forms, _Forms, _Forms, str]:
    en, ja, zh_hant, zh_hans = (rows.forms(row[column]) for column in _NAMES)
    return row["id"], en, ja, zh_hant, zh_hans, row["source"]


def _term(row: _Row) -> rows.Term:
    return rows.Term(
        person=row["person"],
        office=row["office"],
        state=row["state"],
        start=row["from"],
        end=row["to"],
        source=row["source"],
    )


def _meeting(row: _Row) -> rows.Meeting:
    return rows.Meeting(
        start=row["from"],
        end=row["to"] or row["from"],
        place=row["place"],
        parties=rows.items(row["parties"]),
        people=rows.items(row["people"]),
        level=row["level"],
        description=row["description"],
        source=row["source"],
    )


def _entry(row: _Row) -> rows.CatalogueEntry:
    return rows.CatalogueEntry(
        catalogue=row.catalogue,
        series=row["series"],
        date=row["date"],
        place=row["place"],
        parties=rows.items(row["parties"]),
        people=rows.items(row["people"]),
        level=row["level"],
        title_en=row["title_en"],
        title_ja=row["title_ja"],
        kind=row["kind"],
        languages=rows.items(row["languages"]),
        confirmed=row["confirmed"] != "no",
        note=row["note"],
        source=row["source"],
    )
