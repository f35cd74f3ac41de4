"""Home: the archive at a glance; the timeline of a small archive and of a large one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page, expect

from communique.web import front
from communique.web.app import create_app
from communique.web.settings import Settings
from tests.web.conftest import BASE, HTML


def test_the_numbers_add_up(reader: TestClient) -> None:
    found = reader.get("/", params={"size": 200}).json()
    assert found["documents"] == reader.get("/documents").json()["total"]
    assert sum(lane["documents"] for lane in found["rows"]) == found["documents"]
    assert sum(found["languages"].values()) == found["documents"]
    assert found["findings"]["commitments"] > 5 and found["current"]


def test_every_lane_and_every_dot_leads_to_its_documents(reader: TestClient) -> None:
    lanes = reader.get("/", params={"size": 200}).json()["rows"]
    for lane in lanes:
        some = reader.get("/documents", params={"series": lane["label"]}).json()
        assert some["total"] == lane["documents"], lane["label"]
    page = html.fromstring(reader.get("/", headers=HTML).text)
    links = page.xpath("//svg[contains(@class,'wide')]//a/@href")
    documents = [link for link in links if not link.startswith("/documents?")]
    numbers = [link for link in links if "since=" in link]
    assert documents
    for link in documents[:3]:
        assert reader.get(link).status_code == 200
    counted = sum(reader.get(link).json()["total"] for link in numbers)
    drawn = [lane for lane in lanes if lane["years"]][:12]
    undated = sum(lane["documents"] - sum(lane["years"].values()) for lane in drawn)
    assert counted + len(documents) == sum(lane["documents"] for lane in drawn) - undated


def test_an_empty_archive_asks_for_files(tmp_path: Path) -> None:
    app = create_app(Settings(archive=str(tmp_path / "new.db")))
    with TestClient(app, base_url=BASE, client=("127.0.0.1", 50000)) as client:
        assert client.get("/").json()["documents"] == 0
        page = html.fromstring(client.get("/", headers=HTML).text)
        assert page.xpath("//form[@action='/additions']//input[@type='file']")


def test_the_timeline_of_a_large_archive_comes_from_beside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "FEW", 0)
    first = client.get("/")
    assert not first.json()["current"] and not first.json()["rows"]
    shown = client.get("/").json()
    until = time.monotonic() + 60
    while not shown["current"] and time.monotonic() < until:
        time.sleep(0.02)
        shown = client.get("/").json()
    assert shown["current"] and shown["total"] > 3
    client.delete(f"/documents/{shown['recent'][0]['id']}", headers={"X-Requested-By": "test"})
    page = html.fromstring(client.get("/", headers=HTML).text)
    assert page.xpath("//*[@data-live]") and page.xpath("//svg[contains(@class,'wide')]")


def test_home_reads_on_a_telephone_in_the_dark(
    live_reader: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{live_reader}/", width=390, theme="dark", language="ja")
    expect(page.locator("svg.timeline.narrow")).to_be_visible()
    expect(page.locator("svg.timeline.wide")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_file_is_dropped_on_home(live: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live}/")
    transfer: Any = page.evaluate_handle(
        "() => { const held = new DataTransfer();"
        " held.items.add(new File(['Statement on whales\\n\\nWe will count whales.'],"
        " 'whales.txt', {type: 'text/plain'})); return held; }"
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
    page.wait_for_url("**/additions/*")
    expect(page.locator(".items .added")).to_contain_text("whales.txt", timeout=30_000)
