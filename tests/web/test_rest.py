"""REST as OpenAPI tells it: asked whatever it allows and what it does not, by schemathesis."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Route

from communique.web.openapi import TAGS, operations
from communique.web.pages import ROUTERS
from communique.web.settings import Settings
from tests.web.conftest import served

DOCS = Path(__file__).resolve().parents[2] / "docs"
CONFIG = Path(__file__).with_name("schemathesis.toml")
EXAMPLES = 3
"""How often each route is asked at random, besides the edges of each of its parameters."""


@pytest.fixture(scope="module")
def told(reading: TestClient) -> dict[str, Any]:
    """OpenAPI of a server."""
    found: dict[str, Any] = reading.get("/openapi.json").json()
    return found


def test_every_answer_is_as_it_is_told(tmp_path: Path, corpus: Path, samples: Path) -> None:
    """Errors of the server, shapes, media types, statuses, methods, wrong requests taken for right
    ones: schemathesis finds none. The archive is its own, and it may write.
    """
    archive = tmp_path / "archive.db"
    shutil.copyfile(corpus, archive)
    with served(Settings(archive=str(archive), names=(str(samples / "names"),))) as base:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            *("--config-file", str(CONFIG), "run", f"{base}/openapi.json"),
            *("--checks", "all", "--phases", "examples,coverage,fuzzing"),
            *("--max-examples", str(EXAMPLES), "--seed", "1"),
            *("--suppress-health-check", "all", "--generation-database", "none"),
            *("--header", "X-Requested-By: tests", "--request-timeout", "60"),
            *("--continue-on-failure", "--no-color", "--warnings", "off"),
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, timeout=500, check=False
        )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2000:]


def test_every_route_is_told(reader: TestClient, told: dict[str, Any]) -> None:
    ours = {
        route.path.replace(":path}", "}")
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, Route)
    }
    assert len(ours) > 20
    assert ours == set(told["paths"])
    app = reader.app
    assert isinstance(app, FastAPI)
    besides = {route.path for route in app.routes if isinstance(route, Route)} - ours
    assert besides == {"/static/{digest}/{name}"}


def test_every_route_has_a_name_a_group_and_words(told: dict[str, Any]) -> None:
    routes = operations(told)
    names = Counter(each["operationId"] for each in routes)
    assert not [name for name, count in names.items() if count > 1]
    for each in routes:
        where = f"{each['method']} {each['path']}"
        assert len(each["tags"]) == 1 and each["tags"][0] in TAGS, where
        assert each.get("description"), where
        assert {"401", "403", "422", "503"} <= set(each["responses"]), where
        if each["method"] != "get":
            assert {"408", "413", "415"} <= set(each["responses"]), where
        for parameter in each.get("parameters", ()):
            assert parameter.get("description"), f"{where}: {parameter['name']}"


def test_every_text_that_is_asked_for_has_a_bound(told: dict[str, Any]) -> None:
    def unbounded(schema: dict[str, Any]) -> bool:
        if "anyOf" in schema:
            return any(map(unbounded, schema["anyOf"]))
        if schema.get("type") == "array":
            return unbounded(schema.get("items", {}))
        if schema.get("type") in ("integer", "number"):
            return "maximum" not in schema or "minimum" not in schema
        bounds = {"maxLength", "pattern", "enum", "const", "format"}
        return schema.get("type") == "string" and not bounds & set(schema)

    wrong = [
        f"{each['path']}: {parameter['name']}"
        for each in operations(told)
        for parameter in each.get("parameters", ())
        if unbounded(parameter["schema"])
    ]
    assert not wrong


def test_every_route_is_in_the_documentation(told: dict[str, Any]) -> None:
    text = (DOCS / "rest.md").read_text(encoding="utf-8")
    missing = [
        f"{each['method'].upper()} {each['path']}"
        for each in operations(told)
        if f"`{each['method'].upper()} {each['path']}`" not in text
    ]
    assert not missing, "python docs/routes.py write"
