"""Naming a document as people do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.archive import Archive
from communique.errors import DocumentAmbiguous, DocumentNotFound
from communique.model.documents import Analysis

Make = Callable[..., tuple[Analysis, bytes]]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("ja.txt", "ja.txt"),
        ("ja", "ja.txt"),
        ("JA", "ja.txt"),
        ("/desk/ja.txt", "ja.txt"),
        ("  ja.txt ", "ja.txt"),
        ("joint statement", "en.txt"),
        ("Statement", "en.txt"),
        ("共同", "ja.txt"),
        ("聯合聲明 zh-Hant", "zh-Hant.txt"),
        ("1996-05-04", "zh-Hans.txt"),
        ("ja.txt@1", "ja.txt"),
    ],
)
def test_finds(filled: Archive, name: str, file: str) -> None:
    assert filled.find(name).name == file


def test_finds_by_id_and_its_beginning(filled: Archive) -> None:
    for entry in filled.documents():
        for name in (entry.id, entry.id[:8], entry.id.upper()):
            assert filled.find(name) == entry


def test_a_wide_or_old_form_names_the_same(archive: Archive, made: Make) -> None:
    archive.put(*made("国際会議\n本文。", identity="/desk/Ａ.txt", language="ja"))
    assert archive.find("國際會議").name == "Ａ.txt"
    assert archive.find("a").name == "Ａ.txt"


@pytest.mark.parametrize("name", ["", " ", "nothing of this", "ffff", "\0", "\ud800", "ja.txt@2"])
def test_not_found(filled: Archive, name: str) -> None:
    with pytest.raises(DocumentNotFound):
        filled.find(name)


def test_ambiguous_lists_the_candidates(filled: Archive) -> None:
    with pytest.raises(DocumentAmbiguous) as caught:
        filled.find("txt")
    assert len(caught.value.candidates) == 4
    assert any("共同声明" in candidate for candidate in caught.value.candidates)


def test_a_full_title_wins_over_a_longer_one(archive: Archive, made: Make) -> None:
    archive.put(*made("Statement\nA."))
    archive.put(*made("Statement of Varn\nB.", identity="/desk/b.txt"))
    assert archive.find("statement").name == "a.txt"


def test_an_old_document_is_found_by_its_id(archive: Archive, made: Make) -> None:
    old = archive.put(*made("One.")).documents[0]
    archive.put(*made("Two."))
    assert archive.find(old).version == 1
    assert archive.find(old[:6]).version == 1 if len(archive.documents()) == 2 else True


@pytest.mark.parametrize("name", ["a'; DROP TABLE meta", '"', "%", "_", "*"])
def test_names_are_no_patterns(filled: Archive, name: str) -> None:
    with pytest.raises(DocumentNotFound):
        filled.find(name)
