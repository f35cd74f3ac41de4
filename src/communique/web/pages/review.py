"""`/review`: findings to accept, correct or reject, one at a time, by keyboard or by forms.

The least certain come first. The finding shown is in the address, so a place in the queue can be
sent to a colleague. What is decided is kept beside the program's finding, never over it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from typing_extensions import TypedDict

from communique.archive.corrections import as_decided, as_text
from communique.archive.decisions import JUDGING, Decided
from communique.archive.found import Found
from communique.archive.queues import Queue
from communique.model.decisions import Status
from communique.model.findings import KINDS, columns
from communique.report import field_words
from communique.report.finding_pages import marked
from communique.web.answers import (
    address,
    answer,
    desk_of,
    page,
    phrases_of,
)
from communique.web.contract import Json
from communique.web.desks import Desk
from communique.web.pages.decisions import (
    Kept,
    Kinds,
    remember_reviewer,
    reviewer,
)
from communique.web.queries import Language, Series, Since, Until

router = APIRouter(tags=["decisions"])

FIELDS = {name: {column.name for column in columns(of)} for name, of in KINDS.items()}
By = Literal["me", "anyone", "all"]
Order = Literal["confidence", "date"]


class Review(TypedDict):
    """The finding of a queue (none if nothing waits), its sentence between the sentences before and
    after it, the findings that wait before and behind it, and how many wait, are before it, are
    judged, and fit the filters. `latest` is your last decision, which can be taken back."""

    who: str
    finding: Json
    before: str | None
    sentence: str | None
    after: str | None
    decisions: list[Kept]
    previous: str | None
    next: str | None
    ahead: int
    waiting: int
    judged: int
    total: int
    latest: Kept | None


@page(router, "/review", Review)
def review(
    request: Request,
    kind: Annotated[Kinds, Query(description="Findings of this kind.")] = "commitments",
    at: Annotated[
        str | None, Query(pattern="^[0-9a-f]{4,16}$", description="Show this finding of the queue.")
    ] = None,
    by: Annotated[
        By, Query(description="Those not judged by me, not judged by anyone, or all.")
    ] = "me",
    order: Annotated[Order, Query(description="The least certain first, or by date.")] = (
        "confidence"
    ),
    document: Annotated[
        str | None, Query(max_length=200, description="Only of this document: its id or name.")
    ] = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
    who: Annotated[
        str | None, Query(max_length=100, description="Your name, where nobody signs in.")
    ] = None,
    correct: Annotated[bool, Query(description="With the form for corrections open.")] = False,
) -> Response:
    """Show the next finding that waits for a judgement, in its sentence, with its fields."""
    me = reviewer(request, who)
    filters = {"language": language, "since": since, "until": until, "series": series}
    with desk_of(request) as desk:
        queue = desk.archive.reviews.queue(
            kind,
            at=at,
            who=me if by == "me" else None,
            again=by == "all",
            document=desk.archive.find(document) if document else None,
            order=order,
            **filters,
        )
        held = decisions_of(desk, queue.found)
        latest = desk.archive.reviews.latest(me)
    # Only what differs from the default stands in addresses.
    asked = {
        "kind": kind if kind != "commitments" else None,
        "by": by if by != "me" else None,
        "order": order if order != "confidence" else None,
        "document": document,
        **filters,
    }
    response = shown(request, queue, held, latest, me, kind=kind, asked=asked, open=correct)
    if who:
        remember_reviewer(response, me)
    return response


def decisions_of(desk: Desk, found: Found | None) -> list[Decided]:
    """What was decided of a finding and stands."""
    if found is None:
        return []
    held = desk.archive.reviews.decisions(documents=[found.entry], kind=found.finding.kind)
    return [each for each in held if each.finding and each.finding.id == found.finding.id]


def shown(
    request: Request,
    queue: Queue,
    held: list[Decided],
    latest: Decided | None,
    me: str,
    *,
    kind: str,
    asked: Mapping[str, Any],
    open: bool,
    typed: Mapping[str, str] | None = None,
    wrong: Collection[str] | None = None,
    status: int = 200,
) -> Response:
    """A place in the queue as an answer; also where a decision could not be taken: with what was
    `typed`, the fields of it that are `wrong`, and the status that says so.
    """
    found = queue.found
    phrases = phrases_of(request)
    own = next((d for d in reversed(held) if d.decision.who == me and _judged(d)), None)
    return answer(
        request,
        "review.html",
        status=status,
        json=lambda: {
            "who": me,
            "finding": found.to_json() if found else None,
            "before": queue.before.text if queue.before else None,
            "sentence": found.passage.text if found and found.passage else None,
            "after": queue.after.text if queue.after else None,
            "decisions": [each.to_json() for each in held],
            "previous": queue.previous,
            "next": queue.next,
            "ahead": queue.ahead,
            "waiting": queue.waiting,
            "judged": queue.judged,
            "total": queue.total,
            "latest": latest.to_json() if latest else None,
        },
        queue=queue,
        found=found,
        sentence=Markup(marked(found.passage, found.finding)) if found else "",
        fields=field_words.fields(found.finding, phrases) if found else (),
        form=_form(found, own, typed) if found else (),
        wrong=wrong,
        held=held,
        latest=latest,
        me=me,
        kind=kind,
        asked=asked,
        open=open,
        to=lambda at: address("/review", **asked, at=at),
        words=field_words,
        kinds=list(KINDS),
        statuses=[each.value for each in Status],
        issues=sorted(phrases.names.issues) if "issue" in FIELDS[kind] else (),
        named=request.app.state.settings.access.open,
    )


def _judged(decided: Decided) -> bool:
    return decided.decision.verdict in JUDGING


def _form(
    found: Found, own: Decided | None, typed: Mapping[str, str] | None
) -> list[dict[str, Any]]:
    """The fields of the form for corrections: as typed, as this person corrected them, or as found.

    Every field that the kind declares is in it, so a new one needs no change here.
    """
    finding = as_decided(found.finding, own.decision if own else None)
    return [
        {
            "name": column.name,
            "sort": column.sort,
            "values": column.values,
            "value": (typed or {}).get(column.name, as_text(getattr(finding, column.name))),
        }
        for column in columns(type(finding))
    ]
