"""Sightings of Japanese clauses: their words, and what is told in passing.

"日本側が求めた規制の緩和には" -> a demand of JPN;  "大統領の支持を得た" -> support
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.find.attitudes_ja import Attitude, pattern
from communique.find.context import Scan
from communique.find.offices_ja import Codes
from communique.find.segments_ja import Sentence
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.subjects_ja import partner, subjects
from communique.model.findings import Degree, Force, Stance
from communique.model.quotes import Range

Sighting = CommitmentSighting | PositionSighting
_COMMAS = "、,， \u3000"


def commitment(
    scan: Scan,
    where: Range,
    actors: Codes,
    force: Force,
    rule: str,
    action: Range,
    *,
    scope: Range | None = None,
) -> CommitmentSighting:
    """A promise at a place of a scan, `action` its own words, `scope` where its dates stand."""
    start, end = trimmed(scan.text, *where)
    return CommitmentSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        force=force,
        rule=f"ja-{rule}",
        scope=scope,
        action=(max(start, min(action[0], end)), min(end, max(action[1], start))),
    )


def position(scan: Scan, where: Range, actors: Codes, held: Attitude) -> PositionSighting:
    """An attitude at a place of a scan."""
    start, end = trimmed(scan.text, *where)
    return PositionSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        stance=held.stance,
        degree=held.degree,
        rule=f"ja-{held.frame}",
        object=(start, min(held.stop, end)) if held.stop > start else None,
    )


def trimmed(text: str, start: int, end: int) -> Range:
    """Without the commas that join other clauses."""
    while end > start and text[end - 1] in _COMMAS:
        end -= 1
    while start < end and text[start] in _COMMAS:
        start += 1
    return start, end


def in_passing(scan: Scan, cut: Sentence) -> Iterator[PositionSighting]:
    """日本側が求めた規制の緩和には, 大統領の支持を得た: attitudes told inside another sentence."""
    if not pattern("passing_hints").search(cut.text):
        return
    for found in pattern("demanded").finditer(cut.text):
        who = next(subjects(scan, cut.text, found.start(), found.end("who") + 1), None)
        if who and who.actors:
            demand = Attitude(Stance.URGE, Degree.PLAIN, found.end("what"), "passing")
            yield position(scan, (found.start(), found.end("what")), who.actors, demand)
    for found in pattern("obtained").finditer(cut.text):
        if giver := partner(scan, *found.span("who")):
            stance = Stance.RECOGNISE if found["what"] == "理解" else Stance.SUPPORT
            given = Attitude(stance, Degree.PLAIN, found.start(), "obtained")
            yield position(scan, found.span(), giver[-1:], given)
