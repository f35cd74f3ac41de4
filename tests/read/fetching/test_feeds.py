"""Feeds and sitemaps, whole and broken."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import FeedUnreadable
from communique.read.fetching.feeds import read_feed

BASE = "https://mofa.example/rss.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>会見</title>
<item><title>共同声明</title><link>/press/2.html#top</link><pubDate>Tue, 03 Mar 2026 10:00:00 +0900</pubDate></item>
<item><title>Older</title><link>https://mofa.example/press/1.html</link><pubDate>Mon, 02 Feb 2026 10:00:00 +0900</pubDate></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link href="https://mofa.example/a"/><updated>2026-01-05T00:00:00Z</updated></entry>
<entry><title>b</title><link href="https://mofa.example/b"/><updated>2026-01-09T00:00:00Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://mofa.example/a</loc><lastmod>2025-12-01</lastmod></url>
<url><loc> https://mofa.example/b </loc><lastmod>2026-02-01T10:00:00Z</lastmod></url><url><loc>https://mofa.example/a</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://mofa.example/s1.xml.gz</loc></sitemap></sitemapindex>"""


def test_rss() -> None:
    feed = read_feed(RSS.encode(), BASE)
    assert [(e.url, e.title, e.published) for e in feed.entries] == [
        ("https://mofa.example/press/2.html", "共同声明", "2026-03-03"),
        ("https://mofa.example/press/1.html", "Older", "2026-02-02"),
    ]


def test_atom_newest_first() -> None:
    assert [e.url[-1] for e in read_feed(ATOM.encode(), BASE).entries] == ["b", "a"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_sitemaps_also_packed(pack) -> None:
    feed = read_feed(pack(SITEMAP.encode()), BASE)
    assert [(e.url, e.published) for e in feed.entries] == [
        ("https://mofa.example/b", "2026-02-01"),
        ("https://mofa.example/a", "2025-12-01"),
    ]


def test_an_index_names_lists() -> None:
    assert read_feed(INDEX.encode(), BASE).lists == ("https://mofa.example/s1.xml.gz",)


def test_a_page_that_names_its_feed() -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>News</body></html>'
    assert read_feed(page, BASE).lists == ("https://mofa.example/feed.xml",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><p>No feed</p></html>",
        b"\x1f\x8bbroken",
        b"%PDF-1.4",
        gzip.compress(b"\0" * 60_000_000),
    ],
)
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(FeedUnreadable):
        read_feed(data, BASE)


def test_entities_are_not_followed(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://mofa.example/secret")
    outside = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">]><urlset><url><loc>&x;</loc></url><url><loc>https://mofa.example/a</loc></url></urlset>'
    assert "secret" not in repr(read_feed(outside.encode(), BASE))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]><rss version="2.0"><channel><item><link>https://mofa.example/&l11;</link></item></channel></rss>'
    assert len(repr(read_feed(bomb.encode(), BASE))) < 10_000


@given(st.binary(max_size=400), st.sampled_from([RSS, ATOM, SITEMAP, INDEX]), st.integers(0, 300))
def test_any_damage_is_a_feed_or_an_error(noise: bytes, text: str, at: int) -> None:
    data = text.encode()
    try:
        read_feed(data[:at] + noise + data[at:], BASE)
    except FeedUnreadable as error:
        assert error.advice
