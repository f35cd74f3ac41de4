"""A quote reproduces from its reading, or cannot be made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import QuoteMismatch
from communique.model.quotes import Quote, Reading, stable_id

AWKWARD = "両国は\r\n神社\ufa19と𠮷野家\U0001f91dを\u0000訪れた。\n"


@given(st.text(min_size=1, max_size=80), st.data())
def test_round_trip(text: str, data: st.DataObject) -> None:
    reading = Reading(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = reading.quote((start, end))
    assert quote.exact == (text[start:end],)
    assert Quote.from_json(quote.to_json(), reading) == quote


def test_code_points_of_awkward_text() -> None:
    reading = Reading(AWKWARD)
    at = AWKWARD.index("\ufa19")
    quote = reading.quote((at, at + 1), (at + 2, at + 4))
    assert quote.exact == ("\ufa19", "𠮷野")
    assert "\u795e" not in "".join(quote.exact), "a compatibility ideograph is never normalised"


@pytest.mark.parametrize(
    ("ranges", "exact"),
    [
        (((0, 3),), ("xyz",)),
        (((0, 99),), ("abc",)),
        (((2, 2),), ("",)),
        (((2, 4), (1, 2)), ("cd", "b")),
        ((), ()),
        (((0, 1),), ("a", "b")),
    ],
)
def test_what_does_not_reproduce_cannot_be_made(
    ranges: tuple[tuple[int, int], ...], exact: tuple[str, ...]
) -> None:
    with pytest.raises(QuoteMismatch) as raised:
        Quote(ranges, exact, Reading("abcdef"))
    assert raised.value.code == "quote-mismatch" and raised.value.advice


def test_ids_rest_on_kind_reading_and_ranges_alone() -> None:
    first = stable_id("passage", "h", ((0, 4),))
    assert first == stable_id("passage", "h", ((0, 4),)) and len(first) == 16
    others = [
        ("note", "h", ((0, 4),), 0),
        ("passage", "i", ((0, 4),), 0),
        ("passage", "h", ((0, 5),), 0),
        ("passage", "h", ((0, 4),), 1),
    ]
    assert len({first, *(stable_id(*o) for o in others)}) == 5


def test_lone_surrogates_have_a_hash() -> None:
    assert Reading("a\ud800").sha256 != Reading("a\ufffd").sha256
