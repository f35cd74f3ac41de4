"""Positions by issue against the last statement: stance and degree, now and before.

Positions that no issue is known of are told where they changed or are strong. Left out: thanks and
courtesies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.compare.findings import STANCES, STRENGTHENED, WEAKENED, Fate
from communique.compare.matching import Groups, matches
from communique.compare.texts import Text
from communique.model.findings import Degree, Finding, Position, Stance
from communique.report.brief import weights
from communique.report.brief.caps import Caps
from communique.report.brief.contents import Held, Some, Stand
from communique.report.brief.quotes import Quotes

SIDES = 3
"""How many positions of one issue."""

STRONG = (Stance.CONDEMN, Stance.OPPOSE, Stance.CONCERN, Stance.URGE)
"""Stances that are told even where nobody knows the issue."""

_Pair = tuple[Position | None, Position | None]


def stands(
    text: Text,
    before: Text | None,
    groups: Groups,
    fates: Iterable[Fate],
    quotes: Quotes,
    corrected: Mapping[str, str],
    caps: Caps,
) -> Some[Stand]:
    """The issues on which a text or the one before it takes a position, the weightiest first.

    `groups` are the passages that a comparison holds together.
    """
    changes = {
        (fate.old.id if fate.old else None, fate.new.id if fate.new else None): fate.change
        for fate in fates
    }
    rows: list[tuple[float, Stand]] = []
    by_issue: defaultdict[str, list[_Pair]] = defaultdict(list)
    for old, new in _pairs(text, before, groups):
        found = new or old
        assert found is not None
        if weights.courtesy(" ".join(found.quote.exact), text.language):
            continue
        if found.issue is not None:
            by_issue[found.issue].append((old, new))
        elif (old and new and (old.id, new.id) in changes) or found.stance in STRONG:
            rows.append(_row(None, [(old, new)], text, before, changes, quotes, corrected))
    for issue, pairs in by_issue.items():
        rows.append(_row(issue, pairs, text, before, changes, quotes, corrected))
    rows.sort(key=lambda row: -row[0])
    return caps.cut("stands", [row[1] for row in rows])


def _pairs(text: Text, before: Text | None, groups: Groups) -> Iterable[_Pair]:
    if before is None:
        yield from ((None, each) for each in text.findings if isinstance(each, Position))
        return
    for old, new in matches(before, text, groups):
        if isinstance(old or new, Position):
            yield _position(old), _position(new)


def _position(found: Finding | None) -> Position | None:
    return found if isinstance(found, Position) else None


def _row(
    issue: str | None,
    pairs: list[_Pair],
    text: Text,
    before: Text | None,
    changes: Mapping[tuple[str | None, str | None], str],
    quotes: Quotes,
    corrected: Mapping[str, str],
) -> tuple[float, Stand]:
    now = [new for _, new in pairs if new]
    past = [old for old, _ in pairs if old]
    said = {changes.get((o.id, n.id)) for o, n in pairs if o and n}
    change = "kept"
    if STRENGTHENED in said:
        change = STRENGTHENED
    elif WEAKENED in said:
        change = WEAKENED
    elif not past:
        change = "new"
    elif not now:
        change = "dropped"
    elif _best(now) != _best(past):
        change = _against(past, now)
    if before is None:
        change = "alone"
    weight = max(weights.alone(each, text.language) for each in (*now, *past))
    weight += 12 * (change in (STRENGTHENED, WEAKENED)) + 8 * (change not in ("kept", "alone"))
    made = Stand(
        issue,
        _held(now, text, quotes, corrected),
        _held(past, before, quotes, corrected) if before is not None else (),
        change,
    )
    return weight, made


def _against(past: list[Position], now: list[Position]) -> str:
    """How the strongest position of each side compares, where one scale holds both."""
    (old, before), (new, after) = _best(past), _best(now)
    for scale in STANCES:
        if old in scale and new in scale:
            step = scale.index(new) - scale.index(old) or (after is Degree.STRONG) - (
                before is Degree.STRONG
            )
            return STRENGTHENED if step > 0 else WEAKENED if step < 0 else "kept"
    return "other"


def _best(found: list[Position]) -> tuple[Stance, Degree]:
    held = weights.table()["stances"]
    best = max(found, key=lambda each: (held[each.stance], each.degree is Degree.STRONG))
    return best.stance, best.degree


def _held(
    found: list[Position], text: Text, quotes: Quotes, corrected: Mapping[str, str]
) -> tuple[Held, ...]:
    order = sorted(found, key=lambda each: -weights.alone(each, text.language))
    return tuple(
        Held(
            each.stance.value,
            each.degree.value,
            each.actors,
            each.toward,
            quotes.said(text, each.quote),
            corrected.get(each.id),
        )
        for each in order[:SIDES]
    )
