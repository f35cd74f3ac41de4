"""Positions by issue and statement, and as a list."""

from collections.abc import Callable

from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from tests.web.conftest import HTML


def test_a_program_gets_the_matrix_paged_from_the_latest(reader: TestClient) -> None:
    first = reader.get("/positions", params={"size": 4}).json()
    dates = [column["date"] for column in first["matrix"]["columns"]]
    assert len(dates) == 4 and dates == sorted(dates) and first["rows"] == []
    earlier = reader.get("/positions", params={"size": 4, "page": 2}).json()
    assert earlier["matrix"]["columns"][-1]["date"] <= dates[0]
    for row in first["matrix"]["rows"]:
        assert len(row["cells"]) == 4 and any(row["cells"])


def test_the_last_page_holds_what_is_left(reader: TestClient) -> None:
    found = reader.get("/positions", params={"size": 5}).json()
    last = reader.get("/positions", params={"size": 5, "page": found["pages"]}).json()
    assert len(last["matrix"]["columns"]) == (found["total"] - 1) % 5 + 1


def test_a_list_holds_the_positions_that_fit(reader: TestClient) -> None:
    query = {"view": "list", "issue": "Trade", "actor": "Mervania", "size": 3}
    found = reader.get("/positions", params=query).json()
    assert found["matrix"] is None and len(found["rows"]) == 3 < found["total"]
    assert {row["issue"] for row in found["rows"]} == {"trade"}
    assert all("XAA" in row["actors"] for row in found["rows"])
    loose = reader.get("/positions", params={"view": "list", "issue": "none"}).json()
    assert loose["total"] and {row["issue"] for row in loose["rows"]} == {None}


def test_a_series_shows_every_statement_of_it(reader: TestClient) -> None:
    found = reader.get("/positions", params={"series": "xaa-xbb (en)", "issue": "fisheries"}).json()
    assert found["total"] == 7


def test_two_parties_are_those_who_met(reader: TestClient) -> None:
    both = reader.get("/positions", params={"party": "Mervania, XBB", "size": 24}).json()
    one = reader.get("/positions", params={"party": "XBB", "size": 24}).json()
    assert 0 < both["total"] <= one["total"]
    documents = reader.get("/documents", params={"party": "XAA", "size": 200}).json()["rows"]
    held = {row["id"] for row in documents if "XBB" in row["event"]["parties"]}
    assert {column["document"] for column in both["matrix"]["columns"]} <= held


def test_a_sentence_stands_in_the_cell_with_its_words_marked(reader: TestClient) -> None:
    headers = {**HTML, "Accept-Language": "ja"}
    page = html.fromstring(reader.get("/positions", headers=headers).text)
    [cell] = page.xpath("//button[.//span[contains(@class, 'c-strengthened')]]")[:1]
    assert "強化" in cell.text_content() and "反対" in cell.text_content()
    said = page.xpath(f"//div[@id='{cell.get('popovertarget')}']")[0]
    assert said.xpath(".//p[@class='words']/mark") and said.xpath(".//a[contains(@href,'#f-')]")


def test_nothing_fits(reader: TestClient) -> None:
    for view in ("matrix", "list"):
        query = {"view": view, "since": "2100"}
        assert reader.get("/positions", params=query).json()["total"] == 0
        assert 'class="empty"' in reader.get("/positions", params=query, headers=HTML).text


def test_a_cell_opens_by_keyboard(live_reader: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live_reader}/positions", theme="dark")
    button = page.locator(".cell-button").last
    button.focus()
    page.keyboard.press("Enter")
    said = page.locator(".said:popover-open")
    assert said.count() == 1 and said.locator(".words").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".said:popover-open").count() == 0
