"""Takes a clause with a frame as a promise: by whom, how firmly, and from where it is quoted.

Left out: frames whose subject has no code, conditions, and the opening of a list, which only says
who promises its items.

    "今年年底前，中方将" -> quoted from 今年, promised by CHN
"""

from __future__ import annotations

import re
from dataclasses import replace

from communique.find.attitudes_zh import degree_of
from communique.find.candidates_zh import Subject
from communique.find.casting_zh import own_of, parties_of, speaks_jointly, tells
from communique.find.deadlines import deadline
from communique.find.parts_zh import Clause, cue, folded
from communique.find.promises_zh import Frame, denied_behind, force_of, open_ended
from communique.find.subjects_zh import subject_of, topic_of
from communique.find.walk_zh import Listed, Walk
from communique.model.findings import Force, Stance

_LONG = 30
"""A clause of means that is longer (将透过…机制，) is not quoted with the promise behind it."""


def take_promise(walk: Walk, clause: Clause, frame: Frame, clauses: list[Clause]) -> bool:
    """Take a clause's promise for whoever makes it; whether anything was to be taken."""
    promised = clause.text[frame.end :]
    vowed = cue("commitments", "given_word").search(frame.word) is not None
    if (denied_behind(promised) and not vowed) or _conditional(walk, clause):
        walk.open = None
        return True
    subject = subject_of(clause, frame.start, walk.stage)
    codes = _who(walk, clause, frame, subject)
    if frame.rule in ("zh-invitation", "zh-steadfast") and subject.sort != "actor":
        codes = topic_of(clause, walk.stage) or codes
    if subject.sort == "nobody":
        walk.stage.topic = ()
    if not codes:
        walk.open = walk.held = None
        return False
    if subject.sort == "actor":
        walk.stage.topic = codes
    promiser = walk.waiting[1] if walk.waiting else None
    start = _start(walk, clause, subject)
    if _opens_list(walk, clause, frame, clauses):
        walk.listed = Listed(
            codes, frame.force, clause.scan.passage.item, clause.scan.passage.paragraph
        )
        if clause is clauses[-1]:
            return True
        walk.open = None
        return True
    if (
        open_ended(promised)
        and frame.word
        and frame.rule
        not in (
            "zh-invitation",
            "zh-consensus",
        )
    ):
        if (
            clause.ends == ":"
            and not promised
            and clauses[-1] is not clause
            and (clauses[clause.number + 1].direct and not clause.direct)
        ):
            return False
        if clause.number + 1 < len(clauses):
            if len(clause.text) > _LONG and cue("commitments", "by_means").search(promised):
                start = clauses[clause.number + 1].start
            walk.waiting = (replace(subject, codes=codes, start=start), frame, clause)
            return True
        return False
    force = force_of(frame.force, promised) if frame.word else frame.force
    if force is Force.INTENTION and promiser and promiser.firm:
        force = promiser.force
    if frame.firm and cue("positions", "agreed_ought").match(promised):
        return _agreed(walk, clause, codes, start, Stance.SUPPORT)
    if _importance(walk, clause, clauses) and frame.firm:
        return _agreed(walk, clause, codes, start, Stance.RECOGNISE)
    if frame.rule == "zh-invitation":
        if clause.number + 1 < len(clauses) and re.match(
            "并?(?:将|计划|预)", clauses[clause.number + 1].text
        ):
            return True
        start = _invited(walk, clause, start, clauses)
    add(walk, clause, codes, force, start, frame, subject)
    if frame.rule == "zh-invitation":
        _accepts(walk, clause)
    return True


def _importance(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    tail = clauses[min(len(clauses) - 1, clause.number + 1)]
    return bool(
        re.search("(?:重要性|必要性)$", clause.text)
        or (
            tail.number > clause.number
            and re.search("(?:重要性|必要性)$", tail.text)
            and not cue("commitments", "joins").match(tail.text)
        )
    )


def _agreed(walk: Walk, clause: Clause, codes: tuple[str, ...], start: int, stance: Stance) -> bool:
    """What is agreed to be important or right is an attitude, not a promise."""
    walk.hold(
        clause,
        codes,
        stance,
        start,
        clause.end,
        (start, clause.end),
        "plain",
        "zh-agreed",
    )
    return True


def _who(walk: Walk, clause: Clause, frame: Frame, subject: Subject) -> tuple[str, ...]:
    stage = walk.stage
    if subject.sort == "actor":
        if frame.loose and not subject.near and not clause.text[: frame.start].endswith("将"):
            return ()
        if stage.voice == "nobody" and not frame.firm:
            return ()
        return subject.codes
    if subject.sort == "nobody" or stage.voice == "nobody":
        return ()
    if subject.sort == "thing":
        if cue("commitments", "at_heart").search(clause.text[: frame.start]):
            return walk.inherited(clause)
        return _planned(walk, clause, frame, subject)
    codes = walk.inherited(clause)
    if codes == stage.speaker and clause.direct and re.search("同意|一致|商定", frame.word):
        return parties_of(walk.context) or codes
    return codes


def _planned(walk: Walk, clause: Clause, frame: Frame, subject: Subject) -> tuple[str, ...]:
    if frame.plain and cue("clauses", "sent").search(_before_when(clause.text[: frame.start])):
        return subject.codes or walk.inherited(clause)
    happens = cue("commitments", "happens").search(clause.text, frame.end)
    told = frame.word.endswith("会") and "D" not in clause.text
    acted = cue("commitments", "actions").match(clause.text, frame.end)
    if told and not (walk.stage.voice == "state" and acted):
        return ()
    if frame.rule == "zh-steadfast":
        return walk.inherited(clause)
    if not (frame.plain or frame.force is Force.CONTINUATION) or happens is None:
        return ()
    if not walk.stage.topic and not speaks_jointly(walk.context) and not clause.direct:
        own = own_of(walk.context)
        return (own,) if own else ()
    return subject.codes or walk.inherited(clause)


def _before_when(prefix: str) -> str:
    """A subject without the adverbs and times behind it."""
    return re.sub(f"(?:{cue('clauses', 'adverbs').pattern}|此次)+$", "", prefix)


def _start(walk: Walk, clause: Clause, subject: Subject) -> int:
    """Where the quote begins: the subject, or the condition or date that stands before it."""
    if walk.waiting:
        waiting, _, before = walk.waiting
        walk.waiting = None
        if (
            subject.sort == "none"
            and before.scan is clause.scan
            and (before.number + 1 == clause.number)
        ):
            return waiting.start if not _own_date(clause) else clause.start + clause.lead
    if (
        walk.adjunct
        and walk.adjunct.scan is clause.scan
        and (walk.adjunct.number + 1 == clause.number)
    ):
        return walk.adjunct.start + walk.adjunct.lead
    return clause.start + clause.lead


def _conditional(walk: Walk, clause: Clause) -> bool:
    """A condition with 将 or 会 in it promises nothing (如果中方将…,)."""
    return bool(cue("commitments", "condition").match(clause.body)) and bool(clause.ends == ",")


def _opens_list(walk: Walk, clause: Clause, frame: Frame, clauses: list[Clause]) -> bool:
    if clause.ends != ":" or (clause.direct and clause is not clauses[-1]):
        return False
    rest = clause.text[frame.end :] + ":"
    if clause is not clauses[-1] and label(clauses[clause.number + 1]):
        return True
    return clause is clauses[-1] or bool(re.search("以下|下列|如下|下述", rest))


def _invited(walk: Walk, clause: Clause, start: int, clauses: list[Clause]) -> int:
    if clause.number:
        before = clauses[clause.number - 1]
        if cue("commitments", "invited").search(before.text):
            return before.start + before.lead
    return start


def _accepts(walk: Walk, clause: Clause) -> None:
    """An acceptance of what the sentence before dates: 邀请…于明年访华。…接受了邀请."""
    scan, made = clause.scan, walk.promises[-1]
    before = walk.context.scans[scan.index - 1] if scan.index else None
    if before is None or made.start or before.passage.paragraph != scan.passage.paragraph:
        return
    text = folded(before)
    found = next(reversed([*cue("commitments", "invited").finditer(text)]), None)
    if found is None or deadline(scan, made.start, made.end)[0]:
        return
    begin = max(text.rfind(mark, 0, found.start()) for mark in ",;") + 1
    if due := deadline(before, begin, len(before.text))[0]:
        walk.promises[-1] = replace(made, deadline=due, since=(before, begin))


def add(
    walk: Walk,
    clause: Clause,
    codes: tuple[str, ...],
    force: Force,
    start: int,
    frame: Frame,
    subject: Subject,
) -> None:
    """Add a promise found at a frame, quoted from `start` to the clause's end."""
    shaky = subject.sort != "actor" or walk.stage.voice == "nobody"
    action, promised = (clause.start + frame.end, clause.end), clause.text[frame.end :]
    if not frame.word or subject.sort == "thing":
        action = (start, clause.end)
    walk.put(clause, codes, force, start, action, frame.rule, 0.7 if shaky else 0.85)
    if frame.firm and "D" in clause.text[: frame.start] and tells(walk.context):
        told = walk.promises[-1]  # 一九七九年承诺…: when it was promised is not by when
        walk.promises[-1] = replace(told, scope=(clause.start + frame.end, clause.end))
    if walk.open:
        walk.open.base = frame.force
        kept = force is Force.CONTINUATION and cue("commitments", "keeps").match(promised)
        if force is Force.EXPLORATION or (kept and frame.force is not force):
            walk.open.force = frame.force
    if frame.word and cue("commitments", "stands_for").search(frame.word):
        _stand(walk, clause, codes, start, frame)


def _stand(walk: Walk, clause: Clause, codes: tuple[str, ...], start: int, frame: Frame) -> None:
    """致力于维护国际法: a value that is stood for, beside the promise to work for it."""
    if not cue("positions", "values").search(clause.text, frame.end):
        return
    promise, place = walk.open, (clause.start + frame.end, clause.end)
    degree = degree_of(clause.text[: frame.end]).value
    walk.hold(clause, codes, Stance.SUPPORT, start, clause.end, place, degree, "zh-stands")
    walk.held, walk.open = None, promise


def _own_date(clause: Clause) -> bool:
    return clause.body.startswith("D")


def label(clause: Clause) -> int:
    """The length of a list's label at the head of a clause (一是, （一）); 0 if there is none."""
    match = cue("commitments", "label").match(clause.text)
    return match.end() if match else 0
