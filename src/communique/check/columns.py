"""What promises and figures as columns have in common: texts and bare rows that are read once, days
as numbers, values as codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from communique.archive import Archive
from communique.archive.bare import Bare
from communique.compare.shelf import outline_of
from communique.compare.texts import Text, in_order
from communique.errors import InvalidField
from communique.model import dates

Numbers: TypeAlias = npt.NDArray[np.int64]
Rows: TypeAlias = Mapping[int, tuple[str, tuple[Bare, ...]]]
"""By the number of a document: its id, and its findings of a kind."""


def refreshed(
    archive: Archive,
    kind: str,
    stamp: tuple[int, ...],
    before: tuple[tuple[int, ...], tuple[Text, ...], Rows] | None,
) -> tuple[tuple[Text, ...], Rows]:
    """The texts of an archive by their headers, in order, and their findings of a kind; documents
    that `before` (of a stamp) held already are not read again.
    """
    if before is not None and before[0] == stamp:
        return before[1], before[2]
    known = before[2] if before else {}
    documents = archive.bare_documents()
    fresh = [n for n, entry in documents if known.get(n, ("",))[0] != entry.id]
    found: dict[int, list[Bare]] = {number: [] for number in fresh}
    for each in archive.bare_findings(kind, fresh):
        found[each.document].append(each)
    held = {n: (entry.id, tuple(found[n])) if n in found else known[n] for n, entry in documents}
    return in_order(outline_of(entry) for _, entry in documents), held


@lru_cache(maxsize=1 << 16)
def span(edtf: str | None) -> tuple[int, int]:
    """The first and last day of a date, as ordinals; 0 where there is none."""
    if not edtf or not dates.is_edtf(edtf):
        return 0, 0
    return dates.earliest(edtf).toordinal(), dates.latest(edtf).toordinal()


def asked_span(name: str, edtf: str) -> tuple[int, int]:
    """The days of a date that a person typed. Raises `invalid-field`."""
    if not dates.is_edtf(edtf):
        raise InvalidField(
            f"{name} is no date: {edtf!r}", advice="Write 1996, 1996-04 or 1996-04-17."
        )
    return span(edtf)


def numbered(values: Sequence[str]) -> tuple[Numbers, tuple[str, ...]]:
    """Each value as a number, and the values by number, sorted."""
    names = tuple(sorted(set(values)))
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[each] for each in values], np.int64), names


def place(names: Sequence[str], name: str) -> int:
    """The number of a name; -1 where it is none of them."""
    return names.index(name) if name in names else -1
