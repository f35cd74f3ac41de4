"""Which mentions of a library may be of the same thing: candidates by keys, never all with all.

Five ways lead to a candidate: the same sum for the same work, maybe in another currency; a fact of
a period (trade in 2017) in any two documents of the same parties; one meeting told by several
documents (statement, press conference, readouts, news); a sentence that looks back at a year and
what a text of that year said; and one document that says a thing twice, in text and table. A key
that very many mentions share leads to the first ones only, so that time stays linear. Left out:
language versions, which versions.py aligns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.check.mentions import Mention
from communique.compare.texts import Text
from communique.model import dates
from communique.model.codes import Kind

REPORT = "a report and its source"
MOST = 24
"""A key that more mentions share leads to candidates among so many."""

FACTS = frozenset(
    (
        *("trade", "goods", "exports", "imports", "balance", "defence", "students", "scholarships"),
        *("visitors", "refugees", "casualties", "troops", "population", "reserves", "debt"),
        *("growth", "inflation", "emissions", "vessels", "aircraft"),
    )
)
"""Quantities of which a period has one."""


@dataclass(frozen=True, slots=True)
class Doc:
    """What pairing needs of a document."""

    id: str
    name: str
    language: str
    date: str | None
    event: str | None
    kind: Kind
    issuers: tuple[str, ...]
    parties: frozenset[str]

    @classmethod
    def of(cls, text: Text) -> Doc:
        """The document of a text."""
        header = text.header
        return cls(
            text.id,
            text.name,
            text.language,
            text.date,
            header.event.date,
            header.kind,
            tuple(sorted(header.issuers)),
            frozenset((*header.event.parties, *header.issuers)),
        )

    @property
    def year(self) -> int | None:
        """The year by which the document stands in its series."""
        if self.date is None or not dates.is_edtf(self.date):
            return None
        return dates.earliest(self.date).year


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions, by number, that may be of one thing, and where they stand."""

    one: int
    other: int
    way: str


def versions(one: Doc, other: Doc) -> bool:
    """Whether two documents are language versions of one; of news and articles nobody knows."""
    return (
        one.id != other.id
        and one.kind not in (Kind.NEWS, Kind.ARTICLE)
        and one.language != other.language
        and one.event is not None
        and one.event == other.event
        and one.kind == other.kind
        and (one.issuers or tuple(sorted(one.parties)))
        == (other.issuers or tuple(sorted(other.parties)))
    )


def candidates(
    docs: Sequence[Doc], mentions: Sequence[Mention], of: Sequence[int]
) -> Iterator[Candidate]:
    """The pairs of mentions (by number; `of` gives the number of each one's document) worth a
    look, each once, in order.
    """
    index: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for key in _keys(docs[of[number]], mention):
            held = index[key]
            if len(held) < 4 * MOST:
                held.append(number)
    seen: set[tuple[int, int]] = set()
    for key, held in index.items():
        way = str(key[0])
        some = _some(held, mentions)
        for at, a in enumerate(some):
            for b in some[at + 1 :]:
                pair = (a, b) if a < b else (b, a)
                if pair in seen:
                    continue
                if not _fits(way, docs[of[a]], docs[of[b]], mentions[a], mentions[b]):
                    continue
                seen.add(pair)
                yield Candidate(
                    *pair, _told(way, docs[of[a]], docs[of[b]], mentions[a], mentions[b])
                )


def _some(held: list[int], mentions: Sequence[Mention]) -> list[int]:
    """Those of a key that are paired: of many the first of each value."""
    if len(held) <= MOST:
        return held
    by_value: dict[object, int] = {}
    for number in held:
        by_value.setdefault((mentions[number].value, mentions[number].cited.document), number)
    return sorted(by_value.values())[:MOST]


def _keys(doc: Doc, mention: Mention) -> Iterator[tuple[object, ...]]:
    features = {*mention.names, *mention.works, *mention.around}
    if mention.far:
        features.add(mention.far)
    sides = tuple(sorted(doc.parties))[:4]
    fact = mention.far if mention.far in FACTS else None
    if fact and mention.period and dates.is_edtf(mention.period):
        year = dates.earliest(mention.period).year
        key = (fact, *mention.flow) if mention.flow and fact == "goods" else fact
        yield ("fact", key, mention.unit, year, sides)
        yield ("within", doc.id, key, mention.unit, year)
    if doc.event and len(doc.parties) > 1:
        for feature in (*features, *mention.means):
            yield ("event", doc.event, mention.unit, feature)
        rare = sorted(mention.stems, key=lambda stem: (-len(stem), stem))[:6]
        for stem in rare:
            yield ("event", doc.event, mention.unit, "=", stem)
    if mention.unit == "money" and (mention.names or mention.works):
        yield ("value", mention.value, sides)
    years = set(mention.years) if mention.reports else set()
    if doc.year is not None:
        years = {year for year in years if year <= doc.year} | {doc.year}
    for year in years:
        for feature in features:
            yield ("report", year, mention.unit, sides, feature)


def _fits(way: str, a: Doc, b: Doc, one: Mention, other: Mention) -> bool:
    """Whether a way may lead from the one mention to the other."""
    if way == "within":
        if one.in_table and other.in_table:
            return False
        return one.passage != other.passage
    if a.id == b.id or versions(a, b):
        return False
    if way == "fact":
        return _past(a, one) and _past(b, other)
    if way in ("event", "value"):
        return len(a.parties & b.parties) > 1
    # One of the two looks back at the other's year.
    return _looks_back(a, one, b) or _looks_back(b, other, a)


def _past(doc: Doc, mention: Mention) -> bool:
    """Whether a period lay behind when the document was written: a fact, no target."""
    if doc.date is None or not dates.is_edtf(doc.date) or mention.period is None:
        return False
    return dates.earliest(mention.period) <= dates.latest(doc.date) and not mention.promise


def _looks_back(doc: Doc, mention: Mention, at: Doc) -> bool:
    if not mention.reports or at.year is None or doc.year is None:
        return False
    if at.year not in mention.years or len(doc.parties & at.parties) < 2:
        return False
    return bool(doc.date and at.date and doc.date > at.date)


def _told(way: str, a: Doc, b: Doc, one: Mention, other: Mention) -> str:
    """Where a pair stands, in words."""
    if a.id == b.id:
        return "text and table" if one.in_table != other.in_table else "within a document"
    if way == "event" or (a.event and a.event == b.event):
        kinds = {a.kind, b.kind}
        if len(kinds) == 1 and a.issuers != b.issuers:
            return "counterparts"
        return "documents of one meeting"
    return REPORT if way == "report" else "documents"
