"""Who meets whom in an archive, and what a card catalogue would say of their documents.

archive.cards(["JPN", "USA"], ["joint_statement"])[0].title     # "Japan-U.S. Joint Statement"
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from communique.archive.listing import FIRST_NAME
from communique.archive.packing import pack_text, some_text, unpack_text
from communique.model.codes import Kind, Level

_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {level.value: level for level in Level}


class Card(NamedTuple):
    """What tells whether a document counts: an entry without what only a list shows, of which
    thousands are made for one question."""

    id: str
    name: str
    language: str
    title: str | None
    kind: Kind
    level: Level
    published: str | None
    date: str | None
    issuers: tuple[str, ...]
    parties: tuple[str, ...]


def party_counts(db: sqlite3.Connection) -> tuple[int, Counter[str]]:
    """How many documents are of meetings of anybody, and of how many each party is one."""
    [total] = db.execute(
        "SELECT COUNT(DISTINCT document) FROM participants WHERE role = 'parties'"
    ).fetchone()
    found = db.execute(
        "SELECT value, COUNT(*) FROM participants WHERE role = 'parties' GROUP BY value"
    )
    return int(total), Counter({str(some_text(value)): count for value, count in found})


def cards(db: sqlite3.Connection, parties: Collection[str], kinds: Collection[str]) -> list[Card]:
    """The current documents of some kinds whose issuers, else parties, are just these; of anybody,
    if none are given."""
    wanted = frozenset(parties)
    where = f"d.current = 1 AND d.kind IN ({', '.join('?' * len(kinds))})"
    values: list[Any] = sorted(kinds)
    if wanted:
        where += " AND d.id IN (SELECT document FROM participants WHERE value = ?)"
        values.append(pack_text(min(wanted)))
    issuers, met = (_of_role(db, role, where, values) for role in ("issuers", "parties"))
    found = db.execute(
        "SELECT d.id, d.stable_id, v.name, d.language, d.title, d.kind, d.level, d.published, "
        "d.event_date FROM documents d JOIN versions v ON v.analysis = d.analysis "
        f"WHERE {where} AND {FIRST_NAME}",
        values,
    )
    return [
        Card(
            stable_id,
            some_text(name),
            language,
            unpack_text(title),
            _KINDS[kind],
            _LEVELS[level],
            unpack_text(published),
            unpack_text(date),
            issuers.get(number, ()),
            met.get(number, ()),
        )
        for number, stable_id, name, language, title, kind, level, published, date in found
        if not wanted or frozenset(issuers.get(number) or met.get(number, ())) == wanted
    ]


def _of_role(
    db: sqlite3.Connection, role: str, where: str, values: Sequence[Any]
) -> dict[int, tuple[str, ...]]:
    """Who has a role in each of some documents, in order."""
    found: dict[int, tuple[str, ...]] = {}
    same: dict[tuple[str, ...], tuple[str, ...]] = {}  # the same few meet again and again
    for document, value in db.execute(
        "SELECT document, value FROM participants WHERE role = ? "
        f"AND document IN (SELECT d.id FROM documents d WHERE {where}) ORDER BY document, ordinal",
        (role, *values),
    ):
        made = (*found.get(document, ()), some_text(value))
        found[document] = same.setdefault(made, made)
    return found
