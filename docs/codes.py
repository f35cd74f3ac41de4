"""The table of docs/errors.md, made from the classes of errors.py.

python docs/codes.py write     puts the table between the markers of docs/errors.md
python docs/codes.py check     says whether it is as it should be
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from communique import errors

PAGE = Path(__file__).resolve().parent / "errors.md"
BEGIN, END = "<!-- table: made by `make docs` from errors.py -->", "<!-- end of the table -->"


def classes(of: type[errors.CommuniqueError] = errors.CommuniqueError) -> Iterator[type]:
    """Every class of error, each before those that are special cases of it."""
    yield of
    for below in of.__subclasses__():
        yield from classes(below)


def table() -> str:
    """One row a code: what it means, what the program advises, how a command ends."""
    rows = ["| code | what it means | what to do | exit code |", "|---|---|---|---|"]
    for each in classes():
        error: type[errors.CommuniqueError] = each
        meaning = " ".join((error.__doc__ or "").split("\n\n")[0].split())
        rows.append(f"| `{error.code}` | {meaning} | {error.default_advice} | {error.exit_code} |")
    return "\n".join(rows)


def written() -> str:
    """docs/errors.md as it should be."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit("docs/errors.md has lost the markers of its table")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main() -> None:
    """Does what the one argument says."""
    match sys.argv[1:]:
        case ["write"]:
            PAGE.write_text(written(), encoding="utf-8")
        case ["check"]:
            raise SystemExit(PAGE.read_text(encoding="utf-8") != written())
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
