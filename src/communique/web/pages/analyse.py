"""`POST /analyse`: a file or a text in, its analysis out. Nothing of it is stored."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import StringConstraints, TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from typing_extensions import TypedDict

from communique.errors import InputTooLarge
from communique.web.analyser import Analyser
from communique.web.answers import page
from communique.web.contract import Gap, Json
from communique.web.safety.forms import media_type

router = APIRouter(tags=["analysis"])


class Text(TypedDict):
    """A text to read. `name` is what it is called in the answer; its ending may tell the format."""

    text: Annotated[str, StringConstraints(min_length=1)]
    name: NotRequired[Annotated[str, StringConstraints(min_length=1, max_length=200)]]


class Analysis(TypedDict):
    """The analysis contract: docs/json.md describes `source` and `documents`."""

    communique: str
    source: dict[str, Json]
    gaps: list[Gap]
    documents: list[dict[str, Json]]


async def given(request: Request) -> tuple[bytes, str]:
    """The bytes and the name that a request brings."""
    if media_type(request) == "multipart/form-data":
        file = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            raise _invalid("file", "a part with a file name was expected")
        most = request.app.state.settings.limits.file_bytes
        data = await file.read(most + 1)
        name = (file.filename or "upload")[-200:]
        if len(data) > most:
            raise InputTooLarge(f"{name} has more than {most:,} bytes")
        return data, name
    try:
        text = TypeAdapter(Text).validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        ) from error
    return text["text"].encode(), text.get("name", "text.txt")


_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": TypeAdapter(Text).json_schema()},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
                "required": ["file"],
            }
        },
    },
}


@page(
    router,
    "/analyse",
    Analysis,
    method="post",
    errors=(),
    openapi_extra={"requestBody": _BODY},
)
def analyse(request: Request, what: Annotated[tuple[bytes, str], Depends(given)]) -> Response:
    """Read a file or a text: its documents, their parts and all that is found in them, with the
    exact words. Readers may ask for it, too: the archive is not touched.
    """
    data, name = what
    analyser: Analyser = request.app.state.analyser
    return Response(analyser.read(data, name=name), media_type="application/json")


def _invalid(field: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", field), "msg": message, "type": "missing"}])
