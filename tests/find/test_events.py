"""Dated happenings: one a date and clause, resolved from the document's day; and on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.find import find
from communique.model.documents import Analysis
from communique.model.findings import Happening
from communique.names import load
from communique.read.analyse import analyse_bytes

CASES = {
    (
        "2031-08",
        "The two navies exercised off Lyth in August 2031",
    ): "The two navies exercised off Lyth in August 2031, and will meet again.",
    ("2031-05-04", "4日、外相会談を行い、"): "両外相は4日、外相会談を行い、港湾協力を確認した。",
    (
        "2030",
        "去年發布的《港務合作願景》",
    ): "部長重申去年發布的《港務合作願景》，並說明進度與後續安排的各項細節。",
    ("2031-06", "两国将于6月举行海上联合演习"): "双方商定，两国将于6月举行海上联合演习。",
}


def happenings(text: str, day: str = "2031-05-04") -> list[Happening]:
    analysis: Analysis = analyse_bytes(
        text.encode(), name="a.txt", fields={"date": day, "parties": ["JPN", "USA"]}
    )
    (doc,) = analysis.documents
    found, _ = find(doc, analysis.reading, load())
    return [f for f in found.findings if isinstance(f, Happening)]


@pytest.mark.parametrize(("date", "words"), CASES)
def test_dates_and_clauses(date: str, words: str) -> None:
    found = happenings(CASES[date, words])
    assert [h.date for h in found] == [date]
    quoted = "".join(found[0].quote.exact)
    assert quoted.startswith(words[:4]) or words[:4] in quoted


@pytest.mark.parametrize(
    "text",
    [
        "The talks were frank and went on for hours.",
        "《2050年海洋戰略》闡明了優先事項，雙方均予肯定。",
        "今日の友は明日の友でもあり、信頼は得がたい。",
    ],
)
def test_no_happening(text: str) -> None:
    assert happenings(text) == []


def test_a_date_and_place_are_one_signature() -> None:
    text = "両国政府は、協力を続けることで一致した。\n\n両国政府は、次の会合を開く。\n\n2031年5月4日\n東京\n"
    (signature,) = [h for h in happenings(text) if h.rule == "event-signature"]
    assert signature.date == "2031-05-04" and len(signature.quote.ranges) == 2


@given(st.text(alphabet="12年月日5月 May2031,the of and 將於、。会談met", max_size=120))
def test_any_text(text: str) -> None:
    try:
        happenings(f"The leaders met. {text}")
    except ValueError as error:  # only quotes that do not reproduce would be a mistake of ours
        raise AssertionError(text) from error
