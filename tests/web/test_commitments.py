"""The ledger as a page, a promise followed, and deciding its status."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from communique.compare import track
from communique.web.pages.followed import slug, why
from communique.web.words import table
from tests.web.conftest import HTML


def settled(client: TestClient) -> None:
    """Wait until it is known what became of all promises."""
    app = client.app
    assert isinstance(app, FastAPI)
    assert app.state.kept.get("fates", patience=120).current


def rows(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    return list(client.get("/commitments", params={"size": 200, **query}).json()["rows"])


def test_promises_come_before_what_became_of_them(client: TestClient) -> None:
    first = client.get("/commitments").json()
    assert first["total"] > 100 and not first["fates"]["current"]
    followed = f"/commitments/{first['rows'][0]['id']}"
    for path in ("/commitments", followed):
        page = html.fromstring(client.get(path, headers=HTML).text)
        assert page.xpath("//*[@data-live]"), path
    assert client.get(followed).json()["rests_on"] is None
    settled(client)
    then = client.get("/commitments").json()
    assert then["total"] == first["total"] and all(row["status"] for row in then["rows"])
    page = html.fromstring(client.get("/commitments", headers=HTML).text)
    assert not page.xpath("//*[@data-live]")


def test_filters_and_counts_agree(reader: TestClient) -> None:
    every = reader.get("/commitments").json()
    for name, group in (("actor", "actor"), ("force", "force"), ("due", "due")):
        for value, count in list(every["counts"][group].items())[:3]:
            if value:
                found = reader.get("/commitments", params={name: value}).json()
                assert found["total"] == count, (name, value)
    named = reader.get("/commitments", params={"actor": "Kestria"}).json()
    assert named["total"] == every["counts"]["actor"]["XBB"]
    assert reader.get("/commitments?due_until=soon").status_code == 400
    assert reader.get("/commitments?status=lost").status_code == 422
    assert reader.get("/commitments?document=0000").status_code == 404


def test_as_of_another_day(reader: TestClient) -> None:
    before = reader.get("/commitments?as_of=1980").json()["counts"]["due"]
    after = reader.get("/commitments?as_of=2100").json()["counts"]["due"]
    assert "passed" not in before and "coming" not in after
    assert before["coming"] == after["passed"]


def test_the_chart_counts_every_deadline(reader: TestClient) -> None:
    found = reader.get("/commitments").json()
    dated = found["total"] - found["counts"]["due"]["undated"]
    assert sum(b["passed"] + b["coming"] + b["settled"] for b in found["deadlines"]) == dated
    page = html.fromstring(reader.get("/commitments", headers=HTML).text)
    for bar in page.xpath("//figure[@class='deadlines']//a")[:3]:
        some = reader.get(bar.get("href")).json()
        assert str(some["total"]) in bar.get("aria-label")


def test_a_page_shows_evidence_in_place_in_the_readers_language(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/commitments?lang=ja&actor=XBB", headers=HTML).text)
    assert page.xpath("//h1")[0].text_content().startswith("約束事項")
    [first, *_] = page.xpath("//table[contains(@class, 'promises')]/tbody/tr")
    assert first.xpath(".//mark") and first.xpath(".//a[contains(@href, '?finding=')]")
    assert page.xpath("//a[@rel='next']/@href")[0].startswith("/commitments?")


def test_export_of_the_same_query(reader: TestClient) -> None:
    asked = {"actor": "XAA", "due": "passed"}
    answer = reader.get("/commitments/export", params={**asked, "as": "csv"})
    assert answer.headers["content-disposition"].startswith("attachment")
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [each["id"] for each in told] == [row["id"] for row in rows(reader, **asked)]
    assert reader.get("/commitments/export?as=xlsx").content.startswith(b"PK")
    assert len(reader.get("/commitments/export?as=jsonl").text.splitlines()) > 100


def test_a_promise_followed(worked: TestClient) -> None:
    client = worked
    row = max(rows(client), key=lambda each: each["mentions"])
    found = client.get(f"/commitments/{row['id']}").json()
    assert len(found["mentions"]) == row["mentions"] and found["left_out"] == 0
    assert found["commitment"]["status"] == row["status"]
    dates = [each["span"]["date"] for each in found["mentions"]]
    assert dates == sorted(dates)
    page = html.fromstring(client.get(f"/commitments/{row['id']}", headers=HTML).text)
    told = [" ".join(each.text_content().split()) for each in page.xpath("//li//p[@lang]")]
    for each in found["mentions"]:
        assert " ".join(" … ".join(each["span"]["exact"]).split()) in told
    assert client.get("/commitments/0123456789abcdef").status_code == 404
    figure = client.get("/figures?size=1").json()["rows"][0]["id"]
    assert client.get(f"/commitments/{figure}").status_code == 404


def test_a_person_decides(client: TestClient) -> None:
    id = rows(client)[0]["id"]
    said = {"verdict": "status", "fields": {"status": "unfulfilled"}, "who": "Mika"}
    assert client.post(f"/findings/{id}/decisions", json=said).status_code == 201
    [row] = [each for each in rows(client, status="unfulfilled") if each["id"] == id]
    assert (row["status"], row["decided_by"]) == ("unfulfilled", "Mika")
    reject = {"verdict": "reject", "who": "Mika"}
    assert client.post(f"/findings/{id}/decisions", json=reject).status_code == 201
    assert id not in {each["id"] for each in rows(client)}
    assert client.get(f"/commitments/{id}").json()["rejected"]


def test_every_reason_of_a_mention_has_words(root: Path) -> None:
    source = Path(track.__file__).read_text(encoding="utf-8")
    said = set(re.findall(r'(?:Status\.\w+, |return )"([a-z][a-z ,]+)"', source)) | {track.SPOKEN}
    assert len(said) > 12
    missing = [each for each in said if f"commitments.why-{slug(each)}" not in table()]
    assert missing in ([], ["done"]), missing
    assert callable(why)


def test_in_the_browser(
    live: str, visit: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(f"{live}/commitments", width=390)
    page.wait_for_selector("table.promises .state:not(.st-unknown)", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("table.promises .state").first.click()
    page.wait_for_selector("ol.followed li")
    page.select_option("select[name='fields.status']", "fulfilled")
    page.locator("form[action$='/decisions'] button").click()
    page.wait_for_selector(".st-fulfilled")
