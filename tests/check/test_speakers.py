"""Who appears in which roles, and who is heard for whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.check.speakers import people, speakers, spoken_as
from communique.compare.library import Library
from communique.names import load


@pytest.fixture(scope="module")
def library(corpus: Path, samples: Path) -> Iterator[Library]:
    with Archive.open(str(corpus)) as archive:
        yield Library(archive, names=load((str(samples / "names"),)))


def test_a_person_has_roles_in_time(library: Library) -> None:
    found = {row.name: row for row in people(library)}
    person = found["Aksel Verhoff"]
    assert person.affiliation == "XBB"
    roles = {role.role: role for role in person.roles}
    assert (roles["Prime Minister"].first, roles["Prime Minister"].last) == (
        "2013-11-22",
        "2018-06-28",
    )
    assert person.heard is not None and person.heard.sides == {"XBB": person.heard.count}


def test_speakers_are_counted_by_side_and_by_how_they_are_told(library: Library) -> None:
    found = {row.name: row for row in speakers(library)}
    sorel = found["Ingrid Sorel"]
    assert (sorel.direct, sorel.indirect) == (2, 4) and sorel.sides == {"XBB": 6}
    counts = [row.count for row in speakers(library)]
    assert counts == sorted(counts, reverse=True)


def test_two_who_speak_together_each_speak(library: Library) -> None:
    names = {row.name for row in speakers(library)}
    assert not any(" and " in name for name in names if "Livia Aumont" in name)
    assert spoken_as(library, "Livia Aumont") == (
        "Ingrid Sorel and Livia Aumont",
        "Livia Aumont",
        "Livia Aumont and Ingrid Sorel",
    )


def test_no_side_is_made_up(library: Library) -> None:
    found = {row.name: row for row in speakers(library)}
    assert found["Joint statement"].sides == {"": found["Joint statement"].count}


def test_filters_are_of_documents(library: Library) -> None:
    assert {row.first for row in speakers(library, since="2024")} <= {"2024-04-11"}
    assert len(people(library, language="ja")) < len(people(library))
