"""Bodies in time."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from communique.archive import Archive
from communique.check.bodies import ACTIONS, bodies
from communique.compare.library import Library
from communique.model.findings import MechanismAction
from communique.names import load


@pytest.fixture
def library(corpus: Path, samples: Path, tmp_path: Path) -> Iterator[Library]:
    """A library whose archive may be changed."""
    copyfile(corpus, tmp_path / "own.db")
    with Archive.open(str(tmp_path / "own.db")) as archive:
        yield Library(archive, names=load((str(samples / "names"),)))


def test_every_action_has_its_place() -> None:
    assert set(ACTIONS) == {action.value for action in MechanismAction}


def test_a_body_runs_from_its_first_mention_to_its_last(library: Library) -> None:
    [body] = bodies(library, name="Joint Commission")
    assert (body.first, body.last) == ("1987-05-14", "2018-06-28")
    assert body.actions["resumed"] == 4 and body.mentions == sum(body.actions.values())
    years = [(event.year, event.action) for event in body.events]
    assert years == sorted(years) and (2013, "resumed") in years
    assert sum(event.count for event in body.events) == body.mentions


def test_filters_narrow_what_is_counted(library: Library) -> None:
    every = {body.name: body for body in bodies(library)}
    late = {body.name: body for body in bodies(library, since="2018")}
    assert set(late) < set(every)
    assert all(body.documents <= every[name].documents for name, body in late.items())
    assert all(set(body.actions) == {"met"} for body in bodies(library, action="met"))
    assert all("XAA" in body.parties for body in bodies(library, party="XAA"))


def test_a_rejected_finding_is_not_counted_and_a_corrected_one_as_corrected(
    library: Library,
) -> None:
    assert library.archive is not None
    first, second, *_ = library.archive.portion("mechanisms", where={"name": "Doha Round"}).rows
    library.archive.reviews.decide(first, "reject", who="Mika")
    library.archive.reviews.decide(second, "correct", who="Mika", fields={"name": "DDA"})
    assert bodies(library, name="Doha Round") == ()
    [renamed] = bodies(library, name="DDA")
    assert renamed.mentions == 1
