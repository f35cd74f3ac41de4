"""The list of documents."""

from fastapi.testclient import TestClient
from lxml import html

from tests.web.conftest import HTML


def test_a_program_gets_json_and_a_browser_a_page(reader: TestClient) -> None:
    found = reader.get("/documents", params={"party": "Kestria", "size": 5}).json()
    assert found["total"] > 5 and len(found["rows"]) == 5
    page = html.fromstring(reader.get("/documents", params={"size": 5}, headers=HTML).text)
    assert len(page.xpath("//tbody/tr")) == 5
    assert page.xpath("//a[@rel='next']/@href") == ["/documents?size=5&page=2"]


def test_an_empty_field_of_a_form_is_no_filter(reader: TestClient) -> None:
    everything = reader.get("/documents").json()["total"]
    assert reader.get("/documents?kind=&language=&since=").json()["total"] == everything


def test_a_wrong_date_is_told_with_advice(reader: TestClient) -> None:
    answer = reader.get("/documents", params={"since": "soon"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid-field"
    assert answer.json()["error"]["advice"]
