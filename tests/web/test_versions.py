"""Language versions side by side, and since when each passage has been said."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from communique.archive import Archive
from communique.compare.library import Library
from communique.names import load
from tests.web.conftest import HTML

EN, JA = "b0c91f7488724ca3", "819bd34fddd15f61"  # 2013
LAST = "7b41272b7584983e"  # 2024
ALONE = "72a7abcb560df37a"  # a seminar report, in Japanese alone


def test_json_is_the_alignment_and_every_sentence_is_shown_once(reader: TestClient) -> None:
    found = reader.get(f"/documents/{EN}/versions").json()
    assert (found["left"], found["right"]) == (EN, JA)
    page = html.fromstring(reader.get(f"/documents/{EN}/versions", headers=HTML).text)
    for side in ("left", "right"):
        shown = page.xpath(f"//div[contains(@class, 'side {side}')]//span[@data-bead]")
        beads = [int(each.get("data-bead")) for each in shown]
        assert beads == sorted(beads)
        assert len(shown) == sum(len(pair[side]) for pair in found["pairs"])
        flat = re.sub(r"\s", "", "".join(each.text_content() for each in shown))
        for pair in found["pairs"]:
            for span in pair[side]:
                assert re.sub(r"\s", "", span["exact"][0])[:20] in flat


def test_what_is_doubtful_or_alone_is_marked_and_listed(reader: TestClient) -> None:
    found = reader.get(f"/documents/{LAST}/versions").json()
    weak = [
        n for n, p in enumerate(found["pairs"]) if p["doubtful"] or not (p["left"] and p["right"])
    ]
    assert weak
    page = html.fromstring(reader.get(f"/documents/{LAST}/versions", headers=HTML).text)
    links = page.xpath("//ul[@class='look']/li/a/@href")
    assert links == [f"#b-{number}" for number in weak]
    for link in links:
        assert "sure" not in page.get_element_by_id(link[1:]).get("class").split()


def test_without_a_version_the_page_says_what_could_be_done(reader: TestClient) -> None:
    assert reader.get(f"/documents/{ALONE}/versions").json()["error"]["code"] == (
        "document-not-found"
    )
    answer = reader.get(f"/documents/{ALONE}/versions", headers=HTML)
    assert answer.status_code == 404
    page = html.fromstring(answer.text)
    assert page.xpath("//a[@href='/additions']") and page.xpath("//input[@name='with']")


def test_blame_is_that_of_the_library(reader: TestClient, corpus: Path, samples: Path) -> None:
    with Archive.open(str(corpus)) as archive:
        library = Library(archive, names=load((str(samples / "names"),)))
        found = library.blame(library.text(LAST))
    assert reader.get(f"/documents/{LAST}/blame").json() == found.to_json()
    page = html.fromstring(reader.get(f"/documents/{LAST}/blame", headers=HTML).text)
    rows = page.xpath("//div[starts-with(@class, 'passage')]")
    assert len(rows) == len(found.passages)
    assert all(re.search(r"\bage-\d\b", row.get("class")) for row in rows)
    counts = [int(cell) for cell in page.xpath("//table[@class='ages']//tr/td[2]/text()")]
    assert sum(counts) == len(found.passages)
    assert len(page.xpath("//ul[@class='lost']/li")) == len(found.dropped)
    older = [row for row in found.passages if row.first.document != LAST]
    links = page.xpath("//div[@class='since']/a/@href")
    assert links == [
        f"/documents/{row.first.document}?at={row.first.ranges[0][0]}-{row.first.ranges[-1][1]}#at"
        for row in older
    ]


def test_blame_in_a_named_series(reader: TestClient) -> None:
    page = html.fromstring(reader.get(f"/documents/{EN}/blame", headers=HTML).text)
    assert "xaa-xbb (en)" in page.xpath("//select[@name='series']/option/@value")
    found = reader.get(f"/documents/{EN}/blame", params={"series": "xaa-xbb (en)"}).json()
    assert len(found["series"]) > 2
    wrong = reader.get(f"/documents/{EN}/blame", params={"series": "no such series"})
    assert wrong.json()["error"]["code"] == "invalid-field"


def test_ages_are_even_and_legible(root: Path) -> None:
    sheet = (root / "src/communique/report/ages.css").read_text("utf-8")
    ramps = list(zip(*re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", sheet), strict=True))
    assert [len(each) for each in ramps] == [10, 10]
    for ramp, ink in zip(ramps, ("#1d1c1a", "#e9e5dc"), strict=True):
        points = [_oklab(colour) for colour in ramp]
        steps = [
            sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            for one, other in pairwise(points)
        ]
        assert min(steps) > 0.018 and max(steps) < 1.25 * min(steps), steps
        assert min(_contrast(ink, colour) for colour in ramp) > 7


def _linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return red, green, blue


def _contrast(one: str, other: str) -> float:
    light = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (_linear(one), _linear(other))
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def _oklab(colour: str) -> tuple[float, float, float]:
    r, g, b = _linear(colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def test_sentences_that_say_the_same_light_up_together(
    live_reader: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live_reader}/documents/{EN}/versions")
    first = page.locator(".left .bead").nth(6)
    bead = first.get_attribute("data-bead")
    first.hover()
    lit = page.locator(".bead.lit")
    assert {each.get_attribute("data-bead") for each in lit.all()} == {bead}
    assert page.locator(".right .bead.lit").count() > 0
    assert page.locator("[data-status]").inner_text()
    page.locator("h1").hover()
    assert lit.count() == 0
    page.locator(".bead[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(
        "[document.activeElement.dataset.bead, document.activeElement.closest('.right') !== null]"
    )
    assert focused[1] and page.locator(f".left .bead.lit[data-bead='{focused[0]}']").count() > 0
