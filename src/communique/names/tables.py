"""Reading the names tables: the packaged ones, then a user's own folders over them.

A folder may hold any of the files below, with any of their columns; a row whose id is known
replaces the earlier row whole, another row is added. Every problem of every file is found before
one error is raised. People of meetings and catalogues may be given by id or by a name in
people.csv. Left out: states_more.csv, the source of states.csv that scripts/make_names.py reads.

    >>> load().states["JPN"].label("zh-Hans")
    '日本'
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from communique.errors import NamesTableError
from communique.names import rows
from communique.names.lookup import Names
from communique.names.reading import COLUMNS, Row, files, read_rows
from communique.names.typed import build


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
    read: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    packaged = resources.files("communique.names") / "tables"
    for folder in (packaged, *extra):
        if folder is not packaged and not folder.is_dir():
            problems.append(f"{folder}: no such folder; give the folder that holds the CSV files")
            continue
        found = list(files(folder))
        if not found:
            problems.append(f"{folder}: holds none of {', '.join(COLUMNS)} (.csv)")
        for table, catalogue, file in found:
            read[table] += read_rows(table, catalogue, file, problems)
    merged = {table: _merge(table, found) for table, found in read.items()}
    _name_people(merged)
    _check_references(merged, problems)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise NamesTableError(f"{count} in the names tables:\n" + "\n".join(problems))
    return build(merged)


def _merge(table: str, found: Iterable[Row]) -> list[Row]:
    """Later rows in place of earlier ones with the same key."""
    keys: dict[str, Callable[[Row], Hashable]] = {
        "terms": lambda row: (row["person"], row["office"], row["state"], row["from"]),
        "meetings": lambda row: (row["from"], row["parties"], row["level"], row["place"]),
        "not_names": lambda row: (row["language"], row["form"]),
        "compounds": lambda row: (row["script"], row["part"]),
        "catalogues": lambda row: (row.catalogue, row.line, row.path),
    }
    key = keys.get(table, _id)
    return list({key(row): row for row in found}.values())


def _id(row: Row) -> Hashable:
    return row["id"]


def _name_people(merged: dict[str, list[Row]]) -> None:
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


def _check_references(merged: Mapping[str, list[Row]], problems: list[str]) -> None:
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
