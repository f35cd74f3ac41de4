"""The main amount of a promise: the quantity promised or the target, of the measures in a clause.

Taken: money before anything else, then percentages, then other quantities; of "from 9 to 4 per
cent" the second. Left out: lengths of time ("within 24 hours", "for three months"), which are
amounts only where the promise is to change them ("from 21 days to 10 days").

    "cut the toll from 12 dollars a lorry to 7 dollars before May" -> 7 USD
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from communique.find.context import Scan
from communique.find.figures import measures_of
from communique.languages import data
from communique.model.findings import Amount

_TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "quarter", "decade"}
)


def main_amount(scan: Scan, start: int, end: int) -> Amount | None:
    """The main quantity in a stretch of a scan's text, in base units; None if there is none."""
    found = [m for m in measures_of(scan) if start <= m.start and m.end <= end and m.unit]
    found = [m for m in found if not _occasion(scan, m)] or found[1:]
    found = [m for m in found if not _part(scan, m)] or found
    lasting = [m for m in found if m.unit in _TIMES]
    found = [m for m in found if m.unit not in _TIMES] or _changed(scan, lasting)
    if not found:
        return None
    rank = min(_rank(m.unit) for m in found)
    best = [m for m in found if _rank(m.unit) == rank]
    chosen = best[0]
    if len(best) > 1 and best[1].unit == chosen.unit and _from_to(scan, chosen, best[1]):
        chosen = best[1]
    return Amount(chosen.value, chosen.unit)


def _occasion(scan: Scan, measure: Any) -> bool:
    """Whether a measure only says how often a year something is done (年1回)."""
    occasions = data(scan.context.language, "deadlines").get("occasions", "(?!)")
    before = scan.text[max(0, measure.start - 3) : measure.end]
    return re.search(occasions, before) is not None


def _part(scan: Scan, measure: Any) -> bool:
    """Whether a measure is a part of another amount: "180 officers, a third of them women"."""
    part = data(scan.context.language, "deadlines").get("part_behind")
    return bool(part) and re.compile(str(part)).match(scan.text, measure.end) is not None


def _rank(unit: str) -> int:
    if len(unit) == 3 and unit.isupper():
        return 0
    return 1 if unit.startswith("percent") else 2


def _changed(scan: Scan, lasting: list[Any]) -> list[Any]:
    """Lengths of time count where one becomes another."""
    if len(lasting) == 1 and lasting[0].upper is not None:  # 40日から60日に延ばす
        behind = data(scan.context.language, "deadlines").get("changed_behind", "(?!)")
        if re.match(behind, scan.text[lasting[0].end : lasting[0].end + 8]):
            return [replace(lasting[0], value=lasting[0].upper)]
    if len(lasting) > 1 and lasting[0].unit == lasting[1].unit and _from_to(scan, *lasting[:2]):
        return lasting[:2]
    return []


def _from_to(scan: Scan, first: Any, second: Any) -> bool:
    words = data(scan.context.language, "deadlines")["from_to"]
    between = scan.text[first.end : second.start]
    before = scan.text[max(0, first.start - 12) : first.start]
    return len(between) < 60 and any(
        a in before and (b in between or b in scan.text[second.end : second.end + 6])
        if a
        else b in between
        for a, b in words
    )
