"""`communique serve`: the web page and REST on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.session import Session


def serve(
    session: Session,
    *,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
    ] = 8470,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nobody may add, delete or decide.")
    ] = False,
) -> None:
    """Serve the archive as a web page, and the same addresses as REST (OpenAPI at /openapi.json).

    Stops with Ctrl-C. Everything stays on this machine.
    """
    from communique.web.safety.access import Access
    from communique.web.server import serve as run
    from communique.web.settings import Settings

    def ready(address: str) -> None:
        session.screen.note(f"communique is at {address} (Ctrl-C stops it)")
        if open_page:
            typer.launch(address)

    settings = Settings(
        archive=str(session.archive_path),
        names=tuple(map(str, session.names_paths)),
        host=host,
        port=port,
        access=Access(read_only=read_only),
    )
    run(settings, on_ready=ready)
