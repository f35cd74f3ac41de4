"""`analyse` reads files without an archive."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Run

TEXT = "Joint Statement\n\nThe two sides will meet in Port Lyth on 4 May 2031.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "talks.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


def test_one_file_is_one_object_of_the_contract(run: Run, file: Path, tmp_path: Path) -> None:
    found = json.loads(run("analyse", file, "--json").stdout)
    assert found["source"]["text"] == TEXT
    assert found["documents"][0]["language"] == "en"
    assert not (tmp_path / "archive.db").exists()


def test_several_files_or_a_folder_are_a_list(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    ended = run("analyse", tmp_path, "--json")
    found = json.loads(ended.stdout)
    assert [item.get("name") or item["source"]["name"] for item in found] == [
        "empty.txt",
        "talks.txt",
    ]
    assert found[0]["error"]["code"] == "empty"
    assert ended.exit_code == Exit.INPUT
    assert len(json.loads(run("analyse", file, file.parent / "t*.txt", "--json").stdout)) == 1


def test_what_cannot_be_read_is_an_error(run: Run, tmp_path: Path) -> None:
    ended = run("analyse", tmp_path / "missing.txt", "--json")
    assert json.loads(ended.stdout)["error"]["code"] == "unreadable"
    assert ended.exit_code == Exit.INPUT


def test_standard_input(run: Run) -> None:
    assert json.loads(run("analyse", "-", "--json", stdin=TEXT).stdout)["source"]["text"] == TEXT
    assert run("analyse", "-", stdin="").exit_code == Exit.INPUT


def test_the_view_for_people_is_that_of_show(run: Run, file: Path) -> None:
    analysed = run("analyse", file).stdout
    run("add", file)
    shown = run("show", "talks.txt").stdout
    assert analysed.split("\nsource ")[0] == shown.split("\nsource ")[0]


def test_fields_are_taken_over_what_was_found(run: Run, file: Path) -> None:
    out = run("analyse", file, "--kind", "speech", "--date", "2031-05-05", "--json").stdout
    document = json.loads(out)["documents"][0]
    assert document["kind"] == "speech"
    assert document["event"]["date"] == "2031-05-05"


def test_passages(run: Run, file: Path) -> None:
    rows = [line.split("\t") for line in run("analyse", file, "--passages").stdout.splitlines()]
    assert [row[-1] for row in rows] == TEXT.strip().split("\n\n")


def test_large_files_are_refused(run: Run, file: Path) -> None:
    ended = run("analyse", file, "--max-bytes", "10")
    assert ended.exit_code == Exit.INPUT
    assert "error[too-large]" in ended.stderr


def test_name_tables_of_the_user(run: Run, samples: Path, tmp_path: Path) -> None:
    text = "Joint Statement of the President of Mervania and the Prime Minister of Kestria\n"
    names = samples / "names"

    def parties(*options: str | Path, **env: str) -> list[str]:
        found = json.loads(run("analyse", "-", "--json", *options, stdin=text, **env).stdout)
        said: list[str] = found["documents"][0]["event"]["parties"]
        return said

    assert parties() == []
    assert parties("--names", names) == ["XAA", "XBB"]
    assert parties(COMMUNIQUE_NAMES=f"{names}{os.pathsep}") == ["XAA", "XBB"]
    ended = run("analyse", "-", "--names", tmp_path / "missing", stdin=text)
    assert ended.exit_code == Exit.INPUT
    assert "error[names-table]" in ended.stderr
