"""Figures: the table, quantities in time, what disagrees, tables with their sums."""

from __future__ import annotations

from fastapi.testclient import TestClient
from lxml import html

from communique.languages import data
from communique.web.words import table
from tests.web.conftest import HTML


def test_filters(reader: TestClient) -> None:
    every = reader.get("/figures").json()
    assert every["units"]["USD"] > 20
    found = reader.get("/figures?unit=USD&least=1,000,000,000&table=no").json()
    assert 0 < found["total"] < every["units"]["USD"]
    assert all(float(row["value"]) >= 1e9 and not row["table"] for row in found["rows"])
    assert reader.get("/figures?least=2&most=1").status_code == 400
    assert reader.get("/figures?least=many").status_code == 422


def test_one_unit_is_plotted(reader: TestClient) -> None:
    assert not html.fromstring(reader.get("/figures", headers=HTML).text).xpath("//figure")
    page = html.fromstring(reader.get("/figures?unit=USD", headers=HTML).text)
    assert len(page.xpath("//figure//a[@aria-label]")) > 20


def test_a_quantity_in_time(worked: TestClient) -> None:
    client = worked
    found = client.get("/figures/courses").json()
    trade = next(each for each in found["rows"] if each["quantity"] == "trade")
    shown = client.get("/figures", params={"course": trade["id"]}).json()
    assert {row["id"] for row in shown["rows"]} == {each["id"] for each in trade["points"]}
    assert shown["course"]["points"] == trade["points"]
    page = html.fromstring(
        client.get("/figures", params={"course": trade["id"], "lang": "ja"}, headers=HTML).text
    )
    assert page.xpath("//path[@class='line']") and "貿易額" in page.xpath("//h2")[0].text_content()
    listed = html.fromstring(client.get("/figures/courses", headers=HTML).text)
    assert len(listed.xpath("//ul[@class='courses']/li")) == found["total"]


def test_what_disagrees(worked: TestClient) -> None:
    client = worked
    found = client.get("/figures/conflicts").json()
    assert found["total"] >= 9 and found["worked"]["current"]
    sums = client.get("/figures/conflicts?type=arithmetic").json()
    assert 0 < sums["total"] < found["total"]
    assert {each["type"] for each in sums["rows"]} == {"arithmetic"}
    for language in ("en", "zh-Hans"):
        answer = client.get("/figures/conflicts", params={"lang": language}, headers=HTML)
        page = html.fromstring(answer.text)
        assert len(page.xpath("//article")) == found["total"]
        assert all(len(each.xpath(".//mark")) > 0 for each in page.xpath("//article"))


def test_the_tables_of_a_document_with_their_sums(reader: TestClient) -> None:
    documents = reader.get("/documents?text=relations&language=zh-Hant").json()["rows"]
    [doc] = [each["id"] for each in documents if each["name"].startswith("2000-07")]
    page = html.fromstring(reader.get(f"/figures?document={doc}", headers=HTML).text)
    printed = page.xpath("//table[contains(@class, 'printed')]")
    assert printed and printed[0].xpath(".//td//mark")


def test_export(reader: TestClient) -> None:
    lines = reader.get("/figures/export?unit=USD&as=jsonl").text.splitlines()
    assert len(lines) == reader.get("/figures?unit=USD").json()["total"]
    assert reader.get("/figures/export?as=csv").content.startswith(b"\xef\xbb\xbf")


def test_every_quantity_has_a_name() -> None:
    for name in (*data("en", "quantities")["concepts"], "goods"):
        assert f"figures.q-{name}" in table()
