"""The day that the days of a text count from: its event's, else its own.

Recognised: a report whose event is far from the day it came out counts from its own day. Left out:
how dates are completed (languages/dates.py).

    anchor_of(scan) -> "2027-05-03"
"""

from __future__ import annotations

from communique.find.context import Scan
from communique.model.codes import Kind
from communique.model.dates import is_edtf, span

_FAR = 31
"""Days between an event and a report that make the report's own day the one that counts."""


def anchor_of(scan: Scan) -> str | None:
    """The day from which a document's text counts: its event's, else its own."""
    header = scan.context.doc.header
    if header.kind in (Kind.NEWS, Kind.ARTICLE) and _apart(header.event.date, header.published):
        return header.published
    for given in (header.event.date, header.published):
        if given and is_edtf(given):
            return given
    return None


def _apart(event: str | None, published: str | None) -> bool:
    """Whether a report came out long after or before what it is about: its days count from its
    own."""
    if not (event and published and is_edtf(event) and is_edtf(published)):
        return False
    own = span(published)
    return own.precision == "day" and abs((own.first - span(event).last).days) > _FAR
