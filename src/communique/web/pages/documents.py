"""`/documents`: the documents of the archive, by date, with filters."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from communique.compare.asking import code_of
from communique.model.codes import Kind, Level
from communique.web.answers import answer, desk_of, page
from communique.web.contract import Entry, Listed
from communique.web.queries import Language, Pages, Party, Series, Since, Until, Words, paged

router = APIRouter(tags=["documents"])


class Documents(Listed):
    """Documents of the archive."""

    rows: list[Entry]


@page(router, "/documents", Documents)
def documents(
    request: Request,
    paging: Pages,
    text: Words = None,
    language: Language = None,
    kind: Kind | None = None,
    party: Party = None,
    level: Level | None = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
    sort: Annotated[
        Literal["date", "title", "kind", "language", "name"], Query(description="In this order.")
    ] = "date",
    reverse: Annotated[bool, Query(description="Backwards.")] = False,
) -> Response:
    """List documents: those that fit all filters."""
    with desk_of(request) as desk:
        found = desk.archive.documents(
            text=text or None,
            language=language,
            kind=kind and kind.value,
            party=code_of(party, desk.names) if party else None,
            level=level and level.value,
            since=since or None,
            until=until or None,
            series=series or None,
            sort=sort,
            reverse=reverse,
        )
    some = paged(found, paging)
    return answer(
        request,
        "documents.html",
        json=lambda: some.to_json(lambda each: each.to_json()),
        found=some,
        kinds=[each.value for each in Kind],
        levels=[each.value for each in Level],
    )
