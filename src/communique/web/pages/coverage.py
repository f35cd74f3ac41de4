"""`/coverage`: what the archive holds of its series, against catalogues, and what it lacks.

Without a series it lists all; with one, its documents: held, or known and missing.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from typing_extensions import TypedDict

from communique.check.coverage import Coverage, Known
from communique.check.held import Held
from communique.check.scope import kind_of
from communique.check.series_coverage import coverages
from communique.check.series_held import SeriesHeld, as_coverage, own_series, series_held
from communique.compare.asking import code_of
from communique.compare.library import Library
from communique.model.codes import Kind, Level
from communique.web.answers import answer, desk_of, page
from communique.web.contract import Gap, Json, Listed
from communique.web.queries import Page, Pages, Party, Since, Until, paged

router = APIRouter(tags=["coverage"])


class Year(TypedDict):
    """A year: documents known to a catalogue, held of these, and held besides."""

    year: int
    known: int
    held: int
    not_catalogued: int


Series = TypedDict(
    "Series",
    {
        "label": str, "catalogued": bool, "from": str | None, "to": str | None, "known": int,
        "held": int, "missing": int, "not_catalogued": int, "languages": dict[str, int],
        "years": list[Year],
    },
)  # fmt: skip


class AllSeries(Listed):
    """The series of the archive and of catalogues."""

    rows: list[Series]


class Listing(TypedDict):
    """A document of a series: the entry of the catalogue, what is held of it, or both."""

    entry: Json
    held: Json


class OneSeries(Listed):
    """The documents of a series, by date, held or known; `whole`: none that is known is missing."""

    label: str
    scope: Json
    catalogues: list[str]
    known: int
    held: int
    whole: bool
    vouched: bool
    years: list[Year]
    gaps: list[Gap]
    rows: list[Listing]


@page(router, "/coverage", AllSeries | OneSeries)
def coverage(
    request: Request,
    paging: Pages,
    series: Annotated[
        str | None,
        Query(max_length=200, description="A catalogue, a series in it, or one of the archive."),
    ] = None,
    party: Party = None,
    kind: Kind | None = None,
    level: Level | None = None,
    since: Since = None,
    until: Until = None,
    missing: Annotated[bool, Query(description="Only what is missing.")] = False,
    complete: Annotated[
        bool, Query(description="The archive holds it whole, as you vouch.")
    ] = False,
) -> Response:
    """Show what the archive holds of its series and what it lacks, or the documents of one."""
    with desk_of(request) as desk:
        if series or party:
            codes = [str(code_of(each, desk.names)) for each in (party or "").split("-") if each]
            label, found = _one(
                desk.library,
                series or "",
                parties=codes,
                kinds=[kind] if kind else [],
                levels=[level] if level else [],
                since=since,
                until=until,
                complete=complete,
            )
            return _series(request, label, found, paging, missing=missing)
        rows = desk.library.kept("series held", lambda: series_held(desk.library))
        codes_of = Counter(each.gap.code for each in desk.archive.gaps())
    some = paged(rows, paging)
    return answer(
        request,
        "coverage.html",
        json=lambda: some.to_json(SeriesHeld.to_json),
        found=some,
        gaps=codes_of.most_common(),
        kinds=[each.value for each in Kind],
        levels=[each.value for each in Level if each is not Level.NONE],
    )


def _one(library: Library, name: str, **asked: Any) -> tuple[str, Coverage]:
    """The coverage of a series by name; of one that only the archive has, its own documents."""
    if not any(asked.values()):
        own = own_series(library)
        if name in own:
            return name, as_coverage(own[name])
    return coverages(library, name, **asked)[0]


def _series(
    request: Request, label: str, found: Coverage, paging: Any, *, missing: bool
) -> Response:
    rows: list[Known | Held] = [*found.entries, *found.extra]
    rows.sort(key=_date)
    if missing:
        rows = [each for each in rows if isinstance(each, Known) and each.held is None]
    some: Page[Known | Held] = paged(rows, paging)
    years = [
        {"year": y.year, "known": y.known, "held": y.held, "not_catalogued": y.extra}
        for y in found.years
    ]
    return answer(
        request,
        "coverage_series.html",
        json=lambda: {
            **some.to_json(_json),
            "label": label,
            "scope": found.scope.to_json(),
            "catalogues": list(found.catalogues),
            "known": len(found.entries),
            "held": len(found.held),
            "whole": found.whole,
            "vouched": found.vouched,
            "years": years,
            "gaps": [gap.to_json() for gap in found.gaps],
        },
        label=label,
        coverage=found,
        found=some,
        listed=[(e.entry, e.held) if isinstance(e, Known) else (None, e) for e in some.rows],
        decades=_decades(found),
        kind_of=kind_of,
    )


def _date(each: Known | Held) -> str:
    return (each.entry.date if isinstance(each, Known) else each.date) or "9999"


def _json(each: Known | Held) -> dict[str, Any]:
    if isinstance(each, Held):
        return {"entry": None, "held": each.to_json()}
    made = each.to_json()
    return {"held": made.pop("held"), "entry": made}


Cell = tuple[Literal["held", "missing", "none"], str, str | None]


def _decades(found: Coverage) -> dict[int, list[list[Cell]]]:
    """The years of each decade, a cell a document: how it stands, its date, and its id if held."""
    cells: dict[int, list[Cell]] = {year.year: [] for year in found.years}
    for known in found.entries:
        held = known.held.texts[0].id if known.held else None
        date = known.entry.date
        cells[int(date[:4])].append(("held" if held else "missing", date, held))
    for one in found.extra:
        if one.days():
            cells[one.days()[0][0].year].append(("held", str(one.date), one.texts[0].id))
    decades: dict[int, list[list[Cell]]] = {}
    for year, row in cells.items():
        decades.setdefault(year // 10 * 10, []).append(sorted(row) or [("none", str(year), None)])
    return decades
