"""Words in pieces: nothing lost, every piece where it says, within just the quotes around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.model.quotes import Range, Reading
from communique.report.pieces import Covers

# A letter beyond the basic plane, a compatibility ideograph, white space of several sorts.
WORDS = st.text("ab首𠮷\ufa19 \n\t\u3000", min_size=1, max_size=60).filter(str.strip)


def quotes_in(text: str) -> st.SearchStrategy[list[tuple[Range, ...]]]:
    """Quotes of one or two ranges in a text."""
    place = st.integers(0, len(text))
    cuts = st.lists(place, min_size=2, max_size=4, unique=True).map(sorted)
    return st.lists(cuts.map(lambda at: tuple(zip(at[::2], at[1::2], strict=False))), max_size=6)


@given(st.data())
def test_pieces_say_where_they_stand_and_what_covers_them(data: st.DataObject) -> None:
    raw = data.draw(WORDS)
    reading = Reading(raw)
    quotes = data.draw(quotes_in(raw))
    repaired = " ".join(raw.split())
    made = Covers(quotes).pieces(repaired, reading.quote((0, len(raw))))
    assert "".join(piece.text for piece in made) == repaired
    last = -1
    for piece in made:
        if piece.start is None:
            assert piece.text.isspace()
            continue
        assert piece.start > last
        for at, char in enumerate(piece.text, piece.start):
            assert raw[at] == char or (char == " " and raw[at].isspace())
            around = {n for n, ranges in enumerate(quotes) if any(a <= at < b for a, b in ranges)}
            assert set(piece.within) == around
        assert piece.end is not None
        last = piece.end - 1


def test_the_outermost_comes_first() -> None:
    reading = Reading("They will meet again.")
    covers = Covers([((10, 14),), ((5, 20),), ((5, 9),)])
    within = [p.within for p in covers.pieces(reading.text, reading.quote((0, 21)))]
    assert within == [(), (1, 2), (1,), (1, 0), (1,), ()]


def test_a_space_put_in_is_of_what_goes_on_behind_it() -> None:
    reading = Reading("will* *meet")
    quote = reading.quote((0, 4), (7, 11))
    made = Covers([((0, 4), (7, 11)), ((7, 11),)]).pieces("will meet", quote)
    assert [(piece.text, piece.start, piece.within) for piece in made] == [
        ("will", 0, (0,)),
        (" ", None, (0,)),
        ("meet", 7, (0, 1)),
    ]


def test_many_quotes_take_linear_time() -> None:
    text = "談判 " * 40_000
    reading = Reading(text)
    covers = Covers([((at, at + 2),) for at in range(0, len(text), 6)])
    made = covers.pieces(text, reading.quote((0, len(text))))
    assert len(made) >= 40_000
