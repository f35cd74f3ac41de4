"""Passages that mean what a text means: the nearest by cosine among all vectors of an archive.

The scan is exact. `numkong` compares the bytes as they are (a million in 25 ms of the processor's
time); without it numpy does the same thirty times slower. A cosine says little by itself, since
every sentence of diplomacy resembles every other: it orders, and the answer shows it. Left out:
making the vectors of the archive (`communique index`).

    >>> rows = np.array([[127, 0], [0, 127], [90, 90]], dtype=np.int8)
    >>> [f"{one:.2f}" for one in cosines(np.array([127, 0], dtype=np.int8), rows)]
    ['1.00', '0.00', '0.71']
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.compare.vectors import Floats

_CHUNK = 16_384
"""Rows that numpy turns into floats at once: they fit the processor's cache."""


def cosines(vector: NDArray[np.int8], rows: NDArray[np.int8]) -> Floats:
    """The cosine of a vector with each row; 0 where either has no direction."""
    if not len(rows) or not vector.any():
        return np.zeros(len(rows), dtype=np.float32)
    made = _with_numkong(vector, rows) if find_spec("numkong") else _with_numpy(vector, rows)
    return np.nan_to_num(made, nan=0.0)


def nearest(
    vector: NDArray[np.int8],
    rows: NDArray[np.int8],
    count: int,
    *,
    among: NDArray[np.bool_] | None = None,
) -> list[tuple[int, float]]:
    """The rows nearest to a vector, nearest first, with their cosines; only those `among`."""
    found = cosines(vector, rows)
    if among is not None:
        found = np.where(among, found, np.float32(-2.0))
    most = min(count, len(found))
    if most <= 0:
        return []
    best = np.argpartition(found, len(found) - most)[len(found) - most :]
    order = best[np.lexsort((best, -found[best]))]
    return [(int(row), float(found[row])) for row in order if found[row] > -1.5]


def _with_numkong(vector: NDArray[np.int8], rows: NDArray[np.int8]) -> Floats:
    import numkong

    threads = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    query: Any = vector[None, :]
    made = numkong.cdist(query, rows, metric="angular", threads=threads)
    near: Floats = np.float32(1) - np.asarray(made, dtype=np.float32)[0]
    return near


def _with_numpy(vector: NDArray[np.int8], rows: NDArray[np.int8]) -> Floats:
    wanted = vector.astype(np.float32)
    wanted /= np.linalg.norm(wanted)
    made = np.zeros(len(rows), dtype=np.float32)
    for at in range(0, len(rows), _CHUNK):
        some = rows[at : at + _CHUNK].astype(np.float32)
        length = np.sqrt(np.einsum("ij,ij->i", some, some))
        np.divide(some @ wanted, length, out=made[at : at + _CHUNK], where=length > 0)
    return made
