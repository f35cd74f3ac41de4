"""Taking sources out: nothing of them is left, and nothing of others is touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from communique.archive import Archive
from communique.errors import DocumentNotFound
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]

KEPT = {"meta", "sqlite_sequence"}


def rows(path: str) -> dict[str, int]:
    with sqlite3.connect(path) as db:
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("passage_words") and name not in KEPT
        ]
        return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_nothing_is_left(filled: Archive, path: str) -> None:
    filled.edit(filled.find("ja.txt"), {"series": "talks"}, who="Mika")
    for entry in filled.documents():
        removed = filled.remove(entry)
        assert (removed.documents, removed.versions, removed.kept_as) == ((entry.id,), 1, ())
        assert filled.verify() == []
    assert set(rows(path).values()) == {0}
    assert list(filled.search("台湾")) == []


def test_all_versions_or_one(archive: Archive, made: Make) -> None:
    for text in ("One.", "Two.", "Three."):
        archive.put(*made(text))
    removed = archive.remove(archive.find("a.txt"), all_versions=False)
    assert removed.versions == 1
    assert archive.find("a.txt").version == 2
    assert [hit.quote.exact for hit in archive.search("two")] == [("Two.",)]
    assert archive.verify() == []
    assert archive.remove(archive.find("a.txt")).versions == 2
    assert archive.documents(all_versions=True) == []
    assert archive.verify() == []


def test_bytes_stay_while_another_name_has_them(archive: Archive, made: Make, path: str) -> None:
    archive.put(*made("A statement."))
    archive.put(*made("A statement.", identity="/copy/b.txt"))
    archive.edit(archive.find("a.txt"), {"series": "talks"}, who="Mika")
    removed = archive.remove(archive.find("a.txt"))
    assert removed.kept_as == ("/copy/b.txt",)
    assert [(entry.name, entry.series) for entry in archive.documents()] == [("b.txt", "talks")]
    assert archive.verify() == []
    archive.remove(archive.find("b.txt"))
    assert set(rows(path).values()) == {0}


def test_what_is_gone_cannot_be_removed_again(filled: Archive) -> None:
    entry = filled.find("ja.txt")
    filled.remove(entry)
    for act in (
        lambda: filled.remove(entry),
        lambda: filled.analysis(entry),
        lambda: filled.history(entry),
        lambda: filled.edit(entry, {"series": "x"}, who="Mika"),
    ):
        with pytest.raises(DocumentNotFound):
            act()


def test_a_removed_source_may_come_again(archive: Archive, made: Make) -> None:
    archive.put(*made("A statement."))
    archive.remove(archive.find("a.txt"))
    assert archive.put(*made("A statement.")).status == "added"
    assert archive.verify() == []
