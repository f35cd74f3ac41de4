"""The floor of a transcript: whose turn it is, by the labels at the start of paragraphs.

Recognised: labels before the words or on a line of their own ("PRESIDENT RUTO:", 问：, 【大臣】,
答（馮處長）：), which hold until the next label or a heading; that a turn asks. Left out: labels in
texts that are no conversation (a heading of news "Ruto: we will build").

    "Q: When? / A: In May." -> a journalist asks, and whoever answered before answers
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from communique.find.actors import actors_at, cast_of
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
    states: dict[str, str | None] = field(default_factory=dict)

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
        if self.turn.state is None and not label.asks and label.who:
            self.turn = replace(self.turn, state=self._state(label.who, block))
        if not label.asks:
            self.answers = self.turn
            self.voices.memory.note(self.turn)
        return label.begins

    def _state(self, who: str, block: Block) -> str | None:
        """The state of a label: by the introduction of its surname, by its words, by its office."""
        if who not in self.states:
            scan = block.pieces[0][0]
            found = actors_at(scan, 0, min(len(who), len(scan.text)))
            offices = cast_of(self.context).offices
            held = (state for office, state in offices.items() if office in who)
            told = self._introduced(who.split(" ")[-1], scan.index)
            self.states[who] = told or (found[0] if len(found) == 1 else next(held, None))
        return self.states[who]

    def _introduced(self, surname: str, before: int) -> str | None:
        """The state named behind a surname earlier: Ann Hall, Minister of Trade of Kenya."""
        for scan in self.context.scans[:before]:
            at = scan.text.lower().find(surname.lower())
            if at < 0 or len(surname) < 3 or not scan.text[at].isupper():
                continue
            named = [m for m in scan.mentions if m.kind == "state" and 0 <= m.start - at < 160]
            if named:
                return named[0].id
        return None

    def label(self, text: str) -> Label | None:
        """The label at the start of a paragraph."""
        found: Label | None = self.grammar.label(text)
        return found

    def speaks(self) -> bool:
        """Whether somebody has the floor who does not ask."""
        return self.turn is not None and not self.asks

    def clear(self) -> None:
        """End the turn."""
        self.turn = None

    def _talk(self) -> bool:
        return self.context.doc.header.kind is Kind.PRESS_CONFERENCE

    def _talks(self, label: Label) -> bool:
        """Whether such a label passes the floor on in this text."""
        return self._talk() or label.asks or label.answers or self.turn is not None
