"""Plain text is verbatim; tags inside it become marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.text import extract
from tests.read.layouts import check, words

ENDS = "a\r\nb\rc\nd\x0be\u0085f\u2028g\u2029h"


def test_line_ends_stay() -> None:
    assert extract(ENDS).text == ENDS
    assert extract("<b>x</b>" + ENDS).text == "x" + ENDS


@pytest.mark.parametrize(
    "text",
    ["a < b > c", "<me@b.example> wrote", "1 <2> 3", "&amp; <x>", "if <3 then", "<", "<!", "</"],
)
def test_angles_that_are_no_tags_stay(text: str) -> None:
    assert extract(text).text == text


def test_blocks_break_lines_only_where_none_is() -> None:
    assert extract(
        "One.<p>Two.</p><p>Three.</p>\n\n<div>Four.</div>\nFive<br>six<br>\nseven"
    ).text == ("One.\nTwo.\nThree.\n\nFour.\nFive\nsix\nseven")


def test_tags_inside_become_marks() -> None:
    layout = extract(
        "<!--17--><img src=x><div><small style='c'>The two leaders in Averne</small></div>Averne - <p><strong>Trade</strong> grew"
        "<sup>2</sup> &amp; more.</p>"
    )
    check(layout)
    assert layout.text == "The two leaders in Averne\nAverne - \nTrade grew2 & more."
    assert words(layout, "caption") == ["The two leaders in Averne"]
    assert words(layout, "bold") == ["Trade"]
    assert words(layout, "note_anchor") == ["2"]


def test_form_feeds_divide_pages() -> None:
    layout = extract("one\ftwo\fthree\f\n")
    assert [layout.text[s:e] for s, e in layout.pages] == ["one\f", "two\f", "three\f\n"]
    assert extract("one\f").pages == ()


def test_labelled_lines_in_plain_text() -> None:
    layout = extract(
        "[文書名] 航行条約\n[年月日] 1961年5月4日\n[出典] 条約集\n[全文]\n\n　両国は、"
    )
    check(layout)
    assert layout.metadata["published"].value == "1961年5月4日"
    assert layout.body is not None and layout.text[layout.body :] == "両国は、"
    assert extract("[Note] this\nand [Title] that").metadata == {}


@given(st.text(max_size=200))
def test_text_without_tags_is_verbatim(source: str) -> None:
    layout = extract(source)
    check(layout)
    if "<" not in source:
        assert layout.text == source


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<br>",
                "\r\n",
                "\n",
                " ",
                "x",
                "**",
                "# ",
                "<td>",
                "<table>",
                "<li>",
                "&lt;",
                "|",
                "協",
            ]
        ),
        max_size=40,
    )
)
def test_text_between_tags_is_kept(pieces: list[str]) -> None:
    source = "".join(pieces)
    layout = extract(source)
    check(layout)
    bare = "".join(p for p in pieces if not p.startswith("<")).replace("&lt;", "<")
    if "<" in source:
        assert "".join(layout.text.split()) == "".join(bare.split())


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<p>",
        "<script>",
        "<!--",
        "</p>",
        "&",
        "<b>x",
        "<a b='\">",
        "<tr><td> ",
        " ",
        "\n ",
        "\t\u3000",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    check(extract(piece * (300_000 // len(piece)) + "x"))
    assert time.process_time() - start < 8
