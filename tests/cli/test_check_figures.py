"""`check figures` tells what disagrees: of an archive, of files, as JSON, CSV, lines and on a screen."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Ended, Run

WRONG = (
    "JOINT STATEMENT\n\nKenya will provide US$90 million for wells, of which US$55 million is for"
    " Nairobi and US$45 million is for Mombasa.\n"
)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A file with a sum that fails."""
    path = tmp_path / "wrong.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_of_an_archive_the_same_is_found_as_of_its_files(
    compare: Run, run: Run, samples: Path
) -> None:
    options = ("check", "figures", "--json", "--encoder", "none")
    held = json.loads(compare(*options).stdout)
    names = str(samples / "names")
    loose = json.loads(run(*options, "--in", samples, COMMUNIQUE_NAMES=names).stdout)
    assert set(held) == {"conflicts", "rests_on", "gaps"}
    assert held["rests_on"] == loose["rests_on"]
    told = [
        sorted((c["type"], c["why"], *sorted(f["id"] for f in c["figures"])) for c in each)
        for each in (held["conflicts"], loose["conflicts"])
    ]
    assert told[0] == told[1]
    assert {conflict["type"] for conflict in held["conflicts"]} == {"value", "arithmetic", "unit"}


def test_one_document(compare: Run) -> None:
    name = "2013-11-22-xaa-xbb-joint-statement.en.txt"
    options = ("--json", "--encoder", "none")
    made = json.loads(compare("check", "figures", name, *options).stdout)
    [conflict] = made["conflicts"]
    assert conflict["expected"] == "330000000"
    assert all(figure["name"] == name for figure in conflict["figures"])
    assert made["rests_on"]["documents"] > 10


def test_filters_and_types(compare: Run) -> None:
    options = ("--json", "--encoder", "none")
    units = json.loads(compare("check", "figures", "--type", "unit", *options).stdout)
    assert [conflict["type"] for conflict in units["conflicts"]] == ["unit"]
    some = json.loads(compare("check", "figures", "--language", "ja", *options).stdout)
    assert {f["language"] for c in some["conflicts"] for f in c["figures"]} == {"ja"}
    none = json.loads(compare("check", "figures", "--since", "2035", *options).stdout)
    assert not none["conflicts"]
    assert [gap["code"] for gap in none["gaps"]] == ["figures-none"]


def test_csv_and_lines_have_a_row_a_figure(run: Run, wrong: Path) -> None:
    options = ("check", "figures", wrong, "--encoder", "none")
    rows = list(csv.DictReader(io.StringIO(run(*options, "--csv").stdout)))
    assert [row["value"] for row in rows] == ["90000000", "55000000", "45000000"]
    assert {row["expected"] for row in rows} == {"100000000"}
    assert {row["conflict"] for row in rows} == {"1"}
    lines = run(*options).stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["arithmetic"] * 3


def test_nothing_wrong_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "right.txt"
    path.write_text(WRONG.replace("55", "45"), encoding="utf-8")
    ended = run("check", "figures", path, "--encoder", "none")
    assert not ended.stdout
    assert "no conflict among 3 figures of 1 document" in ended.stderr


def test_errors_have_a_code(run: Run, wrong: Path, tmp_path: Path) -> None:
    ended = run("check", "figures", wrong, "--type", "money")
    assert ended.exit_code != Exit.OK
    assert "error[invalid-field]" in ended.stderr
    missing = run("check", "figures", COMMUNIQUE_ARCHIVE=str(tmp_path / "no.db"))
    assert "error[archive-missing]" in missing.stderr


@pytest.mark.parametrize("columns", [60, 100])
def test_fits_the_screen(terminal: Callable[..., Ended], corpus: Path, columns: int) -> None:
    from rich.cells import cell_len

    env = {"COMMUNIQUE_ARCHIVE": str(corpus), "PAGER": "cat"}
    ended = terminal("check", "figures", "--encoder", "none", columns=columns, env=env)
    assert ended.code == 0, ended.out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.out)
    assert max(map(cell_len, plain.splitlines())) <= columns
    assert "two digits changed about" in " ".join(plain.split())
