"""Decisions: what people said of findings, each with the words it was about.

A decision stands beside the program's finding and never over it. It carries its own quote, so that
it can be laid on a later reading of the same source: only onto exactly the same words (`reattach`),
else it is an orphan that a person must look at. Left out: agreement and queues (`check.review`).

    >>> from communique.model.quotes import Reading
    >>> said = Words(("will meet in May",), ((10, 26),), "The sides ", ".")
    >>> reattach(said, Reading("Draft. The sides will meet in May."))
    ((17, 33),)
    >>> reattach(said, Reading("The sides will meet in June.")) is None
    True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Literal, TypeAlias

from communique.model.quotes import Quote, Range, Reading

CONTEXT = 32
"""Characters kept before and behind the words, by which one of several places is told (the length
that Web Annotation tools keep as prefix and suffix).
"""

MOST_PLACES = 1000
"""Places of the same words that are looked at; more are as good as none."""


class Verdict(StrEnum):
    """What a person said of a finding."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    STATUS = "status"
    NOTE = "note"


class Status(StrEnum):
    """What became of a promise: suggested by `track`, decided by a person."""

    OPEN = "open"
    REPEATED = "repeated"
    ADVANCED = "advanced"
    CHANGED = "changed"
    FULFILLED = "fulfilled"
    UNFULFILLED = "unfulfilled"
    UNMENTIONED = "no longer mentioned"


State: TypeAlias = Literal["attached", "words", "orphaned"]
"""`attached` to a finding; on its `words` where the program finds nothing any more; `orphaned`."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a decision is about: exact slices, where they stood, and what stood around."""

    exact: tuple[str, ...]
    ranges: tuple[Range, ...]
    prefix: str
    suffix: str

    @classmethod
    def of(cls, quote: Quote, reading: Reading) -> Words:
        """The words of a quote with what stands around them in its reading."""
        text = reading.text
        before = text[max(0, quote.start - CONTEXT) : quote.start]
        return cls(quote.exact, quote.ranges, before, text[quote.end : quote.end + CONTEXT])


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a finding. `finding` holds its own fields as they were then; `fields`
    the corrected ones, or the `status` of a promise; `superseded` by a later decision of the same
    person on the same finding, or taken back.
    """

    kind: str
    verdict: Verdict
    words: Words
    finding: Mapping[str, Any]
    fields: Mapping[str, Any]
    note: str | None
    who: str
    when: str
    superseded: bool = False

    @property
    def id(self) -> str:
        """Made of everything that was said, so that importing it twice makes one."""
        parts = (
            *(self.kind, self.verdict.value, *self.words.exact, self.words.prefix),
            *(repr(sorted(self.finding.items())), repr(sorted(self.fields.items()))),
            *(self.note or "", self.who, self.when),
        )
        seed = "\0".join(parts).encode("utf-8", "surrogatepass")
        return blake2b(seed, digest_size=8).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The decision as exports and `--json` print it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "verdict": self.verdict.value,
            "fields": dict(self.fields),
            "note": self.note,
            "who": self.who,
            "when": self.when,
            "superseded": self.superseded,
            "finding": dict(self.finding),
            "words": {
                "exact": list(self.words.exact),
                "ranges": [list(each) for each in self.words.ranges],
                "prefix": self.words.prefix,
                "suffix": self.words.suffix,
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decision:
        """The decision of an export. Raises ValueError, KeyError or TypeError for anything else."""
        words = data["words"]
        exact = tuple(_text(each) for each in words["exact"])
        ranges = tuple((int(start), int(end)) for start, end in words["ranges"])
        if not exact or len(exact) != len(ranges):
            raise ValueError("a decision needs the words it is about, and as many ranges")
        held = Words(exact, ranges, _text(words["prefix"]), _text(words["suffix"]))
        note = data.get("note")
        return cls(
            _text(data["kind"]),
            Verdict(data["verdict"]),
            held,
            dict(data["finding"]),
            dict(data["fields"]),
            None if note is None else _text(note),
            _text(data["who"]),
            _text(data["when"]),
            bool(data.get("superseded", False)),
        )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value


def reattach(words: Words, reading: Reading) -> tuple[Range, ...] | None:
    """Where exactly the same words stand in a reading: at the same place; else the only place; else
    the only one with the same characters around it. None if they are gone or it is not clear which.
    """
    if tuple(reading.text[start:end] for start, end in words.ranges) == words.exact:
        return words.ranges
    found = list(_places(words.exact, reading.text))
    if len(found) > 1:
        found = [each for each in found if _around(words, each, reading.text)]
    return found[0] if len(found) == 1 else None


def _places(exact: tuple[str, ...], text: str) -> Iterator[tuple[Range, ...]]:
    """Places of the slices in order, each the nearest behind the one before."""
    start = -1
    for _ in range(MOST_PLACES):
        start = text.find(exact[0], start + 1)
        if start < 0:
            return
        ranges = [(start, start + len(exact[0]))]
        for part in exact[1:]:
            at = text.find(part, ranges[-1][1])
            if at < 0:
                return
            ranges.append((at, at + len(part)))
        yield tuple(ranges)


def _around(words: Words, ranges: tuple[Range, ...], text: str) -> bool:
    start, end = ranges[0][0], ranges[-1][1]
    return text[:start].endswith(words.prefix) and text.startswith(words.suffix, end)
