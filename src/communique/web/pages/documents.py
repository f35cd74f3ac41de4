"""`/documents`: the documents of the archive, by date, with filters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from communique.compare.asking import code_of
from communique.model.codes import Kind, Level
from communique.web.answers import answer, desk_of, page
from communique.web.contract import Entry, Listed
from communique.web.desks import Desk
from communique.web.front import Front
from communique.web.queries import Language, Page, Pages, Party, Series, Since, Until, Words

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
    issuer: Party = None,
    level: Level | None = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
    sort: Annotated[
        Literal["date", "title", "kind", "language", "name", "added"],
        Query(description="In this order; `added` is when it came."),
    ] = "date",
    reverse: Annotated[bool, Query(description="Backwards.")] = False,
) -> Response:
    """List documents: those that fit all filters."""
    with desk_of(request) as desk:
        entries, total = desk.archive.page(
            paging.first,
            paging.size,
            text=text or None,
            language=language,
            kind=kind and kind.value,
            party=code_of(party, desk.names) if party else None,
            issuer=code_of(issuer, desk.names) if issuer else None,
            level=level and level.value,
            since=since or None,
            until=until or None,
            sort=sort,
            reverse=reverse,
            **_of_series(request, desk, series),
        )
    found = Page(entries, total, paging)
    return answer(
        request,
        "documents.html",
        json=lambda: found.to_json(lambda each: each.to_json()),
        found=found,
        kinds=[each.value for each in Kind],
        levels=[each.value for each in Level],
        sort=sort,
        reverse=reverse,
        filtered=any((text, language, kind, party, issuer, level, since, until, series)),
    )


def _of_series(request: Request, desk: Desk, name: str | None) -> dict[str, Any]:
    """The filter for a series: a lane of the timeline (which has, of a series that people named,
    also what belongs with it), else one that was named or is called so. Raises
    `document-not-found`, `series-ambiguous`."""
    if not name:
        return {}
    front: Front = request.app.state.front
    members = front.members(desk, name)
    if members is None and name in desk.archive.named_series():
        return {"series": name}
    if members is None:
        members = list(desk.library.members(name))
    return {"ids": members}
