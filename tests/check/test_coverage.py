"""Archives against catalogues: held, missing, not listed, whole or not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.check.coverage import SLACK, coverage
from communique.check.held import issued
from communique.check.series_coverage import coverages
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import CommuniqueError
from communique.model.codes import Kind, Level
from communique.model.documents import Event, Header
from communique.model.quotes import Reading
from communique.names import load


def text(day: str, *, language: str = "en", title: str = "Statement", **header: object) -> Text:
    """The outline of a joint statement of Japan and the United States."""
    fields: dict[str, object] = {
        "kind": Kind.JOINT_STATEMENT,
        "issuers": ("JPN", "USA"),
        "level": Level.LEADERS,
        **header,
    }
    made = Header(title, event=Event(day), **fields)  # type: ignore[arg-type]
    return Text(
        f"{day}{language}{title}", f"{day}.{language}", language, day, Reading(""), (), made
    )


def test_versions_count_once() -> None:
    texts = [text("1996-04-17", language=tag) for tag in ("en", "ja")]
    assert [one.languages for one in issued(texts)] == [("en", "ja")]
    found = coverage(texts, load(), parties=["USA", "JPN"], kinds=["joint_statement"])
    assert sum(1 for each in found.entries if each.held) == 1


def test_two_of_a_day_are_told_by_their_titles(library: Library) -> None:
    names = load()
    [one, other] = [e for e in names.catalogue(id="jpn-usa") if e.date == "2015-04-28"][:2]
    found = coverage([text("2015-04-28", title=other.title_en)], names, catalogue="jpn-usa")
    held = [each.entry for each in found.entries if each.held]
    assert held == [other] and one in found.missing


@given(st.integers(-5, 5))
def test_a_day_or_two_do_not_matter(apart: int) -> None:
    day = (date(1957, 6, 21) + timedelta(days=apart)).isoformat()
    found = coverage([text(day)], load(), catalogue="jpn-usa", series="leaders")
    held = [each.entry.date for each in found.entries if each.held]
    assert held == (["1957-06-21"] if abs(apart) <= SLACK else [])
    assert len(found.extra) == (0 if held else 1)


def test_the_sample_corpus_lacks_one(library: Library) -> None:
    [(label, found)] = coverages(library, "xaa-xbb")
    assert label == "xaa-xbb"
    assert [entry.date for entry in found.missing] == ["2005-09-02"]
    assert not found.whole
    assert found.years[0].year == 1987 and found.years[-1].year == 2024
    assert [year.year for year in found.years if year.known and not year.held] == [2005]
    made = found.to_json()
    assert (made["known"], made["held"]) == (8, 7)


def test_a_period_that_is_held_whole(library: Library) -> None:
    [(_, found)] = coverages(library, "xaa-xbb", since="2006")
    assert found.whole and not found.vouched


def test_a_person_may_vouch(library: Library) -> None:
    [(_, found)] = coverages(library, "xaa-xbb", complete=True)
    assert found.whole and found.missing


def test_a_series_of_the_archive_by_its_name(library: Library) -> None:
    label = library.series(language="en")[0].label
    [(named, found)] = coverages(library, label)
    assert named == label and found.scope.parties


def test_without_a_name_every_catalogue(library: Library) -> None:
    labels = [label for label, _ in coverages(library)]
    assert labels == ["jpn-usa leaders", "jpn-usa 2+2", "xaa-xbb"]


def test_no_catalogue_is_a_gap(library: Library) -> None:
    [(_, found)] = coverages(library, parties=["NOR", "KEN"])
    assert not found.whole
    assert [gap.code for gap in found.gaps] == ["no-catalogue"]


def test_a_name_that_is_none(library: Library) -> None:
    with pytest.raises(CommuniqueError) as raised:
        coverages(library, "no such series")
    assert raised.value.code == "document-not-found"
