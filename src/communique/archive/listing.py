"""Lists of documents, filtered and sorted, with a person's edits applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from communique.archive import tokens
from communique.archive.entries import Entry
from communique.archive.packing import pack_text, some_text, unpack_text
from communique.errors import InvalidField
from communique.model.codes import LANGUAGES, Authenticity, Kind, Level
from communique.model.dates import span

Row = tuple[int, Entry]
"""A document's row and what a list shows of it."""

SORTS = {
    "date": "d.earliest",
    "published": "d.published",
    "name": "v.name",
    "title": "d.title",
    "kind": "d.kind",
    "language": "d.language",
    "series": "d.series",
    "added": "v.added",
}
"""What a list can be sorted by; documents without the field come last, and dates and names settle
ties.
"""

_COLUMNS = (
    "d.id, d.stable_id, v.name, i.identity, v.number, d.language, d.title, d.kind, d.level, "
    "d.authenticity, "
    "d.published, d.event_date, d.event_place, d.series, d.passages, d.edited, i.id"
)
_FROM = (
    "FROM documents d JOIN versions v ON v.analysis = d.analysis "
    "JOIN identities i ON i.id = v.identity"
)
FIRST_NAME = (
    "v.id = (SELECT w.id FROM versions w WHERE w.analysis = d.analysis AND w.latest = 1 "
    "ORDER BY w.identity LIMIT 1)"
)
"""The condition that picks one name of a document whose bytes lie under several."""


def rows(
    db: sqlite3.Connection,
    where: Sequence[str] = (),
    values: Sequence[Any] = (),
    order: str = "d.id",
) -> list[Row]:
    """The documents that fit SQL conditions: one row for every name and version they have."""
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    found = db.execute(f"SELECT {_COLUMNS} {_FROM} {condition} ORDER BY {order}", values).fetchall()
    people = _people(db, sorted({row[0] for row in found}))
    known = _aliases(db, sorted({row[-1] for row in found}))
    return [
        (row[0], _entry(row[:-1], people.get(row[0], {}), known.get(row[-1], ()))) for row in found
    ]


def _aliases(
    db: sqlite3.Connection, identities: Sequence[int]
) -> dict[int, tuple[tuple[str, str], ...]]:
    """The aliases of identities by their rows, where there are any."""
    held: dict[int, tuple[tuple[str, str], ...]] = {}
    for some in chunks(identities):
        marks = ", ".join("?" * len(some))
        for identity, scheme, alias in db.execute(
            f"SELECT identity, scheme, alias FROM aliases WHERE identity IN ({marks}) "
            "ORDER BY identity, scheme, alias",
            some,
        ):
            held[identity] = (*held.get(identity, ()), (scheme, some_text(alias)))
    return held


def _people(
    db: sqlite3.Connection, documents: Sequence[int]
) -> dict[int, dict[str, tuple[str, ...]]]:
    held: dict[int, dict[str, tuple[str, ...]]] = {}
    for some in chunks(documents):
        marks = ", ".join("?" * len(some))
        for document, role, value in db.execute(
            f"SELECT document, role, value FROM participants WHERE document IN ({marks}) "
            "ORDER BY document, role, ordinal",
            some,
        ):
            roles = held.setdefault(document, {})
            roles[role] = (*roles.get(role, ()), some_text(value))
    return held


def chunks(values: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Values in portions, as a statement takes only so many."""
    for at in range(0, len(values), size):
        yield values[at : at + size]


def _entry(
    row: tuple[Any, ...],
    people: dict[str, tuple[str, ...]],
    known: tuple[tuple[str, str], ...],
) -> Entry:
    _, stable_id, name, identity, version, language, title, kind, level, authenticity, *rest = row
    published, date, place, series, passages, edited = rest
    return Entry(
        id=stable_id,
        name=some_text(name),
        identity=some_text(identity),
        version=version,
        language=language,
        title=unpack_text(title),
        kind=Kind(kind),
        issuers=people.get("issuers", ()),
        level=Level(level),
        authenticity=Authenticity(authenticity),
        published=unpack_text(published),
        date=unpack_text(date),
        place=unpack_text(place),
        parties=people.get("parties", ()),
        people=people.get("people", ()),
        series=unpack_text(series),
        passages=passages,
        edited=bool(edited),
        aliases=known,
    )


def documents(db: sqlite3.Connection, *, text: str | None = None, **filters: Any) -> list[Entry]:
    """The documents that fit all filters; see `Archive.documents`."""
    where, values, order = _asked(db, **filters)
    found = rows(db, where, values, order)
    return [entry for _, entry in (_saying(db, found, text) if text else found)]


def page(
    db: sqlite3.Connection, first: int, size: int, *, text: str | None = None, **filters: Any
) -> tuple[list[Entry], int]:
    """Some of the documents that fit all filters, and how many there are; entries are made of
    these alone. See `Archive.page`.
    """
    where, values, order = _asked(db, **filters)
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    if text:
        light = db.execute(
            f"SELECT d.id, v.id, coalesce(d.title, ''), v.name {_FROM} {condition} "
            f"ORDER BY {order}",
            values,
        ).fetchall()
        held, words = _with_phrase(db, text), tokens.fold(text).split()
        chosen = [
            (document, version)
            for document, version, title, name in light
            if document in held or has_words(words, f"{some_text(title)} {some_text(name)}")
        ]
        total = len(chosen)
    else:
        [total] = db.execute(f"SELECT count(*) {_FROM} {condition}", values).fetchone()
        chosen = db.execute(
            f"SELECT d.id, v.id {_FROM} {condition} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, size, first),
        ).fetchall()
        first = 0
    some = chosen[first : first + size]
    if not some:
        return [], int(total)
    pairs = " OR ".join("(d.id = ? AND v.id = ?)" for _ in some)
    made = rows(db, (f"({pairs})",), [number for pair in some for number in pair], order)
    return [entry for _, entry in made], int(total)


def _asked(
    db: sqlite3.Connection,
    *,
    language: str | None = None,
    kind: str | None = None,
    party: str | Iterable[str] | None = None,
    issuer: str | Iterable[str] | None = None,
    level: str | None = None,
    since: str | None = None,
    until: str | None = None,
    series: str | None = None,
    ids: Collection[str] | None = None,
    sort: str = "date",
    reverse: bool = False,
    all_versions: bool = False,
) -> tuple[list[str], list[Any], str]:
    """Conditions, their values and the order of a list."""
    if sort not in SORTS:
        raise InvalidField(f"cannot sort by {sort!r}; choose one of {', '.join(SORTS)}")
    where: list[str] = [] if all_versions else ["d.current = 1", FIRST_NAME]
    values: list[Any] = []
    for column, value, allowed in (("d.kind", kind, Kind), ("d.level", level, Level)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(_one_of(column[2:], value, tuple(allowed)))
    of_header(db, where, values, language=language, since=since, until=until, series=series)
    for role, names in (("parties", party), ("issuers", issuer)):
        for name in (names,) if isinstance(names, str) else names or ():
            where.append(
                "EXISTS (SELECT 1 FROM participants p "
                "WHERE p.document = d.id AND p.role = ? AND p.value = ?)"
            )
            values += [role, pack_text(name)]
    if ids is not None:
        where.append("d.stable_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(ids)))
    way = "DESC" if reverse else "ASC"
    column = SORTS[sort]
    order = (
        f"{column} IS NULL, {column} {way}, d.earliest IS NULL, d.earliest {way}, "
        "v.name, v.number, d.ordinal"
    )
    return where, values, order


def _one_of(field: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise InvalidField(f"{field} cannot be {value!r}; it is one of {', '.join(allowed)}")
    return str(value)


def of_header(
    db: sqlite3.Connection,
    where: list[str],
    values: list[Any],
    *,
    language: str | None,
    since: str | None,
    until: str | None,
    series: str | None,
) -> None:
    """Conditions for documents of a language, of a period, of a series that a person named."""
    if language is not None:
        of_language(db, language, where, values)
    period(since, until, where, values)
    if series is not None:
        where.append("d.series = ?")
        values.append(pack_text(series))


def of_language(db: sqlite3.Connection, language: str, where: list[str], values: list[Any]) -> None:
    """Conditions for documents of a language; `zh` is both scripts. Raises `invalid-field`."""
    held = {row[0] for row in db.execute("SELECT DISTINCT language FROM documents")}
    _one_of("language", language, [*LANGUAGES, "zh", *sorted(held - {*LANGUAGES, "zh"})])
    where.append("(d.language = ? OR substr(d.language, 1, ?) = ?)")
    values += [language, len(language) + 1, language + "-"]


def period(since: str | None, until: str | None, where: list[str], values: list[Any]) -> None:
    """Conditions for documents that may be of a period (both days within it); those without a date
    are none.
    """
    for name, edtf, condition in (
        ("since", since, "d.latest >= ?"),
        ("until", until, "d.earliest <= ?"),
    ):
        if edtf is not None:
            try:
                found = span(edtf)
            except ValueError as error:
                raise InvalidField(
                    f"{name} is no date: {edtf!r}",
                    advice="Write 1996, 1996-04 or 1996-04-17.",
                ) from error
            where.append(condition)
            values.append((found.first if name == "since" else found.last).toordinal())


def _saying(db: sqlite3.Connection, found: list[Row], text: str) -> list[Row]:
    """The documents with all words in title or name, or with the phrase in a passage."""
    held, words = _with_phrase(db, text), tokens.fold(text).split()
    return [
        (row, entry)
        for row, entry in found
        if row in held or has_words(words, f"{entry.title or ''} {entry.name}")
    ]


def _with_phrase(db: sqlite3.Connection, text: str) -> set[int]:
    """The rows of the documents that hold a phrase in a passage."""
    expression = tokens.query(text)
    if not expression:
        return set()
    found = db.execute(
        "SELECT DISTINCT document FROM passages WHERE passage_id IN "
        "(SELECT rowid FROM passage_words WHERE passage_words MATCH ?)",
        (expression,),
    )
    return {row for (row,) in found}


def has_words(words: Sequence[str], text: str) -> bool:
    """Whether every word (folded already) stands somewhere in a text."""
    folded = tokens.fold(text)
    return all(word in folded for word in words)
