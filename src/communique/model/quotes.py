"""Readings and the quotes that point into them.

All offsets are code points of the reading, which is never changed after it is made. A quote keeps
its ranges and, for each, the exact raw slice; one that does not reproduce cannot be constructed.

    >>> reading = Reading("The two sides will meet in May.")
    >>> quote = reading.quote((4, 13))
    >>> quote.exact
    ('two sides',)
    >>> Quote(((4, 13),), ("two ships",), reading)
    Traceback (most recent call last):
    communique.errors.QuoteMismatch: the reading has 'two sides' at 4-13, not 'two ships'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from hashlib import blake2b, sha256
from typing import Any

from communique.errors import QuoteMismatch
from communique.model.places import Place

Range = tuple[int, int]


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8; a lone surrogate, which UTF-8 cannot hold, is hashed as it
    stands."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """All the text of a source as one reader extracted it, verbatim, with the pages it knows and
    where its words stand on them."""

    text: str
    pages: tuple[Range, ...] = ()
    reader: str = "text/1"
    places: tuple[Place, ...] = field(default=(), compare=False, repr=False)
    page_sizes: tuple[tuple[float, float], ...] = field(default=(), compare=False, repr=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", text_hash(self.text))

    def quote(self, *ranges: Range) -> Quote:
        """The quote of these ranges, which must lie in the text, in order and apart."""
        return Quote(ranges, tuple(self.text[start:end] for start, end in ranges), self)

    def page(self, offset: int) -> int | None:
        """The number (from 1) of the page an offset stands on, if pages are known."""
        return next((n for n, (s, e) in enumerate(self.pages, 1) if s <= offset < e), None)


@dataclass(frozen=True, slots=True)
class Quote:
    """Ranges of a reading and the words that stand there."""

    ranges: tuple[Range, ...]
    exact: tuple[str, ...]
    reading: InitVar[Reading]

    def __post_init__(self, reading: Reading) -> None:
        if not self.ranges or len(self.ranges) != len(self.exact):
            raise QuoteMismatch("a quote needs one or more ranges and as many exact slices")
        text, before = reading.text, 0
        for (start, end), exact in zip(self.ranges, self.exact, strict=True):
            if start < before or end <= start or end > len(text):
                raise QuoteMismatch(f"the range {start}-{end} does not lie in order in the reading")
            if text[start:end] != exact:
                raise QuoteMismatch(
                    f"the reading has {text[start:end]!r} at {start}-{end}, not {exact!r}"
                )
            before = end

    @property
    def start(self) -> int:
        """Where the quote begins in the reading."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Where the quote ends in the reading."""
        return self.ranges[-1][1]

    def to_json(self) -> dict[str, Any]:
        """The evidence object of the contract."""
        return {"ranges": [list(r) for r in self.ranges], "exact": list(self.exact)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], reading: Reading) -> Quote:
        """The quote of an evidence object, checked against the reading."""
        ranges = tuple((int(start), int(end)) for start, end in data["ranges"])
        return cls(ranges, tuple(data["exact"]), reading)


def stable_id(kind: str, reading_hash: str, ranges: Sequence[Range], counter: int = 0) -> str:
    """An id made of kind, reading hash and ranges, and a counter where several stand on the same
    words.

    Sixteen hexadecimal digits (64 bits): among a million passages two collide with a chance of
    3e-8.
    """
    seed = f"{kind}\0{reading_hash}\0{';'.join(f'{s}-{e}' for s, e in ranges)}\0{counter}"
    return blake2b(seed.encode(), digest_size=8).hexdigest()
