"""Putting sources in and getting the same back: statuses, versions, names, what is kept once."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.archive import Archive
from communique.archive.prepare import prepare
from communique.model.documents import Analysis, Passage
from communique.model.quotes import Reading, stable_id

Make = Callable[..., tuple[Analysis, bytes]]
LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_round_trip(archive: Archive, made: Make, texts: dict[str, str], language: str) -> None:
    analysis, data = made(texts[language], language=language)
    stored = archive.put(analysis, data)
    assert (stored.status, stored.version) == ("added", 1)
    entry = archive.find(stored.documents[0])
    assert archive.analysis(entry) == analysis
    assert archive.data(entry) == data
    assert (entry.language, entry.passages, entry.edited) == (language, 3, False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=60).filter(
        lambda text: any(line.strip() for line in text.split("\n"))
    )
)
def test_round_trip_of_any_text(made: Make, text: str) -> None:
    """Lone surrogates, NUL, astral characters, compatibility ideographs, lone carriage returns."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(f"{folder}/a.db", create=True) as archive,
    ):
        analysis, data = made(text)
        entry = archive.find(archive.put(analysis, data).documents[0])
        assert archive.analysis(entry) == analysis
        assert archive.data(entry) == data
        assert archive.verify() == []


def test_same_bytes_change_nothing(archive: Archive, made: Make) -> None:
    first = archive.put(*made("A statement."))
    again = archive.put(*made("A statement."))
    assert (again.status, again.version, again.documents) == ("unchanged", 1, first.documents)
    assert archive.info().versions == 1


def test_changed_bytes_make_a_version(archive: Archive, made: Make) -> None:
    archive.put(*made("We will meet."))
    stored = archive.put(*made("We intend to meet."))
    assert (stored.status, stored.version) == ("new_version", 2)
    assert [entry.version for entry in archive.documents()] == [2]
    assert [entry.version for entry in archive.documents(all_versions=True)] == [1, 2]
    old = archive.find("a.txt@1")
    assert archive.analysis(old).reading.text == "We will meet."
    assert [hit.quote.exact for hit in archive.search("meet")] == [("We intend to meet.",)]
    assert len(list(archive.search("meet", all_versions=True))) == 2


def test_a_version_may_come_back(archive: Archive, made: Make) -> None:
    for text in ("One.", "Two.", "One."):
        stored = archive.put(*made(text))
    assert (stored.status, stored.version) == ("new_version", 3)
    assert archive.info().documents == 1
    assert archive.analysis(archive.find("a.txt")).reading.text == "One."
    assert archive.verify() == []


def test_known_bytes_only_add_the_name(archive: Archive, made: Make) -> None:
    first = archive.put(*made("A statement."))
    stored = archive.put(*made("A statement.", identity="/copy/b.txt"))
    assert (stored.status, stored.version, stored.documents) == ("known_bytes", 1, first.documents)
    assert len(archive.documents()) == 1
    assert archive.find("b.txt").identity == "/copy/b.txt"
    assert archive.find("a.txt").id == archive.find("b.txt").id
    assert archive.analysis(archive.find("b.txt")).source.name == "b.txt"
    assert archive.info().sources == 2


def test_the_same_words_in_other_bytes_are_another_source(archive: Archive, made: Make) -> None:
    text = "共同声明。"
    archive.put(*made(text))
    stored = archive.put(*made(text, identity="/desk/b.txt", data=text.encode("cp932")))
    assert stored.status == "added"
    assert len(archive.documents()) == 2
    assert archive.find(stored.documents[0]).name == "a.txt"
    assert archive.verify() == []


def test_reading_again(archive: Archive, made: Make) -> None:
    analysis, data = made("A statement.\nOf two lines.")
    archive.put(analysis, data)
    assert archive.put(analysis, data, reread=True).status == "unchanged"
    better = _better(analysis)
    assert archive.put(better, data).status == "unchanged"
    assert archive.put(better, data, reread=True).status == "reread"
    assert archive.analysis(archive.find("a.txt")) == better
    assert archive.info().documents == 1
    assert archive.verify() == []


def _better(analysis: Analysis) -> Analysis:
    """As a newer reader might give it: another text, one passage."""
    reading = Reading(analysis.reading.text.replace("\n", " "), reader="test/2")
    quote = reading.quote((0, len(reading.text)))
    name = stable_id("passage", reading.sha256, quote.ranges)
    old = analysis.documents[0]
    passage = Passage(name, old.passages[1].type, quote, reading.text, "en", None, 0)
    document = replace(
        old,
        id=stable_id("document", reading.sha256, quote.ranges),
        ranges=quote.ranges,
        header=replace(old.header, grounds={}),
        outline=(),
        passages=(passage,),
        notes=(),
        tables=(),
        findings=(),
    )
    return replace(analysis, reading=reading, documents=(document,), boilerplate=())


def test_the_old_reading_stays(archive: Archive, made: Make, path: str) -> None:
    analysis, data = made("A statement.\nOf two lines.")
    archive.put(analysis, data)
    archive.put(_better(analysis), data, reread=True)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT reader FROM readings ORDER BY id").fetchall() == [
            ("test/1",),
            ("test/2",),
        ]


def test_wrong_bytes_are_refused(archive: Archive, made: Make) -> None:
    analysis, _ = made("A statement.")
    with pytest.raises(ValueError, match="not those"):
        archive.put(analysis, b"other")
    assert archive.documents() == []


def test_a_source_is_in_whole_or_not_at_all(archive: Archive, made: Make) -> None:
    """A row that cannot be written takes all of its source with it, and nothing of others."""
    prepared = prepare(*made("A statement.\nOf two lines."))
    passages = prepared.documents[0].passages
    broken = replace(prepared.documents[0], passages=(passages[0], (None, *passages[1][1:])))
    with archive.transaction():
        archive.put(*made("Another.", identity="/desk/b.txt"))
        with pytest.raises(sqlite3.IntegrityError):
            archive.put_prepared(replace(prepared, documents=(broken,)))
    assert [entry.name for entry in archive.documents()] == ["b.txt"]
    assert archive.info().sources == 1
    assert archive.verify() == []


def test_a_transaction_that_fails_stores_nothing(archive: Archive, made: Make) -> None:
    with pytest.raises(RuntimeError), archive.transaction():
        archive.put(*made("A statement."))
        raise RuntimeError
    assert archive.documents() == []
    assert archive.verify() == []


def test_a_reading_that_is_its_source_is_kept_once(archive: Archive, made: Make, path: str) -> None:
    archive.put(*made("共同声明。"))
    text = "共同声明。二"
    archive.put(*made(text, identity="/desk/b.txt", data=text.encode("cp932")))
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT text IS NULL FROM readings ORDER BY id").fetchall() == [
            (1,),
            (0,),
        ]


def test_the_archive_survives_closing(path: str, made: Make) -> None:
    analysis, data = made("A statement.")
    with Archive.open(path, create=True) as archive:
        archive.put(analysis, data)
    assert not Path(path + "-wal").exists()
    with Archive.open(path) as archive:
        assert archive.analysis(archive.find("a.txt")) == analysis


def test_when_is_the_callers_to_say(archive: Archive, made: Make, path: str) -> None:
    archive.put(*made("A statement."), when="2031-05-04T00:00:00Z")
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT added FROM versions").fetchall() == [("2031-05-04T00:00:00Z",)]


def test_gaps(filled: Archive) -> None:
    assert [(gap.name, gap.gap.code) for gap in filled.gaps()] == [
        ("en.txt", "no-date"),
        ("ja.txt", "no-date"),
        ("zh-Hans.txt", "no-date"),
        ("zh-Hant.txt", "no-date"),
    ]


def test_info(filled: Archive) -> None:
    info = filled.info()
    assert (info.sources, info.documents, info.passages) == (4, 4, 12)
    assert info.languages == {"en": 1, "ja": 1, "zh-Hans": 1, "zh-Hant": 1}
    assert (info.first, info.last, info.undated) == ("1996-05-04", "1999-05-01", 0)
    assert info.kinds == {"joint_statement": 4}
