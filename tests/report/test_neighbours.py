"""What stands around a document: its series as the library has it, its versions, its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.compare.library import Library
from communique.names import load
from communique.report.neighbours import neighbours


@pytest.fixture(scope="module")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    """The library over the sample corpus."""
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load([samples / "names"]))


def test_the_series_is_that_of_the_library(library: Library) -> None:
    archive = library.archive
    assert archive is not None
    told = 0
    for entry in archive.documents(kind="joint_statement"):
        found = neighbours(library, archive, entry).series
        whole = library.series_of(library.outline(entry))
        before = whole.before(library.outline(entry))
        if found is None:
            assert len(whole.texts) == 1
            continue
        told += 1
        assert (found.label, found.total) == (whole.label, len(whole.texts))
        assert (found.previous.id if found.previous else None) == (before.id if before else None)
        assert whole.texts[found.number - 1].id == entry.id
    assert told > 10


def test_versions_and_texts_of_one_source(library: Library) -> None:
    archive = library.archive
    assert archive is not None
    entry = next(each for each in archive.documents() if "ja-en" in each.name)
    found = neighbours(library, archive, entry)
    around = {each.id for each in (*found.versions, *found.source)}
    assert {each.id for each in archive.of_source(entry.identity)} - {entry.id} <= around
    assert not {each.id for each in found.meeting} & around
    told = found.to_json()
    assert [each["id"] for each in told["versions"]] == [each.id for each in found.versions]
