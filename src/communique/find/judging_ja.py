"""What a group of Japanese clauses says: the attitude or the promise of its closing verb.

Recognised: attitudes (attitudes_ja.py) and promises (promises_ja.py) with who holds or makes them,
the subject, one inside the complement, or the parties of a schedule; what clauses before promise by
themselves; words in 「」 before と述べた (quoted_ja.py). Left out: who the subject is, which the
walk through the document tells (walk_ja.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.find import attitudes_ja as attitudes
from communique.find import deeds_ja as deeds
from communique.find import promises_ja as promises
from communique.find.actors import cast_of
from communique.find.groups_ja import Group, separate, tells_past
from communique.find.offices_ja import Codes
from communique.find.quoted_ja import quoted
from communique.find.sighted_ja import Sighting, commitment, position
from communique.find.sightings import CommitmentSighting
from communique.find.subjects_ja import Subject, finite, partner, subjects
from communique.model.codes import Kind, PassageType
from communique.model.findings import Force
from communique.model.quotes import Range

_NOMINAL_KINDS = frozenset({Kind.FACT_SHEET, Kind.NEWS})
_OWN_VERB = ("plain", "koto", "plan", "kept", "item", "resolve", "nominal")
_DATED = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}日|同日|昨日|今朝|本日)(?:[朝昼夜夕]|未明|午前|午後|夕方)?(?:、|に|の)"
)
_ASKED = re.compile(
    r"よう(?:に)?、?[^、。]{0,14}(?:求め|促|要請|要求|呼|訴え|働きかけ|期待|希望|望|願)[^、。]{0,8}$"
)
_MET_THEN = re.compile(
    r"(?:[^、。は]{0,8}は)?、?(?:[0-9０-９〇一二三四五六七八九十]{1,4}[年月日]|[昨先今同本][年月日週]){1,3}(?:の|、)"
    r"[^、。は]{0,24}(?:会談|会合|会議|協議|閣議|会見|演説|声明|答弁)(?:で|において|の席上|の際(?:に)?)、?"
)
_TOLD = ("say", "said", "announce", "agree", "vow", "confirm", "decide", "instruct")
_RESTATED = ("reaffirm", "confirm", "agree-koto", "agree-point")


def judge(group: Group) -> Iterator[Sighting]:
    """The attitudes and promises of a group, quotations first."""
    text = group.cut.text
    said = list(quoted(group.scan, group.cut, (group.start, group.end), group.actors))
    yield from said
    if not group.actors:
        return
    whose = group.topic and (group.topic.actors or group.topic.nobody)
    held = attitudes.attitude(text, group.body if whose else group.start, group.stop)
    made = _made(group)
    told = bool(said) and held is not None and text[held.stop - 1 : held.stop] in "」』と"
    if held and not told and not (made and _is_promise(made, held)):
        actors = _inner(group, held.stop) if held.inner else group.actors
        if actors:
            yield from _before(group, actors)
            yield position(group.scan, (_last_start(group), group.end), actors, held)
    if made is None or (held and (held.inner or made.frame == "plain")):
        return
    if deeds.pattern("formulas").search(text, group.start, group.end):
        return
    if actors := _promising(group, made):
        yield from _items(group, made, actors)


def _is_promise(made: promises.Promise, held: attitudes.Attitude) -> bool:
    """Whether what is agreed or confirmed is a deed, and so no attitude."""
    if made.frame.endswith(("need", "kept")):
        return True
    if made.frame == "say-said" and held.frame == "verb-oppose":
        return True  # 〜に移行すると反論した
    if held.frame.startswith("emphasise"):
        return made.frame.startswith("say")
    return made.frame.endswith(("koto", "mune", "m-plan", "deed_noun")) and held.frame in _RESTATED


def _made(group: Group) -> promises.Promise | None:
    """The promise of the closing verb, or of a noun or duty that stands for one."""
    text, kind = group.cut.text, group.scan.context.doc.header.kind
    start, stop = group.clauses[-1].start, group.stop
    if text.startswith(("変更は", "変わりは", "揺るぎは"), start):
        start = group.start  # 〜する方針は確認済みであり、変更はない
    honoured = group.spoken and group.topic is not None
    if made := promises.promise(text, start, stop, honoured=honoured):
        return made
    item = group.listed or group.scan.passage.type is PassageType.LIST_ITEM
    item = item or (kind is Kind.FACT_SHEET and not text.rstrip().endswith("。"))
    if item or kind in _NOMINAL_KINDS:
        stop -= len(text[start:stop]) - len(re.sub(r"[（(]〇*[）)]$", "", text[start:stop]))
        listed = (item and group.listed) or kind is Kind.FACT_SHEET
        if force := deeds.nominal(text, start, stop, listed=listed):
            return promises.Promise(force, stop, "nominal")
    owed = kind is Kind.TREATY and deeds.duty(text, stop)
    if owed or (group.joint and group.topic and deeds.refrains(text, start, stop)):
        return promises.Promise(Force.PLEDGE, stop, "plain")
    return None


def _promising(group: Group, made: promises.Promise) -> Codes:
    """Who promises: the subject, one within the complement, or the parties of a schedule."""
    text, topic = group.cut.text, group.topic
    if made.frame in _OWN_VERB:
        passive = deeds.passive(text, made.stop)
        if topic and not topic.actors and made.frame != "kept":
            if not _of_thing(group, made, topic, passive):
                return ()
            met = cast_of(group.scan.context).parties
            return met if passive and len(met) > 1 else group.actors
        return () if passive or _happens(group, made) else group.actors
    if not made.inner:
        return group.actors
    found = deeds.pattern("partner").search(text, group.start, group.stop)
    if found and made.frame.startswith("agree") and len(group.actors) == 1:
        other = partner(group.scan, *found.span("who"))
        return tuple(dict.fromkeys((*group.actors, *other)))
    told = made.frame.startswith(("say", "said", "confirm", "announce"))
    if told and deeds.passive(text, made.stop) and not deeds.dated(text, made.stop):
        return ()
    return _inner(group, made.stop, told=made.frame.startswith(("say", "said", "hearsay")))


def _of_thing(group: Group, made: promises.Promise, topic: Subject, passive: bool) -> bool:
    """Whether a promise about a thing (会合は…開催される, 分担金は…支払います) is the actors'."""
    text, last = group.cut.text, group.clauses[-1].start
    own_topics = subjects(group.scan, text, last, made.stop)
    topic = next((s for s in own_topics if s.mark == "は" and not s.actors), topic)
    words = text[topic.start : topic.end]
    if deeds.scheduled(text, made.stop, words):
        return True
    if passive:
        return False
    if deeds.pattern("time_topic").search(words):
        return not _happens(group, made)
    if deeds.pattern("object_topic").search(words) and "が" not in text[topic.after : made.stop]:
        return True  # 受入れは、年間45名の規模を維持する
    if deeds.pattern("humble").search(text, made.stop - 16, made.stop):
        return True
    if (
        group.spoken
        and made.frame in ("plan", "koto")
        and "が" not in text[topic.after : made.stop]
    ):
        return True  # 物資は、今月中に第一便を発送する予定です
    own = re.search(r"[をが]", text[topic.after : made.stop]) is None
    return own and bool(deeds.of_noun(text[: made.stop].removesuffix("する"), 0, made.stop))


def _happens(group: Group, made: promises.Promise) -> bool:
    """Whether something else than the actor is the subject: 〜が始まる."""
    text = group.cut.text
    for subject in subjects(group.scan, text, group.clauses[-1].start, made.stop):
        if subject.mark != "が" or subject.actors:
            continue
        if deeds.pattern("subordinate").search(text, subject.after, made.stop):
            continue
        near = made.stop - subject.after < 24
        if text.startswith(("、", ",", "，"), subject.after):
            return True
        if near and not re.search(r"[るたういなの][一-龯ァ-ヶ]", text[subject.after : made.stop]):
            return True
    return False


def _inner(group: Group, stop: int, *, told: bool = False) -> Codes:
    """The subject of a complement, where it has one that a code exists for.

    `told` says that the complement is only reported: with a subject unknown it is nobody's.
    """
    text, start = group.cut.text, group.body
    for subject in subjects(group.scan, text, start, stop, before=group.actors):
        if subject.mark not in ("は", "が") or subject.start < start:
            continue
        if subject.mark == "が" and not finite(text, subject, stop):
            continue
        words = text[subject.start : subject.end]
        if any(deeds.pattern(name).search(words) for name in ("no_subject", "time_topic")):
            continue
        if subject.actors or told or subject.nobody:
            return subject.actors
    return group.actors


def _items(group: Group, made: promises.Promise, actors: Codes) -> Iterator[CommitmentSighting]:
    """The promise, and those that its clauses before the last make by themselves."""
    text = group.cut.text
    found, start = separate(group, made.force, plain=made.frame == "plain")
    for own in found:
        yield commitment(group.scan, own.where, actors, own.force, "item", (own.where[0], own.stop))
    scope = _without_day_told(group, made, start)
    if found and scope is None and deeds.pattern("shared_span").search(text, group.start, start):
        scope = (group.start, group.end)
    noted = group.cut.text[made.stop : made.stop + 1] in ("（", "(")
    where, action = (start, group.end), (start, group.end if noted else made.stop)
    yield commitment(group.scan, where, actors, made.force, made.frame, action, scope=scope)


def _without_day_told(group: Group, made: promises.Promise, start: int) -> Range | None:
    """Where the dates of a promise stand that was told on a day (首相は九日、…すると述べた)."""
    if not made.frame.startswith(_TOLD) or not tells_past(group):
        return None
    text, at = group.cut.text, max(start, group.body)
    day = _DATED.match(text, at) or _MET_THEN.match(text, at)
    return (day.end(), group.end) if day else None


def _before(group: Group, actors: Codes) -> Iterator[CommitmentSighting]:
    """The promises of clauses before one that holds an attitude: 改革を推進し、和平を支持する。"""
    if tells_past(group) or _asked_whole(group):
        return
    for own in separate(group, Force.PLEDGE, plain=True)[0]:
        yield commitment(group.scan, own.where, actors, own.force, "item", (own.where[0], own.stop))


def _asked_whole(group: Group) -> bool:
    """Whether all clauses are asked for: 停戦を遵守し、通行を確保するよう求める."""
    return _ASKED.search(group.cut.text, group.clauses[-1].start, group.stop) is not None


def _last_start(group: Group) -> int:
    """Where the closing clause begins, behind clauses that stand for themselves."""
    if _asked_whole(group):
        return group.start
    if not tells_past(group):
        return separate(group, Force.PLEDGE, plain=True)[1]
    start = group.start
    for clause in group.clauses[:-1]:
        words = group.cut.text[clause.start : clause.stop]
        start = clause.end if deeds.pattern("narrative").search(words) else start
    return start
