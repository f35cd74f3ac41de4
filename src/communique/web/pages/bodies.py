"""`/bodies`: bodies, forums and treaties in time; `/bodies/{name}`: what is said of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from markupsafe import Markup
from typing_extensions import TypedDict

from communique.archive.found import Found
from communique.check.bodies import ACTIONS, Body, bodies
from communique.check.judged import judged
from communique.compare.asking import code_of
from communique.errors import FindingNotFound
from communique.model.findings import MechanismAction
from communique.report.body_chart import body_chart
from communique.web.answers import answer, desk_of, page, phrases_of
from communique.web.contract import Evidence, Listed
from communique.web.pages.people import marked
from communique.web.queries import Language, Page, Pages, Party, Since, Until, paged
from communique.web.words import Words

router = APIRouter(tags=["bodies"])

Name = Annotated[str, Path(min_length=1, max_length=500, description="A name as findings have it.")]


class Happening(TypedDict):
    """What the documents of a year say happens, in how many places."""

    year: int
    action: str
    count: int


class BodyRow(TypedDict):
    """A body with its first and last mention, and how often each action is told of it."""

    name: str
    first: str | None
    last: str | None
    documents: int
    mentions: int
    actions: dict[str, int]
    parties: list[str]
    events: list[Happening]


class Bodies(Listed):
    """Bodies, those that most documents name first."""

    rows: list[BodyRow]


class Mention(TypedDict):
    """A finding of a body with its document."""

    id: str
    rule: str
    confidence: float
    name: str
    surface: list[str]
    action: str
    parties: list[str]
    evidence: Evidence
    kind: str
    document: str
    source: str
    date: str | None
    language: str
    passage: str | None


class OneBody(Listed):
    """A body and where it is named."""

    body: BodyRow
    rows: list[Mention]


@page(router, "/bodies", Bodies)
def bodies_page(
    request: Request,
    paging: Pages,
    words: Annotated[
        str | None, Query(max_length=200, description="Words of the name, in any language.")
    ] = None,
    party: Party = None,
    action: MechanismAction | None = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """List the bodies, forums, dialogues and treaties that documents name."""
    phrases = phrases_of(request)
    with desk_of(request) as desk:
        found = bodies(
            desk.library,
            party=code_of(party, desk.names) if party else None,
            action=action and action.value,
            language=language,
            since=since,
            until=until,
        )
    if words:
        wanted = words.casefold()
        found = tuple(
            body
            for body in found
            if wanted in body.name.casefold() or wanted in phrases.body(body.name).casefold()
        )
    some = paged(found, paging)
    return answer(
        request,
        "bodies.html",
        json=lambda: some.to_json(Body.to_json),
        found=some,
        actions=ACTIONS,
        chart=_chart(request, some),
    )


def _chart(request: Request, found: Page[Body]) -> Markup:
    phrases = phrases_of(request)
    say = Words(phrases.language).say
    return Markup(
        body_chart(
            found.rows,
            title=say("bodies.chart"),
            label=phrases.body,
            action=lambda name: say(f"bodies.{name}"),
            address=lambda name: f"/bodies/{quote(name, safe='')}",
        )
    )


@page(router, "/bodies/{name:path}", OneBody)
def body_page(
    request: Request,
    name: Name,
    paging: Pages,
    action: MechanismAction | None = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """Tell where a body is named, and what is said to happen to it."""
    with desk_of(request) as desk:
        made = bodies(desk.library, name=name)
        if not made:
            raise FindingNotFound(
                f"no body of the archive is called {name[:80]!r}",
                advice="/bodies lists those there are.",
            )
        held = judged(desk.library, "mechanisms")
        where = {"name": name, **({"action": action.value} if action else {})}
        rows, total = desk.archive.portion(
            "mechanisms",
            start=paging.first,
            size=paging.size,
            language=language,
            since=since,
            until=until,
            **held.asked(where),
        )
    some = Page(rows, total, paging)
    return answer(
        request,
        "body.html",
        json=lambda: {
            **some.to_json(lambda each: _json(each, held.applied(each.finding).to_json())),
            "body": made[0].to_json(),
        },
        body=made[0],
        found=some,
        applied=held.applied,
        marked=marked,
        actions=ACTIONS,
        chart=_chart(request, Page(made[:1], 1, paging)),
    )


def _json(found: Found, finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding of a body with its document, whose own name is `source` here."""
    return {**found.to_json(), **finding, "source": found.entry.name}
