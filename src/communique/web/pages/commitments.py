"""`/commitments`: the ledger of promises with filters, counts and deadlines, and as a file.

What became of each is worked out beside the server (web/kept.py); until it is known the page says
so and brings it in by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from typing_extensions import TypedDict

from communique.check.promises import DUES, FORCES, GROUPS, Asked, Chosen, Sort, Told
from communique.compare.asking import code_of, issue_called
from communique.errors import InvalidField
from communique.model import dates
from communique.model.decisions import Status
from communique.model.findings import Force
from communique.names import Names
from communique.report.deadlines import Bar, How, binned
from communique.report.exports import document_sheets
from communique.web.answers import answer, desk_of, page
from communique.web.contract import Evidence, Gap, Listed
from communique.web.desks import Desk
from communique.web.downloads import TableFormat, saved_table
from communique.web.kept import Held
from communique.web.queries import Language, Page, Pages, Paging, Since, Until, Words
from communique.web.registers import Promised, Registers

router = APIRouter(tags=["commitments"])

SHOWN = 12
"""Actors and issues of the lists beside the table; the page of the filter has all."""


class Amount(TypedDict):
    """A quantity in base units."""

    value: str
    unit: str


class Commitment(TypedDict):
    """A promise, with what became of it: decided by a person, else suggested by later texts; null
    where that has not been worked out yet.
    """

    id: str
    rule: str
    confidence: float
    actors: list[str]
    force: Literal["pledge", "intention", "effort", "exploration", "continuation"]
    action: str
    deadline: str | None
    start: str | None
    amount: Amount | None
    targets: list[str]
    issue: str | None
    evidence: Evidence
    document: str
    name: str
    title: str | None
    date: str | None
    language: str
    passage: str | None
    due: Literal["passed", "coming", "undated"]
    status: Status | None
    suggested: Status | None
    why: str | None
    decided_by: str | None
    judged: Literal["accept", "correct"] | None
    last_seen: str | None
    mentions: int | None


class Worked(TypedDict):
    """How far what became of the promises is worked out: whether it is of the archive as it is, the
    share that is done, and what went wrong.
    """

    current: bool
    done: float
    error: str | None


class Deadlines(TypedDict):
    """Promises that fall due in a stretch of time (EDTF)."""

    since: str
    until: str
    passed: int
    coming: int
    settled: int


class Counts(TypedDict):
    """How many promises by each value; an empty name stands for none."""

    actor: dict[str, int]
    issue: dict[str, int]
    force: dict[str, int]
    status: dict[str, int]
    year: dict[str, int]
    due: dict[str, int]


class Commitments(Listed):
    """Promises that fit, in order."""

    rows: list[Commitment]
    as_of: str
    counts: Counts
    deadlines: list[Deadlines]
    fates: Worked
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the ledger."""

    asked: dict[str, Any]
    as_of: str | None
    sort: Sort
    reverse: bool


def _query(
    actor: Annotated[
        str | None, Query(max_length=60, description="Promised by this state: JPN, or its name.")
    ] = None,
    issue: Annotated[
        str | None, Query(max_length=80, description="On this issue: its id, or a name.")
    ] = None,
    force: Force | None = None,
    status: Status | None = None,
    due: Literal["passed", "coming", "undated"] | None = None,
    due_since: Annotated[
        str | None, Query(max_length=40, description="Due on this day or later (EDTF).")
    ] = None,
    due_until: Annotated[
        str | None, Query(max_length=40, description="Due on this day or before (EDTF).")
    ] = None,
    document: Annotated[
        str | None, Query(pattern="^[0-9a-f]{4,16}$", description="Of this document.")
    ] = None,
    series: Annotated[str | None, Query(max_length=200, description="Of this series.")] = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    as_of: Annotated[
        str | None, Query(max_length=40, description="As seen on this day (EDTF); else today.")
    ] = None,
    sort: Sort = "deadline",
    reverse: bool = False,
) -> Wanted:
    asked = {
        "actor": actor,
        "issue": issue,
        "force": force.value if force else None,
        "status": status.value if status else None,
        "due": due,
        "due_since": due_since,
        "due_until": due_until,
        "document": document,
        "series": series,
        "language": language,
        "since": since,
        "until": until,
        "text": text,
    }
    return Wanted({k: v for k, v in asked.items() if v}, as_of or None, sort, reverse)


Ledger = Annotated[Wanted, Depends(_query)]


@page(router, "/commitments", Commitments)
def commitments(request: Request, paging: Pages, query: Ledger) -> Response:
    """List promises: who promised what by when, and what became of it; of language versions one
    is counted, rejected ones are left out.
    """
    day = seen_on(query.as_of)
    with desk_of(request) as desk:
        known = registers_of(request).promised(desk.archive)
        found = _chosen(desk, known, query, day)
        some = _rows(desk, found, known, paging)
        held = found.held.asked(Asked(), day=day, status=known.status) if query.asked else found
    bars = _bars(found)
    counts = {by: found.counts(by) for by in GROUPS}
    return answer(
        request,
        "commitments.html",
        json=lambda: {
            **some.to_json(lambda each: each.to_json()),
            "as_of": day.isoformat(),
            "counts": counts,
            "deadlines": [bar.to_json() for bar in bars],
            "fates": worked(known.held),
            "gaps": [gap.to_json() for gap in found.gaps],
        },
        found=some,
        asked=query.asked,
        sort=query.sort,
        reverse=query.reverse,
        day=day,
        counts=counts,
        due=held.counts("due"),
        whole=len(held.rows),
        bars=bars,
        most=max((bar.count for bar in bars), default=0),
        fates=known.held,
        gaps=found.gaps,
        forces=FORCES,
        statuses=[each.value for each in Status],
        dues=DUES,
        shown=SHOWN,
        actors=sorted(a for a in held.counts("actor") if a),
        issues=sorted(i for i in held.counts("issue") if i),
    )


@router.get(
    "/commitments/export",
    response_class=Response,
    responses={200: {"description": "The file.", "content": {"*/*": {}}}},
)
def export(
    request: Request,
    query: Ledger,
    format: Annotated[TableFormat, Query(alias="as")] = "csv",
) -> Response:
    """The promises that fit as a file: a table with a row for each."""
    day = seen_on(query.as_of)
    with desk_of(request) as desk:
        known = registers_of(request).promised(desk.archive)
        found = _chosen(desk, known, query, day)
        numbers = found.rows.tolist()
        told = [
            each
            for at in range(0, len(numbers), 500)
            for each in found.told(desk.archive, numbers[at : at + 500], known.fates)
        ]
    sheet = document_sheets.promises(told)
    return saved_table(sheet, name=f"ledger-{day.isoformat()}", format=format)


def registers_of(request: Request) -> Registers:
    """The promises and figures that the server keeps in memory."""
    registers: Registers = request.app.state.registers
    return registers


def seen_on(as_of: str | None) -> Day:
    """The day on which deadlines are looked at. Raises `invalid-field`."""
    if as_of is None:
        return Day.today()
    if not dates.is_edtf(as_of):
        raise InvalidField(f"no day: {as_of!r}", advice="Write 2026-11-22.")
    return dates.latest(as_of)


def worked(held: Held) -> dict[str, Any]:
    """How far an answer over the whole archive is worked out, as REST tells it."""
    return {"current": held.current, "done": round(held.done, 3), "error": held.error}


def _chosen(desk: Desk, known: Promised, query: Wanted, day: Day) -> Chosen:
    asked = _asked(desk, query.asked, desk.names)
    return known.promises.asked(
        asked, day=day, status=known.status, sort=query.sort, reverse=query.reverse
    )


def _asked(desk: Desk, values: dict[str, Any], names: Names) -> Asked:
    held = dict(values)
    documents: set[str] | None = None
    if name := held.pop("document", None):
        documents = {desk.archive.find(name).id}
    if series := held.pop("series", None):
        members = set(desk.library.members(series))
        documents = members if documents is None else documents & members
    if "actor" in held:
        held["actor"] = code_of(held["actor"], names)
    if "issue" in held:
        held["issue"] = issue_called(held["issue"], names) or held["issue"]
    return Asked(**held, documents=documents)


def _rows(desk: Desk, found: Chosen, known: Promised, paging: Paging) -> Page[Told]:
    numbers = found.rows[paging.first : paging.first + paging.size].tolist()
    return Page(found.told(desk.archive, numbers, known.fates), len(found.rows), paging)


def _bars(found: Chosen) -> tuple[Bar, ...]:
    settled = {int(n) for n in found.rows[found.settled].tolist()}
    today = found.day

    def how(day: Day, number: int) -> How:
        if number in settled:
            return "settled"
        return "passed" if day < today else "coming"

    return binned((day, how(day, number)) for day, number in found.deadlines())
