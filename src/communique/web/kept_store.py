"""Where answers over the whole archive are kept over a restart: a file beside the archive.

It holds nothing that cannot be made again, and is made anew when another version of the program
wrote it; where no file can be written beside the archive, a temporary one does. One process writes,
the server reads.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from communique.archive.schema import SCHEMA
from communique.version import __version__

FORMAT = f"1 {SCHEMA} {__version__}"
"""What a file must say of itself to be used, beside the names tables it was made with."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (format TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS parts (
  name TEXT NOT NULL, part TEXT NOT NULL, digest TEXT NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (name, part)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS details (
  name TEXT NOT NULL, key TEXT NOT NULL, part TEXT NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS details_part ON details (name, part);
"""


def place_for(archive: str, names: Sequence[str] = ()) -> str:
    """The path of a file for an archive and names tables, made ready: beside it, else a temporary
    one.
    """
    format = " ".join((FORMAT, *names))
    beside = Path(f"{archive}.kept")
    try:
        _prepare(beside, format)
        return str(beside)
    except (OSError, sqlite3.Error):
        made = Path(tempfile.mkdtemp(prefix="communique-")) / "kept"
        _prepare(made, format)
        return str(made)


def _prepare(path: Path, format: str) -> None:
    try:
        with _opened(str(path)) as db:
            db.executescript(_TABLES)
            held = db.execute("SELECT format FROM meta").fetchone()
            if held == (format,):
                return
            for table in ("meta", "parts", "details"):
                db.execute(f"DELETE FROM {table}")
            db.execute("INSERT INTO meta VALUES (?)", (format,))
            db.commit()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        path.unlink()  # damaged: there is nothing in it that cannot be made again
        _prepare(path, format)


@contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=10)) as db:
        db.execute("PRAGMA synchronous = OFF")
        yield db


def digests(path: str, name: str) -> dict[str, str]:
    """The digest of each part of an answer."""
    with _opened(path) as db:
        return dict(db.execute("SELECT part, digest FROM parts WHERE name = ?", (name,)))


def parts(path: str, name: str, only: str | None = None) -> dict[str, Any]:
    """The parts of an answer, or one of them."""
    query, values = "SELECT part, value FROM parts WHERE name = ?", [name]
    if only is not None:
        query, values = f"{query} AND part = ?", [name, only]
    with _opened(path) as db:
        return {part: _unpack(value) for part, value in db.execute(query, values)}


def detail(path: str, name: str, key: str) -> Any:
    """One detail of an answer; None where there is none."""
    with _opened(path) as db:
        row = db.execute(
            "SELECT value FROM details WHERE name = ? AND key = ?", (name, key)
        ).fetchone()
    return _unpack(row[0]) if row else None


def put(
    path: str, name: str, part: str, digest: str, value: Any, details: Mapping[str, Any]
) -> None:
    """Keep a part of an answer with its details, in place of what was kept of it."""
    with _opened(path) as db:
        db.execute("DELETE FROM details WHERE name = ? AND part = ?", (name, part))
        db.executemany(
            "INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?)",
            ((name, key, part, _pack(held)) for key, held in details.items()),
        )
        db.execute(
            "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)", (name, part, digest, _pack(value))
        )
        db.commit()


def keep_only(path: str, name: str, wanted: Iterable[str]) -> None:
    """Drop the parts of an answer that are no longer any."""
    with _opened(path) as db:
        gone = digests(path, name).keys() - set(wanted)
        for part in gone:
            db.execute("DELETE FROM parts WHERE name = ? AND part = ?", (name, part))
            db.execute("DELETE FROM details WHERE name = ? AND part = ?", (name, part))
        db.commit()


def _pack(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpack(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
