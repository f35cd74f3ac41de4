"""What the archive answers with: entries, edits, hits, problems and counts. Frozen values, no
database in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from communique.model.codes import Authenticity, Kind, Level
from communique.model.documents import Passage
from communique.model.gaps import Gap
from communique.model.quotes import Quote, Range

Status = Literal["added", "new_version", "unchanged", "known_bytes", "reread"]
Match = Literal["exact", "variant", "term", "similar"]
FieldValue = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What `put` did with a source: the ids of its documents and the number of its version, from 1.

    `known_bytes`: the same bytes are held under another identity, only the name was added.
    `reread`: the bytes were held, but were read differently this time.
    """

    status: Status
    documents: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list shows it, with a person's edits applied; `passages` counts them."""

    id: str
    name: str
    identity: str
    version: int
    language: str
    title: str | None
    kind: Kind
    issuers: tuple[str, ...]
    level: Level
    authenticity: Authenticity
    published: str | None
    date: str | None
    place: str | None
    parties: tuple[str, ...]
    people: tuple[str, ...]
    series: str | None
    passages: int
    edited: bool
    aliases: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The entry as the program prints it, in the terms of the contract."""
        event = {
            "date": self.date,
            "place": self.place,
            "parties": list(self.parties),
            "people": list(self.people),
        }
        return {
            "id": self.id,
            "name": self.name,
            "identity": self.identity,
            "version": self.version,
            "language": self.language,
            "title": self.title,
            "kind": self.kind.value,
            "issuers": list(self.issuers),
            "level": self.level.value,
            "authenticity": self.authenticity.value,
            "published": self.published,
            "event": event,
            "series": self.series,
            "passages": self.passages,
            "edited": self.edited,
            "aliases": [{"scheme": scheme, "alias": alias} for scheme, alias in self.aliases],
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """A header field a person set: `value` None gave it back to the program; `superseded` by a
    later edit.
    """

    field: str
    value: FieldValue
    who: str
    when: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A value a person set and that holds, with who and when."""

    value: FieldValue
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Above:
    """A heading or item above a passage, as the outline has it."""

    label: str | None
    heading: str


@dataclass(frozen=True, slots=True)
class FoundAs:
    """What words were found: the form that was looked for, and what sort of find it is."""

    form: str
    match: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words looked for: its document, its quote, and a quote of each place of
    the words (`forms` says of each as what it was found).

    `match` is `exact` where all words stand as they were typed, `variant` where of one only the
    folded letters are the same, or another spelling, `term` where the same term in other words
    stands, and `similar` where no words were asked for but a meaning. `path` is the outline above
    the passage; `score` is bm25 (higher is better) or a cosine, None in the order of dates.
    """

    document: str
    name: str
    date: str | None
    passage: Passage
    words: tuple[Quote, ...]
    match: Match
    language: str = ""
    title: str | None = None
    kind: str = ""
    path: tuple[Above, ...] = ()
    forms: tuple[FoundAs, ...] = ()
    score: float | None = None
    places: tuple[Range, ...] = ()

    @property
    def quote(self) -> Quote:
        """The quote of the whole passage."""
        return self.passage.quote

    @property
    def label(self) -> str | None:
        """The item the passage stands in: 4(a)."""
        return self.passage.item

    def to_json(self) -> dict[str, Any]:
        """The hit as the program prints it; ranges and quotes are of the reading."""
        found = [
            {**quote.to_json(), "match": form.match, "form": form.form}
            for quote, form in zip(self.words, self.forms, strict=False)
        ]
        return {
            "span": {
                "document": self.document,
                "name": self.name,
                "date": self.date,
                **self.quote.to_json(),
            },
            "match": self.match,
            "score": self.score,
            "language": self.language,
            "title": self.title,
            "kind": self.kind,
            "passage": self.passage.id,
            "text": self.passage.text,
            "type": self.passage.type.value,
            "item": self.passage.item,
            "page": self.passage.page,
            "path": [{"label": above.label, "heading": above.heading} for above in self.path],
            "words": found,
        }


@dataclass(frozen=True, slots=True)
class SourceGap:
    """A gap and the source in whose reading it was met."""

    name: str
    identity: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Removed:
    """What `remove` took out; `kept_as`: other names under which the same bytes stay in the
    archive.
    """

    documents: tuple[str, ...]
    versions: int
    kept_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an archive: a stable `code`, where, a sentence, and advice."""

    code: str
    where: str
    message: str
    advice: str

    def to_json(self) -> dict[str, str]:
        """The problem as the program prints it."""
        return {
            "code": self.code,
            "where": self.where,
            "message": self.message,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class Info:
    """What an archive holds. Counts are of the latest versions unless they say otherwise; sizes in
    bytes.
    """

    path: str
    schema: int
    tokenizer: str
    program: str
    created: str
    size: int
    sources: int
    versions: int
    documents: int
    passages: int
    characters: int
    source_bytes: int
    edited: int
    gaps: int
    undated: int
    first: str | None
    last: str | None
    languages: dict[str, int]
    kinds: dict[str, int]
    aliases: dict[str, int]
    web_pages: int
    vectors: dict[str, int]
