"""The set phrases of a genre, told from reuse by how often one text has them.

"The two leaders welcomed the …" opens a dozen sentences of the same statement, while a sentence
that is kept from year to year stands once in each. A run of tokens that stands in several passages
of the texts it is found in is a formula, and its tokens weigh less: two sentences that have no more
in common than a formula do not come from one another.
"""

from __future__ import annotations

import numpy as np

from communique.compare.lineage.wordings import Floats, Ints, Longs, Runs, Wordings

PER_TEXT = 3.0
"""Wordings with a run, by texts with it, from which on it is a formula."""

FEWEST = 6
"""Wordings with a run below which it is none, whatever the texts."""

DISCOUNT = 0.2
"""What is left of the weight of a formula's tokens."""


def weights(wordings: Wordings, runs: Runs, born: Ints) -> Floats:
    """The weight of each token of each wording, in the order of `flat`; `born` is the text each
    first stood in.
    """
    made = wordings.weights[wordings.flat]
    known = _formulae(runs, born)
    if not len(known):
        return made
    keys, _, whole = wordings.runs()
    keys >>= np.uint64(runs.bits)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    formula = (known[at] == keys) & whole
    inside = np.zeros(len(made), np.bool_)
    for step in range(wordings.shingle):
        inside[step : step + len(formula)] |= formula
    made[inside] *= DISCOUNT
    return made


def _formulae(runs: Runs, born: Ints) -> Longs:
    """The hashes of runs that are formulae, sorted."""
    if not len(runs.keys):
        return runs.keys
    start = runs.starts()
    texts = born[runs.owners]
    fresh = start.copy()
    # Wordings are numbered as they first stand, so those of one text stand together.
    fresh[1:] |= texts[1:] != texts[:-1]
    group = np.flatnonzero(start)
    in_wordings = np.diff(np.append(group, len(start)))
    in_texts = np.add.reduceat(fresh.astype(np.int32), group)
    chosen = (in_wordings >= FEWEST) & (in_wordings >= PER_TEXT * in_texts)
    return runs.keys[group[chosen]] >> np.uint64(runs.bits)
