"""A walk through a Japanese document that knows who acted last.

A sentence without a subject has that of the sentence before in its paragraph; items below a
sentence like 「次の措置をとる。」 have its subject; a text of the parties' own begins each
paragraph with them, a speech with its speaker, a press conference with whom the label names
(【外務大臣】). Left out: headings, table rows, questions, and what journalists say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.deeds_ja import pattern
from communique.find.groups_ja import Group, closes, hands_over, sharing
from communique.find.judging_ja import judge
from communique.find.offices_ja import Codes
from communique.find.segments_ja import Clause, Sentence, sentence
from communique.find.sighted_ja import Sighting, in_passing
from communique.find.sightings import CommitmentSighting
from communique.find.subjects_ja import Subject, finite, labelled, party_label, subjects
from communique.model.codes import Kind, PassageType

_OWN_TEXT = frozenset({Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET})
_TOLD_OF_BOTH = frozenset({Kind.NEWS, Kind.READOUT})
_SPOKEN = frozenset({Kind.SPEECH, Kind.PRESS_CONFERENCE})
_REPORTED = ("ja-say", "ja-announce", "ja-vow", "ja-agree", "ja-decide")
_TELLER = re.compile(
    r"[^。「」は]{1,40}?(?:は|が)(?:、(?:[^、。はが]{1,10}、)?"
    r"|(?:[昨本先同]日|先[週月]|今[朝週]|昨[夜晩年]|[0-9０-９一二三四五六七八九十]{1,3}日)、)"
)
_SKIPPED = frozenset({PassageType.HEADING, PassageType.TABLE_ROW})


class Walk:
    """One pass over a document's sentences."""

    def __init__(self, context: Context) -> None:
        """Begin before the first sentence; nobody has acted yet."""
        self.context, self.cast = context, cast_of(context)
        kind = context.doc.header.kind
        self.joint, self.spoken = kind in _OWN_TEXT, kind in _SPOKEN
        if kind in (None, Kind.OTHER) and len(self.cast.parties) > 1:
            self.joint = bool(pattern("joint_titles").search(context.doc.header.title or ""))
        self.loose = kind in (None, Kind.OTHER)  # a list of nobody's is that of those who met
        self.own = self._owner(kind)
        self.last: Codes = ()
        self.chapeau: tuple[Scan, Codes] | None = None
        self.listed = self.asked = False
        self.begin = 0
        self.named = False  # whether the sentence names an actor

    def _owner(self, kind: Kind | None) -> Codes:
        """Whose words a text is where no subject tells."""
        if kind is Kind.PRESS_CONFERENCE:
            return ()
        if kind is Kind.SPEECH or len(self.cast.parties) == 1:
            own = self.cast.own or (self.cast.parties[0] if self.cast.parties else None)
            return (own,) if own else ()
        return ()

    def run(self) -> Iterator[Sighting]:
        """The sightings of the whole document, in order of sentences."""
        paragraph = -1
        for scan in self.context.scans:
            if scan.passage.type in _SKIPPED:
                continue
            if scan.passage.paragraph != paragraph or scan.passage.type is PassageType.LIST_ITEM:
                paragraph, self.begin = scan.passage.paragraph, 0
                self._new_paragraph(scan)
            if not self.asked and not _asks(scan.text):
                yield from self._sentence(scan)
            elif self.asked and not _asks(scan.text) and self.spoken:
                yield from self._told_in_question(scan)
            self.begin = 0

    def _new_paragraph(self, scan: Scan) -> None:
        if self.spoken and (label := labelled(scan)):
            self.own, self.asked, self.begin = label
        if self.chapeau and _below(self.chapeau[0], scan):
            self.last, self.listed = self.chapeau[1], True
            return
        self.chapeau, self.listed = None, False
        item = scan.passage.type is PassageType.LIST_ITEM
        self.last = self.cast.parties if self.joint or (item and self.loose) else self.own
        if item and not self.spoken and (named := party_label(scan)):
            self.last, self.begin = named

    def _sentence(self, scan: Scan) -> Iterator[Sighting]:
        if self.spoken:
            self.last = self.own  # who speaks acts, where no subject tells
        self.named = False
        cut = sentence(scan.text, self.begin)
        groups = list(self._groups(scan, cut))
        if pattern("chapeau").search(cut.text) or self._opens_list(scan, cut.text):
            self.chapeau = (scan, self.last)
            groups = groups[:-1]
        yield from in_passing(scan, cut)
        waiting: list[Group] = []
        for group in groups:
            if group.open:
                waiting.append(group)
                continue
            for found in judge(self._jointly(group)):
                if isinstance(found, CommitmentSighting):
                    for other in waiting:
                        yield from sharing(found, other)
                    waiting = []
                yield found
            waiting = []

    def _opens_list(self, scan: Scan, text: str) -> bool:
        """Whether a sentence only opens the list that stands right below it."""
        if not pattern("chapeau_above").search(text) or scan.index + 1 >= len(self.context.scans):
            return False
        return _below(scan, self.context.scans[scan.index + 1])

    def _told_in_question(self, scan: Scan) -> Iterator[Sighting]:
        """What a journalist reports that somebody promised: 先週、…大臣が…すると述べました."""
        self.last = ()
        for found in self._sentence(scan):
            if isinstance(found, CommitmentSighting) and found.rule.startswith(_REPORTED):
                _, stop = found.action or (found.start, found.end)
                told = _TELLER.match(scan.text, found.start, stop)
                start = told.end() if told else found.start
                yield replace(found, start=start, end=stop, action=(start, stop))

    def _jointly(self, group: Group) -> Group:
        """A group without an actor that tells of an agreement is of those who met."""
        text, scan, parties = group.cut.text, group.scan, self.cast.parties
        topic = text[group.topic.start : group.topic.end] if group.topic else ""
        near = max(0, group.stop - 16)
        together = not self.named and pattern("together").search(text, near, group.stop)
        if together and len(parties) > 1:
            return replace(group, actors=parties)  # 査証については、…を確認した
        joint = topic and len(parties) > 1 and not (group.topic and group.topic.actors)
        if joint and pattern("joint_texts").search(topic):
            return replace(group, actors=parties)  # 共同文書は自制を促した
        if group.actors or (topic and not pattern("scheduled_subjects").search(topic)):
            return group
        if pattern("jointly").search(text, group.start, group.stop):
            return replace(group, actors=parties)
        if scan.context.doc.header.kind not in _TOLD_OF_BOTH or len(parties) < 2:
            return group
        inside = (s.actors for s in subjects(scan, text, group.start, group.stop) if s.actors)
        return replace(group, actors=next(inside, parties))

    def _groups(self, scan: Scan, cut: Sentence) -> Iterator[Group]:
        """The clauses of a sentence in groups that end in a verb of their own."""
        first = 0
        for at, clause in enumerate(cut.clauses):
            begin = cut.clauses[first].start
            closed = at + 1 == len(cut.clauses) or closes(cut.text, begin, clause)
            if closed or hands_over(scan, cut, at):
                open_ = not closed or cut.text.endswith("を", begin, clause.stop)
                yield self._group(scan, cut, cut.clauses[first : at + 1], open_)
                first = at + 1

    def _group(self, scan: Scan, cut: Sentence, clauses: tuple[Clause, ...], open_: bool) -> Group:
        """A group with its subject: its first topic, else who acted last."""
        start, stop = clauses[0].start, clauses[-1].stop
        speaker = self.own[0] if self.own else None
        found = list(subjects(scan, cut.text, start, stop, before=self.last, speaker=speaker))
        topic = _topic(found, cut.text, stop)
        if topic:
            self.last, self.named = topic.actors, True
        else:
            topic = next((s for s in found if s.mark == "は" and not s.actors), None)
        return Group(
            scan,
            cut,
            clauses,
            topic,
            self.last,
            open=open_,
            listed=self.listed,
            joint=self.joint,
            spoken=self.spoken,
        )


def _topic(found: list[Subject], text: str, stop: int) -> Subject | None:
    """The first subject that stands for somebody; one with が only where no other does."""
    first = None
    for subject in found:
        if subject.mark == "が" or not (subject.actors or subject.nobody):
            continue
        aside = pattern("aside").search(text, max(0, subject.start - 6), subject.start)
        if first is None or (aside and subject.mark == "は"):
            first = subject
    if first:
        return first
    for subject in found:
        if subject.mark == "が" and subject.actors and finite(text, subject, stop):
            return subject
    return None


def _asks(text: str) -> bool:
    words = text.rstrip("。」 ")
    return words.endswith(("か", "？", "?"))


def _below(chapeau: Scan, scan: Scan) -> bool:
    """Whether a passage is an item under a chapeau."""
    over, item = chapeau.passage.item, scan.passage.item
    if item is None:
        return scan.passage.type is PassageType.LIST_ITEM
    return over is None or (item.startswith(over) and item != over)
