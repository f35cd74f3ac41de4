"""Quotes are found in the repaired text of a passage, whatever was left out or put in there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.compare.texts import text_of
from communique.report.marking import places


@given(st.text(alphabet="ab \n會談。.", max_size=40), st.integers(0, 40), st.integers(1, 40))
def test_stretches_say_what_the_quote_says(words: str, start: int, length: int) -> None:
    for passage in text_of(words, "en").passages:
        ranges = [(start, start + length)]
        [found] = places(passage, [ranges])
        for begin, end in found:
            assert 0 <= begin < end <= len(passage.text)
            said = "".join(passage.text[begin:end].split())
            assert said in "".join(words[start : start + length].split())
