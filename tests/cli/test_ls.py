"""`ls` lists for people, for pipes and for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.archives import fill
from tests.cli.conftest import Ended, Run


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path) -> None:
    fill(tmp_path / "archive.db")


def test_a_pipe_gets_one_line_a_document_with_nothing_cut(run: Run) -> None:
    lines = [line.split("\t") for line in run("ls").stdout.splitlines()]
    assert [line[0] for line in lines] == ["1996-04-17", "1996-04-18", ""]
    assert {len(line) for line in lines} == {13}
    assert all(len(line[1]) == 16 for line in lines)
    assert lines[1][5] == "両国共同声明"


def test_json_holds_the_words_of_the_contract(run: Run) -> None:
    found = json.loads(run("ls", "--json").stdout)
    assert found[0]["event"]["parties"] == ["XAA", "XBB"]
    assert found[1]["title"] == "両国共同声明"
    assert "両国共同声明" in run("ls", "--json").stdout


def test_csv_has_a_heading(run: Run) -> None:
    rows = list(csv.DictReader(run("ls", "--csv").stdout.splitlines()))
    assert rows[0]["title"] == "Joint Statement of the Two Sides"
    assert rows[0]["parties"] == "XAA,XBB"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--language", "ja"], ["声明.txt"]),
        (["--until", "1996-04-17"], ["statement.txt"]),
        (["--since", "1996-04-18", "-l", "ja"], ["声明.txt"]),
        (["--party", "XAA", "--limit", "1"], ["statement.txt"]),
        (["--limit", "2", "--reverse", "--since", "1996"], ["声明.txt", "statement.txt"]),
        (["港町"], ["声明.txt"]),
        (["--kind", "speech"], []),
    ],
)
def test_filters(run: Run, options: list[str], names: list[str]) -> None:
    found = json.loads(run("ls", "--json", *options).stdout)
    assert [entry["name"] for entry in found] == names


def test_nothing_found_is_said_and_no_failure(run: Run) -> None:
    ended = run("ls", "--kind", "speech")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "no document" in ended.stderr
    assert run("ls", "--kind", "speech", "--quiet").stderr == ""


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_terminal_of_any_width(terminal: Callable[..., Ended], columns: int) -> None:
    out = terminal("ls", columns=columns, env={"NO_COLOR": "1"}).out
    lines = [line.rstrip() for line in plain(out).splitlines()]
    assert all(cell_len(line) <= columns for line in lines)
    assert len(lines) == 4
    assert ("NAME" in lines[0]) == (columns >= 120)


def test_a_terminal_gets_colour_unless_it_is_declined(terminal: Callable[..., Ended]) -> None:
    assert "\x1b[33m" in terminal("ls").out
    assert "\x1b[33m" not in terminal("ls", env={"NO_COLOR": "1"}).out
    assert "\x1b[33m" not in terminal("ls", "--no-color").out
    assert "\x1b[33m" not in terminal("--no-color", "ls").out


def test_hostile_titles_reach_neither_terminal_nor_pipe(
    terminal: Callable[..., Ended], run: Run
) -> None:
    for out in (plain(terminal("ls", columns=200).out), run("ls").stdout):
        assert "Statement␛]0;owned␇ [bold red]of␛[2J" in out
        assert not set(out) & set("\x1b\x07\x9b\u202e")


def plain(out: str) -> str:
    """What was printed, without the styles that are the program's own."""
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", out)
