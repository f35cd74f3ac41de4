"""Reviewing findings: deciding, taking back, and carrying decisions from archive to archive.

with Archive.open("communique.db") as archive:
    found = archive.reviews.finding("3fa2c1")
    archive.reviews.decide(found, "correct", fields={"deadline": "2028-03"}, who="Mika")
    print([each.state for each in archive.reviews.decisions()])
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.archive import connect, corrections, decisions, findings, queues
from communique.archive.clock import now
from communique.archive.decisions import Decided
from communique.archive.entries import Entry
from communique.archive.faults import intact
from communique.archive.found import Found, around
from communique.archive.listing import FIRST_NAME, rows
from communique.archive.load import reading_of
from communique.archive.packing import pack_text, some_text
from communique.archive.queues import Queue
from communique.errors import DecisionsUnreadable, FindingNotFound, InvalidField
from communique.model.decisions import Decision, Verdict, Words
from communique.model.findings import KINDS
from communique.model.gaps import Gap
from communique.model.quotes import Reading

_ID = re.compile(r"[0-9a-f]{4,16}")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: decisions kept, those held already, and what has no document here."""

    kept: int
    known: int
    gaps: tuple[Gap, ...]


class Reviews:
    """The decisions of people on an archive's findings."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db = db
        self._path = path

    def finding(self, name: str) -> Found:
        """The finding of an id or a unique beginning of one (4 digits or more), in the latest
        version of its document. Raises `finding-not-found`.
        """
        wanted = name.strip().lower()
        if not _ID.fullmatch(wanted):
            raise FindingNotFound(f"{name[:40]!r} is no id of a finding")
        with connect.snapshot(self._db, self._path):
            held = self._db.execute(
                f"SELECT f.document, {', '.join(f'f.{c}' for c in findings.COLUMNS.split(', '))} "
                "FROM findings f JOIN documents d ON d.id = f.document AND d.current = 1 "
                "WHERE f.stable_id >= ? AND f.stable_id < ? ORDER BY f.document LIMIT 3",
                (wanted, wanted + "g"),
            ).fetchall()
            ids = {row[2] for row in held}
            if len(ids) > 1:
                raise FindingNotFound(f"{wanted} begins several ids", advice="Give more of it.")
            if not held:
                raise FindingNotFound(f"no finding of the archive has the id {wanted}")
            number, row = held[0][0], held[0][1:]
            [(_, entry)] = rows(self._db, (f"d.id = {int(number)}", FIRST_NAME))
            with intact(entry.name):
                reading = self._reading(number)
                finding = findings.unpack(row, reading)
                return Found(entry, finding, around(self._db, number, reading, finding))

    def queue(
        self,
        kind: str,
        *,
        at: str | None = None,
        who: str | None = None,
        again: bool = False,
        document: Entry | None = None,
        **filters: Any,
    ) -> Queue:
        """The finding `at` (its id), else the first that waits for a judgement of `who`, else of
        anybody, in its queue: the least confident first, or by date (`order`). `again`: also those
        judged already wait. `filters`: language, since, until, series. Raises `finding-not-found`,
        `invalid-field`.
        """
        found = self.finding(at) if at else None
        if found is not None and found.finding.kind != kind:
            raise FindingNotFound(f"{at} is none of the {kind}")
        judged = set() if again else self.judged(kind, who=who)
        with connect.snapshot(self._db, self._path):
            number = self._place(document)[0] if document is not None else None
            at = found.finding.id if found else None
            held = queues.places(
                self._db, self._path, kind, judged, at=at, document=number, **filters
            )
        if found is None and held.at is not None:
            found = self.finding(held.at)
        before = after = None
        if found is not None:
            with connect.snapshot(self._db, self._path):
                number = self._place(found.entry)[0]
                reading = self._reading(number)
                before, after = queues.neighbours(self._db, number, reading, found.passage)
        return Queue(
            found, before, after, held.previous, held.next, held.ahead, held.waiting, held.total
        )

    def judged(self, kind: str, *, who: str | None = None) -> set[str]:
        """The ids of the findings of a kind that a person, or anybody, has judged."""
        return {
            each.finding.id
            for each in self.decisions(kind=kind, who=who)
            if each.finding is not None and each.decision.verdict in decisions.JUDGING
        }

    def latest(self, who: str) -> Decided | None:
        """The last decision of a person that stands, or None."""
        with connect.snapshot(self._db, self._path):
            row = decisions.latest(self._db, who)
            if row is None:
                return None
            document, id = row
            [(_, entry)] = rows(self._db, (f"d.id = {int(document)}", FIRST_NAME))
            held = decisions.of_document(self._db, document, entry)
        return next(each for each in held if each.decision.id == id)

    def reviewers(self) -> list[str]:
        """Everybody who has decided something, by name."""
        with connect.snapshot(self._db, self._path):
            found = self._db.execute("SELECT DISTINCT who FROM decisions").fetchall()
        return sorted(some_text(who) for (who,) in found)

    def _reading(self, document: int) -> Reading:
        [row] = self._db.execute(
            "SELECT a.reading FROM analyses a JOIN documents d ON d.analysis = a.id WHERE d.id = ?",
            (document,),
        ).fetchone()
        return reading_of(self._db, row)

    def decide(
        self,
        found: Found,
        verdict: str,
        *,
        who: str,
        fields: Mapping[str, str] | None = None,
        note: str | None = None,
        when: str | None = None,
    ) -> Decision:
        """Keep what a person says of a finding; what they judged of it before is superseded.

        `correct` needs `fields` (texts, checked by the kind), `status` needs `{"status": …}` on a
        commitment, `note` a note. Raises `invalid-field`, `finding-not-found`, `archive-locked`.
        """
        sort = _verdict(verdict)
        set_ = _fields(found.finding.kind, sort, fields or {})
        said = _line("note", note) if note else None
        if sort is Verdict.NOTE and not said:
            raise InvalidField("a note without words says nothing")
        with connect.transaction(self._db, self._path):
            document, identity = self._place(found.entry)
            decision = Decision(
                found.finding.kind,
                sort,
                Words.of(found.finding.quote, self._reading(document)),
                corrections.own_fields(found.finding),
                set_,
                said,
                _line("who", who),
                when or now(),
            )
            decisions.put(self._db, document, identity, decision)
        return decision

    def _place(self, entry: Entry) -> tuple[int, int]:
        row = self._db.execute(
            "SELECT d.id, i.id FROM documents d JOIN versions v ON v.analysis = d.analysis "
            "JOIN identities i ON i.id = v.identity "
            "WHERE i.identity = ? AND v.number = ? AND d.stable_id = ?",
            (pack_text(entry.identity), entry.version, entry.id),
        ).fetchone()
        if row is None:
            raise FindingNotFound(f"{entry.name} is not in the archive any more")
        return int(row[0]), int(row[1])

    def decisions(
        self,
        *,
        documents: Iterable[Entry] | None = None,
        kind: str | None = None,
        who: str | None = None,
        superseded: bool = False,
    ) -> list[Decided]:
        """The decisions on the documents of the archive, or on some, by document and time, each
        with what it lies on now.
        """
        with connect.snapshot(self._db, self._path):
            made: list[Decided] = []
            for number, entry in self._documents(documents):
                made += decisions.of_document(self._db, number, entry, superseded=superseded)
        return [
            each
            for each in made
            if kind in (None, each.decision.kind) and who in (None, each.decision.who)
        ]

    def _documents(self, entries: Iterable[Entry] | None) -> Iterator[tuple[int, Entry]]:
        if entries is not None:
            for entry in entries:
                yield self._place(entry)[0], entry
            return
        for number in list(decisions.documents(self._db)):
            for _, entry in rows(self._db, (f"d.id = {number}", FIRST_NAME)):
                yield number, entry

    def withdraw(self, id: str) -> Decision:
        """Take a decision back; what it superseded stands again. Raises `finding-not-found`."""
        with connect.transaction(self._db, self._path):
            gone = decisions.withdraw(self._db, id)
        if gone is None:
            raise FindingNotFound(f"no decision that stands has the id {id[:40]!r}")
        return gone

    def exported(self) -> Iterator[dict[str, Any]]:
        """Every decision, also superseded ones, as an export holds it: with the digest and name of
        its source, by which another archive knows the document.
        """
        digests = "SELECT a.blob FROM analyses a JOIN documents d ON d.analysis = a.id WHERE d.id=?"
        with connect.snapshot(self._db, self._path):
            for number, entry in self._documents(None):
                (sha256,) = self._db.execute(digests, (number,)).fetchone()
                for each in decisions.of_document(self._db, number, entry, superseded=True):
                    yield {
                        **each.decision.to_json(),
                        "source": {
                            "sha256": sha256,
                            "identity": entry.identity,
                            "name": entry.name,
                            "language": entry.language,
                        },
                    }

    def import_(
        self, lines: Iterable[str], *, progress: Callable[[int], None] | None = None
    ) -> Imported:
        """Keep exported decisions (JSON, one a line): on the document of the same bytes, else of
        the same identity, else of the same file name, and in the same language. All or nothing.

        Gap `decision-homeless`: no such document here. Raises `decisions-unreadable`.
        """
        kept = known = 0
        homeless: dict[str, int] = {}
        with connect.transaction(self._db, self._path):
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                decision, source = _read(line, number)
                home = self._home(source)
                if home is None:
                    homeless[source["name"]] = homeless.get(source["name"], 0) + 1
                elif decisions.put(self._db, *home, decision):
                    kept += 1
                else:
                    known += 1
                if progress:
                    progress(number)
        gaps = (
            Gap("decision-homeless", f"{count} on {name}, which the archive does not hold")
            for name, count in homeless.items()
        )
        return Imported(kept, known, tuple(gaps))

    def _home(self, source: Mapping[str, str]) -> tuple[int, int] | None:
        for column, value in (
            ("a.blob", source["sha256"]),
            ("i.identity", pack_text(source["identity"])),
            ("v.name", pack_text(source["name"])),
        ):
            row = self._db.execute(
                "SELECT d.id, i.id FROM documents d JOIN analyses a ON a.id = d.analysis "
                "JOIN versions v ON v.analysis = a.id AND v.latest = 1 "
                f"JOIN identities i ON i.id = v.identity WHERE {column} = ? AND d.language = ? "
                "ORDER BY i.id, d.ordinal LIMIT 1",
                (value, source["language"]),
            ).fetchone()
            if row:
                return int(row[0]), int(row[1])
        return None


def _read(line: str, number: int) -> tuple[Decision, dict[str, str]]:
    try:
        held = json.loads(line)
        source = {name: held["source"][name] for name in ("sha256", "identity", "name", "language")}
        if not all(isinstance(value, str) for value in source.values()):
            raise TypeError("a source is named by texts")
        decision = Decision.from_json(held)
        if decision.kind not in KINDS:
            raise ValueError(f"no kind of finding is called {decision.kind!r}")
        findings.read(decision.kind, {k: v for k, v in decision.fields.items() if k != "status"})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DecisionsUnreadable(f"line {number} is no decision: {error}") from error
    return decision, source


def _verdict(text: str) -> Verdict:
    try:
        return Verdict(text)
    except ValueError as error:
        allowed = ", ".join(each.value for each in Verdict)
        raise InvalidField(f"no verdict is called {text!r}", advice=f"One of {allowed}.") from error


def _fields(kind: str, verdict: Verdict, fields: Mapping[str, str]) -> dict[str, Any]:
    if verdict is Verdict.STATUS:
        if kind != "commitments" or set(fields) != {corrections.STATUS}:
            raise InvalidField("only a commitment has a status, and one at a time")
        return corrections.status(fields[corrections.STATUS])
    if verdict is Verdict.CORRECT:
        if not fields:
            raise InvalidField(
                "nothing is corrected", advice="Give the field and its value: --deadline 2028-03."
            )
        return corrections.set_fields(kind, fields)
    if fields:
        raise InvalidField(f"{verdict.value} takes no fields", advice="Use correct.")
    return {}


def _line(field: str, text: str) -> str:
    line = " ".join(some_text(text).replace("\0", " ").split())
    if not line or len(line) > _LONGEST:
        raise InvalidField(f"{field} holds a text of up to {_LONGEST:,} characters")
    return line
