"""Every kind of damage is found, named and never an exception."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.errors import ArchiveUnusable
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]

DAMAGE = {
    "a byte of a source": ("source-damaged", "UPDATE blobs SET bytes = zeroblob(20)"),
    "a source of other bytes": (
        "source-damaged",
        "UPDATE blobs SET packing = 'raw', bytes = zeroblob(size)",
    ),
    "an unknown packing": ("source-damaged", "UPDATE blobs SET packing = 'brotli'"),
    "another size": ("source-damaged", "UPDATE blobs SET size = size - 1"),
    "a reading of other words": ("reading-damaged", "UPDATE readings SET sha256 = 'x'"),
    "a reading of other length": ("reading-damaged", "UPDATE readings SET length = length + 1"),
    "a reading that does not unpack": ("reading-damaged", "UPDATE readings SET text = X'00'"),
    "a lost source": ("orphan", "DELETE FROM blobs WHERE rowid = 1"),
    "a lost reading": ("orphan", "DELETE FROM readings WHERE id = 1"),
    "a lost analysis": ("orphan", "DELETE FROM analyses WHERE id = 1"),
    "a lost document": ("orphan", "DELETE FROM documents WHERE id = 1"),
    "a lost version": ("orphan", "DELETE FROM versions WHERE id = 1"),
    "a lost passage": ("passages-missing", "DELETE FROM passages WHERE ordinal = 1"),
    "a lost last passage": ("passages-missing", "DELETE FROM passages WHERE ordinal = 2"),
    "a lost passage in the index": ("index-wrong", "DELETE FROM passages WHERE ordinal = 2"),
    "a range beyond the end": (
        "quote-broken",
        "UPDATE passages SET ranges = '0-99999' WHERE ordinal = 1",
    ),
    "ranges out of order": ("quote-broken", "UPDATE passages SET ranges = '9-12 3-5'"),
    "no ranges": ("quote-broken", "UPDATE passages SET ranges = ''"),
    "ranges that are none": ("quote-broken", "UPDATE passages SET ranges = 'x'"),
    "a document's range": ("quote-broken", "UPDATE documents SET ranges = '5-2'"),
    "a range elsewhere": ("id-wrong", "UPDATE passages SET ranges = '0-3' WHERE ordinal = 1"),
    "a passage's id": ("id-wrong", "UPDATE passages SET stable_id = '0123456789abcdef'"),
    "a document's id": ("id-wrong", "UPDATE documents SET stable_id = '0123456789abcdef'"),
    "an unknown type": ("quote-broken", "UPDATE passages SET type = 'poem'"),
    "a ground's range": ("quote-broken", "UPDATE grounds SET ranges = '1-99999'"),
    "a note's range": ("quote-broken", "UPDATE notes SET ranges = '1-99999'"),
    "a cell's range": ("quote-broken", 'UPDATE tables SET cells = \'[[["a","1-99999"]]]\''),
    "cells that are none": ("quote-broken", "UPDATE tables SET cells = '{'"),
    "a finding's range": ("quote-broken", "UPDATE findings SET ranges = '1-99999'"),
    "a finding's id": ("id-wrong", "UPDATE findings SET stable_id = '0123456789abcdef'"),
    "a finding of no kind": ("quote-broken", "UPDATE findings SET kind = 'poems'"),
    "a finding's fields": ("quote-broken", 'UPDATE findings SET fields = \'{"force":"x"}\''),
    "furniture": ("quote-broken", "UPDATE boilerplate SET ranges = '1-99999'"),
    "a header that is none": ("quote-broken", "UPDATE documents SET found = '{}'"),
    "a stale title": ("header-stale", "UPDATE documents SET title = 'Other'"),
    "a stale date": ("header-stale", "UPDATE documents SET event_date = '1950'"),
    "a stale party": ("header-stale", "UPDATE participants SET value = 'XZZ'"),
    "a lost issuer": ("header-stale", "DELETE FROM participants WHERE role = 'issuers'"),
    "a lost edit": ("header-stale", "DELETE FROM edits"),
    "passages of another day": (
        "order-wrong",
        "UPDATE passages SET passage_id = passage_id + 4294967296",
    ),
    "passages out of order": (
        "order-wrong",
        "UPDATE passages SET passage_id = passage_id + 10 WHERE ordinal = 0",
    ),
    "two latest versions": ("versions-wrong", "UPDATE versions SET latest = 0"),
    "a document not current": ("versions-wrong", "UPDATE documents SET current = 0"),
    "a changed view": ("index-wrong", "UPDATE passages SET text = 'other' WHERE ordinal = 1"),
    "an emptied index": (
        "index-wrong",
        "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    ),
    "a foreign word": (
        "index-wrong",
        "INSERT INTO passage_words (rowid, words) VALUES (12345, 'foreign')",
    ),
    "a word more": (
        "index-wrong",
        "INSERT INTO passage_words (rowid, words) SELECT passage_id, 'more' FROM passages LIMIT 1",
    ),
    "vectors of other words": (
        "vectors-wrong",
        "INSERT INTO vectors SELECT id, 'e/1', 4, 'other', zeroblob(4) FROM documents LIMIT 1",
    ),
    "a fetch of no version": (
        "fetch-wrong",
        "INSERT INTO fetches (identity, at, url, status, headers, version) "
        "SELECT id, '2026-01-01T00:00:00Z', 'https://a.example/', 200, '{}', 9 FROM identities",
    ),
    "a fetch with broken headers": (
        "fetch-wrong",
        "INSERT INTO fetches (identity, at, url, status, headers) "
        "SELECT id, '2026-01-01T00:00:00Z', 'https://a.example/', 200, '{' FROM identities",
    ),
    "an alias of nothing": (
        "alias-wrong",
        "INSERT INTO aliases SELECT id, '', 'a' FROM identities",
    ),
    "places that do not unpack": (
        "places-damaged",
        "INSERT OR REPLACE INTO places SELECT id, 'zlib', X'00' FROM readings",
    ),
    "a torn index": ("index-damaged", "UPDATE passage_words_data SET block = X'00' WHERE id > 100"),
}
"""What was done to the file, by SQL, and a problem that says so."""


@pytest.fixture
def whole(filled: Archive, path: str) -> Iterator[str]:
    """A closed archive without a problem."""
    filled.edit(filled.find("ja.txt"), {"series": "talks"}, who="Mika")
    assert filled.verify() == []
    filled.close()
    yield path


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(whole: str, what: str) -> None:
    code, statement = DAMAGE[what]
    with sqlite3.connect(whole) as db:
        assert db.execute(statement).rowcount
    db.close()
    with Archive.open(whole) as archive:
        problems = archive.verify()
    assert code in {problem.code for problem in problems}
    assert all(problem.message and problem.advice and problem.where for problem in problems)


def test_a_torn_page_is_found(whole: str) -> None:
    """Pages overwritten with rubbish, one after the other, but for those that hold no row yet."""
    good = Path(whole).read_bytes()
    empty_leaf = (b"\x0a\x00\x00\x00\x00", b"\x0d\x00\x00\x00\x00")
    for page in range(1, len(good) // 4096):
        if good[page * 4096 : page * 4096 + 5] in empty_leaf:
            continue
        Path(whole).write_bytes(
            good[: page * 4096 + 8] + b"\xa5" * 2000 + good[page * 4096 + 2008 :]
        )
        try:
            with Archive.open(whole) as archive:
                assert archive.verify(), f"page {page}"
        except ArchiveUnusable:
            pass


def test_problems_are_listed_up_to_a_limit(archive: Archive, made: Make, path: str) -> None:
    archive.put(*made("\n".join(f"Line {number}." for number in range(300))))
    archive.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE passages SET stable_id = 'x'")
    db.close()
    with Archive.open(path) as opened:
        problems = opened.verify()
    assert len(problems) == 101
    assert problems[-1].code == "more"


def test_progress_is_told(filled: Archive) -> None:
    told: list[tuple[int, int]] = []
    filled.verify(progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == len(told) - 1


def test_the_index_can_be_made_again(filled: Archive, path: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
    db.close()
    assert filled.verify()
    filled.rebuild_index()
    assert filled.verify() == []
    assert len(list(filled.search("台湾"))) == 3


def test_verify_changes_nothing(filled: Archive, path: str) -> None:
    filled.close()
    before = Path(path).read_bytes()
    with Archive.open(path) as archive:
        assert archive.verify() == []
    assert Path(path).read_bytes() == before
