"""Which lines of a page are main text in the opinion of trafilatura.

trafilatura finds the main blocks of news pages well but normalises characters and order, so that its text is no reading: it is
asked only whether a line of ours is among its text, by clauses folded to letters and figures. It votes against marking as
furniture what a page's names call so. Left out: pages over 2 MB or nested deeper than 200 (a gap says so), where it is slow.

    >>> lines, gap = main_lines("<article><p>" + "Both sides agreed to meet in spring. " * 9 + "</article>", "Both sides agreed to meet in spring.")
    >>> lines.share(0, 36)
    1.0
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from communique.model.gaps import Gap
from communique.model.quotes import Range

LARGEST = 2_000_000
DEEPEST = 200
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


def main_lines(source: str, text: str, *, depth: int = 0) -> tuple[MainLines, Gap | None]:
    """The main text among a reading's clauses; none and a gap where trafilatura cannot be asked. Never raises."""
    if len(source) > LARGEST or depth > DEEPEST:
        return NOTHING, Gap(
            "main-text-unchecked", "the page is too large or deep to look for its main text"
        )
    try:
        import trafilatura  # 0.3 s to import: only for pages that need it

        found = trafilatura.extract(
            source,
            fast=True,
            include_comments=False,
            include_tables=True,
            favor_recall=False,
            deduplicate=False,
        )
    except (
        Exception
    ) as error:  # a foreign parser on hostile input: whatever it raises, the page is read
        return NOTHING, Gap(
            "main-text-unchecked", f"trafilatura failed on the page: {type(error).__name__}"
        )
    known = {fold(m[0]) for m in CLAUSE.finditer(found or "")}
    clauses, counts, total = [], [0], 0
    for match in CLAUSE.finditer(text):
        clauses.append((match.start(), match.end()))
        folded = fold(match[0])
        total += match.end() - match.start() if folded and folded in known else 0
        counts.append(total)
    return MainLines(tuple(clauses), tuple(counts)), None


def fold(text: str) -> str:
    """Letters and figures only, widths and case folded."""
    return NO_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
