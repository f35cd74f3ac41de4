"""Passages as sequences of numbers, equal ones collapsed: the form in which lineage likens them.

A *wording* is a sequence of folded tokens; passages that differ only in case, width, punctuation or
script variants share one. Its `codes` are the stems of its tokens, a code point each, because
aligning strings is the fastest thing there is. Wordings are numbered in the order they first stand.
Each code has a weight: what a formula of the genre is made of weighs little, so that sharing it
says little. Left out: which text a passage stands in.

    >>> made = wordings(["The sides will meet.", "THE SIDES WILL MEET", "Trade has grown."], "en")
    >>> made.of.tolist(), [len(codes) for codes in made.codes]
    ([0, 0, 1], [4, 3])
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from communique.archive.tokens import fold
from communique.compare import tokens

Ints: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float32]
Longs: TypeAlias = npt.NDArray[np.uint64]

BATCH = 4_000
"""Passages folded and cut at a time: beyond this nothing gets faster, and memory grows."""

_WORD = re.compile(tokens.WORD.pattern + "|\0")
# A point or comma stays between digits, so that 1.5 is not 15.
_NO_CHARACTER = re.compile(r"[^\w.,\0]+|_+|(?<!\d)[.,]|[.,](?!\d)")

# Weights: 100 imagined passages of ordinary language stand beside those given, so that two short
# texts do not decide what is common; a common word is in a third of them, another in one of 200.
# ln(100): a word in one of a hundred passages has full weight.
_PRIOR, _COMMON, _RARE, _SCALE = 100.0, 0.35, 0.005, float(np.log(100.0))
_LEAST = 0.04
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of a run: `of` each passage (-1: no words), their codes, and the weight of each
    code.

    `flat[offsets[w]:offsets[w + 1]]` are the codes of wording w as numbers.
    """

    of: Ints
    codes: list[str]
    flat: Ints
    offsets: npt.NDArray[np.int64]
    weights: Floats
    shingle: int
    run: int

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def lengths(self) -> Ints:
        """Tokens of each wording."""
        return np.diff(self.offsets).astype(np.int32)

    def runs(self) -> tuple[Longs, npt.NDArray[np.uint32], npt.NDArray[np.bool_]]:
        """For each place of `flat` the hash of the run of `shingle` codes from there, its wording,
        and whether it is a whole run (one that does not reach into the next wording).
        """
        size, lengths = self.shingle, self.lengths
        count = max(0, len(self.flat) - size + 1)
        keys = np.zeros(count, np.uint64)
        for step in range(size):
            np.multiply(keys, _MIX, out=keys)
            keys += self.flat[step : step + count].astype(np.uint64) + np.uint64(1)
            keys ^= keys >> np.uint64(29)
        np.multiply(keys, _MIX, out=keys)
        owner = np.repeat(np.arange(len(self), dtype=np.uint32), lengths)[:count]
        last = np.repeat(self.offsets[1:] - size, lengths)[:count]
        return keys, owner, np.arange(count) <= last


@dataclass(frozen=True, slots=True)
class Runs:
    """Every run of tokens with each wording that has it, sorted: the hash in the high bits, the
    wording in the low.
    """

    keys: Longs
    bits: int

    @property
    def owners(self) -> Ints:
        """The wordings, in the order of the runs."""
        return (self.keys & np.uint64((1 << self.bits) - 1)).astype(np.int32)

    def starts(self) -> npt.NDArray[np.bool_]:
        """Where a new run begins."""
        runs = self.keys >> np.uint64(self.bits)
        begins = np.ones(len(runs), np.bool_)
        np.not_equal(runs[1:], runs[:-1], out=begins[1:])
        return begins


def runs_of(made: Wordings) -> Runs:
    """The runs of all wordings; a wording has a run once."""
    bits = max(1, len(made).bit_length())
    keys, owner, whole = made.runs()
    keys = (keys[whole] >> np.uint64(bits)) << np.uint64(bits)
    keys |= owner[whole]
    keys.sort()
    fresh = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return Runs(keys[fresh], bits)


def wordings(passages: Sequence[str], language: str) -> Wordings:
    """The wordings of passages of one language (or group of scripts), in order."""
    by_characters = tokens.by_characters(language)
    raw, counts = _characters(passages) if by_characters else _words(passages, language)
    identity, likeness, names = raw
    ends = np.cumsum(counts)
    starts = ends - counts
    of, kept = _collapse(identity, starts, ends)
    lengths = counts[kept]
    offsets = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    places = np.repeat(starts[kept] - offsets[:-1], lengths) + np.arange(offsets[-1])
    flat = likeness[places] if len(kept) else np.zeros(0, np.int32)
    text = _string(flat)
    bounds = offsets.tolist()
    codes = [text[a:b] for a, b in pairwise(bounds)]
    weights = _weights(flat, len(kept), names)
    return Wordings(of, codes, flat, offsets, weights, *((4, 14) if by_characters else (3, 8)))


_Raw: TypeAlias = tuple[Ints, Ints, npt.NDArray[np.bool_]]


def _words(passages: Sequence[str], language: str) -> tuple[_Raw, npt.NDArray[np.int64]]:
    """Numbers of words (for identity), of stems (for likeness), and which stems are common."""
    seen: defaultdict[str, int] = defaultdict()
    seen.default_factory = seen.__len__
    stop = seen["\0"]
    parts: list[Ints] = []
    for at in range(0, len(passages), BATCH):
        joined = "\0".join([*map(_folded, passages[at : at + BATCH]), ""])
        found = _WORD.findall(joined)
        parts.append(np.fromiter(map(seen.__getitem__, found), np.int32, len(found)))
    numbers = np.concatenate(parts) if parts else np.zeros(0, np.int32)
    at_stops = np.flatnonzero(numbers == stop)
    counts = np.diff(at_stops, prepend=-1) - 1
    numbers = numbers[numbers != stop]
    plain = [tokens.plain(word) if word != "\0" else word for word in seen]
    as_word, _ = _numbered(plain)
    as_stem, stems = _numbered([tokens.stem(word, language) for word in plain])
    stop_words = {tokens.stem(word, language) for word in tokens.common(language)}
    ordinary = np.array([stem in stop_words for stem in stems], np.bool_)
    return (as_word[numbers], as_stem[numbers], ordinary), counts.astype(np.int64)


def _characters(passages: Sequence[str]) -> tuple[_Raw, npt.NDArray[np.int64]]:
    """Code points of characters, for both purposes, and which are common."""
    cleaned: list[str] = []
    for at in range(0, len(passages), BATCH):
        joined = "\0".join(text.replace("\0", " ") for text in passages[at : at + BATCH])
        cleaned += _NO_CHARACTER.sub("", fold(joined)).split("\0")
    counts = np.fromiter(map(len, cleaned), np.int64, len(cleaned))
    numbers = np.frombuffer("".join(cleaned).encode("utf-32-le", "surrogatepass"), np.int32)
    ordinary = np.zeros(0x110000, np.bool_)
    ordinary[[ord(c) for language in ("ja", "zh-Hans") for c in tokens.common(language)]] = True
    return (numbers, numbers, ordinary), counts


def _folded(text: str) -> str:
    return fold(text).replace("\0", " ")


def _numbered(words: Sequence[str]) -> tuple[Ints, list[str]]:
    """A number for each word, equal words the same, and the words by number."""
    seen: dict[str, int] = {}
    numbers = np.fromiter((seen.setdefault(w, len(seen)) for w in words), np.int32, len(words))
    return numbers, list(seen)


def _collapse(
    identity: Ints, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> tuple[Ints, npt.NDArray[np.int64]]:
    """The wording of each passage, and for each wording the passage it first stands in."""
    text = _string(identity)
    seen: dict[str, int] = {}
    of = np.full(len(starts), -1, np.int32)
    kept: list[int] = []
    for at, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start == end:
            continue
        number = seen.setdefault(text[start:end], len(kept))
        if number == len(kept):
            kept.append(at)
        of[at] = number
    return of, np.array(kept, np.int64)


def _string(numbers: Ints) -> str:
    """The numbers as a string, a code point each; surrogates are no hindrance in memory."""
    return (numbers % 0x110000).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _weights(flat: Ints, count: int, ordinary: npt.NDArray[np.bool_]) -> Floats:
    seen = np.bincount(flat, minlength=len(ordinary)).astype(np.float32)
    expected = np.where(ordinary, _COMMON, _RARE) * _PRIOR
    weight = np.log((count + _PRIOR) / (np.minimum(seen, count) + expected)) / _SCALE
    return np.clip(weight, _LEAST, 1.0).astype(np.float32)
