"""Feeds and sitemaps: the addresses that a ministry's own list of news names, newest first.

Recognises RSS, Atom and RDF (feedparser, which also reads what is not well formed), XML sitemaps
and indexes of them, also packed with gzip, and a web page that names its feed. Entities and
document types of XML are never followed. Left out: feeds in JSON.

    >>> page = b"<rss version='2.0'><channel><item><link>/a?x=1</link></item></channel></rss>"
    >>> read_feed(page, "https://example.org/rss.xml").entries[0].url
    'https://example.org/a?x=1'
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

from communique.errors import AddressRefused, FeedUnreadable
from communique.read.fetching.addresses import parse

MOST = 50_000
"""Entries of one list: what the protocol of sitemaps allows."""
_LARGEST = 50 * 1024 * 1024
_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b")
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_LINK = re.compile(rb"<link\b[^>]{0,1000}>", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*["']?([^"'\s>]{1,2000})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page that a feed names: `published` is EDTF, or None."""

    url: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a list names: pages, and further lists (of an index, or of a page's own feeds)."""

    entries: tuple[FeedEntry, ...] = ()
    lists: tuple[str, ...] = ()


def read_feed(data: bytes, url: str) -> Feed:
    """The entries of a feed or sitemap, newest first where it gives dates, each page once.

    Raises FeedUnreadable (`feed-unreadable`) for what is neither.
    """
    data = _unpacked(data, url)
    head = data[:20_000]
    if _SITEMAP.search(head):
        return _sitemap(data, url)
    if _FEED.search(head):
        return Feed(_sorted(_items(data, url)))
    named = [
        _joined(url, match[1].decode("utf-8", "replace"))
        for link in _LINK.findall(data[:500_000])
        if re.search(rb"application/(?:rss|atom)\+xml", link, re.IGNORECASE)
        and (match := _HREF.search(link))
    ]
    if not named:
        raise FeedUnreadable(f"{url} is no RSS or Atom feed and no sitemap, and names none")
    return Feed(lists=tuple(dict.fromkeys(named))[:1])


def _unpacked(data: bytes, url: str) -> bytes:
    """The data, unpacked if it is gzip, never more than the limit."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        unpacked = zlib.decompressobj(31).decompress(data, _LARGEST + 1)
    except zlib.error as error:
        raise FeedUnreadable(f"{url} is a damaged gzip file: {error}") from error
    if len(unpacked) > _LARGEST:
        raise FeedUnreadable(f"{url} unpacks to more than {_LARGEST:,} bytes")
    return unpacked


def _sitemap(data: bytes, url: str) -> Feed:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FeedUnreadable(f"{url} is a damaged sitemap: {error}") from error
    if root is None:
        raise FeedUnreadable(f"{url} is a damaged sitemap")
    found: list[FeedEntry] = []
    for element in root.iterchildren("{*}url", "{*}sitemap"):
        where = (element.findtext("{*}loc") or "").strip()
        entry = _entry(_joined(url, where), None, (element.findtext("{*}lastmod") or "")[:10])
        if where and entry:
            found.append(entry)
        if len(found) >= MOST:
            break
    if root.tag.rpartition("}")[2] == "sitemapindex":
        return Feed(lists=tuple(dict.fromkeys(e.url for e in found)))
    return Feed(_sorted(found))


def _items(data: bytes, url: str) -> list[FeedEntry]:
    try:
        feed: Any = feedparser.parse(
            data, response_headers={"content-location": url}, sanitize_html=False
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # It reads what is not well formed, but stumbles over what claims an impossible encoding.
        raise FeedUnreadable(f"{url} is a damaged feed: {error}") from error
    found = []
    for item in feed.entries[:MOST]:
        link = item.get("link") or item.get("id") or ""
        dated = "published_parsed" if "published_parsed" in item else "updated_parsed"
        when: struct_time | None = item.get(dated)
        day = datetime(*when[:3], tzinfo=UTC).date().isoformat() if when else ""
        entry = _entry(_joined(url, str(link)), item.get("title"), day) if link else None
        if entry:
            found.append(entry)
    return found


def _joined(url: str, where: str) -> str:
    """The address that a feed names, from its own; none where it is no address (`http://[x`)."""
    try:
        return urljoin(url, where)
    except ValueError:
        return ""


def _entry(url: str, title: str | None, day: str) -> FeedEntry | None:
    """An entry, or None where its address is none that may be fetched."""
    try:
        address = parse(url)
    except AddressRefused:
        return None
    date = day if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", day) else None
    return FeedEntry(address.url, title, date)


def _sorted(found: list[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Newest first; those without a date last, in the list's own order."""
    unique = {entry.url: entry for entry in reversed(found)}
    in_order = list(reversed(unique.values()))
    return tuple(sorted(in_order, key=lambda entry: entry.published or "", reverse=True))
