"""Whatever is written into the parameters of every route: never a mistake of the server, and the
archive is unharmed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.archive import Archive
from communique.web.app import create_app
from communique.web.settings import Settings
from tests.web.conftest import BASE, HTML
from tests.web.safety.conftest import Guarded, Keys, bearer
from tests.web.safety.everywhere import asked, required

WRONG = (
    "' OR 1=1 --",
    '"; DROP TABLE documents;--',
    "1) UNION SELECT sql FROM sqlite_master--",
    '" AND (NEAR( OR *"',
    "%",
    "%25%00%zz",
    "%ED%A0%80",
    "a\x00b",
    "\ud800",
    "會" * 500,
    "../../../../etc/passwd",
    "-1",
    "99999999999999999999999",
    "1e309",
    "\u202e\ufeff\u2028",
    "2024-02-30",
    "[a-",
)


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, corpus: Path, samples: Path
) -> Iterator[TestClient]:
    """A server of a copy of the sample corpus, which is whole at the end."""
    path = tmp_path_factory.mktemp("wrong") / "archive.db"
    shutil.copyfile(corpus, path)
    settings = Settings(archive=str(path), names=(str(samples / "names"),), encoder="none")
    with TestClient(create_app(settings), base_url=BASE, client=("127.0.0.1", 50000)) as made:
        total = made.get("/documents").json()["total"]
        yield made
        assert made.get("/documents").json()["total"] == total
    with Archive.open(str(path)) as archive:
        assert archive.verify() == []


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_no_parameter_breaks_a_route(wrong: str, client: TestClient) -> None:
    value = wrong.encode("utf-8", "surrogatepass")
    for path, told in asked(client):
        names = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query"]
        least = required(told)
        # All at once, and each alone: the first that is refused hides the others.
        together = [names] if len(value) < 500 else []  # an address has a longest length
        for some in (*together, *([name] for name in names)):
            query = {**least, **dict.fromkeys(some, value)}
            answer = client.get(path, params=query)  # type: ignore[arg-type]
            assert answer.status_code < 500 or answer.json()["error"]["code"] == "server-busy", (
                path,
                some,
            )
            if answer.status_code >= 400:
                assert set(answer.json()["error"]) == {"code", "message", "advice"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/x/../../app.py",
        "/static/x/..%2f..%2fapp.py",
        "/static/x/%2e%2e/app.py",
        "/static/x//etc/passwd",
        "/static/%00/app.css",
        "/static/x/app.css%00.js",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2e%2e/source",
        "/documents/%00",
        "/documents/%ff%fe",
        "/people/..%2f..%2f",
        "/bodies/%00",
        "/" + "a" * 10_000,
        "/documents/' OR 1=1 --",
        "/findings/' OR 1=1 --",
    ],
)
def test_no_path_leads_out(path: str, client: TestClient) -> None:
    for headers in ({}, HTML):
        answer = client.get(path, headers=headers, follow_redirects=False)
        assert answer.status_code in (200, 400, 404, 422), path
        assert "root:" not in answer.text and "import" not in answer.text[:200]
        if answer.status_code == 200:
            assert path.startswith(("/people/", "/bodies/", "/static/%00/")), path


def test_a_line_in_a_header_is_no_header(client: TestClient) -> None:
    for bad in ("en\r\nX-Evil: 1", "a\r\n\r\n<script>", "\x00"):
        for path in ("/documents", "/sign-in", "/export", "/nowhere"):
            answer = client.get(path, params={"lang": bad, "theme": bad, "next": bad, "name": bad})
            assert "x-evil" not in answer.headers
            assert not [
                value for value in answer.headers.values() if "\r" in value or "\n" in value
            ]


def test_strangers_get_nothing_from_any_route(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))
    known = guarded(tokens=str(keys.path))
    known.headers.update(bearer(keys.reader))
    seen = 0
    for method in ("get", "post", "delete", "put", "patch"):
        for path, _ in asked(known, method):
            if path == "/sign-in":
                continue
            json = None if method in ("get", "delete") else {}
            for headers in (
                {},
                {"X-User": "edo"},
                {"Authorization": "Bearer x"},
                {"X-Forwarded-For": "127.0.0.1"},
                {"X-Requested-By": "x"},
            ):
                answer = client.request(method, path, json=json, headers=headers)
                assert answer.status_code in (401, 429), (method, path)
            page = client.request(method, path, json=json, headers=HTML)
            assert page.status_code in (303, 401) and "rows" not in page.text
            if method != "get" and path not in ("/analyse", "/sign-out"):
                assert known.request(method, path, json=json).status_code == 403, (method, path)
            seen += 1
    assert seen > 30
    for path in ("/static/0/app.css", "/static/0/page.js"):
        assert client.get(path).status_code == 200  # the program's own: the form to sign in has it
    for path in (
        "/static",
        "/static/",
        "/sign-in/",
        "/sign-inx",
        "/Documents",
        "/documents/",
        "//documents",
        "/sign-in/../documents",
        "/static/../documents",
        "/static/0/../../documents",
    ):
        answer = client.get(path)
        assert answer.status_code in (401, 404, 307), path
        assert "rows" not in answer.text
