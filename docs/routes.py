"""The table of routes in docs/rest.md, made from what the program declares.

python docs/routes.py write     puts the table between the markers of the page
python docs/routes.py check     says whether it is as it should be
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.web.app import create_app
from communique.web.openapi import TAGS, operations
from communique.web.settings import Settings

PAGE = Path(__file__).resolve().parent / "rest.md"
BEGIN, END = "<!-- routes: made by `make docs` -->", "<!-- end of the routes -->"


def table() -> str:
    """One row a route, by what it is about: how it is asked, what it does, what it takes."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(archive=f"{folder}/none.db", encoder="none"))
        told = operations(app.openapi())
    rows = []
    for tag, about in TAGS.items():
        some = [each for each in told if tag in each["tags"]]
        if some:
            rows += [f"### {tag}", about, ""]
            rows += ["| route | what it does | parameters |", "|---|---|---|"]
        for each in some:
            line = " ".join(each["description"].split("\n\n")[0].split()).replace("|", "\\|")
            names = ", ".join(f"`{one['name']}`" for one in each.get("parameters", ()))
            rows.append(f"| `{each['method'].upper()} {each['path']}` | {line} | {names} |")
        rows += [""] if some else []
    return "\n".join(rows).rstrip()


def written(text: str) -> str:
    """The page with the table as it should be."""
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


def main(what: str) -> int:
    """Write or check; 1 if the page is not as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    right = written(text)
    if what == "write":
        PAGE.write_text(right, encoding="utf-8")
    elif text != right:
        print(f"{PAGE.name} is not as the program declares: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
