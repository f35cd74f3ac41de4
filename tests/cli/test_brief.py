"""`brief`: its formats, files and mistakes; on a terminal and in a pipe."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from communique.compare.library import Library
from communique.names import load
from communique.report.brief import brief
from tests.check.test_ledger import FIRST, SECOND
from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    for name, text in (("2031.txt", FIRST), ("2034.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("add", tmp_path / name).exit_code == 0
    return run


def test_a_pipe_gets_markdown(filled: Run) -> None:
    ended = filled("brief", "2034.txt", "--as-of", "2035")
    assert ended.exit_code == 0, ended.output
    assert ended.stdout.startswith("# Joint Statement of Norway and Kenya")
    assert "## Commitments (1)" in ended.stdout and "fulfilled" in ended.stdout


@pytest.mark.parametrize(
    ("name", "starts"), [("b.html", "<!doctype"), ("b.md", "# "), ("b.json", "{")]
)
def test_files_by_their_names(filled: Run, tmp_path: Path, name: str, starts: str) -> None:
    out = tmp_path / name
    assert filled("brief", "2034.txt", "--out", out, "--language", "zh-Hant").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith(starts)


def test_word_documents(filled: Run, tmp_path: Path) -> None:
    out = tmp_path / "b.docx"
    assert filled("brief", "2034.txt", "-o", out, "-l", "ja").exit_code == 0
    with zipfile.ZipFile(out) as archive:
        assert "約束事項" in archive.read("word/document.xml").decode()


def test_json_is_the_library_s(filled: Run, tmp_path: Path) -> None:
    printed = json.loads(filled("brief", "2034.txt", "--json", "--as-of", "2035").stdout)
    assert printed == json.loads(
        filled("brief", "2034.txt", "-f", "json", "--as-of", "2035").stdout
    )
    assert printed["promises"]["items"][0]["deadline"] == "2038"
    assert printed["charts"]["columns"] == ["2031-06-04", "2034-06-04"]


def test_files_without_an_archive(run: Run, tmp_path: Path) -> None:
    for name, text in (("2031.txt", FIRST), ("2034.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ended = run("brief", tmp_path / "2034.txt", "--in", tmp_path)
    assert ended.exit_code == 0, ended.output
    assert "2031.txt" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--format", "docx"), 2),
        (("--out", "b.pdf"), 2),
        (("--language", "fr"), None),
        (("--as-of", "never"), None),
        (("--series", "nothing"), None),
    ],
)
def test_mistakes_have_advice(filled: Run, arguments: tuple[str, ...], code: int | None) -> None:
    ended = filled("brief", "2034.txt", *arguments)
    assert ended.exit_code == code if code else ended.exit_code > 0
    assert "Traceback" not in ended.output and "advice" in ended.output


def test_an_empty_archive_says_so(run: Run) -> None:
    ended = run("brief", "2034.txt")
    assert ended.exit_code > 0 and "advice" in ended.output


def test_a_terminal_gets_text(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from communique.cli import briefs
    from communique.cli.screen import Screen

    library = Library(files=[tmp_path / "2031.txt", tmp_path / "2034.txt"])
    made = brief(library, library.text("2034.txt"), as_of="2035")
    for columns in ("100", "60"):
        monkeypatch.setenv("COLUMNS", columns)
        screen = Screen(pager=False)
        screen.terminal = True
        briefs.print_brief(screen, made, load())
        printed = capsys.readouterr().out
        assert "COMMITMENTS" in printed and "2038" in printed
