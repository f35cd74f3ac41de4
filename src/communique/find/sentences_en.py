"""English sentences cut at their finite verbs: each verb with its subject, rank and extent.

Rank 0 is the sentence's own, rank 1 a clause within it ("agreed that both governments will").
Coordinated verbs share a subject; a verb behind a relative clause has the subject before it. Left
out: what the clauses mean (promises_en.py, attitudes_en.py).

    "Kenya, which chairs the group, will host it." -> chairs (which), will (Kenya)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.find.actors import actors_at, issuers
from communique.find.attributions import Speech, speaker_at
from communique.find.context import Scan
from communique.find.cues_en import cues
from communique.find.finite_en import finite
from communique.find.memory_en import Memory
from communique.find.noun_phrases_en import without_adverbs
from communique.find.operatives_en import operative
from communique.find.predicates_en import Hit, hits_in, lexicon
from communique.find.subjects_en import Subject, subject_of
from communique.find.verb_phrases_en import trimmed
from communique.model.findings import Mode

_INVITING = re.compile(r"(?:let|allow|permit|may) (?:me|us|I|we)\b", re.IGNORECASE)
_OPENING_LINKS = frozenset(("", ","))
_ASIDE = re.compile(r"^,? ?(?:which|who|whose|where)\b.{24,}|, (?:which|who|whose|where)\b.{24,}")
_INTERJECTED = re.compile(
    r", ?(?:he|she|they|it|[Tt]he [a-z]+|[A-Z][\w’'-]+) (?:said|says|added|adds|announced|noted), "
    r"(?=[a-z])"
)
_POINTING = frozenset(("it", "this", "that", "these", "there", "those", "which", "what"))
_SUBORDINATE = frozenset(("until", "if", "unless", "when", "because", "once", "where", "provided"))
_OFFICE = re.compile(
    r"[”\"],? (?:said )?(?:[A-Z][a-z]+ ){0,2}(?:Minister|President|Premier|Secretary)\b"
)
_QUOTE = re.compile(r"[:,] ?[\"“‘«]")
_PERSON = re.compile(r"(?:[A-Z][a-z]+ ){1,4}[A-Z][a-z]+$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject resolved: rank 0 is the sentence's own, 1 a clause of it."""

    hit: Hit
    subject: Subject
    actors: tuple[str, ...]
    kind: str
    start: int
    rank: int
    outer: int | None
    """The place of the verb whose clause this is, in the sentence's clauses."""


class Sentence:
    """A sentence with its clauses."""

    def __init__(
        self,
        scan: Scan,
        low: int,
        memory: Memory,
        turn: Speech,
        carried: tuple[str, ...] = (),
    ) -> None:
        self.scan, self.low, self.memory, self.turn = scan, low, memory, turn
        self.carried = carried
        """Who does what an item of a list says, where its chapeau is only a subject."""
        self.reported = False
        """Whether it is an item of what was agreed, whose "would" is a promise."""
        self.end = len(scan.text.rstrip())
        self.clauses: list[Clause] = []
        self.text, self.operative = operative(scan, low)
        hits = finite(self.text, hits_in(self.text, low))
        if carried and hits and without_adverbs(self.text, low, hits[0].start)[0] <= low:
            self.operative = hits[0].start
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
        elif not subject.link and previous and previous.hit.says and not previous.hit.that:
            rank, outer = previous.rank + 1, len(self.clauses) - 1
        elif subject.relative:
            rank = (previous.rank if previous else 0) + 1
        elif previous and previous.rank and not reporting and subject.link not in (";", ", but"):
            rank, outer = previous.rank, previous.outer
        if kind == "actor" and rank == 0:
            states = self.scan.context.names.states
            group = any(code not in states for code in actors)
            self.memory.note(actors, self.scan.passage.paragraph, group=group)
        elif (
            kind in ("body", "thing") and not rank and not self.clauses and subject.words
            and subject.words.lower() not in _POINTING
        ):  # fmt: skip
            speaks = kind == "body" and cues().speaking.match(subject.words)
            self.memory.thing = "speaking" if speaks else kind
        if kind in ("outsider", "thing") and rank == 0 and _PERSON.match(subject.words):
            self.memory.single = ()
        if rank == 0 and not self.clauses and kind == "actor" and subject.link in _OPENING_LINKS:
            start = self.low
        if _ASIDE.search(self.scan.text, subject.start + len(subject.words), hit.start):
            start = hit.start  # "Ghana, which in 2023 became …, will expand"
        self.clauses.append(Clause(hit, subject, actors, kind, start, rank, outer))

    def _subject(self, hit: Hit, before: list[Hit]) -> Subject:
        """The subject of a verb; one behind a relative clause ("Kenya, which chairs …, will") is
        that before it, and that of an operative verb ("Decides to …") the text's own issuer."""
        if hit.start == self.operative or _INVITING.match(self.text, hit.start):
            spoken = (self.turn.state,) if self.turn.state else issuers(self.scan.context)
            own = self.carried or spoken
            return Subject("actor", hit.start, own)
        text, last = self.scan.text, self.clauses[-1] if self.clauses else None
        known = self.memory, self.turn.state or self._quoted(hit.start)
        inner = next((c for c in reversed(self.clauses) if c.subject.kind != "shared"), None)
        if (
            last
            and inner
            and inner.subject.relative
            and text[: without_adverbs(text, last.hit.end, hit.start)[0]].rstrip().endswith(",")
        ):
            comma = text.rfind(",", self.low, max(self.low, inner.subject.start - 1))
            if comma > self.low:
                earlier = [h for h in before if h.end <= comma]
                moved = replace(hit, start=comma)
                found = subject_of(self.scan, moved, earlier, self.low, *known)
                if found.kind != "shared":
                    return found
        if last and (comma := self._interjected(last, hit.start)):
            # "Dhaka, she added, would open": the subject stands before who says it.
            moved = replace(hit, start=comma)
            earlier = [h for h in before if h.end <= comma]
            found = subject_of(self.scan, moved, earlier, self.low, *known)
            return replace(found, negated=without_adverbs(text, last.hit.end, hit.start)[1])
        found = subject_of(self.scan, hit, before, self.low, *known)
        if last and last.subject.relative and found.kind == "thing" and not found.link:
            # "Those of us who are parties commit": the subject stands before the relative clause.
            moved = replace(hit, start=max(self.low, last.subject.start - len(last.subject.link)))
            whole = subject_of(self.scan, moved, (), self.low, *known)
            if whole.kind == "actor":
                return whole
        if found.relative and found.link == "who" and found.kind == "thing":
            return replace(found, kind="actor", actors=self._antecedent(found.start))
        return found

    def _interjected(self, last: Clause, at: int) -> int:
        """Where the comma before "she added," stands, if nothing else does between a subject and
        its verb at `at`; 0 if there is none."""
        text, start = self.scan.text, last.subject.start
        if (
            last.hit.word not in lexicon().says
            or last.subject.link != ","
            or not last.subject.words
        ):
            return 0
        end = without_adverbs(text, last.hit.end, at)[0]
        comma = text.rfind(",", self.low, start)
        alone = end <= last.hit.end + 1 and text[last.hit.end : end].strip() in ("", ",")
        return comma if alone and comma > self.low and start - comma < 3 else 0

    def _quoted(self, at: int) -> str | None:
        """The state of who is quoted in so many words at a place, where attributions tell."""
        speech = speaker_at(self.scan.context, self.scan, at)
        if speech and speech.mode is Mode.DIRECT:
            near = self.memory.near or self._before()
            if speech.state or len(near) != 1 or not _OFFICE.search(self.scan.text):
                return speech.state
            return near[0]  # "Australia reacted. "…," Environment Minister Hunt said"
        last = self.clauses[-1] if self.clauses else None
        if last and len(last.actors) == 1 and _QUOTE.search(self.scan.text, last.hit.end, at):
            return last.actors[0]
        return None

    def _before(self) -> tuple[str, ...]:
        """The one state that the sentence before names, in the same paragraph."""
        scans, index = self.scan.context.scans, self.scan.index
        last = scans[index - 1] if index else None
        if last is None or last.passage.paragraph != self.scan.passage.paragraph:
            return ()
        return tuple({m.id for m in last.mentions if m.kind == "state" and not m.weak})

    def _antecedent(self, at: int) -> tuple[str, ...]:
        """Whom "who" stands for: the last name before it."""
        low = max(self.low, at - 90)
        named = [m for m in self.scan.mentions if low <= m.start and m.end <= at]
        return actors_at(self.scan, named[-1].start, at) if named else ()

    def _sharing(self, hit: Hit, reporting: bool) -> Clause | None:
        """The clause whose subject a coordinated verb shares: verbs of saying go with the
        sentence's own, others with the nearest."""
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

    def until(self, index: int) -> int:
        """Where the clause of a verb ends: before the next verb of its rank or higher."""
        clause = self.clauses[index]
        for later in self.clauses[index + 1 :]:
            if _INTERJECTED.match(self.scan.text, max(0, later.start - 2)):
                continue
            if later.subject.link in _SUBORDINATE:
                continue
            if later.subject.relative:
                if (
                    later.subject.link not in ("what", "how", "why")
                    and later.kind == "actor"
                    and later.actors
                    and later.hit.future
                    and not clause.subject.relative
                ):
                    return trimmed(
                        self.scan.text,
                        clause.start,
                        before_relative(self.scan.text, clause.start, later),
                    )
                continue
            beside = later.outer is not None and later.outer == clause.outer
            again = beside and later.hit.would and later.subject.link == "that"
            if again and later.start > clause.hit.start:
                return trimmed(self.scan.text, clause.start, later.start)
            loose = (
                not later.subject.link
                and not later.hit.future
                and not (later.hit.promise or later.hit.attitude or later.hit.says)
            )
            if (
                loose
                or later.kind == "none"
                or (
                    later.kind in ("thing", "outsider")
                    and not later.hit.future
                    and later.subject.link not in (";", "and", "but")
                )
            ):
                continue
            if later.rank <= clause.rank and later.start > clause.hit.start:
                return trimmed(self.scan.text, clause.start, later.start)
        return trimmed(self.scan.text, clause.start, self.end)


def before_relative(text: str, low: int, clause: Clause) -> int:
    """Where a relative clause with its preposition begins."""
    comma = text.rfind(",", low, clause.start)
    return comma if comma > low and clause.start - comma < 24 else clause.start


_CONJUNCTION = re.compile(r"(?:,|;)? ?\b(?:and|but|or|then|as well as)\b,? ?|[,;] ?")


def _after_and(text: str, low: int, at: int) -> int:
    """Where a clause with a shared subject begins: behind the conjunction."""
    ends = [m.end() for m in _CONJUNCTION.finditer(text, max(low, at - 60), at)]
    return ends[-1] if ends else at
