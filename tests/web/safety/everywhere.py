"""Every page of a server, as OpenAPI tells them: its addresses, filled in from an archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastapi.testclient import TestClient

from communique.web.openapi import operations


def ids(client: TestClient) -> dict[str, str]:
    """Something that is there, for every part of a path that names a thing."""
    document = client.get("/documents?size=1").json()["rows"][0]["id"]
    rows = client.get("/findings?kind=commitments&size=1").json().get("rows", [])
    return {
        "document": document,
        "finding": rows[0]["id"] if rows else "0000",
        "name": "Yamada",
        "addition": "000000000000",
        "decision": "0" * 16,
        "format": "csv",
    }


def filled(path: str, held: dict[str, str]) -> str:
    """An address with its parts filled in."""
    group = path.split("/")[1]
    thing = {
        "documents": "document",
        "findings": "finding",
        "commitments": "finding",
        "claims": "finding",
        "additions": "addition",
        "decisions": "decision",
    }.get(group, "document")
    return path.replace("{id}", held[thing]).replace("{name}", quote(held["name"], safe=""))


def asked(client: TestClient, method: str = "get") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every route of a method: its address, filled in, and what OpenAPI tells of it."""
    held = ids(client)
    for each in operations(client.get("/openapi.json").json()):
        if each["method"] == method:
            yield filled(each["path"], held), each


def required(told: dict[str, Any]) -> dict[str, str]:
    """The least that a route must be asked with."""
    found = {}
    for each in told.get("parameters", ()):
        if each["in"] == "query" and each.get("required"):
            schema = each["schema"]
            found[each["name"]] = str(schema.get("enum", [schema.get("const", "x")])[0])
    return found
