"""Where words stand on pages, in the archive: one packed row a reading.

Lines differ little from one to the next, so that a list of numbers packs to a tenth of its JSON.
Readings without places have no row.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

from communique.archive.entries import Problem
from communique.archive.faults import intact
from communique.archive.packing import pack_bytes
from communique.model.places import Place
from communique.model.quotes import Reading

Packed = tuple[str, bytes]
_AGAIN = "Put back a copy of the archive, or read the source again into a new one."
MOST_BYTES = 256 * 1024 * 1024
"""Of one row unpacked: words of a scan of five thousand pages."""


def pack_places(reading: Reading) -> Packed | None:
    """The places and page sizes of a reading as bytes, or None where it has none."""
    if not reading.places and not reading.page_sizes:
        return None
    value = {"places": reading.places, "sizes": reading.page_sizes}
    return pack_bytes(json.dumps(value, separators=(",", ":")).encode())


def unpack_places(packing: str, packed: bytes) -> dict[str, Any]:
    """The fields of a reading that were packed. ValueError if they are damaged."""
    data = packed
    if packing == "zlib":
        try:
            data = zlib.decompressobj().decompress(packed, MOST_BYTES)
        except zlib.error as error:
            raise ValueError(f"the places cannot be unpacked: {error}") from error
    held = json.loads(data)
    if not isinstance(held, dict):
        raise ValueError("the places are no places")
    try:
        return {
            "places": tuple(Place(*place) for place in held["places"]),
            "page_sizes": tuple((float(w), float(h)) for w, h in held["sizes"]),
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"the places are damaged: {error}") from error


def put_places(db: sqlite3.Connection, reading: int, packed: Packed | None) -> None:
    """Keep the places of a reading; what it had before goes."""
    db.execute("DELETE FROM places WHERE reading = ?", (reading,))
    if packed is not None:
        db.execute("INSERT INTO places VALUES (?, ?, ?)", (reading, *packed))


def places_of(db: sqlite3.Connection, reading: int) -> dict[str, Any]:
    """The fields `places` and `page_sizes` of a reading, empty where none are kept. Raises
    `archive-unusable` if they are damaged."""
    row = db.execute("SELECT packing, bytes FROM places WHERE reading = ?", (reading,)).fetchone()
    if row is None:
        return {}
    with intact(f"the places of reading {reading}"):
        return unpack_places(*row)


def wrong(db: sqlite3.Connection) -> Iterator[Problem]:
    """Places that do not unpack, or do not lie in order in the text of their reading."""
    rows = db.execute(
        "SELECT p.reading, p.packing, p.bytes, r.length, r.blob FROM places p "
        "LEFT JOIN readings r ON r.id = p.reading ORDER BY p.reading"
    ).fetchall()
    for number, packing, packed, length, blob in rows:
        try:
            found = unpack_places(packing, packed)["places"]
            ends = [0, *(place.end for place in found)]
            sound = all(
                before <= place.start < place.end <= (length or 0)
                for before, place in zip(ends, found, strict=False)
            )
            why = "" if sound else "they do not lie in order in the reading"
        except ValueError as error:
            why = str(error)
        if why:
            message = f"where the words of reading {number} stand on pages is damaged: {why}"
            yield Problem("places-damaged", str(blob), message, _AGAIN)


def drop_places(db: sqlite3.Connection, blob: str) -> None:
    """Take out the places of all readings of a blob."""
    db.execute(
        "DELETE FROM places WHERE reading IN (SELECT id FROM readings WHERE blob = ?)", (blob,)
    )
