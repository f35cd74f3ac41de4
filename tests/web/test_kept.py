"""Answers beside the server: made once, kept over a restart, begun when all is still, never fatal."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.parts import Part, in_parts
from communique.compare.library import Library
from communique.web import kept as keeping
from communique.web import kept_store
from communique.web.kept import Held, Kept


def count(library: Library) -> int:
    """How many documents there are."""
    return len(library.outlines())


def die(library: Library) -> None:
    """Ends as a process does that the system kills."""
    import os

    os._exit(9)


def fail(library: Library) -> None:
    """Fails as a program does."""
    raise ValueError("no such luck")


@in_parts
def halves(library: Library, known: Mapping[str, str]) -> Iterator[Part]:
    """Two parts, the second of which is as many documents as there are."""
    number = str(len(library.outlines()))
    for name, digest, done in (("a", "1", 0.5), ("b", number, 1.0)):
        value = None if known.get(name) == digest else {name: digest, f"{name} made": time.time()}
        yield Part(name, digest, value, done, {name: [digest]} if value else {})


@pytest.fixture
def archive(tmp_path: Path, corpus: Path) -> str:
    copy = tmp_path / "archive.db"
    shutil.copyfile(corpus, copy)
    return str(copy)


@pytest.fixture
def make(archive: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Kept]]:
    opened: list[Kept] = []
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2]))  # for the process beside

    def made(function: str) -> Kept:
        monkeypatch.setitem(keeping.WHOLES, "test", f"{__name__}:{function}")
        opened.append(Kept(archive, quiet=0.05))
        return opened[-1]

    yield made
    for each in opened:
        each.close()


def edited(archive: str) -> None:
    with Archive.open(archive) as opened:
        entry = opened.documents()[0]
        opened.edit(entry, {"title": f"Another title {time.time()}"}, who="Mika")


def test_an_answer_is_made_beside_and_again_when_the_archive_changes(
    make: Callable[[str], Kept], archive: str
) -> None:
    kept = make("count")
    assert kept.get("test") == Held(None, False)
    held = kept.get("test", patience=60)
    assert held.current and held.value > 10
    edited(archive)
    older = kept.get("test")
    assert not older.current and older.value == held.value
    assert kept.get("test", patience=60).current


def test_parts_are_kept_over_a_restart(make: Callable[[str], Kept], archive: str) -> None:
    first = make("halves")
    held = first.get("test", patience=60)
    assert held.current and held.done == 1.0
    assert first.detail("test", "a") == ["1"]
    first.close()
    again = make("halves")
    assert again.get("test").value == held.value
    assert again.get("test", patience=60) == held, "what holds is not made again"


def test_a_process_that_dies_is_told_and_not_fatal(make: Callable[[str], Kept]) -> None:
    kept = make("die")
    held = kept.get("test", patience=60)
    assert held.value is None and held.error is not None and "died" in held.error


def test_an_error_is_told(make: Callable[[str], Kept]) -> None:
    held = make("fail").get("test", patience=60)
    assert held.error == "ValueError: no such luck"


def test_nothing_is_begun_while_documents_come(
    archive: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(keeping.WHOLES, "test", f"{__name__}:count")
    begun: list[str] = []
    monkeypatch.setattr(Kept, "_make", lambda self, name, state: begun.append(name))
    kept = Kept(archive, quiet=0.5)
    try:
        for _ in range(8):
            edited(archive)
            kept.get("test")
            time.sleep(0.1)
        assert not begun
        until = time.monotonic() + 20
        while not begun and time.monotonic() < until:
            time.sleep(0.05)
        assert begun == ["test"]
    finally:
        kept.close()


def test_no_answer_of_that_name(make: Callable[[str], Kept]) -> None:
    with pytest.raises(KeyError):
        make("count").get("nothing")


def test_a_file_of_another_program_or_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    path = kept_store.place_for(str(tmp_path / "a.db"))
    assert path == str(tmp_path / "a.db.kept")
    kept_store.put(path, "test", "a", "1", {"x": 1}, {"k": "v"})
    assert kept_store.parts(kept_store.place_for(str(tmp_path / "a.db")), "test") == {"a": {"x": 1}}
    kept_store.keep_only(path, "test", [])
    assert kept_store.detail(path, "test", "k") is None
    kept_store.put(path, "test", "a", "1", {"x": 1}, {})
    other = kept_store.place_for(str(tmp_path / "a.db"), ("others",))
    assert kept_store.parts(other, "test") == {}
    Path(path).write_bytes(b"no database at all" * 100)
    assert kept_store.parts(kept_store.place_for(str(tmp_path / "a.db")), "test") == {}
    assert kept_store.place_for(str(tmp_path / "no" / "folder" / "a.db")) != path
