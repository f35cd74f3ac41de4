"""What a Chinese attitude is to, where that is more than its own clause.

Recognised: what a clause before names (对于…之成就，备致赞佩), the clauses over which a demand or
hope runs, a verdict inside what is reaffirmed (重申…唯一合法政府，台湾是…一部分).

    "双方对局势之恶化，至表关切" -> one attitude, quoted from 双方
"""

from __future__ import annotations

from dataclasses import replace

from communique.find.attitudes_zh import Attitude, attitude_of
from communique.find.candidates_zh import Subject
from communique.find.casting_zh import speaks_jointly
from communique.find.parts_zh import Clause, cue
from communique.find.subjects_zh import topic_of
from communique.find.walk_zh import Open, Walk
from communique.model.findings import Stance


def quoted_from(
    walk: Walk, clause: Clause, attitude: Attitude, clauses: list[Clause]
) -> int | None:
    """对于…，外交部深表关切: the quote begins with what the concern is about."""
    if not clause.number:
        return None
    before = clauses[clause.number - 1]
    start = before.start + before.lead
    if cue("positions", "at_the_time").match(before.body):
        return start
    told = [(s.scan, s.end) for s in walk.attitudes[-1:]]
    told += [(s.scan, s.end) for s in walk.promises[-1:]]
    said = any(scan is clause.scan and end >= before.end for scan, end in told)
    if before.ends != "," or said:
        return None
    if attitude.start == clause.lead and cue("positions", "holds").search(before.text):
        return start if speaks_jointly(walk.context) else None
    if attitude.rule == "zh-never":
        return start if attitude.start == clause.lead else None
    if not without_object(clause, attitude):
        return None
    toward = cue("positions", "toward_open").match(before.body)
    return start if toward or attitude.start == clause.lead else None


def without_object(clause: Clause, attitude: Attitude) -> bool:
    """Whether an attitude is shown toward what a clause before has named (咸表满意)."""
    return attitude.rule == "zh-shown" and attitude.start < attitude.first >= len(clause.text)


def names_object(clause: Clause, attitude: Attitude, clauses: list[Clause]) -> bool:
    """Whether a clause only names what the next one is about (对某国声援我方，表示感谢)."""
    opened = cue("positions", "toward_open").match(clause.body)
    if opened is None or attitude.start < clause.lead + opened.end():
        return False
    if attitude.rule != "zh-verb" or clause.ends != "," or clause is clauses[-1]:
        return False
    behind = attitude_of(clauses[clause.number + 1])
    return behind is not None and without_object(clauses[clause.number + 1], behind)


def said_of_held(walk: Walk, clause: Clause, attitude: Attitude, subject: Subject) -> bool:
    """重申…唯一合法政府，台湾是…一部分: a verdict inside what the attitude before is about."""
    held = walk.held
    if held is None or held.clause + 1 != clause.number:
        return False
    fact = attitude.rule == "zh-verdict" and attitude.stance is Stance.REAFFIRM
    if subject.sort == "actor" and not fact:
        return False
    last = walk.attitudes[held.index]
    word = clause.text[attitude.start : attitude.end]
    inside = last.stance is Stance.URGE and cue("positions", "in_demand").match(word)
    told = attitude.rule in ("zh-verdict", "zh-ought", "zh-never")
    if not (told or inside) or walk.after == ";":
        return False
    if last.scan is not clause.scan or last.rule == "zh-shown":
        return False
    walk.attitudes[held.index] = replace(last, end=max(last.end, clause.end))
    held.clause, held.chain = clause.number, 0
    return True


def object_goes_on(walk: Walk, held: Open, clause: Clause, act: bool) -> bool:
    """What a demand or hope is about may run over several clauses."""
    last = walk.attitudes[held.index]
    if last.end >= clause.end:
        held.clause = clause.number
        if not cue("positions", "still_open").match(clause.text):
            held.chain = 0
        return True
    wide = last.stance in (Stance.URGE, Stance.HOPE, Stance.REAFFIRM, Stance.SUPPORT)
    attached = cue("commitments", "attached").match(clause.text) or cue(
        "positions", "attached"
    ).match(clause.text)
    if walk.after == ";":
        walk.held = None
        return False
    open_object = held.chain == -1 or (
        last.stance in (Stance.URGE, Stance.HOPE) and topic_of(clause, walk.stage) is None
    )
    if held.clause + 1 == clause.number and (attached or (wide and act) or open_object):
        walk.attitudes[held.index] = replace(last, end=clause.end)
        held.clause = clause.number
        return True
    walk.held = None
    return False
