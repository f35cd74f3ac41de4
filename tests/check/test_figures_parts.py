"""The parts of checking figures: slips, bounds, arithmetic, the words, and texts made to harm."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.check.arithmetic import broken
from communique.check.bounds import bound, compare
from communique.check.figures import check_figures
from communique.check.slips import slip
from communique.compare.texts import Text
from communique.find import find
from communique.languages import data
from communique.names import load
from communique.read.analyse import analyse_bytes

SLIPS = [
    ("48.6", "46.8", "transposed"),
    ("450000000", "540000000", "transposed"),
    ("2604", "12604", "digit-lost"),
    ("12604", "2604", "digit-added"),
    ("10860", "10880", "digit-misread"),
    ("2.4E+9", "2.4E+6", "factor-1000"),
    ("35E+6", "35E+8", "factor-100"),
    ("7", "70000", "factor-10000"),
    ("3", "300000000", "factor-100000000"),
    ("20", "25", None),
    ("180", "300", None),
    ("5", "5", None),
    ("0", "5", None),
    ("1E+9999", "1", None),
]


@pytest.mark.parametrize(("one", "other", "kind"), SLIPS)
def test_slip(one: str, other: str, kind: str | None) -> None:
    made = slip(Decimal(one), Decimal(other))
    assert (made.kind if made else None) == kind


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_slips_are_the_same_both_ways(one: int, other: int) -> None:
    there, back = slip(Decimal(one), Decimal(other)), slip(Decimal(other), Decimal(one))
    assert (there is None) == (back is None)


BOUNDS = [
    ("up to US$1.8 billion", "en", "at_most"),
    ("not more than ten members", "en", "at_most"),
    ("some 900 persons", "en", "about"),
    ("at least 24 radars", "en", "at_least"),
    ("US$25 million", "en", "exact"),
    ("約10万人", "ja", "about"),
    ("十二箇月以内", "ja", "at_most"),
    ("300名", "ja", "exact"),
    ("最多12亿美元", "zh-Hans", "at_most"),
    ("不少於24套", "zh-Hant", "at_least"),
    ("約九十分鐘", "zh-Hant", "about"),
]


@pytest.mark.parametrize(("words", "language", "wanted"), BOUNDS)
def test_bound(words: str, language: str, wanted: str) -> None:
    assert bound(words, "", language) == wanted


def side(value: str, unit: str = "USD", kind: Any = "exact", upper: str | None = None) -> Any:
    """A figure as `compare` takes it."""
    return Decimal(value), Decimal(upper) if upper else None, unit, kind


GRAIN = Decimal(1), Decimal(1)
VERDICTS = [
    (side("100"), side("100"), "same"),
    (side("100"), side("130"), "differ"),
    (side("100", kind="about"), side("105"), "same"),
    (side("40", kind="about"), side("45"), "doubtful"),
    (side("100", kind="at_most"), side("60"), "same"),
    (side("100", kind="at_most"), side("160"), "doubtful"),
    (side("100", kind="at_most"), side("60", kind="at_most"), "differ"),
    (side("3", upper="5"), side("4"), "same"),
    (side("3", upper="5"), side("9"), "differ"),
    (side("50", "JPY"), side("50", "USD"), "unit"),
    (side("50", "JPY"), side("60", "USD"), "apart"),
    (side("18", "month"), side("1.5", "year"), "same"),
    (side("18", "month"), side("2", "year"), "differ"),
    (side("2", "hour"), side("120", "minute"), "same"),
    (side("5", "hectare"), side("5", "tonne"), "apart"),
]


@pytest.mark.parametrize(("one", "other", "wanted"), VERDICTS)
def test_compare(one: Any, other: Any, wanted: str) -> None:
    assert compare(one, other, GRAIN) == wanted
    assert compare(other, one, GRAIN) == wanted


def numbers(*rows: tuple[int, ...]) -> list[list[Decimal]]:
    """Rows of numbers as lines."""
    return [[Decimal(number) for number in row] for row in rows]


def test_learned_sums_need_four_lines() -> None:
    right = [(1, 2, 3), (4, 5, 9), (6, 1, 7), (8, 8, 16)]
    assert [b.line for b in broken(numbers(*right, (3, 3, 7)), {})] == [4]
    assert not broken(numbers(*right[:3], (3, 3, 7)), {})


def test_subtotals_and_grand_totals() -> None:
    line = numbers((1, 2, 3, 4, 5, 9, 12), (2, 2, 4, 1, 1, 2, 6), (1, 1, 2, 3, 3, 6, 9))
    found = broken(line, {2: "total", 5: "total", 6: "total"})
    assert [(b.line, b.expected) for b in found] == [(2, Decimal(8))]


def test_languages_hold_the_same_words() -> None:
    def shape(value: Any) -> Any:
        return {k: shape(v) for k, v in value.items()} if isinstance(value, dict) else None

    shapes = [shape(data(language, "quantities")) for language in ("en", "ja", "zh-Hans")]
    assert shapes[0] == shapes[1] == shapes[2]


HOSTILE = {
    "digits": "The cost is US$"
    + "9" * 10_000
    + " million, of which US$"
    + "8" * 10_000
    + " is lost.",
    "cues": "of which US$5 million and US$6 million, " * 1_500,
    "totals": "合計" * 2_000 + "10億円、うち" * 1_000,
    "balances": "其中出口3億美元，進口2億美元，順差" * 1_000,
    "table": "\n".join("\t".join(str(r * c % 97) for c in range(50)) for r in range(400)),
    "table of totals": "x\tA\tTotal\n" + "Total\t1\t2\n" * 2_000,
    "long cell": "# T\n\n| a | Total |\n|---|---|\n| x | " + "9" * 10_000 + " |\n| y | 3 |\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end_soon(name: str) -> None:
    analysis = analyse_bytes(HOSTILE[name].encode(), name=f"{name}.md")
    texts = [
        Text.of(analysis, find(doc, analysis.reading, load())[0]) for doc in analysis.documents
    ]
    start = perf_counter()
    check_figures(texts).to_json()
    assert perf_counter() - start < 10
