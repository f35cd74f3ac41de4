"""`communique cite`: documents and passages in three styles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

STATEMENT = "2013-11-22-xaa-xbb-joint-statement.ja.md"


def test_a_document(compare: Run) -> None:
    result = compare("cite", STATEMENT)
    assert result.exit_code == 0
    assert result.stdout.startswith("@techreport{xaa-xbb-2013-")
    assert "{{メルヴァニア} and {ケストリア}}" in result.stdout


def test_a_passage(compare: Run) -> None:
    hits = json.loads(compare("search", "海峡", "--json", "--language", "ja").stdout)["hits"]
    passage = hits[0]["passage"]
    item = json.loads(compare("cite", passage, STATEMENT, "--style", "csl").stdout)[0]
    assert item["custom"]["communique"]["passage"] == passage
    assert "海峡" in item["note"].replace("峽", "峡")
    assert "N1  - " in compare("cite", passage, "-s", "ris").stdout


def test_json_is_csl(compare: Run) -> None:
    assert json.loads(compare("cite", STATEMENT, "--json").stdout)[0]["type"] == "report"


def test_to_a_file(compare: Run, tmp_path: Path) -> None:
    result = compare("cite", STATEMENT, "--out", tmp_path / "a.bib")
    assert result.exit_code == 0 and (tmp_path / "a.bib").read_text("utf-8").startswith("@")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nothing like it"], 5), ([STATEMENT, "--style", "mla"], 2), (["0123456789abcdef"], 5)],
)
def test_errors(compare: Run, arguments: list[str], code: int) -> None:
    result = compare("cite", *arguments)
    assert result.exit_code == code and "advice: " in result.stderr
    assert "Traceback" not in result.output and result.stdout == ""
