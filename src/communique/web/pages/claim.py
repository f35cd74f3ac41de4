"""`/claims/{id}`: the whole answer to a claim of a document. `/claims/ask`: to one of one's own.

The answer says how the claim was understood, and gives what asks the same again, so that words and
scope can be corrected.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from markupsafe import Markup
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.check.claims import check_claim, check_claims
from communique.check.claims_answer import Answer
from communique.check.claims_answer import Found as Hit
from communique.check.claims_scope import Correction
from communique.compare.asking import code_of
from communique.errors import FindingNotFound
from communique.model.codes import Kind, Level
from communique.model.findings import Claim, ClaimType
from communique.report import claim_words
from communique.report.finding_pages import highlighted
from communique.web.answers import address, answer, desk_of, page, phrases_of
from communique.web.contract import Gap, Json
from communique.web.desks import Desk
from communique.web.words import table

router = APIRouter(tags=["claims"])

MANY = 12
"""Values of one option that are taken."""


class Verdict(TypedDict):
    """The answer to a claim, as docs/ask.md describes it."""

    claim: Json
    scope: Json
    verdict: Literal["supported", "contradicted", "undecided"]
    why: str
    earlier: list[Json]
    near: list[Json]
    stands_in: list[Json]
    lacking: list[Json]
    rests_on: Json
    missing: list[Json]
    whole: bool
    command: str
    gaps: list[Gap]


class Asked(TypedDict):
    """The answer to a claim; null where none was asked."""

    answer: Verdict | None


Terms = Annotated[
    list[Annotated[str, StringConstraints(max_length=2000)]],
    Query(max_length=MANY, description="Words that stand together; alternatives: `force|武力`."),
]
Codes = Annotated[
    list[Annotated[str, StringConstraints(max_length=60)]],
    Query(max_length=MANY, description="Parties: codes, or names in any language."),
]
Dated = Annotated[str | None, Query(max_length=200, description="A date (EDTF).")]
Place = Annotated[str | None, Query(max_length=200, description="A date (EDTF) or a document.")]


@page(router, "/claims/ask", Asked)
def ask(
    request: Request,
    text: Annotated[
        str | None, Query(max_length=2000, description="The claim as a sentence, in any language.")
    ] = None,
    type: Annotated[ClaimType | None, Query(description="What it claims.")] = None,
    language: Annotated[
        Literal["en", "ja", "zh-Hant", "zh-Hans"] | None, Query(description="Of the claim.")
    ] = None,
    term: Terms = [],  # noqa: B006 - FastAPI copies it
    issue: Terms = [],  # noqa: B006
    party: Codes = [],  # noqa: B006
    kind: Annotated[list[Kind], Query(max_length=MANY)] = [],  # noqa: B006
    level: Annotated[list[Level], Query(max_length=MANY)] = [],  # noqa: B006
    since: Dated = None,
    after: Dated = None,
    until: Dated = None,
    before: Place = None,
    about: Place = None,
    complete: Annotated[
        bool, Query(description="The archive holds the scope whole, as you vouch.")
    ] = False,
) -> Response:
    """Check whether something was said for the first time, never, always, or not this time."""
    found = None
    if text and text.strip():
        with desk_of(request) as desk:
            given = Correction(
                type=type,
                terms=tuple(each for each in term if each.strip()),
                issues=tuple(issue),
                parties=tuple(str(code_of(each, desk.names)) for each in party if each.strip()),
                kinds=tuple(kind),
                levels=tuple(level),
                since=since,
                after=after,
                until=until,
                before=before,
                about=about,
                complete=complete,
            )
            found = check_claim(desk.library, text, language=language, correction=given)
    return answer(
        request,
        "claim_ask.html",
        json=lambda: {"answer": found.to_json() if found else None},
        **_shown(request, found),
        text=text,
        complete=complete,
    )


@page(router, "/claims/{id}", Verdict)
def claim(
    request: Request,
    id: Annotated[
        str,
        Path(pattern="^[0-9a-f]{4,16}$", description="A claim: its id, or a beginning of it."),
    ],
) -> Response:
    """Say what became of a claim of a document: the verdict and all that it rests on."""
    with desk_of(request) as desk:
        made = desk.archive.reviews.finding(id)
        if not isinstance(made.finding, Claim):
            raise FindingNotFound(f"{id} is no claim")
        found = _answered(desk, made.entry.id, made.finding.id)
    return answer(
        request,
        "claim.html",
        json=found.to_json,
        **_shown(request, found),
        made=made,
    )


def _answered(desk: Desk, document: str, id: str) -> Answer:
    [found] = check_claims(desk.library, desk.library.text(document), only={id})
    return found


def _shown(request: Request, found: Answer | None) -> dict[str, Any]:
    """What the templates draw an answer with."""
    phrases = phrases_of(request)

    def sentence(hit: Hit) -> Markup:
        if hit.passage is None:
            return Markup("<mark>{}</mark>").format(" … ".join(hit.hit.span.exact))
        return Markup(highlighted(hit.passage, [hit.hit.span.ranges]))

    return {
        "found": found,
        "known": lambda name: name in table(),
        "sentence": sentence,
        "why": lambda: claim_words.why(found.reasons, phrases) if found else "",
        "why_near": lambda reason: claim_words.why_near(reason, phrases),
        "terms": claim_words.terms(found) if found else (),
        "again": address("/claims/ask", **claim_words.query(found)) if found else "",
        "asked": claim_words.query(found) if found else {},
        "types": [each.value for each in ClaimType],
        "kinds": [each.value for each in Kind],
        "levels": [each.value for each in Level if each is not Level.NONE],
    }
