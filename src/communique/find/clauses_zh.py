"""Chinese clauses of both scripts: who promises what and who holds which attitude.

One walk over a document's clauses (parts_zh.py) with the topic, the speaker and the list under way
carried along (walk_zh.py); promises_zh.py and attitudes_zh.py know the words, subjects_zh.py the
actors. A clause without a subject of its own takes the topic's; a verb phrase that goes on after a
promise is one more promise (，并将…；同时…) or its purpose (，支持…). Left out: questions, what
experts foresee, and sentences without anybody whom a code exists for.

    "中方决定采取以下措施： 1. 提供贷款" -> the item is China's promise
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.find.attitudes_zh import Attitude, attitude_of
from communique.find.casting_zh import is_programme, parties_of
from communique.find.context import Context, Scan
from communique.find.following_zh import take_more
from communique.find.hearing_zh import take_speech, take_turn
from communique.find.holding_zh import supports, take_attitude
from communique.find.items_zh import in_list, is_bullet
from communique.find.kept import Kept
from communique.find.objects_zh import names_object
from communique.find.parts_zh import Clause, clauses_of, cue, folded
from communique.find.planned_zh import take_announced, take_vow
from communique.find.promises_zh import Frame, frame_of
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.subjects_zh import judged_doers
from communique.find.taking_zh import take_promise
from communique.find.walk_zh import Listed, Walk
from communique.model.codes import PassageType
from communique.model.findings import Force, Stance

_ASKED = re.compile(r"[?？]\s*[”」』\"]?$")
_done: Kept[Context, Walk] = Kept()


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
            _scan(walk, scan)
    return _done[context]


def _scan(walk: Walk, scan: Scan) -> None:
    """Take in the next passage."""
    stage = walk.stage
    bare = scan.passage.type is PassageType.HEADING and not is_bullet(scan)
    if bare or scan.passage.type is PassageType.TABLE_ROW:
        # A list goes on under the headings of its items, if they are numbered.
        walk.listed = walk.listed if bare and walk.listed and walk.listed.item is None else None
        stage.topic = None
        return
    text = folded(scan)
    new = scan.passage.paragraph != stage.paragraph
    if scan.index > 1 and is_programme(walk.context):
        stage.topic = None
    if walk.listed is None and is_programme(walk.context):
        parties = parties_of(walk.context)
        walk.listed = Listed(parties, Force.PLEDGE, None, scan.passage.paragraph, open=True)
    listed = in_list(walk, scan)
    if new:
        stage.paragraph, stage.topic, stage.voice, stage.speaker = (
            scan.passage.paragraph,
            None,
            "",
            None,
        )
        stage.turn = False
        stage.asked = bool(cue("clauses", "asks").match(text))
        take_turn(walk, scan, text)
    if walk.listed and not listed:
        walk.listed = None
    if _ASKED.search(text):
        return
    walk.open = walk.held = walk.waiting = walk.adjunct = None
    clauses = list(clauses_of(scan, walk.quoting))
    if not any(c.direct for c in clauses[:1]) and stage.voice and not new and not stage.turn:
        stage.voice, stage.speaker = "", None
    walk.after = ""
    for clause in clauses:
        _clause(walk, clause, clauses)
        walk.after = clause.ends


def _clause(walk: Walk, clause: Clause, clauses: list[Clause]) -> None:
    """Take in the next clause: a promise, an attitude, speech, or more of what went before."""
    answer = cue("clauses", "answers").match(clause.text + clause.ends)
    if answer:
        walk.stage.voice, walk.stage.speaker = "", None
        return
    if walk.open and cue("commitments", "includes").match(clause.text):
        take_more(walk, clause, clauses)
        return
    if clause.number and cue("commitments", "adds_to_them").match(clause.text):
        walk.stage.topic = judged_doers(clauses[clause.number - 1], walk.stage) or walk.stage.topic
    vowed = take_vow(walk, clause)
    frame = None if vowed else frame_of(clause)
    attitude = attitude_of(clause)
    if attitude and frame is None and names_object(clause, attitude, clauses):
        attitude = None
    if attitude and vowed and attitude.rule == "zh-never":
        attitude = None
    if (
        frame
        and attitude
        and attitude.start < frame.start
        and not _reports(walk, clause, attitude, frame)
    ):
        frame = None
    if frame and take_promise(walk, clause, frame, clauses):
        if frame.rule == "zh-noun" and attitude:
            take_attitude(walk, clause, attitude, clauses)
        elif frame.rule == "zh-steadfast":
            last = walk.promises[-1]
            walk.hold(
                clause,
                last.actors,
                Stance.REAFFIRM,
                last.start,
                last.end,
                (last.start, last.end),
                "plain",
                "zh-steadfast",
            )
        return
    if (
        attitude
        and not supports(walk, clause, attitude)
        and take_attitude(walk, clause, attitude, clauses)
    ):
        walk.open = None
        take_announced(walk, clause, attitude)
        take_speech(walk, clause, clauses)
        return
    if take_speech(walk, clause, clauses):
        return
    take_more(walk, clause, clauses)


def _reports(walk: Walk, clause: Clause, attitude: Attitude, frame: Frame) -> bool:
    """重申将…, 确认继续…: an attitude whose object is a promise of the same subject."""
    if frame.rule in ("zh-noun", "zh-steadfast", "zh-invitation"):
        return True
    return (
        attitude.stance is Stance.REAFFIRM
        and attitude.rule == "zh-verb"
        and not cue("positions", "reaffirmed_noun").search(clause.text)
    )
