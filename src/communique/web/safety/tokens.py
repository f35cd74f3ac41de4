"""Tokens: who may come in, as a file of names, roles and hashes.

A line each, `NAME ROLE SHA-256 DATE`; to take a token away, delete its line: a running server sees
it at once. The token itself is shown once, when it is made, and is kept nowhere. It is 256 random
bits, so its plain hash tells nothing of it.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

from communique.errors import ServerSettings
from communique.web.safety.access import Role, User

_LINE = re.compile(r"(\S{1,100}) (reader|editor) ([0-9a-f]{64})(?: \S+)?")
_NAME = re.compile(r"[\w.@+-]{1,100}")
_HEAD = "# Who may use this server: name, role, SHA-256 of the token, since when.\n"


@dataclass(frozen=True, slots=True)
class _Token:
    user: User
    key: str


class Tokens:
    """The tokens of a file. A change of the file is seen at the next request."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._lock = Lock()
        self._seen: tuple[int, ...] | None = None
        self._held: tuple[_Token, ...] = ()
        if not self._current():
            raise ServerSettings(
                f"{path} holds no token",
                advice="Make one: communique serve --tokens FILE --new-token NAME --role editor",
            )

    def _current(self) -> tuple[_Token, ...]:
        with self._lock:
            try:
                about = self.path.stat()
                seen = (about.st_mtime_ns, about.st_size, about.st_ino)
                if seen != self._seen:
                    self._held = read(self.path)
                    self._seen = seen
            except OSError as error:
                self._held, self._seen = (), None
                raise ServerSettings(
                    f"the tokens cannot be read: {error.strerror}: {self.path}"
                ) from None
            return self._held

    def find(self, token: str) -> tuple[User, str] | None:
        """Whose token this is, and its key; takes as long for a wrong one as for a right one."""
        return self.holder(sha256(token.encode("utf-8", "replace")).hexdigest())

    def holder(self, key: str) -> tuple[User, str] | None:
        """Whose token has this key."""
        found = None
        for each in self._current():
            if hmac.compare_digest(each.key.encode(), key.encode("utf-8", "replace")):
                found = (each.user, each.key)
        return found


def read(path: Path) -> tuple[_Token, ...]:
    """The tokens of a file. Raises `server-settings` for a line that is none."""
    held = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise ServerSettings(
                f"{path}, line {number}: not a name, a role, and a hash",
                advice="Correct the line or delete it; --new-token writes a right one.",
            )
        name, role, key = found.groups()
        held.append(_Token(User(name, "editor" if role == "editor" else "reader"), key))
    return tuple(held)


def make(path: Path, name: str, role: Role) -> str:
    """Add a token to a file, which is made if there is none; gives the token."""
    if not _NAME.fullmatch(name):
        raise ServerSettings(f"a name of letters, digits and . @ + - _ was expected: {name!r}")
    token = secrets.token_urlsafe(32)
    key = sha256(token.encode()).hexdigest()
    try:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(file, "a+b") as lines:
            size = lines.seek(0, os.SEEK_END)
            lines.seek(max(0, size - 1))
            start = _HEAD if not size else "" if lines.read() == b"\n" else "\n"
            lines.write(f"{start}{name} {role} {key} {datetime.now(UTC):%Y-%m-%d}\n".encode())
    except OSError as error:
        raise ServerSettings(f"the tokens cannot be written: {error.strerror}: {path}") from None
    return token


def is_open_to_others(path: Path) -> bool:
    """Whether others than the owner may read or change a file."""
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
