"""Every page for everybody: axe finds nothing in either theme and at either width, nothing is wider
than a phone, keys reach everything, no script or style is refused, and every page is there in all
four languages.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Response

from communique.web.settings import Settings
from communique.web.words import LANGUAGES
from tests.web.addresses import addresses, routes
from tests.web.conftest import HTML, served

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "options => axe.run(document, options)"
_MISSING = "/documents/0000000000000000"


@dataclass(frozen=True)
class Site:
    """A server with something on every page."""

    base: str
    addresses: dict[str, list[str]]

    @property
    def all(self) -> list[str]:
        """Every address, and that of a page that is not there."""
        return [each for some in self.addresses.values() for each in some] + [_MISSING]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, corpus: Path, samples: Path) -> Iterator[Site]:
    """The sample corpus with an addition and decisions."""
    copy = tmp_path_factory.mktemp("site") / "archive.db"
    shutil.copyfile(corpus, copy)
    with (
        served(Settings(archive=str(copy), names=(str(samples / "names"),))) as base,
        httpx2.Client(base_url=base, timeout=60, headers={"X-Requested-By": "tests"}) as client,
    ):
        text = "Joint Statement\n\nThe two leaders will meet again in 2031."
        client.post("/additions", json={"text": text, "name": "2030-05-01.txt"}).raise_for_status()
        found = client.get("/findings?kind=commitments&size=2").json()["rows"]
        for each, who in zip(found, ("Mika", "Rui"), strict=True):
            said = {"verdict": "accept", "note": "read twice", "who": who}
            client.post(f"/findings/{each['id']}/decisions", json=said).raise_for_status()
        _settled(client)
        yield Site(base, addresses(client))


def _settled(client: httpx2.Client) -> None:
    """Wait for the addition and for what is worked out beside the server, so pages stay still."""
    until = time.monotonic() + 60
    waiting = ["/additions", "/", "/commitments", "/figures", "/claims", "/coverage", "/people"]
    while waiting and time.monotonic() < until:
        if "data-live" in client.get(waiting[0], headers=HTML).text:
            time.sleep(0.3)
        else:
            waiting.pop(0)


def test_every_page_has_an_address(site: Site) -> None:
    assert [path for path, some in site.addresses.items() if not some] == []
    assert set(site.addresses) == set(routes())


def test_axe_finds_nothing_on_any_page(site: Site, browser: Browser) -> None:
    """All rules on a light desktop and a dark phone; on a dark desktop those of colours."""
    wrong: list[str] = []
    seen: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1440, "light"), (390, "dark"))
    for width, theme in seen:
        window = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        window.add_init_script(AXE)
        page = window.new_page()
        told = _listening(page)
        for address in site.all:
            _open(page, site.base + address)
            found = [each for each in told if address != _MISSING]
            told.clear()
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{wide} wide")
            found += _violations(page, TAGS)
            if theme == "light":
                page.emulate_media(color_scheme="dark")
                found += _violations(page, ["color-contrast"])
                page.emulate_media(color_scheme="light")
            wrong += [f"{address} at {width}: {each}" for each in found]
        window.close()
    assert not wrong, "\n".join(wrong)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    for _ in range(40):
        if not page.locator("[data-live]").count():
            return
        page.wait_for_timeout(250)


def _listening(page: Page) -> list[str]:
    """What the page logs as an error from now on; a refusal of the policy is one."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda m: told.append(m.text) if m.type == "error" else None)
    return told


def _violations(page: Page, only: list[str]) -> list[str]:
    found = page.evaluate(_RUN, {"runOnly": only, "resultTypes": ["violations"]})["violations"]
    return [
        f"{each['id']} ({each['impact']}): "
        + "; ".join(f"{' '.join(map(str, n['target']))} {_why(n)}" for n in each["nodes"][:3])
        for each in found
    ]


def _why(node: dict[str, object]) -> str:
    summary = str(node.get("failureSummary") or "")
    return re.sub(r"\s+", " ", summary.partition("\n")[2])[:160]


def test_keys_reach_the_pages_and_the_text(site: Site, browser: Browser) -> None:
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    page = window.new_page()
    page.goto(f"{site.base}/documents")
    page.keyboard.press("Tab")
    assert page.locator("a.skip:focus").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{site.base}/documents")
    order = []
    for _ in range(20):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.getAttribute('href') || ''"))
    pages = [each for each in order if re.fullmatch(r"/[a-z]+", each)]
    assert pages[:3] == ["/documents", "/compare", "/phrase"]
    # The menu of a phone opens by keys, closes by Escape, and gives the focus back.
    page.set_viewport_size({"width": 390, "height": 844})
    summary = page.locator("header.site details.menu > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("header.site nav a").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator("header.site nav a").first.is_visible()
    assert summary.evaluate("each => each === document.activeElement")
    # The slash goes to the search box.
    page.locator("main").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    window.close()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_page_is_there_in_every_language(site: Site, language: str) -> None:
    with httpx2.Client(base_url=site.base, timeout=60, headers=HTML) as client:
        client.cookies.set("communique-language", language)
        for address in site.all:
            answer = client.get(address)
            assert answer.status_code == (404 if address == _MISSING else 200), address
            page = html.fromstring(answer.text)
            assert page.get("lang") == language, address
            assert page.findtext(".//title") not in ("", " · communique"), address
            assert len(page.xpath("//h1")) == 1, address
            assert page.xpath("//h1")[0].text_content().strip(), address
            assert not page.xpath("//*[@style] | //script[not(@src)] | //style"), address
            names = {name for each in page.iter() for name in each.attrib}
            assert not {name for name in names if name.startswith("on")}, address
            ids = list(page.xpath("//@id"))
            assert len(ids) == len(set(ids)), (address, _twice(ids))


def _twice(ids: list[str]) -> list[str]:
    return sorted({each for each in ids if ids.count(each) > 1})


def test_a_page_is_light(site: Site, browser: Browser) -> None:
    """What a page and all that belongs to it weigh on the wire."""
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    page = window.new_page()
    sizes: list[int] = []

    def weigh(answer: Response) -> None:
        sizes.append(int(answer.headers.get("content-length", 0)))

    page.on("response", weigh)
    # Afresh each time: with a route the browser keeps nothing, and what it keeps weighs nothing.
    page.route("**/*", lambda route: route.continue_())
    for some in site.addresses.values():
        page.goto(site.base + some[-1])
        assert 1_000 < sum(sizes) < 300_000, (some[-1], sizes)
        sizes.clear()
    window.close()
