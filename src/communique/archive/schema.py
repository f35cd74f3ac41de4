"""The steps that make the tables of an archive, and bring an older file up to date.

All SQL that only SQLite understands is in steps/, in connect.py and in index.py (the full-text
table); the rest is plain enough for PostgreSQL. A step is never changed once it is released: what
follows is a new one. The first step is the whole schema as it began.

What is kept once and derived everywhere else: the words of a quote (`ranges` say where they stand
in the reading), the text of a passage that equals its words, and a reading that equals its source
byte for byte. `passage_id` is the day number of its document (1 = 0001-01-01) << 32 | a sequence,
so that the index's own order is "earliest first"; documents without a date come last. Decisions and
series come with their own steps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources

APPLICATION_ID = 0x434D_4E51
"""`CMNQ` in the header of the file: how a database that is not ours is told."""

UNDATED = (1 << 31) - 1
"""The day of a document without a date: after every real one, and its ids still fit 63 bits."""

Step = Callable[[sqlite3.Connection], None]
"""What brings a file from one schema to the next, inside the caller's transaction."""


def script(name: str) -> Step:
    """The step that runs a script of steps/, by statements: `executescript` would commit."""

    def run(db: sqlite3.Connection) -> None:
        text = (resources.files("communique.archive") / "steps" / name).read_text(encoding="utf-8")
        statement = ""
        for line in text.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                db.execute(statement)
                statement = ""

    return run


STEPS: tuple[Step, ...] = (
    script("001.sql"),
    script("002.sql"),
    script("003.sql"),
    script("004.sql"),
    script("005.sql"),
)
"""Step N brings a file of schema N-1 to schema N; a step that needs more than SQL is a function."""

SCHEMA = len(STEPS)
"""The schema this program writes; a file with a higher number needs a newer program."""


def schema_of(db: sqlite3.Connection) -> int:
    """The number of the last step that a file has had; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, steps: tuple[Step, ...]) -> None:
    """Run the steps a file has not had, in the caller's transaction, and mark it as ours."""
    for number in range(schema_of(db), len(steps)):
        steps[number](db)
        db.execute(f"PRAGMA user_version = {number + 1}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
