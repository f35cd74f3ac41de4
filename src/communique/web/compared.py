"""Shapes of comparisons as REST gives them, and texts in lists of them."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from communique.compare.texts import Text
from communique.web.contract import Gap, Json, Listed, Span


class Outlined(TypedDict):
    """A text by its header."""

    id: str
    name: str
    language: str
    title: str | None
    kind: str
    date: str | None


def outlined(text: Text) -> dict[str, Any]:
    """A text as lists of comparisons name it."""
    return {
        "id": text.id,
        "name": text.name,
        "language": text.language,
        "title": text.header.title,
        "kind": text.header.kind.value,
        "date": text.date,
    }


class Pair(TypedDict):
    """The newest statement of a series with the one before it."""

    series: str
    documents: int
    old: Outlined
    new: Outlined


class Met(TypedDict):
    """Two language versions of a text, or two accounts of one meeting."""

    what: Literal["versions", "accounts"]
    old: Outlined
    new: Outlined


class Pairs(Listed):
    """Pairs that could be compared: the newest of each series, and the latest of one meeting."""

    rows: list[Pair]
    meetings: list[Met]


class Edit(TypedDict):
    """One step from the old words to the new ones."""

    op: str
    old: str
    new: str


class Change(TypedDict):
    """What became of some passages."""

    origin: Literal["kept", "edited", "partly", "split", "merged", "new", "dropped"]
    moved: bool
    returned: bool
    similarity: float
    old: list[Span]
    new: list[Span]
    edits: list[Edit]


class Summary(TypedDict):
    """How many passages of each side became what; what is none is left out."""

    new: dict[str, int]
    old: dict[str, int]


class Fate(TypedDict):
    """What became of a promise or position; `fields` has old and new values."""

    kind: Literal["commitment", "position"]
    change: str
    old: str | None
    new: str | None
    fields: dict[str, list[Json]]
    old_span: Span | None
    new_span: Span | None


class Comparison(TypedDict):
    """Two texts compared."""

    old: str
    new: str
    changes: list[Change]
    summary: Summary
    findings: list[Fate]
    gaps: list[Gap]


class Side(TypedDict):
    """A finding of one text with its words."""

    id: str
    span: Span


class Divergence(TypedDict):
    """A promise or position of which two texts say different things, or that one alone has."""

    kind: Literal["commitment", "position"]
    only: Literal["left", "right"] | None
    fields: dict[str, list[Json]]
    left: Side | None
    right: Side | None
    omitted: bool
    doubtful: bool


class Beads(TypedDict):
    """Passages of two texts that say the same; one side is empty where it lacks them."""

    left: list[Span]
    right: list[Span]
    score: float
    margin: float
    doubtful: bool


class Omission(TypedDict):
    """Passages that one text lacks, and what stands around them in both."""

    missing_in: Literal["left", "right"]
    spans: list[Span]
    item: str | None
    confidence: float
    doubtful: bool
    before: Beads | None
    after: Beads | None
    resembles: Span | None


class Divergences(TypedDict):
    """Where two texts of one meeting differ."""

    left: str
    right: str
    divergences: list[Divergence]
    omissions: list[Omission]
    gaps: list[Gap]


class Aligned(TypedDict):
    """Two texts and the pairs that hold every passage of both once, in order."""

    left: str
    right: str
    encoder: str | None
    pairs: list[Beads]
    gaps: list[Gap]


class Blamed(TypedDict):
    """A passage and since when it has been said; `returned_from` stands where it returned."""

    span: Span
    origin: Literal["kept", "edited", "partly", "split", "merged", "new"]
    moved: bool
    returned: bool
    similarity: float
    previous: list[Span]
    first: Span
    returned_from: NotRequired[list[Span]]


class Blame(TypedDict):
    """Since when each passage of a text has been said."""

    document: str
    series: list[str]
    passages: list[Blamed]
    dropped: list[Span]
    findings: list[Fate]
    gaps: list[Gap]
