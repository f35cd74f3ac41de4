"""What is looked for, as a value: words, how they hang together, and filters on documents.

A query is made by `parse` (syntax.py) from what a person typed, by `phrase` from words taken as
they are, or by hand. Left out: the syntax, and looking anything up.

    >>> phrase("Taiwan Strait").node
    Words(text='Taiwan Strait', start=0, prefix=False, also=())
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from communique.archive import tokens
from communique.errors import InvalidField


@dataclass(frozen=True, slots=True)
class Also:
    """Another form under which words are looked for, and what a find of it is: `variant` (another
    spelling) or `term` (the same term as the names tables have it). `language` is whose words they
    are.
    """

    words: str
    language: str | None
    match: str


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase. `start` is its place in what was typed; with `prefix` its last word may
    go on (`coerc*`).
    """

    text: str
    start: int = 0
    prefix: bool = False
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class And:
    """All parts stand in the passage."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts at least stands in the passage."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not stand in the passage. Only beside what does."""

    part: Node


@dataclass(frozen=True, slots=True)
class Near:
    """The parts stand in the passage, in any order, with at most so many words (in Chinese and
    Japanese: characters) between one and the next. Each part is words, or alternatives of them.
    """

    parts: tuple[Words | Or, ...]
    distance: int


Node: TypeAlias = Words | And | Or | Not | Near


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on documents: one of the values, or none of them if `negated`. `issuer` and
    `party` may be given several times: all must be there. `start` is its place in what was typed,
    -1 where it was an option.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """A search: what was typed, its words (None: filters alone), its filters."""

    text: str
    node: Node | None
    filters: tuple[Filter, ...] = ()

    def filtered(self, *more: Filter) -> Query:
        """The same search under more filters."""
        return replace(self, filters=(*self.filters, *more))


def phrase(words: str) -> Query:
    """The search for words as they stand: no sign in them means anything. Raises `invalid-field`
    where there is no letter or digit.
    """
    if tokens.query(words) is None:
        raise InvalidField(f"{words[:80]!r} holds no letter or digit to search for")
    return Query(words, Words(words))


def words_of(node: Node | None, *, negated: bool = False) -> Iterator[Words]:
    """The words of a node, in order; without those that must not stand there, unless `negated`."""
    waiting: list[Node] = [] if node is None else [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Words):
            yield at
        elif isinstance(at, Not):
            if negated:
                waiting.append(at.part)
        else:
            waiting += reversed(at.parts)
