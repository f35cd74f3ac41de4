"""The exit codes of the program, declared once.

docs/exit-codes.md and the end of `communique --help` are made from here.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended, for scripts."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INPUT = 3
    ARCHIVE = 4
    DOCUMENT = 5
    PROBLEMS = 6
    UNEXPECTED = 70
    INTERRUPTED = 130
    PIPE = 141


MEANINGS: dict[Exit, tuple[str, str]] = {
    Exit.OK: (
        "done",
        "All that was asked is done. Gaps do not change the code: they say what the program could "
        "not do with a text that it did read.",
    ),
    Exit.FAILED: (
        "failed",
        "A known error without a code of its own, such as damaged language data.",
    ),
    Exit.USAGE: (
        "wrong usage or value",
        "An unknown command or option, a missing argument, or a field that cannot hold the value.",
    ),
    Exit.INPUT: (
        "input not read",
        "At least one file, manifest or names table could not be used. `add` has kept everything "
        "else, and lists each failure with its code and advice.",
    ),
    Exit.ARCHIVE: (
        "no usable archive",
        "The archive is missing, damaged, locked by another command, of a newer version, or no "
        "archive at all.",
    ),
    Exit.DOCUMENT: (
        "document not found or ambiguous",
        "The name given fits no document, or several, which are then listed.",
    ),
    Exit.PROBLEMS: (
        "problems found",
        "`verify` found something in the archive that is not as it was stored.",
    ),
    Exit.UNEXPECTED: (
        "error of the program",
        "A mistake of ours. Run the command again with `--debug` and report what it prints.",
    ),
    Exit.INTERRUPTED: (
        "interrupted",
        "Ctrl-C, or a question answered with no. The archive is whole: what was stored stays, and "
        "running `add` again goes on with the rest.",
    ),
    Exit.PIPE: (
        "reader gone",
        "The program that read the output ended first, as in `communique ls | head`; nothing is "
        "printed about it.",
    ),
}
"""Of each code a few words for `--help`, and a sentence for the documentation."""

_PAGE = """\
# Exit codes

Every command ends with one of these. Made by `python -m communique.cli.reference --exit-codes`
from the program itself; do not edit.

| code | short | meaning |
|---|---|---|
{rows}

An error is printed on standard error as `error[code]: message`, with a line `advice: …` under it.
With `--json` standard output holds one object instead of a result,

    {{"error": {{"code": "…", "message": "…", "advice": "…"}}}}

to which an ambiguous name adds `candidates`. Standard error then says the same for people, unless
`--quiet` is given. `add --json` and `verify --json` print their result also when they end with 3
or 6: the failures and problems are part of it.
"""


def epilogue() -> str:
    """One line for the end of `--help`."""
    return f"Exit codes: {', '.join(f'{code.value} {MEANINGS[code][0]}' for code in Exit)}."


def page() -> str:
    """docs/exit-codes.md, whole."""
    rows = (f"| {code.value} | {short} | {long} |" for code, (short, long) in MEANINGS.items())
    return _PAGE.format(rows="\n".join(rows))
