"""Takes a clause without a frame of its own: one more promise, its purpose, an item, an adjunct.

"扩大贸易，并增设口岸" behind 双方将 -> each a promise;  "以改善民生" -> part of one
"""

from __future__ import annotations

from dataclasses import replace

from communique.find.attitudes_zh import degree_of
from communique.find.items_zh import acts, led, says_when, starts_item, take_awaited, take_item
from communique.find.objects_zh import object_goes_on
from communique.find.parts_zh import Clause, cue
from communique.find.planned_zh import take_planned
from communique.find.promises_zh import force_of, frame_of
from communique.find.subjects_zh import topic_of
from communique.find.walk_zh import Open, Walk
from communique.model.findings import Force, Stance

_ROWS = (("including", "zh-including"), ("result", "zh-result"), ("batch", "zh-batch"))


def take_more(walk: Walk, clause: Clause, clauses: list[Clause]) -> None:
    """A clause without a frame of its own: a promise that goes on, its purpose, an adjunct."""
    text = clause.text
    joined = cue("commitments", "joins").match(text)
    act = acts(text[joined.end() if joined else 0 :])
    if cue("commitments", "told").match(text):
        _new_topic(walk, clause)
    elif _steadfast(walk, clause, clauses):
        return
    elif walk.waiting:
        take_awaited(walk, clause, clauses)
    elif cue("commitments", "condition").match(clause.body) and clause.ends == ",":
        walk.adjunct = clause
    elif walk.held is None and take_planned(walk, clause, clauses):
        return
    elif starts_item(walk, clause):
        take_item(walk, clause)
    elif walk.open and _goes_on(walk, walk.open, clause, clauses, joined is not None, act):
        return
    elif says_when(clause):
        walk.adjunct = clause
    elif not (walk.held and object_goes_on(walk, walk.held, clause, act)):
        _new_topic(walk, clause)


def _steadfast(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    """我们对保卫某国的承诺，…，是坚定不移的: the promise stands some clauses before."""
    if not cue("commitments", "steadfast_end").match(clause.body):
        return False
    first = next((c for c in clauses[: clause.number] if "承诺" in c.text), None)
    if first is None:
        return False
    codes = topic_of(first, walk.stage) or walk.inherited(clause)
    start = first.start + first.lead
    whole = (start, clause.end)
    if codes:
        walk.put(clause, codes, Force.PLEDGE, start, whole, "zh-steadfast", 0.7)
        walk.hold(clause, codes, Stance.REAFFIRM, start, clause.end, whole, "plain", "zh-steadfast")
    return bool(codes)


def _goes_on(
    walk: Walk, last: Open, clause: Clause, clauses: list[Clause], joined: bool, act: bool
) -> bool:
    """One more promise of the row, or more of the last one; whether it was either."""
    text, where = clause.text, (clause.start + clause.lead, clause.end)
    if cue("commitments", "question").search(text):
        walk.open = None
        return False
    for key, rule in _ROWS:
        if cue("commitments", key).match(text):
            walk.put(clause, last.codes, last.force, clause.start, where, rule, 0.65, last.chain)
            return True
    attached = cue("commitments", "attached").match(text) is not None
    row = _row(clause, clauses)
    if cue("commitments", "always_attached").match(text):
        act = False
    belongs = _belongs(last, clause, clauses, joined, act, row)
    if act and not belongs and (joined or not attached or row or last.chain > 0):
        if topic_of(clause, walk.stage) == ():
            return False
        _one_more(walk, last, clause, joined)
        return True
    near = clause.number == last.clause + 1
    if attached or belongs or (near and cue("commitments", "fragment").match(text)):
        _lengthen(walk, last, clause)
        return True
    if led(clause.body) and clause.ends == ",":  # 对难民问题，: the verb phrase is to come
        last.clause = clause.number
        return True
    walk.open = None
    return False


def _belongs(
    last: Open, clause: Clause, clauses: list[Clause], joined: bool, act: bool, row: bool
) -> bool:
    """Whether a verb phrase is the end of what went before: its purpose, a body's task."""
    if joined or not act:
        return joined and last.purpose
    before = clauses[clause.number - 1].text if clause.number else ""
    if cue("commitments", "funded").search(f"{before},{clause.text}"):
        return True
    if cue("commitments", "body").search(before):
        return True
    return not row and cue("commitments", "means").search(before) is not None


def _one_more(walk: Walk, last: Open, clause: Clause, joined: bool) -> None:
    """A promise of its own: with the frame's force where something new begins."""
    start = walk.promises[last.index].start
    dated = "D" in clause.text or cue("clauses", "period").search(clause.text)
    fresh = cue("commitments", "creates").search(clause.text) or (joined and dated)
    given = last.base if fresh else last.force
    where = (clause.start + clause.lead, clause.end)
    force = force_of(given, clause.body)
    walk.put(clause, last.codes, force, clause.start, where, "zh-joined", 0.7, last.chain + 1)
    assert walk.open is not None
    walk.open.base, walk.open.force = last.base, given
    _supported(walk, clause, start)


def _lengthen(walk: Walk, last: Open, clause: Clause) -> None:
    """A clause that belongs to the promise before."""
    promise = walk.promises[last.index]
    action = (promise.action[0], clause.end) if promise.action else None
    scope = (promise.scope[0], clause.end) if promise.scope else None
    walk.promises[last.index] = replace(promise, end=clause.end, action=action, scope=scope)
    last.purpose = bool(cue("commitments", "purpose").match(clause.text)) or last.purpose
    last.clause = clause.number


def _supported(walk: Walk, clause: Clause, start: int) -> None:
    """…，并坚定支持乌克兰: an attitude too, which only the whole sentence makes clear."""
    match = cue("commitments", "supports").match(clause.text)
    at = clause.start + (match.end() if match else 0)
    named = [m for m in clause.scan.mentions if m.kind == "state" and m.start == at]
    if match is None or not named or named[0].end != clause.end:
        return
    promise = walk.promises[-1] = replace(walk.promises[-1], start=start)
    is_open, degree = walk.open, degree_of(match[0]).value
    where = (at, clause.end)
    walk.hold(clause, promise.actors, Stance.SUPPORT, start, clause.end, where, degree, "zh-joined")
    walk.open = is_open


def _row(clause: Clause, clauses: list[Clause]) -> bool:
    """Whether another bare verb phrase follows: a row of promises rather than a purpose."""
    if clause.number + 1 >= len(clauses) or cue("commitments", "no_row").match(clause.text):
        return False
    behind = clauses[clause.number + 1]
    if frame_of(behind) or not acts(behind.body):
        return False
    return not cue("commitments", "no_row_behind").match(behind.text)


def _new_topic(walk: Walk, clause: Clause) -> None:
    topic = topic_of(clause, walk.stage)
    if topic is not None:
        walk.stage.topic = topic
    walk.open = None
