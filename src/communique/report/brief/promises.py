"""Commitments of a document by deadline, and what became of those of the last statement.

What a person decided stands before what the program suggests. Left out: promises that nobody would
follow, such as thanks that are to be conveyed; they come last and are cut first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Day

from communique.compare.findings import Fate
from communique.compare.texts import Text
from communique.compare.track import Mention, Track, commitments
from communique.model import dates
from communique.model.decisions import Status
from communique.model.findings import Commitment, Finding
from communique.report.brief import weights
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Fact, Outcome, Promise, Some
from communique.report.brief.quotes import Quotes

_ORDER = (
    Status.UNFULFILLED, Status.FULFILLED, Status.ADVANCED, Status.UNMENTIONED, Status.CHANGED,
    Status.REPEATED, Status.OPEN,
)  # fmt: skip
"""Those first that the comparison of wording does not tell already."""


def promises(
    text: Text,
    fates: Iterable[Fate] | None,
    quotes: Quotes,
    corrected: Mapping[str, str],
    as_of: Day,
    caps: Caps,
) -> Some[Promise]:
    """The commitments of a text by deadline, those without one last by weight. `fates` since the
    last statement; None where there is none.
    """
    changes = _changes(fates) if fates is not None else None
    found = [(_weight(each, text), each) for each in commitments(text)]
    kept = sorted(found, key=lambda pair: -pair[0])[: caps.of("promises")]
    rows = [
        Promise(
            each.id,
            quotes.said(text, each.quote),
            each.actors,
            each.force.value,
            each.deadline,
            each.amount,
            each.issue,
            due(each.deadline, as_of),
            changes.get(each.id, "kept") if changes is not None else None,
            corrected.get(each.id),
        )
        for _, each in sorted(kept, key=lambda pair: _by_deadline(*pair))
    ]
    return Some(tuple(rows), len(found) - len(rows))


def outcomes(
    tracked: Iterable[Track],
    text: Text,
    fates: Iterable[Fate],
    pairs: Mapping[str, Finding],
    statuses: Mapping[str, tuple[Status, str]],
    rejected: frozenset[str],
    quotes: Quotes,
    caps: Caps,
) -> Some[Outcome]:
    """What became of the promises of the last statement by the day of a text; `statuses` are those
    that people set, with who did, `pairs` the findings of the text by the id of the old one that
    they are.

    Where the comparison of both statements holds a promise for another than the one it was followed
    to, the comparison is believed: it sees all promises of both at once.
    """
    matched = _matched(fates)
    rows: list[tuple[int, float, Outcome]] = []
    for track in tracked:
        promise = track.promise
        if promise.id in rejected:
            continue
        status, who = statuses.get(promise.id, (track.status, None))
        told = _telling(track, status)
        facts = tuple(Fact(name, *values) for name, values in told.changes) if told else ()
        said = quotes.said(told.near.text, told.near.passage) if told else None
        if told is not None and told.near.text.id == text.id and promise.id in pairs:
            new = pairs[promise.id]
            if told.promise is not None and told.promise.id != new.id:
                facts, said = matched.get(promise.id, ()), quotes.said(text, new.quote)
                if status is Status.CHANGED and not facts and who is None:
                    status = Status.REPEATED
        rows.append(
            (
                _ORDER.index(status),
                -_weight(promise, track.text),
                Outcome(
                    promise.id,
                    quotes.said(track.text, promise.quote),
                    promise.actors,
                    promise.deadline,
                    promise.amount,
                    status.value,
                    facts,
                    said,
                    who,
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return caps.cut("outcomes", [row[2] for row in rows])


def _matched(fates: Iterable[Fate]) -> dict[str, tuple[Fact, ...]]:
    """The fields that changed of an old finding, by its id."""
    made: dict[str, tuple[Fact, ...]] = {}
    for fate in fates:
        if fate.old is not None and fate.new is not None:
            facts = tuple(Fact(name, *values) for name, values in fate.fields.items())
            made[fate.old.id] = (*made.get(fate.old.id, ()), *facts)
    return made


def due(deadline: str | None, as_of: Day) -> str:
    """Whether a deadline has passed on a day: passed, coming or undated.

    >>> due("2025-12", Day(2026, 1, 1)), due(None, Day(2026, 1, 1))
    ('passed', 'undated')
    """
    if deadline is None or not dates.is_edtf(deadline):
        return "undated"
    return "passed" if dates.latest(deadline) < as_of else "coming"


def _telling(track: Track, status: Status) -> Mention | None:
    """The mention that bears the status out, else the last."""
    fits = [each for each in track.mentions if each.outcome is status]
    found = fits or list(track.mentions)
    return found[-1] if found else None


def _changes(fates: Iterable[Fate]) -> dict[str, str]:
    made: dict[str, str] = {}
    for fate in fates:
        if fate.new is not None:
            made.setdefault(fate.new.id, fate.change)
    return made


def _weight(promise: Commitment, text: Text) -> float:
    return weights.alone(promise, text.language)


def _by_deadline(weight: float, promise: Commitment) -> tuple[bool, Day, float, int]:
    dated = promise.deadline is not None and dates.is_edtf(promise.deadline)
    day = dates.latest(str(promise.deadline)) if dated else Day.max
    return not dated, day, -weight, promise.quote.start
