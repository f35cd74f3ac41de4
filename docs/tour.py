"""The tour of the program on the sample corpus: run for `make demo`, and written into README.md.

    python docs/tour.py demo     runs every step and prints it, as a terminal shows it
    python docs/tour.py write    runs the steps and puts their output between README.md's markers
    python docs/tour.py check    says whether what README.md shows is what the program prints

The archive is made anew each time, under build/. Output is cut after some lines, and says so.
"""

from __future__ import annotations

import difflib
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
ARCHIVE = "build/demo/communique.db"
"""Where the demo leaves its archive; the tour for the README works in a folder of its own."""
WIDTH, ROWS = 100, 10_000
BEGIN, END = "<!-- tour: made by `make docs` -->", "<!-- end of the tour -->"
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
WHENCE = re.compile(r"(?ms)^(source +)(/.*?)\(version\s+(\d+)\)")
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
STATEMENT = "2024-04-11-xaa-xbb-joint-statement.en.txt"


@dataclass(frozen=True, slots=True)
class Step:
    """One command, why one runs it, and how many of its lines are shown."""

    why: str
    command: str
    lines: int = 40


STEPS = (
    Step("Read a folder into an archive.", "communique add samples", 30),
    Step("What it holds, by date.", "communique ls", 40),
    Step(
        "One statement: its header and its outline.",
        f"communique show {STATEMENT} --header --outline",
        45,
    ),
    Step(
        "What each field of the header rests on.",
        f"communique show {STATEMENT} --header --grounds",
        16,
    ),
    Step("The text, notes and tables in their place.", f"communique show {STATEMENT} --text", 16),
    Step("A bilingual file is two documents.", "communique ls --since 1994 --until 1994", 10),
    Step(
        "Where a word stands, in all languages, first use first.",
        "communique search coercion --translate --kind joint_statement",
        24,
    ),
    Step(
        "Whether what a leader said of the wording is true.",
        "communique check claims 2018-06-28-press-conference.en.txt",
        30,
    ),
    Step("Where figures disagree.", "communique check figures", 40),
    Step(
        "What was promised by a date, and what became of it.",
        "communique due --as-of 2024-06-01 --since 2018",
        24,
    ),
    Step(
        "One promise through the years.",
        "communique track 2007-04-18-xaa-xbb-joint-statement.en.html --mentioned",
        40,
    ),
    Step("The archive as a whole, with what is missing.", "communique info", 45),
    Step("Every hash, quote and index entry, once more.", "communique verify", 5),
)

LAST = Step(
    "What a desk officer wants to know of the newest statement.",
    f"communique brief {STATEMENT}",
    400,
)
"""With what the demo ends; the README shows it elsewhere."""

HINT = f"""\
The archive stays in {ARCHIVE}. Try next (with . .venv/bin/activate, or .venv/bin/communique):

    export COMMUNIQUE_ARCHIVE={ARCHIVE} COMMUNIQUE_NAMES=samples/names
    communique serve --open                  the page, in your browser
    communique ls strait                     documents that hold a word
    communique brief 2024 -l ja -o brief.html  the brief in Japanese, to print
    communique show Partnership --text       words of a title; this one is a web page
    communique analyse FILE                  one of your own files, without an archive
    communique add FOLDER --archive my.db    many of them
    communique --help
"""

PAGE = "communique serve"
"""The page of the same archive, with which the demo ends: for a person at a terminal until Ctrl-C,
anywhere else until it has answered once."""


def environment(archive: str) -> dict[str, str]:
    """The variables a step runs with: our own archive and names, a plain terminal of fixed size."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMUNIQUE_")}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    own = {"COMMUNIQUE_ARCHIVE": archive, "COMMUNIQUE_NAMES": "samples/names", "PAGER": "cat"}
    terminal = {"TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": str(ROWS)}
    return {**kept, **own, **terminal, "PATH": path, "PYTHONUTF8": "1"}


def run(step: Step, archive: str, *, colour: bool = False) -> str:
    """What a step prints on a terminal, results first, then what it says on standard error.

    Ends the tour if the command fails: it is shown on texts that must be readable.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, WIDTH, 0, 0))
    chunks: list[bytes] = []
    reader = threading.Thread(target=lambda: chunks.extend(read_all(ours)))
    with subprocess.Popen(
        step.command.split(),
        cwd=ROOT,
        env=environment(archive),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(theirs)
        reader.start()
        said = process.stderr.read() if process.stderr else b""
    reader.join()
    os.close(ours)
    printed = b"".join(chunks).decode().replace("\r\n", "\n") + said.decode()
    if not colour:
        printed = STYLE.sub("", printed)
    if process.returncode:
        raise SystemExit(f"$ {step.command}\n{printed}\nended with exit code {process.returncode}")
    return printed


def read_all(terminal: int) -> Iterator[bytes]:
    """Everything written to a terminal until its other side is closed."""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side is closed
            return
        if not chunk:
            return
        yield chunk


def cut(text: str, lines: int) -> str:
    """The first lines, and how many more there are."""
    all_lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    if len(all_lines) <= lines + 2:
        return "\n".join(all_lines)
    return "\n".join([*all_lines[:lines], f"… {len(all_lines) - lines} more lines"])


def steady(text: str) -> str:
    """The output without what differs from run to run: where the project lies, times, sizes."""
    text = WHENCE.sub(unfolded, text).replace(str(ROOT), "…")
    text = re.sub(r"\b\d+(?:\.\d+)? ?(s|ms|KB|MB|KiB|MiB)\b", r"… \1", text)
    return re.sub(
        r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?(?:[+-]\d\d:?\d\d)?", "…", text
    )


def unfolded(found: re.Match[str]) -> str:
    """A source's path on one line: where it folds depends on how long the path is."""
    return f"{found[1]}{''.join(found[2].split())} (version {found[3]})"


def fresh(archive: str) -> Path:
    """An empty folder for the archive."""
    folder = (ROOT / archive).parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def tour() -> str:
    """The steps and their output as README.md shows them."""
    archive = f"build/tour-{os.getpid()}/communique.db"
    folder = fresh(archive)
    parts = []
    try:
        for step in STEPS:
            output = cut(steady(run(step, archive)).replace(archive, ARCHIVE), step.lines)
            parts.append(f"{step.why}\n\n```console\n$ {step.command}\n{output}\n```")
    finally:
        shutil.rmtree(folder)
    return "\n\n".join(parts)


def parted(page: str) -> tuple[str, str, str]:
    """README.md before, between and after the markers."""
    before, begin, rest = page.partition(BEGIN)
    between, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit("README.md has lost the markers of the tour")
    return before + BEGIN, between, END + after


def written() -> str:
    """README.md as it should be."""
    before, _, after = parted(README.read_text(encoding="utf-8"))
    return f"{before}\n\n{tour()}\n\n{after}"


def demo() -> None:
    """Runs the steps for a person to watch."""
    begun = time.perf_counter()
    fresh(ARCHIVE)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    # Without colour, what came and went is told by marks.
    last = LAST if colour else replace(LAST, command=f"{LAST.command} --no-color")
    for step in (*STEPS, last):
        print(f"\n# {step.why}\n$ {step.command}")
        print(cut(run(step, ARCHIVE, colour=colour), step.lines), flush=True)
    print(f"\nDone in {time.perf_counter() - begun:.1f} seconds. {HINT}", flush=True)
    page(watched=sys.stdout.isatty() and "CI" not in os.environ)


def page(*, watched: bool) -> None:
    """Serves the page of the demo's archive, and opens it in a browser where somebody watches."""
    command = f"{PAGE} --port 0{' --open' if watched else ''}"
    print(f"# The same as a page.\n$ {PAGE}", flush=True)
    with subprocess.Popen(
        command.split(),
        cwd=ROOT,
        env=environment(ARCHIVE),
        stdin=subprocess.DEVNULL,
        stderr=None if watched else subprocess.PIPE,
        text=True,
    ) as process:
        try:
            if watched or process.stderr is None:
                process.wait()
                return
            said = process.stderr.readline()
            print(said, end="", flush=True)
            found = re.search(r"http://\S+", said)
            if not found:
                raise SystemExit("the page did not start")
            with urllib.request.urlopen(found[0] + "documents", timeout=60) as answer:
                print(f"It answered with {len(answer.read()):,} bytes, and is stopped again.")
        except KeyboardInterrupt:
            process.wait()
        finally:
            process.terminate()


def main() -> None:
    """Does what the one argument says."""
    match sys.argv[1:]:
        case ["demo"]:
            demo()
        case ["write"]:
            README.write_text(written(), encoding="utf-8")
        case ["check"]:
            old, new = README.read_text(encoding="utf-8"), written()
            print(*difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm=""), sep="\n")
            raise SystemExit(old != new)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
