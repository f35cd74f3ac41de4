"""The log of who did what."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import html

from communique.web.safety.audit import Audit, line
from tests.web.conftest import HTML
from tests.web.safety.conftest import Guarded, Keys, bearer


def test_a_write_is_noted_with_who_when_and_whence(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))
    told = bearer(keys.editor)
    id = client.get("/documents?size=1", headers=told).json()["rows"][0]["id"]
    answer = client.post(
        f"/documents/{id}/header", json={"fields": {"place": "Nowhere"}}, headers=told
    )
    assert answer.status_code == 200, answer.text
    entry = client.get("/audit", headers=told).json()["rows"][0]
    assert (entry["user"], entry["from"]) == ("edo", "127.0.0.1")
    assert entry["at"].startswith("20") and entry["action"] in ("edited", "asked")
    assert id in json.dumps(entry["what"])


def test_signing_in_and_failing_to_are_noted(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))
    client.post("/sign-in", json={"token": "a-wrong-one"})
    client.post("/sign-in", json={"token": keys.reader})
    client.post("/sign-out", json={})
    client.cookies.clear()
    rows = client.get("/audit", headers=bearer(keys.editor)).json()["rows"]
    assert [row["action"] for row in rows[:3]] == ["signed-out", "signed-in", "sign-in-failed"]
    text = Path(f"{client.app.state.settings.archive}.audit.jsonl").read_text()  # type: ignore[attr-defined]
    assert keys.reader not in text and keys.editor not in text and "a-wrong-one" not in text


def test_what_was_refused_or_read_is_not_noted(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))
    client.get("/documents", headers=bearer(keys.editor))
    client.delete("/documents/0000000000000000", headers=bearer(keys.reader))
    client.post("/analyse", json={"text": "A text."}, headers=bearer(keys.reader))
    assert client.get("/audit", headers=bearer(keys.editor)).json()["total"] == 0


def test_the_file_is_its_owners_and_a_line_an_entry(tmp_path: Path) -> None:
    audit = Audit(str(tmp_path / "a.db"))
    audit.write(
        {"action": "deleted", "title": "a\nb\u2028c\x1b]0;x\x07\u202e\ud800", "long": "x" * 9999}
    )
    audit.write({"action": "added"})
    assert stat.S_IMODE(audit.path.stat().st_mode) == 0o600
    data = audit.path.read_bytes()
    assert len(data.splitlines()) == len(data.decode().splitlines()) == 2
    assert not {0x1B, 0x07} & set(data) and len(data) < 1500
    assert json.loads(data.splitlines()[0])["title"] == "a\nb\u2028c\x1b]0;x\x07\u202e\ud800"
    assert line({"title": "共同声明"}) == '{"title":"共同声明"}'


def test_a_damaged_line_and_a_log_that_cannot_be_written_stop_nothing(
    tmp_path: Path, client: TestClient
) -> None:
    path = Path(f"{client.app.state.settings.archive}.audit.jsonl")  # type: ignore[attr-defined]
    path.write_bytes(b'{"action": "added"}\n{"act\n\xff\xfe\n[]\n')
    assert client.get("/audit").json()["total"] == 4
    assert len(html.fromstring(client.get("/audit", headers=HTML).text).xpath("//tbody/tr")) == 4
    path.unlink()
    path.mkdir()
    assert client.post("/sign-out", json={}).status_code == 200


def test_the_newest_come_first_in_pages(client: TestClient) -> None:
    audit: Audit = client.app.state.audit  # type: ignore[attr-defined]
    for number in range(7):
        audit.write({"action": "added", "number": number})
    rows = client.get("/audit", params={"size": 3, "page": 2}).json()
    assert [row["what"]["number"] for row in rows["rows"]] == [3, 2, 1] and rows["pages"] == 3
    last = client.get("/audit", params={"size": 3, "page": 3}).json()["rows"]
    assert [row["what"]["number"] for row in last] == [0]
    assert client.get("/audit", params={"size": 3, "page": 9}).json()["rows"] == []
