"""The process in which binary formats are read: takes a task, answers, until its input ends.

Started by sandbox.py as `python -m communique.read.sandboxed`; nothing else runs it. A request is
two frames (eight bytes of length, then the bytes): JSON that names the task, and the file. The
answer is one frame of JSON. Before it takes a task it closes the network, and it lowers its limits
for each. Standard output is the pipe alone: what a library prints goes nowhere.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO, Final

from communique.errors import CommuniqueError
from communique.read import layout_json
from communique.read.layout import Layout

OPEN_FILES: Final = 128
_NEW_NET, _NEW_USER = 0x40000000, 0x10000000
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while (header := _frame(requests)) is not None and (data := _frame(requests)) is not None:
        answer = _answer(json.loads(header), data)
        answers.write(len(answer).to_bytes(8, "big"))
        answers.write(answer)
        answers.flush()


def _frame(pipe: BinaryIO) -> bytes | None:
    """The next frame; None at the end."""
    head = pipe.read(8)
    return pipe.read(int.from_bytes(head, "big")) if len(head) == 8 else None


def _answer(request: dict[str, Any], data: bytes) -> bytes:
    """What a task gave, as the bytes of JSON: its value, or what went wrong and how."""
    kind, value = "value", None
    try:
        _limit(request["limits"])
        value = _task(request["task"])(data, name=request["name"], **request["options"])
        if isinstance(value, Layout):
            value = layout_json.to_json(value)
        return _bytes(kind, value)
    except CommuniqueError as error:
        kind, value = "error", error.to_json()
    except MemoryError:
        kind, value = "memory", f"{request['limits']['memory']:,}"
    except Exception as error:  # noqa: BLE001 - whatever a library raises is an answer
        kind, value = "failed", f"{type(error).__name__}: {error}"[:500]
    return _bytes(kind, value)


def _bytes(kind: str, value: Any) -> bytes:
    said = json.dumps({"kind": kind, "value": value}, ensure_ascii=False)
    return said.encode("utf-8", "surrogatepass")


def _task(name: str) -> Any:
    """The function that a task names, of this package only."""
    module, _, function = name.partition(":")
    if not module.startswith("communique."):
        raise ValueError(f"{name} is no task of this package")
    return getattr(import_module(module), function)


def echo(data: bytes, *, name: str) -> dict[str, Any]:
    """Say what came: the task of tests and benches."""
    return {"bytes": len(data), "name": name}


def _limit(limits: dict[str, float]) -> None:
    """Lower what this process may take, for one task; where the system has no limits, nothing."""
    try:
        import resource
    except ImportError:
        return
    now = resource.getrusage(resource.RUSAGE_SELF)
    spent = now.ru_utime + now.ru_stime
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, spent + limits["processor"] + 1),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = int(most) if hard == resource.RLIM_INFINITY else min(int(most), hard)
        # Refused where less is already in use, or the system knows no such limit.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, hard))


def _close_network() -> None:
    """Leave the network: to the system's own, empty one where that is allowed, and by refusing."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            raise PermissionError("a reader of files has no network")

    sys.addaudithook(refuse)
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if system.unshare(_NEW_NET) != 0:
            system.unshare(_NEW_USER | _NEW_NET)


def _follow(parent: int) -> None:
    """End when the parent has ended, also in the midst of a task."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def main() -> None:
    """Run until the parent closes the pipe."""
    # Ctrl-C reaches every process of a terminal; the parent decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    _close_network()
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
