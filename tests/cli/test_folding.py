"""Folding keeps every character, keeps to the width, and leaves no closing mark at the head of a
line.
"""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from communique.cli.folding import lines

WORDS = st.lists(
    st.sampled_from(
        ["peace", "and", "安全保障", "、", "。", "「", "」", " ", "（", "）", "同盟", "a-b"]
    )
).map("".join)


@given(WORDS, st.integers(min_value=8, max_value=40))
def test_only_white_space_is_left_out_and_no_line_is_too_wide(text: str, width: int) -> None:
    ranges = lines(text, width)
    assert "".join(text[a:b] for a, b in ranges).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(text[a:b]) <= width for a, b in ranges)


def test_japanese_is_folded_between_characters_but_not_before_a_full_stop() -> None:
    text = "両国は、地域の平和と安全のために協力する。これは続く。"
    for width in range(10, 40):
        for a, b in lines(text, width):
            assert text[a:b][0] not in "。、"


def test_english_is_folded_at_spaces() -> None:
    text = "The two leaders reaffirmed the Alliance."
    assert [text[a:b] for a, b in lines(text, 16)] == [
        "The two leaders",
        "reaffirmed the",
        "Alliance.",
    ]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert [b - a for a, b in lines("x" * 25, 10)] == [10, 10, 5]


def test_a_long_text_takes_linear_time() -> None:
    start = time.perf_counter()
    lines("同盟の強化、" * 50_000 + "x" * 300_000, 80)
    assert time.perf_counter() - start < 10
