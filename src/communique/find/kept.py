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

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by objects, each value held by its object."""

    def __contains__(self, key: K) -> bool:
        return self in vars(key).get("_kept", ())

    def __getitem__(self, key: K) -> V:
        found: V = vars(key)["_kept"][self]
        return found

    def __setitem__(self, key: K, value: V) -> None:
        vars(key).setdefault("_kept", {})[self] = value
