"""The filters of a search as conditions on documents, and on what was found in a passage.

Filters on documents become SQL over the header columns, a person's edits applied. `finding:` and
`issue:` ask that the passage touches the quote of such a finding; both together ask it of one
finding. Left out: series that nobody named in the archive, which compare/ knows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from communique.archive import tokens
from communique.archive.listing import has_words, of_language, period
from communique.archive.naming import of_source
from communique.archive.packing import pack_text, unpack_json, unpack_ranges, unpack_text
from communique.archive.query import Filter
from communique.archive.query_fields import apart, ends
from communique.archive.schema import UNDATED
from communique.errors import InvalidField, QueryInvalid
from communique.model.quotes import Range

Conditions = tuple[list[str], list[Any]]
_LARGEST = ((UNDATED + 1) << 32) - 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What must have been found in a passage, or must not: kinds (none: any) and issues."""

    kinds: tuple[str, ...]
    issues: tuple[str, ...]
    negated: bool


@dataclass(slots=True)
class Scope:
    """The documents of a search. `where` are conditions on `d`; the ids of their passages lie from
    `first` to `last`; `documents` is how many there are (None: all, not counted).
    """

    where: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    first: int = 0
    last: int = _LARGEST
    documents: int | None = None

    def sql(self) -> str:
        """The conditions as they follow a WHERE with others before it."""
        return "".join(f" AND {condition}" for condition in self.where)


def scope_of(db: sqlite3.Connection, filters: Iterable[Filter], *, current: bool = True) -> Scope:
    """The scope of filters; `current`: of the latest versions alone. Raises `query-invalid`,
    `invalid-field`, `document-not-found`.
    """
    held = tuple(filters)
    apart(held)
    made = Scope()
    for each in held:
        if each.field in ("finding", "issue"):
            continue
        where, values = _CONDITIONS[each.field](db, each)
        joined = f"({' AND '.join(where)})"
        made.where.append(f"NOT coalesce({joined}, 0)" if each.negated else joined)
        made.values += values
    _findings(made, held)
    if held:
        _bounds(db, made)
    named = any(each.field == "in" and not each.negated for each in held)
    if current and not named:
        made.where.append("d.current = 1")
    return made


def _bounds(db: sqlite3.Connection, made: Scope) -> None:
    """How many documents fit, and between which days: the index is read no further."""
    first, last, count = db.execute(
        f"SELECT min(d.day), max(d.day), count(*) FROM documents d WHERE 1 = 1{made.sql()}",
        made.values,
    ).fetchone()
    made.documents = count
    if count:
        made.first, made.last = first << 32, (last << 32) | 0xFFFF_FFFF


def _language(db: sqlite3.Connection, held: Filter) -> Conditions:
    where: list[str] = []
    values: list[Any] = []
    for value in held.values:
        try:
            of_language(db, value, where, values)
        except InvalidField as error:
            if held.start < 0:
                raise
            raise QueryInvalid(
                f"character {held.start + 1}: {error.message}",
                position=held.start + 1,
                advice="Write lang:ja, lang:zh for both scripts, or lang:en,ja for either.",
            ) from error
    return [f"({' OR '.join(where)})"], values


def _column(name: str) -> Callable[[sqlite3.Connection, Filter], Conditions]:
    def conditions(_: sqlite3.Connection, held: Filter) -> Conditions:
        marks = ", ".join("?" * len(held.values))
        return [f"d.{name} IN ({marks})"], [pack_text(value) for value in held.values]

    return conditions


def _participants(role: str) -> Callable[[sqlite3.Connection, Filter], Conditions]:
    def conditions(_: sqlite3.Connection, held: Filter) -> Conditions:
        marks = ", ".join("?" * len(held.values))
        text = (
            "d.id IN (SELECT document FROM participants "
            f"WHERE role = '{role}' AND value IN ({marks}))"
        )
        return [text], [pack_text(value) for value in held.values]

    return conditions


def _date(_: sqlite3.Connection, held: Filter) -> Conditions:
    where: list[str] = []
    values: list[Any] = []
    value = held.values[0]
    since, until = {"since": (value, None), "until": (None, value)}.get(held.field, ends(value))
    period(since, until, where, values)
    return where, values


def _title(db: sqlite3.Connection, held: Filter) -> Conditions:
    wanted = [tokens.fold(value).split() for value in held.values]
    rows = db.execute("SELECT id, title FROM documents WHERE title IS NOT NULL").fetchall()
    return _ids(
        row
        for row, title in rows
        for text in (unpack_text(title) or "",)
        if any(has_words(words, text) for words in wanted)
    )


def _named(db: sqlite3.Connection, held: Filter) -> Conditions:
    return _ids(row for value in held.values for row in of_source(db, value))


def _ids(rows: Iterable[int]) -> Conditions:
    """As JSON: a statement takes only so many values."""
    return ["d.id IN (SELECT value FROM json_each(?))"], [json.dumps(sorted(set(rows)))]


_CONDITIONS: dict[str, Callable[[sqlite3.Connection, Filter], Conditions]] = {
    "language": _language,
    "kind": _column("kind"),
    "level": _column("level"),
    "series": _column("series"),
    "issuer": _participants("issuers"),
    "party": _participants("parties"),
    "date": _date,
    "since": _date,
    "until": _date,
    "title": _title,
    "in": _named,
}


def _findings(made: Scope, held: tuple[Filter, ...]) -> None:
    """What must have been found in a passage, and that its document has such a finding."""
    kinds = [each for each in held if each.field == "finding" and not each.negated]
    issues = [each for each in held if each.field == "issue" and not each.negated]
    for each in held:
        if each.negated and each.field == "finding":
            made.standing.append(Standing(each.values, (), True))
        elif each.negated and each.field == "issue":
            made.standing.append(Standing((), each.values, True))
    wanted = kinds[0].values if kinds else ()
    groups = [each.values for each in issues] or ([()] if kinds else [])
    for group in groups:
        made.standing.append(Standing(wanted, group, False))
        condition, values = _sql(Standing(wanted, group, False))
        made.where.append(
            f"EXISTS (SELECT 1 FROM findings f WHERE f.document = d.id AND {condition})"
        )
        made.values += values


def _sql(wanted: Standing) -> Conditions | tuple[str, list[Any]]:
    parts, values = ["1 = 1"], list[Any]()
    if wanted.kinds:
        parts.append(f"f.kind IN ({', '.join('?' * len(wanted.kinds))})")
        values += wanted.kinds
    if wanted.issues:
        likes = " OR ".join(["instr(f.fields, ?) > 0"] * len(wanted.issues))
        parts.append(f"({likes})")
        values += [f'"issue":{json.dumps(each, ensure_ascii=False)}' for each in wanted.issues]
    return " AND ".join(parts), values


class Findings:
    """What was found where, document by document: whether a passage touches what is wanted."""

    def __init__(self, db: sqlite3.Connection, wanted: Iterable[Standing]) -> None:
        self._db = db
        self._wanted = tuple(wanted)
        self._of = lru_cache(maxsize=64)(self._spans)

    def fit(self, document: int, ranges: tuple[Range, ...]) -> bool:
        """Whether a passage at these ranges has, and has not, what it should."""
        return all(
            any(a < end and start < b for a, b in held for start, end in ranges)
            is not wanted.negated
            for wanted, held in zip(self._wanted, self._of(document), strict=True)
        )

    def _spans(self, document: int) -> tuple[tuple[Range, ...], ...]:
        return tuple(self._some(document, wanted) for wanted in self._wanted)

    def _some(self, document: int, wanted: Standing) -> tuple[Range, ...]:
        condition, values = _sql(wanted)
        rows = self._db.execute(
            f"SELECT f.ranges, f.fields FROM findings f WHERE f.document = ? AND {condition}",
            (document, *values),
        )
        return tuple(
            each
            for ranges, fields in rows
            if not wanted.issues or unpack_json(fields).get("issue") in wanted.issues
            for each in unpack_ranges(ranges)
        )
