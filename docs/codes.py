"""The tables of docs/errors.md, json.md and exports.md, made from what the program declares.

python docs/codes.py write     puts the tables between the markers of the pages
python docs/codes.py check     says whether they are as they should be
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from communique import errors
from communique.model.findings import KINDS, columns
from communique.report.exports.dictionary import markdown

DOCS = Path(__file__).resolve().parent
BEGIN, END = "<!-- table: made by `make docs` -->", "<!-- end of the table -->"


def classes(of: type[errors.CommuniqueError] = errors.CommuniqueError) -> Iterator[type]:
    """Every class of error, each before those that are special cases of it."""
    yield of
    for below in of.__subclasses__():
        yield from classes(below)


def summary(of: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((of.__doc__ or "").split("\n\n")[0].split())


def error_table() -> str:
    """One row a code: what it means, what the program advises, how a command ends."""
    rows = ["| code | what it means | what to do | exit code |", "|---|---|---|---|"]
    for each in classes():
        error: type[errors.CommuniqueError] = each
        cells = f"`{error.code}` | {summary(error)} | {error.default_advice} | {error.exit_code}"
        rows.append(f"| {cells} |")
    return "\n".join(rows)


def finding_table() -> str:
    """One row a field of every kind of finding."""
    rows = ["| list | key | what | values |", "|---|---|---|---|"]
    for kind, finding in KINDS.items():
        rows.append(f"| `{kind}` | | {summary(finding)} | |")
        for column in columns(finding):
            values = ", ".join(f"`{value}`" for value in column.values) or column.sort
            rows.append(f"| | `{column.name}` | {column.help} | {values} |")
    return "\n".join(rows)


PAGES: dict[str, Callable[[], str]] = {
    "errors.md": error_table,
    "json.md": finding_table,
    "exports.md": markdown,
}
"""The pages that hold a table, and what makes it."""


def written(name: str) -> str:
    """A page as it should be."""
    before, begin, rest = (DOCS / name).read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"docs/{name} has lost the markers of its table")
    return f"{before}{BEGIN}\n{PAGES[name]()}\n{END}{after}"


def main() -> None:
    """Does what the one argument says."""
    match sys.argv[1:]:
        case ["write"]:
            for name in PAGES:
                (DOCS / name).write_text(written(name), encoding="utf-8")
        case ["check"]:
            raise SystemExit(
                any((DOCS / name).read_text(encoding="utf-8") != written(name) for name in PAGES)
            )
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
