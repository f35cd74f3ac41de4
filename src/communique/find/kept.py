"""What was worked out of a document or passage, kept with it and gone with it.

A `WeakKeyDictionary` lets go of a document only if nothing it keeps leads back to it; a sighting
leads to its scan, and that to its context: each document stayed for ever (18 KB of a short page).
Here the value lies in the object itself. Left out: thread safety, for a context is one thread's.

    >>> class Thing: pass
    >>> lengths: Kept[Thing, int] = Kept()
    >>> thing = Thing()
    >>> lengths[thing] = 5
    >>> thing in lengths, lengths[thing], Thing() in lengths
    (True, 5, False)
"""

from __future__ import annotations

from itertools import count
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_numbers = count()


class Kept(Generic[K, V]):
    """Values by objects, each value held by its object under a name of this table's own."""

    def __init__(self) -> None:
        self._name = f"_kept_{next(_numbers)}"

    def __contains__(self, key: K) -> bool:
        return self._name in key.__dict__

    def __getitem__(self, key: K) -> V:
        found: V = key.__dict__[self._name]
        return found

    def __setitem__(self, key: K, value: V) -> None:
        key.__dict__[self._name] = value
