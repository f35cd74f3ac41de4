"""A view maps every stretch of itself back to the reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.model.quotes import Reading
from communique.model.views import View

PIECES = st.lists(
    st.tuples(st.text(alphabet="abc。両", min_size=1, max_size=6), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(PIECES, st.data())
def test_ranges_give_back_the_words(pieces: list[tuple[str, bool]], data: st.DataObject) -> None:
    text, built = "", []
    for words, put_in in pieces:
        if put_in:
            built.append((" ", None))
        built.append((words, len(text)))
        text += words + "\n"
    view, reading = View.of(built), Reading(text)
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    joined = "".join(text[s:e] for s, e in view.ranges(start, end))
    assert joined == view.text[start:end].replace(" ", "")
    if joined:
        quote = view.quote(start, end, reading)
        assert len(quote.ranges) == 1, "pieces parted only by white space are one range"


def test_what_was_cut_out_parts_the_ranges() -> None:
    reading = Reading("the text①goes on")
    view = View.of([("the text", 0), ("goes on", 9)])
    assert view.quote(4, 12, reading).exact == ("text", "goes")
