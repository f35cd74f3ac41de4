"""Measures: numbers with unit, bounds and range; no text raises, spans stand in order and apart."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import UnknownLanguage
from communique.find.measures import Measure, measures
from communique.find.numbers import numbers
from communique.languages.dates import find_dates

LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")


def only(text: str, language: str, **given_: tuple[str, ...]) -> Measure:
    """The one measure of a text."""
    found = measures(text, language, dates=find_dates(text, language), **given_)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("zh-Hant", "八三億一、三〇〇萬美元", "8313000000", "USD"),
        ("zh-Hant", "新臺幣9億元", "900000000", "TWD"),
        ("zh-Hant", "壹佰名官兵", "100", "person"),
        ("zh-Hans", "36.57亿美元", "3657000000", "USD"),
        ("zh-Hans", "百分之八十", "80", "percent"),
        ("zh-Hans", "占GDP的2%", "2", "percent_of_gdp"),
        ("ja", "4億5,000万ドル", "450000000", "USD"),
        ("ja", "対GDP比2％", "2", "percent_of_gdp"),
        ("ja", "７千人", "7000", "person"),
        ("ja", "二割", "20", "percent"),
        ("ja", "1.5倍", "1.5", "times"),
        ("en", "US$80 billion", "80000000000", "USD"),
        ("en", "¥2.5 trillion", "2500000000000", "JPY"),
        ("en", "2% of GDP", "2", "percent_of_gdp"),
        ("en", "three hundred workers", "300", "person"),
    ],
)
def test_value_and_unit(language: str, text: str, value: str, unit: str) -> None:
    measure = only(text, language)
    assert (str(measure.value), measure.unit) == (value, unit)
    assert text[measure.start : measure.end] in text


@pytest.mark.parametrize(
    ("language", "text", "lower", "upper"),
    [
        ("en", "between 3 and 5 years", "3", "5"),
        ("en", "US$5-10 million", "5000000", "10000000"),
        ("en", "5-1/4 to 5-1/2 percent", "5.25", "5.5"),
        ("ja", "3万～5万人", "30000", "50000"),
        ("zh-Hans", "3%至5%", "3", "5"),
        ("zh-Hant", "兩百至三百名", "200", "300"),
        ("zh-Hans", "两三年", "2", "3"),
        ("zh-Hans", "三四十人", "30", "40"),
    ],
)
def test_a_range_has_both_ends(language: str, text: str, lower: str, upper: str) -> None:
    measure = only(text, language)
    assert (str(measure.value), str(measure.upper)) == (lower, upper)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "exports grew from 8 to 12 per cent"),
        ("en", "cut the wait from 21 to 10 days"),
        ("ja", "関税を8％から3％に引き下げる"),
        ("zh-Hans", "由8%降至3%"),
    ],
)
def test_a_change_is_two_measures(language: str, text: str) -> None:
    assert [m.upper for m in measures(text, language)] == [None, None]


@pytest.mark.parametrize(
    ("language", "text", "approximate"),
    [
        ("en", "some 40 ships", True),
        ("en", "40 ships", False),
        ("en", "40 per cent or more", True),
        ("ja", "約40隻", True),
        ("ja", "延べ40隻", False),
        ("ja", "40隻以上", True),
        ("zh-Hans", "40多艘", True),
        ("zh-Hans", "近40艘", True),
        ("zh-Hant", "逾40艘", True),
        ("zh-Hant", "出超四億美元", False),
    ],
)
def test_words_of_about_are_told(language: str, text: str, approximate: bool) -> None:
    assert only(text, language).approximate is approximate


@pytest.mark.parametrize(
    ("language", "text", "states", "unit", "why"),
    [
        ("en", "$5 million", ("AUS", "IDN"), "AUD", "AUS"),
        ("en", "$5 million", ("AUS", "USA"), "USD", "USA"),
        ("en", "$5 million", (), "USD", "most usual"),
        ("en", "5 million pesos", ("PHL",), "PHP", "PHL"),
        ("ja", "５億ペソ", ("JPN", "MEX"), "MXN", "MEX"),
        ("ja", "５億ドル", ("JPN", "AUS"), "USD", "usual"),
        ("zh-Hans", "五亿元", ("CHN",), "CNY", "usual"),
        ("zh-Hant", "五億元", (), "TWD", "usual"),
        ("zh-Hant", "三億元", ("HKG", "AUS"), "HKD", "HKG"),
        ("zh-Hans", "7亿新元", ("SGP", "MYS"), "SGD", "usual"),
        ("zh-Hans", "7亿新元", ("NZL", "CHN"), "NZD", "NZL"),
    ],
)
def test_bare_words_of_money_tell_why(
    language: str, text: str, states: tuple[str, ...], unit: str, why: str
) -> None:
    measure = only(text, language, states=states)
    assert measure.unit == unit
    assert why in (measure.basis or "")


def test_full_names_of_money_need_no_reason() -> None:
    assert only("80億米ドル", "ja").basis is None
    assert only("80 million euros", "en").basis is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_hostile_text_takes_linear_time(language: str) -> None:
    for unit in (
        "百分之",
        "一",
        "1,",
        "3-4 ",
        "分の",
        "第1回",
        "two hundred and ",
        "$",
        "年",
        "1%28",
    ):
        text = unit * (60_000 // len(unit))
        started = time.process_time()
        measures(text, language)
        assert time.process_time() - started < 5, unit


PIECES = st.sampled_from(
    [
        "1",
        "23",
        "4,500",
        "６７",
        "百",
        "千万",
        "億",
        "兆",
        "十",
        "一",
        "两",
        "数",
        "多",
        "余",
        "約",
        "から",
        "至",
        "to",
        "-",
        "以上",
        "%",
        "％",
        "割",
        "分之",
        "分の",
        "年",
        "月",
        "日",
        "人",
        "名",
        "件",
        "個",
        "元",
        "円",
        "ドル",
        "US$",
        "$",
        "million",
        "billion",
        "two",
        "twenty",
        "and",
        "a",
        "half",
        "third",
        "of",
        "GDP",
        "km",
        "MW",
        "hours",
        "people",
        "ships",
        "。",
        "、",
        ",",
        ".",
        "(",
        ")",
        "the",
        "第",
        "目",
        "間",
        "\x00",
        "�",
        "𠮷",
        "2026年",
        "3",
        "May",
        "ago",
        "per",
        "cent",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=4), st.just(" ")), max_size=30),
    st.sampled_from(LANGUAGES),
)
def test_no_text_raises_and_spans_are_in_order_and_apart(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    dates = find_dates(text, language)
    found = measures(text, language, dates=dates)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for measure in found:
        assert 0 <= measure.start < measure.end <= len(text)
        assert text[measure.start : measure.end].strip()
        assert measure.value.is_finite()
        assert measure.upper is None or measure.upper > measure.value
    every = numbers(text, language)
    assert all(a.end <= b.start for a, b in pairwise(every))


def test_the_number_itself_stands_in_the_measure() -> None:
    text = "about US$5 million a year"
    measure = only(text, "en")
    assert text[measure.number_start : measure.number_end] == "5 million"
    assert measure.value == Decimal(5_000_000)


def test_a_language_without_data_raises() -> None:
    with pytest.raises(UnknownLanguage):
        measures("5 Euro", "de")
