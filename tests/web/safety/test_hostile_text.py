"""Scripts in texts, titles, names, addresses and queries: shown as words, on every page."""

from __future__ import annotations

import html as escapes
import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from lxml import html

from communique.archive import Archive
from communique.find.analyse import analyse_bytes
from communique.web.app import create_app
from communique.web.server import configured
from communique.web.settings import Settings
from tests.web.conftest import BASE, HTML, running
from tests.web.safety.everywhere import asked, required

PROBE = "xss-probe"
HOSTILE = (
    f"<{PROBE}>",
    f'"><{PROBE} onerror=alert(1)>',
    f"'><{PROBE} onload=alert(1)>",
    f"</script><script>alert('{PROBE}')</script>",
    f"</title></textarea></style></option><{PROBE}>",
    "zz{{7*7}}zz{% raw %}${7*7}#{7*7}",
    "javascript:alert(1)//",
    f"<!--><{PROBE}>--><![CDATA[<{PROBE}>",
    "\u202e\u2066evil\x1b]0;t\x07\x00",
)
TEXT = """\
Joint Statement {bad}

Tokyo, 11 April 2024

Japan and the United States {bad} agreed to establish the {bad} Council by May 2031.
The two leaders welcomed, for the first time, 50 {bad} ships. "We will {bad} act", said Prime Minister Yamada {bad}.
Japan opposes any {bad} change of the status quo. The United States will provide $16 million {bad}.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server of documents that were written to harm."""
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    with Archive.open(str(path), create=True) as archive:
        for number, bad in enumerate(HOSTILE):
            data = TEXT.format(bad=bad).encode()
            page = f"<html><head><title>{escapes.escape(bad)}</title></head><body><h1>{escapes.escape(bad)}</h1><script>alert(1)</script><p onclick='x'>{escapes.escape(TEXT.format(bad=bad))}</p></body></html>"
            fields = {
                "title": bad,
                "place": bad,
                "people": [bad],
                "series": bad[:100],
                "kind": "joint_statement",
                "issuers": ["JPN", "USA"],
                "date": f"20{10 + number}-04-11",
            }
            plain = bad.replace("\x00", "")
            archive.put(
                analyse_bytes(
                    data,
                    name=f"{plain}.txt",
                    identity=f"https://evil.example/{plain}",
                    aliases=[("frus", plain)],
                    fields=fields,
                ),
                data,
            )
            archive.put(
                analyse_bytes(
                    page.encode(), name=f"{number}.html", identity=f"javascript:alert({number})"
                ),
                page.encode(),
            )
    with TestClient(
        create_app(Settings(archive=str(path), encoder="none")),
        base_url=BASE,
        client=("127.0.0.1", 50000),
    ) as made:
        yield made


def harmful(text: str) -> list[str]:
    """What of a page would run, or was not ours to write."""
    page = html.fromstring(text)
    found = [html.tostring(each)[:200].decode() for each in page.iter(PROBE)]
    for each in page.iter():
        if not isinstance(each.tag, str):
            continue
        found += [
            f"{each.tag} {name}"
            for name in each.attrib
            if name.lower().startswith("on") or name == "style"
        ]
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            value = (each.get(name) or "").strip().lower()
            if value.split(":")[0] in ("javascript", "vbscript") or (
                value.startswith("data:") and each.tag != "link"
            ):
                found.append(f"{each.tag} {name}={value[:80]}")
        if each.tag == "script":
            ours = (each.get("src") or "").startswith("/static/") or each.get(
                "type"
            ) == "application/json"
            if not ours or "alert(" in (each.text or ""):
                found.append("a script in the page")
        if each.tag in ("iframe", "object", "embed", "base", "style"):
            found.append(each.tag)
    if "zz49zz" in text:
        found.append("a template was filled in")
    if any(sign in text for sign in "\x00\x1b\x07"):
        found.append("a control character")
    return found


def test_what_documents_say_is_shown_as_words_on_every_page(client: TestClient) -> None:
    seen = 0
    documents = [row["id"] for row in client.get("/documents?size=200").json()["rows"]]
    findings = [
        row["id"]
        for kind in ("commitments", "positions", "figures", "people", "claims", "attributions")
        for row in client.get(f"/findings?kind={kind}&size=30").json()["rows"]
    ]
    assert len(documents) >= 2 * len(HOSTILE) and findings
    addresses = {(path, tuple(required(told).items())) for path, told in asked(client)}
    addresses |= {(f"/documents/{id}", ()) for id in documents}
    addresses |= {
        (f"/documents/{id}/{each}", ())
        for id in documents[:6]
        for each in ("blame", "versions", "brief")
    }
    addresses |= {("/compare", (("old", a), ("new", b))) for a, b in pairwise(documents[:7])}
    addresses |= {(f"/findings/{id}", ()) for id in findings[:20]}
    for path, query in sorted(addresses):
        for language in ("en", "ja"):
            answer = client.get(
                path, params=dict(query), headers={**HTML, "Accept-Language": language}
            )
            assert answer.status_code != 500, path
            if answer.headers.get("content-type", "").startswith(
                "text/html"
            ) and "attachment" not in answer.headers.get("content-disposition", ""):
                assert not harmful(answer.text), path
                assert "script-src 'self'" in answer.headers["content-security-policy"]
                seen += PROBE in answer.text
    assert seen > 20  # the words are there, as words


@pytest.mark.parametrize("bad", HOSTILE)
def test_what_an_address_says_is_shown_as_words(bad: str, client: TestClient) -> None:
    for path, told in asked(client):
        names = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query"]
        texts = [name for name in names if name not in ("page", "size")][:8]
        for query in (dict.fromkeys(texts, bad), *({name: bad} for name in texts)):
            answer = client.get(path, params={**required(told), **query}, headers=HTML)
            assert answer.status_code < 500 or answer.status_code == 503, (path, query)
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert not harmful(answer.text), (path, query)
    for path in (f"/{bad}", f"/documents/{bad}", f"/people/{bad}", f"/static/{bad}/{bad}"):
        answer = client.get(
            path.replace("\x00", "%00").replace("\x1b", "%1b").replace("\x07", "%07"), headers=HTML
        )
        assert answer.status_code < 500
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert not harmful(answer.text), path


def test_a_source_is_saved_and_never_shown(client: TestClient) -> None:
    for row in client.get("/documents?size=200").json()["rows"]:
        answer = client.get(f"/documents/{row['id']}/source", headers=HTML)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not {"\r", "\n"} & set(answer.headers["content-disposition"])


def test_every_answer_has_the_headers_errors_too(client: TestClient) -> None:
    for path in (
        "/",
        "/documents",
        "/nowhere",
        "/documents?since=x",
        "/static/0/app.css",
        "/static/0/nothing.css",
        "/openapi.json",
    ):
        answer = client.get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"], path
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with a mistake of ours."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("communique.web.pages.documents.answer", broken)


@pytest.mark.usefixtures("broken")
def test_a_mistake_of_ours_shows_no_trace_and_has_the_headers(tmp_path: Path) -> None:
    app = create_app(Settings(archive=str(tmp_path / "a.db"), encoder="none"))
    with TestClient(
        app, base_url=BASE, client=("127.0.0.1", 1), raise_server_exceptions=False
    ) as client:
        for headers in ({}, HTML):
            answer = client.get("/documents", headers=headers)
            assert answer.status_code == 500
            assert "secret" not in answer.text and "Traceback" not in answer.text
            assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.usefixtures("broken")
def test_a_mistake_of_ours_is_logged_once_under_the_number_that_was_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(configured(Settings(archive=str(tmp_path / "a.db"), port=0))) as base:
        # uvicorn's loggers hand nothing on to the root, where caplog listens.
        monkeypatch.setattr(logging.getLogger("uvicorn"), "propagate", True)
        told = httpx2.get(f"{base}/documents?a=%0Ab").json()["error"]["message"]
    [record] = [each for each in caplog.records if each.levelno >= logging.ERROR]
    number = told.rpartition("number ")[2].rstrip(")")
    assert caplog.text.count(number) == 1 and f"error {number} at GET '/documents'" in caplog.text
    assert record.exc_info and caplog.text.count("Traceback (most recent call last)") == 1
