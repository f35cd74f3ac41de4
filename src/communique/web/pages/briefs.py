"""`/briefs`: the documents that briefs can be made of, the newest first, with their series."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from communique.archive import Entry
from communique.compare.asking import code_of
from communique.compare.series import Series as Found
from communique.model.codes import Kind
from communique.web.answers import answer, desk_of, page
from communique.web.contract import Entry as EntryShape
from communique.web.contract import Listed
from communique.web.queries import Language, Page, Pages, Party, Series, Since, Until, Words

router = APIRouter(tags=["briefs"])


class InSeries(TypedDict):
    """The series of a document by its label, and the document's number among its statements."""

    label: str
    number: int
    statements: int


class Row(EntryShape):
    """A document that a brief can be made of."""

    in_series: InSeries | None


class Rows(Listed):
    """Documents, the newest first."""

    rows: list[Row]


@page(router, "/briefs", Rows)
def briefs(
    request: Request,
    paging: Pages,
    text: Words = None,
    language: Language = None,
    kind: Kind | None = None,
    party: Party = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
) -> Response:
    """List the documents that briefs can be made of, the newest first."""
    with desk_of(request) as desk:
        several = [each for each in desk.library.series() if len(each.texts) > 1]
        ids = desk.library.members(series) if series else None
        entries, total = desk.archive.page(
            paging.first,
            paging.size,
            text=text or None,
            language=language,
            kind=kind and kind.value,
            party=code_of(party, desk.names) if party else None,
            since=since or None,
            until=until or None,
            sort="date",
            reverse=True,
            **({} if ids is None else {"ids": ids}),
        )
    some = Page(entries, total, paging)
    places = _places(several)
    return answer(
        request,
        "briefs.html",
        json=lambda: some.to_json(lambda each: _row(each, places)),
        found=some,
        places=places,
        kinds=[each.value for each in Kind],
        labels=[each.label for each in several],
    )


def _places(several: list[Found]) -> dict[str, InSeries]:
    return {
        text.id: {"label": each.label, "number": number, "statements": len(each.texts)}
        for each in several
        for number, text in enumerate(each.texts, start=1)
    }


def _row(entry: Entry, places: dict[str, InSeries]) -> dict[str, Any]:
    return {**entry.to_json(), "in_series": places.get(entry.id)}
