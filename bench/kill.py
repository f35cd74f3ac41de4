"""SIGKILL at random moments while files are added: is the archive whole, and does a rerun complete?

    python bench/kill.py --files 1000 --kills 50

Each round adds invented files to a new archive in a process of its own, kills that process without
warning, reads the whole archive again (`verify`), and adds the same files once more: all must be
in. The processes that read for the killed one must end by themselves. Exit code 1 if anything was
wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from material import LANGUAGES, varied

from communique.archive import Archive
from communique.archive.add import add
from communique.errors import ArchiveMissing
from communique.read.inputs import collect


@dataclass(frozen=True, slots=True)
class Round:
    """One kill: after how long (whether it still ran then), what was in, and what was wrong."""

    after: float
    ran: bool
    held: int
    problems: tuple[str, ...]


def write_files(folder: Path, count: int) -> None:
    """Invented statements of about 2,000 characters, each with a text of its own."""
    stock = {language: varied(language, 200_000) for language in LANGUAGES}
    chance = random.Random(count)
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        body = "\n\n".join(chance.choices(stock[language], k=8))
        name = f"{1950 + number % 75}-0{1 + number % 9}-{1 + number % 28:02d}-{number:05d}.txt"
        (folder / name).write_text(f"{number}\n\n{body}\n", encoding="utf-8")


def adding(archive: Path, folder: Path) -> None:
    """What the killed process does."""
    with Archive.open(str(archive), create=True) as held:
        add(held, collect([folder]), workers=2)


def start(archive: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Add in a process of its own, which leads a group so that its helpers can be counted."""
    command = [sys.executable, __file__, "--adding", str(archive), str(folder)]
    return subprocess.Popen(command, start_new_session=True)


def ended(group: int, seconds: float = 30.0) -> bool:
    """Whether all processes of a group have ended before so many seconds are over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def kill_once(archive: Path, folder: Path, after: float, files: int) -> Round:
    """Kill after so many seconds, verify, add again, verify again."""
    process = start(archive, folder)
    begun = time.monotonic()
    try:
        process.wait(after)
        after = time.monotonic() - begun
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    ran = process.wait() != 0
    wrong = [] if ended(process.pid) else ["processes that read were left behind"]
    held = 0
    try:
        with Archive.open(str(archive)) as killed:
            wrong += [f"after the kill: {problem.message}" for problem in killed.verify()]
            held = len(killed.documents())
    except ArchiveMissing:
        pass  # killed before the file was made
    with Archive.open(str(archive), create=True) as again:
        summary = add(again, collect([folder]), workers=2)
        wrong += [f"{failure.name}: {failure.message}" for failure in summary.failed]
        wrong += [f"after the rerun: {problem.message}" for problem in again.verify()]
        sources = again.info().sources
    if sources != files:
        wrong.append(f"the rerun ended with {sources} of {files} files")
    return Round(after, ran, held, tuple(wrong))


def run(files: int, kills: int, seed: int) -> list[Round]:
    """All rounds, each told as it ends."""
    chance = random.Random(seed)
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "files")
        folder.mkdir()
        write_files(folder, files)
        begun = time.monotonic()
        start(Path(work, "whole.db"), folder).wait()
        whole = time.monotonic() - begun
        print(f"{files:,} files take {whole:.1f} s", flush=True)
        for number in range(kills):
            archive = Path(work, f"{number}.db")
            found = kill_once(archive, folder, chance.uniform(0.0, whole), files)
            rounds.append(found)
            if not found.ran:
                whole = found.after  # done before the kill came: the machine has become faster
            said = "; ".join(found.problems[:3]) or "whole, and completed"
            print(f"kill {number + 1:>3} at {found.after:6.2f} s: {found.held:>6,} in, {said}")
            sys.stdout.flush()
            for path in Path(work).glob(f"{number}.db*"):
                path.unlink()
    return rounds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Kill `add` at random moments.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--adding", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.adding:
        adding(*given.adding)
        return 0
    rounds = run(given.files, given.kills, given.seed)
    bad = sum(bool(found.problems) for found in rounds)
    amid = sum(0 < found.held < given.files for found in rounds)
    print(
        f"{len(rounds)} kills (seed {given.seed}), {amid} of them with files half in: "
        f"{bad} archives harmed or not completed"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
