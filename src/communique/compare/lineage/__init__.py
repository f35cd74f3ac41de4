"""Lineage in one language: where each passage of a series of texts comes from.

    kept      the same words, whatever their case, width, punctuation or label
    edited    six tenths or more of the words are the same (plain ratio)
    partly    less, but the words that are the same are telling ones, or stand in a row
    split     one passage before is two or more now
    merged    two or more passages before are one now
    new       none of these

`moved` and `returned` (after an absence) are said besides. One passage has one origin, and claims a
passage before that no other claims, unless it was split or stands twice. What a sentence shares
with others of its genre ("the two leaders welcomed the …") counts little, by how common it is in
the texts at hand. Left out: paraphrase in other words, which needs an encoder; and other languages,
which go through an alignment (align.py).

    >>> from communique.compare.lineage import of_wordings
    >>> old = ["The sides agreed to hold talks on fisheries each year.", "They met in Port Lyth."]
    >>> new = ["They met in Oster.", "The sides agreed to hold talks on fisheries twice each year."]
    >>> [origin.kind.value for origin in of_wordings([old, new], "en")[0][1]]
    ['edited', 'edited']
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from communique.compare import tokens
from communique.compare.datelines import is_dateline
from communique.compare.lineage import formulae
from communique.compare.lineage.classify import Older, Series
from communique.compare.lineage.exhaustive import Exhaustive
from communique.compare.lineage.indexed import Indexed
from communique.compare.lineage.likeness import Likeness
from communique.compare.lineage.origins import Kind, Lineage, Origin, Place
from communique.compare.lineage.wordings import Ints, Wordings, runs_of, wordings
from communique.compare.texts import Text

__all__ = ["Kind", "Lineage", "Origin", "Place", "lineage", "of_wordings"]

EXHAUSTIVE = 5_000
"""Wordings up to which every pair is likened; beyond, an index proposes pairs (design.md)."""


def lineage(texts: Sequence[Text]) -> Lineage:
    """The origins of all passages of texts given in their order; texts of another language are
    series of their own.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        groups[tokens.group(text.language)].append(number)
    origins: list[tuple[Origin, ...]] = [()] * len(texts)
    dropped: list[tuple[int, ...]] = [()] * len(texts)
    for numbers in groups.values():
        passages = [[passage.text for passage in texts[n].passages] for n in numbers]
        lines = [
            [at for at, passage in enumerate(texts[n].passages) if is_dateline(passage)]
            for n in numbers
        ]
        found, gone = of_wordings(
            passages, texts[numbers[0]].language, numbers=numbers, datelines=lines
        )
        for number, each, lost in zip(numbers, found, gone, strict=True):
            origins[number], dropped[number] = tuple(each), tuple(lost)
    return Lineage(tuple(texts), tuple(origins), tuple(dropped))


def of_wordings(
    texts: Sequence[Sequence[str]],
    language: str,
    *,
    numbers: Sequence[int] = (),
    datelines: Sequence[Sequence[int]] = (),
    exhaustive: int = EXHAUSTIVE,
) -> tuple[list[list[Origin]], list[list[int]]]:
    """The same for texts of one language given as lists of passages, and for each text what it
    dropped.

    `numbers` are the texts' numbers in places (default: from 0), `datelines` the places of lines
    that give a text's date, `exhaustive` the most wordings likened pair by pair.
    """
    made = wordings([passage for text in texts for passage in text], language)
    runs = runs_of(made)
    likeness = Likeness(made, formulae.weights(made, runs, _born(made, list(map(len, texts)))))
    older: Older = Exhaustive(likeness)
    if len(made) > exhaustive:
        older = Indexed(likeness, runs)
    del runs
    series, where = Series(likeness, older), numbers or range(len(texts))
    with _no_search_for_cycles(len(made) > exhaustive):
        return _walk(texts, made, series, where, datelines or [()] * len(texts))


def _walk(
    texts: Sequence[Sequence[str]],
    made: Wordings,
    series: Series,
    numbers: Sequence[int],
    datelines: Sequence[Sequence[int]],
) -> tuple[list[list[Origin]], list[list[int]]]:
    origins, dropped, at = [], [], 0
    of = made.of.tolist()
    for number, text, lines in zip(numbers, texts, datelines, strict=True):
        found, gone = series.add(number, of[at : at + len(text)], lines)
        origins.append(found)
        dropped.append(gone)
        at += len(text)
    return origins, dropped


@contextmanager
def _no_search_for_cycles(wanted: bool) -> Iterator[None]:
    """Nothing made here refers to itself, and looking for what does among millions of values costs
    a fifth of the time.
    """
    on = gc.isenabled() and wanted
    if on:
        gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _born(made: Wordings, sizes: Sequence[int]) -> Ints:
    """The text in which each wording first stands."""
    text_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    some = made.of >= 0
    born = np.full(len(made), len(sizes), np.int32)
    np.minimum.at(born, made.of[some], text_of[some])
    return born
