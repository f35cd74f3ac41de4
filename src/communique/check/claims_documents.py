"""The documents of a library as claims need them: by their headers, and no more than are asked for.

Of a large archive only those of the parties and kinds in question are listed; any other is seen
when a search hits it. Left out: passages, which the search reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property
from typing import TypeAlias

from communique.archive import Entry
from communique.archive.parties import Card
from communique.check.held import Held, issued, sides
from communique.compare.library import Library
from communique.compare.texts import UNREAD, Text
from communique.model.codes import Kind
from communique.model.documents import Event, Header

_SHARE = 0.8
"""The share of documents with parties from which those of a claim that names none are the same."""


_Key: TypeAlias = tuple[frozenset[str], frozenset[Kind]]


class Documents:
    """Outlines of a library's texts, each made once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._held: dict[str, Text] = {}
        self._listed: dict[_Key, tuple[Text, ...]] = {}
        self._issued: dict[_Key, tuple[Held, ...]] = {}

    @property
    def loose(self) -> bool:
        """Whether the texts are files, which have no index."""
        return self.library.archive is None or bool(self.library.files)

    def of(self, parties: Collection[str], kinds: Collection[Kind]) -> tuple[Text, ...]:
        """The texts of just these parties (any, if none are given) and of these kinds."""
        key = frozenset(parties), frozenset(kinds)
        if key not in self._listed:
            self._listed[key] = self._loose(*key) if self.loose else self._list(*key)
        return self._listed[key]

    def issued(self, parties: Collection[str], kinds: Collection[Kind]) -> tuple[Held, ...]:
        """The documents that those texts are versions of, by date. Whether a scope has one, its
        first version says: all are of one day, kind, level and sides."""
        key = frozenset(parties), frozenset(kinds)
        if key not in self._issued:
            self._issued[key] = issued(self.of(*key))
        return self._issued[key]

    def text(self, entry: Entry) -> Text:
        """The outline of an entry that a search has hit."""
        if entry.id not in self._held:
            self._held[entry.id] = self.library.outline(entry)
        return self._held[entry.id]

    def of_day(self, date: str) -> tuple[Text, ...]:
        """The texts that may be of a date (EDTF)."""
        if self.loose:
            return tuple(text for text in self._every if text.date == date)
        assert self.library.archive is not None
        found = self.library.archive.documents(since=date, until=date)
        return tuple(self.text(entry) for entry in found)

    @cached_property
    def usual(self) -> tuple[str, ...]:
        """The parties whose documents nearly all are, if there are two or more."""
        if self.loose:
            sets = [set(text.header.event.parties) or sides(text) for text in self._every]
            total = sum(1 for each in sets if each)
            counts = Counter(party for each in sets for party in each)
        else:
            assert self.library.archive is not None
            total, counts = self.library.archive.party_counts()
        found = sorted(party for party, count in counts.items() if count >= _SHARE * total)
        return tuple(found) if len(found) > 1 else ()

    @property
    def empty(self) -> bool:
        """Whether there is no document at all."""
        return not self._every

    @cached_property
    def _every(self) -> tuple[Text, ...]:
        return self.library.outlines()

    def _loose(self, parties: frozenset[str], kinds: frozenset[Kind]) -> tuple[Text, ...]:
        return tuple(
            text
            for text in self._every
            if text.header.kind in kinds and (not parties or sides(text) == parties)
        )

    def _list(self, parties: frozenset[str], kinds: frozenset[Kind]) -> tuple[Text, ...]:
        assert self.library.archive is not None
        cards = self.library.archive.cards(parties, [kind.value for kind in kinds])
        found = {card.id: self._held.get(card.id) or _outline(card) for card in cards}
        self._held |= found
        return tuple(found.values())


def _outline(card: Card) -> Text:
    event = Event(card.date, None, card.parties)
    header = Header(
        card.title, card.kind, card.issuers, card.level, published=card.published, event=event
    )
    date = card.date or card.published
    return Text(card.id, card.name, card.language, date, UNREAD, (), header)
