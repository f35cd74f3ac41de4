"""Positions: an actor's stated attitude, with degree, issue and toward whom.

The grammar is a language's own (see commitments.py: `positions(context)` of its clause module).
This module adds `toward` (states and organisations named in what the attitude is to, other than who
holds it), the issue, and the id. Left out: attitudes of people who speak for no state, and moods
without a cue word.

    "Norway strongly condemned the attack." -> actors NOR, stance condemn, degree strong
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.find.commitments import named
from communique.find.context import Context
from communique.find.grammars import grammar
from communique.find.issues import issue_of
from communique.find.sightings import PositionSighting
from communique.model.findings import Position


def find_positions(context: Context) -> Iterator[Position]:
    """The positions of a document, each quoted by its clause; equal sightings once."""
    seen: set[tuple[int, int, int]] = set()
    for sighting in grammar("clauses", context.language).positions(context):
        key = (sighting.scan.index, sighting.start, sighting.end)
        if sighting.actors and key not in seen:
            seen.add(key)
            yield _position(context, sighting)


def _position(context: Context, sighting: PositionSighting) -> Position:
    scan = sighting.scan
    first, last = sighting.object or (sighting.start, sighting.end)
    toward = sighting.toward
    if toward is None:
        toward = tuple(c for c in named(scan, first, last) if c not in sighting.actors)
    return context.finding(
        Position,
        scan.quote(sighting.start, sighting.end),
        rule=sighting.rule,
        confidence=sighting.confidence,
        actors=sighting.actors,
        stance=sighting.stance,
        degree=sighting.degree,
        issue=issue_of(scan.text[first:last], context.language, context.names),
        toward=toward,
    )
