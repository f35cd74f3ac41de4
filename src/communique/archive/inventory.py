"""What an archive holds, counted, and the gaps met in filling it."""

from __future__ import annotations

import sqlite3

from communique.archive import aliases, fetches
from communique.archive.entries import Info, SourceGap
from communique.archive.packing import some_text
from communique.archive.schema import schema_of
from communique.model.findings import KINDS
from communique.model.gaps import Gap


def gaps(db: sqlite3.Connection) -> list[SourceGap]:
    """The gaps of the latest versions, by name and in the order they were met; each source under
    one name.
    """
    rows = db.execute(
        "SELECT v.name, i.identity, g.code, g.message FROM gaps g JOIN versions v ON v.id = "
        "(SELECT w.id FROM versions w WHERE w.analysis = g.analysis AND w.latest = 1 "
        "ORDER BY w.identity LIMIT 1) "
        "JOIN identities i ON i.id = v.identity ORDER BY v.name, i.identity, g.ordinal"
    )
    return [
        SourceGap(some_text(name), some_text(identity), Gap(code, some_text(message)))
        for name, identity, code, message in rows
    ]


def info(db: sqlite3.Connection, path: str) -> Info:
    """The counts of an archive."""
    meta = dict(db.execute("SELECT key, value FROM meta").fetchall())
    current = "FROM documents WHERE current = 1"
    first, last = db.execute(
        "SELECT min(coalesce(event_date, published)), max(coalesce(event_date, published)) "
        f"{current} AND earliest IS NOT NULL"
    ).fetchone()
    return Info(
        path=path,
        schema=schema_of(db),
        tokenizer=meta["tokenizer"],
        program=meta["program"],
        created=meta["created"],
        size=_count(db, "PRAGMA page_count") * _count(db, "PRAGMA page_size"),
        sources=_count(db, "SELECT count(*) FROM identities"),
        versions=_count(db, "SELECT count(*) FROM versions"),
        documents=_count(db, f"SELECT count(*) {current}"),
        passages=_count(db, f"SELECT coalesce(sum(passages), 0) {current}"),
        characters=_count(
            db,
            "SELECT coalesce(sum(length), 0) FROM readings WHERE id IN "
            f"(SELECT reading FROM analyses WHERE id IN (SELECT analysis {current}))",
        ),
        source_bytes=_count(db, "SELECT coalesce(sum(size), 0) FROM blobs"),
        edited=_count(db, f"SELECT count(*) {current} AND edited = 1"),
        gaps=_count(
            db,
            "SELECT count(*) FROM gaps "
            "WHERE analysis IN (SELECT analysis FROM versions WHERE latest = 1)",
        ),
        undated=_count(db, f"SELECT count(*) {current} AND earliest IS NULL"),
        first=first,
        last=last,
        languages=_tally(db, "language"),
        kinds=_tally(db, "kind"),
        aliases=aliases.count(db),
        web_pages=fetches.count(db),
        vectors=vectors(db),
    )


def findings(db: sqlite3.Connection) -> dict[str, int]:
    """How many findings current documents have, by kind."""
    old = db.execute("SELECT EXISTS (SELECT 1 FROM documents WHERE current = 0)").fetchone()[0]
    among = "WHERE document IN (SELECT id FROM documents WHERE current = 1)" if old else ""
    counts = dict(db.execute(f"SELECT kind, count(*) FROM findings {among} GROUP BY kind"))
    return {kind: counts.get(kind, 0) for kind in KINDS}


def vectors(db: sqlite3.Connection) -> dict[str, int]:
    """How many current documents have vectors, by encoder."""
    return dict(
        db.execute(
            "SELECT x.encoder, count(DISTINCT x.document) FROM vectors x "
            "JOIN documents d ON d.id = x.document "
            "JOIN versions v ON v.analysis = d.analysis AND v.latest = 1 "
            "GROUP BY x.encoder ORDER BY x.encoder"
        ).fetchall()
    )


def _count(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])


def _tally(db: sqlite3.Connection, column: str) -> dict[str, int]:
    return dict(
        db.execute(
            f"SELECT {column}, count(*) FROM documents WHERE current = 1 "
            "GROUP BY 1 ORDER BY 2 DESC, 1"
        ).fetchall()
    )
