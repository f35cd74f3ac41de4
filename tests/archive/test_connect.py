"""Opening what is no archive, a locked, old, newer, torn or read-only one; many readers, one writer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, connect, schema
from communique.archive import store as store_module
from communique.errors import ArchiveLocked, ArchiveMissing, ArchiveUnusable
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]

OLD = Path(__file__).with_name("schema_1.sql")


def test_missing(path: str) -> None:
    with pytest.raises(ArchiveMissing):
        Archive.open(path)
    with pytest.raises(ArchiveMissing, match="no folder"):
        Archive.open(path + "/further/a.db", create=True)
    assert not Path(path).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Joint Statement",
        b"SQLite format 3\x00",
        b"\0" * 5000,
        b"SQLite format 3\x00" + b"x" * 900,
    ],
)
def test_no_archive(path: str, content: bytes) -> None:
    Path(path).write_bytes(content)
    with pytest.raises(ArchiveUnusable) as caught:
        Archive.open(path)
    assert caught.value.advice
    assert Path(path).read_bytes() == content


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnusable, match="folder"):
        Archive.open(str(tmp_path), create=True)


def test_another_programs_database_is_left_alone(path: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (a)")
    db.close()
    before = Path(path).read_bytes()
    for create in (True, False):
        with pytest.raises(ArchiveUnusable, match="not an archive"):
            Archive.open(path, create=create)
    assert Path(path).read_bytes() == before


def test_an_empty_file_may_become_one(path: str) -> None:
    Path(path).touch()
    with Archive.open(path, create=True) as archive:
        assert archive.verify() == []


def test_a_file_whose_making_was_interrupted_is_made(path: str) -> None:
    """Killed between the first page and the schema: a database without tables."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
    db.close()
    with Archive.open(path, create=True) as archive:
        assert archive.documents() == []
        assert archive.verify() == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short(filled: Archive, path: str, share: float) -> None:
    filled.close()
    good = Path(path).read_bytes()
    Path(path).write_bytes(good[: int(len(good) * share)])
    with pytest.raises(ArchiveUnusable, match="cut short"):
        Archive.open(path)


def test_a_newer_schema(filled: Archive, path: str) -> None:
    filled.close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    db.close()
    with pytest.raises(ArchiveUnusable, match="newer"):
        Archive.open(path)


def test_locked_by_another_writer(
    filled: Archive, path: str, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_HOW_LONG", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(path) as archive:
        assert len(archive.documents()) == 4
        assert archive.verify() == []
        with pytest.raises(ArchiveLocked) as caught:
            archive.put(*made("A statement."))
        assert "again" in caught.value.advice
        other.execute("ROLLBACK")
        assert archive.put(*made("A statement.")).status == "added"
    other.close()


def test_readers_are_not_kept_waiting(filled: Archive, path: str, made: Make) -> None:
    with Archive.open(path) as reader, filled.transaction():
        filled.put(*made("A statement."))
        assert len(reader.documents()) == 4
        assert reader.verify() == []
    with Archive.open(path) as reader:
        assert len(reader.documents()) == 5


def test_writers_take_turns(path: str, made: Make) -> None:
    Archive.open(path, create=True).close()
    errors: list[Exception] = []

    def write(name: str) -> None:
        try:
            with Archive.open(path) as archive:
                for number in range(20):
                    identity = f"/desk/{name}{number}.txt"
                    archive.put(*made(f"{name} {number}", identity=identity))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test fails
            errors.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Archive.open(path) as archive:
        assert len(archive.documents()) == 60
        assert archive.verify() == []


def test_two_may_make_it_at_once(path: str) -> None:
    errors: list[Exception] = []

    def make() -> None:
        try:
            Archive.open(path, create=True).close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test fails
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Archive.open(path) as archive:
        assert archive.verify() == []


def test_read_only(filled: Archive, path: str, made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that cannot be written: no file is made beside it, all reading works."""
    filled.close()
    access = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: mode != os.W_OK and access(p, mode))
    before = sorted(Path(path).parent.iterdir())
    with Archive.open(path) as archive:
        assert not archive.writable
        assert len(archive.documents()) == 4
        assert len(list(archive.search("台湾"))) == 3
        assert archive.verify() == []
        assert archive.info().sources == 4
        with pytest.raises(ArchiveUnusable, match="cannot be written"):
            archive.put(*made("A statement."))
        with pytest.raises(ArchiveUnusable, match="cannot be written"):
            archive.edit(archive.find("ja.txt"), {"series": "x"}, who="Mika")
    assert sorted(Path(path).parent.iterdir()) == before


def test_names_that_look_like_addresses(tmp_path: Path) -> None:
    for name in ("a b?mode=memory.db", "100%.db", "会談#1.db", "file:x.db"):
        with Archive.open(str(tmp_path / name), create=True) as archive:
            assert archive.documents() == []
        assert (tmp_path / name).stat().st_size


def test_upgrade_keeps_a_copy(filled: Archive, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()

    def step(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    monkeypatch.setattr(schema, "SCHEMA", len(schema.STEPS))
    with Archive.open(path) as archive:
        assert archive.info().schema == schema.SCHEMA
        assert len(archive.documents()) == 4
        assert archive.verify() == []
    assert Path(f"{path}.before-{schema.SCHEMA}").exists()
    with sqlite3.connect(f"{path}.before-{schema.SCHEMA}") as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA - 1
        assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 4
    db.close()


def test_an_upgrade_that_fails_changes_nothing(
    filled: Archive, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()

    def step(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE notes")
        raise RuntimeError

    number = schema.SCHEMA
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*schema.STEPS, step))
        patch.setattr(schema, "SCHEMA", len(schema.STEPS))
        with pytest.raises(RuntimeError):
            Archive.open(path)
    with Archive.open(path) as archive:
        assert archive.info().schema == number
        assert archive.verify() == []


def test_a_file_of_schema_1_opens(path: str) -> None:
    """Made by SQL that is never changed, so that every later step is tried on a real old file."""
    with sqlite3.connect(path, isolation_level=None) as db:
        db.executescript(OLD.read_text(encoding="utf-8"))
    db.close()
    with Archive.open(path) as archive:
        assert archive.info().schema == schema.SCHEMA
        assert archive.verify() == []
        entry = archive.find("talks.ja.txt")
        assert (entry.title, entry.series, entry.edited) == ("共同声明", "talks", True)
        assert archive.analysis(entry).reading.text.startswith("共同声明\n")
        assert archive.analysis(entry).documents[0].findings == ()
        assert [hit.quote.exact for hit in archive.search("臺灣")] == [
            ("両首脳は台湾海峡の平和と安定の重要性を確認した。",)
        ]


def test_another_tokenizer_makes_the_index_again(
    filled: Archive, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
        db.execute("UPDATE meta SET value = '0' WHERE key = 'tokenizer'")
    db.close()
    with Archive.open(path) as archive:
        assert archive.verify() == []
        assert len(list(archive.search("台湾"))) == 3
        assert archive.info().tokenizer == store_module.tokens.VERSION


def test_opening_again_lets_no_other_process_take_the_log_away(
    filled: Archive, path: str, made: Make
) -> None:
    """Closing any handle on a file loses a process its locks: SQLite's how-to-corrupt, 2.2."""
    elsewhere = (
        "import sys; from communique.archive import Archive; "
        "held = Archive.open(sys.argv[1]); held.documents(); held.close()"
    )
    count = len(filled.documents())
    Archive.open(path).close()
    subprocess.run([sys.executable, "-c", elsewhere, path], check=True)
    assert Path(f"{path}-wal").exists()
    filled.put(*made("A text of its own.", identity="/desk/other.txt"))
    with Archive.open(path) as other:
        assert len(other.documents()) == count + 1
