"""Takes a clause with a word of attitude as a position: whose, to what, and quoted from where.

Left out: attitudes in a row of promises, in adjuncts (为支持…，), and of nobody who has a code.

    "双方强调，应以对话解决争端" -> support: the ought stands in the clause behind
"""

from __future__ import annotations

import re

from communique.find.attitudes_zh import Attitude, degree_of, turned
from communique.find.candidates_zh import Subject, candidates
from communique.find.casting_zh import own_of, parties_of, speaks_jointly
from communique.find.objects_zh import quoted_from, said_of_held
from communique.find.parts_zh import Clause, cue
from communique.find.promises_zh import frame_of
from communique.find.subjects_zh import subject_of
from communique.find.walk_zh import Walk
from communique.model.findings import Force, Stance


def supports(walk: Walk, clause: Clause, attitude: Attitude) -> bool:
    """支持 and 鼓励 in a row of promises are promises too."""
    word = clause.text[attitude.start : attitude.end]
    if walk.listed and not walk.open and attitude.start == clause.lead:
        return word.startswith(("支持", "鼓励"))
    return bool(
        walk.open
        and word.startswith(("支持", "鼓励"))
        and not clause.text[clause.lead : attitude.start].strip("并坚定大力积极不移地将")
    )


def take_attitude(walk: Walk, clause: Clause, attitude: Attitude, clauses: list[Clause]) -> bool:
    """Hold a clause's attitude for whoever is behind it; whether anybody with a code is."""
    stage = walk.stage
    subject = subject_of(clause, attitude.start, stage)
    codes: tuple[str, ...] = ()
    if attitude.rule == "zh-verdict":
        codes = _judges(walk, subject, clause)
    elif attitude.rule == "zh-won":
        codes = _givers(walk, clause, attitude)
    elif attitude.rule == "zh-ought":
        inside = said_of_held(walk, clause, attitude, subject)
        return inside or _demanded(walk, clause, attitude, subject)
    elif attitude.rule == "zh-verb" and _in_adjunct(walk, clause, attitude):
        return False
    elif subject.sort == "actor" and (subject.near or not attitude.needs_near):
        codes = subject.codes
        stage.topic = codes
    elif subject.sort == "none" and stage.voice != "nobody":
        codes = walk.inherited(clause)
    if said_of_held(walk, clause, attitude, subject):
        return True
    if attitude.rule == "zh-never" and subject.sort != "actor" and not _sworn(walk, clause):
        return False
    if subject.sort == "nobody":
        stage.topic = ()
    if not codes:
        return False
    if clause.text.startswith("确认", attitude.start) and _confirmed(walk, clause, attitude):
        return True
    verb = clause.text[attitude.start : attitude.end]
    said = clause.text[attitude.first :]
    saying = cue("positions", "saying").match(said)
    said = said[saying.end() :] if saying else said
    begin = quoted_from(walk, clause, attitude, clauses)
    start = begin if begin is not None else clause.start + clause.lead
    if attitude.rule in ("zh-won", "zh-verdict") and cue("positions", "told_of").match(clause.text):
        start = clauses[0].start + clauses[0].lead
    if (
        not said.strip()
        and clause.number + 1 < len(clauses)
        and (clauses[clause.number + 1].direct and not clause.direct)
    ):
        return False
    toward = cue("positions", "toward_before").search(clause.text[clause.lead : attitude.start])
    leads = attitude.rule == "zh-verb" and not said.strip() and not toward
    if leads and clause.number + 1 < len(clauses):
        return _lead(walk, clause, attitude, codes, start, clauses)
    stance = turned(attitude.stance, verb, said)
    if (
        walk.held
        and walk.held.chain == -1
        and walk.held.clause + 1 == clause.number
        and (
            subject.sort == "thing"
            or (subject.sort == "actor" and not set(codes) <= set(walk.held.codes))
        )
    ):
        return True
    if walk.held and walk.held.clause + 1 == clause.number and walk.held.chain == -1:
        start = walk.attitudes.pop(walk.held.index).start
    degree = degree_of(said[:6]) if stance is not attitude.stance else attitude.degree
    place = (clause.start + attitude.first, clause.start + attitude.last)
    walk.hold(
        clause,
        codes,
        stance,
        start,
        clause.end,
        place,
        max(degree.value, attitude.degree.value),
        attitude.rule,
    )
    return True


def _judges(walk: Walk, subject: Subject, clause: Clause) -> tuple[str, ...]:
    """Whose verdict it is that something cannot be accepted: who speaks, else the text."""
    stage, parties = walk.stage, parties_of(walk.context)
    own = own_of(walk.context)
    first = next(
        (c for c in candidates(clause.scan) if c.start == clause.start + clause.lead and c.codes),
        None,
    )
    if (
        first
        and clause.text.startswith("的", first.end - clause.start)
        and not (cue("positions", "blamed").search(clause.text))
    ):
        return first.codes
    if subject.sort == "actor" and set(subject.codes) <= set(parties):
        return subject.codes
    if stage.voice == "nobody":
        return ()
    if stage.voice == "state" and stage.speaker:
        return stage.speaker
    if stage.voice or speaks_jointly(walk.context):
        return parties
    if stage.topic and set(stage.topic) <= set(parties):
        return stage.topic
    return (own,) if own else ()


def _givers(walk: Walk, clause: Clause, attitude: Attitude) -> tuple[str, ...]:
    """Who gave the support that was won."""
    first, last = clause.start + attitude.first, clause.start + attitude.last
    inside = [c for c in candidates(clause.scan) if first <= c.start and c.end <= last]
    return tuple(dict.fromkeys(code for c in inside for code in c.codes))


def _in_adjunct(walk: Walk, clause: Clause, attitude: Attitude) -> bool:
    prefix = clause.text[clause.lead : attitude.start]
    if not cue("positions", "adjunct").match(prefix):
        return False
    bare = re.sub(f"(?:{cue('clauses', 'adverbs').pattern})+$", "", prefix)
    subject = subject_of(clause, attitude.start, walk.stage)
    return subject.sort == "none" and not cue("positions", "adjunct_end").search(bare)


def _confirmed(walk: Walk, clause: Clause, attitude: Attitude) -> bool:
    """确认了日方提供…: what somebody is confirmed to do is their promise."""
    at = clause.start + attitude.first
    one = next((c for c in candidates(clause.scan) if c.start == at and c.codes), None)
    if one is None or not cue("commitments", "actions").match(clause.text, one.end - clause.start):
        return False
    walk.put(
        clause,
        one.codes,
        Force.PLEDGE,
        clause.start + attitude.start,
        (at, clause.end),
        "zh-confirmed",
        0.7,
    )
    return True


def _lead(
    walk: Walk,
    clause: Clause,
    attitude: Attitude,
    codes: tuple[str, ...],
    start: int,
    clauses: list[Clause],
) -> bool:
    """我们强调，…: what is said stands in the next clause, which may be more than this."""
    behind = clauses[clause.number + 1]
    frame = frame_of(behind)
    if frame and not cue("commitments", "pseudo").search(behind.text[: frame.start]):
        walk.stage.topic = codes
        return False
    said = behind.text
    stance = turned(attitude.stance, clause.text[attitude.start : attitude.end], said)
    walk.hold(
        clause,
        codes,
        stance,
        start,
        behind.end,
        (behind.start, behind.end),
        attitude.degree.value,
        attitude.rule,
    )
    assert walk.held is not None
    walk.held.chain, walk.held.clause = -1, clause.number
    walk.stage.topic = codes
    return True


def _sworn(walk: Walk, clause: Clause) -> bool:
    """Whether a clause without a subject says 绝不, and a state says so of itself."""
    if not cue("positions", "sworn").search(clause.text):
        return False
    return walk.stage.voice == "state" or bool(walk.stage.topic) or speaks_jointly(walk.context)


def _demanded(walk: Walk, clause: Clause, attitude: Attitude, subject: Subject) -> bool:
    """美方应停止…: what whoever speaks says that others ought to do."""
    stage, own = walk.stage, own_of(walk.context)
    holder: tuple[str, ...] = (own,) if own else ()
    if stage.voice == "nobody":
        return False
    if stage.voice == "state" and stage.speaker:
        holder = stage.speaker
    elif speaks_jointly(walk.context) or stage.voice == "paper":
        holder = parties_of(walk.context)
    named = subject.sort == "actor" and bool(subject.codes)
    other = named and not set(subject.codes) & set(holder)
    words = clause.text[clause.lead : attitude.start]
    at = clause.start + clause.lead
    called = any(m.start == at and m.id not in holder for m in clause.scan.mentions)
    other = other or (not named and (called or bool(cue("positions", "others").match(words))))
    ruled = subject.sort == "thing" and speaks_jointly(walk.context)
    if not holder or not (other or ruled):
        return False
    stance = attitude.stance if other else Stance.SUPPORT
    start, place = clause.start + clause.lead, (clause.start, clause.end)
    degree = attitude.degree.value
    walk.hold(clause, holder, stance, start, clause.end, place, degree, attitude.rule)
    return True
