"""Which lines of a page are main text in the opinion of trafilatura.

trafilatura finds the main blocks of news pages well but normalises characters and order, so that
its text is no reading: it is asked only whether a line of ours is among its text, by clauses folded
to letters and figures. It votes against marking as furniture what a page's names call so. Left out:
pages over 300,000 characters, of over 20,000 blocks or nested deeper than 200, where it is slow (a
gap says so).

    >>> said = "Both sides agreed to meet in Averne in the spring of the next year. "
    >>> page = f"<html><body><article><p>{said * 9}</p></article></body></html>"
    >>> lines, gap = main_lines(page, said)
    >>> lines.share(0, len(said)), gap
    (1.0, None)
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from communique.model.gaps import Gap
from communique.model.quotes import Range

LARGEST = 300_000
"""Characters of a page: news pages have 20,000 to 200,000; trafilatura slows down as they grow (3 s
for a million characters of Japanese), and a longer page is a document, not one block among
furniture."""
DEEPEST = 200
MOST_BLOCKS = 20_000  # 60,000 paragraphs or rows take it 6 to 9 seconds
CLAUSE = re.compile(r"[^\n.。．!?！？;；]+")
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MainLines:
    """The clauses of a reading that are main text."""

    clauses: tuple[Range, ...]
    main: tuple[int, ...]  # characters of main text before each clause, and in all

    def share(self, start: int, end: int) -> float:
        """How much of a stretch is main text, from 0 to 1, by the clauses that begin in it."""
        first = bisect_left(self.clauses, (start, start))
        last = bisect_right(self.clauses, (end, end))
        total = sum(e - s for s, e in self.clauses[first:last])
        return (self.main[last] - self.main[first]) / total if total else 0.0


NOTHING = MainLines((), (0,))


def main_lines(
    source: str, text: str, *, depth: int = 0, blocks: int = 0
) -> tuple[MainLines, Gap | None]:
    """The main text among a reading's clauses; none and a gap where trafilatura cannot be asked.
    Never raises.
    """
    if len(source) > LARGEST or depth > DEEPEST or blocks > MOST_BLOCKS:
        return NOTHING, Gap(
            "main-text-unchecked", "the page is too large or deep to look for its main text"
        )
    try:
        found = _extracted(source)
    except Exception as error:  # noqa: BLE001  whatever a foreign parser raises, the page is read
        message = f"trafilatura failed on the page: {type(error).__name__}"
        return NOTHING, Gap("main-text-unchecked", message)
    known = {fold(m[0]) for m in CLAUSE.finditer(found or "")}
    clauses, counts, total = [], [0], 0
    for match in CLAUSE.finditer(text):
        if folded := fold(match[0]):
            clauses.append(match.span())
            total += match.end() - match.start() if folded in known else 0
            counts.append(total)
    return MainLines(tuple(clauses), tuple(counts)), None


def _extracted(source: str) -> str | None:
    """The main text as trafilatura writes it, or None if it finds none."""
    import trafilatura  # half a second to import: only for pages that need it

    # without a handler of the calling program, Python prints the warnings of its log
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        log = logging.getLogger(name)
        if not log.handlers:
            log.addHandler(logging.NullHandler())
    found: str | None = trafilatura.extract(source, fast=True, include_comments=False)
    return found


def fold(text: str) -> str:
    """Letters and figures only, widths and case folded."""
    return NO_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
