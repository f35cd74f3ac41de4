"""Briefs: the list, the page, its links to the words, and its files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from communique.web.briefs import Asked, Briefs
from communique.web.pages import brief as pages
from tests.web.conftest import HTML

LATEST = "2024-04-11-xaa-xbb-joint-statement.en.txt"


def address(reader: TestClient, name: str = LATEST) -> str:
    rows = reader.get("/briefs", params={"size": 200}).json()["rows"]
    return f"/documents/{next(row['id'] for row in rows if row['name'] == name)}/brief"


def shown(reader: TestClient, path: str, **query: str) -> html.HtmlElement:
    """The page once the brief is made."""
    reader.get(path, params=query)
    return html.fromstring(reader.get(path, params=query, headers=HTML).text)


def test_the_newest_statements_come_first_with_their_series(reader: TestClient) -> None:
    rows = reader.get("/briefs", params={"size": 200}).json()["rows"]
    days = [row["event"]["date"] or row["published"] for row in rows]
    assert days == sorted(days, reverse=True)
    own = next(row for row in rows if row["name"] == LATEST)
    assert own["in_series"]["number"] == own["in_series"]["statements"] > 5
    some = reader.get("/briefs", params={"series": own["in_series"]["label"]}).json()
    assert some["total"] == own["in_series"]["statements"]
    assert reader.get("/briefs", params={"series": "nobody's"}).status_code == 404


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_every_quote_of_the_page_leads_to_its_words(reader: TestClient, language: str) -> None:
    page = shown(reader, address(reader), language=language)
    sheet = page.xpath("//article[@class='sheet']")[0]
    assert sheet.get("lang") == language
    found = sheet.xpath(".//li//a/@href | .//td//a/@href")
    assert len(found) > 20
    for each in {link.split("#")[0] for link in found if "?at=" in link}:
        document, _, place = each.removeprefix("/documents/").partition("?at=")
        start, end = map(int, place.split("-"))
        assert start < end and len(document) == 16
    # Where more is to be seen, a page stands in place of a command for the terminal.
    assert not sheet.xpath(".//code[starts-with(., 'communique ')]")
    assert not page.xpath("//*[@style]")


def test_the_words_of_a_link_are_those_of_the_reading(reader: TestClient) -> None:
    path = address(reader)
    first = reader.get(path).json()["promises"]["items"][0]["said"]["span"]
    start, end = first["ranges"][0][0], first["ranges"][-1][1]
    links = shown(reader, path).xpath("//td//a/@href")
    assert f"/documents/{first['document']}?at={start}-{end}#at" in links


def test_options_are_those_of_the_command(reader: TestClient) -> None:
    path = address(reader)
    short, full = (reader.get(path, params={"full": each}).json() for each in ("false", "true"))
    assert len(full["promises"]["items"]) > len(short["promises"]["items"])
    assert reader.get(path, params={"as_of": "2020-01-01"}).json()["as_of"] == "2020-01-01"
    assert reader.get(path, params={"as_of": "soon"}).status_code == 400
    assert reader.get(path, params={"series": "nobody's"}).status_code in (400, 404)
    assert reader.get(path, params={"language": "fr"}).status_code == 422
    assert reader.get("/documents/0000000000000000/brief").status_code == 404


def test_files_are_named_and_whole(reader: TestClient) -> None:
    path = f"{address(reader)}/download"
    word = reader.get(path, params={"as": "docx", "language": "ja"})
    assert 'filename="brief 2024-04-11-xaa' in word.headers["content-disposition"]
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(word.content)).namelist()
    assert "# MERVANIA" in reader.get(path, params={"as": "md"}).text
    alone = html.fromstring(reader.get(path, params={"as": "html", "language": "zh-Hans"}).text)
    assert alone.get("lang") == "zh-Hans" and not alone.xpath("//a")
    assert reader.get(path, params={"as": "pdf"}).status_code == 422


def test_a_page_does_not_wait_for_a_slow_brief(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SOON", 0.0)
    answer = client.get(address(client), headers=HTML)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert page.xpath("//*[@data-live]") and not page.xpath("//article")
    assert page.xpath("//h1")[0].text_content().startswith("MERVANIA")


def test_a_brief_is_made_once_until_the_archive_changes(client: TestClient) -> None:
    briefs: Briefs = client.app.state.briefs  # type: ignore[attr-defined]
    asked = Asked(address(client).split("/")[2], "en")
    first = briefs.get(asked, patience=30)
    assert first is briefs.get(asked, patience=30)
    with client.app.state.desks.taken() as desk:  # type: ignore[attr-defined]
        entry = desk.archive.find(asked.document)
        desk.archive.edit(entry, {"title": "Another title"}, who="a test")
    second = briefs.get(asked, patience=30)
    assert second is not None and second.meeting.document.title == "Another title"


def test_a_brief_prints_without_the_site_around_it(
    visit: Callable[..., Page], live_reader: str, reader: TestClient, tmp_path: Path
) -> None:
    path = address(reader)
    reader.get(path)
    page = visit(f"{live_reader}{path}")
    page.wait_for_selector("article.sheet")
    assert page.locator("[data-print]").is_visible()
    file = tmp_path / "brief.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True, format="A4")
    made = pypdfium2.PdfDocument(file)
    assert 2 <= len(made) <= 5
    text = made[0].get_textpage().get_text_range()
    assert "MERVANIA" in text and "Search all texts" not in text and "http" not in text
