"""The state of a walk over the clauses of a Chinese document, and what it has found so far.

Beside the topic and the speaker (candidates_zh.py) it holds the list under way, the last promise
and the last attitude, to which clauses may add, and a frame that waits for what is promised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.find.candidates_zh import Stage, Subject
from communique.find.casting_zh import own_of, parties_of, speaks_jointly
from communique.find.context import Context
from communique.find.parts_zh import Clause, Quoting
from communique.find.promises_zh import Frame
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.model.findings import Degree, Force, Stance


@dataclass(slots=True)
class Listed:
    """A list under way: who promises its items, how firmly, and where the list hangs.

    `items` says in which paragraph each item begins; an `open` list is the whole text (行动计划).
    """

    codes: tuple[str, ...]
    force: Force
    item: str | None
    paragraph: int
    open: bool = False
    items: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Open:
    """The last promise or attitude of a sentence, to which clauses may add."""

    index: int
    codes: tuple[str, ...]
    force: Force
    clause: int
    chain: int = 0
    purpose: bool = False
    base: Force = Force.PLEDGE


@dataclass(slots=True, weakref_slot=True, eq=False)
class Walk:
    """The state of a walk over a document and what it has found."""

    context: Context
    promises: list[CommitmentSighting] = field(default_factory=list)
    attitudes: list[PositionSighting] = field(default_factory=list)
    stage: Stage = field(default_factory=Stage)
    quoting: Quoting = field(default_factory=Quoting)
    listed: Listed | None = None
    open: Open | None = None
    held: Open | None = None
    waiting: tuple[Subject, Frame, Clause] | None = None
    adjunct: Clause | None = None
    after: str = ""

    def put(
        self,
        clause: Clause,
        codes: tuple[str, ...],
        force: Force,
        start: int,
        action: tuple[int, int],
        rule: str,
        confidence: float,
        chain: int = 0,
    ) -> None:
        """Add a promise that ends with the clause, to which the next clauses may add."""
        self.promises.append(
            CommitmentSighting(
                scan=clause.scan,
                start=start,
                end=clause.end,
                actors=codes,
                force=force,
                rule=rule,
                confidence=confidence,
                action=action if action[0] < action[1] else None,
            )
        )
        self.open = Open(len(self.promises) - 1, codes, force, clause.number, chain)
        self.held = None
        self.adjunct = None

    def hold(
        self,
        clause: Clause,
        codes: tuple[str, ...],
        stance: Stance,
        start: int,
        end: int,
        place: tuple[int, int],
        degree: str,
        rule: str,
    ) -> None:
        """Add an attitude, to whose object the next clauses may add."""
        self.attitudes.append(
            PositionSighting(
                scan=clause.scan,
                start=start,
                end=end,
                actors=codes,
                stance=stance,
                rule=rule,
                degree=Degree(degree),
                object=place if place[0] < place[1] else None,
            )
        )
        self.held = Open(len(self.attitudes) - 1, codes, Force.PLEDGE, clause.number)

    def inherited(self, clause: Clause) -> tuple[str, ...]:
        """Who acts in a clause without a subject: the topic, the list's, or who speaks."""
        stage, parties = self.stage, parties_of(self.context)
        own = own_of(self.context)
        if stage.topic is not None:
            return stage.topic
        if self.listed:
            return self.listed.codes
        if stage.voice == "paper":
            return parties
        if stage.voice == "state" and clause.direct:
            return parties
        if speaks_jointly(self.context):
            return parties
        return (own,) if own and stage.voice != "nobody" else ()
