"""Markdown marks on verbatim text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.layout import Layout
from communique.read.markdown import is_markdown, marks
from communique.read.text import extract
from tests.read.layouts import check, words


def read(source: str) -> Layout:
    """A Markdown file's layout, checked."""
    layout = extract(source, name="a.md")
    check(layout)
    assert layout.text == source
    return layout


def test_headings() -> None:
    layout = read("# Joint Statement #\n\nPreamble\n---\n\n###\u3000一、前言\n#no\n")
    assert words(layout, "heading") == ["Joint Statement", "Preamble", "一、前言"]
    assert [m.level for m in layout.marks if m.kind == "heading"] == [1, 2, 3]


def test_bold_emphasis_code_and_links() -> None:
    layout = read(
        "We **agreed** on *all* `x_y` of [the text](https://a.example/b_c_(d)) ![seal](s.png) **「強調」**は"
    )
    assert words(layout, "bold") == ["agreed", "「強調」"]
    assert words(layout, "link") == ["the text"]
    kept = set(range(len(layout.text)))
    for mark in layout.marks:
        if mark.kind == "cut":
            kept -= set(range(mark.start, mark.end))
    shown = "".join(layout.text[n] for n in sorted(kept))
    assert shown == "We agreed on all x_y of the text  「強調」は"


@pytest.mark.parametrize(
    "line",
    [
        "5 * 3 * 2",
        "snake_case_name",
        "* note",
        "a*b",
        "#1 priority",
        "__init",
        "2*3*4",
        "_ _",
        "\\*kept\\*",
    ],
)
def test_lone_marks_are_left_alone(line: str) -> None:
    assert not [m for m in marks("x " + line) if m.kind == "bold"]
    assert not is_markdown(line + "\n" + line)


def test_bullets_and_quotes() -> None:
    layout = read("- one\n  still one\n  - two\n* three\n\n> said\n> she\n\n1. first\n")
    assert words(layout, "list_item") == ["one\n  still one", "two", "three"]
    assert [m.level for m in layout.marks if m.kind == "list_item"] == [1, 2, 1]
    assert words(layout, "quote") == ["said\n> she"]


def test_pipe_tables() -> None:
    layout = read(
        "Trade\n\n| Year | **Value** |\n|:---|---:|\n| 1998 | |\n| 1999 | 4 \\| 5 |\n\nEnd | of\n"
    )
    assert words(layout, "cell") == ["Year", "**Value**", "1998", "", "1999", "4 \\| 5"]
    assert [m.level for m in layout.marks if m.kind == "cell"] == [1, 1, 0, 0, 0, 0]
    assert len(words(layout, "row")) == 3


def test_fences_hold_no_markup() -> None:
    layout = read("```\n# no heading\n**no**\n```\n# yes\n")
    assert words(layout, "heading") == ["yes"]
    assert words(layout, "preformatted") == ["# no heading", "**no**"]


@pytest.mark.parametrize(
    "text",
    [
        "\n# Talks\n\nBoth met.",
        "We **agreed**.",
        "[t](https://a.example)\n-----",
        "a | b\n---|---\n1 | 2",
    ],
)
def test_evidence_makes_a_text_markdown(text: str) -> None:
    assert is_markdown(text)


@given(st.text(alphabet=st.sampled_from("#*_`[]()!|->\\ \n\rab協「1.="), max_size=80))
def test_any_markdown_keeps_its_characters(source: str) -> None:
    read(source)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "*",
        "_a ",
        "`",
        "> ",
        "|",
        "[a](",
        "**a ",
        "- ",
        "(",
        "![",
        "a\n===\n",
        " ",
        "# a \t",
        "-",
        "|-",
        "\n ",
        "a|",
    ],
)
def test_hostile_markdown_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    marks(piece * (300_000 // len(piece)))
    assert time.process_time() - start < 8
