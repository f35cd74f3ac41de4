"""`show` shows a document's header, outline, text, notes, tables and gaps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.cli.exits import Exit
from tests.cli.archives import ENGLISH, HOSTILE, analysis, fill
from tests.cli.conftest import Ended, Run


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path) -> None:
    fill(tmp_path / "archive.db")


def test_the_whole_view(run: Run) -> None:
    out = run("show", "statement.txt").stdout
    assert out.startswith("Joint Statement of the Two Sides\nid            ")
    for line in (
        "parties       XAA, XBB",
        "people        Ida Marrow; Sem Calder",
        "  1. The two side",
        "    (a) They share t",
        "1. The two sides will meet in Port Lyth.",
        "   (a) They share the costs.1",
        "Year\tTonnes",
        "1996\t4",
        "1 Of the meetings.",
        "year-missing  no year stands in the text",
        "source        /desk/statement.txt (version 1)",
    ):
        assert line in out.replace("  year-missing", "year-missing").splitlines()
    assert "Share this page" not in out


@pytest.mark.parametrize(
    ("option", "holds", "lacks"),
    [
        ("--header", "parties", "Port Lyth."),
        ("--outline", "(a) They share t", "parties"),
        ("--text", "Year\tTonnes", "parties"),
        ("--furniture", "Share this page", "nothing"),
        ("--grounds", "text, first-line: “Joint Statement of the Two Sides”", "nothing"),
    ],
)
def test_parts(run: Run, option: str, holds: str, lacks: str) -> None:
    out = run("show", "statement.txt", option).stdout
    assert holds in out
    assert lacks not in out


def test_passages_are_lines_with_ids_and_ranges(run: Run) -> None:
    rows = [line.split("\t") for line in run("show", "statement", "--passages").stdout.splitlines()]
    for _, ranges, *_, text in rows:
        start, end = map(int, ranges.split("-"))
        assert ENGLISH[start:end] == text


def test_the_source_in_a_pipe_is_the_reading_as_it_is(process: Callable[..., Ended]) -> None:
    assert process("show", "statement.txt", "--source").out == ENGLISH
    hostile = process("show", "owned", "--source").out
    assert hostile == HOSTILE.replace("\ud800", "\\ud800")


def test_json_is_the_contract_with_this_document(run: Run) -> None:
    found = json.loads(run("show", "声明", "--json").stdout)
    assert found["source"]["name"] == "声明.txt"
    assert [doc["language"] for doc in found["documents"]] == ["ja"]


def test_a_version(run: Run, tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        archive.put(*analysis("Joint Statement, Revised\nThey met.\n", name="statement.txt"))
    assert "Revised" in run("show", "statement.txt").stdout
    assert "Revised" not in run("show", "statement.txt", "--version", "1").stdout
    ended = run("show", "statement.txt", "--version", "7")
    assert ended.exit_code == Exit.DOCUMENT
    assert "version 1, 2" in ended.stderr


def test_an_unknown_and_an_ambiguous_name(run: Run, tmp_path: Path) -> None:
    assert run("show", "nothing of this name").exit_code == Exit.DOCUMENT
    with Archive.open(str(tmp_path / "archive.db")) as archive:
        archive.put(*analysis("Joint Statement of Others\nThey met.\n", name="other.txt"))
    ended = run("show", "joint statement")
    assert ended.exit_code == Exit.DOCUMENT
    assert "error[document-ambiguous]: 'joint statement' fits 2 documents\n  " in ended.stderr
    assert "other.txt" in ended.stderr
    found = json.loads(run("show", "joint statement", "--json").stdout)["error"]
    assert len(found["candidates"]) == 2


def test_hostile_text_reaches_no_terminal(terminal: Callable[..., Ended]) -> None:
    for options in (["--grounds"], ["--source"], ["--passages"]):
        out = terminal("show", "owned", *options, columns=200, env={"NO_COLOR": "1"}).out
        for harm in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\u202e"):
            assert harm not in out
    assert "[bold red]of" in out


def test_a_missing_archive(run: Run, tmp_path: Path) -> None:
    ended = run("--archive", tmp_path / "none.db", "show", "x")
    assert ended.exit_code == Exit.ARCHIVE
    assert "error[archive-missing]" in ended.stderr
    assert not (tmp_path / "none.db").exists()


def test_headings_are_not_indented_over_and_two_labels_stand_together(
    run: Run, tmp_path: Path
) -> None:
    text = (
        "Joint Statement\n\nI. REGIONAL ISSUES\n\n1. (a) The two sides will meet in May.\n\n"
        "They will meet again in June.\n\n(b) The two sides will talk in July.\n"
    )
    file = tmp_path / "labels.txt"
    file.write_text(text, encoding="utf-8")
    lines = run("analyse", file).stdout.split("\nText\n")[1].split("\nGaps\n")[0].splitlines()
    assert "I. REGIONAL ISSUES" in lines
    assert any(line.lstrip().startswith("1. (a) The two sides") for line in lines)
    assert not [line for line in lines if line.startswith("I. (")]
