"""Who may come in, and who may write."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from communique.errors import ServerExposed, ServerSettings
from communique.web.app import create_app
from communique.web.safety.access import Access
from communique.web.safety.tokens import is_open_to_others, make
from communique.web.settings import Settings
from tests.web.conftest import HTML
from tests.web.safety.conftest import Guarded, Keys, bearer


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_an_address_of_others_is_refused_without_tokens_or_proxy(host: str, tmp_path: Path) -> None:
    with pytest.raises(ServerExposed) as refused:
        create_app(Settings(archive=str(tmp_path / "a.db"), host=host))
    assert "--tokens" in refused.value.advice


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "localhost", "::1"])
def test_a_loopback_address_asks_nobody(host: str) -> None:
    Access().check(host)


def test_whoever_reaches_the_loopback_address_may_write_under_the_login_name(
    client: TestClient,
) -> None:
    told = client.get("/sign-in").json()
    assert told["may_write"] and told["user"]["role"] == "editor" and told["user"]["name"]
    assert told["asks"] is False


def test_read_only_refuses_every_write(guarded: Guarded) -> None:
    client = guarded(read_only=True)
    assert client.get("/documents").status_code == 200
    assert client.get("/sign-in").json()["may_write"] is False
    answer = client.delete("/documents/0000000000000000")
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "not-allowed"
    assert client.post("/analyse", json={"text": "A text."}).status_code == 200


class TestTokens:
    """A server that wants a token."""

    def test_a_stranger_gets_nothing_and_is_told_how(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(host="0.0.0.0", tokens=str(keys.path))
        answer = client.get("/documents")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]["code"] == "not-signed-in"
        assert "Bearer" in answer.json()["error"]["advice"]

    @pytest.mark.parametrize(
        "header", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "x", "Bearer \xff"]
    )
    def test_a_wrong_token_is_refused(self, header: str, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        told = {"Authorization": header.encode("latin-1")}
        assert client.get("/documents", headers=told).status_code == 401  # type: ignore[arg-type]

    def test_the_hash_of_a_token_is_no_token(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        key = keys.path.read_text().split()[-2]
        assert len(key) == 64
        assert client.get("/documents", headers=bearer(key)).status_code == 401

    def test_a_reader_reads_and_does_not_write(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        assert client.get("/documents", headers=bearer(keys.reader)).status_code == 200
        for method, path in (("DELETE", "/documents/0000000000000000"), ("POST", "/additions")):
            answer = client.request(method, path, headers=bearer(keys.reader))
            assert answer.status_code == 403, path
            assert answer.json()["error"]["code"] == "not-allowed"
        assert client.get("/audit", headers=bearer(keys.reader)).status_code == 403

    def test_an_editor_writes(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        answer = client.delete("/documents/0000000000000000", headers=bearer(keys.editor))
        assert answer.status_code in (404, 405)  # it came as far as the route
        assert client.get("/audit", headers=bearer(keys.editor)).status_code == 200

    def test_a_token_taken_out_of_the_file_ends_at_once(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        assert client.post("/sign-in", json={"token": keys.reader}).status_code == 200
        assert client.get("/documents").status_code == 200
        lines = [line for line in keys.path.read_text().splitlines(True) if "rita" not in line]
        keys.path.write_text("".join(lines))
        assert client.get("/documents").status_code == 401
        assert client.get("/documents", headers=bearer(keys.reader)).status_code == 401
        assert client.get("/documents", headers=bearer(keys.editor)).status_code == 200

    def test_a_token_file_that_is_gone_lets_nobody_in(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        keys.path.unlink()
        answer = client.get("/documents", headers=bearer(keys.editor))
        assert answer.status_code >= 400 and "error" in answer.json()

    def test_wrong_tokens_are_slowed_down_and_then_not_looked_at(
        self, guarded: Guarded, keys: Keys
    ) -> None:
        client = guarded(tokens=str(keys.path))
        for _ in range(10):
            assert client.get("/documents", headers=bearer("wrong")).status_code == 401
        answer = client.get("/documents", headers=bearer("wrong"))
        assert answer.status_code == 429 and answer.headers["retry-after"]
        assert client.post("/sign-in", json={"token": "wrong"}).status_code == 429

    def test_the_file_keeps_no_token_and_is_its_owners(self, keys: Keys) -> None:
        text = keys.path.read_text()
        assert keys.reader not in text and keys.editor not in text
        assert not is_open_to_others(keys.path)
        keys.path.chmod(0o644)
        assert is_open_to_others(keys.path)

    @pytest.mark.parametrize(
        "text", ["", "# nobody\n", "rita reader abc\n", "rita admin " + "0" * 64]
    )
    def test_a_file_without_right_tokens_is_refused_at_the_start(
        self, text: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "tokens"
        path.write_text(text)
        with pytest.raises(ServerSettings):
            create_app(Settings(archive=str(tmp_path / "a.db"), access=Access(tokens=str(path))))

    def test_a_name_cannot_bring_a_line_of_its_own(self, tmp_path: Path) -> None:
        for name in ("a\nb editor " + "0" * 64, "a b", "", "a" * 101):
            with pytest.raises(ServerSettings):
                make(tmp_path / "tokens", name, "reader")


class TestSigningIn:
    """A browser shows its token once."""

    def test_a_stranger_is_led_to_the_form_and_back(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        there = client.get("/documents?party=JPN&size=5", headers=HTML)
        assert there.status_code == 303
        form = html.fromstring(client.get(there.headers["location"], headers=HTML).text).forms[-1]
        fields = {**dict(form.fields), "token": keys.reader}
        done = client.post("/sign-in", data=fields, headers=HTML)
        assert (done.status_code, done.headers["location"]) == (303, "/documents?party=JPN&size=5")
        cookie = done.headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
        page = client.get("/documents", headers=HTML)
        assert page.status_code == 200 and "rita" in page.text

    def test_the_cookie_is_for_https_alone_where_that_is_spoken(
        self, guarded: Guarded, keys: Keys
    ) -> None:
        client = guarded(tokens=str(keys.path))
        client.base_url = "https://127.0.0.1:8470"  # type: ignore[assignment]
        done = client.post("/sign-in", json={"token": keys.reader})
        cookie = done.headers["set-cookie"]
        assert cookie.startswith("__Host-") and "Secure" in cookie and "Path=/" in cookie

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\r\nX: 1", "\t//evil.example"],
    )  # fmt: skip
    def test_signing_in_leads_to_no_other_site(
        self, elsewhere: str, guarded: Guarded, keys: Keys
    ) -> None:
        client = guarded(tokens=str(keys.path))
        page = html.fromstring(client.get("/sign-in", headers=HTML).text)
        fields = {"token": keys.reader, "next": elsewhere, "csrf": page.forms[-1].fields["csrf"]}
        done = client.post("/sign-in", data=fields, headers=HTML)
        assert (done.status_code, done.headers["location"]) == (303, "/")

    def test_a_wrong_token_shows_the_form_again(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        page = html.fromstring(client.get("/sign-in", headers=HTML).text)
        fields = {"token": "wrong", "csrf": page.forms[-1].fields["csrf"]}
        answer = client.post("/sign-in", data=fields, headers=HTML)
        assert answer.status_code == 401 and "set-cookie" not in answer.headers
        assert html.fromstring(answer.text).xpath("//*[@role='alert']")

    def test_a_cookie_that_was_changed_is_no_cookie(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        client.post("/sign-in", json={"token": keys.reader})
        [(name, value)] = client.cookies.items()
        told, _, signature = value.partition(".")
        key, until, nonce = json.loads(base64.urlsafe_b64decode(told))
        editor = keys.path.read_text().split()[-2]
        forged = base64.urlsafe_b64encode(json.dumps([editor, until, nonce]).encode()).decode()
        later = base64.urlsafe_b64encode(json.dumps([key, until + 9**9, nonce]).encode()).decode()
        for wrong in (
            f"{forged}.{signature}",
            f"{later}.{signature}",
            told,
            f"{told}.",
            f".{signature}",
            f"{value}A",
            "x.y",
            "\u00e9",
        ):
            client.cookies.clear()
            answer = client.get(
                "/documents", headers={"Cookie": f"{name}={wrong}".encode("latin-1")}
            )  # type: ignore[arg-type]
            assert answer.status_code == 401, wrong

    def test_a_sign_in_ends(
        self, guarded: Guarded, keys: Keys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = guarded(tokens=str(keys.path))
        client.post("/sign-in", json={"token": keys.reader})
        assert client.get("/documents").status_code == 200
        monkeypatch.setattr("communique.web.safety.sessions.time.time", lambda: 9e9)
        assert client.get("/documents").status_code == 401

    def test_signing_out(self, guarded: Guarded, keys: Keys) -> None:
        client = guarded(tokens=str(keys.path))
        client.post("/sign-in", json={"token": keys.reader})
        assert client.post("/sign-out", json={}).status_code == 200
        assert client.get("/documents").status_code == 401


class TestProxy:
    """A server behind a proxy that signs people in."""

    def test_the_proxy_names_the_user(self, guarded: Guarded) -> None:
        client = guarded(host="0.0.0.0", proxy_header="X-User", editors=("edo",))
        assert client.get("/documents").status_code == 401
        for name, may in (("rita", False), ("edo", True)):
            told = client.get("/sign-in", headers={"X-User": name}).json()
            assert told["user"]["name"] == name and told["may_write"] is may

    def test_the_header_of_anybody_else_says_nothing(self, guarded: Guarded) -> None:
        client = guarded(
            peer="192.168.1.9", host="0.0.0.0", proxy_header="X-User", editors=("edo",)
        )
        assert client.get("/documents", headers={"X-User": "edo"}).status_code == 401

    def test_a_proxy_elsewhere_is_told_by_its_address(self, guarded: Guarded) -> None:
        client = guarded(
            peer="10.1.2.3", host="0.0.0.0", proxy_header="X-User", proxy_from=("10.1.0.0/16",)
        )
        assert client.get("/documents", headers={"X-User": "edo"}).status_code == 200

    @pytest.mark.parametrize("name", ["", " ", "a\tb", "a" * 201, "edo\x85"])
    def test_a_name_that_is_none_is_nobody(self, name: str, guarded: Guarded) -> None:
        client = guarded(proxy_header="X-User")
        answer = client.get("/documents", headers={"X-User": name.encode("latin-1")})  # type: ignore[arg-type]
        assert answer.status_code == 401

    def test_two_names_are_nobody(self, guarded: Guarded) -> None:
        client = guarded(proxy_header="X-User", editors=("edo",))
        two = [("X-User", "rita"), ("X-User", "edo")]
        assert client.get("/documents", headers=two).status_code == 401

    def test_an_address_that_is_none_is_refused_at_the_start(self, tmp_path: Path) -> None:
        access = Access(proxy_header="X-User", proxy_from=("proxy.example",))
        with pytest.raises(ServerSettings):
            create_app(Settings(archive=str(tmp_path / "a.db"), access=access))


def test_a_reader_is_shown_nothing_that_writes(guarded: Guarded, keys: Keys) -> None:
    client = guarded(tokens=str(keys.path))
    id = client.get("/documents?size=1", headers=bearer(keys.reader)).json()["rows"][0]["id"]
    for path in ("/", "/documents", f"/documents/{id}", "/review", "/additions"):
        answer = client.get(path, headers={**bearer(keys.reader), **HTML})
        if answer.status_code == 404:
            continue
        forms = html.fromstring(answer.text).xpath("//form[@method='post']/@action")
        assert not [each for each in forms if each not in ("/sign-out",)], path
