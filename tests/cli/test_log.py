"""`log` tells when words came, changed and went."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run


def test_json_is_the_contract(compare: Run) -> None:
    made = json.loads(compare("log", "Ormel", "Strait", "--json", "--encoder", "none").stdout)
    assert {"query", "forms", "hits", "first", "last", "absent", "gaps"} <= set(made)
    assert made["query"] == "Ormel Strait"
    assert {hit["match"] for hit in made["hits"]} >= {"exact", "term"}
    assert made["first"]["date"] == "1987-05-14"
    assert {turn["what"] for turn in made["turns"]} == {"came", "changed", "went"}


def test_of_an_archive_the_same_is_found_as_of_its_files(
    compare: Run, run: Run, samples: Path
) -> None:
    options = ("--json", "--encoder", "none", "--language", "en", "vital interest")
    held = json.loads(compare("log", *options).stdout)
    names = str(samples / "names")
    loose = json.loads(run("log", "--in", samples, *options, COMMUNIQUE_NAMES=names).stdout)
    for key in ("hits", "absent", "strip", "turns"):
        assert held[key] == loose[key], key


def test_first_uses_of_the_sample_corpus(compare: Run, samples: Path) -> None:
    """Every statement that truth.json says has a phrase is hit, and those that lack it are absent."""
    for fact in json.loads((samples / "truth.json").read_text(encoding="utf-8"))["first_uses"]:
        options = ("--language", fact["language"], "--kind", "joint_statement", "--encoder", "none")
        made = json.loads(compare("log", fact["phrase"], *options, "--json").stdout)
        names = {each: {Path(name).name for name in fact[each]} for each in ("present", "absent")}
        held = {hit["span"]["name"] for hit in made["hits"]}
        assert made["first"]["name"] == Path(fact["first"]).name, fact["phrase"]
        assert names["present"] <= held, fact["phrase"]
        assert not names["absent"] & held, fact["phrase"]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_fits_the_screen(terminal: Callable[..., Ended], corpus: Path, columns: int) -> None:
    from rich.cells import cell_len

    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "PAGER": "cat"}
    ended = terminal("log", "海峡", "--encoder", "none", columns=columns, env=env)
    assert ended.code == 0, ended.out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    assert max(map(cell_len, plain.splitlines())) <= columns
    assert re.search(r"ja +1987–2019 ■■·■", plain)
    assert "When it came, changed and went" in plain


def test_a_page(compare: Run, tmp_path: Path) -> None:
    page = tmp_path / "log.html"
    assert compare("log", "Ormel", "--html", page, "--encoder", "none").exit_code == 0
    made = page.read_text(encoding="utf-8")
    assert not re.search(r"<script|(?:src|href)=|url\(|@import|https?://", made)
    assert "<mark>Ormel</mark>" in made


def test_words_that_are_nowhere(compare: Run) -> None:
    made = json.loads(compare("log", "whaling", "--json", "--encoder", "none").stdout)
    assert (made["hits"], made["first"], made["last"], made["turns"]) == ([], None, None, [])
    assert made["absent"]


def test_no_words(compare: Run) -> None:
    ended = compare("log", "…", "--json")
    assert ended.exit_code == Exit.USAGE
    assert json.loads(ended.stdout)["error"]["code"] == "invalid-field"


def test_a_series_by_name(compare: Run) -> None:
    made = json.loads(
        compare("log", "Strait", "--series", "xaa-xbb (en)", "--json", "--encoder", "none").stdout
    )
    assert len(made["strip"]) == 7
    ended = compare("log", "Strait", "--series", "xaa-xbb", "--json")
    assert json.loads(ended.stdout)["error"]["code"] == "series-ambiguous"
