"""`/coverage/gaps`: what could not be read of the sources, by code."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from typing_extensions import TypedDict

from communique.web.answers import answer, desk_of, page
from communique.web.contract import Listed
from communique.web.queries import Pages, paged

router = APIRouter(tags=["coverage"])


class ReadingGap(TypedDict):
    """What could not be read of a source."""

    code: str
    message: str
    name: str
    identity: str
    document: str | None


class ReadingGaps(Listed):
    """What could not be read, and how much there is by code."""

    codes: dict[str, int]
    rows: list[ReadingGap]


@page(router, "/coverage/gaps", ReadingGaps)
def gaps(
    request: Request,
    paging: Pages,
    code: Annotated[
        str | None, Query(max_length=60, pattern="^[a-z-]+$", description="Only of this code.")
    ] = None,
) -> Response:
    """List what could not be read of the sources, by code."""
    with desk_of(request) as desk:
        held = desk.archive.gaps()
        some = paged([each for each in held if code in (None, each.gap.code)], paging)
        documents = {
            each.identity: next(iter(desk.archive.of_source(each.identity)), None)
            for each in some.rows
        }
    counts = Counter(each.gap.code for each in held)
    return answer(
        request,
        "coverage_gaps.html",
        json=lambda: {
            **some.to_json(
                lambda each: {
                    **each.gap.to_json(),
                    "name": each.name,
                    "identity": each.identity,
                    "document": entry.id if (entry := documents[each.identity]) else None,
                }
            ),
            "codes": dict(counts),
        },
        found=some,
        counts=counts.most_common(),
        documents=documents,
        code=code,
    )
