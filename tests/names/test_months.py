"""A surname that is a month's name is nobody's in a date."""

from __future__ import annotations

import pytest

from communique.names import load

DATES = [
    "May 4, 2031",
    "the report of May 4",
    "on 4 May 2031",
    "the 4th of May",
    "in May",
    "In May 2031",
    "since May 2031",
    "May, 2031",
    "by mid-May",
    "the end of May",
    "in late May",
    "from April to May",
    "between May and June",
    "May Day",
]
PEOPLE = [
    "Prime Minister May said",
    "Mrs. May met him in May",
    "Theresa May spoke on May 4, 2031",
    "May and Juncker met",
    "May, 62, was there",
]


@pytest.mark.parametrize("text", DATES)
def test_a_month_in_a_date_is_no_person(text: str) -> None:
    assert [m.id for m in load().find(text, "en") if m.kind == "person"] == []


@pytest.mark.parametrize("text", PEOPLE)
def test_the_surname_elsewhere_is(text: str) -> None:
    found = [m.id for m in load().find(text, "en") if m.kind == "person"]
    assert found.count("theresa-may") == 1
