"""The public names of the package: each is there, and none costs anything before it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import communique


@pytest.mark.parametrize("name", communique.__all__)
def test_each_name_is_there(name: str) -> None:
    assert getattr(communique, name) is not None


def test_names_of_the_commands_are_among_them() -> None:
    assert {"analyse", "align", "diff", "blame", "log", "series", "Archive"} <= set(
        communique.__all__
    )


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="abacus"):
        _ = communique.abacus


def test_importing_loads_nothing(root: Path) -> None:
    code = "import sys, communique; print([m for m in ('numpy', 'sqlite3', 'yaml', 'typer') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_files_are_compared_in_a_few_lines(samples: Path) -> None:
    folder = samples / "statements"
    old, new = (
        communique.Text.all_of(communique.analyse(folder / name))[0]
        for name in (
            "2018-06-28-xaa-xbb-joint-statement.en.md",
            "2024-04-11-xaa-xbb-joint-statement.en.txt",
        )
    )
    counts = communique.diff(old, new).summary()["new"]
    assert sum(counts.values()) == len(new.passages)
    found = communique.log("Strait", [old, new])
    assert {hit.span.name for hit in found.hits} == {old.name, new.name}
    rows = communique.blame(new, [old]).passages
    assert {row.first.name for row in rows} == {old.name, new.name}
