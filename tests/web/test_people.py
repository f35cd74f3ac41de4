"""People, speakers and bodies."""

from collections.abc import Callable
from urllib.parse import quote

from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from tests.web.conftest import HTML


def test_people_are_listed_with_roles_and_what_they_are_heard_to_say(reader: TestClient) -> None:
    found = reader.get("/people", params={"size": 3}).json()
    assert len(found["rows"]) == 3 < found["total"] and found["speakers"] == []
    counts = [row["documents"] for row in found["rows"]]
    assert counts == sorted(counts, reverse=True)
    named = reader.get("/people", params={"words": "sorel"}).json()
    names = [row["name"] for row in named["rows"]]
    assert names[0] == "Ingrid Sorel" and all("Sorel" in name for name in names)


def test_a_name_is_found_in_the_readers_language(reader: TestClient) -> None:
    query, taiwan = {"words": "索雷爾"}, {"Accept-Language": "zh-TW"}
    rows = reader.get("/people", params=query, headers=taiwan).json()["rows"]
    assert [row["name"] for row in rows] == ["Ingrid Sorel"]
    assert "英格麗" in reader.get("/people", params=query, headers={**HTML, **taiwan}).text


def test_speakers_by_side(reader: TestClient) -> None:
    query = {"view": "speakers", "size": 200}
    found = reader.get("/people", params=query).json()
    assert found["rows"] == [] and found["total"] == len(found["speakers"])
    page = html.fromstring(reader.get("/people", params=query, headers=HTML).text)
    heads = [each.text_content() for each in page.xpath("//thead//th")]
    row = page.xpath("//tr[th[normalize-space()='Ingrid Sorel']]/td")
    told = dict(zip(heads[1:], (cell.text_content() for cell in row), strict=True))
    assert told["Kestria"] == "6" and told["Mervania"] == "" and told["in own words"] == "2"


def test_a_persons_sayings_stand_with_their_sentences(reader: TestClient) -> None:
    found = reader.get("/people/Ingrid Sorel").json()
    assert found["total"] == len(found["sayings"]) == found["heard"]["direct"] + 4
    direct = reader.get("/people/Ingrid Sorel", params={"mode": "direct"}).json()
    assert {each["mode"] for each in direct["sayings"]} == {"direct"} and direct["total"] == 2
    places = reader.get("/people/Ingrid Sorel", params={"view": "documents"}).json()
    assert places["sayings"] == [] and places["total"] == found["person"]["documents"]
    page = html.fromstring(reader.get("/people/Ingrid Sorel", headers=HTML).text)
    assert page.xpath("//p[@class='words']/mark") and page.xpath("//a[contains(@href, '#f-')]")


def test_bodies_in_time(reader: TestClient) -> None:
    found = reader.get("/bodies", params={"action": "resumed"}).json()
    assert found["rows"] and all(set(row["actions"]) == {"resumed"} for row in found["rows"])
    page = html.fromstring(reader.get("/bodies", headers=HTML).text)
    assert len(page.xpath("//*[local-name()='svg']//*[@class='bar']")) == len(
        page.xpath("//tbody/tr")
    )
    [row] = page.xpath("//tr[td/a[.='Joint Commission']]")
    address = row.xpath(".//a/@href")[0]
    one = reader.get(address).json()
    assert one["body"]["name"] == "Joint Commission" and one["total"] == one["body"]["mentions"]
    resumed = reader.get(address, params={"action": "resumed"}).json()
    assert {each["action"] for each in resumed["rows"]} == {"resumed"}


def test_names_with_signs_have_an_address(reader: TestClient) -> None:
    for row in reader.get("/bodies", params={"size": 200}).json()["rows"]:
        address = f"/bodies/{quote(row['name'], safe='')}"
        assert reader.get(address).json()["body"]["name"] == row["name"]


def test_nobody_and_nothing_are_told(reader: TestClient) -> None:
    for address in ("/people/Nobody", "/bodies/Nothing", "/people/a/b"):
        answer = reader.get(address)
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "finding-not-found"


def test_the_chart_leads_to_a_body(live_reader: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live_reader}/bodies", width=390, theme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("svg.bodies a", has_text="Joint Commission").first.click()
    assert page.locator("h1").inner_text().startswith("Joint Commission")
    assert page.locator(".said-list .words mark").count()
