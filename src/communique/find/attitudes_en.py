"""English attitudes: which stance the verbs of a sentence give their subjects, and how strongly.

Recognised: the frames of positions.yaml, openings ("Noting the importance of …,"), and what
speakers say others should do. Left out: attitudes within other people's clauses, and
agreement that is a promise.

    "Kenya strongly condemned the attack." -> KEN, condemn, strong
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.find.actors import cast_of
from communique.find.cues_en import cues
from communique.find.predicates_en import ADVERBS, Hit
from communique.find.promises_en import own_body
from communique.find.sentences_en import Clause, Sentence
from communique.find.sightings import PositionSighting
from communique.find.verb_phrases_en import trimmed
from communique.model.codes import Kind, PassageType
from communique.model.findings import Degree, Stance

_JOINT = (Kind.JOINT_STATEMENT, Kind.RESOLUTION)
_TRAILING = re.compile(r", (?:and |while |whilst |but |also )?(?=(?:[a-z]+ly )?[a-z]+ing\b)")
_HUNG = (
    Stance.URGE, Stance.CONDEMN, Stance.CONCERN, Stance.OPPOSE, Stance.WELCOME, Stance.HOPE,
    Stance.SUPPORT,
)  # fmt: skip
_BE = frozenset(("is", "are", "was", "were", "remains", "remain", "attached", "am"))
_NOT = re.compile(r"\b(?:not|never)\b")
_NEXT = re.compile(
    r"[,;] (?:and )?(?=(?:[a-z]+ly )?[a-z]+(?:ing|ed|ful)\b)|\band (?=(?:[a-z]+ly )?[a-z]+ing\b)"
)
_NOR = re.compile(
    r"\b[Nn](?:or|either) (?:do|does|did|has|have|had|is|are|was|were|will|can|could)"
    r"(?: (?:we|I|they|he|she|it|[A-Z][a-z]+|the [a-z]+(?: [a-z]+)?))? ?$"
)
_LAST_AND = re.compile(r"(?<=[,;]) and$")
_AND_THAT = re.compile(r"\band (?:also )?that $")
_DENIED = re.compile(
    r"(?:accept|consider|allow|tolerate|permit|condone|countenance|going|prepared|ready|willing|in\b|agree|recogni[sz]e|acknowledge|support|endorse|favou?r|share|approve|believe)"
)
_OUGHT = frozenset(("should", "must", "ought"))
_HAVE = frozenset(("has", "have", "needs", "had"))
_SETTLED = frozenset(("agreed", "decided", "agree", "decide", "resolved", "stipulated", "arranged"))
_OWN = frozenset(("we", "i", "you", "one", "it", "this", "that"))
_STRESS = ("stre", "emph", "unde", "high")
_AGREEING = (Stance.RECOGNISE, Stance.SUPPORT, Stance.REAFFIRM)
_PASSIVE = re.compile(rf" {ADVERBS}be\b")
_OWN_RESOLVE = re.compile(
    r" (?:their|its|his|her|the|our)(?: [A-Za-z.'’-]+){0,3} (?:commitment|determination|resolve)"
)


def attitudes(sentence: Sentence, promised: set[int]) -> Iterator[PositionSighting]:
    """The attitudes in a sentence; `promised` are its clauses that hold a promise."""
    yield from _openings(sentence)
    for index, clause in enumerate(sentence.clauses):
        speaks = clause.kind == "body" and cues().speaking.match(clause.subject.words)
        shared = clause.kind == "body" and clause.subject.kind == "shared"
        if clause.hit.promise and clause.hit.promise.rule == "asked" and not own_body(clause):
            yield from _asked(sentence, clause, index)
        elif clause.hit.attitude and clause.actors and (clause.kind == "actor" or speaks or shared):
            yield from _position(sentence, clause, index, index in promised)
        elif _ought(sentence, clause) and not sentence.reported:
            yield from _demand(sentence, clause, index)
        elif clause.hit.word in _BE and not clause.rank:
            yield from _judgement(sentence, clause, index)
    yield from _hanging(sentence)


def _asked(sentence: Sentence, clause: Clause, index: int) -> Iterator[PositionSighting]:
    """What others are asked in the passive: "Donors are invited to contribute"."""
    holder = _voice(sentence)
    plain = not sentence.scan.text.startswith("be ", clause.start)
    if holder and plain and not clause.rank and not set(holder) & set(clause.actors):
        yield PositionSighting(
            scan=sentence.scan, start=clause.start, end=sentence.until(index), actors=holder,
            stance=Stance.URGE, rule="asked", confidence=0.6,
        )  # fmt: skip


def _ought(sentence: Sentence, clause: Clause) -> bool:
    """Whether a verb says what others are to do: must, should, "has to"."""
    word, end = clause.hit.word, clause.hit.start + len(clause.hit.word)
    has = word in _HAVE and sentence.scan.text.startswith(" to ", end)
    return word in _OUGHT or (has and clause.kind in ("thing", "body", "actor"))


def _hanging(sentence: Sentence) -> Iterator[PositionSighting]:
    """Attitudes of a subject in participles behind its verb: ", urging their release"."""
    text = sentence.scan.text
    for match in _TRAILING.finditer(text, sentence.low + 20, sentence.end):
        found = _opening(text, match.end())
        before = [c for c in sentence.clauses if c.hit.end <= match.start()]
        holders = [c for c in before if c.kind == "actor" and c.actors and not c.subject.relative]
        if found is None or not holders or found[0] not in _HUNG:
            continue
        if before[-1].subject.relative or before[-1].kind == "thing":
            continue
        later = [c.start for c in sentence.clauses if c.start > match.end() and not c.rank]
        end = trimmed(text, match.end(), min([sentence.end, *later]))
        nexts = [m.start() for m in _TRAILING.finditer(text, match.end(), end)]
        end = min([end, *(n for n in nexts if n > match.end())])
        if end - found[1] <= 8:
            continue
        strong = cues().strong.search(text[match.end() : found[1] + 20])
        yield PositionSighting(
            scan=sentence.scan, start=match.end(), end=end, actors=holders[-1].actors,
            stance=found[0], degree=Degree.STRONG if strong else Degree.PLAIN, rule="hanging",
            confidence=0.55, object=(found[1], end),
        )  # fmt: skip


def _judgement(sentence: Sentence, clause: Clause, index: int) -> Iterator[PositionSighting]:
    """What somebody who speaks, or the parties of a joint text, finds of a thing: "The attacks are
    unacceptable", "concern was expressed"."""
    holder = _voice(sentence)
    if not holder or clause.kind == "none" or clause.subject.relative:
        return
    text, end = sentence.scan.text, sentence.until(index)
    found = [(s, p.match(text, clause.hit.start)) for s, p in cues().judgements]
    found += [(s, p.match(text, clause.start, end)) for s, p in cues().passives]
    for stance, match in found:
        if match:
            if clause.subject.negated or _NOT.search(match[0]):
                return
            strong = cues().strong.search(match[0])
            yield PositionSighting(
                scan=sentence.scan, start=clause.start, end=end, actors=holder, stance=stance,
                degree=Degree.STRONG if strong else Degree.PLAIN, rule="judgement",
                confidence=0.6, object=(clause.start, end),
            )  # fmt: skip
            return


def _voice(sentence: Sentence) -> tuple[str, ...]:
    """Whose view the sentence's own words are: the speaker's, or the parties' of a joint text."""
    if sentence.turn.state:
        return (sentence.turn.state,)
    joint = sentence.scan.context.doc.header.kind in _JOINT
    return cast_of(sentence.scan.context).parties if joint else ()


def _demand(sentence: Sentence, clause: Clause, index: int) -> Iterator[PositionSighting]:
    """What somebody who speaks, or of whom it is said, thinks that others should do."""
    outer = sentence.clauses[clause.outer] if clause.outer is not None else None
    start = clause.start
    if outer is None and clause.rank:
        outer = next((c for c in reversed(sentence.clauses[:index]) if c.hit.doubts), None)
    if outer is not None:
        again = clause.subject.link == "that" and _AND_THAT.search(
            sentence.scan.text, max(0, clause.start - 12), clause.start
        )
        doubted = outer.hit.doubts and outer.subject.relative
        told = outer.hit.says and not outer.hit.attitude and not outer.hit.promise
        told = told and outer.kind == "actor" and outer.hit.word not in _SETTLED
        holder = outer.actors if doubted or told or (again and outer.hit.attitude) else ()
        start = outer.start if told and index and sentence.clauses[index - 1] is outer else start
    else:
        holder = _voice(sentence) if not clause.rank else ()
    whose = clause.subject.words.lower()
    own = whose in _OWN or bool(set(holder) & set(clause.actors))
    own = bool(own) and not whose.startswith(("all ", "every ", "any ", "those "))
    if not holder or own or clause.subject.negated or clause.kind in ("none", "negative"):
        return
    passive = _PASSIVE.match(sentence.scan.text, clause.hit.end)
    yield PositionSighting(
        scan=sentence.scan, start=start, end=sentence.until(index), actors=tuple(holder),
        stance=Stance.SUPPORT if passive else Stance.URGE, rule="should", confidence=0.55,
    )  # fmt: skip


def _position(
    sentence: Sentence, clause: Clause, index: int, promised: bool
) -> Iterator[PositionSighting]:
    hit, text = clause.hit, sentence.scan.text
    frame = hit.attitude
    denied = clause.subject.negated
    denied = denied or bool(_NOR.search(text, max(0, clause.start - 16), hit.start))
    if frame and "denied" in frame.flags and not denied:
        return
    if frame is None or frame.stance is None or (denied and not _DENIED.match(hit.word.lower())):
        return
    own = clause.subject.words.lower() in ("i", "we")
    weak = frame.stance in (Stance.RECOGNISE, Stance.REAFFIRM)
    if clause.rank and weak and not own and not denied:
        return
    until = sentence.until(index)
    end = _first_that(sentence, index, until)
    stance = Stance.OPPOSE if denied else _weighed(sentence, hit, frame.stance, end)
    if end < until and stance is Stance.SUPPORT and not cues().weigh.search(text, hit.start, end):
        stance = Stance.RECOGNISE  # what must be is in the second of the clauses
    again = hit.word.lower().startswith("re") and stance is Stance.REAFFIRM
    same = stance in _AGREEING or hit.promise is not None
    if promised and same and not again:
        return
    near = text[max(clause.start, hit.start - 30) : min(end, hit.end + 24)]
    degree = Degree.STRONG if cues().strong.search(near) else Degree.PLAIN
    yield PositionSighting(
        scan=sentence.scan, start=clause.start, end=end, actors=clause.actors, stance=stance,
        degree=degree, rule=frame.rule, object=(hit.start + len(hit.word), end),
    )  # fmt: skip


def _first_that(sentence: Sentence, index: int, end: int) -> int:
    """Where the first of two clauses ends ("stated that … and that … must be …"), if the second
    is an attitude of its own."""
    for later in sentence.clauses[index + 1 :]:
        if later.outer == index and later.hit.word in _OUGHT and later.start < end:
            before = _AND_THAT.search(sentence.scan.text, max(0, later.start - 12), later.start)
            if before:
                return trimmed(sentence.scan.text, sentence.clauses[index].start, before.start())
    return end


def _weighed(sentence: Sentence, hit: Hit, stance: Stance, end: int) -> Stance:
    """What "stressed" and "underscored" come to by what is stressed."""
    text = sentence.scan.text
    if stance is not Stance.SUPPORT or hit.word[:4].lower() not in _STRESS:
        return stance
    if _OWN_RESOLVE.match(text, hit.start + len(hit.word)):
        return Stance.REAFFIRM
    return stance if cues().weigh.search(text, hit.start, end) else Stance.RECOGNISE


def _preamble(sentence: Sentence) -> tuple[tuple[str, ...], int]:
    """A recital of its own ("Recognising the role of …,"): the parties' attitude."""
    text = _LAST_AND.sub("", sentence.scan.text.rstrip())
    recital = text.endswith((",", ";")) and sentence.scan.passage.type is not PassageType.HEADING
    return (cast_of(sentence.scan.context).parties if recital else ()), len(text)


def _openings(sentence: Sentence) -> Iterator[PositionSighting]:
    """ "Noting the importance of …, the two governments": an attitude of the subject."""
    text = sentence.text
    if not _opening(text, sentence.low):
        return
    main = next((c for c in sentence.clauses if c.rank == 0 and c.kind == "actor"), None)
    actors, until = _preamble(sentence)
    if not actors and main:
        actors, until = main.actors, main.subject.start
    cuts = [(sentence.low, sentence.low)]
    cuts += [m.span() for m in _NEXT.finditer(text, sentence.low, until) if _opening(text, m.end())]
    for number, (_, start) in enumerate(cuts if actors else ()):
        found = _opening(text, start)
        last = cuts[number + 1][0] if number + 1 < len(cuts) else until
        end = trimmed(text, start, last)
        if found is None or end - found[1] <= 8:
            continue
        strong = cues().strong.search(text[start : found[1] + 20])
        yield PositionSighting(
            scan=sentence.scan, start=start, end=end, actors=actors, stance=found[0],
            degree=Degree.STRONG if strong else Degree.PLAIN, rule="opening", confidence=0.75,
            object=(found[1], end),
        )  # fmt: skip


def _opening(text: str, at: int) -> tuple[Stance, int] | None:
    """The stance of a participle at a place, and where its object begins."""
    for stance, pattern in cues().openings:
        if match := pattern.match(text, at):
            return stance, match.end()
    return None
