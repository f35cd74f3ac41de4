"""The documents of a library as claims need them: by their headers, and no more than are asked for.

Of a large archive only those of the parties and kinds in question are listed; any other is seen
when a search hits it. Left out: passages, which the search reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property

from communique.archive import Entry
from communique.check.held import sides
from communique.compare.library import Library
from communique.compare.texts import Text, in_order
from communique.model.codes import Kind

_SHARE = 0.8
"""The share of documents with parties from which those of a claim that names none are the same."""


class Documents:
    """Outlines of a library's texts, each made once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._held: dict[str, Text] = {}
        self._listed: dict[tuple[frozenset[str], frozenset[Kind]], tuple[Text, ...]] = {}

    @property
    def loose(self) -> bool:
        """Whether the texts are files, which have no index."""
        return self.library.archive is None or bool(self.library.files)

    def of(self, parties: Collection[str], kinds: Collection[Kind]) -> tuple[Text, ...]:
        """The texts of just these parties (any, if none are given) and of these kinds, by date."""
        key = frozenset(parties), frozenset(kinds)
        if key not in self._listed:
            found = self._every if self.loose else self._list(*key)
            self._listed[key] = tuple(
                text
                for text in found
                if text.header.kind in key[1] and (not key[0] or sides(text) == key[0])
            )
        return self._listed[key]

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

    def _list(self, parties: frozenset[str], kinds: frozenset[Kind]) -> tuple[Text, ...]:
        assert self.library.archive is not None
        entries = self.library.archive.of_parties(parties, [kind.value for kind in kinds])
        return in_order(self.text(entry) for entry in entries)
