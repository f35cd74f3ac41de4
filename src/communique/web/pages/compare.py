"""`/compare`: what became of each passage between two texts, or where two texts of one meeting
diverge; without texts a choice of them. `/compare/download`: the comparison as a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Query, Request, Response

from communique.compare.diff import Diff
from communique.compare.divergence import divergence
from communique.compare.findings import counted
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.errors import (
    CommuniqueError,
    DocumentAmbiguous,
    DocumentNotFound,
    SeriesAmbiguous,
)
from communique.report.brief.meeting import kind_of_pair, met
from communique.report.diff_page import diff_page
from communique.report.rows import by_row, one_language, rows, turned
from communique.report.shares import carried, percent
from communique.report.strips import strip
from communique.report.tracked import docx
from communique.web.answers import answer, desk_of, errors_told, page, wants_json
from communique.web.chosen import New, Old, neighbours, two, unresolved
from communique.web.compared import Comparison, Divergences, Pairs, outlined
from communique.web.desks import Desk
from communique.web.faults import status_of
from communique.web.queries import Pages, Paging, Series, paged

router = APIRouter(tags=["comparing"])

Respond: TypeAlias = Callable[..., Response]

ORIGINS = ("kept", "edited", "partly", "split", "merged", "new", "dropped", "moved")
Origin: TypeAlias = Literal[
    "kept", "edited", "partly", "split", "merged", "new", "dropped", "moved"
]

MEETINGS = 9
"""Pairs of texts of one meeting that are offered."""


@page(router, "/compare", Comparison | Divergences | Pairs, errors=(400, 404))
def compare(
    request: Request,
    paging: Pages,
    old: Old = None,
    new: New = None,
    series: Series = None,
    what: Annotated[
        Literal["all", "changes", "findings", "divergence"],
        Query(
            description="`divergence`: where two texts of one meeting differ. The others choose"
            " what a page shows; JSON always has all."
        ),
    ] = "all",
    view: Annotated[
        Literal["beside", "inline"], Query(description="How a page shows the words.")
    ] = "beside",
    origin: Annotated[
        list[Origin] | None,
        Query(max_length=8, description="The kinds of change a page shows; none: all."),
    ] = None,
) -> Response:
    """Compare two texts: every passage with what became of it, and the promises and positions that
    changed. Without `new`: the newest statement of each series, with the one before it.
    """
    with desk_of(request) as desk:
        respond = _answered(request, desk, paging, old, new, series, what)
    return respond(view=view, what=what, shown=tuple(origin or ORIGINS))


def _answered(
    request: Request,
    desk: Desk,
    paging: Paging,
    old: str | None,
    new: str | None,
    series: str | None,
    what: str,
) -> Respond:
    """The answer, which is drawn when the desk is free again."""
    if new is None:
        return _choice(request, desk, paging, {})
    try:
        before, after = two(desk.library, old, new, series=series)
    except (DocumentNotFound, DocumentAmbiguous, SeriesAmbiguous) as error:
        if wants_json(request):
            raise
        return _choice(request, desk, paging, {"old": old, "new": new}, error)
    if what == "divergence":
        return _divergence(request, desk.library, before, after)
    found = desk.library.diff(before, after)
    if wants_json(request):
        return partial(answer, request, "", json=found.to_json)
    around = neighbours(desk.library, before, after, series=series)
    return partial(_drawn, request, found, around)


def _drawn(
    request: Request, found: Diff, around: Mapping[str, tuple[str, str]], **view: Any
) -> Response:
    """The page of a comparison."""
    drawn = rows(found)
    told = turned(found, drawn)
    shares = carried(found)
    return answer(
        request,
        "compare.html",
        json={},
        found=found,
        rows=drawn,
        strip=strip(drawn),
        told=told,
        told_in=by_row(told),
        lone=counted(found.findings),
        summary=found.summary(),
        moved=sum(1 for row in drawn if row.moved and row.how != "moved_from"),
        shares={n: percent(value) for n, value in shares._asdict().items()} if shares else None,
        across=not one_language(found),
        meeting=kind_of_pair(found.new, found.old),
        around=around,
        origins=ORIGINS,
        **view,
    )


@router.get(
    "/compare/download",
    response_class=Response,
    responses={
        200: {
            "description": "A Word document with tracked changes, or a page of HTML.",
            "content": {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {},
                "text/html": {},
            },
        },
        **errors_told(400, 404),
    },
)
def download(
    request: Request,
    new: Annotated[str, Query(max_length=300, description="The later text.")],
    old: Old = None,
    series: Series = None,
    kind: Annotated[
        Literal["docx", "html"], Query(alias="as", description="What kind of file.")
    ] = "docx",
) -> Response:
    """The comparison of two texts as a file. A Word document needs texts in one language."""
    with desk_of(request) as desk:
        before, after = two(desk.library, old, new, series=series)
        found = desk.library.diff(before, after)
    if kind == "docx":
        data = docx(found, when=datetime.now(UTC))
        media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    else:
        data = diff_page(found).encode("utf-8", "backslashreplace")
        media = "text/html; charset=utf-8"
    days = [re.sub(r"[^0-9-]", "", text.date or "") or "undated" for text in (before, after)]
    name = f"comparison-{days[0]}-{days[1]}.{kind}"
    return Response(
        data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _divergence(request: Request, library: Library, before: Text, after: Text) -> Respond:
    texts = library.with_findings(before), library.with_findings(after)
    found = divergence(library.align(*texts))
    return partial(
        answer,
        request,
        "divergence.html",
        json=found.to_json,
        found=found,
        both=[item for item in found.items if item.only is None],
        alone=[item for item in found.items if item.only is not None],
        meeting=kind_of_pair(after, before),
    )


def _choice(
    request: Request,
    desk: Desk,
    paging: Paging,
    named: Mapping[str, str | None],
    error: CommuniqueError | None = None,
) -> Respond:
    """Pairs to compare, and what a name that means no one text could mean."""
    newest = [each for each in desk.library.series() if len(each.texts) > 1]
    newest.sort(key=lambda each: each.texts[-1].order, reverse=True)
    some = paged(newest, paging)
    library = desk.library
    meetings = library.kept("met", lambda: met(library.outlines(), most=MEETINGS))
    return partial(
        answer,
        request,
        "compare_choice.html",
        json=lambda: {
            **some.to_json(
                lambda each: {
                    "series": each.label,
                    "documents": len(each.texts),
                    "old": outlined(each.texts[-2]),
                    "new": outlined(each.texts[-1]),
                }
            ),
            "meetings": [
                {"what": what, "old": outlined(one), "new": outlined(other)}
                for one, other, what in meetings
            ],
        },
        status=status_of(error) if error else 200,
        found=some,
        meetings=meetings,
        unresolved=unresolved(desk, named),
        error=error,
        several=error.candidates if isinstance(error, SeriesAmbiguous) else (),
    )
