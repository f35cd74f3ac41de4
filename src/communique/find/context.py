"""What finders look at: a document's passages with what is known of each, worked out once and
shared.

A `Scan` is a passage's repaired text with the names, dates and measures in it and a way back to the
reading: finders match in `scan.text` and quote with `scan.quote(start, end)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from communique.languages.dates import DateMention, find_dates
from communique.model.documents import Document, Passage
from communique.model.findings import Finding
from communique.model.gaps import Gap
from communique.model.quotes import Quote, Range, Reading, stable_id
from communique.names import Mention, Names
from communique.names.mentions import Ref
from communique.read.header.offices import offices_in

Kind = TypeVar("Kind", bound=Finding)
_SULTAN = ("苏丹", "蘇丹")
_SULTANATES = frozenset(("BRN", "OMN", "MYS"))
_TITLE = re.compile(r"《[^》]{1,80}》")


class Scan:
    """A passage as finders see it. `index` counts the document's passages."""

    def __init__(self, passage: Passage, index: int, context: Context) -> None:
        self.passage, self.index, self.context = passage, index, context
        self.text = passage.text

    @cached_property
    def named(self) -> Sequence[Mention]:
        """The names as the tables have them, whatever the document says of them."""
        return self.context.names.find(self.text, self.context.language)

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """States, organisations, people and places named in the text, in order."""
        found = self.named
        parties = self.context.doc.header.event.parties
        found = [_of_event(m, parties) if m.weak and m.others else m for m in found]
        found = [m for m in found if m.form not in _SULTAN or not _sultan(m, self.text, parties)]
        strangers = self.context.strangers
        return [m for m in found if m.form not in strangers] if strangers else found

    @cached_property
    def dates(self) -> Sequence[DateMention]:
        """Dates in the text, in order; incomplete ones as they stand."""
        return find_dates(self.text, self.context.language)

    @cached_property
    def titles(self) -> Sequence[Range]:
        """Titles of documents, 《…》: a year in one is part of a name and dates nothing."""
        return [match.span() for match in _TITLE.finditer(self.text)]

    def in_title(self, offset: int) -> bool:
        """Whether a place in the text lies in a title."""
        return any(start < offset < end for start, end in self.titles)

    @cached_property
    def _origins(self) -> list[int] | None:
        """Where each character of the text stands in the reading; None if text and quote are the
        same."""
        exact = self.passage.quote.exact
        if len(exact) == 1 and exact[0] == self.text:
            return None
        origins, reading = [], self.context.reading.text
        places = (i for start, end in self.passage.quote.ranges for i in range(start, end))
        at = next(places, -1)
        for char in self.text:
            while at >= 0 and reading[at] != char and not (char == " " and reading[at].isspace()):
                if char == " ":
                    break
                at = next(places, -1)
            if at >= 0 and (reading[at] == char or (reading[at].isspace() and char == " ")):
                origins.append(at)
                at = next(places, -1)
            else:  # a space that joined two lines
                origins.append(-1)
        return origins

    def quote(self, start: int, end: int) -> Quote:
        """The quote of a stretch of the text; what a note or a page's head interrupts has more
        ranges."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        base = self.passage.quote.start
        if self._origins is None:
            return self.context.reading.quote((base + start, base + end))
        found: list[Range] = []
        reading = self.context.reading.text
        for origin in self._origins[start:end]:
            if origin < 0:
                continue
            if found and (found[-1][1] == origin or reading[found[-1][1] : origin].isspace()):
                found[-1] = (found[-1][0], origin + 1)
            else:
                found.append((origin, origin + 1))
        return self.context.reading.quote(*found)


def _of_event(mention: Mention, parties: Sequence[str]) -> Mention:
    """A name that two states share (刚果) as the one of them that is a party."""
    refs = (Ref(mention.kind, mention.id), *mention.others)
    meant = [ref for ref in refs if ref.kind == "state" and ref.id in parties]
    if mention.kind != "state" or len(meant) != 1:
        return mention
    return replace(mention, id=meant[0].id, weak=False, others=())


def _sultan(mention: Mention, text: str, parties: Sequence[str]) -> bool:
    """Whether 苏丹 is the title of a ruler: behind a name or a state of one, or at a sultan's
    event."""
    ruled = bool(set(parties) & _SULTANATES) and mention.id not in parties
    return ruled or text[max(0, mention.start - 2) : mention.start] in ("文莱", "汶萊", "阿曼")


class Context:
    """A document under search: header, language, scans of its passages, and findings so far by
    kind."""

    def __init__(self, doc: Document, reading: Reading, names: Names) -> None:
        self.doc, self.reading, self.names = doc, reading, names
        self.language = doc.language
        self.scans = tuple(Scan(p, i, self) for i, p in enumerate(doc.passages))
        self.found: dict[str, tuple[Finding, ...]] = {}
        self.gaps: list[Gap] = []
        self._seen: dict[tuple[str, tuple[Range, ...]], int] = {}

    @cached_property
    def strangers(self) -> frozenset[str]:
        """Surnames of the tables that the text gives to somebody of another state: ヨルダンの
        アブドラ国王 is no Malaysian."""
        if self.language == "en":
            return frozenset()
        around, found = {*self.doc.header.event.parties}, set[str]()
        for scan in self.scans[:40]:
            text = scan.text
            for one, other in pairwise(scan.named):
                if one.kind != "state" or one.weak or other.kind != "person" or not around:
                    continue
                refs = (other.id, *(ref.id for ref in other.others if ref.kind == "person"))
                states = {self.names.people[id].state for id in refs}
                gap = text[one.end : other.start].removeprefix("の")
                if states & {one.id, *around} or len(other.form) > 6:
                    continue
                held = offices_in(gap, self.language, self.names) if gap else ()
                if not gap or any(o.start == 0 and o.end == len(gap) for o in held):
                    found.add(other.form)
        return frozenset(found)

    def finding(self, kind: type[Kind], quote: Quote, **given: Any) -> Kind:
        """Make a finding of a kind; its id rests on kind, reading and ranges, and a counter."""
        key = (kind.kind, quote.ranges)
        counter = self._seen.get(key, 0)
        self._seen[key] = counter + 1
        made = stable_id(kind.kind, self.reading.sha256, quote.ranges, counter)
        return kind(id=made, quote=quote, **given)
