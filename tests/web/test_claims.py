"""Claims: the verdicts of the samples' claims are those that are known, and one of one's own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from tests.web.conftest import HTML


@pytest.fixture(scope="module")
def claims(reading: TestClient) -> list[dict[str, Any]]:
    """All claims of the samples, once their verdicts are known."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = reading.get("/claims?size=200").json()
        if told["current"] and all(row["verdict"] for row in told["rows"]):
            return list(told["rows"])
        time.sleep(0.3)
    pytest.fail("the verdicts were not worked out in a minute")


def _same(one: str, other: str) -> bool:
    flat = ["".join(each.split()) for each in (one, other)]
    return flat[0] in flat[1] or flat[1] in flat[0]


def test_verdicts_are_those_that_are_known(
    claims: list[dict[str, Any]], reader: TestClient, samples: Path
) -> None:
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["claims"]
    found: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
    for known in truth:
        for row in claims:
            name = known["file"].rpartition("/")[2]
            if row["name"] == name and _same(known["quote"], "".join(row["evidence"]["exact"])):
                found.append((known, row))
                break
    assert len(found) >= 19, f"{len(found)} of {len(truth)} are listed"
    for known, row in found:
        if known["truth"] in ("supported", "contradicted"):
            wrong = {"supported": "contradicted", "contradicted": "supported"}[known["truth"]]
            assert row["verdict"] != wrong, known["id"]
    right = [known["id"] for known, row in found if known["truth"] == row["verdict"]]
    assert len(right) >= len(found) - 3, {k["id"] for k, _ in found} - set(right)
    for known, row in found:
        if known["truth"] == row["verdict"] == "contradicted" and known["earlier"]:
            page = reader.get(f"/claims/{row['id']}", headers=HTML).text
            assert known["earlier"][0]["file"].rpartition("/")[2] in page, known["id"]


def test_the_list_is_narrowed_by_verdict_type_and_party(
    claims: list[dict[str, Any]], reader: TestClient
) -> None:
    for name, value in (("verdict", "contradicted"), ("type", "omission")):
        rows = reader.get("/claims", params={name: value, "size": 200}).json()["rows"]
        assert [row["id"] for row in rows] == [row["id"] for row in claims if row[name] == value]
        assert 0 < len(rows) < len(claims)
    assert reader.get("/claims?party=JPN").json()["total"] == 0
    page = reader.get("/claims?verdict=contradicted&size=5&lang=ja", headers=HTML).text
    assert "反証あり" in page and "記述がある" in page


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant", "zh-Hans"])
def test_every_answer_is_told_in_every_language(
    claims: list[dict[str, Any]], reader: TestClient, lang: str
) -> None:
    for row in claims[::6]:
        told = reader.get(f"/claims/{row['id']}?lang={lang}", headers=HTML)
        assert told.status_code == 200
    assert reader.get(f"/claims/ask?lang={lang}", headers=HTML).status_code == 200


def test_a_claim_of_ones_own_is_answered_as_on_the_command_line(reader: TestClient) -> None:
    asked = {"text": "Never before has a joint statement mentioned the Sarrow Islands."}
    told = reader.get("/claims/ask", params=asked).json()["answer"]
    assert told["verdict"] == "contradicted" and told["earlier"]
    narrowed = reader.get("/claims/ask", params=asked | {"until": "1980"}).json()["answer"]
    assert narrowed["rests_on"]["documents"] == 0
    assert reader.get("/claims/ask").json() == {"answer": None}
    wrong = reader.get("/claims/ask", params=asked | {"since": "soon"})
    assert wrong.json()["error"]["code"] == "invalid-field"
    assert reader.get("/claims/ask?text=...").json()["error"]["code"] == "claim-empty"
    assert reader.get("/claims/ffffffffffff").status_code == 404


def test_asking_a_claim_and_asking_again(live_reader: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live_reader}/claims/ask")
    page.get_by_label("Claim", exact=True).fill("這是兩國聯合聲明首次提及人權")
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    assert "contradicted" in page.locator(".answer").inner_text()
    assert page.locator(".hits.stands mark").count() > 0
    page.get_by_role("link", name="Ask again").click()
    page.locator("input[name=term]").first.wait_for(state="visible")
    assert "contradicted" in page.locator(".answer").inner_text(), "the same, asked by its words"
