"""Texts by name, where the name may come from a stranger, and what a shelf keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.compare import shelf as shelves
from communique.compare.library import Library
from communique.compare.series import series_of
from communique.errors import DocumentNotFound, SeriesAmbiguous
from communique.names import load


def test_without_paths_a_name_is_never_a_file(corpus: Path, samples: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The two sides will hold talks on fisheries.", "utf-8")
    with Archive.open(str(corpus)) as archive:
        assert Library(archive).text(str(secret)).name == "secret.txt"
        library = Library(archive, paths=False)
        for name in (str(secret), f"{secret}#en"):
            with pytest.raises(DocumentNotFound):
                library.text(name)


def test_what_was_read_is_kept_up_to_a_number(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "READ", 2)
    with Archive.open(str(corpus)) as archive:
        library = Library(archive)
        first, *rest = archive.documents()
        text = library.full(first)
        assert library.full(first) is text
        for entry in rest[:6]:
            library.full(entry)
        again = library.full(first)
        assert again is not text and again == text


def test_an_alignment_is_made_once_until_somebody_writes(
    corpus: Path, samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(corpus.read_bytes())
    with Archive.open(str(path)) as archive:
        library = Library(archive, names=load((str(samples / "names"),)))
        left, right = (
            library.text(f"2013-11-22-xaa-xbb-joint-statement.{name}")
            for name in ("en.txt", "ja.md")
        )
        made = library.align(left, right)
        assert library.align(left, right) is made
        assert [text.id for text in library.versions(left)] == [right.id]
        archive.edit(archive.find(left.id), {"place": "Oster"}, who="test")
        assert library.align(left, right) is not made


def test_the_series_that_are_kept_are_those_of_the_texts(corpus: Path, samples: Path) -> None:
    with Archive.open(str(corpus)) as archive:
        library = Library(archive, names=load((str(samples / "names"),)))
        for entry in archive.documents():
            text = library.full(entry)
            try:
                expected = series_of(text, library.outlines())
            except SeriesAmbiguous as error:
                with pytest.raises(SeriesAmbiguous, match=re.escape(str(error))):
                    library.series_of(text)
                continue
            for found in (library.series_of(text), library.series_of(text)):
                assert [each.id for each in found.texts] == [each.id for each in expected.texts]
                told = (expected.label, expected.named, expected.gaps)
                assert (found.label, found.named, found.gaps) == told
                assert any(each is text for each in found.texts)
