"""What is too much, too many, too slow, or never ends."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from communique.web.app import create_app
from communique.web.safety import patience
from communique.web.server import configured
from communique.web.settings import Limits, Settings
from tests.web.conftest import BASE, running

PROGRAM = {"X-Requested-By": "tests"}
LIMITS = Limits(
    file_bytes=20_000,
    request_bytes=50_000,
    form_bytes=5_000,
    files=3,
    fields=10,
    upload_seconds=1.0,
    request_seconds=1.0,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, corpus: Path, samples: Path) -> Settings:
    """A server that takes little."""
    copy = tmp_path_factory.mktemp("small") / "archive.db"
    shutil.copyfile(corpus, copy)
    return Settings(archive=str(copy), names=(str(samples / "names"),), limits=LIMITS, port=0)


@pytest.fixture(scope="module")
def client(small: Settings) -> Iterator[TestClient]:
    """Asks it without a network."""
    with TestClient(create_app(small), base_url=BASE, client=("127.0.0.1", 50000)) as made:
        yield made


@pytest.fixture(scope="module")
def wire(small: Settings) -> Iterator[tuple[str, int]]:
    """Where it listens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "SECONDS", 1.0)
        with running(configured(replace(small))) as base:
            parts = urlsplit(base)
            yield str(parts.hostname), int(parts.port or 0)


def test_a_body_larger_than_the_limit_is_refused_by_its_length(client: TestClient) -> None:
    for path, body in (
        ("/analyse", {"files": {"file": ("a.txt", b"x" * 60_000)}}),
        ("/analyse", {"json": {"text": "x" * 30_000}}),
        ("/sign-in", {"json": {"token": "x" * 6_000}}),
        ("/sign-in", {"data": {"token": "x" * 6_000}}),
    ):
        answer = client.post(path, headers=PROGRAM, **body)  # type: ignore[arg-type]
        assert answer.status_code == 413, answer.text
        assert answer.json()["error"]["code"] == "request-too-large"


def test_a_file_larger_than_its_limit_is_refused(client: TestClient) -> None:
    answer = client.post("/analyse", headers=PROGRAM, files={"file": ("a.txt", b"x" * 25_000)})
    assert answer.status_code == 413


def test_a_body_without_a_length_is_counted(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1000

    for path in ("/analyse", "/sign-in"):
        answer = client.post(
            path, content=parts(), headers={**PROGRAM, "Content-Type": "application/json"}
        )
        assert answer.status_code == 413


def test_too_many_files_and_fields_are_refused(client: TestClient) -> None:
    files = [("file", (f"{n}.txt", b"x")) for n in range(4)]
    assert client.post("/analyse", headers=PROGRAM, files=files).status_code in (400, 413)
    fields = {str(n): "x" for n in range(11)}
    for path in ("/sign-in", "/analyse"):
        assert client.post(path, headers=PROGRAM, data=fields).status_code in (400, 413)


@pytest.mark.parametrize(
    "body",
    ["[" * 4000, '{"token":' * 400, "1" * 4500, "NaN", '{"token": 1e999}', '{"token": "\\ud800"}', "\x00", "{", '{"token": {"a": []}}', "\ufeff{}", '{"token": "x", "token": 2}'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/analyse", "/sign-in"])
def test_json_that_is_none_or_too_deep_is_a_wrong_request(
    path: str, body: str, client: TestClient
) -> None:
    sent = {"Content-Type": "application/json"}
    answer = client.post(path, content=body.encode(), headers=sent)
    assert answer.status_code in (400, 401, 422, 429)
    assert answer.json()["error"]["code"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--",
        b"\xff" * 100,
        b"--x\r\n" + b"A: b\r\n" * 300,
    ],
)
def test_a_broken_form_is_a_wrong_request(body: bytes, client: TestClient) -> None:
    for kind in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "multipart/form-data; boundary=",
    ):
        answer = client.post("/analyse", content=body, headers={**PROGRAM, "Content-Type": kind})
        assert answer.status_code in (400, 422), kind
        assert answer.json()["error"]["code"]


@contextmanager
def connected(wire: tuple[str, int]) -> Iterator[socket.socket]:
    """A connection of one's own."""
    with socket.create_connection(wire, timeout=10) as made:
        yield made


def all_of(connection: socket.socket) -> bytes:
    """What comes until the server closes; fails if it does not."""
    found = b""
    while part := connection.recv(65536):
        found += part
    return found


HEAD = "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-By: x\r\n{more}\r\n\r\n"


def head(method: str, path: str, more: str) -> bytes:
    """The head of a request."""
    return HEAD.format(method=method, path=path, more=more).encode()


@pytest.mark.parametrize(
    "more",
    [
        "Content-Type: application/json\r\nContent-Length: 1000",
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 40000",
        "Content-Type: application/json\r\nTransfer-Encoding: chunked",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 50",
    ],
)
def test_a_body_that_does_not_come_ends_the_request(more: str, wire: tuple[str, int]) -> None:
    with connected(wire) as connection:
        begun = time.monotonic()
        connection.sendall(head("POST", "/analyse", more))
        answer = all_of(connection)
        assert time.monotonic() - begun < 5
    assert answer.startswith(b"HTTP/1.1 408") and b'"too-slow"' in answer


def test_a_body_that_drips_ends_the_request(wire: tuple[str, int]) -> None:
    with connected(wire) as connection:
        connection.sendall(
            head("POST", "/analyse", "Content-Type: application/json\r\nContent-Length: 5000")
        )
        begun = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() - begun < 6:
                connection.sendall(b" ")
                time.sleep(0.2)
        assert time.monotonic() - begun < 5


def test_a_body_that_never_ends_is_cut_off(wire: tuple[str, int]) -> None:
    with connected(wire) as connection:
        connection.sendall(
            head("POST", "/analyse", "Content-Type: application/json\r\nTransfer-Encoding: chunked")
        )
        sent = 0
        with pytest.raises(OSError):
            while sent < 100_000_000:
                connection.sendall(b"2710\r\n" + b" " * 10_000 + b"\r\n")
                sent += 10_000
    assert sent < 20_000_000


def test_a_body_for_a_route_that_takes_none_does_not_keep_the_connection(
    wire: tuple[str, int],
) -> None:
    with connected(wire) as connection:
        connection.sendall(head("GET", "/documents?size=1", "Transfer-Encoding: chunked"))
        assert all_of(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("begun", [b"", b"GET /documents HTTP/1.1\r\nHost: 127.0.0.1\r\nX-"])
def test_headers_that_do_not_come_end_the_connection(begun: bytes, wire: tuple[str, int]) -> None:
    with connected(wire) as connection:
        connection.sendall(begun)
        since = time.monotonic()
        all_of(connection)
        assert time.monotonic() - since < 5


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000,
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(raw: bytes, wire: tuple[str, int]) -> None:
    with connected(wire) as connection:
        connection.sendall(raw)
        assert all_of(connection).startswith(b"HTTP/1.1 400")


def test_the_server_answers_beside_all_that(wire: tuple[str, int]) -> None:
    slow = [socket.create_connection(wire, timeout=10) for _ in range(50)]
    try:
        for each in slow:
            each.sendall(
                head("POST", "/analyse", "Content-Type: application/json\r\nContent-Length: 1000")
            )
        begun = time.monotonic()
        with connected(wire) as connection:
            connection.sendall(head("GET", "/documents?size=1", "Connection: close"))
            assert all_of(connection).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - begun < 5
    finally:
        for each in slow:
            each.close()
