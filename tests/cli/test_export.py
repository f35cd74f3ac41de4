"""`communique export`: files and streams, their errors, and what is said of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_workbook_of_all_findings(compare: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    result = compare("export", "findings", "--out", tmp_path / "f.xlsx")
    assert result.exit_code == 0 and result.stdout == ""
    assert f"wrote {tmp_path}" in result.stderr.replace("\n", "")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx", read_only=True)
    assert book.sheetnames[0] == "commitments" and book.sheetnames[-1] == "dictionary"


def test_to_a_pipe(compare: Run) -> None:
    result = compare("export", "commitments", "--format", "csv", "--language", "ja")
    assert result.exit_code == 0 and not result.stdout.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert rows and {row["language"] for row in rows} == {"ja"}
    lines = compare("export", "findings", "-f", "jsonl", "--since", "2024").stdout.splitlines()
    assert {json.loads(line)["table"] for line in lines} >= {"commitments", "figures"}


def test_only_some_documents(compare: Run, tmp_path: Path) -> None:
    name = "2024-04-11-xaa-xbb-joint-statement.en.txt"
    result = compare("export", "passages", name, "-o", tmp_path / "p.csv", "--json")
    told = json.loads(result.stdout)
    assert [Path(path).name for path in told["files"]] == ["p.csv", "p.dictionary.csv"]
    assert told["rows"] == 57 and told["gaps"] == []


@pytest.mark.parametrize("format", ["annotations", "csl", "bibtex", "ris"])
def test_other_formats(compare: Run, format: str) -> None:
    what = "claims" if format == "annotations" else "documents"
    result = compare("export", what, "--format", format)
    assert result.exit_code == 0 and len(result.stdout) > 1000
    if format in ("annotations", "csl"):
        json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["findings"], 2, "neither a file nor a format"),
        (["findings", "-f", "doc"], 2, "no format is called 'doc'"),
        (["things", "-f", "csv"], 2, "cannot be exported"),
        (["findings", "-o", "x.docx"], 2, "the format is not told"),
        (["findings", "-f", "ris"], 2, "cannot be written as ris"),
        (["findings", "--apart", "-f", "csv"], 2, "a stream holds one table"),
        (["findings", "-o", "/nowhere/at/all.csv"], 3, "cannot be written"),
        (["findings", "no such document", "-f", "csv"], 5, "no such document"),
        (["findings", "-f", "csv", "--since", "soon"], 2, "soon"),
    ],
)
def test_errors(compare: Run, arguments: list[str], code: int, told: str) -> None:
    result = compare("export", *arguments)
    assert result.exit_code == code and told in " ".join(result.stderr.split())
    assert "advice: " in result.stderr and "Traceback" not in result.output


def test_nothing_fits(compare: Run, tmp_path: Path) -> None:
    result = compare("export", "claims", "--until", "1900", "-o", tmp_path / "c.csv")
    assert result.exit_code == 0 and "no claims fit" in result.stderr


def test_no_archive(run: Run) -> None:
    result = run("export", "findings", "-f", "csv")
    assert result.exit_code == 4 and "archive-missing" in result.stderr
