"""When a phrase came, stayed in changed words, and went: a log read along the lineage of a series.

came      the passage is new, or its parent lacked the phrase: what it said before
changed   the passage was edited, and has the phrase still
went      the passage's child lacks the phrase, or there is none: what it says now

    >>> from communique.compare.log import log
    >>> from communique.compare.texts import text_of
    >>> said = ("They will hold talks on fisheries.", "They will hold annual talks on fisheries.",
    ...         "They will hold talks on fisheries and whales.")
    >>> texts = [text_of(words, "en", name=f"203{n}.txt", date=f"203{n}")
    ...          for n, words in enumerate(said, 1)]
    >>> [(turn.what, turn.new.date) for turn in turns(log("annual talks", texts))]
    [('came', '2032'), ('went', '2033')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from communique.compare.edits import Edit, edits
from communique.compare.lineage import Kind, Lineage, Place, lineage
from communique.compare.log import Log
from communique.compare.series import Series, series
from communique.compare.texts import Span, Text

What: TypeAlias = Literal["came", "changed", "went"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in the history of a phrase: the passage before and now (None where there is none), and
    the edits.

    `document` is the text in which it happened, which for a passage that went without a trace names
    only that text.
    """

    what: What
    document: Text
    old: Span | None
    new: Span | None
    edits: tuple[Edit, ...]

    def to_json(self) -> dict[str, Any]:
        """The turn as the program prints it."""
        return {
            "what": self.what,
            "document": self.document.id,
            "date": self.document.date,
            "old": self.old.to_json() if self.old else None,
            "new": self.new.to_json() if self.new else None,
            "edits": [edit.to_json() for edit in self.edits],
        }


def turns(
    found: Log,
    *,
    groups: Callable[[Iterable[Text]], Iterable[Series]] = series,
    follow: Callable[[Sequence[Text]], Lineage] = lineage,
) -> tuple[Turn, ...]:
    """The turns of a log, series by series, earliest first.

    `groups` and `follow` make the series and their lineage, for who has made them before.
    """
    held: defaultdict[str, set[int]] = defaultdict(set)
    for hit in found.hits:
        if hit.match != "translation":
            held[found.texts[hit.text].id].add(hit.passage)
    made = []
    for each in groups(found.texts):
        if any(text.id in held for text in each.texts):
            made += _turns(follow(each.texts), [held.get(text.id, set()) for text in each.texts])
    return tuple(sorted(made, key=lambda turn: turn.document.order))


def _turns(found: Lineage, held: Sequence[set[int]]) -> list[Turn]:
    made = []
    for number, text in enumerate(found.texts):
        kept: set[int] = set()
        for at, origin in enumerate(found.origins[number]):
            before = [place for place in origin.parents if place.text == number - 1]
            had = [place for place in before if place.passage in held[number - 1]]
            kept |= {place.passage for place in had}
            new = Place(number, at)
            if at in held[number]:
                if not had:
                    made.append(_turn("came", found, text, next(iter(before), None), new))
                elif origin.kind is not Kind.KEPT:
                    made.append(_turn("changed", found, text, had[0], new))
            elif had:
                made.append(_turn("went", found, text, had[0], new))
        if number:
            for gone in sorted(held[number - 1] - kept):
                made.append(_turn("went", found, text, Place(number - 1, gone), None))
    return made


def _turn(what: What, found: Lineage, text: Text, old: Place | None, new: Place | None) -> Turn:
    steps: tuple[Edit, ...] = ()
    if old and new:
        words = [found.texts[place.text].passages[place.passage].text for place in (old, new)]
        steps = edits(words[0], words[1], text.language)
    return Turn(
        what, text, found.span(old) if old else None, found.span(new) if new else None, steps
    )
