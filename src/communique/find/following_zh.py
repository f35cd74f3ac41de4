"""Takes a clause without a frame of its own: one more promise, a purpose, an item, an adjunct.

"扩大贸易，并增设口岸" behind 双方将 -> each a promise;  "以改善民生" -> part of one
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from communique.find.attitudes_zh import degree_of
from communique.find.parts_zh import Clause, cue
from communique.find.promises_zh import denied_behind, force_of, frame_of, open_ended
from communique.find.subjects_zh import topic_of
from communique.find.taking_zh import add, label
from communique.find.walk_zh import Walk
from communique.model.findings import Force, Stance


def take_more(walk: Walk, clause: Clause, clauses: list[Clause]) -> None:
    """A clause without a frame of its own: a promise that goes on, its purpose, an adjunct."""
    text = clause.text
    joined = cue("commitments", "joins").match(text)
    start = joined.end() if joined else 0
    if re.match("(?:其后|随后|此后|曾|已|仅|但)", text):
        _new_topic(walk, clause)
        return
    acts = _acts(walk, text[start:])
    if _steadfast(walk, clause, clauses):
        return
    if walk.waiting:
        _awaited(walk, clause, clauses)
        return
    if walk.listed and (label(clause) or (walk.after == ";" and not _deeper(walk, clause))):
        _item(walk, clause)
        return
    if (walk.listed and walk.open is None and clause.number == 0) or (
        walk.listed and walk.adjunct is not None and walk.open is None
    ):
        _item(walk, clause)
        return
    if cue("commitments", "condition").match(clause.body) and clause.ends == ",":
        walk.adjunct = clause
        return
    if walk.open and _goes_on(walk, clause, clauses, bool(joined), acts):
        return
    if _dated(walk, clause):
        walk.adjunct = clause
        return
    if walk.held and _object_goes_on(walk, clause, acts, bool(joined)):
        return
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
    if codes:
        walk.put(clause, codes, Force.PLEDGE, start, (start, clause.end), "zh-steadfast", 0.7)
        walk.hold(
            clause,
            codes,
            Stance.REAFFIRM,
            start,
            clause.end,
            (start, clause.end),
            "plain",
            "zh-steadfast",
        )
    return bool(codes)


@cache
def _when() -> re.Pattern[str]:
    """Adverbs and times before a verb (今后四年每年安排)."""
    period, adverbs = cue("clauses", "period").pattern, cue("clauses", "adverbs").pattern
    return re.compile(f"(?:{period}|{adverbs})*")


def _acts(walk: Walk, text: str) -> bool:
    lead = _when().match(text)
    left = text[lead.end() :] if lead else text
    actions = cue("commitments", "actions")
    if re.search("(?:时|之际|之后|期间|情况下)$", text):
        return False
    if cue("commitments", "done").search(text):
        return False
    if actions.match(text) or actions.match(left):
        return True
    return _led(left) and actions.search(left, 3) is not None


def _led(text: str) -> bool:
    """Whether a clause begins with a preposition: an adjunct, and perhaps a verb behind it."""
    return cue("clauses", "preposition").match(text) is not None or text[:1] in ("将", "使", "让")


def _awaited(walk: Walk, clause: Clause, clauses: list[Clause]) -> None:
    """The clause that brings what 同意自十月一日起， had left open."""
    assert walk.waiting is not None
    subject, frame, before = walk.waiting
    if open_ended(clause.text) and clause.number + 1 < len(clauses):
        return
    walk.waiting = None
    if before.scan is not clause.scan or denied_behind(clause.text):
        return
    add(
        walk,
        clause,
        subject.codes,
        force_of(frame.force, clause.text),
        subject.start,
        replace(frame, start=0, end=0, word=frame.word),
        subject,
    )


def _item(walk: Walk, clause: Clause) -> None:
    assert walk.listed is not None
    if clause.ends == "," and _dated(walk, clause) and not _acts_late(walk, clause):
        walk.adjunct = clause
        return
    if denied_behind(clause.body):
        return
    start = clause.start + max(clause.lead, label(clause))
    body = clause.text[start - clause.start :]
    if walk.adjunct and walk.adjunct.scan is clause.scan:
        start = walk.adjunct.start + label(walk.adjunct)
    walk.put(
        clause,
        walk.listed.codes,
        force_of(walk.listed.force, body),
        start,
        (start, clause.end),
        "zh-list",
        0.8,
    )


def _deeper(walk: Walk, clause: Clause) -> bool:
    """Whether a clause behind a semicolon is still inside an item of its own passage."""
    return (
        walk.listed is not None
        and walk.listed.item != clause.scan.passage.item
        and (walk.open is not None)
    )


def _acts_late(walk: Walk, clause: Clause) -> bool:
    return bool(re.search(cue("commitments", "reach_any").pattern, clause.text))


def _dated(walk: Walk, clause: Clause) -> bool:
    """An adjunct that says when, and nothing else."""
    text = clause.body
    if clause.ends != "," or len(text) > 30:
        return False
    return bool(re.search(r"D", text) or cue("clauses", "period").search(text)) and bool(
        re.search(r"(?:起|内|前|间|后|底|末|年|月|日|D|期|季|度|时)$", text)
    )


def _goes_on(walk: Walk, clause: Clause, clauses: list[Clause], joined: bool, acts: bool) -> bool:
    assert walk.open is not None
    last = walk.promises[walk.open.index]
    text = clause.text
    attached = cue("commitments", "attached").match(text)
    includes = cue("commitments", "including").match(text)
    if includes:
        walk.put(
            clause,
            walk.open.codes,
            walk.open.force,
            clause.start,
            (clause.start, clause.end),
            "zh-including",
            0.65,
            walk.open.chain,
        )
        return True
    row = _row(walk, clause, clauses)
    before = clauses[clause.number - 1].text if clause.number else ""
    belongs = joined and walk.open.purpose
    if cue("commitments", "always_attached").match(text):
        acts = False
    if not joined and acts:
        belongs = cue("commitments", "body").search(before) is not None or (
            not row and cue("commitments", "means").search(before) is not None
        )
    alone = not attached or row or walk.open.chain > 0
    if acts and not belongs and (joined or alone):
        if topic_of(clause, walk.stage) == ():
            return False
        base = walk.open.base
        fresh = (
            cue("commitments", "creates").search(text)
            or (joined and "D" in text)
            or (joined and cue("clauses", "period").search(text))
        )
        given = base if fresh else walk.open.force
        walk.put(
            clause,
            walk.open.codes,
            force_of(given, clause.body),
            clause.start,
            (clause.start + clause.lead, clause.end),
            "zh-joined",
            0.7,
            walk.open.chain + 1,
        )
        walk.open.base, walk.open.force = base, given
        _supported(walk, clause, last.start)
        return True
    if attached or belongs or (clause.number == walk.open.clause + 1 and _fragment(text)):
        walk.promises[walk.open.index] = replace(
            last,
            end=clause.end,
            action=(last.action[0], clause.end) if last.action else None,
        )
        walk.open.purpose = bool(re.match("以(?!色|军|及)", text)) or walk.open.purpose
        walk.open.clause = clause.number
        return True
    if _led(clause.body) and clause.ends == ",":  # 对难民问题，: the verb phrase is to come
        walk.open.clause = clause.number
        return True
    walk.open = None
    return False


def _supported(walk: Walk, clause: Clause, start: int) -> None:
    """…，并坚定支持乌克兰: an attitude too, which only the whole sentence makes clear."""
    match = cue("commitments", "supports").match(clause.text)
    at = clause.start + (match.end() if match else 0)
    named = [m for m in clause.scan.mentions if m.kind == "state" and m.start == at]
    if match is None or not named or named[0].end != clause.end:
        return
    promise = walk.promises[-1] = replace(walk.promises[-1], start=start)
    is_open = walk.open
    walk.hold(
        clause,
        promise.actors,
        Stance.SUPPORT,
        start,
        clause.end,
        (at, clause.end),
        degree_of(match[0]).value,
        "zh-joined",
    )
    walk.open = is_open


def _row(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    """Whether another bare verb phrase follows: a row of promises rather than a purpose."""
    if clause.number + 1 >= len(clauses) or re.match("以|用|每|其中|包括|总|从而|使", clause.text):
        return False
    behind = clauses[clause.number + 1]
    if frame_of(behind) or not _acts(walk, behind.body):
        return False
    return not re.match("以|用|每|其中|包括|总|从而|使|就|在|按照|根据", behind.text)


def _object_goes_on(walk: Walk, clause: Clause, acts: bool, joined: bool) -> bool:
    """What a demand or hope is about may run over several clauses."""
    assert walk.held is not None
    last = walk.attitudes[walk.held.index]
    if last.end >= clause.end:
        walk.held.clause = clause.number
        if not re.match("(?:继|在|自|于)[^,]*$", clause.text):
            walk.held.chain = 0
        return True
    wide = last.stance in (Stance.URGE, Stance.HOPE, Stance.REAFFIRM, Stance.SUPPORT)
    attached = cue("commitments", "attached").match(clause.text) or re.match(
        "这(?:是|种|对|将|一|些|也)|是|乃|均|都是|仍", clause.text
    )
    if walk.after == ";":
        walk.held = None
        return False
    open_object = walk.held.chain == -1 or (
        last.stance in (Stance.URGE, Stance.HOPE) and topic_of(clause, walk.stage) is None
    )
    if walk.held.clause + 1 == clause.number and (attached or (wide and acts) or open_object):
        walk.attitudes[walk.held.index] = replace(last, end=clause.end)
        walk.held.clause = clause.number
        return True
    walk.held = None
    return False


def _new_topic(walk: Walk, clause: Clause) -> None:
    topic = topic_of(clause, walk.stage)
    if topic is not None:
        walk.stage.topic = topic
    walk.open = None


def _fragment(text: str) -> bool:
    """A short noun phrase or quantity that ends a promise (首期三亿元)."""
    return (
        len(text) <= 14
        and not re.match("(?:这|该|此|但|因)", text)
        and bool(re.search(r"[0-9一二三四五六七八九十百千万亿]|等", text))
    )
