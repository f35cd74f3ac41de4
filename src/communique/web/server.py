"""Running a server until it is told to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable

import uvicorn

from communique.web.app import create_app
from communique.web.safety.patience import Patient
from communique.web.settings import Settings

GRACE = 5
"""Seconds that requests at work have to end when the server stops."""

TURN = 0.002
"""Seconds after which a thread gives way to another: a page asks for Python's lock some dozens of
times, and would wait Python's own 0.005 for each while a brief is made beside it."""


def serve(settings: Settings, *, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until a signal. `on_ready` gets the address once requests are answered."""
    sys.setswitchinterval(TURN)
    server = _Server(configured(settings), on_ready)
    server.run()


def configured(settings: Settings) -> uvicorn.Config:
    """How uvicorn serves: HTTP/1.1 alone, with bounds for connections and their headers."""
    return uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        http=Patient,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=15,
        limit_concurrency=500,
        h11_max_incomplete_event_size=64 * 1024,
    )


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Begin to listen. The base class annotates `sockets` with a class it does not export."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started and self._on_ready is not None:
            port = self.servers[0].sockets[0].getsockname()[1]
            host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
            self._on_ready(f"http://{host}:{port}/")
