"""`/people`: who appears and who is heard for whom; `/people/{name}`: one of them in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from typing_extensions import TypedDict

from communique.archive.found import Found
from communique.check.judged import judged
from communique.check.speakers import Heard, Seen, people, speakers, spoken_as
from communique.errors import FindingNotFound
from communique.model.codes import Kind
from communique.report.brief.phrases import Phrases
from communique.report.marking import places
from communique.report.snippets import parts_at
from communique.web.answers import answer, desk_of, page, phrases_of
from communique.web.contract import Evidence, Listed
from communique.web.queries import Language, Page, Pages, Since, Until, paged

router = APIRouter(tags=["people"])

SIDES = 8
"""Sides that have a column; the others are counted together."""

Name = Annotated[str, Path(min_length=1, max_length=500, description="A name as findings have it.")]


class RoleRow(TypedDict):
    """A role as documents print it, with the side, and when."""

    role: str | None
    affiliation: str | None
    first: str | None
    last: str | None
    documents: int


class HeardRow(TypedDict):
    """A speaker: how often in own words and reported, for which sides (empty: unknown)."""

    name: str
    direct: int
    indirect: int
    documents: int
    first: str | None
    last: str | None
    sides: dict[str, int]


class PersonRow(TypedDict):
    """A person of the archive."""

    name: str
    affiliation: str | None
    roles: list[RoleRow]
    documents: int
    first: str | None
    last: str | None
    heard: HeardRow | None


class People(Listed):
    """People by how many documents name them (`rows`), or speakers by how often they are heard."""

    rows: list[PersonRow]
    speakers: list[HeardRow]


class Saying(TypedDict):
    """What a speaker is reported to say."""

    id: str
    rule: str
    confidence: float
    speaker: str
    mode: Literal["direct", "indirect"]
    evidence: Evidence
    kind: str
    document: str
    name: str
    date: str | None
    language: str
    passage: str | None


class Appearance(TypedDict):
    """Where a document first names a person."""

    document: str
    source: str
    date: str | None
    language: str
    title: str | None
    id: str
    role: str | None
    affiliation: str | None
    surface: list[str]
    evidence: Evidence


class OnePerson(Listed):
    """A person or speaker, with a page of sayings or of documents."""

    name: str
    person: PersonRow | None
    heard: HeardRow | None
    sayings: list[Saying]
    appearances: list[Appearance]


@page(router, "/people", People)
def people_page(
    request: Request,
    paging: Pages,
    view: Annotated[
        Literal["people", "speakers"], Query(description="People, or who spoke for whom.")
    ] = "people",
    words: Annotated[
        str | None, Query(max_length=200, description="Words of the name, in any language.")
    ] = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """List the people whom documents name, or those who are heard, by side."""
    phrases = phrases_of(request)
    asked = {"language": language, "since": since, "until": until}
    seen: Page[Seen] = Page([], 0, paging)
    heard: Page[Heard] = Page([], 0, paging)
    columns: list[str] = []
    with desk_of(request) as desk:
        if view == "people":
            rows = people(desk.library, **asked)
            seen = paged([row for row in rows if _called(row.name, words, phrases)], paging)
        else:
            every = speakers(desk.library, **asked)
            heard = paged([row for row in every if _called(row.name, words, phrases)], paging)
            columns = _columns(every)
    found: Page[Any] = seen if view == "people" else heard
    return answer(
        request,
        "people.html",
        json=lambda: {
            **seen.to_json(Seen.to_json),
            "total": found.total,
            "pages": found.last,
            "speakers": [row.to_json() for row in heard.rows],
        },
        found=found,
        view=view,
        columns=columns,
    )


def _called(name: str, words: str | None, phrases: Phrases) -> bool:
    wanted = (words or "").casefold()
    return wanted in name.casefold() or wanted in phrases.speaker(name).casefold()


def _columns(rows: Iterable[Heard]) -> list[str]:
    """The sides for which most is said, the most frequent first."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update({side: count for side, count in row.sides.items() if side})
    return [side for side, _ in counts.most_common(SIDES)]


@page(router, "/people/{name:path}", OnePerson)
def person_page(
    request: Request,
    name: Name,
    paging: Pages,
    view: Annotated[
        Literal["sayings", "documents"], Query(description="What they say, or where they appear.")
    ] = "sayings",
    mode: Annotated[
        Literal["direct", "indirect"] | None, Query(description="In own words, or reported.")
    ] = None,
    language: Language = None,
    kind: Kind | None = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """Tell in which roles a person appears, and what they are heard to say."""
    asked: dict[str, Any] = {"language": language, "since": since, "until": until}
    with desk_of(request) as desk:
        seen = next((row for row in people(desk.library) if row.name == name), None)
        heard = next((row for row in speakers(desk.library) if row.name == name), None)
        if seen is None and heard is None:
            raise FindingNotFound(
                f"nobody in the archive is called {name[:80]!r}",
                advice="/people lists those there are.",
            )
        if view == "sayings" and heard is None and "view" not in request.query_params:
            view = "documents"
        if kind:
            asked["documents"] = [each.id for each in desk.library.outlines(kind=kind.value)]
        of = "attributions" if view == "sayings" else "people"
        held = judged(desk.library, of)
        where: dict[str, Any] = {"name": name}
        if view == "sayings":
            where = {"speaker": spoken_as(desk.library, name), **({"mode": mode} if mode else {})}
        asked |= held.asked(where)
        rows, total = desk.archive.portion(of, start=paging.first, size=paging.size, **asked)
    found = Page(rows, total, paging)
    return answer(
        request,
        "person.html",
        json=lambda: {
            **{key: value for key, value in found.to_json(str).items() if key != "rows"},
            "name": name,
            "person": seen.to_json() if seen else None,
            "heard": heard.to_json() if heard else None,
            "sayings": [
                {**each.to_json(), **held.applied(each.finding).to_json()}
                for each in (rows if view == "sayings" else ())
            ],
            "appearances": [
                _appearance(each, held.applied(each.finding))
                for each in (rows if view == "documents" else ())
            ],
        },
        name=name,
        person=seen,
        heard=heard,
        found=found,
        view=view,
        applied=held.applied,
        marked=marked,
        kinds=[each.value for each in Kind],
    )


def _appearance(found: Found, finding: Any) -> dict[str, Any]:
    own = finding.to_json()
    return {
        "document": found.entry.id,
        "source": found.entry.name,
        "date": found.entry.date or found.entry.published,
        "language": found.entry.language,
        "title": found.entry.title,
        **{name: own[name] for name in ("id", "role", "affiliation", "surface", "evidence")},
    }


def marked(found: Found) -> Iterable[tuple[str, bool]]:
    """The sentence of a finding in parts, its own words marked."""
    quote = found.finding.quote
    if found.passage is None:
        return [(" ".join(quote.exact), True)]
    [held] = places(found.passage, [quote.ranges])
    return parts_at(found.passage.text, held)
