"""`blame` tells since when each passage has been said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run

NEW = "2024-04-11-xaa-xbb-joint-statement.en.txt"


def test_json_is_the_contract(compare: Run) -> None:
    made = json.loads(compare("blame", NEW, "--json").stdout)
    assert {"document", "series", "passages", "dropped"} <= set(made)
    assert len(made["series"]) == 7
    for row in made["passages"]:
        assert {"span", "origin", "moved", "returned", "similarity", "previous", "first"} <= set(
            row
        )
    assert {row["first"]["date"] for row in made["passages"]} >= {"1987-05-14", "2024-04-11"}


def test_lines_for_a_pipe(compare: Run) -> None:
    rows = [line.split("\t") for line in compare("blame", NEW).stdout.splitlines()]
    [treaty] = [row for row in rows if "remains the cornerstone" in row[3]]
    assert treaty[:3] == ["1987-05-14", "1987-05-14-xaa-xbb-joint-statement.en.txt", "kept"]
    assert any(row[2] == "dropped" for row in rows)


def test_files_without_an_archive(run: Run, samples: Path) -> None:
    folder = samples / "statements"
    ended = run(
        "blame", folder / NEW, "--in", folder, "--json", COMMUNIQUE_NAMES=str(samples / "names")
    )
    assert ended.exit_code == 0, ended.output
    assert len(json.loads(ended.stdout)["series"]) == 7


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_fits_the_screen(terminal: Callable[..., Ended], corpus: Path, columns: int) -> None:
    from rich.cells import cell_len

    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "PAGER": "cat"}
    for name in (NEW, "2013-11-22-xaa-xbb-joint-statement.ja.md"):
        ended = terminal("blame", name, columns=columns, env=env)
        assert ended.code == 0, ended.out
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
        assert max(map(cell_len, plain.splitlines())) <= columns
        assert "1987-05-14" in plain
        assert "Did not come back" in plain


def test_a_page(compare: Run, tmp_path: Path) -> None:
    page = tmp_path / "blame.html"
    assert compare("blame", NEW, "--html", page).exit_code == 0
    made = page.read_text(encoding="utf-8")
    assert not re.search(r"<script|(?:src|href)=|url\(|@import|https?://", made)
    assert "what it replaced, 2018-06-28" in made
    assert "Did not come back" in made


def test_a_document_alone_is_all_new_and_says_so(compare: Run) -> None:
    made = json.loads(
        compare("blame", "1987-05-14-xaa-xbb-joint-statement.en.txt", "--json").stdout
    )
    assert {row["origin"] for row in made["passages"]} == {"new"}
    assert "series-alone" in {gap["code"] for gap in made["gaps"]}


def test_what_returned_in_the_sample_corpus(compare: Run, samples: Path) -> None:
    """Words that were away and came back, by truth.json, are told so."""
    facts = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["wording"]
    returned = [fact for fact in facts if fact["type"] == "returned" and "nearest" in fact]
    assert returned
    for fact in returned:
        made = json.loads(compare("blame", Path(fact["new"]["file"]).name, "--json").stdout)
        quote = " ".join(fact["new"]["quote"].split())
        rows = [
            row
            for row in made["passages"]
            if quote in " ".join(" ".join(row["span"]["exact"]).split())
        ]
        assert any(row["returned"] for row in rows), fact["id"]
