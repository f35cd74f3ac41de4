"""Dates in English, Japanese and both Chinese scripts."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages.dates import find_dates, present_year, resolve

FOUND = [
    ("en", "April 17, 1996 Port Lyth", ["1996-04-17"]),
    ("en", "on 17 April 1996 and the 17th of April", ["1996-04-17", "XXXX-04-17"]),
    ("en", "Apr. 17; 1996/4/17; 1996-04-17", ["XXXX-04-17", "1996-04-17", "1996-04-17"]),
    ("en", "from 10 to 12 March 2026", ["2026-03-10/2026-03-12"]),
    ("en", "from 30 March to 2 April 2026", ["2026-03-30/2026-04-02"]),
    ("en", "Mon, 10 Feb 2025 22:51:04 GMT", ["2025-02-10"]),
    ("en", "the second quarter of 2026, the first half of 2027", ["2026-34", "2027-40"]),
    ("en", "in the third quarter of this year", ["XXXX-35"]),
    ("en", "since 2021, in May 2022, by June", ["2021", "2022-05", "XXXX-06"]),
    ("en", "this 19th day of January, 1960", ["1960-01-19"]),
    ("en", "this nineteenth day of January, 1960", ["1960-01-19"]),
    ("en", "on the twenty-second of June", ["XXXX-06-22"]),
    ("en", "DONE ON 5 JANUARY 2001", ["2001-01-05"]),
    ("en", "spring 2027 and FY2026", ["2027-21", "2026"]),
    ("en", "May I say that they march on, 2,300 strong?", []),
    ("ja", "1996年4月17日", ["1996-04-17"]),
    ("ja", "平成二十六年八月六日", ["2014-08-06"]),
    ("ja", "１９７８年の８月の１２日", ["1978-08-12"]),
    ("ja", "令和元年", ["2019"]),
    ("ja", "昭和54年5月2日", ["1979-05-02"]),
    ("ja", "令和８年６月１８日", ["2026-06-18"]),
    ("ja", "平成26年（2014年）8月6日", ["2014-08-06"]),
    ("ja", "3月 22、23 日の両日", ["XXXX-03-22/XXXX-03-23"]),
    ("ja", "六月十六日から十九日まで", ["XXXX-06-16/XXXX-06-19"]),
    ("ja", "27年末までに", ["XX27"]),
    ("ja", "2026年度内に、令和８年度中", ["2026-04/2027-03", "2026-04/2027-03"]),
    ("ja", "本年4月、昨年、同年8月、翌日", ["XXXX-04", "XXXX", "XXXX-08", "XXXX-XX-XX"]),
    ("ja", "3日間、10年間、5月来、日本年金", []),
    ("ja", "二〇二七年後半、2027年第1四半期", ["2027-41", "2027-33"]),
    ("ja", "千九百六十年一月十九日", ["1960-01-19"]),
    ("zh-Hant", "民國115年7月9日", ["2026-07-09"]),
    ("zh-Hant", "中華民國一一四年五月一日", ["2025-05-01"]),
    ("zh-Hant", "115年10月1日起，116年上半年", ["2026-10-01", "2027-40"]),
    ("zh-Hant", "本（7）月8日", ["XXXX-07-08"]),
    ("zh-Hant", "去（一九七八）年，是年一月至十一月", ["1978", "XXXX-01/XXXX-11"]),
    ("zh-Hant", "明年第一季、今年第四季", ["XXXX-33", "XXXX-36"]),
    ("zh-Hans", "2026年4月20日至22日", ["2026-04-20/2026-04-22"]),
    ("zh-Hans", "二00九年十一月十七日", ["2009-11-17"]),
    ("zh-Hans", "2026年至2028年，2026年第四季度", ["2026/2028", "2026-36"]),
    ("zh-Hans", "过去十年，60天，115年", []),
    ("zh-Hans", "2022年以来，2028年3月31日前", ["2022", "2028-03-31"]),
    ("zh-Hans", "第15号决议，登上月球，三年前", []),
    ("zh-Hant", "2027日本財年、2029財年", ["2027-04/2028-03", "2029"]),
    ("ja", "一号機、2027米会計年度", ["2026-10/2027-09"]),
]


@pytest.mark.parametrize(("language", "text", "dates"), FOUND)
def test_found(language: str, text: str, dates: list[str]) -> None:
    found = find_dates(text, language)
    assert [d.edtf for d in found] == dates
    assert all(d.complete == ("X" not in d.edtf) for d in found)


RESOLVED = [
    ("en", "They meet on 5 January.", "2025-12-10", "2026-01-05"),
    ("en", "They spoke today.", "2025-12-10", "2025-12-10"),
    ("en", "by the first quarter of next year", "2025-12", "2026-33"),
    ("ja", "閣僚は3日に会合を開いた。", "2026-09-04", "2026-09-03"),
    ("ja", "11年に覚書を結んだ。", "2026-09-04", "2011"),
    ("ja", "来年6月まで", "2026", "2027-06"),
    ("zh-Hant", "四月三十日", "1979-05", "1979-04-30"),
    ("zh-Hans", "去年8月", "2024-04-10", "2023-08"),
]


@pytest.mark.parametrize(("language", "text", "anchor", "date"), RESOLVED)
def test_resolved(language: str, text: str, anchor: str, date: str) -> None:
    assert [d.edtf for d in find_dates(text, language, context=anchor)] == [date]


def test_a_text_says_its_own_year() -> None:
    text = "去（一九七八）年出口增加。一九六〇年條約。一九六〇年代。四月三十日，代表抵達。"
    found = find_dates(text, "zh-Hant")
    assert present_year(found) == 1979
    assert resolve(found, None)[-1].edtf == "1979-04-30"


def test_same_and_next_count_from_the_date_before() -> None:
    found = find_dates(
        "2019年3月2日に開会し、翌日に閉会した。同年8月に公表した。", "ja", context="2024"
    )
    assert [d.edtf for d in found] == ["2019-03-02", "2019-03-03", "2019-08"]


def test_prefer() -> None:
    found = find_dates("by 30 November", "en")
    assert resolve(found, "2026-03-12")[0].edtf == "2025-11-30"
    assert resolve(found, "2026-03-12", prefer="future")[0].edtf == "2026-11-30"
    with pytest.raises(ValueError, match="EDTF"):
        resolve(found, "soon")


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "unit", ["1", "年", "1年", "May ", "20", "一", "（", "本", "2026年（", "1-", "\0\ud800"]
)
def test_hostile_texts_take_linear_time(language: str, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = perf_counter()
    find_dates(text, language)
    assert perf_counter() - start < 5


@given(st.text(alphabet="0123456789年月日元平成令和本去（）()、至-/ 一二十〇May ,th", max_size=60))
def test_offsets_and_order(text: str) -> None:
    for language in ("en", "ja", "zh-Hant"):
        found = find_dates(text, language)
        assert all(0 <= d.start < d.end <= len(text) for d in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(d.complete == ("X" not in d.edtf) for d in resolve(found, "2026-03-12"))
