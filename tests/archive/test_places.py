"""Where words stand on pages: kept, given back, checked, and gone with their source."""

from __future__ import annotations

import sqlite3

import pytest
from tests.read.pdf.making import lines, pdf, wrapped

from communique.archive import Archive
from communique.archive.places import pack_places, unpack_places
from communique.find.analyse import analyse_bytes
from communique.model.contract import to_json
from communique.model.documents import Analysis
from communique.model.places import Place, boxes, confidence
from communique.model.quotes import Reading

WORDS = "The two sides agreed to hold talks on fisheries in the autumn. They will meet in Averne."


@pytest.fixture
def report() -> tuple[Analysis, bytes]:
    data = pdf(lambda c: (lines(c, wrapped(WORDS, 200)), c.showPage()))
    return analyse_bytes(data, name="report.pdf"), data


def test_an_archive_gives_them_back(archive: Archive, report: tuple[Analysis, bytes]) -> None:
    analysis, data = report
    assert analysis.reading.places and analysis.reading.page_sizes == ((595.3, 841.9),)
    archive.put(analysis, data)
    kept = archive.analysis(archive.find("report.pdf"))
    assert kept.reading.places == analysis.reading.places
    assert kept.reading.page_sizes == analysis.reading.page_sizes
    assert archive.verify() == []


def test_they_go_with_their_source(
    archive: Archive, path: str, report: tuple[Analysis, bytes]
) -> None:
    archive.put(*report)
    archive.remove(archive.find("report.pdf"))
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM places").fetchone() == (0,)


@pytest.mark.parametrize(
    "damaged", [b"no json", b'{"places": [[5, 2, 1, 0, 0, 1, 1, null]], "sizes": []}', b"[]"]
)
def test_damage_is_found(
    archive: Archive, path: str, report: tuple[Analysis, bytes], damaged: bytes
) -> None:
    archive.put(*report)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE places SET packing = 'raw', bytes = ?", (damaged,))
    assert [problem.code for problem in archive.verify()][:1] == ["places-damaged"]


def test_a_passage_has_a_box_a_line(report: tuple[Analysis, bytes]) -> None:
    (document,) = to_json(report[0])["documents"]
    first = document["passages"][0]
    assert [box[0] for box in first["boxes"]] == [1, 1]
    assert first["boxes"][0][2] < first["boxes"][1][2]
    assert "confidence" not in first


def test_texts_have_none() -> None:
    analysis = analyse_bytes(WORDS.encode(), name="a.txt")
    assert "boxes" not in to_json(analysis)["documents"][0]["passages"][0]
    assert pack_places(analysis.reading) is None


def test_words_of_a_scan_make_a_box_a_line_and_a_confidence() -> None:
    places = (
        Place(0, 3, 1, 10, 10, 30, 20, 0.9),
        Place(4, 7, 1, 34, 11, 60, 21, 0.7),
        Place(8, 12, 1, 10, 30, 40, 40, 0.8),
    )
    assert boxes(places, ((0, 12),)) == ((1, 10, 10, 60, 21), (1, 10, 30, 40, 40))
    assert confidence(places, ((0, 7),)) == pytest.approx(0.8)
    reading = Reading("The two talk", places=places, page_sizes=((100.0, 100.0),))
    packed = pack_places(reading)
    assert packed is not None
    assert unpack_places(*packed)["places"] == places
