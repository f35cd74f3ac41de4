"""Notes that stand in the middle of a sentence, put behind the text: between parser and reader.

Recognises an element for notes (`<note n="1">`, `<authorialNote marker="1">`). Its number is
written where it stands, as print has it, and marked as a reference; its words are held back until
the text has ended, and then read as a block that is marked as a note. Left out: notes within notes,
which are read as a part of the outer one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from communique.read.compose import Composer
from communique.read.elements import Frame
from communique.read.layout import Mark

LONGEST = 12
"""Characters of a note's label; a longer one is no label."""


class Annotated(Composer):
    """A composer of XML that is told of notes: it writes their numbers and marks their blocks."""

    def __init__(self) -> None:
        super().__init__(verbatim=False)
        self.hidden = 0  # elements that stand open whose words are not read
        self.in_note = False
        self.anchors: list[Mark] = []

    def anchor(self, label: str) -> None:
        """Write a note's number where it is referred to."""
        if label:
            self._space = (
                ""  # print has no space before it, however the markup is broken into lines
            )
            Composer.text(self, label)
            self.anchors.append(Mark(self.length - len(label), self.length, "note_anchor"))

    def note_starts(self, label: str) -> None:
        """A note's own words begin, behind the text."""
        self.in_note = True
        Composer.start(self, "div", {"note": label})
        if label:
            Composer.text(self, f"{label} ")

    def note_ends(self) -> None:
        """They end."""
        Composer.end(self, "div")
        self.in_note = False

    def ended(self, frame: Frame, start: int, end: int) -> None:
        """A block has ended; that of a note is marked."""
        if "note" in frame.attributes:
            self.marks.append(Mark(start, end, "note", 0, frame.attributes["note"]))

    def text_ended(self) -> int:
        """End what stands open, before the notes; where the text ends."""
        while self.stack:
            self._pop()
        return self.solid

    def finish(self) -> None:
        """End everything and sort the marks."""
        self.marks += self.anchors
        super().finish()


R = TypeVar("R", bound=Annotated)


class NotesBehind(Generic[R]):
    """A handler that hands on what it is told to a reader, notes last."""

    def __init__(self, reader: R, element: str, label: str) -> None:
        self._reader, self._element, self._label = reader, element, label
        self._depth = 0
        self._notes: list[tuple[str, list[tuple[str, str, Mapping[str, str]]]]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._depth:
            self._depth += name == self._element
            self._notes[-1][1].append(("start", name, attributes))
        elif name == self._element and not self._reader.hidden:
            self._depth = 1
            label = attributes.get(self._label, "").strip()[:LONGEST]
            self._reader.anchor(label)
            self._notes.append((label, []))
        else:
            self._reader.start(name, attributes)

    def end(self, name: str) -> None:
        """It ends."""
        if not self._depth:
            self._reader.end(name)
            return
        self._depth -= name == self._element
        if self._depth:
            self._notes[-1][1].append(("end", name, {}))

    def text(self, text: str) -> None:
        """Words."""
        if self._depth:
            self._notes[-1][1].append(("text", text, {}))
        else:
            self._reader.text(text)

    def behind(self) -> R:
        """The reader, told of the notes too, once all was parsed."""
        reader = self._reader
        reader.text_ended()
        for label, told in self._notes:
            reader.note_starts(label)
            for kind, said, attributes in told:
                if kind == "text":
                    reader.text(said)
                elif kind == "start":
                    reader.start(said, attributes)
                else:
                    reader.end(said)
            reader.note_ends()
        return reader
