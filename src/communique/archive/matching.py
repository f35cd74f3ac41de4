"""A query against the index, and against the text of one passage.

The index is asked by an FTS5 expression made of our own tokens alone, so that nothing a person
types is syntax to it. Where the expression says all (words, phrases, AND, OR, NOT) what it finds
needs no second look; for NEAR and for words exactly as typed it finds at least what is wanted, and
each passage is looked at.

    >>> expression(And((Words("台湾"), Not(Words("Strait")))))
    ('(("台湾")) NOT ("strait")', True)
    >>> [(p.start, p.end, p.match) for p in places(Words("TAIWAN"), "on Taiwan", fold=True) or ()]
    [(3, 9, 'variant')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.archive import tokens
from communique.archive.query import And, Near, Node, Not, Or, Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a passage's text, what sort of find it is (`exact`, `variant`, `term`),
    the form that was looked for, and the words of the query that it stands for.
    """

    start: int
    end: int
    match: str
    form: str
    asked: str


def expression(node: Node, *, fold: bool = True) -> tuple[str, bool]:
    """The FTS5 expression of a node, and whether it says all that the node does."""
    if isinstance(node, Words):
        return _words(node), fold
    if isinstance(node, Near):
        return _near(node), False
    if isinstance(node, Not):
        raise ValueError("a negation stands beside what it is taken from")
    if isinstance(node, Or):
        made = [expression(part, fold=fold) for part in node.parts]
        return " OR ".join(f"({text})" for text, _ in made), all(whole for _, whole in made)
    made = [expression(part, fold=fold) for part in node.parts if not isinstance(part, Not)]
    text, whole = " AND ".join(f"({each})" for each, _ in made), all(said for _, said in made)
    for part in node.parts:
        if isinstance(part, Not):
            out, known = _left_out(part.part, fold=fold)
            text, whole = f"({text}) NOT ({out})" if known else text, whole and known
    return text, whole


def _left_out(node: Node, *, fold: bool) -> tuple[str, bool]:
    """The expression of what must not stand there, and whether it may be taken from the index."""
    if isinstance(node, And) and any(isinstance(part, Not) for part in node.parts):
        return "", False
    return expression(node, fold=fold)


def _words(node: Words) -> str:
    made = [tokens.query(node.text, prefix=node.prefix)]
    made += [tokens.query(each.words) for each in node.also]
    return " OR ".join(dict.fromkeys(each for each in made if each))


def _near(node: Near) -> str:
    """Two phrases by FTS5's own NEAR, which counts tokens; else all parts anywhere."""
    made = [expression(part)[0] for part in node.parts]
    if len(made) == 2 and all(" OR " not in each for each in made):
        # The last character of a phrase begins no token of it: the distance is one longer.
        return f"NEAR({made[0]} {made[1]}, {node.distance + 1})"
    return " AND ".join(f"({each})" for each in made)


def places(node: Node, text: str, *, fold: bool) -> list[Place] | None:
    """The places of a node's words in a text, in order and apart; None where the node does not
    hold.
    """
    found = _places(node, text, fold)
    if found is None:
        return None
    made: list[Place] = []
    for each in sorted(found, key=lambda place: (place.start, -place.end)):
        if not made or each.start >= made[-1].end:
            made.append(each)
    return made


def _places(node: Node, text: str, fold: bool) -> list[Place] | None:
    if isinstance(node, Words):
        return _of_words(node, text, fold) or None
    if isinstance(node, Not):
        return [] if _places(node.part, text, fold) is None else None
    if isinstance(node, Near):
        return _of_near(node, text, fold)
    found: list[Place] = []
    for part in node.parts:
        held = _places(part, text, fold)
        if held is None and isinstance(node, And):
            return None
        found += held or ()
    return found or (None if isinstance(node, Or) else [])


def _of_words(node: Words, text: str, fold: bool) -> list[Place]:
    plain = _plain(node.text)
    found = []
    for start, end in tokens.find(node.text, text, prefix=node.prefix):
        words = " ".join(text[start:end].split())
        same = words.startswith(plain) if node.prefix else words == plain
        if same or fold:
            found.append(Place(start, end, "exact" if same else "variant", node.text, node.text))
    for each in node.also:
        for start, end in tokens.find(each.words, text):
            found.append(Place(start, end, each.match, each.words, node.text))
    return found


@lru_cache(maxsize=512)
def _plain(words: str) -> str:
    """Words from their first letter to their last, with single spaces."""
    held = tokens.tokens(words)
    return " ".join(words[held[0].start : held[-1].end].split()) if held else ""


def _of_near(node: Near, text: str, fold: bool) -> list[Place] | None:
    """The places of the parts that stand close enough together, all parts in one chain."""
    held = [_places(part, text, fold) for part in node.parts]
    if any(each is None for each in held):
        return None
    starts = [token.start for token in tokens.tokens(text)]
    all_places = sorted(
        ((place, number) for number, each in enumerate(held) for place in each or ()),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    found: list[Place] = []
    for chain in _chains(all_places, starts, node.distance):
        if {number for _, number in chain} == set(range(len(node.parts))):
            found += [place for place, _ in chain]
    return found or None


def _chains(
    found: Iterable[tuple[Place, int]], starts: Sequence[int], distance: int
) -> Iterable[list[tuple[Place, int]]]:
    """Places in groups, each at most so many words after the one before."""
    chain: list[tuple[Place, int]] = []
    reach = 0
    for place, number in found:
        between = bisect_left(starts, place.start) - bisect_left(starts, reach)
        if chain and between > distance:
            yield chain
            chain, reach = [], 0
        chain.append((place, number))
        reach = max(reach, place.end)
    if chain:
        yield chain
