"""`/documents/{id}`: a document to read, with what was found marked in its text.

    /documents/d33a2298?show=commitment,position&finding=0c4e5b1a2d3f4a5b#f-0c4e5b1a2d3f4a5b
    /documents/d33a2298?at=1210-1290#at

Left out: comparing (compare.py), correcting the header (document_header.py), files
(document_files.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import StringConstraints
from typing_extensions import TypedDict

from communique.archive import Edit
from communique.errors import InvalidField
from communique.model.codes import Basis
from communique.model.contract import document_to_json
from communique.model.findings import KINDS, singular
from communique.model.quotes import Range
from communique.report import field_words
from communique.report.reading_blocks import View
from communique.report.reading_view import view
from communique.web.answers import answer, desk_of, language_of, page, phrases_of, wants_json
from communique.web.contract import Entry as EntryShape
from communique.web.contract import Gap as GapShape
from communique.web.contract import Json
from communique.web.drawn_text import Drawing
from communique.web.header_form import HeaderForm, header_rows
from communique.web.opened import Opened, opened, told
from communique.web.words import Words

router = APIRouter(tags=["documents"])

ByName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=300,
        description="A document: its id or a unique beginning of it, its file name, an alias, or"
        " words of its title.",
    ),
]

SHOWN = ("commitment", "position", "figure", "mechanism", "claim", "event")
"""Kinds whose marks show unless an address says otherwise: those that are not in every line."""

MARKS = tuple(singular(kind) for kind in KINDS)
AT = r"^[0-9]{1,9}-[0-9]{1,9}(,[0-9]{1,9}-[0-9]{1,9}){0,20}$"
LISTED = 400
"""Findings that the list beside the text names; `/findings` pages through all."""


class Near(TypedDict):
    """A document near another one."""

    id: str
    name: str
    language: str
    title: str | None
    date: str | None


class InSeries(TypedDict):
    """A document's place in its series."""

    label: str
    number: int
    total: int
    previous: Near | None
    next: Near | None


class Around(TypedDict):
    """What stands around a document: its series, language versions, other texts of the meeting, and
    other texts of the same source."""

    series: InSeries | None
    versions: list[Near]
    meeting: list[Near]
    source: list[Near]


class Change(TypedDict):
    """A header field that a person set; null gave it back to the program."""

    field: str
    value: str | list[str] | None
    who: str
    when: str
    superseded: bool


class Reading(TypedDict):
    """A document to read: its header, the analysis of it (docs/json.md), and its text as blocks.

    Numbers in `within` count `findings`; one more is the stretch that `at` points at.
    """

    document: EntryShape
    analysis: dict[str, Json]
    findings: list[str]
    view: dict[str, Json]
    around: Around
    history: list[Change]
    gaps: list[GapShape]


@page(router, "/documents/{id}", Reading)
def document(
    request: Request,
    id: ByName,
    show: Annotated[
        list[Annotated[str, StringConstraints(max_length=120, pattern="^[a-z,]*$")]] | None,
        Query(
            max_length=12,
            description=f"Kinds whose marks show, of {', '.join(MARKS)}, parted by commas; `none`"
            " for none.",
        ),
    ] = None,
    finding: Annotated[
        str | None, Query(pattern="^[0-9a-f]{16}$", description="The finding that is open.")
    ] = None,
    at: Annotated[
        str | None,
        Query(pattern=AT, description="A stretch of the reading to point at: 1210-1290."),
    ] = None,
    furniture: Annotated[
        bool, Query(description="Navigation, captions, running heads, too.")
    ] = False,
) -> Response:
    """Show a document: its text, what was found in it, its header and what stands around it."""
    kinds = _kinds(show)
    with desk_of(request) as desk:
        found = opened(desk, id)
    if wants_json(request):
        return answer(request, "", json=lambda: _json(found, at=at, furniture=furniture))
    return shown(request, found, kinds=kinds, finding=finding, at=at, furniture=furniture)


def shown(
    request: Request,
    found: Opened,
    *,
    kinds: Sequence[str] = SHOWN,
    finding: str | None = None,
    at: str | None = None,
    furniture: bool = False,
    form: HeaderForm | None = None,
) -> Response:
    """The page of a document; `form` is a header form that could not be taken."""
    words, phrases = Words(language_of(request)), phrases_of(request)
    findings = found.document.findings
    seen = view(found.analysis, found.document, furniture=furniture, point=stretch(at))
    chosen = next((each for each in findings if each.id == finding), None)
    counts = Counter(each.kind for each in findings)
    return answer(
        request,
        "document.html",
        json=dict,
        status=400 if form and form.wrong else 200,
        doc=found.entry,
        found=found,
        view=seen,
        around=found.around,
        drawing=Drawing(findings, found.entry.language, words.say, found.states, finding),
        kinds=[(singular(k), field_words.kind(k, phrases), counts[k]) for k in KINDS],
        shown=kinds,
        listed=[
            (each, singular(each.kind))
            for each in sorted(findings, key=lambda each: each.quote.start)[:LISTED]
        ],
        told=told(found, chosen, phrases) if chosen else None,
        field_words=field_words,
        singular=singular,
        gone=finding if finding and chosen is None else None,
        unseen=_unseen(found, seen, at),
        form=form or HeaderForm.of(found.entry),
        header=header_rows(found, phrases),
        by_hand={
            name
            for name, ground in found.document.header.grounds.items()
            if ground.basis is Basis.PERSON
        },
        origin=_origin(found.entry.identity),
        has_furniture=bool(found.analysis.boilerplate),
        gaps=(*found.analysis.gaps, *found.around.gaps),
    )


def _origin(identity: str) -> str | None:
    """The address a source came from, if that is one of the web."""
    return identity if re.match(r"https?://[^\s]+$", identity) else None


def stretch(at: str | None) -> tuple[Range, ...]:
    """The ranges that an address points at, in order and apart.

    >>> stretch("20-30,5-10"), stretch("9-9"), stretch(None)
    (((5, 10), (20, 30)), (), ())
    """
    made: list[Range] = []
    for part in sorted(at.split(","), key=lambda each: int(each.partition("-")[0])) if at else ():
        start, _, end = part.partition("-")
        if (made[-1][1] if made else 0) <= int(start) < int(end):
            made.append((int(start), int(end)))
    return tuple(made)


def _kinds(show: Sequence[str] | None) -> tuple[str, ...]:
    if show is None:
        return SHOWN
    names = tuple(name for name in ",".join(show).split(",") if name not in ("", "none"))
    for name in names:
        if name not in MARKS:
            raise InvalidField(
                f"no kind of finding is called {name!r}", advice=f"One of {', '.join(MARKS)}."
            )
    return names


def _unseen(found: Opened, seen: View, at: str | None) -> str | None:
    """The words that an address points at, where none of them is shown: furniture, or nothing."""
    ranges = stretch(at)
    number = len(found.document.findings)
    if not at or any(number in piece.within for piece in seen.pieces()):
        return None
    return " … ".join(found.analysis.reading.text[start:end] for start, end in ranges)[:500]


def _json(found: Opened, *, at: str | None, furniture: bool) -> dict[str, Any]:
    seen = view(found.analysis, found.document, furniture=furniture, point=stretch(at))
    return {
        "document": found.entry.to_json(),
        "analysis": document_to_json(found.document, found.analysis.reading),
        "findings": [each.id for each in found.document.findings],
        "view": seen.to_json(),
        "around": found.around.to_json(),
        "history": [edit_json(each) for each in found.history],
        "gaps": [gap.to_json() for gap in (*found.analysis.gaps, *found.around.gaps)],
    }


def edit_json(edit: Edit) -> dict[str, Any]:
    """A change of a header as REST gives it."""
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return {
        "field": edit.field,
        "value": value,
        "who": edit.who,
        "when": edit.when,
        "superseded": edit.superseded,
    }
