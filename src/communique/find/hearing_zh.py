"""Follows who is speaking: verbs of saying at a clause's end, and the turns of a transcript.

Left out: where a report has its news from (据报道，), which is no speaker.

    "外长表示，中方将" -> the next clauses are told by the minister
"""

from __future__ import annotations

import re

from communique.find.attitudes_zh import attitude_of
from communique.find.attributions import floor_at, speaker_at
from communique.find.candidates_zh import Stage, Subject, candidates, side_of
from communique.find.casting_zh import own_of, parties_of, speaks_jointly, tells
from communique.find.context import Context, Scan
from communique.find.parts_zh import Clause, cue
from communique.find.persons_zh import roles_of, whole_of
from communique.find.promises_zh import frame_of
from communique.find.subjects_zh import subject_of
from communique.find.walk_zh import Walk
from communique.model.findings import Stance

_LOOKS = 6


def take_turn(walk: Walk, scan: Scan, text: str) -> None:
    """A turn of a transcript (毛宁：…): who speaks the paragraph, or that it asks."""
    floor, stage = floor_at(walk.context, scan), walk.stage
    if floor.asks:
        stage.asked = True
        return
    turn = cue("clauses", "turn").match(text)
    if turn and cue("clauses", "speech_end").search(turn["who"] + ":"):
        return
    codes: tuple[str, ...] = ()
    if turn:
        codes = next((c.codes for c in candidates(scan) if c.end <= turn.end() and c.codes), ())
    if not codes and (floor.turn or turn):
        codes = _side(walk, floor.state, floor.speaker, turn["who"] if turn else "")
    if codes:
        stage.voice, stage.speaker, stage.turn = "state", codes, True
        stage.last, stage.last_voice = codes, "state"


def _side(walk: Walk, state: str | None, speaker: str, label: str) -> tuple[str, ...]:
    """The state of whoever has the floor and names none: theirs, the text's own, or the side that
    opens their clauses."""
    own = own_of(walk.context)
    if state and (not own or state in parties_of(walk.context)):
        return (state,)
    if own and (speaker or cue("clauses", "answers").match(label + ":")):
        return (own,)
    return side_of(label or speaker, walk.context) if len(label) <= 10 else ()


def take_speech(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    """A clause that ends in a verb of saying names who speaks what follows."""
    match = cue("clauses", "speech_end").search(clause.text + clause.ends)
    stage = walk.stage
    if match is None or clause.ends not in (",", ":"):
        return False
    if cue("clauses", "source").match(clause.text):
        return True
    if cue("commitments", "condition").match(clause.body):
        return False
    subject = _subject_of_speech(clause, match.start(), stage)
    words = clause.text[: match.start()]
    expert = cue("clauses", "experts").search(words) is not None
    if expert:
        subject = Subject("nobody")
    elif subject.sort == "none" and stage.topic is None and clause.ends == ",":
        return False
    elif subject.sort in ("thing", "none") and (state := _told(walk, clause, clauses)):
        subject = Subject("actor", (state,), clause.start)
    if subject.sort == "actor":
        paper = cue("clauses", "papers").search(words + "确认") and subject.plural
        stage.voice, stage.speaker = ("paper" if paper else "state"), subject.codes
        stage.topic = subject.codes
    elif subject.sort == "none":
        stage.voice = "state" if stage.topic else "nobody"
        stage.speaker = stage.topic
    elif not expert and (_titled(words) or _official(words, walk)):
        own = () if tells(walk.context) else tuple(filter(None, [own_of(walk.context)]))
        stage.voice, stage.speaker, stage.topic = "state", own or None, own
    else:
        stage.voice, stage.speaker, stage.topic = "nobody", None, ()
    if stage.voice == "state" and len(stage.speaker or ()) > 1 and clause.ends == ":":
        stage.voice = "paper"
    stage.last, stage.last_voice = stage.speaker, stage.voice
    walk.open = None
    if subject.sort == "actor" and clause.number + 1 < len(clauses):
        _value(walk, clause, clauses[clause.number + 1], subject)
    return True


def _told(walk: Walk, clause: Clause, clauses: list[Clause]) -> str | None:
    """The state of who speaks the next words, as the document's attributions have it."""
    at = clauses[clause.number + 1].start if clause.number + 1 < len(clauses) else clause.end
    speech = speaker_at(walk.context, clause.scan, at)
    return speech.state if speech and not speech.asks else None


def _value(walk: Walk, clause: Clause, behind: Clause, subject: Subject) -> None:
    """双方一致认为，…至关重要: what is called important is recognised."""
    if walk.held and walk.held.clause == clause.number:
        return
    held = speaks_jointly(walk.context) and cue("positions", "holds").search(clause.text)
    if (held or cue("positions", "valued").search(behind.text)) and not (
        frame_of(behind) or attitude_of(behind)
    ):
        walk.hold(
            clause,
            subject.codes,
            Stance.RECOGNISE,
            clause.start + clause.lead,
            behind.end,
            (behind.start, behind.end),
            "plain",
            "zh-valued",
        )
        assert walk.held is not None
        walk.held.chain = -1


def _official(words: str, walk: Walk) -> bool:
    """Whether somebody named or meant (他说) is no expert, by what they are called elsewhere."""
    if cue("clauses", "he").match(words):
        return walk.stage.last_voice == "state"
    if _office_held(words, walk.context):
        return True
    known = roles_of(walk.context)
    roles = [role for form, role in known.items() if form in words]
    return any(cue("clauses", "office").search(r) for r in roles) and not any(
        cue("clauses", "experts").search(r) for r in roles
    )


def _office_held(words: str, context: Context) -> bool:
    """Whether a bare name stands behind an office somewhere in the text (副局长简乐文)."""
    bare = re.sub(f"(?:{cue('clauses', 'adverbs').pattern})+$", "", words)
    if not 2 <= len(bare) <= 6 or any(mark in bare for mark in "的X,D"):
        return False
    whole, office = whole_of(context), cue("clauses", "office", around="{}$")
    at = whole.find(bare)
    for _ in range(_LOOKS):
        if at < 0:
            return False
        if office.search(whole, max(0, at - 8), at):
            return True
        at = whole.find(bare, at + len(bare))
    return False


def _titled(words: str) -> bool:
    """A speaker with an office whom nothing ties to a state: an official all the same."""
    return any(cue("clauses", key).search(words) for key in ("office", "officials"))


def _subject_of_speech(clause: Clause, until: int, stage: Stage) -> Subject:
    text = clause.text[:until]
    for verb in ("对", "向", "在", "于", "接受", "出席", "就"):
        at = text.find(verb, clause.lead + 1)
        if at > 0:
            found = subject_of(clause, at, stage)
            if found.sort in ("actor", "nobody"):
                return found
    return subject_of(clause, until, stage)
