"""Items of a list under way, and what stands before a promise and belongs to it: dates, grounds.

Recognised: items under a chapeau (双方将： 1. 提供…) or in a text that lists what its parties do
(行动计划), with the subject they have or the list's; a frame that waits for its verb.

    "（二）中国政府应越南政府之请，派遣技术团" under 两国政府同意： -> promised by CHN
"""

from __future__ import annotations

from dataclasses import replace

from communique.find.context import Scan
from communique.find.parts_zh import Clause, cue
from communique.find.promises_zh import denied_behind, force_of, open_ended
from communique.find.subjects_zh import subject_of
from communique.find.taking_zh import add, label
from communique.find.walk_zh import Listed, Walk
from communique.model.codes import PassageType


def is_bullet(scan: Scan) -> bool:
    """Whether a line that stands as a heading is an item of a list (●每年舉行會議；)."""
    return bool(cue("clauses", "bullet").search(scan.text))


def in_list(walk: Walk, scan: Scan) -> bool:
    """Whether a passage is an item of the list under way, and not a paragraph behind it."""
    listed = walk.listed
    if listed is None:
        return False
    if listed.open:
        return scan.index > 1
    item, head, paragraph = scan.passage.item, listed.item, scan.passage.paragraph
    if is_bullet(scan):
        return True
    if item and item != head and item.startswith(head or ""):
        return listed.items.setdefault(item, paragraph) == paragraph
    return scan.passage.type is PassageType.LIST_ITEM and item == head


def starts_item(walk: Walk, clause: Clause) -> bool:
    """Whether a clause without a frame begins an item, or a row's next after a semicolon."""
    if walk.listed is None:
        return False
    if label(clause) or (walk.after == ";" and not _deeper(walk, walk.listed, clause)):
        return True
    return walk.open is None and (clause.number == 0 or walk.adjunct is not None)


def _deeper(walk: Walk, listed: Listed, clause: Clause) -> bool:
    """Whether a clause behind a semicolon is still inside an item of its own passage."""
    return listed.item != clause.scan.passage.item and walk.open is not None


def take_item(walk: Walk, clause: Clause) -> None:
    """Take a clause as a list's item, unless it only says when or on what condition."""
    listed = walk.listed
    assert listed is not None
    if clause.ends == "," and (
        (says_when(clause) and not cue("commitments", "reach_any").search(clause.text))
        or cue("commitments", "item_adjunct").match(clause.body)
    ):
        walk.adjunct = walk.adjunct or clause
        return
    if denied_behind(clause.body) or cue("commitments", "no_promise").search(clause.text):
        return
    start = clause.start + max(clause.lead, label(clause))
    verb = cue("commitments", "actions").search(clause.text, start - clause.start)
    subject = subject_of(clause, verb.start(), walk.stage) if verb else None
    actor = subject is not None and subject.sort == "actor"
    idle = not actor and not acts(clause.text[start - clause.start :])
    if idle and (listed.open or verb is None or clause.ends == ","):
        return
    codes = subject.codes if subject and actor else listed.codes
    body = clause.text[verb.start() if verb and actor else start - clause.start :]
    first = walk.adjunct
    if first and first.scan is clause.scan:
        start = first.start + label(first)
    force = force_of(listed.force, body)
    walk.put(clause, codes, force, start, (start, clause.end), "zh-list", 0.8)


def take_awaited(walk: Walk, clause: Clause, clauses: list[Clause]) -> None:
    """The clause that brings what 同意自十月一日起， had left open."""
    assert walk.waiting is not None
    subject, frame, before = walk.waiting
    if open_ended(clause.text) and clause.number + 1 < len(clauses):
        return
    walk.waiting = None
    if before.scan is not clause.scan or denied_behind(clause.text):
        return
    force = force_of(frame.force, clause.text)
    add(walk, clause, subject.codes, force, subject.start, replace(frame, start=0, end=0), subject)


def says_when(clause: Clause) -> bool:
    """An adjunct that says when, and nothing else."""
    text = clause.body
    if clause.ends != "," or len(text) > 30:
        return False
    return bool("D" in text or cue("clauses", "period").search(text)) and bool(
        cue("clauses", "time_end").search(text)
    )


def acts(text: str) -> bool:
    """Whether a clause begins with what somebody does: a verb, behind adverbs, times, adjuncts."""
    lead = cue("clauses", "when").match(text)
    left = text[lead.end() :] if lead else text
    actions = cue("commitments", "actions")
    if cue("clauses", "at_the_time").search(text) or cue("commitments", "done").search(text):
        return False
    if actions.match(text) or actions.match(left):
        return True
    return led(left) and actions.search(left, 3) is not None


def led(text: str) -> bool:
    """Whether a clause begins with a preposition: an adjunct, and perhaps a verb behind it."""
    return bool(cue("clauses", "preposition").match(text)) or text[:1] in ("将", "使", "让")
