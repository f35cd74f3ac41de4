"""Findings: what was found in a document, each with its quote, the rule that found it and a
confidence.

A kind declares its fields once, here: the store's columns, the command line's filters, exports and
docs are derived from `columns()`. What the words mean is the codebook's (docs/codebook.md).

>>> [column.name for column in columns(Claim)]
['type', 'about']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from communique.model.quotes import Quote


class Force(StrEnum):
    """How firmly an actor commits itself, from the verb frame."""

    PLEDGE = "pledge"
    INTENTION = "intention"
    EFFORT = "effort"
    EXPLORATION = "exploration"
    CONTINUATION = "continuation"


class Stance(StrEnum):
    """An actor's stated attitude."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDEMN = "condemn"
    CONCERN = "concern"
    WELCOME = "welcome"
    URGE = "urge"
    RECOGNISE = "recognise"
    REAFFIRM = "reaffirm"
    HOPE = "hope"


class Degree(StrEnum):
    """How strongly a position is put: by the words of degree beside it."""

    PLAIN = "plain"
    STRONG = "strong"


class MechanismAction(StrEnum):
    """What the text says happens to a body, forum, dialogue or treaty."""

    ESTABLISHED = "established"
    PLANNED = "planned"
    ONGOING = "ongoing"
    RESUMED = "resumed"
    LAPSED = "lapsed"
    MET = "met"


class Mode(StrEnum):
    """Whether speech is given in the speaker's words or reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class ClaimType(StrEnum):
    """What a checkable statement about novelty, precedent or silence says."""

    FIRST = "first"
    UNPRECEDENTED = "unprecedented"
    SUPERLATIVE = "superlative"
    OMISSION = "omission"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in base units: ISO 4217 for money, else an English singular (`person`,
    `percent`)."""

    value: Decimal
    unit: str

    def to_json(self) -> dict[str, str]:
        """The amount as the contract prints it: a plain decimal string."""
        return {"value": plain(self.value), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where a figure stands in its table: the names of its row and column."""

    row: str
    column: str

    def to_json(self) -> dict[str, str]:
        """The place as the contract prints it."""
        return {"row": self.row, "column": self.column}


def plain(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros behind the point.

    >>> plain(Decimal("1.60E+7")), plain(Decimal("2.50"))
    ('16000000', '2.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind: its name, what sort of value it holds, and a sentence that says what it
    is.

    `sort` is text, codes, texts, date, amount, number, truth, place, or the name of a closed list.
    """

    name: str
    sort: str
    help: str
    values: tuple[str, ...] = ()


def _column(sort: str, text: str, *, values: type[StrEnum] | None = None, **given: Any) -> Any:
    listed = tuple(v.value for v in values) if values else ()
    return field(metadata={"sort": sort, "help": text, "values": listed}, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What all kinds share. `kind` is the plural under which the contract lists it."""

    kind: ClassVar[str] = "findings"
    id: str
    rule: str
    confidence: float
    quote: Quote

    def to_json(self) -> dict[str, Any]:
        """The finding as the contract prints it: its own fields between `confidence` and
        `evidence`."""
        own = {c.name: _json(getattr(self, c.name)) for c in columns(type(self))}
        head = {"id": self.id, "rule": self.rule, "confidence": round(self.confidence, 2)}
        return {**head, **own, "evidence": self.quote.to_json()}


def _json(value: Any) -> Any:
    if isinstance(value, Amount | TableCell):
        return value.to_json()
    if isinstance(value, Decimal):
        return plain(value)
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Finding):
    """What an actor says that it will do, go on doing, or reach."""

    kind: ClassVar[str] = "commitments"
    actors: tuple[str, ...] = _column("codes", "who commits itself")
    force: Force = _column("force", "how firmly", values=Force)
    action: str = _column("text", "the promise in the document's words, trimmed")
    deadline: str | None = _column("date", "by when (EDTF)", default=None)
    start: str | None = _column("date", "from when (EDTF)", default=None)
    amount: Amount | None = _column("amount", "the main quantity promised", default=None)
    targets: tuple[str, ...] = _column("codes", "toward or for whom", default=())
    issue: str | None = _column("text", "id of the issues table", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Finding):
    """Where an actor says that it stands, on an issue or on what another does."""

    kind: ClassVar[str] = "positions"
    actors: tuple[str, ...] = _column("codes", "who holds it")
    stance: Stance = _column("stance", "which attitude", values=Stance)
    degree: Degree = _column("degree", "how strongly", values=Degree, default=Degree.PLAIN)
    issue: str | None = _column("text", "id of the issues table", default=None)
    toward: tuple[str, ...] = _column("codes", "toward whom", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Finding):
    """A number that measures something: no date, item number or ordinal."""

    kind: ClassVar[str] = "figures"
    value: Decimal = _column("number", "in base units; the lower end of a range")
    upper: Decimal | None = _column("number", "the upper end of a range", default=None)
    unit: str = _column("text", "ISO 4217, or an English singular")
    approximate: bool = _column(
        "truth", "whether the text says about, more than, some", default=False
    )
    what: str = _column("text", "what it measures, in the document's words", default="")
    period: str | None = _column("date", "the time it is of (EDTF)", default=None)
    table: TableCell | None = _column("place", "its row and column, in a table", default=None)
    basis: str | None = _column(
        "text", "why the unit was taken where words left it open", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Finding):
    """A person the document names, once, whatever the spelling; quoted where first named."""

    kind: ClassVar[str] = "people"
    name: str = _column("text", "the English name where the tables have one, else as printed")
    role: str | None = _column("text", "the office or role as of the text", default=None)
    affiliation: str | None = _column("text", "state or organisation", default=None)
    surface: tuple[str, ...] = _column("texts", "every distinct form in the document", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Finding):
    """A standing or ad-hoc body, forum, dialogue, or treaty used as an instrument."""

    kind: ClassVar[str] = "mechanisms"
    name: str = _column("text", "the English name where the tables have one, else as printed")
    surface: tuple[str, ...] = _column("texts", "every distinct form in the document", default=())
    action: MechanismAction = _column("action", "what happens to it", values=MechanismAction)
    parties: tuple[str, ...] = _column("codes", "whose it is", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Finding):
    """Speech that a document reports: who is said to say what. Quoted is the speech itself."""

    kind: ClassVar[str] = "attributions"
    speaker: str = _column("text", "English name, else as printed, else the role as printed")
    mode: Mode = _column("mode", "in the speaker's words or reported", values=Mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Finding):
    """A statement about novelty, precedent or silence that other documents could check."""

    kind: ClassVar[str] = "claims"
    type: ClaimType = _column("type", "what it claims", values=ClaimType)
    about: str = _column("text", "what it is claimed of, in the document's words", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Finding):
    """A dated happening (the contract's `events`)."""

    kind: ClassVar[str] = "events"
    date: str = _column("date", "when (EDTF)")
    what: str = _column("text", "what happened, in the document's words", default="")


KINDS: Mapping[str, type[Finding]] = {
    cls.kind: cls
    for cls in (Commitment, Position, Figure, Person, Mechanism, Attribution, Claim, Happening)
}
"""Every kind by the name under which the contract lists it."""


def columns(kind: type[Finding]) -> tuple[Column, ...]:
    """The fields a kind declares beside what all findings share, in the contract's order."""
    return tuple(
        Column(f.name, f.metadata["sort"], f.metadata["help"], f.metadata["values"])
        for f in fields(kind)
        if "sort" in f.metadata
    )


def filterable(kind: type[Finding]) -> tuple[Column, ...]:
    """The fields of a kind that one value can be asked of: words, codes and closed lists.

    >>> [column.name for column in filterable(Happening)]
    ['what']
    """
    return tuple(c for c in columns(kind) if c.values or c.sort in ("text", "texts", "codes"))


def singular(kind: str) -> str:
    """The name of one finding of a kind.

    >>> singular("commitments"), singular("people")
    ('commitment', 'person')
    """
    return kind[:-1] if kind.endswith("s") else KINDS[kind].__name__.lower()
