"""Who meets whom in an archive: how many documents each set of parties has.

archive.party_sets().most_common(1)      # [(("JPN", "USA"), 214)]
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from communique.archive.packing import some_text


def party_sets(db: sqlite3.Connection) -> Counter[tuple[str, ...]]:
    """The current documents by their issuers, else their parties, in order of codes; those of
    nobody under the empty set."""
    held: dict[int, dict[str, list[str]]] = {
        row: {} for (row,) in db.execute("SELECT id FROM documents WHERE current = 1")
    }
    for document, role, value in db.execute(
        "SELECT document, role, value FROM participants WHERE role IN ('issuers', 'parties')"
    ):
        if document in held:
            held[document].setdefault(role, []).append(some_text(value))
    return Counter(
        tuple(sorted(set(roles.get("issuers") or roles.get("parties") or ())))
        for roles in held.values()
    )
