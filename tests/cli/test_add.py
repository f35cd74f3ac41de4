"""`add` reads what it can, says what it could not, and stops whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run, command, environment

STATEMENT = """Joint Statement of the Two Sides

Port Lyth, {date} 2031

1. The two sides will meet again in {number} years.
2. They will keep what they promised.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(3):
        text = STATEMENT.format(date=f"{number + 1} May", number=number)
        (made / f"{number}.txt").write_text(text, encoding="utf-8")
    return made


def test_what_became_of_the_files(run: Run, folder: Path) -> None:
    first = run("add", folder)
    assert first.exit_code == 0, first.stderr
    assert "added         3\n" in first.stdout
    assert "documents     3: 3 en\n" in first.stdout
    assert "unchanged     3\n" in run("add", folder).stdout
    (folder / "1.txt").write_text(STATEMENT.format(date="9 June", number=7), encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "2.txt").read_bytes())
    found = json.loads(run("add", folder, "--json").stdout)
    assert found["counts"] == {
        "added": 0,
        "new_version": 1,
        "unchanged": 2,
        "known_bytes": 1,
        "reread": 0,
    }
    assert len(found["documents"]) == 3, "a copy is the same document"
    assert found["failed"] == []
    assert found["interrupted"] is False


def test_failures_are_listed_and_the_rest_is_in(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    ended = run("add", folder, folder / "missing.txt")
    assert ended.exit_code == Exit.INPUT
    assert "added         3\n" in ended.stdout
    assert "failed        3\n" in ended.stdout
    for code in ("empty", "binary", "unreadable"):
        assert f"error[{code}]: " in ended.stderr
    found = json.loads(run("add", folder, "--json").stdout)
    assert {one["code"] for one in found["failed"]} == {"empty", "binary"}
    assert all(set(one) == {"name", "code", "message", "advice"} for one in found["failed"])


def test_what_a_walk_passes_over_is_told_and_no_failure(run: Run, folder: Path) -> None:
    (folder / "chart.png").write_bytes(b"\x89PNG")
    ended = run("add", folder)
    assert ended.exit_code == 0
    assert "Passed over 1 *.png" in ended.stderr


def test_no_archive_is_made_for_nothing(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "missing.txt").exit_code == Exit.INPUT
    assert not (tmp_path / "archive.db").exists()


def test_fields_are_set_for_every_file(run: Run, folder: Path) -> None:
    run("add", folder, "--series", "annual talks", "--parties", "XAA,XBB")
    found = json.loads(run("ls", "--series", "annual talks", "--json").stdout)
    assert [entry["event"]["parties"] for entry in found] == [["XAA", "XBB"]] * 3
    assert run("add", folder, "--kind", "poem").exit_code == Exit.USAGE


def test_standard_input(run: Run) -> None:
    text = STATEMENT.format(date="4 May", number=2)
    assert run("add", "-", stdin=text).exit_code == 0
    assert len(json.loads(run("ls", "--json").stdout)) == 1


def test_a_pipe_gets_no_progress_bar_and_a_terminal_does(
    process: Callable[..., Ended], terminal: Callable[..., Ended], folder: Path
) -> None:
    ended = process("add", folder)
    assert ended.err == ""
    assert "\x1b" not in ended.out
    assert "Adding" in terminal("add", folder, "--reread").out
    assert "Adding" not in terminal("add", folder, "--reread", "--quiet").out


def test_ctrl_c_leaves_the_archive_whole_and_the_same_command_goes_on(
    run: Run, process: Callable[..., Ended], folder: Path, tmp_path: Path
) -> None:
    for number in range(150):
        text = STATEMENT.format(date="4 May", number=number) * 20
        (folder / f"long-{number}.txt").write_text(text, encoding="utf-8")
    archive = tmp_path / "archive.db"
    started = subprocess.Popen(
        command(["add", folder, "--workers", "1"]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(archive),
        text=True,
    )
    deadline = time.monotonic() + 60
    while not archive.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert started.returncode == Exit.INTERRUPTED
    assert "error[interrupted]: " in said
    assert "of 153 are in" in said
    assert "Traceback" not in said
    assert process("verify").code == 0
    found = json.loads(process("add", folder, "--json").out)
    assert found["counts"]["added"] + found["counts"]["unchanged"] == 153
