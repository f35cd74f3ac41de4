"""The history of a phrase, by the log and by the index alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.compare.library import Library
from communique.names import load
from communique.report.histories import history, terms


@pytest.fixture(scope="module")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load((str(samples / "names"),)))


@pytest.mark.parametrize("words", ["fisheries", "漁業", "terrorism", "貿易"])
def test_the_index_tells_what_the_log_tells(library: Library, words: str) -> None:
    log, index = history(library, words), history(library, words, wide=0)
    assert index.wide and not log.wide
    assert (log.having, log.statements, log.total) == (index.having, index.statements, index.total)
    # Of one day either order will do.
    held, found = (sorted((p.passage, p.parts) for p in each.places) for each in (log, index))
    assert held == found
    assert log.first is not None and index.first is not None
    assert log.first.span.date == index.first.span.date
    having = sum(year.having or 0 for year in index.years)
    assert having == log.having == sum(1 for cell in log.cells if cell.count)
    assert "log-wide" in {gap.code for gap in index.gaps}


def test_a_window_is_a_part_of_all_places(library: Library) -> None:
    whole, part = history(library, "trade"), history(library, "trade", start=2, size=3)
    assert part.places == whole.places[2:5] and part.total == whole.total == len(whole.places)


def test_a_series_narrows_the_scope(library: Library) -> None:
    found = history(library, "fisheries", series="xaa-xbb (en)")
    assert {cell.text.language for cell in found.cells} == {"en"}
    assert found.statements < history(library, "fisheries").statements


def test_suggested_terms_are_in_the_archive(library: Library) -> None:
    for language in ("en", "ja", "zh-Hant"):
        found = terms(library, language)
        assert found and len({words for words, _ in found}) == len(found)
        assert history(library, found[0][0]).total == found[0][1]
