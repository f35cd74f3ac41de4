"""Two texts compared: on a page, as JSON, as files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from communique.archive import Archive
from communique.compare.library import Library
from communique.names import load
from communique.web.app import create_app
from communique.web.settings import Settings
from tests.web.conftest import BASE, HTML

OLD, NEW = "54379aa619e15087", "b0c91f7488724ca3"  # 2007 and 2013, between which passages moved
LAST = "7b41272b7584983e"  # 2024
FIRST = "7ccc0169877ae450"  # 1987
JA = "819bd34fddd15f61"  # 2013 in Japanese
CALL = ("39ee199d0201ef09", "50ffcfe263cc4726")  # two readouts of one call


def page_of(reader: TestClient, **query: str) -> html.HtmlElement:
    """A page of /compare."""
    answer = reader.get("/compare", params=query, headers=HTML)
    assert answer.status_code == 200, answer.text[-2000:]
    return html.fromstring(answer.text)


def test_json_is_the_comparison_of_the_library(
    reader: TestClient, corpus: Path, samples: Path
) -> None:
    with Archive.open(str(corpus)) as archive:
        library = Library(archive, names=load((str(samples / "names"),)))
        expected = library.diff(library.text(OLD), library.text(NEW)).to_json()
    assert reader.get("/compare", params={"old": OLD, "new": NEW}).json() == expected


def test_the_previous_is_found(reader: TestClient) -> None:
    found = reader.get("/compare", params={"new": LAST}).json()
    assert found == reader.get("/compare", params={"new": LAST, "old": "previous"}).json()
    assert (found["old"], found["new"]) == ("ea37d58a5b544d09", LAST)
    page = page_of(reader, new=NEW)
    [earlier] = page.xpath("//a[@rel='prev']/@href")
    [later] = page.xpath("//a[@rel='next']/@href")
    assert earlier.endswith(f"&new={OLD}")
    assert later.startswith(f"/compare?old={NEW}&")


def test_each_column_has_its_text_whole(reader: TestClient) -> None:
    page = page_of(reader, old=OLD, new=NEW)
    flat: Callable[[str], str] = lambda words: re.sub(r"\s", "", words)  # noqa: E731
    for side, id in (("old", OLD), ("new", NEW)):
        cells = page.xpath(f"//div[@class='sides']/p[contains(@class, '{side}')]")
        shown = flat("".join(each.text_content() for each in cells))
        text = reader.get("/compare", params={"old": OLD, "new": NEW}).json()
        for change in text["changes"]:
            for span in change[side]:
                assert span["document"] == id
                assert flat(span["exact"][0])[:30] in shown


def test_a_moved_passage_is_linked_with_where_it_stood(reader: TestClient) -> None:
    page = page_of(reader, old=OLD, new=NEW)
    moved = page.xpath("//div[@data-from]")
    assert moved
    for row in moved:
        left = page.get_element_by_id(row.get("data-from"))
        assert f"#{row.get('data-from')}" in row.xpath(".//a[contains(@class, 'tag')]/@href")
        assert f"#{row.get('id')}" in left.xpath(".//a[contains(@class, 'tag')]/@href")
        assert left.xpath(".//p[contains(@class, 'old')]")
        assert not left.xpath(".//p[contains(@class, 'new')]")


def test_what_became_of_promises_stands_at_the_words(reader: TestClient) -> None:
    page = page_of(reader, old="ea37d58a5b544d09", new=LAST)
    told = page.xpath("//section[@class='fates']//li")
    assert told
    for link in page.xpath("//a[@class='fate']/@href"):
        assert page.get_element_by_id(link[1:]) in told
    assert page.xpath("//section[@class='fates']//blockquote//a[contains(@href, '?finding=')]")


def test_the_first_of_a_series_offers_a_choice(reader: TestClient) -> None:
    assert reader.get("/compare", params={"new": FIRST}).json()["error"]["code"] == (
        "document-not-found"
    )
    answer = reader.get("/compare", params={"new": FIRST}, headers=HTML)
    assert answer.status_code == 404
    assert "Nothing before this document" in answer.text
    assert 'name="old"' in answer.text


def test_a_name_of_several_offers_them(reader: TestClient) -> None:
    answer = reader.get("/compare", params={"new": "Mervania"}, headers=HTML)
    assert answer.status_code == 400
    links = html.fromstring(answer.text).xpath("//div[@role='alert']//a/@href")
    assert len(links) > 3
    assert (
        reader.get(links[0].replace("/compare?", "/compare?old=" + FIRST + "&")).status_code == 200
    )


def test_a_path_is_no_name(reader: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("They met.", "utf-8")
    assert reader.get("/compare", params={"old": FIRST, "new": str(secret)}).status_code == 404


def test_without_texts_pairs_are_offered(reader: TestClient) -> None:
    found = reader.get("/compare", params={"size": 2}).json()
    assert found["total"] > 2 and len(found["rows"]) == 2
    assert {each["what"] for each in found["meetings"]} == {"versions", "accounts"}
    for each in found["rows"]:
        query = {"old": each["old"]["id"], "new": each["new"]["id"]}
        assert reader.get("/compare", params={"new": query["new"]}).json()["old"] == query["old"]
    assert "JOINT LEADERS" in reader.get("/compare", headers=HTML).text


def test_across_languages_words_are_not_compared(reader: TestClient) -> None:
    page = page_of(reader, old=NEW, new=JA)
    assert not page.xpath("//section[contains(@class, 'changes')]//*[self::ins or self::del]")
    assert not page.xpath("//a[contains(@href, 'as=docx')]")
    assert page.xpath("//a[contains(@href, 'what=divergence')]")


@pytest.mark.parametrize("pair", [(NEW, JA), CALL])
def test_texts_of_one_meeting_diverge(reader: TestClient, pair: tuple[str, str]) -> None:
    query = {"old": pair[0], "new": pair[1], "what": "divergence"}
    found = reader.get("/compare", params=query).json()
    assert (found["left"], found["right"]) == pair
    page = page_of(reader, **query)
    cards = page.xpath("//ol[@class='differ']/li")
    assert len(cards) == len(found["divergences"]) + len(found["omissions"])
    both = [each for each in found["divergences"] if each["only"] is None]
    assert len(page.xpath("//div[@class='two']")) == len(both)


def test_downloads_open(reader: TestClient) -> None:
    word = reader.get("/compare/download", params={"old": OLD, "new": NEW, "as": "docx"})
    assert "attachment" in word.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(word.content)) as held:
        assert b"w:moveTo" in held.read("word/document.xml")
    file = reader.get("/compare/download", params={"old": OLD, "new": NEW, "as": "html"})
    assert 'filename="comparison-2007-04-18-2013-11-22.html"' in file.headers["content-disposition"]
    assert html.fromstring(file.text).xpath("//h1")
    refused = reader.get("/compare/download", params={"old": NEW, "new": JA})
    assert refused.json()["error"]["code"] == "languages-differ"


def test_a_text_is_like_itself(reader: TestClient) -> None:
    found = reader.get("/compare", params={"old": NEW, "new": NEW}).json()
    assert {each["origin"] for each in found["changes"]} == {"kept"}
    assert page_of(reader, old=NEW, new=NEW).xpath("//h1")


def test_hostile_words_are_shown(tmp_path: Path) -> None:
    from communique.archive.add import add
    from communique.read.inputs import collect

    words = 'Talks with "</p><b onclick=x" \u202e will be held in {}.\n'
    for year in (2031, 2032):
        name = f"{year}-05-04-<img src=x onerror=alert(1)>.txt"
        (tmp_path / name).write_text(words.format(year) * 3, "utf-8")
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        add(archive, collect([tmp_path]), workers=1)
        ids = [entry.id for entry in archive.documents()]
    with TestClient(create_app(Settings(archive=str(tmp_path / "a.db"))), base_url=BASE) as client:
        for address in (
            f"/compare?old={ids[0]}&new={ids[1]}",
            f"/compare?old={ids[0]}&new={ids[1]}&what=divergence",
            f"/documents/{ids[0]}/versions?with={ids[1]}",
            f"/documents/{ids[1]}/blame",
        ):
            shown = client.get(address, headers=HTML)
            assert shown.status_code == 200, shown.text
            assert "<img" not in shown.text and "<b onclick" not in shown.text
            assert "&lt;img" in shown.text
            assert "divergence" in address or "&lt;b onclick" in shown.text
            assert "\u202e" not in shown.text
            assert 'style="' not in shown.text


def test_lines_join_moved_words_and_filters_keep_the_address(
    live_reader: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live_reader}/compare?old={OLD}&new={NEW}")
    moved = page.locator("[data-from]").count()
    assert page.locator(".lines path").count() == moved > 0
    # A line begins at the right of where the words stood and ends at the left of where they stand.
    ends = page.evaluate(
        """() => { const row = document.querySelector("[data-from]");
        const box = document.querySelector(`[data-to="${row.id}"]`).getBoundingClientRect();
        const old = document.getElementById(row.dataset.from).querySelector(".old");
        return [box.left - old.getBoundingClientRect().right,
          row.querySelector(".new").getBoundingClientRect().left - box.right]; }"""
    )
    assert all(-1 <= each <= 8 for each in ends), ends
    page.locator("#what-changes").check()
    assert page.locator(".o-kept.change:not(.moved)").first.is_hidden()
    assert page.url.endswith("what=changes")
    page.locator("#view-inline").check()
    assert page.locator(".lines path").count() == 0
    assert "view=inline" in page.url
    page.reload()
    assert page.locator("#view-inline").is_checked()
    page.keyboard.press("j")
    page.keyboard.press("j")
    place = page.evaluate("document.activeElement.closest('.change').id")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.change').id") != place


def test_on_a_phone_links_lead_to_moved_words(live_reader: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live_reader}/compare?old={OLD}&new={NEW}", width=390)
    assert page.locator(".lines path").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator("[data-from]").first
    row.locator("a.o-moved").click()
    assert page.url.endswith(f"#{row.get_attribute('data-from')}")
