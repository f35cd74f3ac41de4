"""Write a reading's text and marks from a word processor's paragraphs, cells and notes.

Recognises no format: docx and odt call it. Each paragraph is a line of its own; cells are parted by
tabs and rows by line ends, as in web pages.

    >>> sheet = Manuscript()
    >>> with sheet.block("heading", 1): sheet.put("Talks")
    >>> with sheet.block("paragraph", extra="printed"): sheet.put("Both met.")
    >>> sheet.layout("docx/1").text
    'Talks\\nBoth met.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from communique.errors import ReadingTooLarge
from communique.read.layout import Layout, Mark
from communique.read.text import nested

LONGEST: Final = 60_000_000
"""Characters that a document may come to: repeated blanks and cells are counted, not listed."""
_RUN: Final = re.compile(" {2,}")
_EDGES: Final = " \t\n"


class Manuscript:
    """Text so far and its marks; made for one source."""

    def __init__(self, *, name: str = "") -> None:
        self.marks: list[Mark] = []
        self.length = 0
        self._name = name
        self._parts: list[str] = []
        self._last = "\n"
        self._due = self._lead = ""
        self._fresh = 0

    def put(self, text: str) -> None:
        """Add text within the paragraph."""
        if not text:
            return
        if self._due:
            due, self._due = self._due, ""
            self._write(due)
        if self._lead:
            lead, self._lead = self._lead, ""
            self._write(lead)
        self._write(text)

    def words(self, text: str) -> None:
        """Add text in which runs of blanks count as one, and as none at the start of a line."""
        body = _RUN.sub(" ", text)
        if body[:1] == " " and (self._due or self._last in " \n" or self.length == self._fresh):
            body = body[1:]
        self.put(body)

    def lead(self, label: str) -> None:
        """A label that goes before the next text; "" forgets one whose paragraph had none."""
        self._lead = f"{self._lead}{label} " if label else ""

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._last = text[-1]
        if self.length > LONGEST:
            raise ReadingTooLarge(f"{self._name} has more than {LONGEST:,} characters")

    def line(self) -> None:
        """What follows begins a line; nothing if one begins here already."""
        if self.length > self._fresh and self._last != "\n" and not self._due:
            self._due = "\n"

    @property
    def here(self) -> int:
        """Where the next character will stand."""
        return self.length + len(self._due)

    @contextmanager
    def stretch(self, kind: str, level: int = 0, extra: str = "") -> Iterator[None]:
        """Mark what is written within, without the blanks at its ends; nothing if that is none."""
        start, first = self.here, len(self._parts)
        yield
        text = "".join(self._parts[first:])[start - self.length :] if self.length > start else ""
        body = text.strip(_EDGES)
        if body:
            start += len(text) - len(text.lstrip(_EDGES))
            self.marks.append(Mark(start, start + len(body), kind, level, extra))

    @contextmanager
    def block(self, kind: str, level: int = 0, extra: str = "") -> Iterator[None]:
        """As `stretch`, on lines of its own."""
        self.line()
        with self.stretch(kind, level, extra):
            yield
        self.line()

    @contextmanager
    def cell(self, *, first: bool, header: bool = False, span: str = "1,1") -> Iterator[None]:
        """A cell of a row; one without text is marked too, where it would begin."""
        if first:
            self.line()
        self.put("" if first else "\t")
        if self._due:
            due, self._due = self._due, ""
            self._write(due)
        start, first_part = self.length, len(self._parts)
        self._fresh = start
        yield
        self._due = ""
        body = "".join(self._parts[first_part:]).rstrip(_EDGES)
        self.marks.append(Mark(start, start + len(body), "cell", int(header), span))
        self._fresh = -1  # what follows an empty cell begins a line after all

    @contextmanager
    def grid(self, kind: str) -> Iterator[None]:
        """A row or table: from its first cell to its last, also where those are empty; one without
        words is forgotten.
        """
        self.line()
        start, first = self.here, len(self.marks)
        yield
        end = max((m.end for m in self.marks[first:]), default=start)
        if all(m.end == m.start for m in self.marks[first:]):
            del self.marks[first:]
        else:
            self.marks.append(Mark(start, end, kind))
        self.line()

    def layout(self, reader: str) -> Layout:
        """All that was written, the marks sorted, the wider first."""
        # What ends later is the outer one, and first of those that are alike.
        marks = nested(self.marks[::-1])
        return Layout("".join(self._parts), marks, reader=reader)
