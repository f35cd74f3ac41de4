"""`/api`: the routes for people who write programs; `/openapi.json`: the same for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from communique.web.answers import answer, json_response, page
from communique.web.contract import Json
from communique.web.openapi import TAGS, operations

router = APIRouter(tags=["api"])


class Route(TypedDict):
    """One route: how it is asked, and the first line of what it does."""

    method: str
    path: str
    tag: str
    summary: str


class Routes(TypedDict):
    """Every route of this server."""

    routes: list[Route]


class OpenAPI(TypedDict):
    """A description by the OpenAPI specification, 3.1."""

    openapi: str
    info: dict[str, Json]
    paths: dict[str, Json]


@page(router, "/openapi.json", OpenAPI, errors=())
def openapi(request: Request) -> Response:
    """The description of every route by the OpenAPI specification."""
    return json_response(request.app.openapi())


@page(router, "/api", Routes, errors=())
def routes(request: Request) -> Response:
    """List the routes, with what each does and takes."""
    schema = request.app.openapi()
    told = operations(schema)
    return answer(
        request,
        "api.html",
        json=lambda: {"routes": [_route(each) for each in told]},
        groups=[
            (tag, TAGS.get(tag, ""), some)
            for tag in [each["name"] for each in schema["tags"]]
            if (some := [_shown(each, schema) for each in told if tag in each["tags"]])
        ],
        asks=not request.app.state.settings.access.open,
    )


def _route(told: dict[str, Any]) -> Route:
    description = told.get("description") or told.get("summary") or ""
    return {
        "method": told["method"].upper(),
        "path": told["path"],
        "tag": (told["tags"] or ["page"])[0],
        "summary": " ".join(description.split("\n\n")[0].split()),
    }


def _shown(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A route as the page shows it: its line, its parameters, and the media types of its body."""
    return {
        **_route(told),
        "parameters": [
            (each["name"], kind(each["schema"], schema), each.get("description", ""))
            for each in told.get("parameters", ())
        ],
        "body": list(told.get("requestBody", {}).get("content", ())),
    }


def kind(schema: dict[str, Any], of: dict[str, Any]) -> str:
    """What a parameter takes, in a few signs: `en | ja`, `integer 1–200`, `string`."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return kind(of["components"]["schemas"][name], of)
    if "anyOf" in schema:
        parts = [each for each in schema["anyOf"] if each.get("type") != "null"]
        return " | ".join(kind(each, of) for each in parts)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"{kind(schema.get('items', {}), of)} …"
    low, high = schema.get("minimum"), schema.get("maximum")
    bounds = f" {low}–{high}" if low is not None and high is not None else ""
    return f"{schema.get('type', 'any')}{bounds}"
