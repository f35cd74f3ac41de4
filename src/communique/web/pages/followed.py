"""`/commitments/{id}`: a promise followed through later texts, and a form to decide its status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from communique.archive.found import Found
from communique.check.fates import FIRST
from communique.check.promises import Asked, Told
from communique.compare.texts import Text
from communique.errors import FindingNotFound
from communique.model import dates
from communique.model.decisions import Status
from communique.model.findings import Amount, Commitment
from communique.report import field_words
from communique.report.brief.phrases import Phrases
from communique.web.answers import answer, desk_of, language_of, page, phrases_of
from communique.web.contract import Gap, Json, Span
from communique.web.pages.commitments import Commitment as CommitmentShape
from communique.web.pages.commitments import Worked, registers_of, seen_on, worked
from communique.web.pages.decisions import FindingId
from communique.web.words import Words

router = APIRouter(tags=["commitments"])


class Mention(TypedDict):
    """A later passage about a promise: what it says became of it, why, whether these are the
    sides' own words, the promise that stands there, and what differs in its fields.
    """

    outcome: Status
    why: str
    own: bool
    share: float
    span: Span
    commitment: str | None
    fields: dict[str, Json]
    passage: str
    language: str


RestsOn = TypedDict("RestsOn", {"documents": int, "from": str | None, "to": str | None})
"""The later documents that were looked at, and their dates."""


class Followed(TypedDict):
    """A promise with its later mentions, the earliest first; of very many the first and the last.
    `rests_on` is null until it has been worked out.
    """

    commitment: CommitmentShape | None
    mentions: list[Mention]
    left_out: int
    rests_on: RestsOn | None
    rejected: bool
    fates: Worked
    gaps: list[Gap]


@page(router, "/commitments/{id}", Followed)
def followed(request: Request, id: FindingId) -> Response:
    """Follow a promise: where later documents speak of it, and what became of it."""
    with desk_of(request) as desk:
        found = desk.archive.reviews.finding(id)
        if not isinstance(found.finding, Commitment):
            raise FindingNotFound(
                f"{id} is one of the {found.finding.kind}; only commitments are followed",
                advice="Take the id of one that `/commitments` lists.",
            )
        registers = registers_of(request)
        known = registers.promised(desk.archive)
        promises = known.promises
        track = request.app.state.kept.detail("fates", found.finding.id) or {}
        number = promises.number(found.finding.id)
        told = None
        if number is not None:
            chosen = promises.asked(Asked(), day=seen_on(None), status=known.status)
            [told] = chosen.told(desk.archive, [number], known.fates)
        held = desk.archive.reviews.decisions(
            documents=[found.entry], kind=Commitment.kind, superseded=True
        )
    mentions = track.get("mentions", [])
    phrases, words = phrases_of(request), Words(language_of(request))
    return answer(
        request,
        "commitment.html",
        json=lambda: {
            "commitment": told.to_json() if told else None,
            "mentions": mentions,
            "left_out": track.get("left_out", 0),
            "rests_on": track.get("rests_on"),
            "rejected": told is None,
            "fates": worked(known.held),
            "gaps": track.get("gaps", []),
        },
        found=found,
        told=told,
        track=track,
        steps=_steps(found, told, mentions, int(track.get("left_out", 0)), promises.by_id),
        fates=known.held,
        statuses=[each.value for each in Status],
        decided=[d.decision for d in held if d.finding and d.finding.id == found.finding.id],
        why=lambda said: why(said, words, phrases),
        differing=lambda fields: differing(fields, phrases),
        field_words=field_words,
    )


class Step(TypedDict):
    """A place on the line of time: the promise itself, a mention, those left out, or its
    deadline.
    """

    sort: Literal["made", "mention", "left-out", "due"]
    day: str
    text: Text | None
    mention: Mapping[str, Any]


def _steps(
    found: Found,
    told: Told | None,
    mentions: list[dict[str, Any]],
    left_out: int,
    texts: Mapping[str, Text],
) -> list[Step]:
    """The promise, its mentions and its deadline in order of time."""
    made = found.entry.date or found.entry.published or ""
    steps: list[Step] = [{"sort": "made", "day": made, "text": None, "mention": {}}]
    due = told.promise.deadline if told else None
    last = dates.latest(due) if due and dates.is_edtf(due) else None
    for number, each in enumerate(mentions):
        day = each["span"]["date"] or ""
        if last and dates.is_edtf(day) and dates.earliest(day) > last:
            steps.append({"sort": "due", "day": str(due), "text": None, "mention": {}})
            last = None
        if left_out and number == FIRST:
            gone = {"count": left_out}
            steps.append({"sort": "left-out", "day": "", "text": None, "mention": gone})
        text = texts.get(each["span"]["document"])
        steps.append({"sort": "mention", "day": day, "text": text, "mention": each})
    if last:
        steps.append({"sort": "due", "day": str(due), "text": None, "mention": {}})
    return steps


def why(said: str, words: Words, phrases: Phrases) -> str:
    """Why a mention has its outcome, in the reader's words; `said` is what `compare.track` says."""
    if said.startswith("another "):
        names = [each.removeprefix("another ") for each in said.split(", ")]
        what = phrases.joint.join(phrases.code("fields", name) for name in names)
        return words.say("commitments.why-another", what=what)
    return words.say(f"commitments.why-{slug(said)}")


def slug(said: str) -> str:
    """A sentence as the name of its words.

    >>> slug("said to be begun, as was promised")
    'said-to-be-begun-as-was-promised'
    """
    return re.sub(r"[^a-z]+", "-", said.lower()).strip("-")


def differing(fields: Mapping[str, Any], phrases: Phrases) -> list[tuple[str, str]]:
    """The fields in which a later promise differs, with the old and the new value in words."""
    return [
        (phrases.code("fields", name), f"{_said(name, a, phrases)} → {_said(name, b, phrases)}")
        for name, (a, b) in fields.items()
    ]


def _said(name: str, value: Any, phrases: Phrases) -> str:
    if value is None or value == []:
        return "—"
    if name == "force":
        return phrases.code("forces", value)
    if name == "deadline":
        return phrases.date(str(value))
    if name == "amount" and isinstance(value, Mapping):
        return phrases.amount(Amount(Decimal(value["value"]), value["unit"]))
    if isinstance(value, list):
        return phrases.joint.join(map(str, value))
    return str(value)
