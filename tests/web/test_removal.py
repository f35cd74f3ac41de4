"""Deleting a document: with its whole source, after it was said what goes."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient
from lxml import html

from tests.web.conftest import HTML

SENT = {"X-Requested-By": "test"}


def test_what_goes_is_said_and_goes(client: TestClient) -> None:
    rows = client.get("/documents", params={"size": 200}).json()["rows"]
    of_source: dict[str, list[str]] = {}
    for row in rows:
        of_source.setdefault(row["identity"], []).append(row["id"])
    ids = max(of_source.values(), key=len)
    told = client.get(f"/documents/{ids[0]}/delete").json()
    assert [each["id"] for each in told["documents"]] == ids and told["versions"] == 1
    assert client.get("/documents").json()["total"] == len(rows)
    page = html.fromstring(client.get(f"/documents/{ids[0]}/delete", headers=HTML).text)
    assert all(page.xpath(f"//a[@href='/documents/{id}']") for id in ids)
    gone = client.delete(f"/documents/{ids[0]}", headers=SENT).json()
    assert gone["documents"] == ids
    assert client.get("/documents").json()["total"] == len(rows) - len(ids)
    assert client.get(f"/documents/{ids[0]}/delete").status_code == 404
    log = client.app.state.audit.path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    entry = json.loads(log.splitlines()[-1])
    assert entry["action"] == "deleted" and entry["document"] == ids[0]


def test_a_browser_returns_to_the_list(client: TestClient) -> None:
    id = client.get("/documents").json()["rows"][0]["id"]
    page = html.fromstring(client.get(f"/documents/{id}/delete", headers=HTML).text)
    [token] = page.xpath("//main//input[@name='csrf']/@value")
    answer = client.post(
        f"/documents/{id}/delete", data={"csrf": token}, headers=HTML, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents")


def test_without_its_token_a_form_deletes_nothing(client: TestClient) -> None:
    before = client.get("/documents").json()
    id = before["rows"][0]["id"]
    answer = client.post(f"/documents/{id}/delete", data={"csrf": "forged"}, headers=HTML)
    assert answer.status_code == 403
    assert client.get("/documents").json()["total"] == before["total"]
