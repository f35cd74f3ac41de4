"""Pages of the web in an archive: stored with how they came, asked again, edited in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.read.fetching.servers import Site, serving

from communique.archive import Archive
from communique.archive.add import Interrupted
from communique.archive.pages import add_pages, new_in_feed, refresh
from communique.errors import FeedUnreadable
from communique.read.fetching.client import Client, Limits
from communique.read.fetching.robots import Manners

PAGE = "<!DOCTYPE html><title>Joint Statement</title><h1>Joint Statement</h1><p>The two sides will meet {when}.</p><p>They noted progress.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(str(tmp_path / "a.db"), create=True) as opened:
        yield opened


@pytest.fixture
def manners() -> Manners:
    return Manners(Client(allow_private=True, limits=Limits(seconds=5)), delay=0.0)


def test_a_page_is_kept_as_it_came(archive: Archive, manners: Manners, site: Site) -> None:
    site.page(
        "/final.html",
        PAGE.format(when="in May"),
        ETag='"1"',
        Last_Modified="Tue, 03 Mar 2026 10:00:00 GMT",
    )
    asked = site.page("/s?id=1", status=302, Location="/final.html")
    summary = add_pages(archive, [asked, asked], manners=manners)
    assert dict(summary.counts) == {"added": 1} and not summary.failed
    [entry] = archive.documents()
    assert (entry.identity, entry.name, entry.language) == (asked, "final.html", "en")
    assert archive.data(entry) == PAGE.format(when="in May").encode()
    analysis = archive.analysis(entry)
    assert analysis.source.retrieved and analysis.source.media_type == "text/html"
    [fetch] = archive.fetches(asked)
    assert (fetch.url, fetch.status, fetch.version) == (site.base + "/final.html", 200, 1)
    assert fetch.headers["etag"] == '"1"' and fetch.at == analysis.source.retrieved
    assert not archive.verify()


def test_a_silent_edit_is_a_new_version(archive: Archive, manners: Manners, site: Site) -> None:
    address = site.page("/a", PAGE.format(when="by the end of 2027"))
    add_pages(archive, [address], manners=manners)
    assert dict(refresh(archive, manners=manners).counts) == {"unchanged": 1}
    site.page("/a", PAGE.format(when="in due course"))
    assert dict(refresh(archive, manners=manners).counts) == {"new_version": 1}
    assert [f.version for f in archive.fetches(address)] == [1, 1, 2]
    texts = [archive.analysis(e).reading.text for e in archive.documents(all_versions=True)]
    assert sorted("end of 2027" in text for text in texts) == [False, True]
    assert not archive.verify()


def test_a_server_that_says_that_nothing_changed(
    archive: Archive, manners: Manners, site: Site
) -> None:
    address = site.page("/a", PAGE.format(when="soon"), ETag='"9"')
    add_pages(archive, [address], manners=manners)
    refresh(archive, manners=manners)
    refresh(archive, manners=manners)
    assert [h.get("If-None-Match") for path, h in site.asked if path == "/a"] == [
        None,
        '"9"',
        '"9"',
    ]
    assert [(f.status, f.version) for f in archive.fetches(address)] == [
        (200, 1),
        (304, 1),
        (304, 1),
    ]


def test_a_page_taken_down_is_kept_and_told(archive: Archive, manners: Manners, site: Site) -> None:
    address = site.page("/a", PAGE.format(when="soon"))
    add_pages(archive, [address], manners=manners)
    site.page("/a", "gone", status=410)
    summary = refresh(archive, manners=manners)
    assert [(f.name, f.code) for f in summary.failed] == [(address, "fetch-failed")]
    assert len(archive.documents()) == 1
    last = archive.fetches(address)[-1]
    assert (last.status, last.version) == (410, None) and "410" in (last.error or "")


def test_one_bad_page_does_not_stop_the_others(
    archive: Archive, manners: Manners, site: Site
) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed")
    good = site.page("/good", PAGE.format(when="soon"))
    bad = [
        site.base + "/closed/x",
        site.base + "/missing",
        "http://user:pw@x.example/",
        site.page("/empty", ""),
        site.page("/zip", b"PK\x05\x06" + b"\0" * 18),
    ]
    summary = add_pages(archive, [*bad, good], manners=manners)
    assert summary.counts["added"] == 1
    assert [f.code for f in summary.failed][:3] == [
        "robots-forbid",
        "fetch-failed",
        "address-refused",
    ]
    assert len(summary.failed) == 5 and all(f.advice for f in summary.failed)
    assert [e.identity for e in archive.documents()] == [good]


def test_feeds_give_what_is_new(archive: Archive, manners: Manners, site: Site) -> None:
    first, second = (
        site.page("/1", PAGE.format(when="in May")),
        site.page("/2", PAGE.format(when="in June")),
    )
    items = "".join(
        f"<item><link>{a}</link><pubDate>0{n} Mar 2026 09:00:00 GMT</pubDate></item>"
        for n, a in enumerate((first, second), 1)
    )
    feed = site.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>")
    page = site.page(
        "/news",
        f'<html><link rel="alternate" type="application/rss+xml" href="{feed}"><p>News</p></html>',
    )
    assert [e.url for e in new_in_feed(archive, page, manners=manners)] == [second, first]
    assert [e.url for e in new_in_feed(archive, feed, manners=manners, since="2026-03-02")] == [
        second
    ]
    add_pages(archive, [second], manners=manners)
    assert [e.url for e in new_in_feed(archive, feed, manners=manners)] == [first]


def test_an_index_of_sitemaps_that_points_to_itself(
    archive: Archive, manners: Manners, site: Site
) -> None:
    site.page("/s1", f"<urlset><url><loc>{site.base}/1</loc></url></urlset>")
    parts = "".join(
        f"<sitemap><loc>{site.base}{p}</loc></sitemap>" for p in ("/index", "/s1", "/broken")
    )
    site.page("/broken", "no sitemap")
    index = site.page("/index", f"<sitemapindex>{parts}</sitemapindex>")
    assert [e.url for e in new_in_feed(archive, index, manners=manners)] == [site.base + "/1"]
    with pytest.raises(FeedUnreadable):
        new_in_feed(archive, site.base + "/broken", manners=manners)


def test_stopped_between_pages_nothing_is_lost(archive: Archive, site: Site) -> None:
    pages = [site.page(f"/{n}", PAGE.format(when=f"in {n} years")) for n in range(4)]
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    slow = Manners(Client(allow_private=True, limits=Limits(seconds=5)), wait=wait, delay=5.0)
    with pytest.raises(Interrupted) as stopped:
        add_pages(archive, pages, manners=slow)
    assert stopped.value.summary.counts["added"] == 2 == len(archive.documents())
    assert not archive.verify()


def test_what_is_removed_takes_its_fetches_along(
    archive: Archive, manners: Manners, site: Site
) -> None:
    address = site.page("/a", PAGE.format(when="soon"))
    add_pages(archive, [address], manners=manners)
    archive.remove(archive.documents()[0])
    assert archive.fetches(address) == [] and archive.addresses() == []
    assert not archive.verify()
