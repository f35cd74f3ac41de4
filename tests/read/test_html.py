"""Web pages: text as a browser shows it, marks, metadata, furniture, and hostile markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.html import extract
from tests.read.layouts import check, words

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        '<a\xa0href="#x">',
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        '<th\xa0colspan="2">',
        "</td>",
        "</tr>",
        "</table>",
        "<ul>",
        '<ol\xa0start="4">\n',
        "",
        "",
        "",
        "<li>",
        "</li>",
        "</ul>",
        "</ol>",
        "<h1>",
        "</h1>",
        "<h3>",
        "<br>",
        "<sup>",
        "</sup>",
        "<pre>",
        "</pre>",
        "<nav>",
        "</nav>",
        '<div\xa0class="sidebar">',
        "<span\xa0hidden>",
        "</span>\n",
        "",
        "",
        "",
        "<ruby>",
        "<rt>",
        "</rt>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<caption>",
        "</caption>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<img>",
        "<small>",
        "</small>",
        "<title>",
        "</title>\n",
        "",
        "",
        "",
        "&amp;",
        "&#0;",
        "<",
        ">",
        '"',
        "'",
        "会談",
        "協定\n結ぶ",
        "agreed",
        "21",
        "\u3000",
        "\xa0",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "<figcaption>",
        "</figcaption>",
        "<footer>",
        "</footer>",
    ]
).map(lambda piece: piece.replace("\u00a0", " ").strip() + " ")


def test_text_is_what_a_browser_shows() -> None:
    page = "<p>One  two\n three<br>four</p>\n<div>five &lt;six&gt;<script>x</script></div><p>seven"
    assert extract(page).text == "One two three\nfour\nfive <six>\nseven"


def test_line_ends_between_ideographs_are_no_blanks() -> None:
    assert extract("<p>両首\n  脳は\nASEAN\nと").text == "両首脳は ASEAN と"


def test_blank_lines_of_br_are_kept() -> None:
    assert extract("one<br>two<br><br><br>three<p>four").text == "one\ntwo\n\nthree\nfour"


def test_preformatted_text_keeps_its_blanks() -> None:
    layout = extract("<p>x</p><pre>  a   b\n c</pre>y")
    assert layout.text == "x\n  a   b\n c\ny"
    assert words(layout, "preformatted") == ["a   b\n c"]


def test_headings_lists_and_their_numbers() -> None:
    layout = extract("<h2>II. Trade</h2><ol start=3 type=a><li>x<ul><li>y</ul><li value=9>z</ol>")
    assert layout.text == "II. Trade\nx\ny\nz"
    assert [(m.kind, m.level, m.extra) for m in layout.marks if m.kind != "paragraph"] == [
        ("heading", 2, ""), ("list_item", 1, "ol:3:a"), ("list_item", 2, "ul"), ("list_item", 1, "ol:9:a"),
    ]  # fmt: skip


def test_tables_keep_rows_cells_and_empty_cells() -> None:
    layout = extract(
        "<table><caption>Trade</caption><tr><th>Year<th colspan=2>Value<tr><td><p>1998</p><td><td>4</table>end"
    )
    assert layout.text == "Trade\nYear\tValue\n1998\t\t4\nend"
    assert words(layout, "row") == ["Year\tValue", "1998\t\t4"]
    assert words(layout, "cell") == ["Year", "Value", "1998", "", "4"]
    assert [(m.level, m.extra) for m in layout.marks if m.kind == "cell"][:2] == [
        (1, "1,1"),
        (1, "2,1"),
    ]
    assert words(layout, "caption") == ["Trade"]


def test_tables_that_lay_out_a_page_are_none() -> None:
    page = "<table><tr><td>Menu<td><h1>Joint Statement</h1><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"
    assert words(extract(page), "table") == ["a\tb\nc\td"]


def test_inline_marks() -> None:
    layout = extract(
        "<p>We <b>agreed</b> on the 21<sup>st</sup>.<sup>3</sup> <span style='font-weight: bold'>Now</span> 5 km<sup>2</sup>"
        "<a href='#fn2'>[2]</a> <a href='/x'>more</a>"
    )
    assert words(layout, "bold") == ["agreed", "Now"]
    assert words(layout, "note_anchor") == ["3", "[2]"]
    assert words(layout, "link") == ["more"]


def test_ruby_is_apart() -> None:
    layout = extract("<p><ruby>梅<rp>（</rp><rt>うめ</rt><rp>）</rp></ruby>ケ原</p>")
    assert layout.text == "梅（うめ）ケ原"
    assert words(layout, "cut") == ["（", "うめ", "）"]


def test_metadata_of_the_page() -> None:
    page = """<html lang="ja"><head><title>T | Site</title><meta property="og:title" content="共同 声明">
    <meta name="DC.Date.Issued" content="2031-05-04"><link rel="canonical" href="https://a.example/x">
    <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": [{"name": "A. Writer"}],
    "datePublished": "2031-05-06T09:00"}]}</script></head><body>x<time datetime="2031-05-07">7 May</time>"""
    found = {k: (v.value, v.where) for k, v in extract(page).metadata.items()}
    assert found == {
        "title": ("共同 声明", "og:title"),
        "published": ("2031-05-06T09:00", "json-ld:datePublished"),
        "author": ("A. Writer", "json-ld:author"),
        "language": ("ja", "<html lang>"),
        "url": ("https://a.example/x", "<link rel=canonical>"),
    }


@pytest.mark.parametrize(
    "bad", ["{", "[" * 100_000, '{"@type": ["Article", 3], "author": [[]]}', "null"]
)
def test_broken_metadata_is_passed_over(bad: str) -> None:
    check(extract(f'<script type="application/ld+json">{bad}</script><p>x'))


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        (
            "[Title] Treaty of Lindholt<br>[Place] Lindholt<br>[Date] May 4, 1961<br>[Full text]",
            "Treaty of Lindholt",
        ),
        (
            "[文書名] リンドホルト条約<br>[場所] リンドホルト<br>[年月日] 1961年5月4日<br>[全文]",
            "リンドホルト条約",
        ),
    ],
)
def test_labelled_lines_fill_the_metadata(labels: str, title: str) -> None:
    layout = extract(f"<p>{labels}</p><p>Article 1 …</p>")
    check(layout)
    assert layout.metadata["title"].value == title
    assert layout.metadata["place"].range is not None
    assert layout.body is not None and layout.text[layout.body :] == "Article 1 …"


def test_script_that_never_ends_is_told() -> None:
    layout = extract("<p>Both agreed.</p><script>if (a<b) ... <p>lost")
    assert layout.text == "Both agreed."
    assert [g.code for g in layout.gaps] == ["markup-unclosed"]


def test_samples_keep_all_their_text(samples) -> None:  # type: ignore[no-untyped-def]
    """Against lxml, which trafilatura brings: the same words in the same order."""
    html = pytest.importorskip("lxml.html")
    for path in samples.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        body = html.document_fromstring(
            source.encode(), parser=html.HTMLParser(encoding="utf-8")
        ).body
        for node in body.xpath(".//script|.//style|.//comment()|.//select|.//svg"):
            node.drop_tree()
        layout = extract(source)
        check(layout)
        assert "".join(layout.text.split()) == "".join(body.text_content().split())


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_gives_marks_that_nest(source: str) -> None:
    check(extract(source))


@given(st.text(max_size=200))
def test_any_text_is_read(source: str) -> None:
    check(extract(source))


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<table><tr><td>" * 30_000 + "x",
        "".join(f"<b id={n}>" for n in range(20_000)) + "<p>x</p>" * 20_000,
        "".join(f"<x{n} style='font-weight:bold'>" for n in range(20_000)) + "<p>x</p>" * 20_000,
        "<tr><td> " * 50_000 + "x",
        "<a b='" * 50_000 + "x",
        "<" * 500_000 + "x",
        "<!--" * 100_000 + "x",
    ],
    ids=["div", "table", "bold", "styles", "rows", "quotes", "angles", "comments"],
)
def test_hostile_pages_take_linear_time(source: str) -> None:
    start = time.process_time()
    layout = extract("<body>" + source)
    assert "x" in layout.text
    assert time.process_time() - start < 10  # a quadratic one takes minutes
    check(layout)
