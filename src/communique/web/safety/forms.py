"""Empty fields of a form: a browser sends them all, and an empty one is no filter."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class EmptyFields:
    """Takes empty parameters out of the address before a route sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request as if its empty parameters were not there."""
        if scope["type"] == "http" and scope.get("query_string"):
            parts = scope["query_string"].split(b"&")
            kept = [part for part in parts if part and not part.endswith(b"=")]
            if len(kept) < len(parts):
                scope = {**scope, "query_string": b"&".join(kept)}
        await self.app(scope, receive, send)
