"""robots.txt and the pace at which a site is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.read.fetching.servers import Site, serving

from communique.errors import RobotsForbid
from communique.read.fetching.client import Client, Limits
from communique.read.fetching.robots import DELAY, LONGEST_DELAY, Manners


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


class Clock:
    def __init__(self) -> None:
        self.time, self.waits = 100.0, list[float]()

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def manners(clock: Clock) -> Manners:
    return Manners(
        Client(allow_private=True, limits=Limits(seconds=5)),
        wait=clock.wait,
        now=lambda: clock.time,
    )


def test_rules_are_kept(site: Site) -> None:
    site.page(
        "/robots.txt",
        "User-agent: *\nDisallow: /private\nAllow: /private/press\n\nUser-agent: other\nDisallow: /\n",
    )
    asked = manners(Clock())
    asked.before(site.base + "/news")
    asked.before(site.base + "/private/press/1.html")
    with pytest.raises(RobotsForbid, match="does not allow"):
        asked.before(site.base + "/private/x")
    assert [path for path, _ in site.asked] == ["/robots.txt"]  # once a site


def test_our_own_name_counts_before_all(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nAllow: /\n\nUser-agent: communique\nDisallow: /\n")
    with pytest.raises(RobotsForbid):
        manners(Clock()).before(site.base + "/news")


def test_no_rules_allow_everything(site: Site) -> None:
    manners(Clock()).before(site.base + "/news")


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_that_fails_forbids_everything(site: Site, status: int) -> None:
    site.page("/robots.txt", "", status=status)
    with pytest.raises(RobotsForbid, match="could not be read"):
        manners(Clock()).before(site.base + "/news")


def test_one_page_a_second(site: Site) -> None:
    clock = Clock()
    asked = manners(clock)
    for number in range(3):
        asked.before(f"{site.base}/{number}")
    assert clock.waits == [DELAY, DELAY]


@pytest.mark.parametrize("given, kept", [("7", 7.0), ("9000", LONGEST_DELAY)])
def test_the_site_s_own_pace(site: Site, given: str, kept: float) -> None:
    site.page("/robots.txt", f"User-agent: *\nCrawl-delay: {given}\n")
    clock = Clock()
    asked = manners(clock)
    asked.before(site.base + "/1")
    asked.before(site.base + "/2")
    assert clock.waits == [kept]
