"""Requests that another site makes in a reader's name, and hosts that are not ours."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.web.conftest import BASE, HTML
from tests.web.safety.conftest import Guarded, Keys

FORM = {"token": "x"}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", "localhost.evil.example:8470", "127.0.0.1@evil.example", "", "127.0.0.1:99999", "[::1", "a b", "127.0.0.1:80:80", "localhost/evil", "::1", "0x7f.1", "127.0.0.1?", "127.0.0.1#"],
)  # fmt: skip
def test_another_host_is_refused(host: str, reader: TestClient) -> None:
    for path in ("/documents", "/static/0/app.css", "/nowhere"):
        answer = reader.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert answer.json()["error"]["code"] == "host-unknown"


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8470", "127.0.0.1:8470", "[::1]:8470", "localhost:9000"]
)
def test_the_names_of_this_machine_are_known(host: str, reader: TestClient) -> None:
    assert reader.get("/documents", headers={"Host": host}).status_code == 200


def test_two_hosts_are_none(reader: TestClient) -> None:
    two = [("Host", "127.0.0.1:8470"), ("Host", "evil.example")]
    assert reader.get("/documents", headers=two).status_code == 400


def test_a_name_is_known_once_it_is_told(guarded: Guarded) -> None:
    client = guarded(hostnames=("papers.example",))
    assert client.get("/documents", headers={"Host": "papers.example"}).status_code == 200
    assert client.get("/documents", headers={"Host": "paper.example"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:8471"},
        {"Origin": "http://localhost:8470"},
        {"Origin": "http://127.0.0.1:8470.evil.example"},
        {"Origin": "file://127.0.0.1:8470"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": BASE},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT", "PATCH"])
def test_a_write_from_another_site_is_refused_whatever_it_brings(
    method: str, headers: dict[str, str], reader: TestClient
) -> None:
    csrf = html.fromstring(reader.get("/documents", headers=HTML).text).xpath(
        "//meta[@name='csrf']/@content"
    )[0]
    sent = {**headers, "X-Requested-By": "x", "X-CSRF-Token": csrf}
    answer = reader.request(method, "/sign-in", json={"token": "x"}, headers=sent)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "request-forged"


@pytest.mark.parametrize(
    "body",
    [
        {"data": FORM},
        {"data": {**FORM, "csrf": "wrong"}},
        {"data": {**FORM, "csrf": ""}},
        {"files": {"file": ("a.txt", b"x")}},
        {"files": {"csrf": ("a.txt", b"x")}},
        {"data": FORM, "headers": {"X-CSRF-Token": "é".encode()}},
        {"data": FORM, "headers": {"X-Requested-By": ""}},
        {},
    ],
)
def test_a_form_without_the_token_of_our_pages_is_refused(
    body: dict[str, object], reader: TestClient
) -> None:
    for path in ("/sign-in", "/analyse"):
        answer = reader.post(path, **body)  # type: ignore[arg-type]
        assert answer.status_code == 403, answer.text
        assert answer.json()["error"]["code"] == "request-forged"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "text/json", "application/octet-stream", "x"]
)
def test_json_under_another_name_is_refused(kind: str, reader: TestClient) -> None:
    answer = reader.post("/sign-in", content=b'{"token": "x"}', headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_no_other_site_is_ever_allowed_to_ask(reader: TestClient) -> None:
    asked = {
        "Origin": "http://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    for answer in (
        reader.options("/documents", headers=asked),
        reader.get("/documents", headers=asked),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_token_of_a_form_is_its_users(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))

    def token() -> str:
        page = html.fromstring(client.get("/sign-in", headers=HTML).text)
        return str(page.xpath("//meta[@name='csrf']/@content")[0])

    stranger = token()
    client.post("/sign-in", json={"token": keys.editor})
    first = token()
    client.post("/sign-in", json={"token": keys.editor})
    second = token()
    assert len({stranger, first, second}) == 3
    for wrong in (stranger, first):
        answer = client.post("/sign-out", data={"csrf": wrong})
        assert answer.status_code == 403
    assert client.post("/sign-out", data={"csrf": second}).status_code == 200


def test_what_a_forged_form_uploads_is_thrown_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[SpooledTemporaryFile[bytes]] = []

    def temporary(max_size: int) -> SpooledTemporaryFile[bytes]:
        made.append(SpooledTemporaryFile(max_size=max_size))  # noqa: SIM115  # the server closes it
        return made[-1]

    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", temporary)
    large = b"x" * (2 << 20)  # on the disk, not in memory
    for path in ("/additions", "/review/import"):
        answer = client.post(path, files={"files": ("a.txt", large)}, data={"csrf": "wrong"})
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "request-forged"
    assert len(made) == 2 and all(each.closed for each in made)
