"""Documents made to harm: each is refused with a code and advice, and costs nobody else anything."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.read.analyse import analyse_bytes
from tests.cli.conftest import Run, run
from tests.read.office.hostile import GOOD, HARMLESS, cases
from tests.read.office.made import docx

__all__ = ["run"]
CASES = {name: (data, code) for name, data, code in cases()}


@pytest.mark.parametrize("name", CASES)
def test_each_is_refused_with_its_code(name: str) -> None:
    data, code = CASES[name]
    begin = time.monotonic()
    with pytest.raises(CommuniqueError) as told:
        analyse_bytes(data, name=name)
    assert told.value.code == code, told.value.message
    assert name in told.value.message and told.value.advice
    assert "passwd" not in told.value.message and "root:" not in told.value.message
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_tries_is_read(name: str) -> None:
    analysis = analyse_bytes(HARMLESS[name], name=name)
    assert "The two sides met" in analysis.reading.text
    assert len(analysis.reading.text) < 1000 and "root:" not in analysis.reading.text


@pytest.mark.parametrize("workers", ["1", "2"])
def test_none_stops_a_batch(run: Run, tmp_path: Path, workers: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (data, _) in CASES.items():
        (folder / name).write_bytes(data)
    (folder / "a-good.docx").write_bytes(docx(GOOD))
    (folder / "z-good.txt").write_text("Joint Statement\n\nThe two sides met on 4 May 2031.\n")
    ended = run("add", folder, "--json", "--workers", workers)
    said = json.loads(ended.stdout)
    assert {Path(each["name"]).name: each["code"] for each in said["failed"]} == {
        name: code for name, (_, code) in CASES.items()
    }
    assert said["counts"]["added"] == 2
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix == ".txt") == []
