"""`/`: the archive at a glance: its statements along time, what came in last, deadlines to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from communique.check.promises import Asked
from communique.web.answers import answer, desk_of, language_of, page, phrases_of
from communique.web.contract import Entry, Listed
from communique.web.front import Front
from communique.web.pages.additions import choices
from communique.web.pages.commitments import Commitment, registers_of
from communique.web.queries import Pages, paged
from communique.web.timeline_chart import NARROW, SIGNS, WIDE, chart, name_of
from communique.web.words import Words

router = APIRouter(tags=["home"])

DRAWN = 12
"""Lanes that the picture shows; the list beside it has all."""
_LISTED = 200
_DEADLINES = 6


class Lane(TypedDict):
    """A series along time, or (`series` false) what parties said beside it. `label` is what
    `/documents?series=` takes; `name` what a person called it; `years` counts its documents."""

    label: str
    series: bool
    name: str | None
    parties: list[str]
    kind: str | None
    level: str | None
    part: str
    documents: int
    first: str | None
    last: str | None
    years: dict[str, int]


class Home(Listed):
    """The archive at a glance. `rows` are the lanes of the timeline, those with most documents
    first; `current` says whether they are of the archive as it is."""

    documents: int
    sources: int
    gaps: int
    first: str | None
    last: str | None
    languages: dict[str, int]
    kinds: dict[str, int]
    findings: dict[str, int]
    recent: list[Entry]
    deadlines: list[Commitment]
    current: bool
    rows: list[Lane]


@page(router, "/", Home)
def home(request: Request, paging: Pages) -> Response:
    """Tell what the archive holds: its statements along time, what came in last, deadlines."""
    front: Front = request.app.state.front
    with desk_of(request) as desk:
        facts, shown = front.facts(desk), front.timeline(desk)
        known = registers_of(request).promised(desk.archive)
        coming = known.promises.asked(
            Asked(due="coming"), day=Day.today(), status=known.status, sort="deadline"
        )
        numbers = coming.rows[:_DEADLINES].tolist()
        deadlines = coming.told(desk.archive, numbers, known.fates)
    info = facts.info
    lanes = shown.timeline.lanes if shown.timeline else ()
    found = paged(lanes, paging)

    def json() -> Mapping[str, Any]:
        return {
            "documents": info.documents,
            "sources": info.sources,
            "gaps": info.gaps,
            "first": info.first,
            "last": info.last,
            "languages": info.languages,
            "kinds": info.kinds,
            "findings": facts.findings,
            "recent": [each.to_json() for each in facts.recent],
            "deadlines": [each.to_json() for each in deadlines],
            "current": shown.current,
            **found.to_json(lambda lane: lane.to_json()),
        }

    phrases, say = phrases_of(request), Words(language_of(request)).say
    ends = shown.timeline.ends if shown.timeline else None
    charts = (
        [
            chart([lane for lane in lanes if lane.dated][:DRAWN], ends, phrases, say, each)
            for each in (WIDE, NARROW)
        ]
        if ends
        else []
    )
    return answer(
        request,
        "home.html",
        json=json,
        info=info,
        findings=facts.findings,
        recent=facts.recent,
        deadlines=deadlines,
        coming=len(coming.rows),
        shown=shown,
        charts=charts,
        lanes=[(lane, name_of(lane, phrases, say)) for lane in lanes[:_LISTED]],
        count=len(lanes),
        drawn=DRAWN,
        signs=SIGNS,
        choices=choices(),
    )
