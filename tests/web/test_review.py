"""The review: a queue by forms and by keyboard, corrections told at their fields, agreement."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from tests.web.conftest import HTML

FORM = HTML | {"X-Requested-By": "tests"}


def _finding(page: str) -> str:
    found = re.search(r'action="/findings/([0-9a-f]+)/decisions"', page)
    assert found
    return found[1]


def test_the_queue_goes_on_after_a_decision_by_form(client: TestClient) -> None:
    before = client.get("/review?kind=claims").json()
    page = client.get("/review?kind=claims", headers=HTML).text
    id = _finding(page)
    assert id == before["finding"]["id"] and f"at={before['next']}" in page
    csrf = re.search(r'name="csrf" value="([^"]*)"', page)
    onward = re.search(r'name="next" value="([^"]*)"', page)
    assert csrf and onward
    form = {"verdict": "accept", "csrf": csrf[1], "next": onward[1].replace("&amp;", "&")}
    there = client.post(f"/findings/{id}/decisions", data=form, headers=HTML)
    assert there.status_code == 200 and _finding(there.text) == before["next"]
    after = client.get("/review?kind=claims").json()
    assert (after["judged"], after["waiting"]) == (1, before["waiting"] - 1)
    assert after["latest"]["attached_to"] == id
    again = client.get(f"/review?kind=claims&at={id}", headers=HTML).text
    assert "accepted" in again, "what was judged can be seen, with what was decided"


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "kind",
    ["commitments", "positions", "figures", "people", "mechanisms", "attributions", "claims",
     "events"],
)  # fmt: skip
def test_every_kind_can_be_reviewed_in_every_language(
    reader: TestClient, kind: str, lang: str
) -> None:
    told = reader.get(f"/review?kind={kind}&lang={lang}&correct=true", headers=HTML)
    assert told.status_code == 200
    assert f'<html lang="{lang}"' in told.text and "<mark>" in told.text


def test_what_cannot_be_kept_is_told_at_its_field_with_what_was_typed(client: TestClient) -> None:
    id = client.get("/review").json()["finding"]["id"]
    form = {"verdict": "correct", "fields.deadline": "next spring", "fields.targets": "XBB"}
    told = client.post(f"/findings/{id}/decisions", data=form, headers=FORM)
    assert told.status_code == 400
    field = re.search(r'<input name="fields.deadline"[^>]*>', told.text)
    assert field and 'value="next spring"' in field[0] and 'aria-invalid="true"' in field[0]
    fine = re.search(r'<input name="fields.targets"[^>]*>', told.text)
    assert fine and 'value="XBB"' in fine[0] and "aria-invalid" not in fine[0]
    same = client.post(f"/findings/{id}/decisions", data={"verdict": "correct"}, headers=FORM)
    assert same.status_code == 400 and "Nothing differs" in same.text
    assert client.get("/decisions").json()["total"] == 0


def test_two_reviewers_and_how_far_they_agree(client: TestClient) -> None:
    ids = [client.get("/review?by=all").json()["finding"]["id"]]
    for _ in range(3):
        ids.append(client.get(f"/review?by=all&at={ids[-1]}").json()["next"])
    for who, said in (("Mika", "aarr"), ("三木", "aara")):
        for id, letter in zip(ids, said, strict=True):
            verdict = {"a": "accept", "r": "reject"}[letter]
            client.post(f"/findings/{id}/decisions", json={"verdict": verdict, "who": who})
    [pair] = client.get("/review/agreement").json()["rows"]
    assert pair["reviewers"] == ["Mika", "三木"]
    assert (pair["both"], pair["agreed"], pair["kappa"], pair["differ"]) == (4, 3, 0.5, [ids[3]])
    page = client.get("/review/agreement", headers=HTML).text
    assert "0.50" in page and f"at={ids[3]}" in page
    assert client.get("/review?by=me&who=Jun").json()["judged"] == 0
    assert client.get("/review?by=anyone&who=Jun").json()["judged"] == 4


def test_decisions_are_carried_to_another_archive(client: TestClient, reader: TestClient) -> None:
    id = client.get("/review").json()["finding"]["id"]
    made = client.post(f"/findings/{id}/decisions", json={"verdict": "reject", "who": "Mika"})
    told = client.get("/review/export")
    assert told.headers["content-type"] == "application/x-ndjson"
    [line] = told.text.splitlines()
    assert json.loads(line)["id"] == made.json()["id"]
    again = client.post("/review/import", json={"decisions": [json.loads(line)]})
    assert again.json() == {"kept": 0, "known": 1, "gaps": []}
    gone = line.replace(json.loads(line)["source"]["sha256"], "0" * 64)
    gone = gone.replace(json.loads(line)["source"]["name"], "nowhere.txt")
    files = {"file": ("d.jsonl", gone)}
    homeless = client.post("/review/import", files=files, headers=FORM)
    assert homeless.status_code == 200 and "decision-homeless" in homeless.text
    wrong = client.post("/review/import", json={"decisions": [{"kind": "claims"}]})
    assert wrong.json()["error"]["code"] == "decisions-unreadable"
    assert client.post("/review/import", json={"decisions": "no"}).status_code == 422


def test_orphaned_decisions_show_their_words(client: TestClient) -> None:
    id = client.get("/review").json()["finding"]["id"]
    client.post(f"/findings/{id}/decisions", json={"verdict": "accept", "who": "Mika"})
    line = json.loads(client.get("/review/export").text)
    line["words"] |= {"exact": ["words that stand <nowhere>"], "ranges": [[1, 3]]}
    kept = client.post("/review/import", json={"decisions": [line]}).json()
    assert kept["kept"] == 1
    assert client.get("/decisions?state=orphaned").json()["total"] == 1
    page = client.get("/decisions?state=orphaned", headers=HTML).text
    assert "words that stand &lt;nowhere&gt;" in page and "its words are gone" in page


def test_a_decision_by_keyboard_and_its_undo(live: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{live}/review")
    first = page.locator(".sentence").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**at=*")
    page.keyboard.press("k")
    page.locator(f"text={first[:30]}").first.wait_for()
    page.keyboard.press("a")
    page.locator(".latest").wait_for()
    assert page.locator(".sentence").inner_text() != first
    assert "1 of" in page.locator(".progress").inner_text()
    page.keyboard.press("u")
    page.wait_for_function("!document.querySelector('.latest')")
    assert page.locator(".sentence").inner_text() == first
    page.keyboard.press("c")
    page.locator("[name='fields.actors']").wait_for(state="visible")
    page.keyboard.press("a")  # typed, not decided
    assert page.locator("[name='fields.actors']").input_value() == "aXAA, XBB"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.locator("#keys-on").uncheck()
    page.locator("dialog#keys button").click()
    page.keyboard.press("r")
    page.wait_for_timeout(100)
    assert page.locator(".latest").count() == 0, "the keys are off"
