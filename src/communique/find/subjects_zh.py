"""Chinese subjects: what stands before a verb, and the states it stands for.

Recognised: names, offices and sides (中方, 美国国防部, 两国领导人), lists joined by 和 与 同 、,
heads behind 的 (双方发表的联合声明), statements that speak for their parties, 我们 and 我 of a
speaker, pronouns and left-out subjects by the topic before. Left out: experts, companies, peoples
(nobody), and what is done by no one (things: 首次磋商, 该电站), which the caller judges.

    "肯方将" -> KEN;  "两国企业将" -> nobody;  "首次会议将" -> a thing
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from communique.find.candidates_zh import (
    I_SELF,
    OWN,
    THEY,
    WE,
    YOU,
    Candidate,
    Stage,
    Subject,
    candidates,
)
from communique.find.casting_zh import own_of, parties_of, self_of, speaks_jointly
from communique.find.parts_zh import Clause, cue, folded
from communique.model.codes import Kind

_JOIN = r"(?:、|和|与|同|及|以及|暨|跟)"
_JOINED = re.compile(_JOIN)
_PLACED = re.compile(r"(?:中|上|下|后|前|时|里|间|内|,|起|D)$")
_COUNTED = re.compile(r"[名位艘架个项座][^,]{0,2}$")
_TOGETHER = re.compile("同意|一致|共同|携手|合作|一起|两国|双方|各自|联合|协调|决定")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(
        f"(?:{cue('clauses', 'institution').pattern}|{cue('clauses', 'office').pattern}"
        rf"|X+|-|·)*{_JOIN}?(?:{cue('clauses', 'office').pattern}|X+)?"
    )


@cache
def _tail() -> re.Pattern[str]:
    """What may follow a name and still be it: an institution, an office, a personal name."""
    return re.compile(
        f"(?:X+|{cue('clauses', 'office').pattern}"
        f"(?:[一-龥]{{2,4}}(?=$|{cue('clauses', 'adverbs').pattern}))?"
        f"|{cue('clauses', 'institution').pattern}|{cue('clauses', 'along').pattern})+"
    )


@cache
def _adjuncts() -> re.Pattern[str]:
    return re.compile(
        f"(?:{cue('clauses', 'period').pattern}|{cue('clauses', 'adverbs').pattern}|[ '\"])*"
    )


def subject_of(clause: Clause, until: int, stage: Stage) -> Subject:
    """Who the verb at `until` (an offset in the clause's text) has before it."""
    begin = clause.lead if clause.lead <= until else 0
    prefix = clause.text[begin:until]
    spoken = next(reversed([*cue("clauses", "speech").finditer(prefix)]), None)
    if spoken is not None and spoken.end() < len(prefix):
        inner = _subject(clause, begin + spoken.end(), until, stage)
        if inner.sort in ("actor", "nobody", "thing"):
            return inner
        return _subject(clause, begin, begin + spoken.start(), stage)
    if spoken is not None:
        return _subject(clause, begin, begin + spoken.start(), stage)
    return _subject(clause, begin, until, stage)


def _subject(clause: Clause, begin: int, until: int, stage: Stage) -> Subject:
    text, base = clause.text, clause.start
    lead = _adjuncts().match(text, begin, until)
    at = lead.end() if lead else begin
    here = [c for c in candidates(clause.scan) if base + begin <= c.start and c.end <= base + until]
    rest = text[at:until]
    if not rest:
        return Subject("none", (), base + begin)
    preposition = cue("clauses", "preposition").match(rest)
    if preposition and not (here and here[0].start == base + at):
        inner = _after_adjunct(clause, at, until, here, stage)
        return inner or Subject("none", (), base + begin)
    group = _group(here, base + at, text, base)
    if not group:
        return _unnamed(clause, begin, at, until, here, stage)
    start, end = group[0].start - base, group[-1].end - base
    codes, plural = _codes(group, clause, stage)
    return _judge(clause, (at, start, end, until), codes, plural, stage)


def _judge(
    clause: Clause,
    places: tuple[int, int, int, int],
    codes: tuple[str, ...],
    plural: bool,
    stage: Stage,
) -> Subject:
    """What a name stands for by what follows it: itself, a head behind 的, or no actor."""
    _, start, end, until = places
    text, base = clause.text, clause.start
    after = text[end:until]
    tail = _tail().match(after)
    behind = after[tail.end() :] if tail else after
    if cue("clauses", "experts").search(after) and "的" not in after:
        return Subject("nobody", (), base + start)
    if cue("clauses", "nobody").match(behind) or cue("clauses", "nobody").match(after):
        return Subject("nobody", (), base + start)
    if cue("clauses", "papers").search(after) and not after.startswith(
        ("在", "于", "依", "按", "据")
    ):
        return Subject("actor", parties_of(clause.scan.context), base + start, True, True)
    adverbs = _adjuncts().match(behind)
    left = behind[adverbs.end() :] if adverbs else behind
    if not left or cue("clauses", "preposition").match(left):
        return Subject(
            "actor" if codes else "nobody",
            codes,
            base + start,
            len(left) <= 60,  # an adjunct may stand between: 对…, 在…上
            plural,
        )
    if "的" in left:
        return _head(clause, end + after.rindex("的") + 1, until, base + start, stage)
    if cue("clauses", "things").match(behind):
        return Subject("thing", codes, base + start)
    return Subject("actor" if codes else "nobody", codes, base + start, False, plural)


def _head(clause: Clause, at: int, until: int, start: int, stage: Stage) -> Subject:
    """The head behind the last 的: an actor, a statement, experts, or a thing."""
    first, last = clause.start + at, clause.start + until
    inner = [c for c in candidates(clause.scan) if first <= c.start and c.end <= last]
    if inner and inner[0].start - clause.start <= at + 8:
        codes, plural = _codes(inner[:1], clause, stage)
        return Subject("actor" if codes else "nobody", codes, start, True, plural)
    idle = any(cue("clauses", k).search(clause.text, at, until) for k in ("experts", "nobody"))
    return Subject("nobody" if idle else "thing", (), start)


def _after_adjunct(
    clause: Clause, at: int, until: int, here: list[Candidate], stage: Stage
) -> Subject | None:
    """A subject right before the verb although an adjunct opens the clause (在会上双方)."""
    base = clause.start
    for one in reversed(here):
        after = clause.text[one.end - base : until]
        tail = _tail().match(after)
        left = after[tail.end() :] if tail else after
        adverbs = _adjuncts().fullmatch(left)
        before = clause.text[at : one.start - base]
        if adverbs and _PLACED.search(before):
            codes, plural = _codes([one], clause, stage)
            return Subject("actor" if codes else "nobody", codes, one.start, True, plural)
    return None


def _unnamed(
    clause: Clause, begin: int, at: int, until: int, here: list[Candidate], stage: Stage
) -> Subject:
    """A subject without a name at its head: a statement, experts, a thing, or a later name."""
    text, base = clause.text, clause.start
    rest = text[at:until]
    if cue("clauses", "experts").search(rest) or cue("clauses", "nobody").match(rest):
        return Subject("nobody", (), base + at)
    own = own_of(clause.scan.context)
    if own and not here and cue("clauses", "any_body").fullmatch(rest):
        return Subject("actor", (own,), base + at)
    papers = cue("clauses", "papers").search(rest + "确认")
    if papers and papers.start() <= 12:
        return Subject("actor", parties_of(clause.scan.context), base + at, True, True)
    for one in here:
        before = text[at : one.start - base]
        if _COUNTED.search(before):
            break
        if len(before) <= 14 and not before.endswith(("的", "与", "对", "向", "为", "在")):
            return _judge(
                clause,
                (at, one.start - base, one.end - base, until),
                *_codes([one], clause, stage),
                stage,
            )
    return Subject("thing", (), base + at)


def _group(here: list[Candidate], at: int, text: str, base: int) -> list[Candidate]:
    """The first candidates from `at` on that are joined to one another."""
    group: list[Candidate] = []
    for one in here:
        if not group:
            if one.start != at:
                return []
            group.append(one)
            continue
        between = text[group[-1].end - base : one.start - base]
        if len(between) > 40 or not _gap().fullmatch(between):
            break
        if not _JOINED.search(between):  # 巴国总统, 外交部长某: one actor, as the name says
            if one.joint:  # 臺美雙方, 两国: the states named are all that is meant
                continue
            if one.office:
                one = replace(one, codes=())
            elif group[-1].office:
                group[-1] = replace(group[-1], codes=())
        group.append(one)
    return group


def _codes(group: list[Candidate], clause: Clause, stage: Stage) -> tuple[tuple[str, ...], bool]:
    codes: list[str] = []
    plural = len(group) > 1
    for one in group:
        codes += _pronoun(one, clause, stage) if one.pronoun else one.codes
        plural = plural or len(one.codes) > 1 or one.pronoun in (WE, THEY)
    return tuple(dict.fromkeys(codes)), plural


def _pronoun(one: Candidate, clause: Clause, stage: Stage) -> tuple[str, ...]:
    parties, state = parties_of(clause.scan.context), own_of(clause.scan.context)
    own = (state,) if state else ()
    words = folded(clause.scan)[one.start : one.end]
    if one.pronoun == I_SELF:
        return (stage.speaker or ()) if stage.voice == "state" else own or _alone(parties)
    if one.pronoun == OWN:
        if words.startswith("我") and (own or self_of(clause.scan.context)):
            return own or (self_of(clause.scan.context) or "",)
        if stage.voice == "state" and stage.speaker:
            return stage.speaker
        return own or _alone(stage.topic)
    if one.pronoun == YOU:
        others = tuple(p for p in parties if p not in (stage.speaker or ()))
        return others if stage.voice == "state" and len(others) == 1 else ()
    if one.pronoun == WE:
        if stage.voice == "nobody":
            return ()
        if cue("clauses", "we_all").fullmatch(words) or stage.voice == "paper":
            return parties
        if own and not speaks_jointly(clause.scan.context):
            return stage.speaker or own
        header = clause.scan.context.doc.header
        told = header.kind is Kind.NEWS and clause.direct and len(parties) > 2
        joint = speaks_jointly(clause.scan.context) or len(header.event.people) > 1
        joint = joint and not (told and stage.speaker)
        return _ours(clause, stage, parties) if joint else stage.speaker or parties
    if one.pronoun == THEY:
        return stage.topic if stage.topic and len(stage.topic) > 1 else parties
    return () if stage.last_voice == "nobody" else stage.last or _alone(stage.topic)


def _alone(codes: tuple[str, ...] | None) -> tuple[str, ...]:
    return codes if codes and len(codes) == 1 else ()


def _ours(clause: Clause, stage: Stage, parties: tuple[str, ...]) -> tuple[str, ...]:
    """我们 of one leader beside another: both, unless the other is who it is done with or to."""
    speaker = stage.speaker or ()
    if len(speaker) != 1 or stage.voice != "state":
        return parties
    others = [p for p in parties if p not in speaker]
    named = [
        m
        for m in clause.scan.mentions
        if clause.start <= m.start < clause.end and m.kind in ("state", "person")
    ]
    codes = {m.id for m in named if m.kind == "state"}
    if any(p in codes for p in others) and not any(s in codes for s in speaker):
        return speaker
    if "我们的防" in clause.text or "自身" in clause.text:
        return speaker
    if codes and not codes & set(parties) and not _TOGETHER.search(clause.text):
        return speaker
    return parties


def topic_of(clause: Clause, stage: Stage) -> tuple[str, ...] | None:
    """Whom a clause opens with, as what the next ones are about: () for nobody that has a code,
    None if it opens with no one."""
    lead = _adjuncts().match(clause.text, clause.lead)
    at = lead.end() if lead else clause.lead
    here = [c for c in candidates(clause.scan) if clause.start <= c.start < clause.end]
    group = _group(here, clause.start + at, clause.text, clause.start)
    if not group and cue("clauses", "papers").match(clause.text, at):
        return parties_of(clause.scan.context)
    if not group:
        verb = cue("commitments", "actions").search(clause.text, at)
        head = clause.text[at : min(at + 24, verb.start() if verb else len(clause.text))]
        return () if cue("clauses", "experts").search(head) else None
    after = clause.text[group[-1].end - clause.start :]
    if cue("clauses", "nobody").match(after):
        return ()
    if after.startswith("的") or cue("clauses", "things").match(after):
        return None
    return _codes(group, clause, stage)[0]


def judged_doers(clause: Clause, stage: Stage) -> tuple[str, ...]:
    """Whose measures a clause judges (美方欢迎丹方采取的措施 -> DNK); () where it judges none."""
    found = cue("commitments", "judged_measures").search(clause.text)
    if found is None:
        return ()
    start, end = found.span("doers" if found["doers"] else "those")
    base = clause.start
    inside = [c for c in candidates(clause.scan) if base + start <= c.start and c.end <= base + end]
    return _codes(inside[:1], clause, stage)[0]
