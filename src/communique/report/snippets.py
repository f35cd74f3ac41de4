"""The places of a phrase with the words around them, for a list of hits.

>>> from communique.compare.log import log
>>> from communique.compare.texts import text_of
>>> found = log("annual talks", [text_of("The sides will hold annual talks on whales.", "en")])
>>> [snippet.parts for snippet in snippets(found, around=12)]
[(('…s will hold ', False), ('annual talks', True), (' on whales.', False))]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from communique.archive.tokens import find
from communique.compare.log import Hit, Log


class Snippet(NamedTuple):
    """A passage with hits: the first of them, and its words in parts, of which those are marked."""

    hit: Hit
    parts: tuple[tuple[str, bool], ...]


def snippets(found: Log, *, around: int | None = None) -> Iterator[Snippet]:
    """The passages with hits, in order; cut to so many characters `around` the hits if asked."""
    for (number, at), group in groupby(found.hits, key=lambda hit: (hit.text, hit.passage)):
        hits = list(group)
        text = found.texts[number].passages[at].text
        places = sorted({place for hit in hits if hit.form for place in find(hit.form, text)})
        yield Snippet(hits[0], tuple(parts_at(text, places, around=around)))


def parts_at(
    text: str, places: Sequence[tuple[int, int]], *, around: int | None = None
) -> Iterator[tuple[str, bool]]:
    """A text in parts, of which those at the places are marked."""
    last = 0
    for start, end in places:
        if start < last:
            continue
        yield from _between(text[last:start], around, head=not last, tail=False)
        yield text[start:end], True
        last = end
    yield from _between(text[last:], around, head=not places, tail=True)


def _between(
    words: str, around: int | None, *, head: bool, tail: bool
) -> Iterator[tuple[str, bool]]:
    """Words before, between or behind hits, those far from any left out."""
    if around is not None and head and not tail and len(words) > around:
        words = "…" + words[-around:]
    elif around is not None and tail and not head and len(words) > around:
        words = words[:around] + "…"
    elif around is not None and not head and not tail and len(words) > 2 * around:
        words = f"{words[:around]} … {words[-around:]}"
    if words:
        yield words, False
