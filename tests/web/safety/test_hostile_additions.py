"""What is added to harm: addresses of private hosts, names that are paths, files that unpack to far
more. Each is refused by itself, and the rest is added. (Addresses that lead on to a private host:
tests/read/fetching.)
"""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from communique.archive import Archive

SENT = {"X-Requested-By": "tests"}
PRIVATE = (
    "http://127.0.0.1/",
    "http://127.0.0.1:22/",
    "http://localhost:8470/documents",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
)
NO_ADDRESSES = (
    "http://user:pass@127.0.0.1/",
    "http://127.0.0.1.nip.io:80@localhost/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:70/_x",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//127.0.0.1/",
    "/etc/passwd",
)


def outcome(client: TestClient, **sent: Any) -> dict[str, Any]:
    """What became of an addition."""
    answer = client.post("/additions", headers=SENT, **sent)
    assert answer.status_code == 202, answer.text
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(answer.headers["Location"], params={"size": 200}).json()
        if found["state"] not in ("waiting", "working"):
            return found
        time.sleep(0.05)
    raise AssertionError("the addition does not end")


def test_addresses_of_private_hosts_are_refused(client: TestClient) -> None:
    total = client.get("/documents").json()["total"]
    found = outcome(client, json={"addresses": list(PRIVATE)})
    assert {row["status"] for row in found["rows"]} == {"refused"}
    assert {row["error"]["code"] for row in found["rows"]} <= {"address-refused", "fetch-failed"}
    assert len(found["rows"]) == len(PRIVATE)
    assert client.get("/documents").json()["total"] == total


def test_what_is_no_address_of_the_web_is_refused_at_once(client: TestClient) -> None:
    for address in NO_ADDRESSES:
        answer = client.post("/additions", json={"addresses": [address]}, headers=SENT)
        assert answer.status_code == 400, address
        assert answer.json()["error"]["code"] == "address-refused"


def test_bombs_and_paths_are_refused_and_the_rest_is_added(
    client: TestClient, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../../evil.txt", "Joint Statement\n\nThe two sides will meet in May 2031.\n")
        made.writestr("zeros.txt", bytes(60_000_000))
    deep = b"<p>" * 200_000
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]><TEI>&b;&c;</TEI>'
    good = b"Joint Statement\n\nCanada will send two ships to Manila by May 2031.\n"
    files = [
        ("files", (name, data, "application/octet-stream"))
        for name, data in (
            ("bomb.zip", packed.getvalue()),
            ("deep.html", deep),
            ("laughs.xml", laughs),
            ("../../../etc/evil.txt", good),
            ("..\\..\\evil2.txt", good + b"2\n"),
            ("/etc/passwd", good + b"3\n"),
            ("a\r\nX-Evil: 1.txt", good + b"4\n"),
            ("x" * 3000 + ".txt", good + b"5\n"),
            ("broken.pdf", b"%PDF-1.7\n" + b"\xff" * 5000),
            ("good.txt", good + b"6\n"),
        )
    ]
    found = outcome(client, files=files)
    status = {row["name"].rpartition("/")[2][-40:]: row["status"] for row in found["rows"]}
    assert found["state"] == "done"
    assert status["good.txt"] == "added"
    assert not [row for row in found["rows"] if row["error"] and row["error"]["code"] == "internal"]
    assert "root:" not in str(found)
    assert not list(tmp_path.parent.rglob("evil*.txt")) and not Path("/etc/evil.txt").exists()
    rows = client.get("/documents", params={"size": 200}).json()["rows"]
    assert not [row for row in rows if row["identity"] == "/etc/passwd"]
    with Archive.open(client.app.state.settings.archive) as archive:  # type: ignore[attr-defined]
        assert archive.verify() == []
