"""English clauses: who promises what and who holds which attitude.

A sentence is cut at its finite verbs (predicates_en.py), each verb gets its subject (subjects_en.py),
and a clause runs from a subject to the next verb of the same rank. Recognised besides: "agreed that
both governments will", "assured me that his delegation would", lists under "decided to:", several
promises in one sentence ("to open … and to train …"), passives, bodies that will meet, and openings
such as "Noting the importance of …,". Left out: questions and what journalists say, forecasts about
things, negations, procedure, hopes and demands (which are positions).

    "Kenya will train 40 pilots and open a school by 2031." -> two promises, each with its clause
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from communique.find.actors import actors_at, cast_of
from communique.find.attributions import speaker_at
from communique.find.context import Context, Scan
from communique.find.predicates_en import ADVERBS, Hit, compiled, hits_in
from communique.find.sightings import CommitmentSighting, PositionSighting
from communique.find.speakers_en import Turn, turns
from communique.find.subjects_en import Memory, Subject, subject_of
from communique.languages import data
from communique.model.codes import PassageType
from communique.model.findings import Degree, Force, Mode, Stance

_Sighting = CommitmentSighting | PositionSighting
_seen: WeakKeyDictionary[Context, tuple[_Sighting, ...]] = WeakKeyDictionary()
_LONGEST = 6000
"""Sentences longer than this are lists or damaged text; no grammar holds over them."""


_OUGHT = frozenset(("should", "must", "ought"))
_OPENING_LINKS = frozenset(("", ","))
_PERSON = re.compile(r"(?:[A-Z][a-z]+ ){1,4}[A-Z][a-z]+$")
_OWN = frozenset(("we", "i", "you", "one", "it", "this", "that"))


def commitments(context: Context) -> Iterator[CommitmentSighting]:
    """The promises of an English document, in order."""
    return (s for s in _sightings(context) if isinstance(s, CommitmentSighting))


def positions(context: Context) -> Iterator[PositionSighting]:
    """The attitudes of an English document, in order."""
    return (s for s in _sightings(context) if isinstance(s, PositionSighting))


def _sightings(context: Context) -> tuple[_Sighting, ...]:
    if context not in _seen:
        _seen[context] = tuple(_walk(context))
    return _seen[context]


@dataclass(frozen=True, slots=True)
class _Words:
    verbs: tuple[tuple[Force, re.Pattern[str]], ...]
    effort_after_continue: re.Pattern[str]
    not_promised: re.Pattern[str]
    scheduled: re.Pattern[str]
    separable: re.Pattern[str]
    chapeaux: re.Pattern[str]
    nominal_items: re.Pattern[str]
    skipped: re.Pattern[str]
    strong: re.Pattern[str]
    weigh: re.Pattern[str]
    paid: re.Pattern[str]
    vague: re.Pattern[str]
    openings: tuple[tuple[Stance, re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    given, attitudes = data("en", "commitments"), data("en", "positions")
    openings = [
        (Stance(stance), compiled("(?:" + "|".join(forms) + r")\b"))
        for stance, forms in attitudes["openings"].items()
    ]
    return _Words(
        verbs=tuple((Force(f), compiled(p)) for f, p in given["verbs"].items()),
        effort_after_continue=compiled(given["effort_after_continue"]),
        not_promised=compiled(given["not_promised"]),
        scheduled=compiled(given["scheduled"]),
        separable=compiled(given["separable"]),
        chapeaux=re.compile("|".join(given["chapeaux"])),
        nominal_items=re.compile(given["nominal_items"]),
        skipped=re.compile("|".join(given["skipped"])),
        strong=re.compile(attitudes["strong"], re.IGNORECASE),
        weigh=re.compile(attitudes["weigh"]),
        paid=re.compile(given["paid"]),
        vague=compiled(given["vague"]),
        openings=tuple(openings),
    )


@dataclass(frozen=True, slots=True)
class _Chapeau:
    """ "The leaders decided to:" with what its items inherit."""

    actors: tuple[str, ...]
    force: Force
    item: str | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb with its subject resolved: rank 0 is the sentence's own, 1 a clause of it."""

    hit: Hit
    subject: Subject
    actors: tuple[str, ...]
    kind: str
    start: int
    rank: int
    outer: int | None
    """The place of the verb whose clause this is, in the sentence's clauses."""


def _walk(context: Context) -> Iterator[_Sighting]:
    memory, chapeau = Memory(), None
    spoken = turns(context)
    for scan in context.scans:
        passage = scan.passage
        if (
            passage.type in (PassageType.HEADING, PassageType.TABLE_ROW)
            or len(scan.text) > _LONGEST
        ):
            continue
        turn = spoken[scan.index]
        if turn.asks:
            continue
        if memory.paragraph != passage.paragraph:
            memory.near = ()
        low = turn.begins
        if chapeau and not _under(chapeau, scan):
            chapeau = None
        sentence = _Sentence(scan, low, memory, turn)
        if scan.text.rstrip().endswith("?"):
            continue
        if chapeau and (found := list(_item(sentence, chapeau))):
            yield from found
            continue
        yield from sentence.sightings()
        opened = _chapeau_of(sentence)
        chapeau = opened or chapeau


def _under(chapeau: _Chapeau, scan: Scan) -> bool:
    passage = scan.passage
    if chapeau.item and passage.item:
        return passage.item.startswith(chapeau.item)
    return passage.paragraph - chapeau.paragraph <= 12 and (
        passage.type is PassageType.LIST_ITEM
        or passage.paragraph == chapeau.paragraph
        or (chapeau.item is None and passage.item is not None)
        or scan.text[:1].islower()
    )


def _chapeau_of(sentence: _Sentence) -> _Chapeau | None:
    scan, text = sentence.scan, sentence.scan.text.rstrip()
    if not _opens_list(text):
        return None
    clauses = [c for c in sentence.clauses if c.actors]
    actors = clauses[-1].actors if clauses else cast_of(scan.context).parties
    force = Force.PLEDGE
    if clauses and (frame := clauses[-1].hit.promise) and frame.force:
        force = frame.force
    return _Chapeau(actors, force, scan.passage.item, scan.passage.paragraph)


def _opens_list(text: str) -> bool:
    text = text.rstrip()
    return text.endswith((":", "-", "—")) and bool(_words().chapeaux.search(text))


def _item(sentence: _Sentence, chapeau: _Chapeau) -> Iterator[CommitmentSighting]:
    """An item that begins with its verb ("conclude …", "to open …") or its noun."""
    scan, words = sentence.scan, _words()
    text, low = scan.text, sentence.low
    if (
        sentence.clauses
        and sentence.clauses[0].rank == 0
        and (sentence.clauses[0].kind in ("actor", "body") or sentence.clauses[0].hit.future)
        and not sentence.clauses[0].subject.relative
    ):
        return
    lead = re.compile(rf"(?:to )?{ADVERBS}(?=[A-Za-z])").match(text, low)
    verb = lead.end() if lead else low
    first = re.compile(r"[A-Za-z-]+").match(text, verb)
    if first is None:
        return
    nominal = words.nominal_items.match(text, low)
    begins_low = (
        first[0].islower()
        or (first[0].lower() + " ")
        and words.separable.match(first[0].lower() + text[first.end() : first.end() + 20])
    )
    known = any(
        p.match(first[0].lower() + text[first.end() : first.end() + 40]) for _, p in words.verbs
    )
    if not (nominal or begins_low or known):
        return
    end = _trimmed(text, low, sentence.end)
    stop = end
    for index, clause in enumerate(sentence.clauses):
        if (
            clause.subject.relative
            and clause.hit.future
            and clause.actors
            and clause.kind == "actor"
        ):
            stop = min(stop, _before_relative(text, low, clause))
            yield from sentence.promises(index)
        elif clause.hit.future and clause.kind == "actor" and clause.subject.words:
            yield from sentence.promises(index)
    lowered = text[:verb] + text[verb : verb + 1].lower() + text[verb + 1 :]
    for a, b, at in _parts(
        lowered, low, verb, _trimmed(text, low, stop), text.startswith("to ", low)
    ):
        force = _force(lowered, at, chapeau.force)
        yield CommitmentSighting(
            scan=scan, start=a, end=b, actors=chapeau.actors, force=force,
            rule="list-item", confidence=0.85, action=(at, b),
        )  # fmt: skip


def _before_relative(text: str, low: int, clause: _Clause) -> int:
    comma = text.rfind(",", low, clause.start)
    return comma if comma > low and clause.start - comma < 24 else clause.start


class _Sentence:
    """A sentence with its clauses."""

    def __init__(self, scan: Scan, low: int, memory: Memory, turn: Turn) -> None:
        self.scan, self.low, self.memory, self.turn = scan, low, memory, turn
        self.end = len(scan.text.rstrip())
        self.clauses: list[_Clause] = []
        hits = _finite(scan.text, hits_in(scan.text, low))
        for index, hit in enumerate(hits):
            self._add(hit, hits[max(0, index - 6) : index])

    def _add(self, hit: Hit, before: list[Hit]) -> None:
        subject = self._subject(hit, before)
        if (
            before
            and before[-1].start >= subject.start
            and before[-1].end <= hit.start
            and (subject.kind != "shared" and before[-1].start > subject.start)
        ):
            # An auxiliary that was counted as a verb of its own ("have agreed").
            while (
                self.clauses
                and self.clauses[-1].hit.start > subject.start
                and not (self.clauses[-1].hit.promise or self.clauses[-1].hit.attitude)
            ):
                self.clauses.pop()
        previous = self.clauses[-1] if self.clauses else None
        actors, kind, rank, outer = subject.actors, subject.kind, 0, None
        start = subject.start
        reporting = bool(hit.promise or hit.attitude or hit.says or hit.doubts) and not hit.future
        if kind == "shared":
            source = self._sharing(hit, reporting)
            if source is None:
                kind = "none"
            else:
                actors, kind, rank, outer = source.actors, source.kind, source.rank, source.outer
            start = _after_and(self.scan.text, self.low, hit.start)
        elif subject.link in ("that", "whether") and previous:
            rank, outer = self._nested(subject)
        elif subject.relative:
            rank = (previous.rank if previous else 0) + 1
        elif previous and previous.rank and not reporting and subject.link not in (";", ", but"):
            rank, outer = previous.rank, previous.outer
        if kind == "actor" and rank == 0:
            self.memory.note(actors, self.scan.passage.paragraph)
        elif kind in ("outsider", "thing") and rank == 0 and _PERSON.match(subject.words):
            self.memory.single = ()
        if rank == 0 and not self.clauses and kind == "actor" and subject.link in _OPENING_LINKS:
            start = self.low
        self.clauses.append(_Clause(hit, subject, actors, kind, start, rank, outer))

    def _subject(self, hit: Hit, before: list[Hit]) -> Subject:
        """The subject of a verb; one behind a relative clause ("Kenya, which chairs …, will") is
        that before it."""
        text, last = self.scan.text, self.clauses[-1] if self.clauses else None
        known = self.memory, self.turn.state or self._quoted(hit.start)
        if last and last.subject.relative and re.search(r",\s*$", text[last.hit.end : hit.start]):
            comma = text.rfind(",", self.low, max(self.low, last.subject.start - 1))
            if comma > self.low:
                earlier = [h for h in before if h.end <= comma]
                moved = replace(hit, start=comma)
                found = subject_of(self.scan, moved, earlier, self.low, *known)
                if found.kind != "shared":
                    return found
        found = subject_of(self.scan, hit, before, self.low, *known)
        if found.relative and found.link == "who" and found.kind == "thing":
            return replace(found, kind="actor", actors=self._antecedent(found.start))
        return found

    def _quoted(self, at: int) -> str | None:
        """The state of who is quoted in so many words at a place, where attributions tell."""
        speech = speaker_at(self.scan.context, self.scan, at)
        return speech.state if speech and speech.mode is Mode.DIRECT else None

    def _antecedent(self, at: int) -> tuple[str, ...]:
        """Whom "who" stands for: the last name before it."""
        low = max(self.low, at - 90)
        named = [m for m in self.scan.mentions if low <= m.start and m.end <= at]
        return actors_at(self.scan, named[-1].start, at) if named else ()

    def _sharing(self, hit: Hit, reporting: bool) -> _Clause | None:
        """The clause whose subject a coordinated verb shares: verbs of saying go with the sentence's
        own, others with the nearest."""
        usable = [c for c in self.clauses if c.kind != "none" or c.actors]
        if reporting:
            usable = [c for c in usable if c.rank == 0] or usable
            usable = [c for c in usable if c.kind == "actor"] or usable
        return usable[-1] if usable else None

    def _nested(self, subject: Subject) -> tuple[int, int | None]:
        for index in range(len(self.clauses) - 1, -1, -1):
            clause = self.clauses[index]
            if clause.rank == 0 and (
                clause.hit.says or clause.hit.doubts or clause.hit.attitude or clause.hit.that
            ):
                return 1, index
        return 1, None

    def sightings(self) -> Iterator[_Sighting]:
        """What the sentence says, verb by verb."""
        if _words().skipped.search(self.scan.text):
            return
        yield from self._openings()
        promised: set[int] = set()
        listed = _opens_list(self.scan.text)
        for index in range(0 if not listed else len(self.clauses), len(self.clauses)):
            for sighting in self.promises(index):
                outer = self.clauses[index].outer
                promised.add(index if outer is None else outer)
                yield sighting
        for index, clause in enumerate(self.clauses):
            if clause.hit.attitude and clause.actors and clause.kind == "actor":
                yield from self._position(clause, index, index in promised)
            elif clause.hit.word in _OUGHT:
                yield from self._demand(clause, index)

    def _demand(self, clause: _Clause, index: int) -> Iterator[PositionSighting]:
        """What somebody who speaks, or of whom it is said, thinks that others should do."""
        outer = self.clauses[clause.outer] if clause.outer is not None else None
        if outer is None and clause.rank:
            outer = next((c for c in reversed(self.clauses[:index]) if c.hit.doubts), None)
        if outer is not None:
            holder = outer.actors if outer.hit.doubts and outer.subject.relative else ()
        else:
            holder = (self.turn.state,) if self.turn.state and not clause.rank else ()
        own = set(holder) & set(clause.actors) or clause.subject.words.lower() in _OWN
        if not holder or own or clause.subject.negated or clause.kind in ("none", "negative"):
            return
        passive = re.match(rf" {ADVERBS}be\b", self.scan.text[clause.hit.end :])
        yield PositionSighting(
            scan=self.scan, start=clause.start, end=self._until(index), actors=tuple(holder),
            stance=Stance.SUPPORT if passive else Stance.URGE, rule="should", confidence=0.55,
        )  # fmt: skip

    def _until(self, index: int) -> int:
        """Where the clause of a verb ends: before the next verb of its rank or higher."""
        clause = self.clauses[index]
        for later in self.clauses[index + 1 :]:
            if later.subject.relative:
                if (
                    later.kind == "actor"
                    and later.actors
                    and later.hit.future
                    and not clause.subject.relative
                ):
                    return _trimmed(
                        self.scan.text,
                        clause.start,
                        _before_relative(self.scan.text, clause.start, later),
                    )
                continue
            if later.kind == "none" or (
                later.kind in ("thing", "outsider")
                and not later.hit.future
                and later.subject.link not in (";", "and", "but")
            ):
                continue
            if later.rank <= clause.rank and later.start > clause.hit.start:
                return _trimmed(self.scan.text, clause.start, later.start)
        return _trimmed(self.scan.text, clause.start, self.end)

    def promises(self, index: int) -> Iterator[CommitmentSighting]:
        """The promises that a verb makes: none, one, or one for each of its coordinated verbs."""
        clause = self.clauses[index]
        hit, text = clause.hit, self.scan.text
        if clause.subject.negated or clause.kind in ("negative", "none", "outsider"):
            return
        start, actors, confidence = clause.start, clause.actors, 0.85
        outer = self.clauses[clause.outer] if clause.outer is not None else None
        if outer is not None and not self._promising(outer):
            return
        if hit.future or (hit.would and outer is not None and outer.hit.says):
            verb = _verb_at(text, hit.end)
            if not self._future(clause, verb):
                return
            if clause.kind in ("thing", "body"):
                actors = self._doer(clause, outer)
                confidence = 0.65
            if outer is not None and outer.hit.says and self._first_of(clause.outer, index):
                start = outer.start
            yield from self._split(
                clause, index, start, verb, Force.PLEDGE, actors, "future", confidence
            )
        elif hit.promise and hit.promise.force and clause.kind in ("actor", "body"):
            if (
                hit.attitude
                and hit.attitude.stance is Stance.URGE
                and "object" not in hit.promise.flags
            ):
                return
            if clause.subject.relative:
                return
            verb = hit.end if "object" in hit.promise.flags else _verb_at(text, hit.end)
            yield from self._split(
                clause, index, start, verb, hit.promise.force, actors, hit.promise.rule, 0.8
            )

    def _first_of(self, outer: int | None, index: int) -> bool:
        return not any(
            c.outer == outer and (c.hit.future or c.hit.would) for c in self.clauses[:index]
        )

    def _promising(self, outer: _Clause) -> bool:
        """Whether the verb over a clause lets it be a promise: agreed that, but not hoped that."""
        hit = outer.hit
        if hit.doubts or outer.subject.negated or outer.kind in ("outsider", "negative"):
            return False
        if hit.attitude and hit.attitude.stance in (Stance.HOPE, Stance.URGE, Stance.CONCERN):
            return False
        return not (hit.says and outer.kind == "thing" and outer.subject.words)

    def _future(self, clause: _Clause, verb: int) -> bool:
        """Whether a verb after "will" promises something."""
        words, text = _words(), self.scan.text
        if words.not_promised.match(text, verb):
            return False
        if clause.kind in ("thing", "body"):
            if clause.subject.relative and clause.kind == "thing":
                return False
            if re.match(r"(?:this|these|that|those|there|which|what)$", clause.subject.words, re.I):
                return False
            return bool(words.scheduled.match(text, verb))
        return bool(clause.actors)

    def _doer(self, clause: _Clause, outer: _Clause | None) -> tuple[str, ...]:
        """Who promises where a thing is the subject: the agent, the speaker, or the sentence's."""
        parties = cast_of(self.scan.context).parties
        if clause.kind == "body" and clause.actors:
            return clause.actors
        if outer is not None and outer.actors:
            return outer.actors
        if self.turn.state:
            return (self.turn.state,)
        paid = _words().paid.search(clause.subject.words)
        return (self.memory.near if paid else ()) or parties

    def _split(
        self, clause: _Clause, index: int, start: int, verb: int, force: Force,
        actors: tuple[str, ...], rule: str, confidence: float,
    ) -> Iterator[CommitmentSighting]:  # fmt: skip
        text, end = self.scan.text, self._until(index)
        infinitive = text[max(0, verb - 3) : verb] == "to "
        if _words().vague.match(text, verb):
            return
        for a, b, at in _parts(text, start, verb, end, infinitive):
            yield CommitmentSighting(
                scan=self.scan, start=a, end=b, actors=actors, force=_force(text, at, force),
                rule=rule, confidence=confidence, action=(at, b),
            )  # fmt: skip

    def _position(self, clause: _Clause, index: int, promised: bool) -> Iterator[PositionSighting]:
        hit, text = clause.hit, self.scan.text
        frame = hit.attitude
        if frame is None or frame.stance is None or clause.subject.negated:
            return
        if clause.rank and frame.stance in (Stance.RECOGNISE, Stance.REAFFIRM):
            return
        stance = frame.stance
        end = self._until(index)
        if (
            stance is Stance.SUPPORT
            and "weigh" not in frame.flags
            and hit.word[:4].lower() in ("stre", "emph", "unde", "high")
        ):
            if re.match(
                r" (?:their|its|his|her|the|our)(?: [A-Za-z.'’-]+){0,3} (?:commitment|determination|resolve)",
                text[hit.start + len(hit.word) :],
            ):
                stance = Stance.REAFFIRM
            elif not _words().weigh.search(text, hit.start, end):
                stance = Stance.RECOGNISE
        if promised and (stance in (Stance.RECOGNISE, Stance.SUPPORT) or hit.promise):
            if not (hit.word.lower().startswith("re") and stance is Stance.REAFFIRM):
                return
        near = text[max(clause.start, hit.start - 30) : min(end, hit.end + 24)]
        degree = Degree.STRONG if _words().strong.search(near) else Degree.PLAIN
        yield PositionSighting(
            scan=self.scan, start=clause.start, end=end, actors=clause.actors, stance=stance,
            degree=degree, rule=frame.rule, object=(hit.start + len(hit.word), end),
        )  # fmt: skip

    def _openings(self) -> Iterator[PositionSighting]:
        """ "Noting the importance of …, the two governments": an attitude of the subject."""
        main = next((c for c in self.clauses if c.rank == 0 and c.kind == "actor"), None)
        if main is None:
            return
        text = self.scan.text
        for stance, pattern in _words().openings:
            if match := pattern.match(text, self.low):
                end = _trimmed(text, self.low, main.subject.start)
                if end - match.end() > 8:
                    strong = _words().strong.search(text[self.low : match.end() + 20])
                    yield PositionSighting(
                        scan=self.scan, start=self.low, end=end, actors=main.actors, stance=stance,
                        degree=Degree.STRONG if strong else Degree.PLAIN, rule="opening",
                        confidence=0.75, object=(match.end(), end),
                    )  # fmt: skip
                return


_BE = re.compile(
    r"\b(?:is|are|am|was|were|remains?|be|been|['’]re|['’]m|feels?|felt)(?: [a-z]+){0,2} $"
)
_BARE = re.compile(rf"(?:\bto|['’]ll) {ADVERBS}$")


def _finite(text: str, hits: list[Hit]) -> list[Hit]:
    """Without infinitives: what directly follows "to" or "will" has no subject of its own."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end and (kept[-1].future or not hit.future):
            continue
        if kept and (kept[-1].future or kept[-1].would) and not hit.future:
            between = text[kept[-1].end : hit.start]
            if len(between) < 60 and re.fullmatch(rf" {ADVERBS}", between):
                continue
        if _BARE.search(text, max(0, hit.start - 50), hit.start):
            continue
        moody = hit.attitude is not None and "after_be" in hit.attitude.flags
        if moody and not hit.promise and not _BE.search(text, max(0, hit.start - 40), hit.start):
            continue
        if kept and _auxiliary(kept[-1]) and len(text[kept[-1].end : hit.start]) < 60:
            if re.fullmatch(rf" {ADVERBS}(?:been )?{ADVERBS}", text[kept[-1].end : hit.start]):
                kept.pop()
        kept.append(hit)
    return kept


def _auxiliary(hit: Hit) -> bool:
    """Whether a verb says nothing here but may help the next: is, has, remain."""
    return not (hit.promise or hit.attitude or hit.future or hit.would or hit.says or hit.doubts)


def _after_and(text: str, low: int, at: int) -> int:
    """Where a clause with a shared subject begins: behind the conjunction."""
    found = None
    for found in re.compile(r"(?:,|;)? ?\b(?:and|but|or|then|as well as)\b,? ?|[,;] ?").finditer(
        text, max(low, at - 60), at
    ):
        pass
    return found.end() if found else at


def _verb_at(text: str, at: int) -> int:
    """Where the verb after "will" or "to" begins, behind adverbs and asides."""
    match = re.compile(rf",? ?(?:,[^,.;]{{2,60}}, )?(?:to )?{ADVERBS}(?=[A-Za-z])").match(text, at)
    return match.end() if match else at


def _force(text: str, at: int, given: Force) -> Force:
    """The force by the verb, the frame's where the verb says nothing of it."""
    words = _words()
    lead = re.compile(rf"(?:to )?{ADVERBS}").match(text, at)
    verb = lead.end() if lead else at
    if words.effort_after_continue.match(text, verb):
        return Force.EFFORT
    for force, pattern in words.verbs:
        if pattern.match(text, verb):
            return force
    return given


_TO_VERB = re.compile(
    rf"(?:,|;)? (?:and|as well as) (?:also |then |further )?(?:to|with(?= [a-z]+ing\b)) (?={ADVERBS}[a-z])|[,;] to (?=[a-z])"
)
_AND_TO = re.compile(r"\band to [a-z]")
_AND_VERB = re.compile(
    rf"(?:,|;)? and (?={ADVERBS}([a-z]+) ((?:the|an?|its|their|our|all|new|more|up|another|two|three|[A-Z0-9£$€¥][\w£$€¥]*|[a-z]+)\b))|, (?=([a-z]+) (?:the|an?|its|their|our|[0-9£$€¥A-Z]))"
)


def _parts(
    text: str, start: int, verb: int, end: int, infinitive: bool
) -> list[tuple[int, int, int]]:
    """The separable promises of a verb phrase: start, end and verb of each."""
    words = _words()
    cuts: list[tuple[int, int]] = []
    for match in _TO_VERB.finditer(text, verb, end):
        gerund = " with " in match[0]
        if match[0].startswith(", to ") and not _AND_TO.search(text, match.end(), end):
            continue
        if (
            (infinitive or gerund)
            and match.start() - verb > 12
            and (gerund or _plain_verb(text, match.end()))
        ):
            cuts.append((match.start(), match.end()))
    for match in _AND_VERB.finditer(text, verb, end):
        at = _verb_at(text, match.end())
        if (
            words.separable.match(text, at)
            and _has_object(text, verb, match.start())
            and (
                re.match(
                    r"[a-z]+(?: up| aside| over| out)? (?:the|an?|its|their|our|his|her|all|any|new|more|another|at least|up to|some|joint|[A-Z0-9£$€¥]|[a-z]+(?:s|ing|ion)\b)",
                    text[at : at + 60],
                )
            )
            and all(match.start() >= b or match.end() <= a for a, b in cuts)
        ):
            cuts.append((match.start(), at))
    cuts.sort()
    made, begin, at = [], start, verb
    for stop, following in cuts:
        if stop - at < 12:
            continue
        made.append((begin, _trimmed(text, begin, stop), at))
        begin = at = following
    made.append((begin, end, at))
    return made


def _plain_verb(text: str, at: int) -> bool:
    word = re.compile(r"[a-z]+").match(text, at)
    return (
        bool(word) and word is not None and word[0] not in ("the", "a", "an", "their", "its", "be")
    )


def _has_object(text: str, verb: int, stop: int) -> bool:
    """Whether something stands between two verbs: not so in "consolidate, realign, and reduce"."""
    chunk = text[verb:stop]
    last = chunk.rsplit(",", 1)[-1].split()
    return len(chunk.split()) >= 3 and len(last) >= 2


def _trimmed(text: str, start: int, end: int) -> int:
    """An end without the marks and conjunctions that lead to what follows."""
    piece = text[start:end].rstrip()
    while True:
        shorter = re.sub(
            r"(?:[,;:]|\s(?:and that|that|and|but|or|while|whereas|as well as|to which|for which|of which|in which))$",
            "",
            piece,
        ).rstrip()
        if shorter == piece:
            return start + len(piece)
        piece = shorter
