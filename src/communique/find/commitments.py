"""Commitments: what an actor says it will do, with force, deadline, start, amount, targets, issue.

The grammar is a language's own: `find/clauses_en.py`, `clauses_ja.py`, `clauses_zh.py`, each with

    commitments(context: Context) -> Iterable[CommitmentSighting]
    positions(context: Context) -> Iterable[PositionSighting]

over `context.scans` in order (sightings.py says what a sighting holds; cue words are in
languages/<x>/commitments.yaml and positions.yaml). This module adds what holds in every language:
deadline and start (deadlines.py), the main amount (measures.py), targets (states and organisations
named in the promise that do not make it), the issue, and the finding's id. Left out: promises
without an actor that a code exists for, and what the language's module leaves out (values, hopes,
demands on others, forecasts, negations, questions).

    "Kenya will plant two million trees by the end of 2029."
    -> actors KEN, force pledge, deadline 2029, amount 2000000 item
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.find.actors import MONEY
from communique.find.amounts import main_amount
from communique.find.context import Context, Scan
from communique.find.deadlines import deadline
from communique.find.grammars import grammar
from communique.find.issues import issue_of
from communique.find.sightings import CommitmentSighting
from communique.model.findings import Amount, Commitment
from communique.model.quotes import Quote, Range

_TRIM = " \t\r\n,;:.。、，；：．"


def find_commitments(context: Context) -> Iterator[Commitment]:
    """The commitments of a document, each quoted by its clause; equal sightings once."""
    seen: set[tuple[int, int, int]] = set()
    for sighting in grammar("clauses", context.language).commitments(context):
        key = (sighting.scan.index, sighting.start, sighting.end)
        if sighting.actors and key not in seen:
            seen.add(key)
            yield _commitment(context, sighting)


def _commitment(context: Context, sighting: CommitmentSighting) -> Commitment:
    scan = sighting.scan
    first, last = sighting.action or (sighting.start, sighting.end)
    due, begins = _dates(sighting)
    return context.finding(
        Commitment,
        _quote(sighting),
        rule=sighting.rule,
        confidence=sighting.confidence,
        actors=sighting.actors,
        force=sighting.force,
        action=scan.text[first:last].strip(_TRIM),
        deadline=due,
        start=begins,
        amount=sighting.amount or _amount(sighting, first, last),
        targets=_targets(sighting, (first, last)),
        issue=issue_of(scan.text[sighting.start : sighting.end], context.language, context.names),
    )


def _quote(sighting: CommitmentSighting) -> Quote:
    """The quote, from the sentence before if the promise begins there."""
    quote = sighting.scan.quote(sighting.start, sighting.end)
    if sighting.since is None:
        return quote
    before, start = sighting.since
    first = before.quote(start, len(before.text))
    reading = sighting.scan.context.reading
    if len(first.ranges) > 1 or len(quote.ranges) > 1 or reading.text[first.end : quote.start]:
        return quote
    return reading.quote((first.start, quote.end))


def _amount(sighting: CommitmentSighting, first: int, last: int) -> Amount | None:
    """The amount of what is promised; a sum before it ("EUR 5 million will be spent, 40% of it on
    …") goes before shares."""
    own = main_amount(sighting.scan, first, last)
    if own and not own.unit.startswith("percent"):
        return own
    before = main_amount(sighting.scan, sighting.start, first)
    money = before is not None and len(before.unit) == 3 and before.unit.isupper()
    return before if money or own is None else own


def _dates(sighting: CommitmentSighting) -> tuple[str | None, str | None]:
    if sighting.no_deadline:
        return sighting.deadline, sighting.begins
    start, end = sighting.scope or (sighting.start, sighting.end)
    due, begins = deadline(sighting.scan, start, end)
    return sighting.deadline or due, sighting.begins or begins


def _targets(sighting: CommitmentSighting, where: Range) -> tuple[str, ...]:
    if sighting.targets is not None:
        return sighting.targets
    return tuple(code for code in named(sighting.scan, *where) if code not in sighting.actors)


def named(scan: Scan, start: int, end: int) -> tuple[str, ...]:
    """Codes of the states and organisations named in a stretch, in order, each once."""
    codes = [
        m.id
        for m in scan.mentions
        if start <= m.start
        and m.end <= end
        and m.kind in ("state", "organisation")
        and not m.weak
        and not scan.text.startswith(MONEY, m.end)
    ]
    return tuple(dict.fromkeys(codes))
