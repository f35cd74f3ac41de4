"""What lineage answers with: the origin of each passage of each text, and what was dropped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from communique.compare.texts import Span, Text


class Kind(StrEnum):
    """Where a passage comes from."""

    KEPT = "kept"
    EDITED = "edited"
    PARTLY = "partly"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"


class Place(NamedTuple):
    """A passage by the number of its text in the series and its own number there."""

    text: int
    passage: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage comes from.

    `parents`: of which passages, the main one first; of the text just before, unless `returned`:
    then of the last text that had it. `similarity` is the plain ratio to the main parent (1 when
    kept, 0 when new); `first` is the earliest ancestor by the chain of parents, the passage itself
    if new; `moved` says that it stands out of order relative to the other passages that came over.
    """

    kind: Kind
    parents: tuple[Place, ...]
    first: Place
    similarity: float
    moved: bool = False
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """The origins of all passages of a series of texts, in order, and for each text what it
    dropped.

    `dropped[n]` are numbers of passages of the text before that did not come back in text n.
    """

    texts: tuple[Text, ...]
    origins: tuple[tuple[Origin, ...], ...]
    dropped: tuple[tuple[int, ...], ...]

    def span(self, place: Place) -> Span:
        """The span of a passage."""
        text = self.texts[place.text]
        return text.span(text.passages[place.passage])
