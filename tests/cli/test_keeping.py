"""`edit`, `rm`, `verify` and `info`: what people set, take out, check and count."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.cli.exits import Exit
from tests.cli.archives import analysis, fill
from tests.cli.conftest import Ended, Run


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path) -> None:
    fill(tmp_path / "archive.db")


def names(run: Run) -> list[str]:
    return [entry["name"] for entry in json.loads(run("ls", "--json").stdout)]


def test_edit_shows_before_and_after(run: Run) -> None:
    ended = run("edit", "statement.txt", "--date", "1997-01-02", "--parties", "XAA, XBB,XCC")
    assert ended.exit_code == 0, ended.stderr
    assert "date          1996-04-17 → 1997-01-02" in ended.stdout
    assert "parties       XAA, XBB → XAA, XBB, XCC" in ended.stdout
    assert "parties       XAA, XBB, XCC" in run("show", "statement.txt", "--header").stdout


def test_people_may_have_commas_in_their_names(run: Run) -> None:
    run("edit", "statement.txt", "--people", "Marrow, Ida; Calder, Sem")
    found = json.loads(run("ls", "--json").stdout)
    assert ["Marrow, Ida", "Calder, Sem"] in [entry["event"]["people"] for entry in found]


def test_history_says_who_and_when_and_clear_gives_back(run: Run) -> None:
    run("edit", "statement.txt", "--place", "Westmark", "--who", "A. Archivist")
    ended = run(
        "edit", "statement.txt", "--clear", "place", "--who", "B. Editor", "--history", "--json"
    )
    found = json.loads(ended.stdout)
    assert found["before"]["event"]["place"] == "Westmark"
    assert found["after"]["event"]["place"] == "Port Lyth"
    assert [(e["who"], e["value"]) for e in found["history"]] == [
        ("A. Archivist", "Westmark"),
        ("B. Editor", None),
    ]
    assert "A. Archivist" in run("edit", "statement.txt", "--history").stdout


@pytest.mark.parametrize(
    "options",
    [[], ["--date", "yesterday"], ["--kind", "poem"], ["--clear", "colour"], ["--parties", "x y"]],
)
def test_edit_refuses_what_a_field_cannot_hold(run: Run, options: list[str]) -> None:
    ended = run("edit", "statement.txt", *options)
    assert ended.exit_code == Exit.USAGE
    assert ended.stderr.startswith("error[invalid-field]: ")


def test_rm_asks_only_where_somebody_can_answer(run: Run) -> None:
    ended = run("rm", "statement.txt")
    assert ended.exit_code == Exit.USAGE
    assert "--yes" in ended.stderr
    assert "statement.txt" in names(run)


def test_rm_with_yes(run: Run) -> None:
    ended = run("rm", "statement.txt", "声明", "--yes", "--json")
    assert [entry["name"] for entry in json.loads(ended.stdout)["removed"]] == [
        "statement.txt",
        "声明.txt",
    ]
    assert len(names(run)) == 1
    assert run("verify").exit_code == 0


def test_rm_of_several_is_all_or_nothing(run: Run) -> None:
    assert run("rm", "statement.txt", "no such name", "--yes").exit_code == Exit.DOCUMENT
    assert len(names(run)) == 3


def test_rm_of_one_version_leaves_the_other(run: Run, tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        archive.put(*analysis("A Revised Statement\nThey met.\n", name="statement.txt"))
    run("rm", "statement.txt", "--version-only", "--yes")
    assert "Joint Statement" in run("show", "statement.txt").stdout


def test_rm_on_a_terminal_tells_what_goes_and_asks(
    terminal: Callable[..., Ended], run: Run
) -> None:
    ended = terminal("rm", "statement.txt", typed="n\n")
    assert ended.code == Exit.INTERRUPTED
    assert "Joint Statement" in ended.out
    assert "Remove 1 document?" in ended.out
    assert "statement.txt" in names(run)
    assert terminal("rm", "statement.txt", typed="y\n").code == 0
    assert "statement.txt" not in names(run)


def test_verify_of_a_whole_archive(run: Run) -> None:
    ended = run("verify")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "whole" in ended.stderr
    assert json.loads(run("verify", "--json").stdout) == {"problems": []}


def test_verify_of_a_damaged_archive(run: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute("DELETE FROM blobs")
    ended = run("verify")
    assert ended.exit_code == Exit.PROBLEMS
    found = json.loads(run("verify", "--json").stdout)["problems"]
    assert len(found) == len(ended.stdout.splitlines())
    assert {"code", "where", "message", "advice"} == set(found[0])


def test_info_counts(run: Run) -> None:
    found = json.loads(run("info", "--json").stdout)
    assert found["languages"] == {"en": 2, "ja": 1}
    assert found["years"] == {"1996": 2}
    assert found["gaps"] == {"year-missing": 3}
    out = run("info").stdout
    assert "  en  2\n" in out
    assert "█" not in out


def test_info_draws_bars_on_a_terminal(terminal: Callable[..., Ended]) -> None:
    assert "█" in terminal("info").out
