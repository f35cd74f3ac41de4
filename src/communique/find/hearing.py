"""Hearing a document: paragraph by paragraph, who has the floor and what is said.

Recognised: turns of transcripts, quotations that are introduced, go on or stand alone after one,
indirect speech, and speech within speech. The grammar is a language's own (reports.py says how it
hands over); what becomes of the speech is the finder's (attributions.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.find.blocks import Block
from communique.find.context import Context
from communique.find.grammars import grammar
from communique.find.quotations import Quotation, first_sentence, masked, quotations, sentences
from communique.find.reports import Label
from communique.find.speakers import Speaker, Voices
from communique.model.codes import Kind
from communique.model.findings import Mode
from communique.model.quotes import Range

_LONGEST_QUOTE = 1_200


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it is a finding; `reach` is how far the speech goes."""

    start: int
    end: int
    speaker: Speaker
    mode: Mode
    rule: str
    confidence: float
    reach: int
    silent: bool = False


def _alone(sentence: Range, mark: Quotation) -> bool:
    """Whether a sentence is a quotation and nothing else."""
    return mark.start - 1 <= sentence[0] and mark.end >= sentence[1] - 1


class Hearing:
    """The way through a document: who has the floor, and which quotation is still open."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kind = context.doc.header.kind
        self.grammar = grammar("speech", context.language)
        self.voices = Voices(context)
        self.turn: Speaker | None = None
        self.asks = False
        self.open: Speaker | None = None
        self.answers: Speaker | None = None
        self.since = 0
        if self.kind is Kind.SPEECH and (people := context.doc.header.event.people):
            states = [c for c in context.doc.header.issuers if c in context.names.states]
            self.voices.memory.own = Speaker(people[0], states[0] if states else None, 1)

    def block(self, block: Block) -> Iterator[Found]:
        """The speech of a paragraph, in order; heard speakers are remembered."""
        if block.heading:
            yield from self._heading(block)
            return
        begins = 0
        if (label := self._label(block)) is not None:
            begins = label.begins
        if self.turn is not None:
            yield from self._turn(block, begins)
            return
        self.since += 1
        if self.since > 1 and self.kind is not Kind.SEMINAR_REPORT:
            self.voices.memory.one = self.voices.memory.one if self.since <= 3 else None
        yield from self._text(block, begins, len(block.text), self.voices.memory.own)

    def _heading(self, block: Block) -> Iterator[Found]:
        """A heading ends a turn; in news, "President X: we will …" reports what X said."""
        self.turn, self.open = None, None
        label = self.grammar.label(block.text) if self.kind in (Kind.NEWS, Kind.ARTICLE) else None
        if label and not label.asks and not label.answers and len(block.text) - label.begins > 5:
            speaker = self.voices.resolve(label.who, block.pieces[0][0])
            if speaker and self.voices.only_person(label.who):
                end = len(block.text)
                yield Found(label.begins, end, speaker, Mode.INDIRECT, "headline", 0.7, end)

    def _label(self, block: Block) -> Label | None:
        label: Label | None = self.grammar.label(block.text)
        if label is None or label.begins >= len(block.text):
            return None
        talks = self.kind is Kind.PRESS_CONFERENCE or label.asks or label.answers
        if not talks and self.turn is None:
            return None
        scan = block.pieces[0][0]
        speaker = self.voices.resolve(label.who, scan) if label.who else self.answers
        if not (label.asks or label.answers or speaker):
            return None
        self.asks = label.asks
        self.turn = speaker or Speaker(label.who or block.text[: label.begins].strip(" :："), None)
        if not label.asks:
            self.answers = self.turn
            self.voices.heard(self.turn)
        return label

    def _turn(self, block: Block, begins: int) -> Iterator[Found]:
        assert self.turn is not None
        aside = re.compile(r"[(（\[][^)）\]]{1,60}[)）\]]\s*").match(block.text, begins)
        if aside and aside.end() < len(block.text):  # (Via interpreter)
            begins = aside.end()
        start, end = first_sentence(block.text, begins, len(block.text))
        rule = "question" if self.asks else "turn"
        reach = len(block.text)
        if not re.fullmatch(r"[(（\[].*[)）\]]", block.text.strip()):
            yield Found(start, end, self.turn, Mode.DIRECT, rule, 0.9, reach, self.asks)
        yield from self._text(block, begins, reach, None if self.asks else self.turn)

    def _text(self, block: Block, start: int, end: int, own: Speaker | None) -> Iterator[Found]:
        text = block.text
        marks = [q for q in quotations(text) if q.start >= start]
        blank = masked(text, marks)
        outer = [q for q in marks if q.level == 0]
        carried, self.open = self.open, None
        self.voices.memory.own = own
        spoken: tuple[Quotation, Speaker] | None = None
        for first, last in sentences(blank, start, end):
            inside = [q for q in outer if first <= q.start <= last]
            heard = False
            for mark in inside:
                speaker = self._goes_on(blank, (first, last), mark, spoken)
                if speaker is not None:
                    reach = mark.end
                    yield Found(
                        mark.start, reach, speaker, Mode.DIRECT, "goes-on", 0.8, reach, silent=True
                    )
                    spoken, heard = (mark, speaker), True
                    self.open = speaker if not mark.closed else None
                    continue
                rule, confidence = "continued", 0.7
                if (alone := _alone((first, last), mark)) and mark is outer[0]:
                    speaker = carried or (self.voices.memory.one if self.since <= 1 else None)
                if not alone or speaker is None:
                    said = self.grammar.direct(blank, (first, last), mark.start - 1, mark.end)
                    if said is None or mark.end - mark.start < 2:
                        continue
                    rule, confidence = said.rule, said.confidence
                    speaker = self._who(block, said.who, named=True)
                if speaker is None:
                    continue
                self._hear(speaker)
                spoken, heard = (mark, speaker), True
                yield from self._quoted(text, mark, speaker, rule, confidence)
                self.open = speaker if not mark.closed else None
            for found in self._reports(block, blank, first, last):
                heard = True
                yield found
            if not heard and not self.asks:
                self._met(block, blank, first, last)

    def _goes_on(
        self,
        blank: str,
        sentence: Range,
        mark: Quotation,
        spoken: tuple[Quotation, Speaker] | None,
    ) -> Speaker | None:
        """Who spoke just before, if this quotation goes on with it: “A,” X said, “B. “C.”"""
        if spoken is None or not spoken[0].closed or mark.start - spoken[0].end > 100:
            return None
        if _alone(sentence, mark):
            return spoken[1]
        between = blank[spoken[0].end : mark.start]
        if spoken[0].start < sentence[0] or re.search("[。！？;；]", between):
            return None
        opens = mark.start - 1
        goes = self.grammar.direct(blank, (spoken[0].end, sentence[1]), opens, mark.end)
        return spoken[1] if goes and opens > spoken[0].end else None

    def _met(self, block: Block, blank: str, first: int, last: int) -> None:
        """Remember whom a sentence without speech is about: "he" of the next may be meant."""
        subject = self.grammar.opening_subject(blank, first, last)
        if subject and (speaker := self._who(block, subject)) and speaker.people == 1:
            self.voices.memory.one = speaker

    def _reports(self, block: Block, blank: str, first: int, last: int) -> Iterator[Found]:
        heard = False
        for report in self.grammar.reports(blank, first, last):
            speaker = self._who(block, report.who, named=report.rule.endswith("according"))
            if report.who is None and self.voices.memory.own and not self.grammar.ELIDED_SELF:
                continue
            if speaker is None:
                continue
            if report.who is not None and not heard:
                self._hear(speaker)  # what is reported within a report has not the floor,
                heard = not report.rule.endswith("according")  # but "according to" gives it on
            end = max(report.start, min(report.end, report.start + _LONGEST_QUOTE))
            yield Found(
                report.start, end, speaker, Mode.INDIRECT, report.rule, report.confidence, end
            )

    def _quoted(
        self, text: str, mark: Quotation, speaker: Speaker, rule: str, confidence: float
    ) -> Iterator[Found]:
        """A quotation as speech, and what is reported within it."""
        start, end = first_sentence(text, mark.start, mark.end)
        while end - 1 > start and text[end - 1] in ",，、 ":
            end -= 1
        yield Found(start, end, speaker, Mode.DIRECT, rule, confidence, mark.end)
        memory = self.voices.memory
        kept, memory.own = (memory.one, memory.several, memory.own), speaker
        marks = [
            Quotation(q.start + mark.start, q.end + mark.start, q.level, q.closed)
            for q in quotations(text[mark.start : mark.end])
        ]
        blank = text[: mark.start] + masked(
            text[mark.start : mark.end], quotations(text[mark.start : mark.end])
        )
        inner = Block(text, (), False)
        for first, last in sentences(blank, mark.start, mark.end):
            for nested in marks:
                if nested.level or not first <= nested.start <= last:
                    continue
                said = self.grammar.direct(blank, (first, last), nested.start - 1, nested.end)
                who = self._who(inner, said.who) if said else None
                if who and nested.end - nested.start > 3:
                    begin, stop = first_sentence(text, nested.start, nested.end)
                    yield Found(begin, stop, who, Mode.DIRECT, "nested", 0.7, nested.end)
            yield from self._reports(inner, blank, first, last)
        memory.one, memory.several, memory.own = kept

    def _hear(self, speaker: Speaker) -> None:
        self.voices.heard(speaker)
        self.since = 0

    def _who(self, block: Block, who: Range | None, *, named: bool = False) -> Speaker | None:
        """The speaker of words: their subject, else whose words they stand in, else the last."""
        memory = self.voices.memory
        if who is None:
            return memory.own or memory.one
        phrase = block.text[who[0] : who[1]]
        place = block.within(*who) if block.pieces else None
        speaker = self.voices.resolve(phrase, place[0] if place else None)
        if speaker is None and named and 1 < len(phrase.strip()) <= 40:
            fallback = self.grammar.any_speaker(phrase)
            return Speaker(fallback, None, 1) if fallback else memory.one
        return speaker
