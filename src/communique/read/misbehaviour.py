"""Tasks that die, hang and swell on purpose: what the tests of the sandbox have it do.

They stand here and not in the tests, because the sandbox runs tasks of this package only.

    >>> divide(b"", name="a")
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
"""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import time
from typing import Any

from communique import errors


def who(_: bytes, *, name: str) -> dict[str, Any]:
    """Say which process this is, and what it sees of the environment."""
    os.write(1, f"{name} must not reach the answer".encode())
    return {"process": os.getpid(), "environment": sorted(os.environ)}


def refuse(_: bytes, *, name: str, code: str, message: str, advice: str) -> None:
    """Raise an error on purpose."""
    each = next(e for e in vars(errors).values() if getattr(e, "code", "") == code)
    raise each(message, advice=advice)


def divide(_: bytes, *, name: str) -> float:
    """Make a mistake."""
    return 1 / 0


def recurse(data: bytes, *, name: str) -> None:
    """Call itself without end."""
    recurse(data, name=name)


def die(_: bytes, *, name: str) -> None:
    """Die as a reader in native code does."""
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(_: bytes, *, name: str) -> None:
    """Wait for ever."""
    time.sleep(1000)


def spin(_: bytes, *, name: str) -> None:
    """Work for ever."""
    while True:
        pass


def swell(_: bytes, *, name: str) -> int:
    """Take memory without end."""
    kept = []
    while True:
        kept.append(bytearray(16_000_000))


def talk(_: bytes, *, name: str) -> str:
    """Say too much."""
    return "x" * 100_000


def connect(_: bytes, *, name: str) -> str:
    """Try to reach the network; say what came of it."""
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except OSError as error:
        return type(error).__name__
    return "connected"


def write(_: bytes, *, name: str) -> int:
    """Write a file that is too large."""
    with tempfile.TemporaryFile() as file:
        return file.write(b"x" * 100_000)
