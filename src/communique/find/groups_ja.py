"""What a group of Japanese clauses with one subject and one closing verb says.

Recognised: the attitude and the promise of the closing verb; promises of clauses before it
(〜を設置し, 〜するとともに, 〜すること、); words in 「」 before と述べた as the speaker's; a verb
shared by two actors (日本は4億ドルを、インドは6億ドルを負担する); demands told in passing
(日本側が求めた緩和).
Left out: who the subject is, which the walk through the document tells (walk_ja.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.find import attitudes_ja as attitudes
from communique.find import promises_ja as promises
from communique.find.context import Scan
from communique.find.segments_ja import Clause, Sentence, sentence
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.subjects_ja import Subject, partner, subjects
from communique.model.codes import Kind, PassageType
from communique.model.findings import Degree, Force, Stance
from communique.model.quotes import Range

Codes = tuple[str, ...]
Sighting = CommitmentSighting | PositionSighting
_SAID_SO = re.compile(r"[」』]\s*(?:と|との|など|などと|、と|旨)")
_SHORT = 12  # quoted words too few to stand alone
_COMMAS = "、,， \u3000"


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that belong together: their sentence, subject, and who that is.

    `topic` is the subject as printed, of a thing too; `actors` may come from a sentence before.
    `open` tells that the verb is the next group's; `listed` that it is an item below a sentence
    like 「次の措置をとる」; `joint` that the text is the parties' own.
    """

    scan: Scan
    cut: Sentence
    clauses: tuple[Clause, ...]
    topic: Subject | None
    actors: Codes
    open: bool = False
    listed: bool = False
    joint: bool = False

    @property
    def start(self) -> int:
        """Where the first clause begins."""
        return self.clauses[0].start

    @property
    def stop(self) -> int:
        """Where the closing verb ends."""
        return self.clauses[-1].stop

    @property
    def end(self) -> int:
        """Where the last clause ends."""
        return self.clauses[-1].end


def closes(text: str, start: int, clause: Clause) -> bool:
    """Whether a clause before the last has a verb of its own and not only tells how or why."""
    if clause.joint.endswith(("が", "ものの")) or text[start : clause.stop].endswith("を"):
        return True
    if attitudes.attitude(text, start, clause.stop) or promises.framed(text, start, clause.stop):
        return True
    made = promises.promise(text, start, clause.stop)
    return made is not None and made.frame not in ("plain", "item")


def hands_over(scan: Scan, cut: Sentence, at: int) -> bool:
    """Whether the clause behind `at` has an actor of its own (日本は…を派遣し、ペルーは…)."""
    clause, following = cut.clauses[at], cut.clauses[at + 1]
    if not promises.pattern("separable").search(cut.text, clause.start, clause.stop):
        return False
    first = next(subjects(scan, cut.text, following.start, following.stop), None)
    if not first or not first.actors or first.mark != "は":
        return False
    return first.start < following.start + 3


def finite(text: str, subject: Subject, stop: int) -> bool:
    """Whether a subject with が is the clause's, not of a noun's modifier (日本が求めた撤廃)."""
    rest = text[subject.after : stop]
    if rest.startswith(("、", ",", "，")):
        return True
    near = re.split(r"[、,，]", rest)[0]
    return not re.search(r"[るたうくすつむぶいば](?=[一-龯ァ-ヶ「])", near)


def judge(group: Group) -> Iterator[Sighting]:
    """The attitudes and promises of a group, quotations first."""
    text, topic = group.cut.text, group.topic
    body = topic.after if topic and topic.start < group.stop else group.start
    quoted = list(_quoted(group))
    yield from quoted
    if not group.actors:
        return
    held = attitudes.attitude(text, body, group.stop)
    made = promises.promise(text, group.clauses[-1].start, group.stop)
    if made is None and (group.listed or group.scan.passage.type is PassageType.LIST_ITEM):
        made = promises.nominal(text, group.clauses[-1].start, group.stop, listed=group.listed)
    if made is None and group.scan.context.doc.header.kind is Kind.TREATY:
        made = promises.duty(text, group.stop)
    told = bool(quoted) and held is not None and text[held.stop - 1 : held.stop] in "」』と"
    if held and not told and not (made and made.frame.endswith("need")):
        actors = _inner(group, body, held.stop) if held.inner else group.actors
        if actors:
            yield _position(group.scan, (group.start, group.end), actors, held)
    if made is None or (held and (held.inner or made.frame == "plain")):
        return
    if promises.pattern("formulas").search(text, group.start, group.end):
        return
    if actors := _promising(group, made, body):
        yield from _items(group, made, actors)


def _promising(group: Group, made: promises.Promise, body: int) -> Codes:
    """Who promises: the subject, one within the complement, or the parties of a schedule."""
    text, topic = group.cut.text, group.topic
    if made.frame in ("plain", "koto", "plan", "item", "resolve"):
        passive = promises.passive(text, made.stop)
        if topic and not topic.actors:
            fits = promises.scheduled(text, made.stop, text[topic.start : topic.end])
            return group.actors if fits and (group.joint or not passive) else ()
        return () if passive or _happens(group, made) else group.actors
    if not made.inner:
        return group.actors
    found = promises.pattern("partner").search(text, group.start, group.stop)
    if found and made.frame.startswith("agree") and len(group.actors) == 1:
        other = partner(group.scan, *found.span("who"))
        return tuple(dict.fromkeys((*group.actors, *other)))
    told = made.frame.startswith(("say", "said", "confirm", "announce"))
    if told and promises.passive(text, made.stop) and not promises.dated(text, made.stop):
        return ()
    return _inner(group, body, made.stop, told=made.frame.startswith(("say", "said")))


def _happens(group: Group, made: promises.Promise) -> bool:
    """Whether something else than the actor is the subject: 〜が始まる."""
    text = group.cut.text
    for subject in subjects(group.scan, text, group.clauses[-1].start, made.stop):
        if subject.mark != "が" or subject.actors:
            continue
        near = made.stop - subject.after < 24
        if text.startswith(("、", ",", "，"), subject.after):
            return True
        if near and not re.search(r"[るたういなの][一-龯ァ-ヶ]", text[subject.after : made.stop]):
            return True
    return False


def _inner(group: Group, start: int, stop: int, *, told: bool = False) -> Codes:
    """The subject of a complement, where it has one that a code exists for.

    `told` says that the complement is only reported: with a subject unknown it is nobody's.
    """
    text = group.cut.text
    for subject in subjects(group.scan, text, start, stop, before=group.actors):
        if subject.mark not in ("は", "が") or subject.start < start:
            continue
        if subject.mark == "が" and not finite(text, subject, stop):
            continue
        if promises.pattern("no_subject").search(text, subject.start, subject.end):
            continue
        if subject.actors or told or subject.nobody:
            return subject.actors
    return group.actors


def _items(group: Group, made: promises.Promise, actors: Codes) -> Iterator[CommitmentSighting]:
    """The promise, and those that its clauses before the last make by themselves."""
    text, start = group.cut.text, group.start
    for clause in group.clauses[:-1]:
        stop = clause.stop - 2 * text.endswith("こと", clause.start, clause.stop)
        words = text[clause.start : stop]
        state = made.frame == "plain" and words.endswith(("ており", "でおり"))
        if state or promises.pattern("narrative").search(words):
            start = clause.end
            continue
        if stop < clause.stop or clause.joint.startswith(("とともに", "と共に", "ほか")):
            force = promises.bare(text, clause.start, stop)
        else:
            force = _joined(words, made.force)
        if force:
            where = (start, clause.end)
            yield _commitment(group.scan, where, actors, force, "item", (start, stop))
            start = clause.end
    where = (start, group.end)
    yield _commitment(group.scan, where, actors, made.force, made.frame, (start, made.stop))


def _joined(words: str, closing: Force) -> Force | None:
    """The force of a clause in the joining form that makes an item of its own: its own verb's, else
    that of the closing verb; None where it only tells how the next is done."""
    if promises.pattern("means").search(words) or not promises.pattern("separable").search(words):
        return None
    plain = re.sub(r"し$", "する", words)
    own = promises.bare(plain, 0, len(plain))
    if own in (None, Force.PLEDGE):
        return closing if closing is Force.INTENTION else Force.PLEDGE
    return own if own is Force.CONTINUATION or closing is Force.PLEDGE else closing


def sharing(found: CommitmentSighting, other: Group) -> CommitmentSighting:
    """The promise of a group that shares the verb, or its form, of the next one's."""
    words = other.cut.text[other.start : other.stop]
    force = found.force if words.endswith("を") else (_joined(words, found.force) or found.force)
    where = (other.start, other.end)
    return _commitment(found.scan, where, other.actors, force, "shared", (other.start, other.stop))


def _quoted(group: Group) -> Iterator[Sighting]:
    """What the subject says in 「」 before と述べた."""
    text = group.scan.text
    for start, end in group.cut.spoken if group.actors else ():
        if group.start <= start and end <= group.end and _SAID_SO.match(text, end):
            for first, last in _sentences(text, start, end):
                short = last - first < _SHORT
                place = (group.start, group.end) if short else (first, last)
                yield from _own_words(group, text[first:last], place)


def _own_words(group: Group, said: str, place: Range) -> Iterator[Sighting]:
    words = sentence(said)
    stop = words.clauses[-1].stop
    if held := attitudes.attitude(words.text, 0, stop):
        outside = replace(held, stop=place[0])
        yield _position(group.scan, place, group.actors, outside)
    elif attitudes.pattern("refused").search(words.text[:stop]):
        no = attitudes.Attitude(Stance.OPPOSE, Degree.PLAIN, place[0], "refusal")
        yield _position(group.scan, (group.start, group.end), group.actors, no)
        return
    made = promises.promise(words.text, 0, stop)
    if made and not (held or (made.frame == "plain" and _about_others(words.text))):
        yield _commitment(group.scan, place, group.actors, made.force, "quoted", place)


def _about_others(words: str) -> bool:
    """Whether quoted words have a subject other than the speaker: 市場は大きく変わる."""
    return bool(re.search(r"(?<![にでと])[はが](?!、?(?:私|我))", words))


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of quoted words."""
    first = start
    for found in re.finditer("。", text[start:end]):
        yield first, start + found.end()
        first = start + found.end()
    if first < end:
        yield first, end


def demands(scan: Scan, cut: Sentence) -> Iterator[PositionSighting]:
    """日本側が求めた規制の緩和には: a demand told inside another sentence."""
    for found in attitudes.pattern("demanded").finditer(cut.text):
        who = next(subjects(scan, cut.text, found.start(), found.end("who") + 1), None)
        if who and who.actors:
            demand = attitudes.Attitude(Stance.URGE, Degree.PLAIN, found.end("what"), "passing")
            yield _position(scan, (found.start(), found.end("what")), who.actors, demand)


def _commitment(
    scan: Scan, where: Range, actors: Codes, force: Force, rule: str, action: Range
) -> CommitmentSighting:
    start, end = _trimmed(scan.text, *where)
    return CommitmentSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        force=force,
        rule=f"ja-{rule}",
        action=(max(start, min(action[0], end)), min(end, max(action[1], start))),
    )


def _position(
    scan: Scan, where: Range, actors: Codes, held: attitudes.Attitude
) -> PositionSighting:
    start, end = _trimmed(scan.text, *where)
    return PositionSighting(
        scan=scan,
        start=start,
        end=end,
        actors=actors,
        stance=held.stance,
        degree=held.degree,
        rule=f"ja-{held.frame}",
        object=(start, min(held.stop, end)) if held.stop > start else None,
    )


def _trimmed(text: str, start: int, end: int) -> Range:
    """Without the commas that join other clauses."""
    while end > start and text[end - 1] in _COMMAS:
        end -= 1
    while start < end and text[start] in _COMMAS:
        start += 1
    return start, end
