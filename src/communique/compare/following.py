"""Which later texts of a library a promise is followed through, and its track there.

Texts count that are of a later day and whose sides are those of the promise. Of a large archive
only those are read that hold at least one of the promise's rarer words, or its amount.

    library = Library(archive)
    print(follow(library, *promise_of(library, "3fa2c1")).status)
"""

from __future__ import annotations

from communique.archive.tokens import tokens as searchable
from communique.compare import mentions, outcomes
from communique.compare import tokens as comparing
from communique.compare.library import Library
from communique.compare.texts import Text
from communique.compare.track import Track, track
from communique.errors import FindingNotFound
from communique.model.findings import Commitment

MANY = 200
"""From so many later texts on they are first asked for the promise's words."""

WORDS = 12
"""Words of the promise that are asked for."""


def promise_of(library: Library, id: str) -> tuple[Text, Commitment]:
    """The promise of an id (or a unique beginning of one), and its text.

    Raises `finding-not-found` where there is none, or it is another kind of finding.
    """
    if library.archive is not None and not library.files:
        found = library.archive.reviews.finding(id)
        text = library.full(found.entry)
        if isinstance(found.finding, Commitment):
            return text, found.finding
        raise FindingNotFound(
            f"{id} is one of the {found.finding.kind}; only commitments are followed",
            advice="`communique find commitments` shows ids of commitments.",
        )
    hits = [
        (text, each)
        for text in map(library.with_findings, library.texts())
        for each in text.findings
        if isinstance(each, Commitment) and each.id.startswith(id.strip().lower())
    ]
    if len(hits) != 1 or len(id.strip()) < 4:
        raise FindingNotFound(f"{id[:40]!r} is the id of {len(hits)} commitments here")
    return hits[0]


def follow(library: Library, text: Text, promise: Commitment) -> Track:
    """What became of a promise in the later texts of a library; gaps as `track`."""
    texts = map(library.with_findings, library.filled(later(library, text, promise)))
    return track(text, promise, [text, *texts])


def later(library: Library, text: Text, promise: Commitment) -> tuple[Text, ...]:
    """The outlines of the texts a promise is followed through."""
    sides = sides_of(text) | set(promise.actors)
    found = tuple(
        other
        for other in library.outlines()
        if mentions.later(other, text) and (not sides or sides & sides_of(other))
    )
    if len(found) <= MANY or library.archive is None or library.files:
        return found
    holding = _holding(library, text, promise)
    return tuple(other for other in found if other.id in holding)


def sides_of(text: Text) -> set[str]:
    """The states and bodies that issued a text or took part in its event."""
    return {*text.header.issuers, *text.header.event.parties}


def _holding(library: Library, text: Text, promise: Commitment) -> set[str]:
    """The ids of documents that hold a word of the promise, or promise the same amount."""
    assert library.archive is not None
    words = outcomes.topic(" ".join(promise.quote.exact), text.language)
    common = comparing.common(text.language)
    asked = dict.fromkeys(
        words[token.start : token.end]
        for token in searchable(words)
        if token.text not in common and (not token.cjk or token.end - token.start > 1)
    )
    longest = sorted(asked, key=len, reverse=True)[:WORDS]
    ids: set[str] = set()
    for word in longest:
        ids |= set(library.archive.query(f'"{word}"', since=text.date).by("document"))
    if promise.amount is not None:
        for found in library.archive.findings("commitments", since=text.date):
            if isinstance(found.finding, Commitment) and found.finding.amount == promise.amount:
                ids.add(found.entry.id)
    return ids
