"""`review`, `track`, `due`, `ledger`: on a terminal, in a pipe, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive
from communique.cli.reviews import go_through
from communique.cli.screen import Screen
from tests.check.test_ledger import FIRST, SECOND
from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    for name, text in (("2031.txt", FIRST), ("2034.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("add", tmp_path / name).exit_code == 0
    return run


def _ids(run: Run) -> list[str]:
    return [each["id"] for each in json.loads(run("find", "commitments", "--json").stdout)]


def _json(run: Run, *arguments: str) -> Any:
    ended = run(*arguments, "--json")
    assert ended.exit_code == 0, ended.output
    return json.loads(ended.stdout)


def test_deciding_listing_and_undoing(filled: Run) -> None:
    first, second, *_ = _ids(filled)
    assert filled("review", "accept", first[:8], "--who", "Mika", "--note", "sure").exit_code == 0
    [made] = _json(filled, "review", "correct", second, "--set", "deadline=2033", "--who", "Mika")
    assert made["fields"] == {"deadline": "2033"}
    assert filled("review", "status", first, "--to", "no longer mentioned").exit_code == 0
    assert filled("review", "note", first, "--text", "ask the embassy").exit_code == 0
    assert len(_json(filled, "review", "list")) == 4
    assert len(filled("review", "list").stdout.splitlines()) == 4
    assert _json(filled, "review", "undo", made["id"])[0]["id"] == made["id"]
    assert len(_json(filled, "review", "list", "--who", "Mika")) == 1
    assert len(_json(filled, "review", "list", "2034.txt")) == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("accept", "zzzz"), "finding-not-found"),
        (("undo", "ffff"), "finding-not-found"),
        (("correct", "ID", "--set", "deadline"), "invalid-field"),
        (("correct", "ID", "--set", "colour=red"), "invalid-field"),
        (("import", "nowhere.jsonl"), "unreadable"),
    ],
)
def test_what_cannot_be_done(filled: Run, arguments: tuple[str, ...], code: str) -> None:
    first = _ids(filled)[0]
    ended = filled("review", *(first if each == "ID" else each for each in arguments), "--json")
    assert json.loads(ended.stdout)["error"]["code"] == code
    assert ended.exit_code not in (0, 1, 70)


def test_export_and_import(filled: Run, tmp_path: Path) -> None:
    filled("review", "accept", _ids(filled)[0], "--who", "Mika")
    filled("review", "reject", _ids(filled)[0], "--who", "Jun")
    file = tmp_path / "decisions.jsonl"
    assert filled("review", "export", file).exit_code == 0
    assert filled("review", "export").stdout == file.read_text(encoding="utf-8")
    assert _json(filled, "review", "import", str(file)) == {"kept": 0, "known": 2, "gaps": []}
    [both] = _json(filled, "review", "agreement")
    assert (both["both"], both["agreed"]) == (1, 0)
    file.write_text("{}\n", encoding="utf-8")
    assert "decisions-unreadable" in filled("review", "import", file).stderr


def test_a_dash_is_the_screen(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    filled("review", "accept", _ids(filled)[0], "--who", "Mika")
    ended = filled("review", "export", "-")
    assert ended.stdout == filled("review", "export").stdout != ""
    assert not (tmp_path / "-").exists()


def test_what_is_no_document_and_no_promise(filled: Run) -> None:
    assert "no document and no id" in filled("track", "nosuch").stderr
    assert "document-ambiguous" in filled("track", "203").stderr
    assert filled("ledger", "--actor", "Japan", "--by", "status").exit_code == 0
    assert "invalid-field" in filled("ledger", "--by", "colour").stderr


def test_the_queue_in_a_pipe(filled: Run) -> None:
    assert len(filled("review", "--who", "Mika").stdout.splitlines()) == 4
    filled("review", "accept", *_ids(filled), "--who", "Mika")
    ended = filled("review", "commitments", "--who", "Mika")
    assert (ended.stdout, "wait for a decision of Mika" in ended.stderr) == ("", True)


def test_going_through_by_keyboard(filled: Run, tmp_path: Path) -> None:
    keys = iter("aunxrsq")
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        found = list(archive.findings("commitments"))
        judged = go_through(
            Screen(quiet=True),
            archive,
            found,
            who="Mika",
            read=lambda: next(keys),
            ask=lambda _: "look again",
        )
        held = archive.reviews.decisions()
    assert judged == 1
    assert sorted(each.decision.verdict.value for each in held) == ["note", "reject"]
    assert {each.finding.id for each in held if each.finding} == {found[0].finding.id}


def test_track_due_ledger(filled: Run) -> None:
    first = _ids(filled)[0]
    [found] = _json(filled, "track", first[:8])
    assert (found["status"], len(found["mentions"])) == ("fulfilled", 1)
    assert len(_json(filled, "track", "2031.txt")) == 3
    assert len(_json(filled, "track", "2031.txt", "--mentioned")) == 1
    assert filled("track", first).stdout.startswith("fulfilled\t2031-06-04\t")
    assert filled("track", "ffffffff").exit_code == 5
    due = _json(filled, "due", "--as-of", "2035-01-01")
    assert [row["due"] for row in due["rows"]] == ["coming", "passed"]
    assert _json(filled, "due", "--as-of", "2035-01-01", "--before", "2034")["rows"][0]["due"]
    assert _json(filled, "ledger", "--by", "actor") == {"NOR": 3, "KEN": 2}
    assert len(filled("ledger", "--actor", "KEN").stdout.splitlines()) == 2
    assert filled("ledger", "--csv").stdout.splitlines()[0].startswith("due,deadline,status")
    assert filled("due", "--before", "never").exit_code == 2


def test_of_those_passed_a_terminal_shows_the_last(filled: Run, terminal: Any) -> None:
    wanted = ("due", "--as-of", "2040-01-01", "--passed")
    cut, whole = terminal(*wanted, "--limit", "1").out, terminal(*wanted).out
    assert "and 1 that passed earlier (--limit 0)" in cut
    assert "passed earlier" not in whole
    assert len(filled(*wanted, "--limit", "1").stdout.splitlines()) == 2


def test_on_a_terminal(filled: Run, terminal: Any) -> None:
    for arguments in (
        ("due", "--as-of", "2035-01-01"),
        ("ledger",),
        ("track", "2031.txt"),
        ("review", "list"),
        ("review", "agreement"),
    ):
        ended = terminal(*arguments)
        assert ended.code == 0, ended.out
