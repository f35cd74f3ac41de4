"""Walking over files, folders, globs and standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from communique.errors import InputTooLarge, InputUnreadable
from communique.read.inputs import Input, collect


def names(*paths: object, **options: bool) -> list[str]:
    """The names found, or the codes of what was not."""
    found = collect([str(p) for p in paths], **options)
    return [x.name if isinstance(x, Input) else x[1].code for x in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of many sorts."""
    for name in (
        "b.txt",
        "a.md",
        "sub/c.html",
        "sub/deep/d.txt",
        ".hidden",
        "picture.png",
        "README.md",
        "e.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Both met.")
    return tmp_path


def test_folders_are_walked_by_name_and_what_is_passed_over_is_told(folder: Path) -> None:
    assert names(folder) == [
        "skipped",
        "skipped",
        "a.md",
        "b.txt",
        "e.pdf",
        "skipped",
        "c.html",
        "d.txt",
    ]
    assert "c.html" not in names(folder, recursive=False)


def test_a_named_file_is_always_tried_and_only_once(folder: Path) -> None:
    assert names(folder / "picture.png", folder / ".hidden", folder / "picture.png") == [
        "picture.png",
        ".hidden",
    ]


def test_globs(folder: Path) -> None:
    assert names(folder / "*.md", folder / "**" / "*.txt", folder / "*.doc") == [
        "README.md",
        "a.md",
        "b.txt",
        "d.txt",
        "unreadable",
    ]


def test_standard_input() -> None:
    (found,) = collect(["-"], stdin=io.BytesIO(b"Both met."))
    assert isinstance(found, Input) and found.read() == b"Both met."


def test_what_is_no_file_is_told(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "broken").symlink_to(folder / "nowhere")
    assert (
        names(folder / "pipe", folder / "broken", folder / "gone", "a\0b", "/dev/null")
        == ["unreadable"] * 5
    )


def test_loops_of_links_are_walked_once(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert names(folder).count("d.txt") == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_no_permission(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "sub").chmod(0)
    assert names(folder).count("unreadable") == 2
    (folder / "sub").chmod(0o700)


def test_names_that_are_no_utf_8(folder: Path) -> None:
    path = os.fsencode(folder) + b"/\xff.txt"
    with open(path, "wb") as file:
        file.write(b"Both met.")
    for found in collect([str(folder)]):
        if isinstance(found, Input):
            (found.name + found.identity).encode("utf-8")


def test_manifests_give_fields_and_are_not_read(folder: Path) -> None:
    (folder / "manifest.yaml").write_text(
        "files: {b.txt: {place: Averne}, sub/c.html: {place: Averne}}"
    )
    (folder / "sub" / "manifest.csv").write_text("file,place\nc.html,Lindholt\n")
    found = {x.name: x.fields for x in collect([str(folder)]) if isinstance(x, Input)}
    assert found["b.txt"] == {"place": "Averne"} and found["c.html"] == {"place": "Lindholt"}
    assert "manifest.yaml" not in found
    (single,) = collect([str(folder / "b.txt")])
    assert isinstance(single, Input) and single.fields == {"place": "Averne"}
    assert not next(
        x.fields for x in collect([str(folder / "b.txt")], manifests=False) if isinstance(x, Input)
    )


def test_a_broken_manifest_fails_only_itself(folder: Path) -> None:
    (folder / "manifest.yaml").write_text("files: {b.txt: {plaice: Averne}}")
    found = names(folder)
    assert found.count("manifest") == 1 and "b.txt" in found


def test_entries_without_a_file_are_told_and_the_rest_used(folder: Path) -> None:
    (folder / "manifest.yaml").write_text("files: {b.txt: {place: Averne}, x.txt: {place: Averne}}")
    found = list(collect([str(folder)]))
    told = [x[1].message for x in found if not isinstance(x, Input) and x[1].code == "manifest"]
    assert len(told) == 1 and told[0].endswith("x.txt")
    assert {x.name: x.fields for x in found if isinstance(x, Input)}["b.txt"] == {"place": "Averne"}


def test_reading_stops_at_the_limit(folder: Path) -> None:
    (found,) = collect([str(folder / "b.txt")])
    assert isinstance(found, Input)
    with pytest.raises(InputTooLarge):
        found.read(max_bytes=4)
    (folder / "b.txt").unlink()
    with pytest.raises(InputUnreadable):
        found.read()
