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
from communique.find.sentences_en import Clause, Sentence
from communique.find.sightings import PositionSighting
from communique.find.verb_phrases_en import trimmed
from communique.model.codes import PassageType
from communique.model.findings import Degree, Stance

_OUGHT = frozenset(("should", "must", "ought"))
_OWN = frozenset(("we", "i", "you", "one", "it", "this", "that"))
_STRESS = ("stre", "emph", "unde", "high")
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
        if clause.hit.attitude and clause.actors and (clause.kind == "actor" or speaks or shared):
            yield from _position(sentence, clause, index, index in promised)
        elif clause.hit.word in _OUGHT:
            yield from _demand(sentence, clause, index)


def _demand(sentence: Sentence, clause: Clause, index: int) -> Iterator[PositionSighting]:
    """What somebody who speaks, or of whom it is said, thinks that others should do."""
    outer = sentence.clauses[clause.outer] if clause.outer is not None else None
    if outer is None and clause.rank:
        outer = next((c for c in reversed(sentence.clauses[:index]) if c.hit.doubts), None)
    if outer is not None:
        holder = outer.actors if outer.hit.doubts and outer.subject.relative else ()
    else:
        holder = (sentence.turn.state,) if sentence.turn.state and not clause.rank else ()
    own = set(holder) & set(clause.actors) or clause.subject.words.lower() in _OWN
    if not holder or own or clause.subject.negated or clause.kind in ("none", "negative"):
        return
    passive = _PASSIVE.match(sentence.scan.text, clause.hit.end)
    yield PositionSighting(
        scan=sentence.scan, start=clause.start, end=sentence.until(index), actors=tuple(holder),
        stance=Stance.SUPPORT if passive else Stance.URGE, rule="should", confidence=0.55,
    )  # fmt: skip


def _position(
    sentence: Sentence, clause: Clause, index: int, promised: bool
) -> Iterator[PositionSighting]:
    hit, text = clause.hit, sentence.scan.text
    frame = hit.attitude
    if frame is None or frame.stance is None or clause.subject.negated:
        return
    if clause.rank and frame.stance in (Stance.RECOGNISE, Stance.REAFFIRM):
        return
    end = sentence.until(index)
    stance = _weighed(sentence, hit, frame.stance, end)
    again = hit.word.lower().startswith("re") and stance is Stance.REAFFIRM
    same = stance in (Stance.RECOGNISE, Stance.SUPPORT) or hit.promise is not None
    if promised and same and not again:
        return
    near = text[max(clause.start, hit.start - 30) : min(end, hit.end + 24)]
    degree = Degree.STRONG if cues().strong.search(near) else Degree.PLAIN
    yield PositionSighting(
        scan=sentence.scan, start=clause.start, end=end, actors=clause.actors, stance=stance,
        degree=degree, rule=frame.rule, object=(hit.start + len(hit.word), end),
    )  # fmt: skip


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
    text = sentence.scan.text.rstrip()
    recital = text.endswith((",", ";")) and sentence.scan.passage.type is not PassageType.HEADING
    return (cast_of(sentence.scan.context).parties if recital else ()), len(text)


def _openings(sentence: Sentence) -> Iterator[PositionSighting]:
    """ "Noting the importance of …, the two governments": an attitude of the subject."""
    main = next((c for c in sentence.clauses if c.rank == 0 and c.kind == "actor"), None)
    text = sentence.scan.text
    actors, until = (main.actors, main.subject.start) if main else _preamble(sentence)
    if not actors:
        return
    for stance, pattern in cues().openings:
        if match := pattern.match(text, sentence.low):
            end = trimmed(text, sentence.low, until)
            if end - match.end() > 8:
                strong = cues().strong.search(text[sentence.low : match.end() + 20])
                yield PositionSighting(
                    scan=sentence.scan, start=sentence.low, end=end, actors=actors,
                    stance=stance, degree=Degree.STRONG if strong else Degree.PLAIN,
                    rule="opening", confidence=0.75, object=(match.end(), end),
                )  # fmt: skip
            return
