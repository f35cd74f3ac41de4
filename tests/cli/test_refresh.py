"""`add URL`, `add --feed` and `refresh` on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from communique.cli.exits import Exit
from tests.cli.conftest import Run
from tests.read.fetching.servers import Site, serving

PAGE = "<!DOCTYPE html><title>Joint Statement</title><p>The two sides will {what}.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.01\n")
        yield running


def test_the_life_of_a_page(run: Run, site: Site) -> None:
    address = site.page("/statement.html", PAGE.format(what="meet by 2027"))
    refused = run("add", address)
    assert refused.exit_code == Exit.INPUT and "--allow-private" in refused.stderr
    assert "added         1\n" in run("add", address, "--allow-private").stdout
    assert "unchanged     1\n" in run("refresh", "--allow-private").stdout
    site.page("/statement.html", PAGE.format(what="meet in due course"))
    found = json.loads(run("refresh", "statement.html", "--allow-private", "--json").stdout)
    assert found["counts"]["new_version"] == 1
    assert [d["identity"] for d in found["documents"]] == [address]
    changed = run("diff", "statement.html@1", "statement.html@2").stdout
    assert "2027" in changed and "due course" in changed


def test_a_feed(run: Run, site: Site) -> None:
    pages = [site.page(f"/{n}.html", PAGE.format(what=f"do {n} things")) for n in range(3)]
    items = "".join(f"<item><link>{p}</link></item>" for p in pages)
    feed = site.page("/rss", f"<rss version='2.0'><channel>{items}</channel></rss>")
    first = run("add", "--feed", feed, "--allow-private", "--most-pages", "2")
    assert "added         2\n" in first.stdout and "3 new pages" in first.stderr
    assert "added         1\n" in run("add", "--feed", feed, "--allow-private").stdout
    assert "added         0\n" in run("add", "--feed", feed, "--allow-private").stdout


def test_nothing_to_fetch(run: Run, site: Site) -> None:
    assert run("add").exit_code == Exit.USAGE
    bad = run("add", "--feed", site.page("/x", "no feed"), "--allow-private")
    assert bad.exit_code == Exit.INPUT and "feed-unreadable" in bad.stderr
