"""Servers that want to know who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.web.app import create_app
from communique.web.safety.access import Access
from communique.web.safety.attempts import Attempts
from communique.web.safety.tokens import make
from communique.web.settings import Settings
from tests.web.conftest import BASE

Guarded = Callable[..., TestClient]


@dataclass(frozen=True)
class Keys:
    """A file of two tokens, and what they are."""

    path: Path
    reader: str
    editor: str


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Tokens of a reader and an editor."""
    path = tmp_path / "tokens"
    return Keys(path, make(path, "rita", "reader"), make(path, "edo", "editor"))


@pytest.fixture
def guarded(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guarded]:
    """Makes a client of a server with this access; wrong tokens are answered at once."""
    monkeypatch.setattr(Attempts, "pause", 0.0)
    with ExitStack() as stack:

        def made(
            *, host: str = "127.0.0.1", peer: str = "127.0.0.1", **access: object
        ) -> TestClient:
            told = replace(
                settings,
                host=host,
                encoder="none",
                access=Access(**access),  # type: ignore[arg-type]
            )
            client = TestClient(
                create_app(told), base_url=BASE, client=(peer, 50000), follow_redirects=False
            )
            return stack.enter_context(client)

        yield made


def bearer(token: str) -> dict[str, str]:
    """The header that shows a token."""
    return {"Authorization": f"Bearer {token}"}
