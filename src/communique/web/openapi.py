"""What OpenAPI tells of the server: its routes as the pages declare them, and how to sign in."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from communique.version import __version__
from communique.web.settings import Settings

_DESCRIPTION = """\
Every page has its data at the same address: ask with `Accept: application/json` (or nothing), or
with `?format=json`. Lists are paged (`page`, `size`; the answer has `total` and `pages`). Evidence
is `ranges`, code points of the source's reading, and the `exact` words there. Errors have one
shape: `{"error": {"code": …, "message": …, "advice": …}}`; the codes are in docs/errors.md.

A server on a loopback address asks nobody who they are. Any other wants a token. A program that
sends a form adds the header `X-Requested-By` with any value, which a page of another site cannot.
"""

TAGS = {
    "home": "The archive along time.",
    "documents": "Documents of the archive: their text, header, source and citation.",
    "findings": "What was found in them: fields, rule, confidence, evidence.",
    "additions": "Adding files and addresses of the web, and how far that is.",
    "analysis": "What reading finds in a text that is not stored.",
    "search": "Looking for words in all texts.",
    "phrase": "A phrase over the statements of a series, in all languages.",
    "comparing": "Two texts, or all of a series, beside each other.",
    "commitments": "Promises, deadlines and what became of them.",
    "positions": "What was supported and opposed, by issue and statement.",
    "figures": "Numbers, their series, and those that disagree.",
    "claims": "Claims of novelty and whether they hold.",
    "people": "Who spoke, for whom.",
    "bodies": "Bodies in time.",
    "coverage": "What the archive holds of what is known to exist.",
    "decisions": "What people said of findings.",
    "briefs": "Briefs to read, print and save.",
    "export": "Tables, annotations and citations.",
    "access": "Who asks, what they may do, and the log of what was done.",
    "api": "This description.",
}
"""What each group of routes is about; a router's tag is one of these."""

PARAMETERS = {
    "action": "What is done with a body: established, resumed, …",
    "as": "The format of the file.",
    "degree": "How strongly.",
    "due": "Whether its day has passed, is to come, or is not told.",
    "force": "How binding a promise is.",
    "kind": "The kind of document, or of finding where findings are listed.",
    "least": "Not less than this.",
    "level": "At which level people met.",
    "most": "Not more than this.",
    "reverse": "Backwards.",
    "severity": "How much a conflict matters.",
    "sort": "In this order.",
    "stance": "For or against.",
    "status": "What became of a promise.",
    "type": "Of this type.",
    "what": "What is written: a kind of thing.",
}
"""What parameters mean everywhere, for routes that do not say it themselves (docs/codebook.md has
their values)."""

SCHEMES: dict[str, dict[str, str]] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `communique serve --new-token`.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "communique-session",
        "description": "Set by POST /sign-in; `__Host-communique-session` over HTTPS.",
    },
}
"""How to say who one is."""


def operation_id(route: APIRoute) -> str:
    """The stable name of a route: its group and its function."""
    group = str(route.tags[0]) if route.tags else "page"
    return f"{group}.{route.name}"


def describe(app: FastAPI, settings: Settings) -> None:
    """Make an application tell all of this."""

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title="communique",
                version=__version__,
                summary="Joint statements, compared and checked, with the exact words.",
                description=_DESCRIPTION,
                routes=app.routes,
                separate_input_output_schemas=False,
            )
            used = {tag for each in operations(made) for tag in each["tags"]}
            made["tags"] = [
                {"name": name, "description": text} for name, text in TAGS.items() if name in used
            ]
            made.setdefault("components", {})["securitySchemes"] = SCHEMES
            for told_of in operations(made):
                for parameter in told_of.get("parameters", ()):
                    _with_empty(parameter)
                    if parameter["name"] in PARAMETERS:
                        parameter.setdefault("description", PARAMETERS[parameter["name"]])
            asked: list[dict[str, list[str]]] = [{name: []} for name in SCHEMES]
            made["security"] = [{}, *asked] if settings.access.open else asked
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = told  # type: ignore[method-assign]


_EMPTY = {"type": "string", "maxLength": 0}


def _with_empty(parameter: dict[str, Any]) -> None:
    """Tell that an empty parameter is as good as none (`EmptyFields`)."""
    schema = parameter["schema"]
    if parameter["in"] != "query":
        return
    if not parameter.get("required"):
        one_of = schema.pop("anyOf", None) or [{}]
        one_of[0] |= _moved(schema)
        kept = [each for each in one_of if each.get("type") != "null"]
        for each in kept:
            if each.get("type") == "array":
                each["items"] = {"anyOf": [each["items"], _EMPTY]}
        if not any(each.get("type") == "array" for each in kept):
            kept.append(_EMPTY)
        parameter["schema"] = {"anyOf": kept, **schema}
    elif schema.get("type") == "string":
        schema.setdefault("minLength", 1)


def _moved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema says of its values, taken out of it; what it says of itself stays."""
    about = {"default", "description", "title", "examples"}
    return {key: schema.pop(key) for key in list(schema) if key not in about}


def operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Every route of a description with its `path` and `method`, in order of the paths."""
    return [
        {"path": path, "method": method, "tags": [], **told}
        for path, methods in sorted(schema["paths"].items())
        for method, told in methods.items()
    ]
