"""What a site's robots.txt allows, and how often it may be asked.

As RFC 9309 has it: no robots.txt, or an answer 4xx, allows everything; one that cannot be fetched
(5xx, no connection) forbids everything; 500 KiB of it are read. `Crawl-delay` is kept where it is
given, else a site is asked once a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from protego import Protego

from communique.errors import CommuniqueError, FetchFailed, InputTooLarge, RobotsForbid
from communique.read.fetching.addresses import Address, parse
from communique.read.fetching.client import AGENT, Client, Limits

DELAY = 1.0
"""Seconds between two requests to one site."""
LONGEST_DELAY = 60.0
"""Seconds of `Crawl-delay` that are waited for; a site that asks for more gets this."""
_LIMITS = Limits(seconds=15.0, max_bytes=500 * 1024, redirects=5)


@dataclass(slots=True)
class _Site:
    rules: Protego | None  # None: everything is forbidden
    delay: float
    asked: float = float("-inf")


@dataclass(slots=True)
class Manners:
    """What is known of sites so far. `wait` and `now` are for tests."""

    client: Client
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    delay: float = DELAY
    _sites: dict[str, _Site] = field(default_factory=dict)

    def before(self, url: str) -> None:
        """Wait until a page may be asked for. Raises RobotsForbid (`robots-forbid`), and
        AddressRefused for an address that may not be asked at all."""
        address = parse(url)
        site = self._sites.get(address.origin)
        if site is None:
            site = self._sites[address.origin] = self._site(address)
        if site.rules is None or not site.rules.can_fetch(address.url, AGENT):
            why = "could not be read" if site.rules is None else "does not allow it"
            raise RobotsForbid(f"{address.url} was not fetched: the site's robots.txt {why}")
        left = site.asked + site.delay - self.now()
        if left > 0:
            self.wait(left)
        site.asked = self.now()

    def _site(self, address: Address) -> _Site:
        client = replace(self.client, limits=_LIMITS)
        try:
            text = client.get(f"{address.origin}/robots.txt").data.decode("utf-8", "replace")
        except FetchFailed as error:
            if error.status is None or error.status >= 500:
                return _Site(None, self.delay)
            text = ""
        except InputTooLarge:
            return _Site(None, self.delay)
        except CommuniqueError:
            raise
        rules = Protego.parse(text)
        delay = rules.crawl_delay(AGENT) or self.delay
        return _Site(rules, min(float(delay), LONGEST_DELAY))
