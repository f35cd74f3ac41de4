"""Positions in time: the matrix of issues and statements."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from communique.archive import Archive
from communique.check.judged import judged
from communique.check.stances import Matrix, Taken, against, stances, statements
from communique.compare.library import Library
from communique.model.findings import Degree, Position, Stance
from communique.model.quotes import Reading
from communique.names import load


@pytest.fixture(scope="module")
def names(samples: Path) -> tuple[str, ...]:
    return (str(samples / "names"),)


@pytest.fixture(scope="module")
def library(corpus: Path, names: tuple[str, ...]) -> Iterator[Library]:
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load(names))


@pytest.fixture
def own(corpus: Path, names: tuple[str, ...], tmp_path: Path) -> Iterator[Library]:
    """A library whose archive may be changed."""
    copyfile(corpus, tmp_path / "own.db")
    with Archive.open(str(tmp_path / "own.db")) as archive:
        yield Library(archive, names=load(names))


def taken(stance: Stance, degree: Degree = Degree.PLAIN) -> Taken:
    quote = Reading("They say so.").quote((0, 4))
    position = Position(
        id="a", rule="r", confidence=1.0, quote=quote, actors=("XAA",), stance=stance, degree=degree
    )
    return Taken(position, None, None)


@pytest.mark.parametrize(
    ("past", "now", "change"),
    [
        ([taken(Stance.OPPOSE)], [taken(Stance.OPPOSE, Degree.STRONG)], "strengthened"),
        ([taken(Stance.CONDEMN)], [taken(Stance.CONCERN)], "weakened"),
        ([taken(Stance.URGE)], [taken(Stance.URGE)], "kept"),
        ([], [taken(Stance.URGE)], "new"),
        ([taken(Stance.URGE)], [], "silent"),
        ([taken(Stance.SUPPORT)], [taken(Stance.OPPOSE)], "other"),
        (
            [taken(Stance.CONCERN), taken(Stance.SUPPORT)],
            [taken(Stance.OPPOSE), taken(Stance.RECOGNISE)],
            "other",
        ),
        ([taken(Stance.CONCERN), taken(Stance.SUPPORT)], [taken(Stance.OPPOSE)], "strengthened"),
    ],
)
def test_what_changed_is_told_by_scales(past: list[Taken], now: list[Taken], change: str) -> None:
    assert against(past, now) == change


def column(matrix: Matrix, date: str, kind: str = "joint_statement") -> str:
    [found] = [
        c.id for c in matrix.columns if c.text.date == date and c.text.header.kind.value == kind
    ]
    return found


def test_a_statement_is_told_against_the_one_before_in_its_series(library: Library) -> None:
    matrix = stances(library, statements(library))
    last = column(matrix, "2024-04-11")
    cell = matrix.cell("status-quo", last)
    assert cell is not None and cell.change == "strengthened"
    assert [t.position.degree for t in cell.taken] == [Degree.STRONG]
    assert [t.position.degree for t in cell.past] == [Degree.PLAIN]
    gone = matrix.cell("maritime-security", last)
    assert gone is not None and gone.change == "silent" and not gone.taken and gone.past


def test_language_versions_are_one_column_in_the_readers_language(library: Library) -> None:
    for language in ("en", "ja"):
        matrix = stances(library, statements(library), language=language)
        both = [c for c in matrix.columns if {"en", "ja"} <= set(c.held.languages)]
        assert both and {c.text.language for c in both} == {language}
    assert sum(len(c.held.texts) for c in matrix.columns) == len(library.outlines())


def test_only_what_is_asked_for_is_compared(library: Library) -> None:
    matrix = stances(library, statements(library), where={"actors": "XAA", "issue": "trade"})
    assert matrix.rows == ("trade",)
    assert all("XAA" in t.position.actors for cell in matrix.cells.values() for t in cell.taken)


def test_what_people_decided_counts(own: Library) -> None:
    assert own.archive is not None
    matrix = stances(own, statements(own))
    last = column(matrix, "2024-04-11")
    before = matrix.cell("economic-coercion", last)
    assert before is not None and before.taken
    [found] = [own.archive.reviews.finding(t.position.id) for t in before.taken]
    own.archive.reviews.decide(found, "correct", who="Mika", fields={"stance": "concern"})
    cell = stances(own, statements(own)).cell("economic-coercion", last)
    assert cell is not None
    assert [(t.position.stance, t.corrected_by) for t in cell.taken] == [(Stance.CONCERN, "Mika")]
    where = judged(own, "positions").asked({"stance": "concern", "issue": "economic-coercion"})
    assert own.archive.portion("positions", **where).total == 1
    own.archive.reviews.decide(found, "reject", who="Mika")
    assert stances(own, statements(own)).cell("economic-coercion", last) is None
