"""Japanese clauses: who promises what and who holds which attitude.

A sentence is cut into clauses (segments_ja.py); each ends in a verb that promises (promises_ja.py)
or holds an attitude (attitudes_ja.py) or belongs to the next (groups_ja.py); the subject
(subjects_ja.py) carries over to what has none (walk_ja.py). Left out: headings, questions, and
sentences whose subject acts for no state.

    "日本は、病院を建設し、医師を派遣する。" -> two promises of JPN
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.find.context import Context
from communique.find.kept import Kept
from communique.find.sighted_ja import Sighting
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.walk_ja import Walk

_seen: Kept[Context, tuple[Sighting, ...]] = Kept()


def commitments(context: Context) -> Iterable[CommitmentSighting]:
    """The promises of a Japanese document."""
    return (s for s in _all(context) if isinstance(s, CommitmentSighting))


def positions(context: Context) -> Iterable[PositionSighting]:
    """The attitudes of a Japanese document."""
    return (s for s in _all(context) if isinstance(s, PositionSighting))


def _all(context: Context) -> tuple[Sighting, ...]:
    """Everything in one pass: both kinds need the same subjects."""
    if context not in _seen:
        _seen[context] = tuple(Walk(context).run())
    return _seen[context]
