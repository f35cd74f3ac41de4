"""Which archives this process has open: nothing else may open and close their files.

SQLite tells other processes by locks of POSIX that it uses a file, and a process loses all its
locks on a file when it closes any handle on it. Another process that closes the archive then
believes to be the last and takes its log away, under those who still use it.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from threading import Lock
from typing import Any

_Key = tuple[int, int]

LOOKING = Lock()
"""Held while a file is looked at and its connection begun, so that no look meets a connection."""

_held: Counter[_Key] = Counter()
_counting = Lock()


class Connection(sqlite3.Connection):
    """A connection that counts as holding its file until it is closed."""

    key: _Key | None = None

    def close(self) -> None:
        """Close, and hold the file no more."""
        super().close()
        with _counting:
            if self.key is not None:
                _held[self.key] -= 1
                self.key = None


def is_held(path: str) -> bool:
    """Whether this process has the file at a path open."""
    key = key_of(path)
    with _counting:
        return key is not None and _held[key] > 0


def key_of(path: str) -> _Key | None:
    """What a file is, whatever it is called; None for no file."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_dev, about.st_ino


def connected(uri: str, path: str, **options: Any) -> Connection:
    """A connection that holds its file: SQLite opens it at once."""
    db = sqlite3.connect(uri, uri=True, factory=Connection, **options)
    db.key = key_of(path)
    with _counting:
        if db.key is not None:
            _held[db.key] += 1
    return db
