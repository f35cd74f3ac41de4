"""`communique serve`: the web page and REST on this machine, or for those who show a token."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.cli.session import Session
from communique.cli.web import AllowPrivate
from communique.errors import ServerSettings

_ACCESS = "Who may come in"


def serve(
    session: Session,
    *,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Listen on this address; any but a loopback one wants --tokens or --behind-proxy.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
    ] = 8470,
    hostname: Annotated[
        list[str] | None,
        typer.Option("--hostname", metavar="NAME", help="A name under which browsers ask for it."),
    ] = None,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nobody may add, delete or decide.")
    ] = False,
    tokens: Annotated[
        Path | None,
        typer.Option(
            "--tokens",
            metavar="FILE",
            help="Let in who shows a token of this file.",
            rich_help_panel=_ACCESS,
        ),
    ] = None,
    new_token: Annotated[
        str | None,
        typer.Option(
            "--new-token",
            metavar="NAME",
            help="Make a token, print it once, add its hash to --tokens, and stop.",
            rich_help_panel=_ACCESS,
        ),
    ] = None,
    role: Annotated[
        Literal["reader", "editor"],
        typer.Option("--role", help="Of the new token.", rich_help_panel=_ACCESS),
    ] = "reader",
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            "--behind-proxy",
            metavar="HEADER",
            help="A proxy signs people in and names them in this header.",
            rich_help_panel=_ACCESS,
        ),
    ] = None,
    proxy_from: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy-from",
            metavar="ADDRESS",
            help="Where the proxy asks from, an address or a network; by default this machine.",
            rich_help_panel=_ACCESS,
        ),
    ] = None,
    editors: Annotated[
        str | None,
        typer.Option(
            "--editors",
            metavar="NAMES",
            help="Who of the proxy's users may write, with commas between.",
            rich_help_panel=_ACCESS,
        ),
    ] = None,
    max_upload: Annotated[
        int | None,
        typer.Option(
            "--max-upload",
            metavar="MIB",
            min=1,
            max=4096,
            help="Take at most so much in one request; by default 256.",
        ),
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Serve the archive as a web page, and the same addresses as REST (OpenAPI at /openapi.json).

    Without more it is for the users of this machine alone, and everything stays on it. Stops with
    Ctrl-C. docs/serve.md says how to serve others.
    """
    if new_token is not None:
        _make_token(session, tokens, new_token, role)
        return
    from communique.web.safety.access import Access
    from communique.web.server import serve as run
    from communique.web.settings import MIB, Limits, Settings

    def ready(address: str) -> None:
        session.screen.note(f"communique is at {address} (Ctrl-C stops it)")
        if open_page:
            typer.launch(address)

    settings = Settings(
        archive=str(session.archive_path),
        names=tuple(map(str, session.names_paths)),
        host=host,
        port=port,
        access=Access(
            read_only=read_only,
            tokens=str(tokens) if tokens else None,
            proxy_header=behind_proxy,
            proxy_from=tuple(proxy_from or ()),
            editors=tuple(name.strip() for name in (editors or "").split(",") if name.strip()),
            hostnames=tuple(hostname or ()),
        ),
        limits=Limits(request_bytes=max_upload * MIB) if max_upload else Limits(),
        allow_private=allow_private,
        warm=True,
    )
    if tokens:
        _warn(session, tokens)
    run(settings, on_ready=ready)


def _make_token(
    session: Session, path: Path | None, name: str, role: Literal["reader", "editor"]
) -> None:
    from communique.web.safety.tokens import make

    if path is None:
        raise ServerSettings(
            "a file for the token was expected", advice="Name it: --tokens FILE --new-token NAME"
        )
    token = make(path, name, role)
    if session.json:
        session.screen.data({"name": name, "role": role, "token": token})
    else:
        session.screen.print(token)
        session.screen.note(f"This token of {name} ({role}) is not shown again.")
    _warn(session, path)


def _warn(session: Session, path: Path) -> None:
    """Tell if others could read who may come in, or let themselves in."""
    from communique.web.safety.tokens import is_open_to_others

    if path.exists() and is_open_to_others(path):
        session.screen.note(f"{path} can be read or changed by others: chmod 600 {path}")
