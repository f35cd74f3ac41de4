"""Help is complete, quick, and the same as the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.cli import exits, reference
from communique.cli.app import COMMANDS
from communique.cli.exits import MEANINGS, Exit
from communique.version import __version__
from tests.cli.conftest import Run, command, environment


def test_help_lists_every_command_and_every_exit_code(run: Run) -> None:
    page = run("--help").stdout
    for _, name, _ in COMMANDS:
        assert re.search(rf"^  {name} ", page, re.MULTILINE)
    told = " ".join(page[page.index("Exit codes:") :].split())
    for code in Exit:
        assert f"{code.value} {MEANINGS[code][0]}" in told


@pytest.mark.parametrize("name", [name for _, name, _ in COMMANDS])
def test_every_command_has_help_with_every_option_explained(run: Run, name: str) -> None:
    page = run(*name.split(), "-h").stdout
    assert page.startswith("Usage: ")
    assert "--json" in page
    unexplained = [row for row in page.splitlines() if re.fullmatch(r"  (-\S+)( [A-Z]+)?", row)]
    assert not unexplained


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_help_fits_the_terminal(run: Run, width: str) -> None:
    for name in ("ls", "add"):
        page = run(name, "--help", COLUMNS=width).stdout
        assert max(map(len, page.splitlines())) <= int(width)


def test_without_a_command_help_is_shown(run: Run) -> None:
    ended = run()
    assert ended.stdout == run("--help").stdout
    assert ended.exit_code == Exit.USAGE


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"communique {__version__}\n"


def test_help_and_version_import_nothing_heavy(tmp_path: Path) -> None:
    heavy = {"rich.console", "sqlite3", "trafilatura", "lxml", "selectolax", "yaml", "numpy"}
    code = (
        "import sys\nfrom communique.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        capture_output=True,
        text=True,
        env=environment(tmp_path / "a.db"),
        check=True,
    )
    assert not heavy & set(done.stdout.splitlines()[-1].split())


def test_help_is_quick(tmp_path: Path) -> None:
    """0.2 s where this was written; the bound allows for a busy machine, and the best of three
    counts.
    """
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(
            command(["--help"]), capture_output=True, env=environment(tmp_path / "a.db"), check=True
        )
        times.append(time.perf_counter() - start)
    assert min(times) < 0.8


@pytest.mark.parametrize(
    ("name", "made"), [("cli.md", reference.pages), ("exit-codes.md", exits.page)]
)
def test_the_documentation_is_what_the_program_says(root: Path, name: str, made: object) -> None:
    assert callable(made)
    assert (root / "docs" / name).read_text(encoding="utf-8") == made()


def test_the_first_word_of_commands_of_two_words_alone_lists_them(run: Run) -> None:
    two = [name for _, name, _ in COMMANDS if name.startswith("check ")]
    assert two
    ended = run("check")
    assert ended.exit_code == Exit.USAGE
    page = run("check", "--help").stdout
    for name in two:
        assert name in ended.stderr
        assert name in page
