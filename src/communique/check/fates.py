"""What became of every promise of an archive, worked out in parts.

A part is the promises of the same sides: they are followed through all texts with one of these
sides, as `track` follows one. Each has a digest of what it rests on, so that work once done is done
again only where documents came, went or have other headers; the parts with the newest texts come
first. Left out: what people decided (promises.py).

    for part in kept(Library(archive), {}):
        print(part.name, part.value)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.check.parts import Part, digest_of, in_parts
from communique.compare.following import sides_of
from communique.compare.library import Library
from communique.compare.mentions import Topics
from communique.compare.texts import Text
from communique.compare.track import Track, after, commitments, track_in
from communique.model.findings import Commitment

FIRST, LAST = 10, 30
"""Mentions of a promise that are kept: the first ones and the last ones."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What the texts suggest became of a promise: its status, why, how many later texts mention it,
    and the document that did so last (its own where none did), with its date.
    """

    status: str
    why: str
    mentions: int
    last: str
    date: str | None

    @classmethod
    def of(cls, track: Track) -> Fate:
        """The fate that a track tells."""
        last = track.last
        text = last.near.text if last else track.text
        why = last.why if last else ""
        return cls(track.status.value, why, len(track.mentions), text.id, text.date)

    def to_json(self) -> list[Any]:
        """The fate as it is kept."""
        return [self.status, self.why, self.mentions, self.last, self.date]


@dataclass(slots=True)
class _Scope:
    """Promises of the same sides: their documents, and the texts they are followed through."""

    promises: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    through: list[Text] = field(default_factory=list)


@in_parts
def kept(library: Library, known: Mapping[str, str]) -> Iterator[Part]:
    """The fates of the promises of an archive by id (`Fate.to_json`), with the tracks as details.

    `known`: the digest of each part that was made before. Nothing for a library without an archive.
    """
    scopes = _scopes(library)
    sizes = {name: sum(map(len, scope.promises.values())) for name, scope in scopes.items()}
    whole, done = sum(sizes.values()) or 1, 0
    stale: list[tuple[str, str]] = []
    for name, scope in scopes.items():
        digest = digest_of(scope.through)
        if known.get(name) != digest:
            stale.append((name, digest))
            continue
        done += sizes[name]
        yield Part(name, digest, None, done / whole)
    texts: dict[str, Text] = {}
    for name, digest in stale:
        scope = scopes[name]
        for text in scope.through:
            if text.id not in texts:
                texts[text.id] = library.with_findings(library.filled([text])[0])
        found = _followed(scope, texts)
        done += sizes[name]
        value = {id: Fate.of(track).to_json() for id, track in found.items()}
        details = {id: told(track) for id, track in found.items()}
        yield Part(name, digest, value, done / whole, details)


def _scopes(library: Library) -> dict[str, _Scope]:
    """The promises of an archive by their sides, those with the newest document first."""
    archive = library.archive
    if archive is None:
        return {}
    outlines = library.outlines()
    at = {text.id: text for text in outlines}
    documents = {number: entry.id for number, entry in archive.bare_documents()}
    scopes: dict[frozenset[str], _Scope] = {}
    newest: dict[frozenset[str], Any] = {}
    for each in archive.bare_findings(Commitment.kind, documents):
        text = at.get(documents[each.document])
        if text is None:
            continue
        sides = frozenset(sides_of(text) | set(each.fields["actors"]))
        scopes.setdefault(sides, _Scope()).promises[text.id].add(each.id)
        newest[sides] = max(newest.get(sides, text.order), text.order)
    for sides, scope in scopes.items():
        scope.through = [t for t in outlines if not sides or sides & sides_of(t)]
    ordered = sorted(scopes, key=lambda sides: newest[sides], reverse=True)
    return {" ".join(sorted(sides)): scopes[sides] for sides in ordered}


def _followed(scope: _Scope, texts: Mapping[str, Text]) -> dict[str, Track]:
    topics = Topics(texts[text.id] for text in scope.through)
    own = [text for text in topics.texts if text.id in scope.promises]
    lone = [texts[id] for id in scope.promises if id not in {text.id for text in own}]
    made: dict[str, Track] = {}
    for text in (*own, *lone):
        later = after(text, topics)
        for each in commitments(text):
            if each.id in scope.promises[text.id]:
                made[each.id] = track_in(topics, later, each)
    return made


def told(track: Track) -> dict[str, Any]:
    """A track as it is kept: as `Track.to_json`, of many mentions the first and last, each with the
    passage it stands in; `left_out` counts the others.
    """
    mentions = track.mentions
    some = mentions if len(mentions) <= FIRST + LAST else (*mentions[:FIRST], *mentions[-LAST:])
    made = track.to_json()
    made["mentions"] = [
        {**each.to_json(), "passage": each.near.passage.id, "language": each.near.text.language}
        for each in some
    ]
    made["left_out"] = len(mentions) - len(some)
    return made
