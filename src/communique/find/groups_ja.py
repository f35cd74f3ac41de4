"""Groups of Japanese clauses with one subject and one closing verb, and what stands for itself in
them.

Recognised: where a group ends; clauses before the last that promise by themselves (〜を設置し,
〜するとともに, 〜すること、); a verb that two share (日本は四億円を、ペルーは六億円を負担する).
Left out: what the closing verb makes of the group (judging_ja.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.find import attitudes_ja as attitudes
from communique.find import deeds_ja as deeds
from communique.find import promises_ja as promises
from communique.find.context import Scan
from communique.find.offices_ja import Codes
from communique.find.segments_ja import Clause, Sentence, is_share
from communique.find.sighted_ja import commitment
from communique.find.sightings import CommitmentSighting
from communique.find.subjects_ja import Subject, subjects
from communique.model.findings import Force
from communique.model.quotes import Range

_OBJECTLESS = re.compile(r"(?:及び|又は|かつ)?[一-龯]{2}(?:する|し|させ)")
_BESIDE = ("とともに", "と共に", "と同時に", "ほか")


@dataclass(frozen=True, slots=True)
class Own:
    """A clause that promises by itself: its range, where its verb ends, its force."""

    where: Range
    stop: int
    force: Force


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that belong together: their sentence, subject, and who that is.

    `topic` is the subject as printed, of a thing too; `actors` may come from a sentence before.
    `open` tells that the verb is the next group's; `listed` that it is an item below a sentence
    like 「次の措置をとる」; `joint` that the text is the parties' own; `spoken` that it is a speech
    or press conference.
    """

    scan: Scan
    cut: Sentence
    clauses: tuple[Clause, ...]
    topic: Subject | None
    actors: Codes
    open: bool = False
    listed: bool = False
    joint: bool = False
    spoken: bool = False

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

    @property
    def body(self) -> int:
        """Where the words behind the subject begin."""
        return self.topic.after if self.topic and self.topic.start < self.stop else self.start


def closes(text: str, start: int, clause: Clause) -> bool:
    """Whether a clause before the last has a verb of its own and not only tells how or why."""
    if clause.joint.endswith(("が", "ものの", "ところ", "けれど", "けれども", "し")):
        return True
    if text[start : clause.stop].endswith("を"):
        return True
    if attitudes.attitude(text, start, clause.stop):
        return True
    made = promises.judged(text, start, clause.stop)
    if made and text.endswith("おり", start, clause.stop):
        return True  # 検討しており
    return made is not None and made.frame not in ("plain", "item")


def hands_over(scan: Scan, cut: Sentence, at: int) -> bool:
    """Whether the clause behind `at` has an actor of its own (日本は…を派遣し、ペルーは…)."""
    clause, following = cut.clauses[at], cut.clauses[at + 1]
    first = next(subjects(scan, cut.text, following.start, following.stop), None)
    if not first or not first.actors or first.mark == "も":
        return False
    shares = (clause, following)
    if first.mark == "が" and not any(is_share(cut.text, c.start, c.stop) for c in shares):
        return False
    return first.start < following.start + 3


def separate(group: Group, closing: Force, *, plain: bool) -> tuple[list[Own], int]:
    """The clauses before the last that promise by themselves, and where the rest begins."""
    text, start = group.cut.text, group.start
    found: list[Own] = []
    if deeds.pattern("modifying").search(text, group.clauses[-1].start, group.stop):
        return [], start
    if deeds.pattern("set_at").search(text[group.clauses[-1].start : group.stop]):
        return [], start
    for clause in group.clauses[:-1]:
        if _OBJECTLESS.match(text, clause.end):
            continue  # 整理し、統合し、縮小する: one object for all
        stop = clause.stop - 2 * text.endswith("こと", clause.start, clause.stop)
        words = text[clause.start : stop]
        state = plain and words.endswith(("ており", "でおり"))
        told = not plain or tells_past(group)
        if state or (told and deeds.pattern("narrative").search(words)):
            start = clause.end
            continue
        whole = stop < clause.stop or clause.joint.startswith(_BESIDE)
        if whole or words.endswith(("る", "う", "く", "す")):
            force = deeds.bare(text, clause.start, stop)
        else:
            force = _joined(words, closing)
        if force and not _of_another(group, clause):
            found.append(Own((start, clause.end), stop, force))
            start = clause.end
    return found, start


def tells_past(group: Group) -> bool:
    """Whether the closing verb of a group is in the past."""
    text = group.cut.text[max(0, group.stop - 6) : group.stop]
    return not re.search(r"[るいうくすつぬぶむ]$", text) or text.endswith(("ている", "でいる"))


def _of_another(group: Group, clause: Clause) -> bool:
    """Whether a clause has a subject with が that is not the group's: ロシアが侵略を停止し."""
    return any(
        subject.mark == "が" and set(subject.actors) != set(group.actors)
        for subject in subjects(group.scan, group.cut.text, clause.start, clause.stop)
        if subject != group.topic
    )


def _joined(words: str, closing: Force) -> Force | None:
    """The force of a clause in the joining form that makes an item of its own: its own verb's, else
    that of the closing verb; None where it only tells how the next is done."""
    if deeds.pattern("means").search(words):
        return None
    plain = re.sub(r"し$", "する", words)
    own = deeds.bare(plain, 0, len(plain))
    any_deed = own is not None and deeds.pattern("deed").search(words)
    if not (any_deed or deeds.pattern("separable").search(words)):
        return None
    if own in (None, Force.PLEDGE):
        return closing if closing is Force.INTENTION else Force.PLEDGE
    return own if own is Force.CONTINUATION or closing is Force.PLEDGE else closing


def sharing(found: CommitmentSighting, other: Group) -> Iterator[CommitmentSighting]:
    """The promise of a group that shares the verb, or its form, of the next one's."""
    words = other.cut.text[other.start : other.stop]
    shares = words.endswith("を") or is_share(words, 0, len(words))
    doing = deeds.pattern("separable").search(words)
    force = found.force if shares else doing and _joined(words, found.force)
    if other.actors and force:
        where = (other.start, other.end)
        yield commitment(found.scan, where, other.actors, force, "shared", (where[0], other.stop))
