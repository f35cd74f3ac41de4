"""Where the terms of a question stand: in an archive by its index, in files by reading them.

A place is a passage that holds a word of every term, each in the language of the text; it says
whether the context stands in the passage, its paragraph, its item or the heading above. Left out:
which places are within the scope (claims_answer.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.archive.tokens import find
from communique.check.claims_documents import Documents
from communique.check.claims_table import Group, Words
from communique.compare.log import Hit
from communique.compare.texts import Span, Text
from communique.model import dates
from communique.model.codes import PassageType
from communique.model.cutting import quote
from communique.model.documents import Passage
from communique.model.quotes import Range, Reading

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff々ァ-ヺー]")
_AFTER_ALONE = re.compile("[\u3400-\u9fff\uf900-\ufaff々ァ-ヺー](?<![又及或若])")
"""What may not follow a character that stands alone: 力又は, but not 力学."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage where terms stand: of which text, where in the passage's text each term's words
    are, whether in context."""

    text: Text
    passage: Passage
    at: tuple[Range, ...]
    reading: Reading
    match: str
    in_context: bool

    def span(self) -> Span:
        """The words as a span of the reading: all of them, in order."""
        ranges: list[Range] = []
        exact: list[str] = []
        for start, end in sorted(self.at):
            found = quote(self.passage, start, end, self.reading)
            for each, words in zip(found.ranges, found.exact, strict=True):
                if not ranges or each[0] >= ranges[-1][1]:
                    ranges.append(each)
                    exact.append(words)
        return Span(self.text.id, self.text.name, self.text.date, tuple(ranges), tuple(exact))

    def hit(self) -> Hit:
        """The place as the contract's hit."""
        return Hit(self.span(), self.match, 1.0, 0, 0, "")  # type: ignore[arg-type]


class Search:
    """The texts of a library, searched for groups of words."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def places(
        self,
        groups: Sequence[Group],
        *,
        context: Sequence[Group] = (),
        documents: Collection[str] | None = None,
        excluding: Collection[str] = (),
        until: str | None = None,
        latest_first: bool = False,
    ) -> Iterator[Place]:
        """The places where all groups stand, earliest document first; lazily, as one may be enough.

        `documents` and `excluding` are ids; `until` an EDTF date.
        """
        wanted = [_allowed(group, several=len(groups) > 1) for group in groups]
        if not wanted or not all(wanted):
            return
        around = [words for group in context for words in (*group.words, *group.related)]
        last = dates.latest(until).toordinal() if until and dates.is_edtf(until) else None
        archive = self.documents.library.archive
        if archive is None or self.documents.loose:
            yield from self._read(wanted, around, documents, excluding, last, latest_first)
            return
        for found in archive.together(
            [[words.text for words in group] for group in wanted],
            context=[words.text for words in around],
            documents=documents,
            excluding=excluding,
            until=last,
            latest_first=latest_first,
        ):
            hits = _standing(wanted, found.passage, found.entry.language)
            if hits:
                text = self.documents.text(found.entry)
                at = tuple(place for place, _ in hits)
                near = found.in_context
                yield Place(text, found.passage, at, found.reading, _match(hits), near)

    def _read(
        self,
        wanted: Sequence[Sequence[Words]],
        around: Sequence[Words],
        documents: Collection[str] | None,
        excluding: Collection[str],
        last: int | None,
        latest_first: bool,
    ) -> Iterator[Place]:
        """The same without an index: every text of the files."""
        every = self.documents.library.outlines()
        ordered = sorted(every, key=lambda text: text.order, reverse=latest_first)
        for text in ordered:
            if (documents is not None and text.id not in documents) or text.id in excluding:
                continue
            dated = text.date is not None and dates.is_edtf(text.date)
            if last is not None and dated and dates.earliest(str(text.date)).toordinal() > last:
                continue
            near = _in_context(text, around) if around else None
            for at, passage in enumerate(text.passages):
                hits = _standing(wanted, passage, text.language)
                if hits:
                    held = near is None or at in near
                    places = tuple(place for place, _ in hits)
                    yield Place(text, passage, places, text.reading, _match(hits), held)


def searchable(groups: Iterable[Group], language: str) -> bool:
    """Whether all terms have words that could stand in a text of a language."""
    base = language.partition("-")[0]
    return all(any(_may_stand(words, base) for words in group.words) for group in groups)


def _may_stand(words: Words, base: str) -> bool:
    if words.language is not None:
        return words.language.partition("-")[0] == base
    if words.text.isascii():
        return base == "en" or words.text.isupper()
    kana = re.search("[\u3041-\u30ff]", words.text)
    return base == "ja" if kana else base in ("ja", "zh")


def _allowed(group: Group, *, several: bool) -> list[Words]:
    """The words of a group that may be looked for: those that need company only beside others."""
    return [
        words
        for words in group.words
        if find(words.text, words.text) and (several or not words.alone)
    ]


def _standing(
    wanted: Sequence[Sequence[Words]], passage: Passage, language: str
) -> list[tuple[Range, Words]]:
    """The first words of each group in a passage; none unless all groups stand in it."""
    base, found = language.partition("-")[0], []
    for group in wanted:
        hit = next(
            (
                (place, words)
                for words in group
                if words.language is None or words.language.partition("-")[0] == base
                for place in find(words.text, passage.text)
                if (not words.alone or _alone(passage.text, place))
                and not _covered(words, passage.text, place)
            ),
            None,
        )
        if hit is None:
            return []
        found.append(hit)
    return found


def _alone(text: str, place: Range) -> bool:
    """Whether no other character of a word stands beside a place."""
    if text[place[0]].isascii():
        return True
    before, after = text[place[0] - 1 : place[0]], text[place[1] : place[1] + 1]
    return not _HAN.match(before) and not _AFTER_ALONE.match(after)


def _covered(words: Words, text: str, place: Range) -> bool:
    """Whether a place is a part of a longer name of something else."""
    return any(
        start <= place[0] and place[1] <= end
        for longer in words.within
        for start, end in find(longer, text)
    )


def _match(hits: Sequence[tuple[Range, Words]]) -> str:
    return "exact" if all(words.language is None for _, words in hits) else "term"


def _in_context(text: Text, around: Sequence[Words]) -> frozenset[int]:
    """The numbers of passages whose paragraph, item or heading holds a word of the context."""
    holds = [any(find(words.text, passage.text) for words in around) for passage in text.passages]
    paragraphs = {p.paragraph for p, hit in zip(text.passages, holds, strict=True) if hit}
    items = {p.item for p, hit in zip(text.passages, holds, strict=True) if hit and p.item}
    found, under = set(), False
    for number, passage in enumerate(text.passages):
        if passage.type is PassageType.HEADING:
            under = holds[number]
        if under or passage.paragraph in paragraphs or passage.item in items:
            found.add(number)
    return frozenset(found)
