"""An address for every page of the site, with something on it: what tests of all pages go through.

`addresses` is told by the routes of the application, so a page that nobody gave an address fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from fastapi.routing import APIRoute

from communique.web.pages import ROUTERS

LATEST = "2024-04-11-xaa-xbb-joint-statement.en.txt"
CLAIM = "Never before has a joint statement mentioned human rights."
BEFORE = "2018-06-28-xaa-xbb-joint-statement.en.md"


class Asks(Protocol):
    """A client of HTTP: of the application itself, or of a server."""

    def get(self, url: str, /) -> Any:
        """Ask for an address."""


def routes() -> list[str]:
    """The paths of all pages: what answers GET with HTML."""
    return [
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        and "GET" in (route.methods or ())
        and "text/html" in (route.responses.get(200) or {}).get("content", {})
        and route.path not in FILES
    ]


FILES = (
    "/openapi.json",
    "/documents/{id}/analysis",
    "/documents/{id}/citation",
    "/compare/download",
)
"""Routes of programs, and files: their HTML is at most that of an error."""


def addresses(client: Asks) -> dict[str, list[str]]:
    """Addresses of each page by its path. What the archive lacks must have been put in it."""
    rows = client.get("/documents?size=200").json()["rows"]
    ids = {row["name"]: row["id"] for row in rows}
    latest, before = ids[LATEST], ids[BEFORE]
    other = next(row["id"] for row in rows if row["language"] == "zh-Hans")
    finding = _first(client, "/findings?kind=commitments")
    promise = _first(client, "/commitments")
    claim = _first(client, "/claims")
    addition = _first(client, "/additions")
    own: Mapping[str, list[str]] = {
        "/": ["/"],
        "/additions": ["/additions"],
        "/additions/{id}": [f"/additions/{addition}"],
        "/api": ["/api"],
        "/audit": ["/audit"],
        "/bodies": ["/bodies"],
        "/bodies/{name:path}": ["/bodies/Joint Commission"],
        "/briefs": ["/briefs"],
        "/claims": ["/claims?size=10"],
        "/claims/ask": ["/claims/ask", f"/claims/ask?text={CLAIM}"],
        "/claims/{id}": [f"/claims/{claim}"],
        "/commitments": ["/commitments?size=10", "/commitments?text=nothingofthesort"],
        "/commitments/{id}": [f"/commitments/{promise}"],
        "/compare": ["/compare", f"/compare?old={before}&new={latest}"],
        "/coverage": ["/coverage"],
        "/coverage/gaps": ["/coverage/gaps"],
        "/decisions": ["/decisions"],
        "/documents": ["/documents", "/documents?text=nothingofthesort"],
        "/documents/{id}": [f"/documents/{latest}?finding={finding}", f"/documents/{other}"],
        "/documents/{id}/blame": [f"/documents/{latest}/blame"],
        "/documents/{id}/brief": [f"/documents/{latest}/brief"],
        "/documents/{id}/delete": [f"/documents/{before}/delete"],
        "/documents/{id}/versions": [f"/documents/{latest}/versions"],
        "/export": ["/export"],
        "/export/dictionary": ["/export/dictionary"],
        "/figures": ["/figures?size=10", "/figures?unit=USD&size=10"],
        "/figures/conflicts": ["/figures/conflicts"],
        "/figures/courses": ["/figures/courses"],
        "/findings": ["/findings?kind=commitments&size=10"],
        "/findings/{id}": [f"/findings/{finding}"],
        "/findings/{id}/decisions": [f"/findings/{finding}/decisions"],
        "/people": ["/people"],
        "/people/{name:path}": ["/people/Livia Aumont"],
        "/phrase": ["/phrase", "/phrase?words=cyber&words=trade"],
        "/positions": ["/positions", "/positions?view=list&size=10"],
        "/review": ["/review"],
        "/review/agreement": ["/review/agreement"],
        "/search": ["/search?q=cyber", "/search?q=nothingofthesort", "/search"],
        "/sign-in": ["/sign-in"],
    }
    return {path: own.get(path, []) for path in routes()}


def _first(client: Asks, path: str) -> str:
    """The id of the first row of a list; empty where there is none."""
    rows = client.get(path).json().get("rows") or [{}]
    return str(rows[0].get("id", ""))
