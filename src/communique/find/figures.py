"""Figures: the numbers of a document that measure something, each with what it measures.

Recognised: what measures.py finds in passages, headings but the title included, and in tables cell
by cell (figure_tables.py). `period` is the nearest date of the same sentence; `what` the
document's own noun phrase beside the number. Left out: what measures.py leaves out, and the title
of a document.

    "Two-way trade reached US$9.2 billion in 2025" -> 9200000000 USD, what "Two-way trade", 2025
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.errors import CommuniqueError
from communique.find.context import Context, Scan
from communique.find.figure_tables import cells
from communique.find.kept import Kept
from communique.find.measured import Measure
from communique.find.measures import measures
from communique.find.measures_beside import beside
from communique.find.phrases import phrase
from communique.find.units import TIME
from communique.languages.dates import DateMention, resolve
from communique.model.codes import PassageType
from communique.model.findings import Figure

RULE = "measure"
CONFIDENCE = {"unit": 0.9, "basis": 0.75, "counted": 0.8, "vague": 0.6}
_seen: Kept[Scan, list[Measure]] = Kept()
NEAR = 80
"""How far (in characters) a date may stand from the number whose period it is."""


def find_figures(context: Context) -> Iterator[Figure]:
    """The figures of a document: those of passages, then those of tables."""
    states = states_of(context)
    title = (context.doc.header.title or "").strip()
    for scan in context.scans:
        if scan.passage.type is PassageType.TABLE_ROW and context.doc.tables:
            continue
        if scan.passage.type is PassageType.HEADING and scan.text.strip() == title:
            continue
        found = measures_of(scan)
        if not found:
            continue
        dates = _resolved(scan)
        for measure in beside(found, scan.text, context.language):
            yield _figure(context, scan, measure, dates)
    yield from cells(context, states)


def measures_of(scan: Scan) -> list[Measure]:
    """The measures of a scan's text, worked out once."""
    if scan not in _seen:
        states = states_of(scan.context)
        _seen[scan] = measures(scan.text, scan.context.language, dates=scan.dates, states=states)
    return _seen[scan]


def states_of(context: Context) -> tuple[str, ...]:
    """The states whose currency a bare word of a document may mean: its parties and issuers."""
    header = context.doc.header
    return tuple(dict.fromkeys((*header.event.parties, *header.issuers)))


def _figure(context: Context, scan: Scan, measure: Measure, dates: list[DateMention]) -> Figure:
    sort = "counted" if measure.unit in ("item", "person") else "unit"
    sort = "basis" if measure.basis else sort
    return context.finding(
        Figure,
        scan.quote(measure.start, measure.end),
        rule=f"{RULE}-{'range' if measure.upper is not None else sort}",
        confidence=CONFIDENCE[sort],
        value=measure.value,
        upper=measure.upper,
        unit=measure.unit,
        approximate=measure.approximate,
        what=phrase(scan.text, measure, context.language),
        period=_period(scan.text, measure, dates),
        basis=measure.basis,
    )


def _resolved(scan: Scan) -> list[DateMention]:
    """The dates of a passage, completed by the document's own."""
    header = scan.context.doc.header
    anchor = header.event.date or header.published
    try:
        return [d for d in resolve(scan.dates, anchor) if d.complete]
    except (ValueError, CommuniqueError):
        return [d for d in scan.dates if d.complete]


def _period(text: str, measure: Measure, dates: list[DateMention]) -> str | None:
    """The nearest date of the sentence; a length of time has none."""
    if measure.unit in TIME:
        return None
    near: tuple[int, str] | None = None
    for mention in dates:
        gap = max(mention.start - measure.end, measure.start - mention.end)
        first, last = sorted((mention.start, measure.start))
        if gap < 0 or gap > NEAR or any(mark in text[first:last] for mark in ";；。"):
            continue
        if near is None or gap < near[0]:
            near = gap, mention.edtf
    return near[1] if near else None
