"""`/additions`: files and addresses are added here, and how far that is can be seen.

A browser sends files with their labels (a folder that was dropped keeps its structure in them), a
program may send JSON with addresses or a text. The work is done beside the server (web/adding/).
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any, BinaryIO, Literal, NotRequired

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BeforeValidator, StringConstraints, TypeAdapter
from starlette.datastructures import UploadFile
from typing_extensions import TypedDict

from communique.archive.entries import Entry
from communique.archive.fields import checked
from communique.errors import AddressRefused, CommuniqueError, InvalidField
from communique.model.codes import LANGUAGES, Authenticity, Kind, Level
from communique.read.fetching.addresses import parse
from communique.web.adding import Addition as Added
from communique.web.adding import Additions as Queue
from communique.web.adding import Item as Became
from communique.web.adding.additions import Work
from communique.web.answers import answer, desk_of, json_response, page, wants_json
from communique.web.bodies import FORM, JSON, PARTS, body
from communique.web.contract import Error, Gap, Listed
from communique.web.desks import Desk
from communique.web.queries import Pages, paged
from communique.web.safety.audit import note

router = APIRouter(tags=["additions"])

_MOST_ADDRESSES = 500
_LONGEST_TEXT = 5_000_000
_PASTED = "pasted.txt"

AdditionId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="An addition.")]
Address = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
Value = Annotated[str, StringConstraints(max_length=1000)]


def _lines(value: Any) -> Any:
    """A field of a form has an address a line."""
    return value.split() if isinstance(value, str) else value


class Adding(TypedDict):
    """What is to be added: addresses of pages, or a text that was pasted and a name for it.
    `fields` are header fields that are set for all of it, by the names of `communique add`."""

    addresses: NotRequired[Annotated[list[Address], BeforeValidator(_lines)]]
    text: NotRequired[Annotated[str, StringConstraints(max_length=_LONGEST_TEXT)]]
    name: NotRequired[Annotated[str, StringConstraints(max_length=300)]]
    fields: NotRequired[dict[str, Value]]


class Document(TypedDict):
    """A document that came of an input."""

    id: str
    title: str | None
    language: str
    date: str | None


class Item(TypedDict):
    """What became of an input."""

    name: str
    identity: str
    status: Literal[
        "added", "new_version", "unchanged", "known_bytes", "reread", "refused", "skipped"
    ]
    documents: list[Document]
    gaps: list[Gap]
    error: Error | None


class Progress(TypedDict):
    """Inputs done and all, and the name of one at work; empty for none."""

    done: int
    total: int
    name: str


class Addition(TypedDict):
    """How far an addition is. `counts` are of inputs by what became of them."""

    id: str
    state: Literal["waiting", "working", "done", "cancelled", "failed"]
    who: str | None
    created: str
    ended: str | None
    progress: Progress
    counts: dict[str, int]
    error: Error | None


class Vectors(TypedDict):
    """How far the vectors of the archive are, which searching by meaning needs."""

    state: Literal["none", "waiting", "working", "done", "failed"]
    done: int
    total: int


class Followed(Addition, Listed):
    """An addition with what became of its inputs."""

    vectors: Vectors
    rows: list[Item]


class Additions(Listed):
    """The recent additions, the newest first."""

    rows: list[Addition]


def _taken() -> dict[str, Any]:
    """What OpenAPI says of the bodies that are taken."""
    schema = TypeAdapter(Adding).json_schema()
    files = {
        "type": "object",
        "properties": {
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
            "addresses": {"type": "string", "description": "An address a line."},
        },
    }
    content = {JSON: {"schema": schema}, PARTS: {"schema": files}, FORM: {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


async def _files(request: Request) -> AsyncIterator[list[UploadFile]]:
    """The files of a form; a browser sends an empty one where none was chosen."""
    if not request.headers.get("content-type", "").lower().startswith(PARTS):
        yield []
        return
    form = await request.form()
    try:
        held = (value for _, value in form.multi_items() if isinstance(value, UploadFile))
        yield [file for file in held if file.filename]
    finally:
        await form.close()


@page(router, "/additions", Additions)
def additions(request: Request, paging: Pages) -> Response:
    """List the recent additions, the newest first; they are known until the server stops."""
    found = paged(_queue(request).recent(), paging)
    return answer(
        request,
        "additions.html",
        json=lambda: found.to_json(Added.to_json),
        found=found,
        choices=choices(),
    )


@page(router, "/additions", Addition, method="post", status=202, openapi_extra=_taken())
def add(
    request: Request,
    said: Annotated[Adding, Depends(body(Adding))],
    files: Annotated[list[UploadFile], Depends(_files)],
) -> Response:
    """Add files, pages of the web or a text. The answer comes at once; its `Location` says how far
    the work is."""
    fields = checked({name: value for name, value in said.get("fields", {}).items() if value})
    addresses = _addresses(said.get("addresses", []))
    sent: list[tuple[str, BinaryIO]] = [(file.filename or "", file.file) for file in files]
    if text := said.get("text", "").strip():
        pasted = io.BytesIO(text.encode("utf-8", "replace"))
        sent.append((said.get("name") or _PASTED, pasted))
    if not sent and not addresses:
        raise InvalidField(
            "there is nothing to add",
            advice="Send files, addresses of pages, or a text.",
        )
    queue = _queue(request)
    id = queue.new_id()
    user = getattr(request.state, "user", None)
    try:
        kept = queue.spool.keep(id, sent)
        work = Work(kept, addresses, {name: value for name, value in fields.items() if value})
        made = queue.put(id, work, who=user.name if user else None)
    except BaseException:
        queue.spool.drop(id)
        raise
    note(request, "added", addition=id, files=[each.label for each in kept], addresses=addresses)
    return _at(request, made, 202)


def _addresses(said: Sequence[str]) -> tuple[str, ...]:
    """Addresses in their normal form, each once. Raises `address-refused` for what is none: a
    typing mistake is told before anything is done."""
    if len(said) > _MOST_ADDRESSES:
        raise InvalidField(f"{len(said)} addresses; {_MOST_ADDRESSES} are taken at a time")
    wrong: list[CommuniqueError] = []
    found: dict[str, None] = {}
    for each in filter(None, said):
        try:
            found[parse(each).url] = None
        except AddressRefused as error:
            wrong.append(error)
    if wrong:
        raise AddressRefused("; ".join(error.message for error in wrong[:5]))
    return tuple(found)


@page(router, "/additions/{id}", Followed)
def addition(request: Request, id: AdditionId, paging: Pages) -> Response:
    """Tell how far an addition is, and what became of each of its inputs."""
    queue = _queue(request)
    made = queue.get(id)
    found = paged(made.items, paging)
    with desk_of(request) as desk:
        rows = [(each, _documents(desk, each)) for each in found.rows]

    def json() -> Mapping[str, Any]:
        listed = {**found.to_json(lambda each: each), "rows": [_row(*row) for row in rows]}
        return {**made.to_json(), "vectors": queue.vectors.to_json(), **listed}

    return answer(
        request,
        "addition.html",
        json=json,
        addition=made,
        vectors=queue.vectors,
        found=found,
        rows=rows,
    )


def _documents(desk: Desk, item: Became) -> list[Entry]:
    """The documents of an input as the archive holds them now."""
    return [] if item.failure else desk.archive.of_source(item.identity)


def _row(item: Became, documents: Sequence[Entry]) -> dict[str, Any]:
    told = [
        {"id": doc.id, "title": doc.title, "language": doc.language, "date": doc.date}
        for doc in documents
    ]
    return {**item.to_json(), "documents": told}


@page(router, "/additions/{id}/cancel", Addition, method="post")
def cancel(request: Request, id: AdditionId) -> Response:
    """Stop an addition at its next input. What is stored stays, whole."""
    made = _queue(request).cancel(id)
    note(request, "cancelled", addition=id)
    return _at(request, made, 200)


@page(router, "/additions/{id}", Addition, method="delete")
def delete(request: Request, id: AdditionId) -> Response:
    """Stop an addition at its next input, as POST to its `cancel` does."""
    return cancel(request, id)


def choices() -> dict[str, list[str]]:
    """The values of the header fields that have few, for the form that adds."""
    return {
        "kinds": [each.value for each in Kind],
        "levels": [each.value for each in Level],
        "authenticities": [each.value for each in Authenticity],
        "languages": list(LANGUAGES),
    }


def _queue(request: Request) -> Queue:
    found: Queue = request.app.state.additions
    return found


def _at(request: Request, made: Added, status: int) -> Response:
    """The addition for programs; browsers are led to its page."""
    where = f"/additions/{made.id}"
    if not wants_json(request):
        return RedirectResponse(where, 303)
    response = json_response(made.to_json(), status=status)
    response.headers["Location"] = where
    return response
