"""Fixtures of the page: an application to ask, a server to visit, Debian's chromium to visit it.

`client` has an archive of its own that may be changed; `reader` shares one that may not. `visit`
opens a page in a browser at desktop width. Without chromium the tests in a browser skip with a
message; with CI set they fail.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from communique.web.app import create_app
from communique.web.kept import WHOLES
from communique.web.server import configured
from communique.web.settings import Settings

BASE = "http://127.0.0.1:8470"
HTML = {"Accept": "text/html"}


@pytest.fixture
def settings(tmp_path: Path, corpus: Path, samples: Path) -> Settings:
    """A server of a copy of the sample corpus."""
    copy = tmp_path / "archive.db"
    shutil.copyfile(corpus, copy)
    return Settings(archive=str(copy), names=(str(samples / "names"),))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """Asks an application whose archive may be changed."""
    with TestClient(create_app(settings), base_url=BASE, client=("127.0.0.1", 50000)) as made:
        yield made


@pytest.fixture(scope="session")
def reading(corpus: Path, samples: Path) -> Iterator[TestClient]:
    """What `reader` asks with."""
    app = create_app(Settings(archive=str(corpus), names=(str(samples / "names"),)))
    with TestClient(app, base_url=BASE, client=("127.0.0.1", 50000)) as made:
        yield made


@pytest.fixture
def reader(reading: TestClient) -> TestClient:
    """Asks an application whose archive must not be changed, as somebody who was never here."""
    reading.cookies.clear()
    return reading


@pytest.fixture(scope="session")
def working(
    corpus: Path, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """What `worked` asks with."""
    copy = tmp_path_factory.mktemp("worked") / "archive.db"
    shutil.copyfile(corpus, copy)
    app = create_app(Settings(archive=str(copy), names=(str(samples / "names"),)))
    with TestClient(app, base_url=BASE, client=("127.0.0.1", 50000)) as made:
        app.state.kept.warm()
        for name in WHOLES:
            assert app.state.kept.get(name, patience=180).current
        yield made


@pytest.fixture
def worked(working: TestClient) -> TestClient:
    """Like `reader`, with all answers over the whole archive worked out (web/kept.py)."""
    working.cookies.clear()
    return working


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """A server in a thread, on a free port of the loopback address; gives its address."""
    with running(configured(replace(settings, port=0))) as base:
        yield base


@contextmanager
def running(config: uvicorn.Config) -> Iterator[str]:
    """The same, of how a server is to run."""
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started, "the server did not start"
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a screen."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "chromium is not installed: apt install chromium fonts-noto-cjk"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def live(settings: Settings) -> Iterator[str]:
    """The address of a server whose archive may be changed."""
    with served(settings) as base:
        yield base


@pytest.fixture(scope="session")
def live_reader(corpus: Path, samples: Path) -> Iterator[str]:
    """The address of a server whose archive must not be changed."""
    with served(Settings(archive=str(corpus), names=(str(samples / "names"),))) as base:
        yield base


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh window; what a page logs as an error fails the test."""
    windows: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        address: str,
        *,
        width: int = 1440,
        theme: Literal["light", "dark"] = "light",
        language: str = "en",
    ) -> Page:
        window = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, locale=language
        )
        windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(address)
        return page

    yield opened
    for window in windows:
        window.close()
    assert not errors, errors
