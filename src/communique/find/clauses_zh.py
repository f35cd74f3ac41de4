"""Chinese clauses of both scripts: who promises what and who holds which attitude.

One walk over a document's clauses (parts_zh.py) with the topic, the speaker and the list under way
carried along; promises_zh.py and attitudes_zh.py know the words, subjects_zh.py the actors. A clause
without a subject of its own takes the topic's; a verb phrase that goes on after a promise is one
more promise (，并将…；同时…) or its purpose (，支持…). Left out: questions, what experts foresee, and
sentences without anybody whom a code exists for.

    "中方决定采取以下措施： 1. 提供贷款" -> the item is China's promise
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from communique.find.actors import cast_of
from communique.find.attributions import speaker_at
from communique.find.attitudes_zh import Attitude, attitude_of, degree_of, turned
from communique.find.context import Context, Scan
from communique.find.parts_zh import Clause, Quoting, clauses_of, cue
from communique.find.promises_zh import Frame, denied_behind, force_of, frame_of, open_ended
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.subjects_zh import Stage, Subject, candidates, side_of, subject_of, topic_of
from communique.model.codes import Kind, PassageType
from communique.model.findings import Force, Stance
from communique.names.folds import fold

_done: WeakKeyDictionary[Context, Walk] = WeakKeyDictionary()
_JOINT = frozenset({Kind.JOINT_STATEMENT, Kind.TREATY})


def commitments(context: Context) -> Iterable[CommitmentSighting]:
    """The promises of a Chinese document, in order."""
    return walk_of(context).promises


def positions(context: Context) -> Iterable[PositionSighting]:
    """The attitudes of a Chinese document, in order."""
    return walk_of(context).attitudes


def walk_of(context: Context) -> Walk:
    """The one walk over a document, done at first need."""
    if context not in _done:
        walk = _done[context] = Walk(context)
        for scan in context.scans:
            walk.scan(scan)
    return _done[context]


@dataclass(slots=True)
class _List:
    """A list under way: who promises its items, how firmly, and where the list hangs."""

    codes: tuple[str, ...]
    force: Force
    item: str | None
    paragraph: int


@dataclass(slots=True)
class _Open:
    """The last promise or attitude of a sentence, to which clauses may add."""

    index: int
    codes: tuple[str, ...]
    force: Force
    clause: int
    chain: int = 0
    purpose: bool = False
    base: Force = Force.PLEDGE


@dataclass(slots=True, weakref_slot=True, eq=False)
class Walk:
    """The state of a walk over a document and what it has found."""

    context: Context
    promises: list[CommitmentSighting] = field(default_factory=list)
    attitudes: list[PositionSighting] = field(default_factory=list)
    stage: Stage = field(default_factory=Stage)
    quoting: Quoting = field(default_factory=Quoting)
    listed: _List | None = None
    open: _Open | None = None
    held: _Open | None = None
    waiting: tuple[Subject, Frame, Clause] | None = None
    adjunct: Clause | None = None
    after: str = ""

    def scan(self, scan: Scan) -> None:
        """Take in the next passage."""
        stage = self.stage
        if scan.passage.type in (PassageType.HEADING, PassageType.TABLE_ROW):
            self.listed, stage.topic = None, None
            return
        text = fold(scan.text, self.context.language)
        new = scan.passage.paragraph != stage.paragraph
        in_list = self._in_list(scan)
        if new:
            stage.paragraph, stage.topic, stage.voice, stage.speaker = (
                scan.passage.paragraph, None, "", None,
            )
            stage.turn = False
            stage.asked = bool(cue("clauses", "asks").match(text))
            self._turn(scan, text)
        if self.listed and not in_list:
            self.listed = None
        if stage.asked or re.search(r"[?？]\s*[”」』\"]?$", text):
            return
        self.open = self.held = self.waiting = self.adjunct = None
        clauses = list(clauses_of(scan, self.quoting))
        if not any(c.direct for c in clauses[:1]) and stage.voice and not new and not stage.turn:
            stage.voice, stage.speaker = "", None
        self.after = ""
        for clause in clauses:
            self.clause(clause, clauses)
            self.after = clause.ends

    def _turn(self, scan: Scan, text: str) -> None:
        """A transcript's turn (毛宁：…): who speaks the paragraph, or that it asks."""
        turn = cue("clauses", "turn").match(text)
        if turn is None or cue("clauses", "speech_end").search(turn["who"] + ":"):
            return
        who, stage = turn["who"], self.stage
        if cue("clauses", "asker").search(who):
            stage.asked = True
            return
        codes = next((c.codes for c in candidates(scan) if c.end <= turn.end() and c.codes), ())
        own = cast_of(self.context).own
        if not codes and cue("clauses", "answers").match(text) and own:
            codes = (own,)
        if not codes and len(who) <= 10:
            codes = side_of(who, self.context)
        if codes:
            stage.voice, stage.speaker, stage.turn = "state", codes, True
            stage.last, stage.last_voice = codes, "state"

    def _in_list(self, scan: Scan) -> bool:
        if self.listed is None:
            return False
        item, head = scan.passage.item, self.listed.item
        if item and item != head and item.startswith(head or ""):
            return True
        return scan.passage.type is PassageType.LIST_ITEM and item == head

    def clause(self, clause: Clause, clauses: list[Clause]) -> None:
        """Take in the next clause: a promise, an attitude, speech, or more of what went before."""
        answer = cue("clauses", "answers").match(clause.text + clause.ends)
        if answer:
            self.stage.voice, self.stage.speaker = "", None
            return
        if self.open and re.match("(?:其中)?(?:也|还)?包括", clause.text):
            self._more(clause, clauses)
            return
        frame = frame_of(clause)
        attitude = attitude_of(clause)
        if frame and attitude and attitude.start < frame.start and not self._reports(
            clause, attitude, frame
        ):
            frame = None
        if frame and self._promise(clause, frame, clauses):
            if frame.rule == "zh-noun" and attitude:
                self._attitude(clause, attitude, clauses)
            elif frame.rule == "zh-steadfast":
                last = self.promises[-1]
                self._hold(clause, last.actors, Stance.REAFFIRM, last.start, last.end,
                           (last.start, last.end), "plain", "zh-steadfast")
            return
        if attitude and not self._supports(clause, attitude) and self._attitude(
            clause, attitude, clauses
        ):
            self.open = None
            self._speech(clause, clauses)
            return
        if self._speech(clause, clauses):
            return
        self._more(clause, clauses)

    def _reports(self, clause: Clause, attitude: Attitude, frame: Frame) -> bool:
        """重申将…, 确认继续…: an attitude whose object is a promise of the same subject."""
        if frame.rule in ("zh-noun", "zh-steadfast", "zh-invitation"):
            return True
        return attitude.stance is Stance.REAFFIRM and attitude.rule == "zh-verb" and not re.search(
            "(?:重要性?|必要性?|立场|至关重要|原则|进展|成果)$", clause.text)

    # --- promises

    def _promise(self, clause: Clause, frame: Frame, clauses: list[Clause]) -> bool:
        promised = clause.text[frame.end :]
        if denied_behind(promised) or self._conditional(clause):
            self.open = None
            return True
        subject = subject_of(clause, frame.start, self.stage)
        codes = self._who(clause, frame, subject)
        if frame.rule == "zh-invitation" and subject.sort != "actor":
            codes = topic_of(clause, self.stage) or codes
        if subject.sort == "nobody":
            self.stage.topic = ()
        if not codes:
            self.open = self.held = None
            return False
        if subject.sort == "actor":
            self.stage.topic = codes
        promiser = self.waiting[1] if self.waiting else None
        start = self._start(clause, subject)
        if self._opens_list(clause, frame, clauses):
            self.listed = _List(codes, frame.force, clause.scan.passage.item,
                                clause.scan.passage.paragraph)
            if clause is clauses[-1]:
                return True
            self.open = None
            return True
        if open_ended(promised) and frame.word and frame.rule not in (
            "zh-invitation", "zh-consensus",
        ):
            if clause.ends == ":" and not promised and clauses[-1] is not clause and (
                clauses[clause.number + 1].direct and not clause.direct
            ):
                return False
            if clause.number + 1 < len(clauses):
                self.waiting = (replace(subject, codes=codes, start=start), frame, clause)
                return True
            return False
        force = force_of(frame.force, promised) if frame.word else frame.force
        if force is Force.INTENTION and promiser and promiser.firm:
            force = promiser.force
        if self._importance(clause, clauses) and frame.firm:
            return self._agreed_importance(clause, codes, start)
        if frame.rule == "zh-invitation":
            if clause.number + 1 < len(clauses) and re.match("并?(?:将|计划|预)", clauses[
                clause.number + 1
            ].text):
                return True
            start = self._invited(clause, start, clauses)
        self._add(clause, codes, force, start, frame, subject)
        return True

    def _importance(self, clause: Clause, clauses: list[Clause]) -> bool:
        tail = clauses[min(len(clauses) - 1, clause.number + 1)]
        return bool(re.search("(?:重要性|必要性)$", clause.text) or (
            tail.number > clause.number and re.search("(?:重要性|必要性)$", tail.text)
            and not cue("commitments", "joins").match(tail.text)
        ))

    def _agreed_importance(self, clause: Clause, codes: tuple[str, ...], start: int) -> bool:
        self._hold(clause, codes, Stance.RECOGNISE, start, clause.end, (start, clause.end), "plain",
                   "zh-agreed")
        return True

    def _who(self, clause: Clause, frame: Frame, subject: Subject) -> tuple[str, ...]:
        stage = self.stage
        if subject.sort == "actor":
            if frame.loose and not subject.near and not clause.text[: frame.start].endswith("将"):
                return ()
            if stage.voice == "nobody" and not frame.firm:
                return ()
            return subject.codes
        if subject.sort == "nobody" or stage.voice == "nobody":
            return ()
        if subject.sort == "thing":
            return self._planned(clause, frame, subject)
        codes = self._inherited(clause)
        if codes == stage.speaker and clause.direct and re.search("同意|一致|商定", frame.word):
            return cast_of(self.context).parties or codes
        return codes

    def _planned(self, clause: Clause, frame: Frame, subject: Subject) -> tuple[str, ...]:
        happens = cue("commitments", "happens").search(clause.text, frame.end)
        if frame.word.endswith("会") and "D" not in clause.text:
            return ()
        if frame.rule == "zh-steadfast":
            return self._inherited(clause)
        if not (frame.plain or frame.force is Force.CONTINUATION) or happens is None:
            return ()
        if not self.stage.topic and self.context.doc.header.kind not in _JOINT and not clause.direct:
            own = cast_of(self.context).own
            return (own,) if own else ()
        return subject.codes or self._inherited(clause)

    def _inherited(self, clause: Clause) -> tuple[str, ...]:
        stage, cast = self.stage, cast_of(self.context)
        if stage.topic is not None:
            return stage.topic
        if self.listed:
            return self.listed.codes
        if stage.voice == "paper":
            return cast.parties
        if stage.voice == "state" and clause.direct:
            return cast.parties
        if self.context.doc.header.kind in _JOINT:
            return cast.parties
        return (cast.own,) if cast.own and stage.voice != "nobody" else ()

    def _start(self, clause: Clause, subject: Subject) -> int:
        """Where the quote begins: the subject, or the condition or date that stands before it."""
        if self.waiting:
            waiting, _, before = self.waiting
            self.waiting = None
            if subject.sort == "none" and before.scan is clause.scan and (
                before.number + 1 == clause.number
            ):
                return waiting.start if not _own_date(clause) else clause.start + clause.lead
        if self.adjunct and self.adjunct.scan is clause.scan and (
            self.adjunct.number + 1 == clause.number
        ):
            return self.adjunct.start + self.adjunct.lead
        return clause.start + clause.lead

    def _conditional(self, clause: Clause) -> bool:
        """A condition with 将 or 会 in it promises nothing (如果中方将…,)."""
        return bool(cue("commitments", "condition").match(clause.body)) and bool(clause.ends == ",")

    def _opens_list(self, clause: Clause, frame: Frame, clauses: list[Clause]) -> bool:
        if clause.ends != ":" or (clause.direct and clause is not clauses[-1]):
            return False
        rest = clause.text[frame.end :] + ":"
        if clause is not clauses[-1] and _label(clauses[clause.number + 1]):
            return True
        return clause is clauses[-1] or bool(re.search("以下|下列|如下|下述", rest))

    def _invited(self, clause: Clause, start: int, clauses: list[Clause]) -> int:
        if clause.number:
            before = clauses[clause.number - 1]
            if cue("commitments", "invited").search(before.text):
                return before.start + before.lead
        return start

    def _add(
        self, clause: Clause, codes: tuple[str, ...], force: Force, start: int, frame: Frame,
        subject: Subject,
    ) -> None:
        shaky = subject.sort != "actor" or self.stage.voice == "nobody"
        action = (clause.start + frame.end, clause.end)
        if not frame.word or subject.sort == "thing":
            action = (start, clause.end)
        self._put(clause, codes, force, start, action, frame.rule, 0.7 if shaky else 0.85)
        if self.open:
            self.open.base = frame.force
            if force is Force.EXPLORATION:
                self.open.force = frame.force

    def _put(
        self, clause: Clause, codes: tuple[str, ...], force: Force, start: int,
        action: tuple[int, int], rule: str, confidence: float, chain: int = 0,
    ) -> None:
        self.promises.append(CommitmentSighting(
            scan=clause.scan, start=start, end=clause.end, actors=codes, force=force, rule=rule,
            confidence=confidence, action=action if action[0] < action[1] else None,
        ))
        self.open = _Open(len(self.promises) - 1, codes, force, clause.number, chain)
        self.held = None
        self.adjunct = None

    # --- attitudes

    def _supports(self, clause: Clause, attitude: Attitude) -> bool:
        """支持 and 鼓励 in a row of promises are promises too."""
        word = clause.text[attitude.start : attitude.end]
        if self.listed and not self.open and attitude.start == clause.lead:
            return word.startswith(("支持", "鼓励"))
        return bool(
            self.open and word.startswith(("支持", "鼓励"))
            and not clause.text[clause.lead : attitude.start].strip("并坚定大力积极不移地将")
        )

    def _attitude(self, clause: Clause, attitude: Attitude, clauses: list[Clause]) -> bool:
        stage = self.stage
        subject = subject_of(clause, attitude.start, stage)
        codes: tuple[str, ...] = ()
        if attitude.rule == "zh-verdict":
            codes = self._judges(subject, clause)
        elif attitude.rule == "zh-won":
            codes = self._named(clause, attitude)
        elif attitude.rule == "zh-verb" and self._in_adjunct(clause, attitude):
            return False
        elif subject.sort == "actor" and (subject.near or not attitude.needs_near):
            codes = subject.codes
            stage.topic = codes
        elif subject.sort == "none" and stage.voice != "nobody":
            codes = self._inherited(clause)
        if subject.sort == "nobody":
            stage.topic = ()
        if not codes:
            return False
        if clause.text.startswith("确认", attitude.start) and self._confirmed(clause, attitude):
            return True
        verb = clause.text[attitude.start : attitude.end]
        said = re.sub("^(?:指出|说|道|称)", "", clause.text[attitude.first :])
        begin = self._topic_start(clause, attitude, clauses)
        start = begin if begin is not None else clause.start + clause.lead
        if not said.strip() and clause.number + 1 < len(clauses) and (
            clauses[clause.number + 1].direct and not clause.direct
        ):
            return False
        if attitude.rule == "zh-verb" and not said.strip() and clause.number + 1 < len(clauses):
            return self._leads(clause, attitude, codes, start, clauses)
        stance = turned(attitude.stance, verb, said)
        if self.held and self.held.chain == -1 and self.held.clause + 1 == clause.number and (
            subject.sort == "thing"
            or subject.sort == "actor" and not set(codes) <= set(self.held.codes)
        ):
            return True
        if self.held and self.held.clause + 1 == clause.number and self.held.chain == -1:
            start = self.attitudes.pop(self.held.index).start
        degree = degree_of(said[:6]) if stance is not attitude.stance else attitude.degree
        place = (clause.start + attitude.first, clause.start + attitude.last)
        self._hold(clause, codes, stance, start, clause.end, place,
                   max(degree.value, attitude.degree.value), attitude.rule)
        return True

    def _judges(self, subject: Subject, clause: Clause) -> tuple[str, ...]:
        """Whose verdict it is that something cannot be accepted: who speaks, else the text."""
        stage, cast = self.stage, cast_of(self.context)
        first = next((c for c in candidates(clause.scan)
                      if c.start == clause.start + clause.lead and c.codes), None)
        if first and clause.text.startswith("的", first.end - clause.start) and not (
            cue("positions", "blamed").search(clause.text)
        ):
            return first.codes
        if subject.sort == "actor" and set(subject.codes) <= set(cast.parties):
            return subject.codes
        if stage.voice == "nobody":
            return ()
        if stage.voice == "state" and stage.speaker:
            return stage.speaker
        if stage.voice or self.context.doc.header.kind in _JOINT:
            return cast.parties
        if stage.topic and set(stage.topic) <= set(cast.parties):
            return stage.topic
        return (cast.own,) if cast.own else ()

    def _named(self, clause: Clause, attitude: Attitude) -> tuple[str, ...]:
        """Who gave the support that was won."""
        first, last = clause.start + attitude.first, clause.start + attitude.last
        inside = [c for c in candidates(clause.scan) if first <= c.start and c.end <= last]
        return tuple(dict.fromkeys(code for c in inside for code in c.codes))

    def _in_adjunct(self, clause: Clause, attitude: Attitude) -> bool:
        prefix = clause.text[clause.lead : attitude.start]
        if not cue("positions", "adjunct").match(prefix):
            return False
        bare = re.sub(f"(?:{cue('clauses', 'adverbs').pattern})+$", "", prefix)
        subject = subject_of(clause, attitude.start, self.stage)
        return subject.sort == "none" and not cue("positions", "adjunct_end").search(bare)

    def _confirmed(self, clause: Clause, attitude: Attitude) -> bool:
        """确认了日方提供…: what somebody is confirmed to do is their promise."""
        at = clause.start + attitude.first
        one = next((c for c in candidates(clause.scan) if c.start == at and c.codes), None)
        if one is None or not cue("commitments", "actions").match(
            clause.text, one.end - clause.start
        ):
            return False
        self._put(clause, one.codes, Force.PLEDGE, clause.start + attitude.start,
                  (at, clause.end), "zh-confirmed", 0.7)
        return True

    def _leads(
        self, clause: Clause, attitude: Attitude, codes: tuple[str, ...], start: int,
        clauses: list[Clause],
    ) -> bool:
        """我们强调，…: what is said stands in the next clause, which may be more than this."""
        behind = clauses[clause.number + 1]
        if frame_of(behind) and not cue("commitments", "pseudo").search(behind.text):
            self.stage.topic = codes
            return False
        said = behind.text
        stance = turned(attitude.stance, clause.text[attitude.start : attitude.end], said)
        self._hold(clause, codes, stance, start, behind.end, (behind.start, behind.end),
                   attitude.degree.value, attitude.rule)
        assert self.held is not None
        self.held.chain, self.held.clause = -1, clause.number
        self.stage.topic = codes
        return True

    def _topic_start(
        self, clause: Clause, attitude: Attitude, clauses: list[Clause]
    ) -> int | None:
        """对于…，外交部深表关切: the quote begins with what the concern is about."""
        if "对此" in clause.text and clause.number and not clauses[clause.number - 1].ends == ":":
            return clauses[clause.number - 1].start + clauses[clause.number - 1].lead
        if not clause.number or attitude.rule != "zh-shown" or attitude.first < attitude.start:
            return None
        before = clauses[clause.number - 1]
        if re.match(r"(?:对于?|针对|关于|就)", before.body) and before.ends == ",":
            return before.start + before.lead
        return None

    def _hold(
        self, clause: Clause, codes: tuple[str, ...], stance: Stance, start: int, end: int,
        place: tuple[int, int], degree: str, rule: str,
    ) -> None:
        from communique.model.findings import Degree

        self.attitudes.append(PositionSighting(
            scan=clause.scan, start=start, end=end, actors=codes, stance=stance, rule=rule,
            degree=Degree(degree), object=place if place[0] < place[1] else None,
        ))
        self.held = _Open(len(self.attitudes) - 1, codes, Force.PLEDGE, clause.number)

    # --- speech and what goes on

    def _speech(self, clause: Clause, clauses: list[Clause]) -> bool:
        """A clause that ends in a verb of saying names who speaks what follows."""
        match = cue("clauses", "speech_end").search(clause.text + clause.ends)
        stage = self.stage
        if match is None or clause.ends not in (",", ":"):
            return False
        if cue("clauses", "source").match(clause.text):
            return True
        subject = _subject_of_speech(clause, match.start(), stage)
        if subject.sort == "none" and stage.topic is None and clause.ends == ",":
            return False
        words = clause.text[: match.start()]
        if cue("clauses", "experts").search(words):
            subject = Subject("nobody")
        elif subject.sort != "actor" and (state := self._told(clause, clauses)):
            subject = Subject("actor", (state,), clause.start)
        if subject.sort == "actor":
            paper = cue("clauses", "papers").search(words + "确认") and subject.plural
            stage.voice, stage.speaker = ("paper" if paper else "state"), subject.codes
            stage.topic = subject.codes
        elif subject.sort == "none":
            stage.voice = "state" if stage.topic else "nobody"
            stage.speaker = stage.topic
        elif _titled(words):
            stage.voice, stage.speaker, stage.topic = "state", None, ()
        else:
            stage.voice, stage.speaker, stage.topic = "nobody", None, ()
        if stage.voice == "state" and len(stage.speaker or ()) > 1 and clause.ends == ":":
            stage.voice = "paper"
        stage.last, stage.last_voice = stage.speaker, stage.voice
        self.open = None
        if subject.sort == "actor" and clause.number + 1 < len(clauses):
            self._valued(clause, clauses[clause.number + 1], subject)
        return True

    def _told(self, clause: Clause, clauses: list[Clause]) -> str | None:
        """The state of who speaks the next words, as the document's attributions have it."""
        at = clauses[clause.number + 1].start if clause.number + 1 < len(clauses) else clause.end
        speech = speaker_at(self.context, clause.scan, at)
        return speech.state if speech and not speech.asks else None

    def _valued(self, clause: Clause, behind: Clause, subject: Subject) -> None:
        """双方一致认为，…至关重要: what is called important is recognised."""
        if cue("positions", "valued").search(behind.text) and not (
            frame_of(behind) or attitude_of(behind)
        ):
            self._hold(clause, subject.codes, Stance.RECOGNISE, clause.start + clause.lead,
                       behind.end, (behind.start, behind.end), "plain", "zh-valued")
            assert self.held is not None
            self.held.chain = -1

    def _more(self, clause: Clause, clauses: list[Clause]) -> None:
        """A clause without a frame of its own: a promise that goes on, its purpose, an adjunct."""
        text = clause.text
        joined = cue("commitments", "joins").match(text)
        start = joined.end() if joined else 0
        if re.match("(?:其后|随后|此后|曾|已|仅|但)", text):
            self._topic(clause)
            return
        acts = self._acts(text[start:])
        if self.waiting:
            self._awaited(clause, clauses)
            return
        if self.listed and (_label(clause) or (self.after == ";" and not self._deeper(clause))):
            self._item(clause)
            return
        if (self.listed and self.open is None and clause.number == 0) or (
            self.listed and self.adjunct is not None and self.open is None
        ):
            self._item(clause)
            return
        if cue("commitments", "condition").match(clause.body) and clause.ends == ",":
            self.adjunct = clause
            return
        if self.open and self._goes_on(clause, clauses, bool(joined), acts):
            return
        if self._dated(clause):
            self.adjunct = clause
            return
        if self.held and self._object_goes_on(clause, acts, bool(joined)):
            return
        self._topic(clause)

    def _acts(self, text: str) -> bool:
        lead = re.match(rf"(?:{cue('clauses', 'adverbs').pattern})*", text)
        left = text[lead.end() :] if lead else text
        actions = cue("commitments", "actions")
        if re.search("(?:时|之际|之后|期间|情况下)$", text):
            return False
        if actions.match(text) or actions.match(left):
            return True
        return bool(cue("clauses", "preposition").match(left) and re.search(
            f"[X上中下内D]{actions.pattern}", left))

    def _awaited(self, clause: Clause, clauses: list[Clause]) -> None:
        """The clause that brings what 同意自十月一日起， had left open."""
        assert self.waiting is not None
        subject, frame, before = self.waiting
        if open_ended(clause.text) and clause.number + 1 < len(clauses):
            return
        self.waiting = None
        if before.scan is not clause.scan or denied_behind(clause.text):
            return
        self._add(clause, subject.codes, force_of(frame.force, clause.text), subject.start,
                  replace(frame, start=0, end=0, word=frame.word), subject)

    def _item(self, clause: Clause) -> None:
        assert self.listed is not None
        if clause.ends == "," and self._dated(clause) and not self._acts_late(clause):
            self.adjunct = clause
            return
        if denied_behind(clause.body):
            return
        start = clause.start + max(clause.lead, _label(clause))
        body = clause.text[start - clause.start :]
        if self.adjunct and self.adjunct.scan is clause.scan:
            start = self.adjunct.start + _label(self.adjunct)
        self._put(clause, self.listed.codes, force_of(self.listed.force, body), start,
                  (start, clause.end), "zh-list", 0.8)

    def _deeper(self, clause: Clause) -> bool:
        """Whether a clause behind a semicolon is still inside an item of its own passage."""
        return self.listed is not None and self.listed.item != clause.scan.passage.item and (
            self.open is not None
        )

    def _acts_late(self, clause: Clause) -> bool:
        return bool(re.search(cue("commitments", "reach_any").pattern, clause.text))

    def _dated(self, clause: Clause) -> bool:
        """An adjunct that says when, and nothing else."""
        text = clause.body
        if clause.ends != "," or len(text) > 30:
            return False
        return bool(
            re.search(r"D", text) or cue("clauses", "period").search(text)
        ) and bool(re.search(r"(?:起|内|前|间|后|底|末|年|月|日|D|期|季|度|时)$", text))

    def _goes_on(
        self, clause: Clause, clauses: list[Clause], joined: bool, acts: bool
    ) -> bool:
        assert self.open is not None
        last = self.promises[self.open.index]
        text = clause.text
        attached = cue("commitments", "attached").match(text)
        includes = re.match(
            r"(?:以及)?(?:其中)?(?:也|还)?包括(?:(?:在|为|向|对|与)[^,]{1,30}?)?(?=(?:提供|改进|建造|建设|设立|成立|加强|派遣|增加|开展|举行|共同)"
            r"(?!.{0,4}(?:等|方面)))", text)
        if includes:
            self._put(clause, self.open.codes, self.open.force, clause.start,
                      (clause.start, clause.end), "zh-including", 0.65, self.open.chain)
            return True
        row = self._row(clause, clauses)
        before = clauses[clause.number - 1].text if clause.number else ""
        if not joined and acts and not row and cue("commitments", "means").search(before):
            attached = re.match("", text)
        if joined and self.open.purpose:
            attached, acts = joined_match(text), False
        if (joined and acts) or (acts and (not attached or row or self.open.chain)):
            if topic_of(clause, self.stage) == ():
                return False
            base = self.open.base
            fresh = cue("commitments", "creates").search(text) or joined and "D" in text or (
                joined and cue("clauses", "period").search(text)
            )
            given = base if fresh else self.open.force
            self._put(clause, self.open.codes, force_of(given, clause.body), clause.start,
                      (clause.start + clause.lead, clause.end), "zh-joined", 0.7,
                      self.open.chain + 1)
            self.open.base = base
            return True
        if attached or (clause.number == self.open.clause + 1 and _fragment(text)):
            self.promises[self.open.index] = replace(
                last, end=clause.end,
                action=(last.action[0], clause.end) if last.action else None,
            )
            self.open.purpose = bool(re.match("以(?!色|军|及)", text)) or self.open.purpose
            self.open.clause = clause.number
            return True
        self.open = None
        return False

    def _row(self, clause: Clause, clauses: list[Clause]) -> bool:
        """Whether another bare verb phrase follows: a row of promises rather than a purpose."""
        if clause.number + 1 >= len(clauses) or re.match("以|用|每|其中|包括|总|从而|使", clause.text):
            return False
        behind = clauses[clause.number + 1]
        if frame_of(behind) or not self._acts(behind.body):
            return False
        return not re.match("以|用|每|其中|包括|总|从而|使|就|在|按照|根据", behind.text)

    def _object_goes_on(self, clause: Clause, acts: bool, joined: bool) -> bool:
        """What a demand or hope is about may run over several clauses."""
        assert self.held is not None
        last = self.attitudes[self.held.index]
        if last.end >= clause.end:
            self.held.clause = clause.number
            if not re.match("(?:继|在|自|于)[^,]*$", clause.text):
                self.held.chain = 0
            return True
        wide = last.stance in (Stance.URGE, Stance.HOPE, Stance.REAFFIRM, Stance.SUPPORT)
        attached = cue("commitments", "attached").match(clause.text) or re.match(
            "这(?:是|种|对|将|一|些|也)", clause.text)
        if self.after == ";":
            self.held = None
            return False
        open_object = self.held.chain == -1 or (
            last.stance in (Stance.URGE, Stance.HOPE) and topic_of(clause, self.stage) is None
        )
        if self.held.clause + 1 == clause.number and (
            attached or (wide and acts) or open_object
        ):
            self.attitudes[self.held.index] = replace(last, end=clause.end)
            self.held.clause = clause.number
            return True
        self.held = None
        return False

    def _topic(self, clause: Clause) -> None:
        topic = topic_of(clause, self.stage)
        if topic is not None:
            self.stage.topic = topic
        self.open = None


def _label(clause: Clause) -> int:
    """The length of a list's label at the head of a clause (一是, （一）); 0 if there is none."""
    match = cue("commitments", "label").match(clause.text)
    return match.end() if match else 0


def joined_match(text: str) -> re.Match[str] | None:
    """A clause joined to a purpose (，以实现…，并加强…) belongs to it."""
    return cue("commitments", "joins").match(text)


def _own_date(clause: Clause) -> bool:
    return clause.body.startswith("D")


def _fragment(text: str) -> bool:
    """A short noun phrase or quantity that ends a promise (首期三亿元)."""
    return len(text) <= 14 and not re.match("(?:这|该|此|但|因)", text) and bool(
        re.search(r"[0-9一二三四五六七八九十百千万亿]|等", text)
    )


def _titled(words: str) -> bool:
    """A speaker with an office whom nothing ties to a state: an official all the same."""
    return bool(cue("clauses", "office").search(words))


def _subject_of_speech(clause: Clause, until: int, stage: Stage) -> Subject:
    text = clause.text[:until]
    for verb in ("对", "向", "在", "于", "接受", "出席", "就"):
        at = text.find(verb, clause.lead + 1)
        if at > 0:
            found = subject_of(clause, at, stage)
            if found.sort in ("actor", "nobody"):
                return found
    return subject_of(clause, until, stage)
