"""`/documents/{id}/brief`: what a desk officer wants to know of a document, on a screen, on paper,
and as a file.

A brief is made beside the pages (web/briefs.py): a reader who comes before it is made sees that it
is being made, and the page comes again by itself; a program waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from markupsafe import Markup
from typing_extensions import TypedDict

from communique.errors import ServerBusy
from communique.names import Names
from communique.report.brief import Brief
from communique.report.brief.blocks import Place
from communique.report.brief.html import Link, body, html
from communique.report.brief.markdown import markdown
from communique.report.brief.phrases import Phrases
from communique.report.brief.telling import telling
from communique.report.brief.word import docx
from communique.web.answers import address, answer, desk_of, language_of, page, wants_json
from communique.web.briefs import Asked, Briefs
from communique.web.contract import Json
from communique.web.downloads import saved
from communique.web.front import FEW
from communique.web.queries import DocumentId, Series
from communique.web.words import LANGUAGES, Words

router = APIRouter(tags=["briefs"])

_WRITERS: dict[str, Callable[[Brief, Names], bytes | str]] = {
    "docx": docx,
    "html": html,
    "md": markdown,
}

SOON, SOON_OF_MANY = 1.0, 0.25
"""Seconds that a page waits for a brief before it says that one is being made: in an archive of a
few documents it is there by then, in a large one that may take a second or two.
"""

PATIENCE = 25.0
"""Seconds that a program or a download waits."""

Tag = Literal["en", "ja", "zh-Hant", "zh-Hans"]
ForReader = Annotated[
    Tag | None, Query(description="The language of the brief; by default the page's.")
]
AsOf = Annotated[
    str | None,
    Query(max_length=40, description="Deadlines as seen on this day (EDTF); by default today."),
]
Full = Annotated[bool, Query(description="Longer lists than two or three pages hold.")]


def _asked(
    request: Request,
    id: DocumentId,
    language: ForReader = None,
    series: Series = None,
    as_of: AsOf = None,
    full: Full = False,
) -> Asked:
    return Asked(id, language or language_of(request), series, as_of, full)


AsAsked = Annotated[Asked, Depends(_asked)]
"""Which brief the address asks for, the document by whatever it is called there."""


class BriefShape(TypedDict):
    """A brief: codes and quotes, as docs/brief.md describes them. Each list is `{items, more}`."""

    language: str
    as_of: str
    meeting: Json
    series: str | None
    statements: int
    changes: Json
    promises: Json
    outcomes: Json
    stands: Json
    figures: Json
    claims: Json
    divergences: Json
    lacks: Json
    charts: Json


@page(router, "/documents/{id}/brief", BriefShape)
def brief(request: Request, asked: AsAsked) -> Response:
    """The brief of a document, within its series or the one named."""
    with desk_of(request) as desk:
        entry = desk.archive.find(asked.document)
        names = desk.names
        many = request.app.state.front.facts(desk).info.documents > FEW
    asked = replace(asked, document=entry.id)
    kept: Briefs = request.app.state.briefs
    soon = SOON_OF_MANY if many else SOON
    made = _waited(kept, asked) if wants_json(request) else kept.get(asked, patience=soon)
    return answer(
        request,
        "brief.html",
        json=lambda: made.to_json() if made else {},
        entry=entry,
        asked=asked,
        made=made,
        body=_body(made, asked, names) if made else "",
        formats=tuple(_WRITERS),
        languages=LANGUAGES,
    )


@router.get("/documents/{id}/brief/download", response_class=Response)
def download(
    request: Request,
    asked: AsAsked,
    format: Annotated[Literal["docx", "html", "md"], Query(alias="as")],
) -> Response:
    """The brief of a document as a file: Word, HTML that needs nothing else, or Markdown."""
    with desk_of(request) as desk:
        entry = desk.archive.find(asked.document)
        names = desk.names
    asked = replace(asked, document=entry.id)
    made = _waited(request.app.state.briefs, asked)
    written = _WRITERS[format](made, names)
    stem = entry.name.rpartition(".")[0] or entry.name
    return saved(written, name=f"brief {stem} ({asked.language}).{format}", format=format)


def _waited(briefs: Briefs, asked: Asked) -> Brief:
    made = briefs.get(asked, patience=PATIENCE)
    if made is None:
        raise ServerBusy("the brief is still being made")
    return made


def _body(made: Brief, asked: Asked, names: Names) -> Markup:
    """The blocks as HTML; all that is shown of documents is escaped where it is drawn."""
    words = Words(asked.language)

    def link(place: Place) -> Link:
        there = f"/documents/{place.document}"
        match place.what:
            case "words":
                return Link(f"{address(there, at=f'{place.start}-{place.end}')}#at")
            case "full":
                query = {"language": asked.language, "series": asked.series, "as_of": asked.as_of}
                return Link(address(f"{there}/brief", **query, full="true"), words.say("brief.all"))
            case "changes":
                both = address("/compare", old=place.other, new=place.document)
                return Link(both, words.say("brief.comparison"))
            case "versions":
                both = address(f"{there}/versions", **{"with": place.other})
                return Link(both, words.say("brief.comparison"))
            case "promises":
                return Link(
                    address("/commitments", document=place.document), words.say("brief.all")
                )
            case "figures" | "claims":
                own = address(f"/{place.what}", document=place.document)
                return Link(own, words.say("brief.all"))
        return Link(there)

    blocks = telling(made, Phrases.of(made.language, names))
    return Markup(body(blocks, link=link))
