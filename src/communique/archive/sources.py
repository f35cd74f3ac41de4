"""What an archive knows of the source of a document, and where a passage of an id stands.

Read without the reading or anything made of it, for lists and citations of many documents.
"""

from __future__ import annotations

import re
import sqlite3

from communique.archive.entries import Entry
from communique.archive.faults import intact
from communique.archive.listing import FIRST_NAME, rows
from communique.archive.load import PASSAGE, passage, reading_of
from communique.errors import DocumentNotFound
from communique.model.documents import Passage

_ID = re.compile(r"[0-9a-f]{16}")


def is_passage(db: sqlite3.Connection, name: str) -> bool:
    """Whether a name is the id of a passage that the archive holds."""
    wanted = name.strip().lower()
    if not _ID.fullmatch(wanted):
        return False
    found = db.execute("SELECT 1 FROM passages WHERE stable_id = ? LIMIT 1", (wanted,)).fetchone()
    return found is not None


def passage_of(db: sqlite3.Connection, stable_id: str) -> tuple[Entry, Passage]:
    """The passage of an id with its document, in the latest version that holds it. Raises
    `document-not-found`.
    """
    row = db.execute(
        f"SELECT p.document, a.reading, {', '.join(f'p.{c}' for c in PASSAGE.split(', '))} "
        "FROM passages p JOIN documents d ON d.id = p.document "
        "JOIN analyses a ON a.id = d.analysis WHERE p.stable_id = ? "
        "ORDER BY d.current DESC, d.id DESC LIMIT 1",
        (stable_id.strip().lower(),),
    ).fetchone()
    if row is None:
        raise DocumentNotFound(f"the archive holds no passage {stable_id[:40]!r}")
    of_document = rows(db, (f"d.id = {int(row[0])}", FIRST_NAME)) or rows(
        db, (f"d.id = {int(row[0])}",)
    )
    entry = of_document[0][1]
    with intact(entry.name):
        return entry, passage(row[2:], reading_of(db, row[1]))
