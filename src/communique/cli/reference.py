"""Writes docs/cli.md, and with --exit-codes docs/exit-codes.md, from the program itself.

    python -m communique.cli.reference > docs/cli.md

A test compares the files with what this writes, so that the documentation cannot fall behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer.main

from communique.cli import exits, help
from communique.cli.app import COMMANDS, app

_OPENING = """\
# Command line

Made by `python -m communique.cli.reference > docs/cli.md` from the program's own `--help`; do not
edit.

    communique add statements/        # reads a folder into communique.db
    communique ls --party JPN --since 1990
    communique show 3f2a91            # by id, its beginning, file name or words of the title
    communique analyse statement.txt --json

The options of every command may stand before or after its name. On a terminal output is folded,
coloured and paged (`NO_COLOR`, `COMMUNIQUE_PAGER`, `PAGER`, `--no-color`, `--no-pager`). In a pipe
it is UTF-8, one record a line with tabs between fields, nothing cut. With `--json` standard output
holds one JSON value, also for an error. Exit codes: [exit-codes.md](exit-codes.md).

Characters of a document that could act on a terminal (escape sequences, direction overrides) are
shown by visible signs; in JSON they are spelled as `\\uXXXX`. Only `show --source` in a pipe
writes a reading as it is.
"""


def pages() -> str:
    """docs/cli.md, whole."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("communique", [], resilient_parsing=True)
    parts = [_OPENING, "## communique", *_body(group, context)]
    for _, name, _ in COMMANDS:
        command = group.commands[name]
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        parts += [f"## {name}", *_body(command, inner)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _body(command: Any, context: Any) -> Iterator[str]:
    yield f"    {help.usage(command, context)}"
    yield from (" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    for section in help.sections(command, context):
        yield f"**{section.heading}**"
        yield "\n".join(f"- `{term}`: {meaning}" for term, meaning in section.rows)


if __name__ == "__main__":
    sys.stdout.write(exits.page() if "--exit-codes" in sys.argv else pages())
