"""The history of phrases."""

from collections.abc import Callable

from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from tests.web.conftest import HTML


def test_a_program_gets_the_log_with_hits_of_the_page(reader: TestClient) -> None:
    found = reader.get("/phrase", params={"words": "fisheries", "size": 2}).json()
    [row] = found["rows"]
    assert found["total"] == row["total"] > 2 and len(row["hits"]) == 2
    assert row["first"]["date"] == row["hits"][0]["span"]["date"] == "1987-05-14"
    assert row["having"] == sum(1 for cell in row["strip"] if cell["count"])
    assert set(row["absent"]) == {c["document"] for c in row["strip"] if c["count"] == 0}
    later = reader.get("/phrase", params={"words": "fisheries", "size": 2, "page": 2}).json()
    assert later["rows"][0]["hits"][0] not in row["hits"]


def test_a_term_is_found_in_other_languages_and_marked_in_its_sentence(reader: TestClient) -> None:
    [row] = reader.get("/phrase", params={"words": "Taiwan Strait"}).json()["rows"]
    assert {"ja", "en"} <= {cell["language"] for cell in row["strip"]}
    answer = reader.get("/phrase", params={"words": "fisheries"}, headers=HTML)
    page = html.fromstring(answer.text)
    marks = page.xpath("//li[@class='place']//mark/text()")
    assert "fisheries" in {each.lower() for each in marks}
    addresses = page.xpath("//li[@class='place']//a[contains(@href, '?at=')]/@href")
    assert addresses and all(each.startswith("/documents/") for each in addresses)


def test_phrases_are_compared_on_one_axis(reader: TestClient) -> None:
    answer = reader.get("/phrase", params={"words": ["fisheries", "trade"]}, headers=HTML)
    page = html.fromstring(answer.text)
    for strip in page.xpath("//section[@class='strip']"):
        cells = [[cell.get("href") for cell in row.xpath(".//a")] for row in strip.xpath(".//ol")]
        assert len(cells) == 2 and cells[0] == cells[1] != []


def test_turns_tell_in_which_document_words_came_and_went(reader: TestClient) -> None:
    query = {"words": "fisheries", "view": "turns"}
    [row] = reader.get("/phrase", params=query).json()["rows"]
    assert {turn["what"] for turn in row["turns"]} >= {"came", "went"}
    page = html.fromstring(reader.get("/phrase", params=query, headers=HTML).text)
    assert page.xpath("//article[contains(@class, 'turn came')]//ins")
    assert page.xpath("//a[starts-with(@href, '/compare?old=')]")


def test_without_words_terms_that_stand_here_are_suggested(reader: TestClient) -> None:
    found = reader.get("/phrase").json()
    assert found["rows"] == [] and found["suggestions"]
    words = found["suggestions"][0]["words"]
    [row] = reader.get("/phrase", params={"words": words}).json()["rows"]
    assert row["total"]


def test_words_without_a_letter_and_too_many_phrases_are_told(reader: TestClient) -> None:
    assert reader.get("/phrase?words=...").json()["error"]["code"] == "invalid-field"
    many = reader.get("/phrase", params={"words": list("abcdef")})
    assert many.status_code == 422


def test_a_sentence_leads_to_its_place_in_the_document(
    live_reader: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live_reader}/phrase?words=fisheries", width=390, language="ja")
    assert page.locator("h1").inner_text() == "語句の履歴"
    assert page.locator(".cell.has").count() > 2
    page.get_by_role("link", name="登場・変化・消滅").click()
    assert page.locator("article.turn").count()
    assert "view=turns" in page.url
