"""Japanese clauses: who promises what and who holds which attitude.

A sentence is cut into clauses (segments_ja.py), each ends in a verb that promises (promises_ja.py)
or holds an attitude (attitudes_ja.py); the subject (subjects_ja.py) carries over to clauses and
sentences without one, and over the items below 「次の事項を決定した。」. Words in 「」 before と述べた are the
speaker's own. Left out: headings, questions, and sentences whose subject acts for no state.

    "日本は、病院を建設し、医師を派遣する。" -> two promises of JPN
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from communique.find import attitudes_ja as attitudes
from communique.find import promises_ja as promises
from communique.find.actors import cast_of
from communique.find.context import Context, Scan
from communique.find.segments_ja import Clause, Sentence, sentence
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.subjects_ja import Subject, labelled, partner, subjects
from communique.model.codes import Kind, PassageType
from communique.model.findings import Degree, Force, Stance

Codes = tuple[str, ...]
Sighting = CommitmentSighting | PositionSighting
_OWN_TEXT = frozenset({Kind.JOINT_STATEMENT, Kind.TREATY, Kind.FACT_SHEET})
_SPOKEN_BY_ONE = frozenset({Kind.SPEECH, Kind.PRESS_CONFERENCE})
_SAID_SO = re.compile(r"[」』]\s*(?:と|との|など|などと|、と|旨)")
_SHORT = 12  # quoted words too few to stand alone
_seen: WeakKeyDictionary[Context, tuple[Sighting, ...]] = WeakKeyDictionary()


def commitments(context: Context) -> Iterable[CommitmentSighting]:
    """The promises of a Japanese document."""
    return (s for s in _all(context) if isinstance(s, CommitmentSighting))


def positions(context: Context) -> Iterable[PositionSighting]:
    """The attitudes of a Japanese document."""
    return (s for s in _all(context) if isinstance(s, PositionSighting))


def _all(context: Context) -> tuple[Sighting, ...]:
    """Everything in one pass: both kinds need the same subjects."""
    if context not in _seen:
        _seen[context] = tuple(_Pass(context).run())
    return _seen[context]


@dataclass(slots=True)
class _Span:
    """Clauses that belong together: from `start` to where the last one's verb ends."""

    start: int
    end: int
    stop: int
    topic: Subject | None
    actors: Codes
    open: bool = False


class _Pass:
    """One walk over a document's sentences, with who acted last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.cast = cast_of(context)
        kind = context.doc.header.kind
        self.joint = kind in _OWN_TEXT
        self.spoken = kind in _SPOKEN_BY_ONE
        self.own: Codes = ()
        if kind in _SPOKEN_BY_ONE or len(self.cast.parties) == 1:
            own = self.cast.own or (self.cast.parties[0] if self.cast.parties else None)
            self.own = (own,) if own and kind is not Kind.PRESS_CONFERENCE else ()
        self.last: Codes = ()
        self.chapeau: tuple[Scan, Codes] | None = None
        self.silent = False
        self.listed = False
        self.asked = False
        self.begin = 0

    def run(self) -> Iterator[Sighting]:
        paragraph = -1
        for scan in self.context.scans:
            if scan.passage.type in (PassageType.HEADING, PassageType.TABLE_ROW):
                continue
            if scan.passage.paragraph != paragraph or scan.passage.type is PassageType.LIST_ITEM:
                paragraph, self.begin = scan.passage.paragraph, 0
                self._new_paragraph(scan)
            if self.asked:
                continue
            if scan.text.rstrip("。？?」 ").endswith("か") or scan.text.endswith(("？", "?")):
                continue
            yield from self._sentence(scan)
            self.begin = 0

    def _new_paragraph(self, scan: Scan) -> None:
        self.silent = False
        if self.spoken and (label := labelled(scan)):
            self.own, self.asked, self.begin = label
        if self.chapeau and _below(self.chapeau[0], scan):
            self.last, self.listed = self.chapeau[1], True
            return
        self.chapeau, self.listed = None, False
        self.last = self.cast.parties if self.joint else self.own

    def _sentence(self, scan: Scan) -> Iterator[Sighting]:
        cut = sentence(scan.text, self.begin)
        spans = self._spans(scan, cut)
        if promises.pattern("chapeau").search(cut.text):
            self.chapeau = (scan, self.last)
            return
        yield from self._in_passing(scan, cut)
        shared: list[_Span] = []
        for span, group in spans:
            if span.open:
                shared.append(span)
                continue
            for found in self._judge(scan, cut, span, group):
                if isinstance(found, CommitmentSighting):
                    yield from (_sharing(cut.text, found, s) for s in shared if s.actors)
                    shared = []
                yield found
            shared = []

    def _spans(self, scan: Scan, cut: Sentence) -> list[tuple[_Span, list[Clause]]]:
        """The clauses of a sentence in groups that end in a verb of their own."""
        groups: list[tuple[_Span, list[Clause]]] = []
        open_: list[Clause] = []
        for clause in cut.clauses:
            open_.append(clause)
            last = clause is cut.clauses[-1]
            closed = last or _closes(cut.text, open_[0].start, clause)
            if closed or self._hands_over(scan, cut, clause):
                span = self._who(scan, cut, open_)
                span.open = not closed or cut.text[span.start : span.stop].endswith("を")
                groups.append((span, open_))
                open_ = []
        return groups

    def _hands_over(self, scan: Scan, cut: Sentence, clause: Clause) -> bool:
        """Whether the next clause has an actor of its own (日本は…を派遣し、ペルーは…を提供する)."""
        following = cut.clauses[cut.clauses.index(clause) + 1]
        if not promises.pattern("separable").search(cut.text, clause.start, clause.stop):
            return False
        first = next(subjects(scan, cut.text, following.start, following.stop), None)
        return bool(
            first and first.actors and first.mark == "は" and first.start < following.start + 3
        )

    def _who(self, scan: Scan, cut: Sentence, group: list[Clause]) -> _Span:
        """The subject of a group of clauses: its first topic, else who acted last."""
        start, end, stop = group[0].start, group[-1].end, group[-1].stop
        found = list(
            subjects(
                scan, cut.text, start, stop, before=self.last, speaker=(self.own or (None,))[0]
            )
        )
        topic = next((s for s in found if s.mark != "が" and (s.actors or s.nobody)), None)
        topic = topic or next(
            (s for s in found if s.mark == "が" and s.actors and _finite(cut.text, s, stop)), None
        )
        thing = next((s for s in found if s.mark == "は" and not s.actors and not s.nobody), None)
        if topic and topic.nobody:
            self.last, self.silent = (), True
            return _Span(start, end, stop, topic, ())
        if topic:
            self.last, self.silent = topic.actors, False
            if thing and thing.start < topic.start and topic.mark == "が":
                thing = None
            return _Span(start, end, stop, topic, topic.actors)
        return _Span(start, end, stop, thing, self.last)

    def _judge(
        self, scan: Scan, cut: Sentence, span: _Span, group: list[Clause]
    ) -> Iterator[Sighting]:
        text = cut.text
        body = span.topic.after if span.topic and span.topic.start < span.stop else span.start
        quoted = list(self._quoted(scan, cut, span))
        yield from quoted
        held = attitudes.attitude(text, body, span.stop)
        if held and span.actors and not (quoted and text[held.stop - 1 : held.stop] in "」』と"):
            actors = self._inner(scan, text, body, held.stop, span) if held.inner else span.actors
            if actors:
                yield _position(scan, span.start, span.end, actors, held)
        made = promises.promise(text, group[-1].start, span.stop)
        if made is None and (self.listed or scan.passage.type is PassageType.LIST_ITEM):
            made = promises.nominal(text, group[-1].start, span.stop, listed=self.listed)
        if promises.pattern("formulas").search(text, span.start, span.end):
            return
        if made is None or (held and made.frame == "plain") or not span.actors:
            return
        if held and held.inner:
            return
        actors = self._promising(scan, text, body, made, span, group[-1])
        if actors:
            yield from self._items(scan, text, span, group, made, actors)

    def _promising(
        self,
        scan: Scan,
        text: str,
        body: int,
        made: promises.Promise,
        span: _Span,
        last: Clause,
    ) -> Codes:
        """Who promises: the subject, one within the complement, or the parties of a schedule."""
        thing = span.topic is not None and not span.topic.actors
        if made.frame in ("plain", "koto", "plan", "item", "resolve"):
            passive = promises.passive(text, made.stop)
            if thing and span.topic is not None:
                subject = text[span.topic.start : span.topic.end]
                fits = promises.scheduled(text, made.stop, subject)
                return span.actors if fits and self._scheduling(passive) else ()
            if passive or self._happens(scan, text, last, made, span):
                return ()
            return span.actors
        if not made.inner:
            return span.actors
        if made.frame.startswith("agree") and len(span.actors) == 1:
            found = promises.pattern("partner").search(text, span.start, span.stop)
            if found:
                return tuple(dict.fromkeys((*span.actors, *partner(scan, *found.span("who")))))
        return self._inner(scan, text, body, made.stop, span, told=made.frame.startswith("say"))

    def _scheduling(self, passive: bool) -> bool:
        """A text of the parties' own sets dates; a report may, where an actor was named."""
        return self.joint or not passive

    def _happens(
        self, scan: Scan, text: str, last: Clause, made: promises.Promise, span: _Span
    ) -> bool:
        """Whether something else than the actor is the subject: 〜が始まる."""
        for subject in subjects(scan, text, last.start, made.stop, before=self.last):
            if subject.mark == "が" and not subject.actors:
                near = not re.search(r"[るたういなの][一-龯ァ-ヶ]", text[subject.after : made.stop])
                if near and made.stop - subject.after < 24:
                    return True
        return False

    def _inner(
        self, scan: Scan, text: str, start: int, stop: int, span: _Span, *, told: bool = False
    ) -> Codes:
        """The subject of a complement, where it has one that a code exists for."""
        for subject in subjects(scan, text, start, stop, before=span.actors):
            if subject.mark not in ("は", "が") or subject.start < start:
                continue
            if subject.mark == "が" and not _finite(text, subject, stop):
                continue
            if subject.actors:
                return subject.actors
            if told or subject.nobody:
                return ()
        return span.actors

    def _items(
        self,
        scan: Scan,
        text: str,
        span: _Span,
        group: list[Clause],
        made: promises.Promise,
        actors: Codes,
    ) -> Iterator[CommitmentSighting]:
        """The promise, and those that its clauses before the last make by themselves."""
        start = span.start
        for clause in group[:-1]:
            verb_end = clause.stop
            words = text[clause.start : verb_end]
            if listed := words.endswith("こと"):
                verb_end -= 2
            joined = listed or clause.joint.startswith(("とともに", "と共に", "ほか"))
            told = made.frame == "plain" and words.endswith(("ており", "でおり"))
            if told or promises.pattern("narrative").search(words):
                start = clause.end
                continue
            if promises.pattern("means").search(words) and not joined:
                continue
            if not joined and not promises.pattern("separable").search(words):
                continue
            force = promises.bare(text, clause.start, verb_end) if joined else _renyo(words, made)
            if force is None:
                continue
            yield _commitment(scan, start, clause.end, actors, force, "item", (start, verb_end))
            start = clause.end
        begin = max(start, min(group[-1].start, span.start)) if start == span.start else start
        yield _commitment(scan, begin, span.end, actors, made.force, made.frame, (begin, made.stop))

    def _quoted(self, scan: Scan, cut: Sentence, span: _Span) -> Iterator[Sighting]:
        """What the subject says in 「」 before と述べた."""
        if not span.actors or self.silent:
            return
        for start, end in cut.spoken:
            if not (span.start <= start and end <= span.end) or not _SAID_SO.match(scan.text, end):
                continue
            for first, last in _sentences(scan.text, start, end):
                words = sentence(scan.text[first:last])
                held = attitudes.attitude(words.text, 0, words.clauses[-1].stop)
                refused = attitudes.pattern("refused").search(words.text.rstrip("。"))
                if last - first < _SHORT or refused:
                    first, last = span.start, span.end
                if held:
                    yield _position(scan, first, last, span.actors, held)
                elif refused:
                    no = attitudes.Attitude(Stance.OPPOSE, Degree.PLAIN, end, "refusal")
                    yield _position(scan, first, last, span.actors, no)
                elif made := promises.promise(words.text, 0, words.clauses[-1].stop):
                    if made.frame != "plain" or not _about_others(words.text):
                        yield _commitment(
                            scan, first, last, span.actors, made.force, "quoted", (start, end)
                        )

    def _in_passing(self, scan: Scan, cut: Sentence) -> Iterator[PositionSighting]:
        """日本側が求めた輸出税の撤廃には: a demand told inside another sentence."""
        for found in attitudes.pattern("demanded").finditer(cut.text):
            who = next(subjects(scan, cut.text, found.start(), found.end("who") + 1), None)
            if who and who.actors:
                demand = attitudes.Attitude(Stance.URGE, Degree.PLAIN, found.end("what"), "passing")
                yield _position(scan, found.start(), found.end("what"), who.actors, demand)


def _finite(text: str, subject: Subject, stop: int) -> bool:
    """Whether a subject with が is the clause's and not that of a noun's modifier (日本が求めた撤廃)."""
    rest = text[subject.after : stop]
    if rest.startswith(("、", ",", "，")):
        return True
    near = re.split(r"[、,，]", rest)[0]
    return not re.search(r"[るたうくすつむぶい](?=[一-龯ァ-ヶ「])", near)


def _closes(text: str, start: int, clause: Clause) -> bool:
    """Whether a clause before the last has a verb of its own and not only tells how or why."""
    if clause.joint.endswith("が") or text[start : clause.stop].endswith("を"):
        return True
    if attitudes.attitude(text, start, clause.stop):
        return True
    if promises.framed(text, start, clause.stop):
        return True
    made = promises.promise(text, start, clause.stop)
    return made is not None and made.frame not in ("plain", "item")


def _renyo(words: str, made: promises.Promise) -> Force:
    """The force of a clause in the joining form, by its own verb or else that of the last."""
    plain = re.sub(r"し$", "する", words)
    own = promises.bare(plain, 0, len(plain))
    weak = (Force.INTENTION, Force.EXPLORATION, Force.EFFORT)
    if own in (None, Force.PLEDGE):
        return made.force if made.force is Force.INTENTION else Force.PLEDGE
    return own if own not in weak or made.force is Force.PLEDGE else made.force


def _about_others(words: str) -> bool:
    """Whether quoted words have a subject other than the speaker: 供給網は大きく変わる."""
    return bool(re.search(r"(?<![にでと])[はが](?!、?(?:私|我))", words))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of quoted words."""
    first = start
    for found in re.finditer("。", text[start:end]):
        yield first, start + found.end()
        first = start + found.end()
    if first < end:
        yield first, end


def _below(chapeau: Scan, scan: Scan) -> bool:
    """Whether a passage is an item under a chapeau."""
    over, item = chapeau.passage.item, scan.passage.item
    if item is None:
        return scan.passage.type is PassageType.LIST_ITEM
    return over is None or (item.startswith(over) and item != over)


def _commitment(
    scan: Scan,
    start: int,
    end: int,
    actors: Codes,
    force: Force,
    rule: str,
    action: tuple[int, int],
) -> CommitmentSighting:
    start, end = _trimmed(scan.text, start, end)
    inside = (max(start, min(action[0], end)), min(end, max(action[1], start)))
    return CommitmentSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        force=force,
        rule=f"ja-{rule}",
        action=inside,
    )


def _sharing(text: str, found: CommitmentSighting, other: _Span) -> CommitmentSighting:
    """日本は4億ドルを、インドは6億ドルを負担する: the first shares the verb, or its form, of the last."""
    words, force = text[other.start : other.stop], found.force
    if not words.endswith("を"):
        force = _renyo(words, promises.Promise(force, 0, "shared"))
    where = (other.start, other.stop)
    return _commitment(found.scan, other.start, other.end, other.actors, force, "shared", where)


def _position(
    scan: Scan, start: int, end: int, actors: Codes, held: attitudes.Attitude
) -> PositionSighting:
    start, end = _trimmed(scan.text, start, end)
    return PositionSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        stance=held.stance,
        degree=held.degree,
        rule=f"ja-{held.frame}",
        object=(start, max(start, min(held.stop, end))) if held.stop > start else None,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the comma that joins the next clause, or a connective that opens."""
    while end > start and text[end - 1] in "、,， \u3000":
        end -= 1
    while start < end and text[start] in "、,， \u3000":
        start += 1
    return start, end
