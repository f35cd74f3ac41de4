"""What a language's clause rules hand to the finders of commitments and positions.

A sighting is a clause of a scan with what the grammar of the language says: who, how firmly or with
which attitude, and where the promise itself stands. What does not depend on grammar (deadline,
amount, targets, issue, ids) the finders add.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.find.context import Scan
from communique.model.findings import Amount, Degree, Force, Stance
from communique.model.quotes import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSighting:
    """A promise at `start` to `end` of a scan's text.

    `action` is the range of the promise itself within the scan's text (None: the whole clause),
    `scope` the range in which its dates and amounts stand where that is not the quote (a date that
    opens a sentence of several promises). `deadline`, `begins` and `amount` go over what the finder
    would read from the scope; `no_deadline` says that dates there are not its own. `since` is where
    the quote begins if that is in the sentence before (an invitation that this one accepts).
    """

    scan: Scan
    start: int
    end: int
    actors: tuple[str, ...]
    force: Force
    rule: str
    confidence: float = 0.8
    action: Range | None = None
    scope: Range | None = None
    deadline: str | None = None
    begins: str | None = None
    no_deadline: bool = False
    amount: Amount | None = None
    targets: tuple[str, ...] | None = None
    since: tuple[Scan, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSighting:
    """An attitude at `start` to `end` of a scan's text.

    `object` is the range of what the attitude is to (for `toward` and the issue); None means the
    whole clause. `toward`, if given, goes over the states named in the object.
    """

    scan: Scan
    start: int
    end: int
    actors: tuple[str, ...]
    stance: Stance
    rule: str
    degree: Degree = Degree.PLAIN
    confidence: float = 0.8
    object: Range | None = None
    toward: tuple[str, ...] | None = None
