"""The floor of a transcript: whose turn it is, by the labels at the start of paragraphs.

Recognised: labels before the words or on a line of their own ("PRESIDENT RUTO:", 问：, 【大臣】,
答（馮處長）：), which hold until the next label or a heading; that a turn asks. Left out: labels in
texts that are no conversation (a heading of news "Ruto: we will build").

    "Q: When? / A: In May." -> a journalist asks, and whoever answered before answers
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.find.blocks import Block
from communique.find.context import Context
from communique.find.reports import Label
from communique.find.speakers import Speaker, Voices
from communique.model.codes import Kind


@dataclass
class Floor:
    """Who has the floor: the speaker of the turn, whether it asks, and who answers."""

    context: Context
    grammar: Any
    voices: Voices
    turn: Speaker | None = None
    asks: bool = False
    answers: Speaker | None = None

    def take(self, block: Block) -> int | None:
        """Where the words begin if a label opens the paragraph (the floor passes on), else None."""
        label = self.label(block.text)
        if label is None or not self._talks(label):
            return None
        scan = block.pieces[0][0]
        speaker = self.voices.resolve(label.who, scan) if label.who else self.answers
        if not (label.asks or label.answers or speaker):
            return None
        self.asks = label.asks
        self.turn = speaker or Speaker(label.who or block.text[: label.begins].strip(" :："), None)
        if not label.asks:
            self.answers = self.turn
            self.voices.memory.note(self.turn)
        return label.begins

    def label(self, text: str) -> Label | None:
        """The label at the start of a paragraph."""
        found: Label | None = self.grammar.label(text)
        return found

    def clear(self) -> None:
        """End the turn."""
        self.turn = None

    def _talk(self) -> bool:
        return self.context.doc.header.kind is Kind.PRESS_CONFERENCE

    def _talks(self, label: Label) -> bool:
        """Whether such a label passes the floor on in this text."""
        return self._talk() or label.asks or label.answers or self.turn is not None
