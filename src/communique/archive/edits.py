"""What a person set in a header: checked, kept with who and when, and laid over what the program
found.

An edit belongs to an identity and a place in it (the first Japanese document of this file), so it
survives a new version and reading again. The program's own header is kept beside it; giving a field
back (None) shows it again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from communique.archive import index
from communique.archive.entries import Edit, FieldValue
from communique.archive.load import header_of
from communique.archive.packing import pack_json, pack_text, unpack_json
from communique.archive.schema import UNDATED
from communique.errors import InvalidField
from communique.model.codes import LANGUAGES, Authenticity, Basis, Kind, Level
from communique.model.dates import is_edtf
from communique.model.documents import Document, Ground, Header

LISTS = ("parties", "issuers", "people")
FIELDS = (
    "date", "published", "kind", "parties", "issuers", "people", "level", "authenticity", "place", "title",
    "series", "language",
)  # fmt: skip
"""The fields a person can set; `date`, `place`, `parties` and `people` are the event's."""

_CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "level": tuple(Level),
    "authenticity": tuple(Authenticity),
    "language": LANGUAGES,
}
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,8})*")
_SPACE = re.compile(r"\s+")
_LONGEST = 1000


def checked(fields: Mapping[str, str | Iterable[str] | None]) -> dict[str, FieldValue]:
    """The fields as they are kept. Raises `invalid-field`, naming all that is wrong and what is
    allowed.

    A list may come as one text with commas. An empty text says that there is none; None gives the
    field back.

    >>> checked({"date": "1996-04-17", "parties": "JPN, USA", "place": None})
    {'date': '1996-04-17', 'parties': ('JPN', 'USA'), 'place': None}
    """
    wrong: list[str] = []
    found: dict[str, FieldValue] = {}
    for field, value in fields.items():
        try:
            found[field] = None if value is None else _value(field, value)
        except InvalidField as error:
            wrong.append(error.message)
    if wrong:
        raise InvalidField("; ".join(wrong))
    return found


def _value(field: str, value: str | Iterable[str]) -> FieldValue:
    if field not in FIELDS:
        raise InvalidField(f"no field is called {field!r}; there are {', '.join(FIELDS)}")
    if field in LISTS:
        parts = re.split(r"[,、，;；]", value) if isinstance(value, str) else value
        items = tuple(dict.fromkeys(filter(None, (_line(field, part) for part in parts))))
        return tuple(_coded(field, item) for item in items)
    if not isinstance(value, str):
        raise InvalidField(f"{field} holds one text, not a list")
    line = _line(field, value)
    if field in ("date", "published") and line and not is_edtf(line):
        raise InvalidField(
            f"{field} is no EDTF date: {line!r}; write 1996-04-17, 1996-04 or 1996-04-17/1996-04-18"
        )
    if field in _CLOSED and line not in _CLOSED[field]:
        raise InvalidField(f"{field} cannot be {line!r}; it is one of {', '.join(_CLOSED[field])}")
    return line


def _line(field: str, text: str) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise InvalidField(f"{field} holds texts of up to {_LONGEST:,} characters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidField(f"{field} holds half a character (a lone surrogate)") from error
    return _SPACE.sub(" ", text.replace("\0", " ")).strip()


def _coded(field: str, item: str) -> str:
    """A party is a code (JPN, XAA, ASEAN); an issuer may be an author, and a person is a name."""
    if field == "parties" and not _CODE.fullmatch(item):
        raise InvalidField(f"parties holds codes such as JPN, XAA or ASEAN, not {item!r}")
    return item


def laid_over(doc: Document, edits: Mapping[str, tuple[FieldValue, str, str]]) -> Document:
    """The document with edits (value, who, when) over what the program found; each is a ground of
    its own.
    """
    if not edits:
        return doc
    header = _over({field: value for field, (value, _, _) in edits.items()}, doc.header)
    grounds = {
        field: Ground(Basis.PERSON, "edit", note=f"{who}, {when}")
        for field, (_, who, when) in edits.items()
    }
    language = edits["language"][0] if "language" in edits else doc.language
    return replace(
        doc,
        language=str(language),
        header=replace(header, grounds={**doc.header.grounds, **grounds}),
    )


def _over(values: Mapping[str, FieldValue], header: Header) -> Header:
    event: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for field, value in values.items():
        if field in ("date", "place", "parties", "people"):
            event[field] = value if field in LISTS else value or None
        elif field == "kind":
            own[field] = Kind(str(value))
        elif field == "level":
            own[field] = Level(str(value))
        elif field == "authenticity":
            own[field] = Authenticity(str(value))
        elif field != "language":
            own[field] = value if field in LISTS else value or None
    return replace(header, event=replace(header.event, **event), **own)


def _unpacked(packed: str | bytes | None) -> FieldValue:
    if packed is None:
        return None
    value = unpack_json(packed)
    return tuple(value) if isinstance(value, list) else str(value)


def standing(
    db: sqlite3.Connection, identity: int, language: str, place: int
) -> dict[str, tuple[FieldValue, str, str]]:
    """The edits that hold at a place of an identity: value, who and when, by field."""
    rows = db.execute(
        "SELECT field, value, who, at FROM edits WHERE identity = ? AND language = ? AND place = ? "
        "AND superseded = 0 AND value IS NOT NULL ORDER BY id",
        (identity, language, place),
    )
    return {field: (_unpacked(value), who, at) for field, value, who, at in rows}


def owner(db: sqlite3.Connection, analysis: int) -> int:
    """The identity whose edits hold for what was made of a blob: the first that shows it as its
    latest version.
    """
    row = db.execute(
        "SELECT identity FROM versions WHERE analysis = ? ORDER BY latest DESC, identity LIMIT 1",
        (analysis,),
    ).fetchone()
    return int(row[0])


def record(
    db: sqlite3.Connection,
    document: int,
    identity: int,
    values: Mapping[str, FieldValue],
    *,
    who: str,
    at: str,
) -> None:
    """Keep edits of a document under an identity, and under every other name its bytes have now."""
    analysis, language, place = db.execute(
        "SELECT analysis, found_language, place FROM documents WHERE id = ?", (document,)
    ).fetchone()
    rows = db.execute(
        "SELECT identity FROM versions WHERE analysis = ? AND latest = 1", (analysis,)
    ).fetchall()
    names = sorted({identity, *(row[0] for row in rows)})
    for name in names:
        for field, value in values.items():
            packed = None if value is None else pack_json(value)
            where = (name, language, place, field)
            db.execute(
                "UPDATE edits SET superseded = 1 WHERE identity = ? AND language = ? AND place = ? AND field = ?",
                where,
            )
            db.execute(
                "INSERT INTO edits (identity, language, place, field, value, who, at, superseded) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                (*where, packed, pack_text(who), at),
            )
    marks = ", ".join("?" * len(names))
    for (row,) in db.execute(
        "SELECT d.id FROM documents d WHERE d.found_language = ? AND d.place = ? AND d.analysis IN "
        f"(SELECT analysis FROM versions WHERE identity IN ({marks}))",
        (language, place, *names),
    ).fetchall():
        refresh(db, row)


def history(db: sqlite3.Connection, document: int, identity: int) -> list[Edit]:
    """All edits of a document under an identity, oldest first."""
    language, place = db.execute(
        "SELECT found_language, place FROM documents WHERE id = ?", (document,)
    ).fetchone()
    rows = db.execute(
        "SELECT field, value, who, at, superseded FROM edits "
        "WHERE identity = ? AND language = ? AND place = ? ORDER BY id",
        (identity, language, place),
    )
    return [Edit(f, _unpacked(v), who, at, bool(old)) for f, v, who, at, old in rows]


def inherit(db: sqlite3.Connection, identity: int, analysis: int) -> None:
    """Give a new name of known bytes the edits that stand for them."""
    other = owner(db, analysis)
    if other != identity:
        db.execute(
            "INSERT INTO edits (identity, language, place, field, value, who, at, superseded) "
            "SELECT ?, language, place, field, value, who, at, 0 FROM edits "
            "WHERE identity = ? AND superseded = 0 AND value IS NOT NULL ORDER BY id",
            (identity, other),
        )


def current_again(db: sqlite3.Connection, analyses: Iterable[int]) -> None:
    """After a change of versions: which documents are current, and what their headers say with
    edits applied.
    """
    for analysis in analyses:
        db.execute(
            "UPDATE documents SET current = EXISTS "
            "(SELECT 1 FROM versions v WHERE v.analysis = documents.analysis AND v.latest = 1) WHERE analysis = ?",
            (analysis,),
        )
        for (row,) in db.execute(
            "SELECT id FROM documents WHERE analysis = ? ORDER BY ordinal", (analysis,)
        ).fetchall():
            refresh(db, row)


_COLUMNS = (
    "language", "title", "kind", "level", "authenticity", "published", "event_date", "event_place", "series",
    "earliest", "latest", "day", "edited",
)  # fmt: skip

Columns = tuple[tuple[Any, ...], list[tuple[str, int, Any]]]
"""The header columns of a document, and its issuers, parties and people as (role, ordinal, name).
"""


def columns(db: sqlite3.Connection, document: int) -> Columns:
    """What the database holds of a document's header."""
    row = db.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE id = ?", (document,)
    ).fetchone()
    people = db.execute(
        "SELECT role, ordinal, value FROM participants WHERE document = ? ORDER BY role, ordinal",
        (document,),
    ).fetchall()
    return row, people


def derived(db: sqlite3.Connection, document: int) -> Columns:
    """What a document's header is by what the program found and the edits that stand."""
    analysis, language, place, found = db.execute(
        "SELECT analysis, found_language, place, found FROM documents WHERE id = ?", (document,)
    ).fetchone()
    edits = standing(db, owner(db, analysis), language, place)
    values = {field: value for field, (value, _, _) in edits.items()}
    header = _over(values, header_of(found, {}))
    event = header.event
    span = index.days(event.date, header.published)
    row = (
        values.get("language", language),
        pack_text(header.title),
        header.kind.value,
        header.level.value,
        header.authenticity.value,
        pack_text(header.published),
        pack_text(event.date),
        pack_text(event.place),
        pack_text(header.series),
        *(span or (None, None)),
        span[0] if span else UNDATED,
        int(bool(edits)),
    )
    roles = (("issuers", header.issuers), ("parties", event.parties), ("people", event.people))
    return row, [(role, at, pack_text(n)) for role, names in roles for at, n in enumerate(names)]


def refresh(db: sqlite3.Connection, document: int) -> None:
    """Write a document's columns anew from what was found and the edits that stand, and move it to
    its day.
    """
    row, people = derived(db, document)
    db.execute(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?",
        (*row, document),
    )
    db.execute("DELETE FROM participants WHERE document = ?", (document,))
    db.executemany(
        "INSERT INTO participants VALUES (?, ?, ?, ?)", ((document, *person) for person in people)
    )
    index.renumber(db, document, row[_COLUMNS.index("day")])
