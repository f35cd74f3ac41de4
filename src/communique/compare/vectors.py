"""Vectors of passages: kept as 8-bit numbers, compared as unit vectors, never across two encoders.

A row is a passage; a row of zeros is a passage without words. The margin of a pair is its cosine
less what either side has with its nearest others: a raw cosine says little, since every sentence
of diplomacy resembles every other. Left out: where vectors are stored (archive/) and what makes
them (encoder.py).

    >>> rows = np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)
    >>> quantise(rows).tolist()
    [[95, 127], [0, 0]]
    >>> dequantise(rows)[0].tolist() == [np.float32(0.6), np.float32(0.8)]
    True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import EncoderMismatch

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]

NEAREST = 4
SAMPLE = 4096
"""At most so many rows of the other side are looked at for the nearest ones; beyond, every n-th
is taken.
"""

_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a text's passages, in their order, and the identity of the encoder that made
    them.
    """

    encoder: str
    values: NDArray[Any]

    def unit(self) -> Floats:
        """The rows as unit vectors (or zeros)."""
        return dequantise(self.values)


def quantise(rows: NDArray[Any]) -> Bytes:
    """Each row as 8-bit numbers, the largest part of a row at 127. The direction is kept to a
    cosine above .999.

    The length of a row is given up, since only directions are compared. What is no number becomes
    zero.
    """
    rows = np.nan_to_num(np.asarray(rows, dtype=np.float32), posinf=0.0, neginf=0.0)
    top = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    scaled = np.divide(rows * 127, top, out=np.zeros_like(rows), where=top > 0)
    made: Bytes = np.rint(scaled).astype(np.int8)
    return made


def dequantise(rows: NDArray[Any]) -> Floats:
    """Each row (8-bit or not) as a unit vector of 32-bit numbers; zeros stay zeros."""
    out = np.asarray(rows, dtype=np.float32)
    length = np.sqrt(np.einsum("ij,ij->i", out, out))[:, None]
    made: Floats = np.divide(out, length, out=np.zeros_like(out), where=length > 0)
    return made


def together(left: Vectors, right: Vectors, *, rows: tuple[int, int]) -> None:
    """Nothing if the two may be compared and have so many rows. Error: `encoder-mismatch`."""
    if left.encoder != right.encoder:
        raise EncoderMismatch(
            f"the vectors were made by two encoders, {left.encoder} and {right.encoder}"
        )
    if left.values.shape[1:] != right.values.shape[1:]:
        raise EncoderMismatch(
            f"vectors of {left.encoder} have {left.values.shape[1]} and"
            f" {right.values.shape[1]} parts"
        )
    if (len(left.values), len(right.values)) != rows:
        raise EncoderMismatch(
            f"there are {len(left.values)} and {len(right.values)} vectors"
            f" for {rows[0]} and {rows[1]} passages"
        )


def nearness(rows: Floats, others: Floats) -> Floats:
    """For each unit row the mean cosine with its nearest 4 among the others. Memory is bounded,
    time linear in rows.

    >>> rows = np.eye(2, dtype=np.float32)
    >>> nearness(rows, rows[:1]).tolist()
    [1.0, 0.0]
    """
    step = -(-len(others) // SAMPLE)
    sample = others[:: max(1, step)]
    out = np.zeros(len(rows), dtype=np.float32)
    if not len(sample) or not len(rows):
        return out
    nearest = min(NEAREST, len(sample))
    block = max(1, _CELLS // len(sample))
    for at in range(0, len(rows), block):
        cosines = rows[at : at + block] @ sample.T
        top = np.partition(cosines, len(sample) - nearest, axis=1)[:, -nearest:]
        out[at : at + block] = top.mean(axis=1)
    return out
