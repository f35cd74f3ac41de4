"""Readers of binary formats, each call in another process that may die, hang or swell.

    layout = sandbox.read("communique.read.docx:extract", data, name="a.docx")

A process that calls this has one child (`sandboxed.py`), started with the first call and used for
all that follow; starting costs a few tenths of a second, a call less than a millisecond. The child
has limits of memory, processor time, files and open files from the system, no network, and of the
environment only what a program needs to run. This side holds the clock and bounds the answer, which
is JSON and checked. Whatever happens to the child costs the one input: a coded error, and a fresh
child for the next. Left out: protection from a reader that takes over its process on a system
without name spaces; it could then read what its user can read.

    >>> run("communique.read.sandboxed:echo", b"agreed", name="a")
    {'bytes': 6, 'name': 'a'}
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from communique import errors
from communique.errors import CommuniqueError, ReadingFailed, ReadingTooLarge, ReadingTooSlow
from communique.read import layout_json
from communique.read.layout import Layout

MEGABYTE: Final = 1024 * 1024
KEPT: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "SYSTEMROOT", "TESSDATA_PREFIX")
"""What the child sees of the environment: how to find programs, and where to put files."""

_CANNOT_START = "Look whether Python can start processes here: memory, and limits of the account."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: bytes of memory, seconds of processor and of time, bytes of answer.

    A page of text is some kilobytes; the defaults leave a book of scans its time.
    """

    memory: int = 1536 * MEGABYTE
    processor: float = 200.0
    seconds: float = 240.0
    output: int = 256 * MEGABYTE
    file: int = 256 * MEGABYTE


DEFAULT: Final = Limits()


class _Child:
    """A process that reads, and the two pipes to it."""

    def __init__(self) -> None:
        # What this process finds, that one finds, and in no other place than this one.
        paths = [str(Path(each).resolve()) for each in sys.path if each and os.path.exists(each)]
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONSAFEPATH": "1",
            "PYTHONNOUSERSITE": "1",
            "LANG": "C.UTF-8",
            # Each thread of a library of numbers reserves address space, which is what is limited.
            **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1"),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "communique.read.sandboxed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.late = False

    def alive(self) -> bool:
        return self.process.poll() is None

    def send(self, *frames: bytes) -> None:
        pipe = self.process.stdin
        assert pipe is not None
        for frame in frames:
            pipe.write(len(frame).to_bytes(8, "big"))
            pipe.write(frame)
        pipe.flush()

    def receive(self, most: int) -> bytes | None:
        """The child's answer; None if it is longer than it may be. Raises EOFError."""
        pipe = self.process.stdout
        assert pipe is not None
        size = int.from_bytes(self._exactly(pipe, 8), "big")
        return None if size > most else self._exactly(pipe, size)

    def _exactly(self, pipe: Any, size: int) -> bytes:
        data: bytes = pipe.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def overrun(self) -> None:
        """End the child because its time is over."""
        self.late = True
        self.process.kill()

    def end(self) -> int:
        """End the child, and say how it ended."""
        with suppress(OSError):
            self.process.kill()
        status = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()
        return status


_lock = threading.Lock()
_children: dict[int, _Child] = {}
"""The child of this process, by its id: a fork must not write into the pipe of its parent."""


def read(task: str, data: bytes, *, name: str, limits: Limits = DEFAULT, **options: Any) -> Layout:
    """The layout that a reader makes of bytes; as `run`, with the answer checked."""
    answer = run(task, data, name=name, limits=limits, **options)
    try:
        return layout_json.from_json(answer)
    except (ValueError, TypeError, RecursionError) as error:
        raise ReadingFailed(f"{name} was read to something that is no text: {error}") from error


def run(task: str, data: bytes, *, name: str, limits: Limits = DEFAULT, **options: Any) -> Any:
    """What `task` ("module:function") makes of bytes: called with them, `name` and the options.

    Options and answer are what JSON has. An error that the function raises on purpose is raised
    here; anything else is `reading-failed`, `reading-too-slow` or `reading-too-large`.
    """
    request = {"task": task, "name": name, "options": options, "limits": asdict(limits)}
    frames = (json.dumps(request).encode(), data)
    with _lock:
        child = _child()
        clock = threading.Timer(limits.seconds, child.overrun)
        clock.daemon = True
        clock.start()
        try:
            answer = _exchange(child, frames, limits.output)
        except (EOFError, OSError) as error:
            raise _died(child, name, limits) from error
        except BaseException:
            _discard(child)  # an answer that nobody read would be taken for the next one's
            raise
        finally:
            clock.cancel()
            clock.join()
        if child.late:
            _discard(child)  # it answered at the very last moment
        if answer is None:
            _discard(child)
            raise ReadingTooLarge(f"{name} was read to more than {limits.output:,} bytes")
    return _value(answer, name, child)


def close() -> None:
    """End the child of this process, if it has one; the next call starts another."""
    with _lock:
        for child in list(_own()):
            _discard(child)


def _own() -> Iterator[_Child]:
    child = _children.get(os.getpid())
    if child is not None:
        yield child


def _child() -> _Child:
    """The child of this process, started if there is none or it has died since the last call."""
    for child in _own():
        if child.alive():
            return child
        _discard(child)
    if not _children:
        atexit.register(close)
    _children.clear()  # a fork's copy of its parent's; the process is not ours to end
    try:
        child = _children[os.getpid()] = _Child()
    except OSError as error:
        raise ReadingFailed(
            f"the process that reads files cannot start: {error}", advice=_CANNOT_START
        ) from error
    return child


def _discard(child: _Child) -> int:
    _children.pop(os.getpid(), None)
    return child.end()


def _exchange(child: _Child, frames: tuple[bytes, ...], most: int) -> bytes | None:
    child.send(*frames)
    return child.receive(most)


def _died(child: _Child, name: str, limits: Limits) -> CommuniqueError:
    """The error for a child that ended before it answered."""
    if not child.late:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(1.0)
    late, status = child.late, _discard(child)
    if late:
        return ReadingTooSlow(f"reading {name} took more than {limits.seconds:,.0f} seconds")
    if status == -getattr(signal, "SIGXCPU", 0):
        return ReadingTooSlow(
            f"reading {name} took more than {limits.processor:,.0f} seconds of the processor"
        )
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return ReadingFailed(f"the process that read {name} died ({how})")


def _value(answer: bytes, name: str, child: _Child) -> Any:
    """What the child said, or the error it told."""
    try:
        said = json.loads(answer)
        kind, value = said["kind"], said["value"]
        if kind == "error":
            error = _errors()[value["code"]]
            raise error(str(value["message"]), advice=str(value["advice"]))
        text = str(value) if kind != "value" else ""
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise ReadingFailed(f"the process that read {name} gave no answer: {error}") from error
    if kind == "memory":
        with _lock:
            _discard(child)  # what is left of its memory is in pieces
        raise ReadingTooLarge(f"reading {name} took more memory than {text} bytes")
    if kind == "failed":
        raise ReadingFailed(f"{name} could not be read: {text}")
    return value


def _errors() -> dict[str, type[CommuniqueError]]:
    """The class of every code."""
    return {
        each.code: each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, CommuniqueError)
    }


def started() -> float:
    """Seconds that starting a child and one call take here: for benches."""
    close()
    begin = time.perf_counter()
    run("communique.read.sandboxed:echo", b"", name="")
    return time.perf_counter() - begin
