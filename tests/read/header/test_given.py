"""Fields that a manifest gives win over the text; bad ones are refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from communique.errors import InvalidField
from communique.model.codes import Basis
from communique.read.analyse import analyse_bytes

TEXT = b"Joint Statement of Japan and Peru\n\nLima, 3 June 2015\n\nThe two leaders met in Lima and agreed to protect reefs.\n"


def test_given_fields_win() -> None:
    fields = {
        "title": "On reefs", "kind": "speech", "issuers": [], "level": "officials", "date": "2015-06",
        "published": "2016", "parties": "PER | JPN", "people": ["A B"], "place": "Cusco", "series": "reefs",
        "authenticity": "unofficial",
    }  # fmt: skip
    header = analyse_bytes(TEXT, name="2001-01-01.txt", fields=fields).documents[0].header
    assert (header.title, header.kind, header.issuers) == ("On reefs", "speech", ())
    assert (header.level, header.authenticity) == ("officials", "unofficial")
    assert (header.published, header.series, header.event.date) == ("2016", "reefs", "2015-06")
    assert (header.event.place, header.event.parties) == ("Cusco", ("PER", "JPN"))
    assert header.event.people == ("A B",)
    assert {ground.basis for ground in header.grounds.values()} == {Basis.MANIFEST}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "letter"},
        {"level": "kings"},
        {"authenticity": "x"},
        {"date": "3 June"},
        {"published": "x"},
    ],
)
def test_bad_fields_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidField, match=next(iter(fields))):
        analyse_bytes(TEXT, name="a.txt", fields=fields)


def test_what_is_not_found_is_a_gap() -> None:
    analysis = analyse_bytes(
        b"The fee for the ferry will be kept as it is until the harbour opens again in the new season.",
        name="a.txt",
    )
    assert {gap.code for gap in analysis.gaps} >= {"no-title", "no-kind", "no-date", "no-parties"}
    header = analysis.documents[0].header
    assert (header.title, header.kind, header.event.date) == (None, "other", None)


def test_the_file_name_gives_the_date_a_text_lacks() -> None:
    analysis = analyse_bytes(
        b"The committee kept the fee for the ferry as it is, and will look at it again.",
        name="fees/2012-05-04.txt",
    )
    header = analysis.documents[0].header
    assert header.event.date == header.published == "2012-05-04"
    assert header.grounds["date"].basis is Basis.FILE_NAME
