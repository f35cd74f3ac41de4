"""Hearing a document: paragraph by paragraph, who has the floor and what is said.

Recognised: turns of transcripts, quotations that are introduced, go on or stand alone after one,
indirect speech, and speech within speech. The grammar is a language's own (reports.py says how it
hands over); what becomes of the speech is the finder's (attributions.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.find.blocks import Block
from communique.find.context import Context
from communique.find.floor import Floor
from communique.find.grammars import grammar
from communique.find.heard import Found, alone, more
from communique.find.quotations import Quotation, first_sentence, masked, quotations, sentences
from communique.find.speakers import Speaker, Voices
from communique.model.codes import Kind
from communique.model.findings import Mode
from communique.model.quotes import Range

_LONGEST_QUOTE = 1_200
_SHORT = 8
"""What goes on with a quotation is given by itself in Chinese and Japanese if it is not shorter."""
_ASIDE = re.compile(r"[(（\[][^)）\]]{1,60}[)）\]]\s*")


def _starting(marks: Sequence[Quotation], first: int, last: int) -> Sequence[Quotation]:
    """The quotations, in order, that begin between two places."""
    low = bisect_left(marks, first, key=lambda q: q.start)
    return marks[low : bisect_right(marks, last, lo=low, key=lambda q: q.start)]


class Hearing:
    """The way through a document: who has the floor, and which quotation is still open."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kind = context.doc.header.kind
        self.grammar = grammar("speech", context.language)
        self.voices = Voices(context)
        self.floor = Floor(context, self.grammar, self.voices)
        self.open: Speaker | None = None
        self.since = 0
        if self.kind is Kind.SPEECH and (people := context.doc.header.event.people):
            states = [c for c in context.doc.header.issuers if c in context.names.states]
            self.voices.memory.own = Speaker(people[0], states[0] if states else None, 1)

    def block(self, block: Block) -> Iterator[Found]:
        """The speech of a paragraph, in order; heard speakers are remembered."""
        if block.heading and not self._named_turn(block):
            yield from self._heading(block)
            return
        begins = self.floor.take(block)
        if self.floor.turn is not None:
            yield from self._turn(block, begins or 0)
            return
        self.since += 1
        if self.since > 3 and self.kind is not Kind.SEMINAR_REPORT:
            self.voices.memory.one = self.voices.memory.person = None
        yield from self._text(block, begins or 0, len(block.text), self.voices.memory.own)

    def _named_turn(self, block: Block) -> bool:
        """Whether a heading of a transcript is nothing but the label of a turn."""
        label = self.floor.label(block.text) if self.kind is Kind.PRESS_CONFERENCE else None
        return bool(label and label.begins >= len(block.text.rstrip()))

    def _heading(self, block: Block) -> Iterator[Found]:
        """A heading ends a turn; in news, "President X: we will …" reports what X said."""
        self.floor.clear()
        self.open = None
        label = self.floor.label(block.text) if self.kind in (Kind.NEWS, Kind.ARTICLE) else None
        if label and not label.asks and not label.answers and len(block.text) - label.begins > 5:
            speaker = self.voices.resolve(label.who, block.pieces[0][0])
            if speaker and self.voices.only_person(label.who):
                end = len(block.text)
                yield Found(label.begins, end, speaker, Mode.INDIRECT, "headline", 0.7, end)

    def _turn(self, block: Block, begins: int) -> Iterator[Found]:
        turn, asks = self.floor.turn, self.floor.asks
        reach = len(block.text)
        if turn is None or begins >= reach:
            return
        aside = _ASIDE.match(block.text, begins)
        if aside and aside.end() < reach:  # (Via interpreter)
            begins = aside.end()
        start, end = first_sentence(block.text, begins, reach)
        rule = "question" if asks else "turn"
        if not _ASIDE.fullmatch(block.text.strip()):
            yield Found(start, end, turn, Mode.DIRECT, rule, 0.9, reach, asks)
        yield from self._text(block, begins, reach, None if asks else turn)

    def _text(self, block: Block, start: int, end: int, own: Speaker | None) -> Iterator[Found]:
        text = block.text
        marks = [q for q in quotations(text) if q.start >= start]
        blank = masked(text, marks)
        outer = [q for q in marks if q.level == 0]
        self.voices.memory.own = own
        carried, self.open = self.open, None
        spoken: tuple[Quotation, Speaker] | None = None
        for first, last in sentences(blank, start, end):
            inside = _starting(outer, first, last)
            left: list[Quotation] = []
            found: list[Found] = []
            for mark in inside:
                opening = carried if mark is outer[0] else None
                heard = self._direct(block, blank, (first, last), mark, spoken, opening)
                if heard is None:
                    left.append(mark)
                    continue
                speaker, rule, confidence = heard
                spoken = (mark, speaker)
                self.open = speaker if not mark.closed else None
                if rule == "goes-on":
                    short = mark.end - mark.start < _SHORT
                    whole = alone((first, last), mark)  # “A,” X said. “B.” is two, in English
                    silent = short or whole is not self.grammar.CAPITALS
                    found.append(more(mark, speaker, silent))
                    continue
                self._hear(speaker)
                found += self._quoted(text, mark, speaker, rule, confidence)
            told = list(self._reports(block, blank, first, last))
            yield from found
            yield from self._fragments(block, blank, (first, last), left, told, found)
            if not found and not told and not self.floor.asks:
                self._met(block, blank, first, last)

    def _direct(
        self,
        block: Block,
        blank: str,
        sentence: Range,
        mark: Quotation,
        spoken: tuple[Quotation, Speaker] | None,
        carried: Speaker | None,
    ) -> tuple[Speaker, str, float] | None:
        """Whose words a quotation is, by which rule and how sure; None if it is no speech."""
        if speaker := self._goes_on(blank, sentence, mark, spoken):
            return speaker, "goes-on", 0.8
        whole = alone(sentence, mark)
        if whole and carried:
            return carried, "continued", 0.7
        said = self.grammar.direct(blank, sentence, mark.start - 1, mark.end)
        if said is None and whole and self.since <= 1:
            near = self.voices.memory.one
            return (near, "continued", 0.7) if near else None
        if said is None or mark.end - mark.start < 2:
            return None
        found = self._who(block, said.who, named=True)
        return (found, said.rule, said.confidence) if found else None

    def _fragments(
        self,
        block: Block,
        blank: str,
        sentence: Range,
        left: list[Quotation],
        told: list[Found],
        found: list[Found],
    ) -> Iterator[Found]:
        """What is reported, and the quotations that go on with it: X表示，甲，“乙”。"""

        def fits(mark: Quotation) -> bool:
            first = block.text[mark.start : mark.start + 1]
            shown: bool = self.grammar.fragment(blank, sentence, mark.start - 1, mark.end, first)
            return shown

        for report in told:
            for mark in left:
                inside = report.start < mark.start and mark.end <= report.end + 2
                if inside and fits(mark):
                    stop = self.grammar.trimmed(blank, report.start, mark.start - 1)
                    left = [m for m in left if m is not mark]
                    said = (mark, report.speaker)
                    yield from self._quoted_fragment(*said)
                    report = replace(report, end=stop, reach=stop)
            if report.end - report.start > 3:
                yield report
        speaker = (told[-1] if told else found[-1]).speaker if told or found else None
        for mark in left:
            if speaker and fits(mark):
                yield from self._quoted_fragment(mark, speaker)

    def _quoted_fragment(self, mark: Quotation, speaker: Speaker) -> Iterator[Found]:
        yield Found(mark.start, mark.end, speaker, Mode.DIRECT, "fragment", 0.7, mark.end)

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
        if alone(sentence, mark):
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
            self.voices.memory.note(speaker)

    def _reports(self, block: Block, blank: str, first: int, last: int) -> Iterator[Found]:
        heard = False
        for report in self.grammar.reports(blank, first, last):
            printed = self.grammar.CAPITALS or report.rule.endswith("according")
            speaker = self._who(block, report.who, named=printed)
            if report.who is None and self.voices.memory.own and not self.grammar.ELIDED_SELF:
                continue
            if speaker is None:
                continue
            if self.floor.speaks() and report.who and self.voices.own_side(block.text, report.who):
                continue
            if report.who is not None and not heard:
                self._hear(speaker)  # what is reported within a report has not the floor,
                heard = not report.rule.endswith("according")  # but "according to" gives it on
            if report.rule.endswith("demands") and not self._told(speaker):
                continue
            end = max(report.start, min(report.end, report.start + _LONGEST_QUOTE))
            shown = getattr(self.grammar, "shown", None)
            stop = shown(block.text, report.start, end) if shown else end
            yield Found(
                report.start, stop, speaker, Mode.INDIRECT, report.rule, report.confidence, end
            )

    def _told(self, speaker: Speaker) -> bool:
        """Whether a demand is told of a person."""
        return speaker.people > 0 and self.voices.memory.own is None and not self.floor.speaks()

    def _quoted(
        self, text: str, mark: Quotation, speaker: Speaker, rule: str, confidence: float
    ) -> Iterator[Found]:
        """A quotation as speech, and what is reported within it."""
        start, end = first_sentence(text, mark.start, mark.end)
        while end - 1 > start and text[end - 1] in ",，、 ":
            end -= 1
        yield Found(start, end, speaker, Mode.DIRECT, rule, confidence, mark.end)
        kept = replace(self.voices.memory)
        self.voices.memory.own = speaker
        inner = Block(text[mark.start : mark.end], (), False)
        for found in self._within(inner):
            begin, stop = found.start + mark.start, found.end + mark.start
            yield replace(found, start=begin, end=stop, reach=found.reach + mark.start)
        self.voices.memory = kept

    def _within(self, inner: Block) -> Iterator[Found]:
        """The speech within a quotation, which is a block of its own; places are in it."""
        text, marks = inner.text, quotations(inner.text)
        blank = masked(text, marks)
        outer = [q for q in marks if q.level == 0]
        for first, last in sentences(blank):
            for nested in _starting(outer, first, last):
                said = self.grammar.direct(blank, (first, last), nested.start - 1, nested.end)
                who = self._who(inner, said.who) if said else None
                if who and nested.end - nested.start > 3:
                    begin, stop = first_sentence(text, nested.start, nested.end)
                    yield Found(begin, stop, who, Mode.DIRECT, "nested", 0.7, nested.end)
            yield from self._reports(inner, blank, first, last)

    def _hear(self, speaker: Speaker) -> None:
        self.voices.memory.note(speaker)
        self.since = 0

    def _who(self, block: Block, who: Range | None, *, named: bool = False) -> Speaker | None:
        """The speaker of words: their subject, else whose words they stand in, else the last.

        `named` takes an unknown subject as it is printed.
        """
        memory = self.voices.memory
        if who is None:
            return memory.own or memory.one
        phrase = block.text[who[0] : who[1]]
        place = block.within(*who) if block.pieces else None
        scan = place[0] if place else None
        speaker = self._meant(block, who, phrase) or self.voices.resolve(phrase, scan)
        if speaker is None and named and 1 < len(phrase.strip()) <= 60:
            printed = self.grammar.any_speaker(phrase)
            return Speaker(printed, None, 1) if printed else None
        return speaker

    def _meant(self, block: Block, who: Range, phrase: str) -> Speaker | None:
        """Whom a pronoun means within somebody's own words: I asked Mr. X, and he said."""
        if not self.voices.is_pronoun(phrase) or not hasattr(self.grammar, "antecedent"):
            return None
        low = max(0, who[0] - 160)
        found = self.grammar.antecedent(block.text, low, who[0])
        return self._who(block, found, named=True) if found else None
