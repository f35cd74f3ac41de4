"""Files that came with a label."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.read.inputs import Input
from communique.read.uploads import NO_NAME, Upload, label_of, uploaded


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("May.txt", "May.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\talks\\5月.txt", "talks/5月.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("\x00\u202e..", NO_NAME),
        ("", NO_NAME),
    ],
)
def test_labels(name: str, label: str) -> None:
    assert label_of(name) == label


@given(st.text(max_size=400))
def test_a_label_never_leads_elsewhere_and_stays_as_it_is(name: str) -> None:
    label = label_of(name)
    assert label and not label.startswith("/") and ".." not in label.split("/")
    assert label_of(label) == label
    label.encode("utf-8")


def upload(folder: Path, label: str, data: bytes = b"Statement\n\nWe will count whales.") -> Upload:
    path = folder / str(len(list(folder.iterdir())))
    path.write_bytes(data)
    return Upload(path, label)


def test_the_nearest_manifest_speaks_and_what_is_no_text_is_passed_over(tmp_path: Path) -> None:
    files = [
        upload(tmp_path, "talks/a.txt"),
        upload(tmp_path, "talks/inner/b.txt"),
        upload(tmp_path, "talks/.hidden/c.txt"),
        upload(tmp_path, "talks/table.xlsx"),
        upload(tmp_path, "other/d.txt"),
        upload(tmp_path, "talks/manifest.yaml", b"defaults: {series: Whale talks}"),
        upload(tmp_path, "talks/inner/manifest.csv", b"file,series\nb.txt,Inner talks\n"),
    ]
    found = list(uploaded(files))
    inputs = {one.identity: one for one in found if isinstance(one, Input)}
    assert {name: one.fields for name, one in inputs.items()} == {
        "upload:talks/a.txt": {"series": "Whale talks"},
        "upload:talks/inner/b.txt": {"series": "Inner talks"},
        "upload:other/d.txt": {},
    }
    skipped = {one[0]: one[1].code for one in found if isinstance(one, tuple)}
    assert skipped == {"talks/.hidden/c.txt": "skipped", "talks/table.xlsx": "skipped"}


def test_a_broken_manifest_is_told_and_the_files_are_read(tmp_path: Path) -> None:
    files = [upload(tmp_path, "talks/manifest.yaml", b"files: ["), upload(tmp_path, "talks/a.txt")]
    (label, error), one = uploaded(files)  # type: ignore[misc]
    assert label == "talks/manifest.yaml" and isinstance(error, InputError)
    assert isinstance(one, Input) and one.name == "a.txt"
