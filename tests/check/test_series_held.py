"""What is held of series: against catalogues, and of the archive's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.series_coverage import coverages
from communique.check.series_held import as_coverage, own_series, series_held
from communique.compare.library import Library
from communique.names import load


@pytest.fixture
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load((str(samples / "names"),)))


def test_catalogues_come_first_and_say_what_coverage_says(library: Library) -> None:
    rows = series_held(library)
    expected = dict(coverages(library))
    catalogued = [row for row in rows if row.catalogued]
    assert [row.label for row in catalogued] == list(expected)
    assert rows[: len(catalogued)] == tuple(catalogued)
    for row in catalogued:
        each = expected[row.label]
        assert (row.known, row.missing) == (len(each.entries), len(each.missing))
        assert row.held + row.missing == row.known
        assert sum(year.known for year in row.years) == row.known


def test_language_versions_are_one_document_of_one_series(library: Library) -> None:
    own = own_series(library)
    several = {label: {t.language for t in texts} for label, texts in own.items() if len(texts) > 2}
    assert any(len(languages) > 1 for languages in several.values()), several
    for row in series_held(library):
        if not row.catalogued:
            assert row.extra == len(as_coverage(own[row.label]).extra) > 1
            assert sum(count for _, count in row.languages) == len(own[row.label])
