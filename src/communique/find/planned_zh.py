"""Promises without a word of promise: who bears a cost, a date that is set, an act put plainly.

Recognised where a text lays down what will be done (joint texts, lists, behind a promise):
由赖国政府负担, 首批人员于明年三月抵达, 每两年会晤一次, 双方各派专家三人. A vow not to do something
counts when a word of vowing stands before it (重申…决不首先使用). Left out: what is past.

    "双方将成立委员会，每年开会一次" -> the yearly meeting is a promise of its own
"""

from __future__ import annotations

from communique.find.anchors import anchor_of
from communique.find.attitudes_zh import Attitude
from communique.find.candidates_zh import candidates
from communique.find.casting_zh import own_of, parties_of, speaks_jointly
from communique.find.deadlines import dates_of
from communique.find.items_zh import acts
from communique.find.parts_zh import Clause, cue, folded
from communique.find.promises_zh import force_of
from communique.find.subjects_zh import subject_of
from communique.find.walk_zh import Walk
from communique.model.codes import Kind
from communique.model.dates import span
from communique.model.findings import Force, Stance

_PLAIN = "zh-plain"


def take_planned(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    """Take a clause without a frame as a promise of whoever it is laid down for."""
    if not _laid_down(walk, clause):
        return False
    return _borne(walk, clause, clauses) or _set(walk, clause) or _plain(walk, clause)


def _laid_down(walk: Walk, clause: Clause) -> bool:
    """Whether promises can be expected here: a joint text, a list, or the sentence of another."""
    text = clause.text
    if cue("commitments", "condition").match(clause.body) or walk.stage.voice == "nobody":
        return False
    if not clause.body.strip("DX 自从于在至到起年月底初中"):
        return False
    if walk.open and any(cue("commitments", k).match(text) for k in ("run_by", "opens_on")):
        return False
    if cue("commitments", "done").search(text) or cue("commitments", "not_planned").search(text):
        return False
    laid = speaks_jointly(walk.context) or walk.stage.voice == "state"
    return laid or walk.listed is not None or _near(walk, clause) or _own(walk) is not None


def _near(walk: Walk, clause: Clause) -> bool:
    """Whether a promise stands in the same paragraph before."""
    return bool(walk.promises) and (
        walk.promises[-1].scan.passage.paragraph == clause.scan.passage.paragraph
    )


def _own(walk: Walk) -> str | None:
    """The state that lays down in a text of its own what it will do (政策文件)."""
    header = walk.context.doc.header
    return own_of(walk.context) if header.kind in (Kind.OTHER, Kind.FACT_SHEET) else None


def _borne(walk: Walk, clause: Clause, clauses: list[Clause]) -> bool:
    """由某国政府负担: what a state is to pay, do or host."""
    match = cue("commitments", "borne").search(clause.text)
    if match is None and walk.open and walk.promises[-1].scan is clause.scan:
        match = cue("commitments", "borne_row").match(clause.text, clause.lead)
    if match is None:
        return False
    at = clause.start + match.start("who")
    one = next((c for c in candidates(clause.scan) if c.start == at), None)
    until = clause.start + match.end("who")
    several = [c for c in candidates(clause.scan) if at <= c.start and c.end <= until]
    codes = tuple(dict.fromkeys(code for c in several for code in c.codes)) if one else ()
    if one and one.pronoun:
        codes = walk.inherited(clause)
    if not codes:
        return False
    start = clause.start + clause.lead
    if match.start() == clause.lead and clause.number:
        before = clauses[clause.number - 1]
        if not (walk.open and walk.promises[-1].end >= before.end):
            start = before.start + before.lead
    walk.put(clause, codes, Force.PLEDGE, start, (start, clause.end), "zh-borne", 0.75)
    return True


def _set(walk: Walk, clause: Clause) -> bool:
    """第一次会议于明年六月举行: a date ahead that is set for something."""
    if not _ahead(walk, clause):
        return False
    match = cue("commitments", "set_for").search(clause.text)
    if match is None:
        return False
    subject = subject_of(clause, match.start(), walk.stage)
    codes = subject.codes if subject.sort == "actor" else _whose(walk, clause)
    if not codes or subject.sort == "nobody":
        return False
    _put(walk, clause, codes, clause.text[match.start() :], "zh-set")
    return True


def _plain(walk: Walk, clause: Clause) -> bool:
    """双方各派专家三人: what an actor does, put plainly in a list or with a date ahead."""
    laid = speaks_jointly(walk.context) or walk.stage.voice == "state" or _own(walk) is not None
    article = walk.context.doc.header.kind is Kind.TREATY and clause.number == 0
    if not (walk.listed or article or (laid and _ahead(walk, clause))):
        return False
    for match in cue("commitments", "actions").finditer(clause.text, clause.lead):
        subject = subject_of(clause, match.start(), walk.stage)
        if subject.sort == "actor" and subject.near:
            walk.stage.topic = subject.codes
            _put(walk, clause, subject.codes, clause.text[match.start() :], _PLAIN)
            return True
        theirs = walk.open and cue("clauses", "their_bodies").match(clause.body)
        if theirs and walk.open:
            _put(walk, clause, walk.open.codes, clause.body, _PLAIN)
            return True
        if subject.sort in ("thing", "nobody"):
            return False
    joint = speaks_jointly(walk.context)
    first = clause.number == 0 and walk.listed is None and acts(clause.text)
    own = _own(walk)
    if first and (joint or own):
        _put(walk, clause, parties_of(walk.context) if joint else (own or "",), clause.body, _PLAIN)
        return True
    return False


def _put(walk: Walk, clause: Clause, codes: tuple[str, ...], body: str, rule: str) -> None:
    start = clause.start + clause.lead
    if walk.adjunct and walk.adjunct.scan is clause.scan and walk.open is None:
        start = walk.adjunct.start + walk.adjunct.lead
    base = walk.listed.force if walk.listed else Force.PLEDGE
    walk.put(clause, codes, force_of(base, body), start, (start, clause.end), rule, 0.7)


def _whose(walk: Walk, clause: Clause) -> tuple[str, ...]:
    """Whose plan a thing's date is: of the promise before it, else of the text's parties."""
    if _near(walk, clause):
        return walk.promises[-1].actors
    return walk.inherited(clause) if speaks_jointly(walk.context) or walk.listed else ()


def _ahead(walk: Walk, clause: Clause) -> bool:
    """Whether a clause says when, and that is ahead or again and again. A date without its year
    may be past, but for texts that lay down and words that look ahead (自七月一日起)."""
    if cue("clauses", "ahead").search(clause.text):
        return True
    if not (speaks_jointly(walk.context) or cue("clauses", "dated_ahead").search(clause.text)):
        return False
    anchor = anchor_of(clause.scan)
    if "D" not in clause.text or anchor is None:
        return False
    today = span(anchor).first
    return any(
        clause.start <= m.start < clause.end and span(m.edtf).last > today
        for m in dates_of(clause.scan)
    )


def take_vow(walk: Walk, clause: Clause) -> bool:
    """重申…决不首先使用: what a state vows not to do."""
    match = cue("commitments", "never").search(clause.text)
    if match is None:
        return False
    if cue("commitments", "no_vow").search(clause.text, match.end()):
        return False
    before = folded(clause.scan)[max(0, clause.start - 60) : clause.start + match.start()]
    if not cue("commitments", "vowed").search(before):
        return False
    subject = subject_of(clause, match.start(), walk.stage)
    codes = subject.codes if subject.sort == "actor" else walk.inherited(clause)
    if not codes or subject.sort in ("nobody", "thing"):
        return False
    start = clause.start + clause.lead
    walk.put(clause, codes, Force.PLEDGE, start, (start, clause.end), "zh-never", 0.7)
    return True


def take_announced(walk: Walk, clause: Clause, attitude: Attitude) -> None:
    """欢迎中国政府宣布提供…: what is welcomed is a promise of whoever announced it."""
    if attitude.rule != "zh-verb" or attitude.stance not in (Stance.WELCOME, Stance.RECOGNISE):
        return
    first = clause.start + attitude.first
    one = next((c for c in candidates(clause.scan) if c.start == first and c.codes), None)
    verb = one and cue("commitments", "announced").match(clause.text, one.end - clause.start)
    if not one or not verb or not acts(clause.text[verb.end() :]):
        return
    start = clause.start + verb.end()
    force = force_of(Force.PLEDGE, clause.text[verb.end() :])
    walk.put(clause, one.codes, force, start, (start, clause.end), "zh-announced", 0.65)
