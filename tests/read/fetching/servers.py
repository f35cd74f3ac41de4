"""A web server of this machine for tests: pages by path, slow and endless ones among them."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Site:
    """What the server answers: `pages` by path as (status, headers, body); `asked` is its log."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.base = ""

    def page(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Put a page on the site; gives its address."""
        body = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **named}, body)
        return self.base + path


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        special = {
            "/endless": self._endless,
            "/drip": self._drip,
            "/drip-head": self._drip_head,
            "/silent": self._silent,
            "/bomb": self._bomb,
        }
        if self.path in special:
            special[self.path]()
            return
        status, headers, body = self.site.pages.get(self.path, (404, {}, b"not here"))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(2_000):
                self.wfile.write(b"x" * 65_536)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._slowly(b"y")

    def _drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._slowly(b"z")

    def _slowly(self, byte: bytes) -> None:
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(byte)
                self.wfile.flush()
                time.sleep(0.1)

    def _silent(self) -> None:
        time.sleep(5)

    def _bomb(self) -> None:
        packed = gzip.compress(b"\0" * 30_000_000)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(packed)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@contextmanager
def serving() -> Iterator[Site]:
    """A running site; it ends with the block."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
