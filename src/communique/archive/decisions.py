"""What people decided of findings: kept by the document's place, laid on what stands there now.

A decision belongs to an identity and a place in it, as an edit does, and holds for every name of
the same bytes. Which finding it is about is not stored but found each time: where exactly its words
stand in the present reading (`model.decisions.reattach`), the finding of its kind on these words.
Nothing of the program's is changed by it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.archive import findings
from communique.archive.corrections import own_fields
from communique.archive.entries import Entry
from communique.archive.load import reading_of
from communique.archive.packing import (
    pack_json,
    pack_ranges,
    pack_text,
    some_text,
    unpack_json,
    unpack_text,
)
from communique.model.decisions import Decision, State, Verdict, Words, reattach
from communique.model.findings import Finding
from communique.model.quotes import Range, Reading

JUDGING = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)
"""One judgement of a person stands on a finding; a status stands beside it; notes add up."""

TAKEN_BACK = 2
"""In the column `superseded`: taken back by hand, so that nothing makes it stand again."""

_TAKEN = "SELECT id FROM decisions WHERE superseded = ?"
_COLUMNS = "kind, verdict, words, finding, fields, note, who, at, superseded"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, the document it is kept for, and what it lies on now: `ranges` and `finding` are
    None where its words, or the finding on them, are gone.
    """

    entry: Entry
    decision: Decision
    state: State
    ranges: tuple[Range, ...] | None
    finding: Finding | None

    def to_json(self) -> dict[str, Any]:
        """The decision with its document and what it lies on."""
        return {
            **self.decision.to_json(),
            "document": self.entry.id,
            "name": self.entry.name,
            "language": self.entry.language,
            "state": self.state,
            "attached_to": self.finding.id if self.finding else None,
        }


def put(db: sqlite3.Connection, document: int, identity: int, decision: Decision) -> bool:
    """Keep a decision on a document under an identity; False if it is held already.

    What the same person judged of the same finding before is superseded, unless the decision is
    older, as an imported one may be.
    """
    language, place = db.execute(
        "SELECT found_language, place FROM documents WHERE id = ?", (document,)
    ).fetchone()
    where = (identity, language, place)
    known = db.execute(
        "SELECT 1 FROM decisions WHERE identity = ? AND language = ? AND place = ? "
        "AND stable_id = ?",
        (*where, decision.id),
    ).fetchone()
    if known:
        return False
    for row, other in _rows(db, where):
        if not other.superseded and _same(other, decision):
            if other.when > decision.when:
                decision = replace(decision, superseded=True)
            else:
                db.execute("UPDATE decisions SET superseded = 1 WHERE id = ?", (row,))
    db.execute(
        f"INSERT INTO decisions (identity, language, place, stable_id, {_COLUMNS}) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*where, decision.id, *_packed(decision)),
    )
    return True


def _packed(decision: Decision) -> tuple[Any, ...]:
    words = decision.words
    return (
        decision.kind,
        decision.verdict.value,
        pack_json([words.exact, words.ranges, words.prefix, words.suffix]),
        pack_json(dict(decision.finding)),
        pack_json(dict(decision.fields)),
        pack_text(decision.note),
        pack_text(decision.who),
        decision.when,
        int(decision.superseded),
    )


def _unpacked(row: Sequence[Any]) -> Decision:
    kind, verdict, words, finding, fields, note, who, at, superseded = row
    exact, ranges, prefix, suffix = unpack_json(words)
    return Decision(
        kind,
        Verdict(verdict),
        Words(tuple(exact), tuple((a, b) for a, b in ranges), prefix, suffix),
        unpack_json(finding),
        unpack_json(fields),
        unpack_text(note),
        some_text(who),
        at,
        bool(superseded),
    )


def _rows(db: sqlite3.Connection, where: tuple[int, str, int]) -> list[tuple[int, Decision]]:
    found = db.execute(
        f"SELECT id, {_COLUMNS} FROM decisions "
        "WHERE identity = ? AND language = ? AND place = ? ORDER BY at, id",
        where,
    )
    return [(row[0], _unpacked(row[1:])) for row in found.fetchall()]


def _same(one: Decision, other: Decision) -> bool:
    """Whether the later of two decisions takes the place of the earlier."""
    if one.verdict is Verdict.NOTE or other.verdict is Verdict.NOTE:
        return False
    sorts = {one.verdict in JUDGING, other.verdict in JUDGING}
    return (
        len(sorts) == 1
        and (one.who, one.kind, one.words) == (other.who, other.kind, other.words)
        and one.finding == other.finding
    )


def of_document(
    db: sqlite3.Connection, number: int, entry: Entry, *, superseded: bool = False
) -> list[Decided]:
    """The decisions on a document, oldest first, each laid on what stands there now."""
    analysis, language, place = db.execute(
        "SELECT analysis, found_language, place FROM documents WHERE id = ?", (number,)
    ).fetchone()
    made: dict[str, Decision] = {}
    for (identity,) in db.execute(
        "SELECT DISTINCT identity FROM versions WHERE analysis = ?", (analysis,)
    ).fetchall():
        for _, decision in _rows(db, (identity, language, place)):
            if superseded or not decision.superseded:
                made.setdefault(decision.id, decision)
    if not made:
        return []
    [reading_row] = db.execute("SELECT reading FROM analyses WHERE id = ?", (analysis,)).fetchone()
    reading = reading_of(db, reading_row)
    ordered = sorted(made.values(), key=lambda each: each.when)
    return [_laid(db, number, entry, each, reading) for each in ordered]


def _laid(
    db: sqlite3.Connection, number: int, entry: Entry, decision: Decision, reading: Reading
) -> Decided:
    ranges = reattach(decision.words, reading)
    if ranges is None:
        return Decided(entry, decision, "orphaned", None, None)
    query = (
        f"SELECT {findings.COLUMNS} FROM findings "
        "WHERE document = ? AND kind = ? AND ranges = ? ORDER BY ordinal"
    )
    rows = db.execute(query, (number, decision.kind, pack_ranges(ranges))).fetchall()
    here = [findings.unpack(row, reading) for row in rows]
    if not here:
        return Decided(entry, decision, "words", ranges, None)
    held = dict(decision.finding)
    best = next((f for f in here if own_fields(f) == held), here[0])
    return Decided(entry, decision, "attached", ranges, best)


def latest(db: sqlite3.Connection, who: str) -> tuple[int, str] | None:
    """The last decision of a person that stands on a current document: the document's row, and the
    decision's id.
    """
    row: tuple[int, str] | None = db.execute(
        "SELECT d.id, c.stable_id FROM decisions c "
        "JOIN versions v ON v.identity = c.identity AND v.latest = 1 "
        "JOIN documents d ON d.analysis = v.analysis AND d.found_language = c.language "
        "AND d.place = c.place AND d.current = 1 "
        "WHERE c.who = ? AND c.superseded = 0 ORDER BY c.at DESC, c.id DESC LIMIT 1",
        (pack_text(who),),
    ).fetchone()
    return row


def documents(db: sqlite3.Connection) -> Iterator[int]:
    """The rows of current documents on which there are decisions."""
    rows = db.execute(
        "SELECT DISTINCT d.id FROM decisions c JOIN versions v ON v.identity = c.identity "
        "JOIN documents d ON d.analysis = v.analysis AND d.found_language = c.language "
        "AND d.place = c.place WHERE d.current = 1 AND v.latest = 1 "
        "ORDER BY d.earliest IS NULL, d.earliest, d.id"
    )
    yield from (row for (row,) in rows.fetchall())


def withdraw(db: sqlite3.Connection, stable_id: str) -> Decision | None:
    """Take a decision back: it stays in the history as superseded, and what it had superseded
    stands again. None if there is none of that id that stands.
    """
    rows = db.execute(
        f"SELECT id, identity, language, place, {_COLUMNS} FROM decisions "
        "WHERE stable_id = ? AND superseded = 0 ORDER BY id",
        (stable_id,),
    ).fetchall()
    for row in rows:
        gone = _unpacked(row[4:])
        db.execute("UPDATE decisions SET superseded = ? WHERE id = ?", (TAKEN_BACK, row[0]))
        taken = {n for (n,) in db.execute(_TAKEN, (TAKEN_BACK,)).fetchall()}
        before = [
            number
            for number, other in _rows(db, (row[1], row[2], row[3]))
            if number not in taken and other.when <= gone.when and _same(other, gone)
        ]
        if before:
            db.execute("UPDATE decisions SET superseded = 0 WHERE id = ?", (before[-1],))
    return _unpacked(rows[0][4:]) if rows else None


def rehome(db: sqlite3.Connection, identity: int, analyses: Iterable[int]) -> None:
    """Give the decisions of an identity that goes to another name of the same bytes, or drop them
    where there is none.
    """
    for analysis in analyses:
        row = db.execute(
            "SELECT identity FROM versions WHERE analysis = ? AND identity <> ? LIMIT 1",
            (analysis, identity),
        ).fetchone()
        if row:
            db.execute(
                "UPDATE OR IGNORE decisions SET identity = ? WHERE identity = ?", (row[0], identity)
            )
            break
    db.execute("DELETE FROM decisions WHERE identity = ?", (identity,))
