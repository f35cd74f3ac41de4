"""Cities that stand for a state's government in English, as capitals do.

Recognised: a capital or seat, and the cities of languages/en/actors.yaml, where one is a whole
subject. Left out: cities inside a phrase ("the talks in Ottawa").

    "Ottawa said" -> CAN
"""

from __future__ import annotations

from functools import cache

from communique.find.context import Scan
from communique.languages import data


def capital(scan: Scan, start: int, end: int) -> str | None:
    """The state that a city stands for where it is a subject of its own."""
    for mention in scan.mentions:
        article = scan.text[start : mention.start] if mention.start >= start else "-"
        if mention.kind == "place" and mention.end == end and article in ("", "the ", "The "):
            place = scan.context.names.places[mention.id]
            seat = place.kind in ("capital", "seat") or mention.form in _seats()
            return place.state if seat and place.state else None
    return None


@cache
def _seats() -> frozenset[str]:
    return frozenset(data("en", "actors")["seats"])
