"""Numbers in digits of any width and in Chinese characters."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages.numerals import integer, number

VALUES = {
    "一九七九": "1979",
    "二〇二四": "2024",
    "二00九": "2009",
    "千九百六十": "1960",
    "百三十万": "1300000",
    "七十五億": "7500000000",
    "二十六": "26",
    "廿六": "26",
    "卅": "30",
    "十": "10",
    "1,600万": "16000000",
    "36.57亿": "3657000000",
    "三十六点五亿": "3650000000",
    "３５０百万": "350000000",
    "3千万": "30000000",
    "1億2千万": "120000000",
    "一兆八千億": "1800000000000",
    "二二四億六、四〇〇萬": "22464000000",
    "１，６００": "1600",
    "1.5": "1.5",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "年", "12,34", "1.2.3", "一、一", "3 4", "九" * 100, "1" * 1_000_000]
)
def test_no_numbers(text: str) -> None:
    start = perf_counter()
    assert number(text) is None
    assert perf_counter() - start < 1


@given(st.integers(0, 10**16))
def test_digits_of_any_width(value: int) -> None:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    positional = str(value).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert integer(f"{value:,}") == integer(wide) == integer(positional) == value
