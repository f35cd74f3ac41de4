"""The timeline of an archive."""

from __future__ import annotations

from pathlib import Path

from communique.archive import Archive
from communique.compare.library import Library
from communique.compare.series import series
from communique.compare.texts import Text, text_of
from communique.report.timelines import NOBODY, of_library, timeline


def text(name: str, date: str | None, language: str = "en") -> Text:
    return text_of("Peace.", language, name=name, date=date)


def test_language_versions_of_a_series_are_one_lane_and_of_a_day_one_statement() -> None:
    texts = [text(f"{y}.{tag}.txt", f"{y}-05", tag) for y in (2031, 2032) for tag in ("ja", "en")]
    [lane] = timeline(series(texts)).lanes
    assert lane.documents == 4 and lane.years() == {2031: 2, 2032: 2}
    assert lane.years(10) == {2030: 4}
    assert [[v.language for v in each.versions] for each in lane.statements] == [["en", "ja"]] * 2


def test_what_has_one_date_only_stands_beside_the_series() -> None:
    [lane] = timeline(series([text("a.en.txt", "2031"), text("b.ja.txt", "2031", "ja")])).lanes
    assert not lane.series and lane.documents == 2 and lane.label == NOBODY


def test_what_has_no_date_is_counted_and_not_drawn() -> None:
    found = timeline(series([text("talks-2031.txt", "2031"), text("talks-b.txt", None)]))
    assert sum(lane.documents for lane in found.lanes) == 2
    assert sum(len(lane.dated) for lane in found.lanes) == 1
    assert found.ends == (2031.0, 2031.0)
    assert timeline([]).ends is None


def test_every_document_of_an_archive_is_in_one_lane(corpus: Path) -> None:
    with Archive.open(str(corpus)) as archive:
        ids = [entry.id for entry in archive.documents()]
        found = of_library(Library(archive))
    drawn = [id for lane in found.lanes for id in lane.ids]
    assert sorted(drawn) == sorted(ids)
    counts = [lane.documents for lane in found.lanes]
    assert counts == sorted(counts, reverse=True)
    labels = [lane.label for lane in found.lanes]
    assert len(set(labels)) == len(labels)
    assert all(found.lane(label) for label in labels)
