"""Manifests in YAML and CSV, and all that can be wrong with them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import ManifestError
from communique.read.manifest import load, read_csv, read_yaml


def test_yaml_keeps_values_as_written() -> None:
    found = read_yaml(
        "defaults: {series: xaa-xbb}\nfiles:\n  a.txt: {date: 2031-05, level: none, parties: [XAA, NO], place: ~}\n"
        "  'talks/*.md': {kind: readout, issuers: []}\n  talks/b.md: {kind: speech}\n"
    )
    assert found.fields("a.txt") == {
        "series": "xaa-xbb",
        "date": "2031-05",
        "level": "none",
        "parties": ("XAA", "NO"),
    }
    assert found.fields("talks/b.md") == {"series": "xaa-xbb", "kind": "speech", "issuers": ()}


def test_csv_splits_lists() -> None:
    found = read_csv('\ufefffile,date,people,place\na.txt,2031-05-04,"A. One; B. Two",\n')
    assert found.fields("a.txt") == {"date": "2031-05-04", "people": ("A. One", "B. Two")}


def test_all_problems_are_told() -> None:
    with pytest.raises(ManifestError) as caught:
        read_yaml(
            "files:\n  ../a: {date: yesterday}\n  b: {kinds: x, kind: [x]}\n  b: {level: kings}\nmore: 1\n"
        )
    message = caught.value.message
    for words in (
        "line 2: '../a'",
        "line 2: date",
        "line 3: no field",
        "line 3: kind holds",
        "line 4: 'b' is there twice",
        "line 5: 'more'",
    ):
        assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "files: [a]",
        "a: b",
        "files: {a: {people: {b: c}}}",
        "- x",
        "files: {a: b",
        "[" * 5000,
        "files: &a {b: *a}",
        "? [a]\n: b",
        "\x00",
    ],
)
def test_broken_yaml_is_told(text: str) -> None:
    with pytest.raises(ManifestError):
        read_yaml(text)


@pytest.mark.parametrize(
    "text", ["", "name\na", "file,colour\na,b", "file,date\na", 'file\n"a', "file,date\na,b\na,c"]
)
def test_broken_csv_is_told(text: str) -> None:
    with pytest.raises(ManifestError):
        read_csv(text)


def test_paths_are_relative_to_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.yaml").write_text(
        "files: {sub/a.txt: {place: Averne}, gone.txt: {place: x}}"
    )
    found = load(tmp_path)
    assert found.fields(tmp_path.resolve() / "sub" / "a.txt") == {"place": "Averne"}
    assert found.fields("/elsewhere/a.txt") == {}
    assert found.missing() == ("sub/a.txt", "gone.txt")
    assert load(tmp_path / "none").fields("a") == {}


def test_two_manifests_are_one_too_many(tmp_path: Path) -> None:
    for name in ("manifest.yaml", "manifest.csv"):
        (tmp_path / name).write_text("file\n")
    with pytest.raises(ManifestError, match="keep one"):
        load(tmp_path)
