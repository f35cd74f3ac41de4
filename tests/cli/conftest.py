"""How the tests of the command line run it: within the process, as a process with pipes, on a
terminal.
"""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app

Run = Callable[..., Result]
SOURCES = Path(__file__).resolve().parents[2] / "src"


@dataclass(frozen=True)
class Ended:
    """What a process printed, and its exit code."""

    code: int
    out: str
    err: str = ""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command line within the process, on an archive of its own."""

    def invoke(*arguments: str | Path, stdin: str | bytes | None = None, **env: str) -> Result:
        settings = {
            "COMMUNIQUE_ARCHIVE": str(tmp_path / "archive.db"),
            "COMMUNIQUE_NAMES": "",
            **env,
        }
        return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=settings)

    return invoke


def environment(archive: Path, **more: str) -> dict[str, str]:
    """The variables of a process: no user settings, and the sources to import from."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    return {
        **kept,
        "PYTHONPATH": str(SOURCES),
        "COMMUNIQUE_ARCHIVE": str(archive),
        "TERM": "xterm-256color",
        **more,
    }


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The command line of a process."""
    return [sys.executable, "-m", "communique", *map(str, arguments)]


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., Ended]:
    """Run as a process with pipes."""

    def start(
        *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> Ended:
        done = subprocess.run(
            command(arguments),
            input=stdin,
            capture_output=True,
            env=environment(tmp_path / "archive.db", **(env or {})),
            timeout=120,
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return start


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Ended]:
    """Run as a process on a terminal of so many columns; both outputs come as one."""

    def start(
        *arguments: str | Path,
        columns: int = 80,
        typed: str = "",
        env: Mapping[str, str] | None = None,
    ) -> Ended:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 500, columns, 0, 0))
        settings = environment(tmp_path / "archive.db", **{"LC_ALL": "C.UTF-8", **(env or {})})
        started = subprocess.Popen(
            command(arguments), stdin=theirs, stdout=theirs, stderr=theirs, env=settings
        )
        os.close(theirs)
        os.write(ours, typed.encode())
        pieces: list[bytes] = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the terminal is gone: Linux says so with EIO
                break
            if not piece:
                break
            pieces.append(piece)
        code = started.wait(timeout=120)
        os.close(ours)
        return Ended(code, b"".join(pieces).decode("utf-8", "replace").replace("\r\n", "\n"))

    return start


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample corpus, for tests that only read it."""
    from communique.archive import Archive
    from communique.archive.add import add
    from communique.read.inputs import collect

    samples = Path(__file__).resolve().parents[2] / "samples"
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    with Archive.open(str(path), create=True) as archive:
        add(archive, collect([samples]), names_paths=[samples / "names"], workers=1)
    return path


@pytest.fixture
def compare(run: Run, corpus: Path) -> Run:
    """Run a command line on the archive of the sample corpus."""

    def invoke(*arguments: str | Path, **env: str) -> Result:
        names = str(Path(__file__).resolve().parents[2] / "samples" / "names")
        return run(
            *arguments, **{"COMMUNIQUE_ARCHIVE": str(corpus), "COMMUNIQUE_NAMES": names, **env}
        )

    return invoke
