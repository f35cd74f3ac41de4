"""Paragraphs as one text: quotations and pronouns go over the passages of which they are made.

A block is a paragraph (a heading by itself) joined from its scans, with a way back to them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.find.context import Context, Scan
from communique.model.codes import PassageType

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's text, joined from its scans, each with where it begins in it."""

    text: str
    pieces: tuple[tuple[Scan, int], ...]
    heading: bool

    def within(self, start: int, end: int) -> tuple[Scan, int, int] | None:
        """A stretch as a scan and a range of it: what of it stands in the scan it begins in."""
        at = self._holds(start)
        if at < 0:
            return None
        scan, begin = self.pieces[at]
        first, last = start - begin, min(end - begin, len(scan.text))
        return (scan, first, last) if first < last else None

    def _holds(self, place: int) -> int:
        """The number of the piece in which a place stands; -1 before the first."""
        return bisect_right(self.pieces, place, key=lambda piece: piece[1]) - 1

    def parts(self, start: int, end: int) -> Iterator[tuple[Scan, int, int]]:
        """A stretch as ranges of all the scans over which it goes."""
        for scan, begin in self.pieces[max(self._holds(start), 0) :]:
            if begin >= end:
                return
            first, last = max(start - begin, 0), min(end - begin, len(scan.text))
            if first < last:
                yield scan, first, last


def blocks(context: Context) -> Iterator[Block]:
    """The paragraphs of a document, a heading by itself; very long ones in pieces."""
    group: list[Scan] = []
    size = 0
    for scan in context.scans:
        heading = scan.passage.type is PassageType.HEADING
        if group and (
            heading
            or group[-1].passage.type is PassageType.HEADING
            or scan.passage.paragraph != group[-1].passage.paragraph
            or size > _LONGEST
        ):
            yield _block(group, context.language)
            group, size = [], 0
        group.append(scan)
        size += len(scan.text)
    if group:
        yield _block(group, context.language)


def _block(scans: Sequence[Scan], language: str) -> Block:
    gap = " " if language == "en" else ""
    at, pieces = 0, []
    for scan in scans:
        pieces.append((scan, at))
        at += len(scan.text) + len(gap)
    heading = scans[0].passage.type is PassageType.HEADING
    return Block(gap.join(s.text for s in scans), tuple(pieces), heading)
