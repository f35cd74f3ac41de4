"""`/claims`: what texts claim of novelty, precedent and silence, each with its verdict.

Verdicts are worked out beside the server (web/kept.py); a claim whose verdict is not known yet is
listed without one, and the page brings it in by itself. `/claims/ask` asks a claim of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from typing_extensions import TypedDict

from communique.archive.found import Found
from communique.check.judged import judged
from communique.compare.asking import code_of
from communique.model.findings import ClaimType
from communique.report import claim_words
from communique.report.claims_kept import reasons
from communique.report.finding_pages import marked
from communique.web.answers import answer, desk_of, page, phrases_of
from communique.web.contract import Evidence, Json, Listed
from communique.web.desks import Desk
from communique.web.kept import Held
from communique.web.queries import Language, Page, Pages, Party, Series, Since, Until

router = APIRouter(tags=["claims"])

NAME = "claims"
Verdict = Literal["supported", "contradicted", "undecided"]


class Claimed(TypedDict):
    """A claim of a document. `verdict` and what goes with it are null where they have not been
    worked out yet; `earlier` and `near` are the first of the hits that `counts` counts."""

    id: str
    document: str
    name: str
    title: str | None
    date: str | None
    language: str
    type: Literal["first", "unprecedented", "superlative", "omission", "always"]
    about: str
    sentence: str | None
    evidence: Evidence
    verdict: Verdict | None
    decidable: bool | None
    why: str | None
    rests_on: Json
    earlier: list[Json]
    near: list[Json]
    counts: Json
    missing: Json


class Claims(Listed):
    """Claims that fit, the latest first; `current`: all verdicts are of the archive as it is, else
    `done` says which share of them is."""

    rows: list[Claimed]
    current: bool
    done: float


@page(router, "/claims", Claims)
def claims(
    request: Request,
    paging: Pages,
    type: ClaimType | None = None,
    verdict: Annotated[Verdict | None, Query(description="With this verdict.")] = None,
    decidable: Annotated[
        bool, Query(description="Only those that words of documents can decide.")
    ] = False,
    document: Annotated[
        str | None, Query(max_length=200, description="Made by this document: its id or name.")
    ] = None,
    party: Party = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    series: Series = None,
) -> Response:
    """List the claims that documents make, with the verdicts on them."""
    kept: Held = request.app.state.kept.get(NAME)
    verdicts: Mapping[str, Any] = kept.value or {}
    with desk_of(request) as desk:
        asked = judged(desk.library, NAME).asked({"type": type.value} if type else {})
        asked["without"] = {*asked["without"], *_others(verdicts, verdict, decidable)}
        if verdict or decidable:
            asked["besides"] = [id for id in asked["besides"] if id not in asked["without"]]
        found = desk.archive.portion(
            NAME,
            start=paging.first,
            size=paging.size,
            latest_first=True,
            documents=_documents(desk, document, series),
            party=[code_of(party, desk.names)] if party else (),
            language=language,
            since=since,
            until=until,
            **asked,
        )
    some = Page(found.rows, found.total, paging)
    details = {
        each.finding.id: request.app.state.kept.detail(NAME, each.finding.id) for each in some.rows
    }
    phrases = phrases_of(request)
    return answer(
        request,
        "claims.html",
        json=lambda: {
            **some.to_json(lambda each: _json(each, details[each.finding.id])),
            "current": kept.current,
            "done": kept.done,
        },
        found=some,
        held=kept,
        details=details,
        marked=lambda each: Markup(marked(each.passage, each.finding)),
        why=lambda detail: claim_words.why(reasons(detail), phrases),
        why_near=lambda reason: claim_words.why_near(reason, phrases),
        types=[each.value for each in ClaimType],
        verdicts=["supported", "contradicted", "undecided"],
        document=document,
    )


def _others(verdicts: Mapping[str, Any], verdict: str | None, decidable: bool) -> list[str]:
    """The claims that have another verdict than is asked for, or that words cannot decide."""
    return [
        id
        for id, (own, can) in verdicts.items()
        if (verdict is not None and own != verdict) or (decidable and not can)
    ]


def _documents(desk: Desk, document: str | None, series: str | None) -> list[str] | None:
    if document:
        return [desk.archive.find(document).id]
    if series:
        return [entry.id for entry in desk.archive.documents(series=series)]
    return None


def _json(each: Found, detail: Mapping[str, Any] | None) -> dict[str, Any]:
    finding = each.finding.to_json()
    made = {
        "id": finding["id"],
        "document": each.entry.id,
        "name": each.entry.name,
        "title": each.entry.title,
        "date": each.entry.date or each.entry.published,
        "language": each.entry.language,
        "type": finding["type"],
        "about": finding["about"],
        "sentence": each.passage.text if each.passage else None,
        "evidence": finding["evidence"],
    }
    known = ("verdict", "decidable", "why", "rests_on", "counts", "missing")
    made |= {name: detail[name] if detail else None for name in known}
    return made | {name: detail[name] if detail else [] for name in ("earlier", "near")}
