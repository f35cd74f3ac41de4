"""`series` lists the series that documents make, and the documents of one."""

from __future__ import annotations

import json
from pathlib import Path

from communique.cli.exits import Exit
from tests.cli.conftest import Run


def test_list(compare: Run) -> None:
    rows = [line.split("\t") for line in compare("series").stdout.splitlines()]
    assert ["xaa-xbb (en)", "7", "1987-05-14", "2024-04-11", "by a person"] in rows
    assert all(int(row[1]) > 1 for row in rows)
    assert len(compare("series", "--all").stdout.splitlines()) > len(rows)


def test_one_in_order(compare: Run) -> None:
    rows = [line.split("\t") for line in compare("series", "xaa-xbb", "(ja)").stdout.splitlines()]
    assert [row[0] for row in rows] == ["1987-05-14", "1994-10-21", "2013-11-22"]


def test_an_ambiguous_name_asks(compare: Run) -> None:
    ended = compare("series", "xaa-xbb", "--json")
    error = json.loads(ended.stdout)["error"]
    assert (error["code"], ended.exit_code) == ("series-ambiguous", Exit.DOCUMENT)
    assert set(error["candidates"]) >= {"xaa-xbb (en)", "xaa-xbb (ja)"}


def test_a_name_that_no_series_has(compare: Run) -> None:
    error = json.loads(compare("series", "whaling", "--json").stdout)["error"]
    assert error["code"] == "document-not-found"


def test_named_by_edit(run: Run, samples: Path) -> None:
    names = str(samples / "names")
    folder = samples / "readouts"
    assert run("add", folder, "-q", COMMUNIQUE_NAMES=names).exit_code == 0
    for name in sorted(path.name for path in folder.iterdir()):
        assert run("edit", name, "--series", "calls").exit_code == 0
    [made] = json.loads(run("series", "--json").stdout)
    assert (made["label"], made["named"], len(made["documents"])) == ("calls (en)", True, 2)


def test_without_an_archive(run: Run) -> None:
    assert json.loads(run("series", "--json").stdout)["error"]["code"] == "archive-missing"


def test_two_ceremonies_a_year_are_two_series(run: Run, shared: Path) -> None:
    made = json.loads(run("series", "--in", shared / "series" / "hiroshima", "--json").stdout)
    assert sorted(len(each["documents"]) for each in made) == [20, 20]
