"""As a process: pipes that close, locales that cannot hold the text, pagers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.cli.exits import Exit
from tests.cli.archives import analysis, fill
from tests.cli.conftest import Ended, command, environment


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path) -> None:
    fill(tmp_path / "archive.db")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        archive.put(*analysis("Long\n" + "They met again.\n" * 20_000, name="long.txt"))
    started = subprocess.Popen(
        command(["show", "long.txt"]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path / "archive.db"),
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.readline()
    started.stdout.close()
    said = started.stderr.read()
    started.stderr.close()
    assert said == b""
    assert started.wait(timeout=60) == Exit.PIPE


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "ja_JP.SJIS"])
def test_a_pipe_is_utf_8_in_every_locale(process: Callable[..., Ended], locale: str) -> None:
    settings = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    line = process("ls", "--language", "ja", env=settings).out
    assert "両国共同声明" in line
    found = json.loads(process("show", line.split("\t")[1], "--json", env=settings).out)
    assert found["documents"][0]["title"] == "両国共同声明"


def test_a_terminal_that_lacks_characters_gets_escapes(terminal: Callable[..., Ended]) -> None:
    settings = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ended = terminal("show", "statement.txt", "--header", env=settings)
    assert ended.code == 0
    ended = terminal("ls", columns=200, env=settings)
    assert ended.code == 0
    assert "\\u4e21" in ended.out


def test_long_output_goes_to_the_pager_and_short_output_does_not(
    terminal: Callable[..., Ended], tmp_path: Path
) -> None:
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        archive.put(*analysis("Long\n" + "They met again.\n" * 1_000, name="long.txt"))
    settings = {"PAGER": "sed s/^/paged:/"}
    assert "paged:" in terminal("show", "long.txt", env=settings).out
    assert "paged:" not in terminal("show", "statement.txt", env=settings).out
    assert "paged:" not in terminal("show", "long.txt", "--no-pager", env=settings).out
    assert "They met" in terminal("show", "long.txt", env={"PAGER": "no-such-program"}).out
