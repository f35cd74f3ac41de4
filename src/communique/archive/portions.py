"""Findings of one kind a portion at a time, and counted by their fields, without reading the rest.

The database looks into the fields itself, so that a page of a list, or what a large archive holds
of bodies and people, costs what it shows. Values are compared whole: a filter by words is found.py.
People's decisions are the caller's: `without` leaves findings out, `besides` takes some in that fit
as corrected. Left out: fields with a lone surrogate, which SQL cannot look into.

    archive.portion("positions", where={"issue": "taiwan-strait"}, size=50).rows[0].finding.stance
    archive.tallies("mechanisms", by=("name", "action"))[0].documents
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from communique.archive import findings
from communique.archive.faults import intact
from communique.archive.found import Found, of_document
from communique.archive.listing import FIRST_NAME, of_language, period, rows
from communique.archive.load import Readings
from communique.archive.packing import pack_text, some_text, unpack_text
from communique.errors import InvalidField
from communique.model.findings import KINDS, columns

Value: TypeAlias = str | tuple[str, ...] | None
"""What a field is asked for."""

_DATE = "coalesce(d.event_date, d.published)"
_FROM = "FROM findings f JOIN documents d ON d.id = f.document"
_OF_FEW = "FROM documents d CROSS JOIN findings f ON f.document = d.id"
"""From a few documents to their findings, which the planner would not see."""

_ORDER = "d.earliest IS NULL, d.earliest {way}, d.id, f.ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which findings: values of fields (None: the field is empty; several: one of them; a code
    counts if it is among the field's), filters of their documents, ids left out and taken in.
    """

    where: Mapping[str, Value] = field(default_factory=dict)
    language: str | None = None
    since: str | None = None
    until: str | None = None
    party: Sequence[str] = ()
    documents: Collection[str] | None = None
    without: Collection[str] = ()
    besides: Collection[str] = ()


class Portion(NamedTuple):
    """Some findings of a list, and how many it has."""

    rows: list[Found]
    total: int


class Tally(NamedTuple):
    """Findings that have the same values of some fields: how many, in how many documents, and the
    first and last date of these (lists and truths are JSON).
    """

    values: tuple[Any, ...]
    findings: int
    documents: int
    first: str | None
    last: str | None


def portion(
    db: sqlite3.Connection,
    kind: str,
    asked: Asked,
    *,
    start: int = 0,
    size: int = 50,
    latest_first: bool = False,
) -> Portion:
    """The findings from number `start` on, by the date of their documents and their place."""
    where, values = _conditions(db, kind, asked)
    source = _OF_FEW if asked.documents is not None else _FROM
    total = int(db.execute(f"SELECT count(*) {source} WHERE {where}", values).fetchone()[0])
    held = ", ".join(f"f.{name}" for name in findings.COLUMNS.split(", "))
    order = _ORDER.format(way="DESC" if latest_first else "ASC")
    found = db.execute(
        f"SELECT f.document, {held} {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, size, start),
    ).fetchall()
    numbers = ", ".join({str(int(row[0])) for row in found})
    entries = dict(rows(db, (f"d.id IN ({numbers})", FIRST_NAME))) if found else {}
    readings = Readings(db)
    made: list[Found] = []
    for number, group in groupby(found, key=lambda row: row[0]):
        with intact(entries[number].name):
            hits = [row[1:] for row in group]
            made += of_document(db, readings, number, entries[number], hits, None)
    return Portion(made, total)


def tallies(db: sqlite3.Connection, kind: str, by: Sequence[str], asked: Asked) -> list[Tally]:
    """The findings counted by the values of some fields; most first."""
    where, values = _conditions(db, kind, asked)
    keys = ", ".join(_value(kind, name) for name in by)
    numbers = ", ".join(str(number + 1) for number in range(len(by)))
    found = db.execute(
        f"SELECT {keys}, count(*), count(DISTINCT f.document), min({_DATE}), max({_DATE}) "
        f"{_FROM} WHERE {where} GROUP BY {numbers} ORDER BY count(*) DESC, {numbers}",
        values,
    )
    return [
        Tally(tuple(row[: len(by)]), row[-4], row[-3], unpack_text(row[-2]), unpack_text(row[-1]))
        for row in found
    ]


class Fields(NamedTuple):
    """A finding without its words: its id, its document and the date of it, values of its
    fields.
    """

    id: str
    document: str
    date: str | None
    values: tuple[Any, ...]


def fields_of(
    db: sqlite3.Connection, kind: str, fields: Sequence[str], asked: Asked
) -> list[Fields]:
    """Each finding with the values of some fields, by date."""
    where, values = _conditions(db, kind, asked)
    keys = ", ".join(_value(kind, name) for name in fields)
    found = db.execute(
        f"SELECT f.stable_id, d.stable_id, {_DATE}, {keys} {_FROM} WHERE {where} "
        f"ORDER BY {_ORDER.format(way='ASC')}",
        values,
    )
    listed = [name in _listed(kind) for name in fields]
    return [
        Fields(id, document, unpack_text(date), tuple(map(_read, held, listed)))
        for id, document, date, *held in found
    ]


def _listed(kind: str) -> set[str]:
    """The fields of a kind that hold several values."""
    return {column.name for column in columns(KINDS[kind]) if column.sort in ("codes", "texts")}


def _read(value: Any, listed: bool) -> Any:
    return tuple(json.loads(value or "[]")) if listed else value


def codes(db: sqlite3.Connection, kind: str, name: str) -> list[str]:
    """The values in a list of a kind, the most frequent first."""
    _value(kind, name)
    found = db.execute(
        f"SELECT e.value, count(*) {_FROM}, json_each(f.fields, '$.{name}') e "
        "WHERE f.kind = ? AND d.current = 1 AND typeof(f.fields) = 'text' "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        (kind,),
    )
    return [some_text(value) for value, _ in found]


def _value(kind: str, name: str) -> str:
    """A field of a kind, or `document` or `language`, in SQL. Raises `invalid-field`."""
    if name in ("document", "language"):
        return f"d.{'stable_id' if name == 'document' else name}"
    if kind not in KINDS or name not in {column.name for column in columns(KINDS[kind])}:
        raise InvalidField(f"{kind} have no field {name!r}")
    return f"CASE WHEN typeof(f.fields) = 'text' THEN json_extract(f.fields, '$.{name}') END"


def _conditions(db: sqlite3.Connection, kind: str, asked: Asked) -> tuple[str, list[Any]]:
    if kind not in KINDS:
        raise InvalidField(
            f"no kind of finding is called {kind!r}", advice=f"One of {', '.join(KINDS)}."
        )
    fits: list[str] = ["1 = 1"]
    held: list[Any] = []
    listed = _listed(kind)
    for name, value in asked.where.items():
        if value is None:
            fits.append(f"{_value(kind, name)} IS NULL")
        elif isinstance(value, tuple):
            fits.append(f"{_value(kind, name)} IN (SELECT value FROM json_each(?))")
            held.append(json.dumps(value))
        elif name in listed:
            _value(kind, name)
            fits.append(
                "instr(f.fields, ?) AND typeof(f.fields) = 'text' AND EXISTS "
                f"(SELECT 1 FROM json_each(f.fields, '$.{name}') e WHERE e.value = ?)"
            )
            held += [json.dumps(value, ensure_ascii=False), value]
        else:
            # Most rows do not hold the text at all, and need not be taken apart.
            fits.append(f"instr(f.fields, ?) AND {_value(kind, name)} = ?")
            held += [json.dumps(value, ensure_ascii=False), value]
    if asked.without:
        fits.append("f.stable_id NOT IN (SELECT value FROM json_each(?))")
        held.append(json.dumps(sorted(asked.without)))
    condition = " AND ".join(fits)
    if asked.besides:
        condition = f"({condition} OR f.stable_id IN (SELECT value FROM json_each(?)))"
        held.append(json.dumps(sorted(asked.besides)))
    where = ["f.kind = ?", "d.current = 1", condition]
    values: list[Any] = [kind, *held]
    if asked.language is not None:
        of_language(db, asked.language, where, values)
    period(asked.since, asked.until, where, values)
    for party in asked.party:
        where.append(
            "EXISTS (SELECT 1 FROM participants p "
            "WHERE p.document = d.id AND p.role = 'parties' AND p.value = ?)"
        )
        values.append(pack_text(party))
    if asked.documents is not None:
        where.append("d.stable_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(asked.documents)))
    return " AND ".join(where), values
