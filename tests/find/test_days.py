"""Days and weeks counted from a text's own day; and any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.find.days import days_near, starts
from communique.languages.dates import find_dates

TUESDAY = date(2031, 5, 6)


def found(text: str, language: str, *, ahead: bool = False) -> list[str]:
    places = starts(text, language) if ahead else []
    taken = find_dates(text, language)
    return [m.edtf for m in days_near(text, language, TUESDAY, taken=taken, ahead=places)]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "They spoke last week and on Sunday.", ["2031-04-28/2031-05-04", "2031-05-04"]),
        ("en", "The envoy left the day before yesterday.", ["2031-05-04"]),
        ("en", "They meet next week.", ["2031-05-12/2031-05-18"]),
        ("ja", "代表団は明後日、現地に入る。", ["2031-05-08"]),
        ("ja", "先週の木曜日に協議した。", ["2031-05-01"]),
        ("zh-Hant", "上週五雙方會談，後天再談。", ["2031-05-02", "2031-05-08"]),
        ("zh-Hans", "代表团下周三抵达。", ["2031-05-14"]),
        ("zh-Hans", "上星期双方会谈。", ["2031-04-28/2031-05-04"]),
    ],
)
def test_days(language: str, text: str, dates: list[str]) -> None:
    assert found(text, language) == dates


def test_a_weekday_alone_looks_the_way_of_its_clause() -> None:
    assert found("on Tuesday", "en") == ["2031-05-06"]
    assert found("will arrive on Friday", "en", ahead=True) == ["2031-05-09"]


@pytest.mark.parametrize("text", ["on Monday, 5 May 2031", "the week", "Sunday schools"])
def test_no_day_of_its_own(text: str) -> None:
    assert found(text, "en") == []


def test_the_ends_of_the_calendar() -> None:
    assert list(days_near("last week", "en", date.min, taken=[], ahead=[])) == []


@given(st.text(alphabet="上下本週周星期一五天後前日 onlastweekFriday", max_size=60))
def test_any_text(text: str) -> None:
    for language in ("en", "ja", "zh-Hant"):
        for mention in days_near(text, language, TUESDAY, taken=[], ahead=[]):
            assert 0 <= mention.start < mention.end <= len(text)
