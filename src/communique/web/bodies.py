"""What a request that writes brings: a form of the page, or JSON of a program, read alike.

    @page(router, "/findings/{id}/decisions", Decision, method="post", openapi_extra=taken(Decide))
    def decide(request: Request, id: str, said: Annotated[Decide, Depends(body(Decide))]) -> …

Left out: files (uploads read their own), and the limits of size, which safety/ sees to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"


def body(shape: Any) -> Callable[[Request], Coroutine[Any, Any, Any]]:
    """A dependency that reads a request's body as a `shape` (a TypedDict). In a form a field
    `fields.deadline` is the entry `deadline` of `fields`, and an empty one is left out unless it is
    such an entry. Answers 415 for other media types, 422 for what does not fit.
    """
    adapter = TypeAdapter(shape)

    async def read(request: Request) -> Any:
        try:
            return adapter.validate_python(await _given(request))
        except ValidationError as error:
            told = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
            raise RequestValidationError(told) from error

    return read


async def _given(request: Request) -> Any:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media in (FORM, PARTS):
        form = await request.form()
        return _nested({name: value for name, value in form.items() if isinstance(value, str)})
    if media not in (JSON, ""):
        raise HTTPException(415, "a form or JSON is taken")
    try:
        return json.loads(await request.body() or b"{}", parse_constant=_none_such)
    except (ValueError, RecursionError) as error:
        told = {"loc": ("body",), "msg": "the body is no JSON", "type": "json_invalid"}
        raise RequestValidationError([told]) from error


def _none_such(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _nested(form: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in form.items():
        group, dot, rest = name.partition(".")
        if dot:
            made.setdefault(group, {})[rest] = value
        elif value:
            made[name] = value
    made.pop("csrf", None)
    return made


def taken(shape: Any) -> dict[str, Any]:
    """What OpenAPI says of a body that `body(shape)` reads."""
    schema = TypeAdapter(shape).json_schema()
    content = {media: {"schema": schema} for media in (JSON, FORM)}
    return {"requestBody": {"required": bool(schema.get("required")), "content": content}}


def local(path: str | None, *, default: str) -> str:
    """A path of this server to return to; `default` for any address that leads elsewhere.

    >>> local("/review?kind=claims", default="/"), local("//elsewhere.example/", default="/")
    ('/review?kind=claims', '/')
    """
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return default
    if not path.isprintable() or any(map(str.isspace, path)):
        return default
    parts = urlsplit(path)
    return default if parts.scheme or parts.netloc else path
