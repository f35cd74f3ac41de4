"""Searching: hits with their words marked, counts, a wrong query."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page, expect

from tests.web.conftest import HTML


def test_hits_are_paged_and_the_counts_add_up(reader: TestClient) -> None:
    found = reader.get("/search", params={"q": "the", "size": 7, "page": 2}).json()
    assert len(found["rows"]) == 7 and found["total"] > 14
    assert {sum(held.values()) for held in found["counts"].values()} == {found["total"]}
    before = reader.get("/search", params={"q": "the", "size": 7}).json()["rows"]
    assert {row["passage"] for row in before}.isdisjoint(r["passage"] for r in found["rows"])
    year = max(found["counts"]["year"])
    narrowed = reader.get("/search", params={"q": "the", "since": year, "until": year}).json()
    assert narrowed["total"] == found["counts"]["year"][year]


def test_the_words_are_marked_and_lead_to_their_passage(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/search", params={"q": "Kestria"}, headers=HTML).text)
    marks = page.xpath("//article//mark/text()")
    assert marks and {mark.lower() for mark in marks} == {"kestria"}
    hit = reader.get("/search", params={"q": "Kestria"}).json()["rows"][0]
    assert f"/documents/{hit['span']['document']}#p-{hit['passage']}" in page.xpath("//a/@href")
    assert "/phrase?words=Kestria" in page.xpath("//a/@href")


def test_terms_are_found_in_other_languages(reader: TestClient) -> None:
    alone = reader.get("/search", params={"q": "Kestria"}).json()
    found = reader.get("/search", params={"q": "Kestria", "translate": True}).json()
    assert found["total"] > alone["total"] and found["forms"]
    assert {"en", "ja"} <= set(found["counts"]["language"])


def test_a_wrong_query_is_told_at_the_box_and_the_page_stays_usable(reader: TestClient) -> None:
    wrong = {"q": 'whales AND ("open'}
    answer = reader.get("/search", params=wrong)
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "query-invalid"
    shown = reader.get("/search", params=wrong, headers=HTML)
    page = html.fromstring(shown.text)
    assert shown.status_code == 400
    assert page.xpath("string(//main//input[@name='q']/@value)") == wrong["q"]
    assert answer.json()["error"]["message"] in page.xpath("string(//p[@id='wrong'])")


def test_text_of_a_query_is_escaped(reader: TestClient) -> None:
    shown = reader.get("/search", params={"q": "<script>alert(1)</script>"}, headers=HTML).text
    assert "<script>alert" not in shown


def test_nothing_asked_and_nothing_found(reader: TestClient) -> None:
    assert reader.get("/search").json()["total"] == 0
    assert reader.get("/search", headers=HTML).status_code == 200
    nothing = reader.get("/search", params={"q": "quokka Kestria"}).json()
    assert nothing["total"] == 0 and nothing["rests_on"]["documents"] > 5
    assert [gap["code"] for gap in nothing["gaps"]] == ["search-words-absent"]


def test_one_searches_from_any_page_by_keyboard(
    live_reader: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live_reader}/documents", width=390, theme="dark")
    page.keyboard.press("/")
    page.keyboard.type("Kestria")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Kestria")
    expect(page.locator("article mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
