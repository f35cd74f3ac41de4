"""`/figures`: the figures of the archive with filters, a quantity in time, what disagrees, the
tables of a document with their sums checked; and as a file.

Which figures disagree and which measure the same thing is worked out beside the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from typing_extensions import TypedDict

from communique.archive import Archive
from communique.check.measures import Asked, Measured, Sort
from communique.compare.asking import code_of
from communique.errors import InvalidField
from communique.model.findings import Figure as Found
from communique.model.findings import plain
from communique.report.exports.fields import Sheet
from communique.report.exports.finding_sheets import decisions, fields_of, row
from communique.web.answers import answer, desk_of, page, wants_json
from communique.web.contract import Evidence, Gap, Json, Listed
from communique.web.desks import Desk
from communique.web.downloads import TableFormat, saved_table
from communique.web.figure_drawings import chart_of, tables_of
from communique.web.pages.commitments import Worked, registers_of, worked
from communique.web.queries import Language, Page, Pages, Party, Since, Until, Words, paged

router = APIRouter(tags=["figures"])


class Cell(TypedDict):
    """The row and column of a figure in a table."""

    row: str
    column: str


class Figure(TypedDict):
    """A figure in base units with its document."""

    id: str
    rule: str
    confidence: float
    value: str
    upper: str | None
    unit: str
    approximate: bool
    what: str
    period: str | None
    table: Cell | None
    basis: str | None
    evidence: Evidence
    document: str
    name: str
    title: str | None
    date: str | None
    language: str
    passage: str | None
    judged: Literal["accept", "correct"] | None


class Point(TypedDict):
    """A figure of a quantity in time."""

    id: str
    document: str
    time: str
    value: str


class Course(TypedDict):
    """Figures of one quantity in order of time: from whom to whom, whose, for what works, what part
    of it.
    """

    id: str
    quantity: str
    unit: str
    flow: list[str]
    actors: list[str]
    works: list[str]
    part: str
    points: list[Point]


class Figures(Listed):
    """Figures that fit, in order; how many there are of each unit; the quantity that was asked for,
    if one was.
    """

    rows: list[Figure]
    units: dict[str, int]
    course: Course | None


class Courses(Listed):
    """Quantities that are told of at least two times, those told of most times first."""

    rows: list[Course]
    worked: Worked


class Conflicts(Listed):
    """Figures that disagree, as `communique check figures --json` tells them (docs/ask.md)."""

    rows: list[Json]
    rests_on: Json | None
    gaps: list[Gap]
    worked: Worked


Number = Annotated[str | None, Query(max_length=40, pattern=r"^-?[0-9][0-9,]*(\.[0-9]+)?$")]
CourseId = Annotated[
    str | None, Query(pattern="^[0-9a-f]{12}$", description="A quantity of /figures/courses.")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the figures."""

    asked: dict[str, Any]
    sort: Sort
    reverse: bool


def _query(
    text: Words = None,
    unit: Annotated[
        str | None, Query(max_length=60, description="ISO 4217, or an English singular.")
    ] = None,
    party: Party = None,
    document: Annotated[
        str | None, Query(pattern="^[0-9a-f]{4,16}$", description="Of this document.")
    ] = None,
    course: CourseId = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    least: Number = None,
    most: Number = None,
    table: Annotated[
        Literal["yes", "no"] | None, Query(description="In a table, or in running text.")
    ] = None,
    sort: Sort = "date",
    reverse: bool = False,
) -> Wanted:
    asked = {
        "text": text, "unit": unit, "party": party, "document": document, "course": course,
        "language": language, "since": since, "until": until, "least": least, "most": most,
        "table": table,
    }  # fmt: skip
    return Wanted({k: v for k, v in asked.items() if v}, sort, reverse)


Filters = Annotated[Wanted, Depends(_query)]


@page(router, "/figures", Figures)
def figures(request: Request, paging: Pages, query: Filters) -> Response:
    """List figures: value, unit, what is measured, period and document."""
    kept = request.app.state.kept
    courses = kept.get("courses")
    course = (courses.value or {}).get(query.asked.get("course", ""))
    with desk_of(request) as desk:
        held = registers_of(request).measures(desk.archive)
        found = held.asked(
            _asked(desk, query.asked, course), sort=query.sort, reverse=query.reverse
        )
        numbers = found.rows[paging.first : paging.first + paging.size].tolist()
        some = Page(found.told(desk.archive, numbers), len(found.rows), paging)
        document = query.asked.get("document")
        tables = tables_of(desk, document) if document and not wants_json(request) else []
    return answer(
        request,
        "figures.html",
        json=lambda: {
            **some.to_json(lambda each: each.to_json()),
            "units": found.units(),
            "course": course,
        },
        found=some,
        asked=query.asked,
        sort=query.sort,
        reverse=query.reverse,
        units=found.units(),
        all_units=sorted(held.units[1]),
        chart=chart_of(found, course, held.by_id),
        course=course,
        courses=sorted((courses.value or {}).values(), key=_most_times)[:12],
        count_courses=len(courses.value or {}),
        tables=tables,
        held=courses,
        plain=plain,
    )


@page(router, "/figures/courses", Courses)
def courses(request: Request, paging: Pages, text: Words = None) -> Response:
    """List quantities in time: figures that measure the same thing at different times."""
    held = request.app.state.kept.get("courses")
    rows = sorted((held.value or {}).values(), key=_most_times)
    if text:
        rows = [each for each in rows if text.casefold() in str(each).casefold()]
    some = paged(rows, paging)
    return answer(
        request,
        "courses.html",
        json=lambda: {**some.to_json(lambda each: each), "worked": worked(held)},
        found=some,
        held=held,
    )


@page(router, "/figures/conflicts", Conflicts)
def conflicts(
    request: Request,
    paging: Pages,
    type: Literal["value", "arithmetic", "unit"] | None = None,
    severity: Literal["high", "medium", "low"] | None = None,
    document: Annotated[
        str | None, Query(pattern="^[0-9a-f]{16}$", description="A figure of this document.")
    ] = None,
) -> Response:
    """List figures that disagree, with both quotes, why, and the value that would agree."""
    held = request.app.state.kept.get("conflicts")
    value = held.value or {}
    rows = [
        each
        for each in value.get("conflicts", [])
        if (not type or each["type"] == type)
        and (not severity or each["severity"] == severity)
        and (not document or any(f["document"] == document for f in each["figures"]))
    ]
    rows.sort(key=lambda each: ("high", "medium", "low").index(each["severity"]))
    some = paged(rows, paging)
    return answer(
        request,
        "conflicts.html",
        json=lambda: {
            **some.to_json(lambda each: each),
            "rests_on": value.get("rests_on"),
            "gaps": value.get("gaps", []),
            "worked": worked(held),
        },
        found=some,
        rests_on=value.get("rests_on"),
        gaps=value.get("gaps", []),
        held=held,
        number=_number,
    )


@router.get(
    "/figures/export",
    response_class=Response,
    responses={200: {"description": "The file.", "content": {"*/*": {}}}},
)
def export(
    request: Request,
    query: Filters,
    format: Annotated[TableFormat, Query(alias="as")] = "csv",
) -> Response:
    """The figures that fit as a file: a table with a row for each."""
    courses = request.app.state.kept.get("courses")
    course = (courses.value or {}).get(query.asked.get("course", ""))
    with desk_of(request) as desk:
        held = registers_of(request).measures(desk.archive)
        found = held.asked(
            _asked(desk, query.asked, course), sort=query.sort, reverse=query.reverse
        )
        sheet = _sheet(desk.archive, found)
    return saved_table(sheet, name="figures", format=format)


def _sheet(archive: Archive, found: Measured) -> Sheet:
    said, fields = decisions(archive), fields_of(Found.kind)
    numbers = found.rows.tolist()
    rows = [
        row(each.found, said.get(each.figure.id, ()), fields)
        for at in range(0, len(numbers), 500)
        for each in found.told(archive, numbers[at : at + 500])
    ]
    return Sheet(Found.kind, "a number that measures something", fields, rows)


def _asked(desk: Desk, values: dict[str, Any], course: Mapping[str, Any] | None) -> Asked:
    held = dict(values)
    if name := held.pop("document", None):
        held["documents"] = {desk.archive.find(name).id}
    if held.pop("course", None):
        held["ids"] = {each["id"] for each in (course or {}).get("points", ())}
    if "party" in held:
        held["party"] = code_of(held["party"], desk.names)
    if "table" in held:
        held["table"] = held["table"] == "yes"
    for bound in ("least", "most"):
        if bound in held:
            held[bound] = Decimal(held[bound].replace(",", ""))
    if "least" in held and "most" in held and held["least"] > held["most"]:
        raise InvalidField("the least value is larger than the most", advice="Change them about.")
    return Asked(**held)


def _most_times(course: Mapping[str, Any]) -> tuple[int, str]:
    return -len({each["time"] for each in course["points"]}), str(course["id"])


def _number(text: str | None) -> Decimal | None:
    """The value that would agree; None where it is a unit, or there is none."""
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
