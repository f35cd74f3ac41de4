"""English clauses: who promises what and who holds which attitude."""

from __future__ import annotations

from collections.abc import Iterable

from communique.find.context import Context
from communique.find.sightings import CommitmentSighting, PositionSighting


def commitments(context: Context) -> Iterable[CommitmentSighting]:
    """The promises of an English document."""
    return ()


def positions(context: Context) -> Iterable[PositionSighting]:
    """The attitudes of an English document."""
    return ()
