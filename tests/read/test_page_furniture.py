"""Furniture of pages by elements, names and links; and what is none."""

from __future__ import annotations

import pytest

from communique.read.html import extract
from communique.read.page_furniture import label

ARTICLE = "".join(
    f"<p>In the {n}th session the delegations of Mervania and Kestria spoke of fisheries, harbours and the sea lanes.</p>"
    for n in range(4, 14)
)


def furniture(page: str) -> dict[str, str]:
    """What was marked, by its kind."""
    layout = extract(page)
    return {m.extra: layout.text[m.start : m.end] for m in layout.marks if m.kind == "furniture"}


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("<nav>", "navigation"),
        ("<footer>", "footer"),
        ('<div role="contentinfo">', "footer"),
        ('<div class="l-breadcrumbs">', "breadcrumb"),
        ('<div id="CookieConsent">', "cookie_banner"),
        ('<div class="ad-slot">', "advert"),
        ('<div class="sns_list">', "share"),
        ('<section class="relatedArticles">', "related"),
        ('<div class="newsletter-signup">', "newsletter"),
        ('<div id="disqus_thread">', "comments"),
        ('<div style="display: none">', "hidden"),
        ("<div hidden>", "hidden"),
    ],
)
def test_what_a_page_calls_furniture(tag: str, what: str) -> None:
    page = (
        f"<body><h1>Talks</h1>{tag}Something else entirely</div></nav></footer></section>{ARTICLE}"
    )
    assert furniture(page) == {what: "Something else entirely"}


@pytest.mark.parametrize(
    "tag",
    [
        '<div class="content">',
        '<div class="shared-vision">',
        '<div class="address">',
        '<div class="adoption">',
        "<main>",
    ],
)
def test_names_that_only_look_like_it(tag: str) -> None:
    assert not furniture(f"<body><h1>Talks</h1>{tag}Something else</div></main>{ARTICLE}")


def test_a_sidebar_that_holds_the_article_is_none() -> None:
    assert not furniture(f'<body><div class="sidebar"><h1>Talks</h1>{ARTICLE}</div>')
    assert not furniture(f'<body><div class="widget">{ARTICLE}</div><p>x</p>')


def test_a_header_within_the_article_is_none() -> None:
    assert not furniture(
        f"<body><article><header><h1>Talks</h1><p>4 May</p></header>{ARTICLE}</article>"
    )


def test_lists_of_links_lead_elsewhere() -> None:
    links = "".join(f"<li><a href='/{n}'>Topic {n}</a></li>" for n in range(6))
    assert "Topic 5" in furniture(f"<body><h1>Talks</h1>{ARTICLE}<ul>{links}</ul>")["navigation"]


def test_skip_links() -> None:
    page = f"<body><a href='#main'>Skip to main content</a><h1>Talks</h1>{ARTICLE}"
    assert furniture(page) == {"skip_link": "Skip to main content"}


def test_captions_are_captions() -> None:
    assert label("p", {"class": "wp-caption-text"}) == "caption"
