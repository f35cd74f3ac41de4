"""What a brief holds: frozen values without words of any reader's language, from which every format
is told.

Lists are capped where they are made; each says how many more there are. Every quote carries its
document, ranges and exact words. Left out: how it looks (telling.py and the formats).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from communique.compare.texts import Span, Text
from communique.model.findings import Amount, plain
from communique.report.wording import Piece

T = TypeVar("T")

Group: TypeAlias = Literal[
    "strengthened", "weakened", "changed", "new", "returned", "dropped", "reworded"
]
GROUPS: tuple[Group, ...] = (
    "strengthened", "weakened", "changed", "new", "returned", "dropped", "reworded",
)  # fmt: skip
"""What can have become of words since the last statement, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of a list, and how many more there are."""

    items: tuple[T, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Ref:
    """A document that is spoken of."""

    id: str
    name: str
    date: str | None
    language: str
    title: str
    kind: str
    issuers: tuple[str, ...]

    @classmethod
    def of(cls, text: Text) -> Ref:
        """The document of a text."""
        head = text.header
        title = " ".join((head.title or "").split())
        return cls(
            text.id, text.name, text.date, text.language, title, head.kind.value, head.issuers
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document; `text` is their repaired form, cut if long, and `beside` what a version
    in the reader's language says there, if one is held.
    """

    span: Span
    text: str
    language: str
    item: str | None = None
    beside: str | None = None
    beside_language: str | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of the meeting, with the role that the document gives."""

    name: str
    role: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The document, its meeting, who was there, whose speech it reports (and how often), versions,
    and other documents of the meeting: statements, and what each side said of it.
    """

    document: Ref
    level: str
    authenticity: str
    published: str | None
    date: str | None
    place: str | None
    parties: tuple[str, ...]
    people: tuple[Attendee, ...]
    speakers: Some[tuple[str, int]]
    versions: tuple[Ref, ...]
    beside: Some[Ref]
    passages: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that changed, with its old and its new value."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Novelty:
    """What is other than in the last statement: old and new words, the pieces that lead from one to
    the other, and what changed. `since` is the statement that words returned from.
    """

    group: Group
    kind: str
    old: Said | None
    new: Said | None
    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    issue: str | None
    weight: float
    since: Ref | None = None
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The last statement, how many passages of each side became what, and the novelties by group,
    the most telling first.
    """

    previous: Ref
    passages: tuple[tuple[str, int], ...]
    dropped: int
    groups: tuple[tuple[Group, Some[Novelty]], ...]

    def of(self, group: Group) -> Some[Novelty]:
        """The novelties of a group."""
        return dict(self.groups).get(group, Some())


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the document. `change` is what it is since the last statement, None where
    that is not known; `due` is `passed`, `coming` or `undated`.
    """

    id: str
    said: Said
    actors: tuple[str, ...]
    force: str
    deadline: str | None
    amount: Amount | None
    issue: str | None
    due: str
    change: str | None
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a commitment of the last statement; `decided_by` is the person who said so."""

    id: str
    said: Said
    actors: tuple[str, ...]
    deadline: str | None
    amount: Amount | None
    status: str
    facts: tuple[Fact, ...]
    told: Said | None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A position as one side holds it."""

    stance: str
    degree: str
    actors: tuple[str, ...]
    toward: tuple[str, ...]
    said: Said
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Positions on an issue, now and in the last statement; `change` is kept, strengthened,
    weakened, other, new or dropped.
    """

    issue: str | None
    now: tuple[Held, ...]
    before: tuple[Held, ...]
    change: str


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A figure of a conflict in its own words, and where it stands: `ranges` of its document, and
    its `place` there, an item or the row and column of a table."""

    words: str
    document: str
    name: str
    date: str | None
    language: str
    place: str | None
    sentence: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Figures that cannot all be right; `expected` is the value that would mend it."""

    type: str
    severity: str
    figures: tuple[FigureSaid, ...]
    expected: str | None
    unit: str
    why: str
    slip: str | None
    ocr: bool


@dataclass(frozen=True, slots=True)
class ClaimHeld:
    """A claim of the document, the verdict, and what it rests on."""

    said: Said
    type: str
    verdict: str
    why: str
    earlier: Some[Said]
    near: int
    documents: int
    since: str | None
    until: str | None
    missing: Some[str]
    decidable: bool
    command: str


@dataclass(frozen=True, slots=True)
class Divergent:
    """Where two texts of one meeting say different things. `between` is versions, accounts or
    statement; of the fields those that differ; a side that is None lacks the passage.
    """

    between: str
    left: Ref
    right: Ref
    kind: str
    facts: tuple[Fact, ...]
    one: Said | None
    other: Said | None


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not held or could not be done: a statement of a catalogue, a version, a gap."""

    what: str
    date: str | None = None
    title: str | None = None
    language: str | None = None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement of the series on a line of time: held in some languages, or only known."""

    date: str
    title: str
    languages: tuple[str, ...]
    held: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A phrase, and how often it stands in each statement of the series."""

    phrase: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """What the charts show: the series in time, main phrases over it (`columns` are the dates), and
    deadlines with what is due.
    """

    series: tuple[Mark, ...] = ()
    columns: tuple[str, ...] = ()
    strips: tuple[Strip, ...] = ()
    deadlines: tuple[tuple[str, str, tuple[str, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a desk officer wants to know of a document. `language` is the reader's; `series` the
    label of what it was compared with; `documents` how many of it.
    """

    language: str
    as_of: str
    meeting: Meeting
    series: str | None
    statements: int
    changes: Changes | None
    promises: Some[Promise]
    outcomes: Some[Outcome]
    stands: Some[Stand]
    figures: Some[FigureConflict]
    claims: Some[ClaimHeld]
    divergences: Some[Divergent]
    lacks: Some[Lack]
    charts: Charts

    def to_json(self) -> dict[str, Any]:
        """The brief as `--json` prints it: codes and quotes, no words of the reader's language."""
        made = json_of(self)
        assert isinstance(made, dict)
        return made


def json_of(value: Any) -> Any:
    """A value of a brief as JSON: spans and amounts as the contract has them."""
    if isinstance(value, Span | Amount):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: json_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [json_of(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return plain(value) if isinstance(value, Decimal) else value
