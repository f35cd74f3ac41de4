"""`index` makes vectors once, keeps them with the encoder's name, and goes on where it stopped."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from communique.archive import Archive, vectors
from communique.cli import comparing
from communique.cli.exits import Exit
from communique.compare import encoder as encoders
from communique.compare.encoder import OnProgress
from communique.compare.library import Library
from communique.compare.vectors import Floats
from tests.cli.conftest import Run


class Counting:
    """An encoder that counts letters, and how many texts it was given; it knows no Japanese."""

    dimension = 4

    def __init__(self, identity: str = "counting/1", fails_after: int = 10**9) -> None:
        self.identity = identity
        self.texts = 0
        self.left = fails_after

    def knows(self, language: str) -> bool:
        return language != "ja"

    def encode(
        self, texts: Sequence[str], language: str, *, on_progress: OnProgress | None = None
    ) -> Floats:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        self.texts += len(texts)
        rows = [[len(t), t.count("a"), t.count("e"), ord(t[0])] for t in texts]
        return np.array(rows, dtype=np.float32)


@pytest.fixture
def path(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the archive of the sample corpus."""
    return Path(shutil.copy(corpus, tmp_path / "copy.db"))


def test_the_index_of_words_is_made_again(run: Run, path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
    db.close()
    assert run("verify", "--archive", path).exit_code == Exit.PROBLEMS
    assert json.loads(run("index", "--rebuild", "--json", "--archive", path).stdout)["passages"]
    assert run("verify", "--archive", path).exit_code == 0


def test_an_interrupted_run_goes_on(path: Path) -> None:
    with Archive.open(str(path)) as archive:
        broken = Counting(fails_after=3)
        with pytest.raises(KeyboardInterrupt):
            Library(archive, encoder=broken).index(batch=1)
        assert vectors.counted(archive) == {"counting/1": 3}
        whole = Counting()
        done = Library(archive, encoder=whole).index()
        english = [e for e in archive.documents() if e.language != "ja"]
        assert done == len(english) - 3
        again = Counting()
        assert Library(archive, encoder=again).index() == 0
        assert again.texts == 0
        left = vectors.without(archive, "counting/1")
        assert len(left) == len(archive.documents()) - len(english)


def test_vectors_of_two_encoders_stand_beside_each_other(path: Path) -> None:
    with Archive.open(str(path)) as archive:
        for name in ("one/1", "two/1"):
            Library(archive, encoder=Counting(name)).index()
        assert set(vectors.counted(archive)) == {"one/1", "two/1"}


def test_aligning_takes_the_vectors_that_are_kept(path: Path) -> None:
    with Archive.open(str(path)) as archive:
        counting = Counting()
        library = Library(archive, encoder=counting)
        library.index()
        held = counting.texts
        left = library.text("2018-06-28-xaa-xbb-joint-statement.en.md")
        right = library.version(left)
        found = library.align(left, right)
        assert counting.texts == held
        fresh = Library(None, encoder=Counting()).align(left, right)
        assert [p.first for p in found.pairs] == [p.first for p in fresh.pairs]
        assert found.encoder == "counting/1"


def test_vectors_go_with_their_words(path: Path) -> None:
    with Archive.open(str(path)) as archive:
        Library(archive, encoder=Counting()).index()
        entry = archive.find("2018-06-28-xaa-xbb-joint-statement.en.md")
        text = Library(archive).full(entry)
        passages = [p.text for p in text.passages]
        assert vectors.kept(archive, entry.id, passages, "counting/1")
        assert vectors.kept(archive, entry.id, passages[1:], "counting/1") is None
        archive.edit(entry, {"date": "2018-06-29"}, who="Ida Marrow")
        assert vectors.kept(archive, entry.id, passages, "counting/1"), "a date does not touch them"
        archive.remove(archive.find(entry.id))
        assert vectors.kept(archive, entry.id, passages, "counting/1") is None
        assert archive.verify() == []


def test_the_command(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "chosen_encoder", lambda name: Counting())
    made = json.loads(run("index", "--json", COMMUNIQUE_ARCHIVE=str(path)).stdout)
    assert made["encoder"] == "counting/1"
    with Archive.open(str(path)) as archive:
        assert made["done"] + made["left"] == sum(1 for _ in archive.documents())
    assert made["held"] == {"counting/1": made["done"]}


def test_without_an_encoder(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "installed", lambda: None)
    ended = run("index", "--json", COMMUNIQUE_ARCHIVE=str(path))
    assert json.loads(ended.stdout)["error"]["code"] == "encoder-missing"


def test_without_an_archive(run: Run) -> None:
    assert json.loads(run("index", "--json").stdout)["error"]["code"] == "archive-missing"
