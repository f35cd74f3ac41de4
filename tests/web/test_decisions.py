"""Decisions over the page and REST: by form and by JSON, who says it, where one goes on to."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from communique.web.bodies import local
from tests.web.conftest import HTML

FORM = HTML | {"X-Requested-By": "tests"}


@pytest.fixture
def finding(client: TestClient) -> dict[str, Any]:
    """A promise of the samples."""
    archive = client.app.state.settings.archive  # type: ignore[attr-defined]
    from communique.archive import Archive

    with Archive.open(archive) as held:
        found = next(iter(held.findings("commitments")))
    return found.to_json()


def test_a_program_decides_and_takes_it_back(client: TestClient, finding: dict[str, Any]) -> None:
    there = f"/findings/{finding['id']}/decisions"
    made = client.post(there, json={"verdict": "accept", "note": "read it twice", "who": "Mika"})
    assert made.status_code == 201, made.text
    assert (made.json()["verdict"], made.json()["who"]) == ("accept", "Mika")
    held = client.get(there).json()
    assert held["total"] == 1 and held["rows"][0]["attached_to"] == finding["id"]
    client.delete(f"/decisions/{made.json()['id']}")
    assert client.get(there).json()["rows"][0]["superseded"]
    assert client.get("/decisions").json()["total"] == 0
    assert client.delete(f"/decisions/{made.json()['id']}").status_code == 404


def test_a_form_corrects_only_what_differs(client: TestClient, finding: dict[str, Any]) -> None:
    there = f"/findings/{finding['id']}/decisions"
    form = {
        "verdict": "correct", "who": "三木", "next": "/review?kind=commitments",
        "fields.actors": ", ".join(finding["actors"]), "fields.force": finding["force"],
        "fields.action": finding["action"], "fields.deadline": "2031-05", "fields.targets": "",
    }  # fmt: skip
    made = client.post(there, data=form, headers=FORM, follow_redirects=False)
    assert made.status_code == 303, made.text
    assert made.headers["location"] == "/review?kind=commitments"
    [row] = client.get(there).json()["rows"]
    expected = {"deadline": "2031-05"} | ({"targets": []} if finding["targets"] else {})
    assert row["fields"] == expected and row["who"] == "三木"
    again = client.post(there, data={"verdict": "reject"}, headers=FORM, follow_redirects=False)
    assert again.headers["location"].startswith(f"/documents/{finding['document']}?finding=")
    assert client.get("/decisions").json()["rows"][0]["who"] == "三木", "the name is remembered"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"verdict": "correct", "fields": {"deadline": "soon"}}, 400, "invalid-field"),
        ({"verdict": "correct"}, 400, "invalid-field"),
        ({"verdict": "status", "fields": {"status": "gone"}}, 400, "invalid-field"),
        ({"verdict": "note"}, 400, "invalid-field"),
        ({"verdict": "maybe"}, 422, "invalid-request"),
        ({"verdict": "accept", "who": "x" * 101}, 422, "invalid-request"),
        ([], 422, "invalid-request"),
    ],
)
def test_what_cannot_be_said_is_told(
    client: TestClient, finding: dict[str, Any], body: Any, status: int, code: str
) -> None:
    told = client.post(f"/findings/{finding['id']}/decisions", json=body)
    assert (told.status_code, told.json()["error"]["code"]) == (status, code)
    assert client.get("/decisions").json()["total"] == 0


def test_no_finding_and_no_body(client: TestClient, finding: dict[str, Any]) -> None:
    assert (
        client.post("/findings/ffffffffffff/decisions", json={"verdict": "accept"}).status_code
        == 404
    )
    there = f"/findings/{finding['id']}/decisions"
    assert (
        client.post(there, content="{", headers={"content-type": "application/json"}).status_code
        == 422
    )
    assert client.post(there, content="x", headers={"content-type": "text/xml"}).status_code == 415


@pytest.mark.parametrize(
    "path",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/x",
        "x",
        "",
        "/a\nb",
    ],
)
def test_one_returns_to_this_server_alone(path: str) -> None:
    assert local(path, default="/review") == "/review"
    assert local("/review?at=2#x", default="/") == "/review?at=2#x"
