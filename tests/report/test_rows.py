"""Rows of a comparison: each text whole in its column, moved words in both their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.archive import Archive
from communique.compare.diff import Diff
from communique.compare.library import Library
from communique.report.rows import Row, by_row, one_language, rows, turned
from communique.report.strips import WIDTH, strip


@pytest.fixture(scope="module")
def found(samples: Path) -> Diff:
    """Two statements between which passages moved."""
    statements = samples / "statements"
    library = Library(files=[statements])
    old, new = (
        library.text(str(statements / f"{name}-xaa-xbb-joint-statement.en.{end}"))
        for name, end in (("2007-04-18", "html"), ("2013-11-22", "txt"))
    )
    return library.diff(old, new)


def test_each_column_is_a_text_whole_and_in_order(found: Diff) -> None:
    made = rows(found)
    new = [n for row in made if row.new for n in row.new.numbers]
    assert new == list(range(len(found.new.passages)))
    old = [n for row in made if row.old and row.how != "moved_to" for n in row.old.numbers]
    assert old == list(range(len(found.old.passages)))


def test_moved_passages_know_their_other_place(found: Diff) -> None:
    made = rows(found)
    moved: list[Row] = [row for row in made if row.how == "moved_to"]
    assert moved
    for row in moved:
        assert row.other is not None
        left = made[row.other]
        assert (left.how, left.other, left.new) == ("moved_from", row.number, None)
        assert left.old and row.old and left.old.numbers == row.old.numbers


def test_what_became_of_a_promise_is_shown_where_it_stands(corpus: Path) -> None:
    with Archive.open(str(corpus)) as archive:
        library = Library(archive)
        found = library.diff(library.text("ea37d58a5b544d09"), library.text("7b41272b7584983e"))
    made = rows(found)
    told = turned(found, made)
    assert told
    for each, number in told:
        assert number is not None
        row = made[number]
        cell = row.new if each.fates[0].new else row.old
        assert cell
        said = " ".join(cell.text.passages[n].text for n in cell.numbers)
        assert "".join((each.new or each.old).split())[:20] in "".join(said.split())
    held = by_row(told)
    assert sum(map(len, held.values())) == len(told)


def test_across_languages_nothing_came_or_went(samples: Path) -> None:
    library = Library(files=[samples / "statements"])
    old, new = (
        library.text(str(samples / "statements" / f"2013-11-22-xaa-xbb-joint-statement.{name}"))
        for name in ("en.txt", "ja.md")
    )
    made = library.diff(old, new)
    assert not one_language(made)
    cells = [cell for row in rows(made) for cell in (row.old, row.new) if cell]
    assert {piece.side for cell in cells for piece in cell.pieces} == {"both"}
    assert not any(row.both for row in rows(made))


def test_a_strip_is_filled_by_its_rows_in_order(found: Diff) -> None:
    made = strip(rows(found))
    assert [each.row.number for each in made] == list(range(len(made)))
    at = 0.0
    for each in made:
        assert each.at == pytest.approx(at, abs=0.02) and each.wide > 0
        at = each.at + each.wide
    assert at == pytest.approx(WIDTH, abs=0.5)
    assert strip(()) == ()
